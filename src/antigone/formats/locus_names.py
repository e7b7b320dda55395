"""Markers under the names that kits, databases and programs give them.

Two names are one marker when they fold to the same key: case, spaces, hyphens and underscores do not count, and the
known aliases below are one. The spelling that is printed is the one of the file, or CODIS' where CODIS needs it.
"""

from __future__ import annotations

import re

_NOISE = re.compile(r"[\s_\-./:]+")

# Folded alias → spelling as in the CODIS list of loci (CMF 3.3) or, beyond it, as most kits print it.
_SPELLINGS = """
Amelogenin CSF1PO D10S1248 D12S391 D13S317 D16S539 D18S51 D19S433 D1S1656 D21S11 D22S1045 D2S1338 D2S441
D3S1358 D5S818 D6S1043 D7S820 D8S1179 FGA Penta_D Penta_E Penta_C SE33 TH01 TPOX vWA F13A01 F13B FESFPS LPL
D4S2408 D9S1122 D17S1301 D20S482 D6S1017 D11S4463 D14S1434 D1GATA113 D1S1627 D1S1677 D2S1776 D3S4529
D20S1082 DXS10103 DXS10135 DXS7132 DXS7423 DXS8378 DXS10074 DXS10079 DXS10101 DXS10134 DXS10146 DXS10148
HPRTB DYF387S1 DYS19 DYS385 DYS389_I DYS389_II DYS390 DYS391 DYS392 DYS393 DYS437 DYS438 DYS439 DYS448
DYS449 DYS456 DYS458 DYS460 DYS481 DYS518 DYS533 DYS549 DYS570 DYS576 DYS627 DYS635 DYS643 YGATAH4 Yindel
"""

_ALIASES = {
    "amel": "Amelogenin",
    "amelx": "Amelogenin",
    "amelxy": "Amelogenin",
    "amg": "Amelogenin",
    "tho1": "TH01",
    "hth01": "TH01",
    "humth01": "TH01",
    "tp0x": "TPOX",
    "humtpox": "TPOX",
    "vwa31": "vWA",
    "vwa31a": "vWA",
    "vwf": "vWA",
    "humvwa": "vWA",
    "fibra": "FGA",
    "humfibra": "FGA",
    "csf": "CSF1PO",
    "csf1": "CSF1PO",
    "humcsf1po": "CSF1PO",
    "actbp2": "SE33",
    "humactbp2": "SE33",
    "f13a1": "F13A01",
    "f13a": "F13A01",
    "fes": "FESFPS",
    "lipol": "LPL",
    "hprt": "HPRTB",
    "dys3891": "DYS389 I",
    "dys3892": "DYS389 II",
    "dys385ab": "DYS385",
    "dys394": "DYS19",
    "dys395": "DYS393",
    "gatah4": "YGATAH4",
    "ygata": "YGATAH4",
    "ygatac4": "DYS635",
    "gatac4": "DYS635",
    "yindel1": "Yindel",
}


def _fold(name: str) -> str:
    return _NOISE.sub("", name).casefold()


_KNOWN = {_fold(name): name.replace("_", " ") for name in _SPELLINGS.split()} | _ALIASES


def locus_key(name: str) -> str:
    """What two spellings of one marker share; an unknown marker's key is its own folded name."""
    folded = _fold(name)
    return _fold(_KNOWN[folded]) if folded in _KNOWN else folded


def usual_spelling(name: str) -> str:
    """The marker as CODIS or most kits spell it; an unknown name is given back trimmed."""
    return _KNOWN.get(_fold(name), name.strip())


def is_known(name: str) -> bool:
    """Whether the marker is in the list above."""
    return _fold(name) in _KNOWN


def is_sex_marker(name: str) -> bool:
    """Amelogenin and Yindel tell the sex and enter no likelihood."""
    return usual_spelling(name) in {"Amelogenin", "Yindel"}


def lineage(name: str) -> str:
    """`X`, `Y` or `A`, by the marker's name (DXS…, DYS…, YGATA…); `A` where the name does not tell."""
    key = locus_key(name)
    if key.startswith(("dxs", "hprt", "xs", "gata172d05", "gata31e08")):
        return "X"
    return "Y" if key.startswith(("dys", "dyf", "ygata")) else "A"


class LocusIndex:
    """Finds a marker of a table under any of its names.

    Args:
        names: the table's own spellings; the first of two that are the same marker wins.
    """

    def __init__(self, names: list[str] | tuple[str, ...]) -> None:
        self._exact = {name: name for name in reversed(names)}
        self._folded = {locus_key(name): name for name in reversed(names)}

    def find(self, name: str) -> str | None:
        """The table's spelling of that marker, or None."""
        return self._exact.get(name) or self._folded.get(locus_key(name))
