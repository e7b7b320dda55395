"""Teeth in other notations: FDI inside; Universal, WinID and NCIC mapped, and what cannot be said there named.

A chart inside is text as `named.evidence.dental` reads it: `18=sou; 17=amf.mo; 16=mis`. Code letters: INTERPOL's
three-letter codes; WinID and NCIC as their public manuals give them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.formats import register_findings as wrong

UNIVERSAL = {
    **{f"1{9 - n}": str(n) for n in range(1, 9)},
    **{f"2{n - 8}": str(n) for n in range(9, 17)},
    **{f"3{25 - n}": str(n) for n in range(17, 25)},
    **{f"4{n - 24}": str(n) for n in range(25, 33)},
    **{f"5{6 - n}": "ABCDE"[n - 1] for n in range(1, 6)},
    **{f"6{n}": "FGHIJ"[n - 1] for n in range(1, 6)},
    **{f"7{6 - n}": "KLMNO"[n - 1] for n in range(1, 6)},
    **{f"8{n}": "PQRST"[n - 1] for n in range(1, 6)},
}
"""FDI number → Universal number: 18 is 1, 11 is 8, 28 is 16, 38 is 17, 48 is 32; milk teeth are letters."""
FDI = {universal: fdi for fdi, universal in UNIVERSAL.items()}
_LISTED = (
    "sou non una une pre imx ano per car nca cfr fra nvt rrx mis mam mpm amf gif cof tif fis fil inl onl "
    "fmc poc mpc gmc crn rct rfx ipx meb pob pon abu prd fld acr"
)
CODES = frozenset(_LISTED.split(" "))
"""Three-letter codes that are read; others are kept as written, with a finding."""
SURFACES = "modfl"
_TOOTH = re.compile(r"(\d\d)\s*[=: ]\s*([^.\s]*)(?:\.([a-z]+))?\Z")
_TO_WINID = {
    "sou": ("V", ""), "vir": ("V", ""), "mis": ("X", ""), "mam": ("X", ""), "une": ("U", ""), "imx": ("I", ""),
    "non": ("/", ""), "una": ("/", ""), "amf": ("*", "S"), "gif": ("*", "G"), "cof": ("*", "E"), "tif": ("*", "E"),
    "fil": ("*", ""), "crn": ("MODFL", "C"), "fmc": ("MODFL", "CN"), "gmc": ("MODFL", "CG"), "poc": ("MODFL", "CH"),
    "mpc": ("MODFL", "CHN"), "rct": ("", "R"), "rfx": ("", "R"), "pon": ("X", "P"), "prd": ("X", "T"),
    "fld": ("X", "T"), "acr": ("MODFL", "CZ"), "ano": ("", "A"), "per": ("", "B"),
}  # fmt: skip
_FROM_WINID = {"V": "sou", "X": "mis", "U": "une", "I": "imx", "/": "non", "J": "non"}


@dataclass(frozen=True)
class Tooth:
    """One tooth: FDI number, three-letter codes, filled or affected surfaces (letters of `modfl`)."""

    fdi: str
    codes: tuple[str, ...]
    surfaces: str = ""

    def __str__(self) -> str:
        text = "+".join(self.codes) or "non"
        return f"{self.fdi}={text}" + (f".{self.surfaces}" if self.surfaces else "")


def read_chart(text: str) -> tuple[Tooth, ...]:
    """A chart as written inside; raises `InputError` at a tooth that is none.

    `18=sou; 17=amf.mo; 36=rct+fmc`.
    """
    found = []
    for part in re.split(r"[;,\n]+", text.casefold()):
        if part.strip():
            found.append(_tooth(part.strip()))
    return tuple(found)


def _tooth(part: str) -> Tooth:
    match = _TOOTH.match(part)
    if not match or match[1] not in UNIVERSAL:
        raise InputError(f"'{part[:30]}' is no tooth.", "Write 17=amf.mo, with an FDI number.")
    surfaces = "".join(letter for letter in SURFACES if letter in (match[3] or ""))
    return Tooth(match[1], tuple(code for code in match[2].split("+") if code), surfaces)


def chart_text(teeth: Iterable[Tooth]) -> str:
    """A chart as one text, in FDI order."""
    return "; ".join(str(tooth) for tooth in sorted(teeth, key=lambda tooth: tooth.fdi))


def to_winid(tooth: Tooth, findings: list[Finding]) -> tuple[str, str, str]:
    """Universal number, primary and secondary WinID codes of a tooth; what has no letter becomes a finding."""
    primary, secondary = "", ""
    for code in tooth.codes:
        letters = _TO_WINID.get(code)
        if letters is None:
            findings.append(_unmapped(f"{tooth.fdi}={code}", "WinID"))
            continue
        primary = tooth.surfaces.upper() if letters[0] == "*" else letters[0] or primary
        secondary += "".join(letter for letter in letters[1] if letter not in secondary)
    return UNIVERSAL[tooth.fdi], primary or "/", "".join(sorted(secondary))


def from_winid(universal: str, primary: str, secondary: str, findings: list[Finding]) -> Tooth | None:
    """A tooth from WinID codes; None with a finding where the number is no tooth."""
    fdi = FDI.get(universal.strip().upper().lstrip("0"))
    if fdi is None:
        findings.append(_unmapped(universal, "FDI numbering"))
        return None
    first, second = primary.strip().upper(), secondary.strip().upper()
    surfaces = "".join(letter for letter in first if letter in "MODFL").lower()
    codes = _restorations(surfaces, second, findings, f"{universal} {primary}-{secondary}")
    if "X" in first:
        codes = ["pon"] if "P" in second else ["prd"] if "T" in second else ["mis"]
    elif not surfaces and not codes:
        codes = [_FROM_WINID[first]] if first in _FROM_WINID else []
        if not codes:
            findings.append(_unmapped(f"{universal} {primary}", "the three-letter codes"))
    return Tooth(fdi, tuple(codes), "" if "X" in first or "C" in second else surfaces)


def _restorations(surfaces: str, second: str, findings: list[Finding], shown: str) -> list[str]:
    codes = []
    if "R" in second:
        codes.append("rct")
    if "C" in second:
        codes.append("mpc" if "H" in second and "N" in second else "poc" if "H" in second else "gmc" if "G" in second
                     else "fmc" if "N" in second else "crn")  # fmt: skip
    elif surfaces:
        codes.append("amf" if "S" in second else "gif" if "G" in second else "tif" if "E" in second else "fil")
    unknown = set(second) - set("ABCEGHNPRSTZ- ")
    if unknown:
        findings.append(_unmapped(shown, "the three-letter codes"))
    return codes


def to_ncic(tooth: Tooth, findings: list[Finding]) -> tuple[str, str]:
    """Tooth number 01 to 32 and NCIC code; milk teeth and codes without an equal become findings."""
    number = UNIVERSAL[tooth.fdi]
    if not number.isdigit():
        findings.append(_unmapped(str(tooth), "NCIC, which charts permanent teeth only"))
        return "", ""
    _, primary, secondary = to_winid(tooth, findings)
    if primary in ("V", "X", "/"):
        code = primary
    else:
        surfaces = "".join(letter for letter in primary if letter in "MODFL")
        if not surfaces:
            findings.append(_unmapped(str(tooth), "NCIC"))
        code = (surfaces + ("C" if "C" in secondary else "") + ("R" if "R" in secondary else "")) or "/"
    return f"{int(number):02d}", code


def from_ncic(number: str, code: str, findings: list[Finding]) -> Tooth | None:
    """A tooth from its NCIC number and code; None with a finding where either makes no sense."""
    plain = code.strip().upper()
    if not re.fullmatch(r"V|X|/?R?|/|[MODFL]*C?R?", plain) or not plain or not number.strip().isdigit():
        findings.append(_unmapped(f"{number} {code}", "the three-letter codes"))
        return None
    secondary = "".join(letter for letter in plain if letter in "CR")
    return from_winid(str(int(number)), "".join(x for x in plain if x not in "CR") or "/", secondary, findings)


def check_codes(teeth: Iterable[Tooth]) -> list[Finding]:
    """A warning for each code that is none of the three-letter set."""
    return [
        _unmapped(f"{tooth.fdi}={code}", "the three-letter codes")
        for tooth in teeth
        for code in tooth.codes
        if code not in CODES
    ]


def _unmapped(code: str, target: str) -> Finding:
    return Finding(wrong.UNMAPPED, {"what": "The dental code", "code": code[:40], "target": target})
