"""CODIS Common Message Format 3.2 and 3.3: profiles in XML, read and written.

`CODISImportFile` in the namespace `urn:CODISImportFile-schema` holds a header and specimens; a specimen has an id of at
most 24 characters, a category, and loci with one `ALLELE` for each allele that is seen: a homozygote shows one.
The format knows no family and no frequency. XML with a document type or entities is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from antigone.core.errors import InputError
from antigone.core.finding import Finding, Severity, declare
from antigone.formats.allele_names import allele_key, is_missing, is_off_ladder, normal_allele
from antigone.formats.familias_findings import CHANGED, LOST
from antigone.formats.kinship_data import Call, Group, KinshipData, Locus, PersonRecord, Profile, Sex
from antigone.formats.kinship_text import read_bytes
from antigone.formats.locus_names import is_known, lineage, locus_key, usual_spelling

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:CODISImportFile-schema"
MAX_SPECIMENS = 200_000
# Names of markers that each version allows (those of 3.2 are also the ones that every CODIS laboratory reads).
_ALLOWED_32 = """
Amelogenin CSF1PO D13S317 D16S539 D18S51 D19S433 D21S11 D2S1338 D3S1358 D5S818 D7S820 D8S1179 FGA Penta_D Penta_E
TH01 TPOX vWA
"""
_ADDED_33 = """
D10S1248 D12S391 D1S1656 D22S1045 D2S441 D6S1043 SE33 DYF387S1 DYS19 DYS385 DYS389_I DYS389_II DYS390 DYS391 DYS392
DYS393 DYS437 DYS438 DYS439 DYS448 DYS449 DYS456 DYS458 DYS460 DYS481 DYS518 DYS533 DYS549 DYS570 DYS576 DYS627
DYS635 DYS643 YGATAH4 Yindel
"""
LOCI_32 = frozenset(name.replace("_", " ") for name in _ALLOWED_32.split())
LOCI_33 = LOCI_32 | {name.replace("_", " ") for name in _ADDED_33.split()}
HEADER = (
    ("DESTINATIONORI", 10, True),
    ("SOURCELAB", 10, True),
    ("SUBMITBYUSERID", 20, True),
    ("SUBMITDATETIME", 25, True),
    ("BATCHID", 32, False),
    ("KIT", 32, False),
)
_ID = 24
_COMMENT = 255
_ALLELE = 10

NO_ID = declare("cmf.no_id", "A specimen has no SPECIMENID; it was left out.", "Give it an id and export again.")
SAME_ID = declare(
    "cmf.same_id",
    "Specimen {id} stands twice; the second is now '{new}'.",
    "Check whether they are two samples of one person.",
    severity=Severity.WARNING,
    id="R-7",
    new="R-7 (2)",
)
MANY = declare(
    "profile.many_alleles",
    "{person} has {count} alleles at {marker} ({alleles}): a mixture or a duplication; the call was left out.",
    "Separate the contributors first, or type the call by hand.",
    person="R-7",
    marker="D3S1358",
    count=3,
    alleles="14, 15, 16",
)
OFF_LADDER = declare(
    "profile.off_ladder",
    "{person} has an off-ladder call at {marker} ('{call}'); it was left out.",
    "Size the allele, or leave it out.",
    severity=Severity.WARNING,
    person="R-7",
    marker="D3S1358",
    call="OL",
)
TWO_CALLS = declare(
    "profile.two_calls",
    "{person} has two different calls at {marker}: {first} and {second}; the first was kept.",
    "Decide which one is right, and keep that.",
    person="R-7",
    marker="D3S1358",
    first="14/15",
    second="14/16",
)
HALF = declare(
    "profile.half",
    "{person} shows one allele at {marker} and the specimen is marked partial; the other is taken as not seen.",
    "Nothing to do; a homozygote would need the mark removed.",
    severity=Severity.NOTE,
    person="R-7",
    marker="D3S1358",
)


@dataclass(frozen=True, slots=True)
class Header:
    """What CODIS wants to know of a message; the lengths are the format's.

    Attributes:
        destination: laboratory it goes to (ORI, 10 characters).
        source: laboratory it comes from (10).
        user: who submits it (20).
        time: ISO 8601, as `2022-01-16T12:00:00`; nothing here looks at a clock.
        batch: name of the batch (32).
        kit: typing kit (32).
        version: `3.2` or `3.3`.
    """

    destination: str = ""
    source: str = ""
    user: str = ""
    time: str = ""
    batch: str = ""
    kit: str = ""
    version: str = "3.3"

    @classmethod
    def of(cls, settings: dict[str, str]) -> Header:
        """The header that a file was read with (`KinshipData.settings`)."""
        found = {name: settings.get(f"CMF > {name}", "") for name, _, _ in HEADER}
        return cls(
            found["DESTINATIONORI"],
            found["SOURCELAB"],
            found["SUBMITBYUSERID"],
            found["SUBMITDATETIME"],
            found["BATCHID"],
            found["KIT"],
            settings.get("CMF > HEADERVERSION", "3.3"),
        )

    def fields(self) -> list[tuple[str, str, int, bool]]:
        """Name, value, longest length, whether it must be there."""
        values = (self.destination, self.source, self.user, self.time, self.batch, self.kit)
        return [(name, value, size, need) for (name, size, need), value in zip(HEADER, values, strict=True)]


def read_cmf(path: Path) -> tuple[KinshipData, list[Finding]]:
    """Read a CMF file.

    Raises:
        InputError: it is no CMF file, or is broken XML, or declares entities.
    """
    return parse_cmf(read_bytes(path), path.name)


def parse_cmf(data: bytes, name: str = "file.xml") -> tuple[KinshipData, list[Finding]]:
    """Read the bytes of a CMF file; see `read_cmf`."""
    root = _root(data, name)
    findings: list[Finding] = []
    settings = {
        f"CMF > {tag}": (child.text or "").strip()
        for child in root
        if (tag := _tag(child)) != "SPECIMEN" and (child.text or "").strip()
    }
    persons: dict[str, PersonRecord] = {}
    profiles: dict[str, Profile] = {}
    for specimen in (child for child in root if _tag(child) == "SPECIMEN"):
        if len(persons) >= MAX_SPECIMENS:
            raise InputError(f"{name} holds more than {MAX_SPECIMENS:,} specimens.", "Split it.")
        _specimen(specimen, persons, profiles, name, findings)
    group = Group(settings.get("CMF > BATCHID", ""), "unidentified", tuple(persons.values()), (), profiles)
    names = dict.fromkeys(marker for profile in profiles.values() for marker in profile)
    loci = tuple(Locus(marker, chrom=lineage(marker)) for marker in names)
    return KinshipData((group,) if persons else (), loci, settings=settings), findings


def _root(data: bytes, name: str) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise InputError(
            f"{name} declares a document type or entities, which no CMF file needs; it was not read.",
            "Ask the sender for the plain export.",
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"{name} is not well-formed XML: {error}.", "Export it again.") from None
    if _tag(root) != "CODISImportFile":
        raise InputError(f"{name} is no CMF file: it begins with '{_tag(root)[:40]}'.", "Export it as CMF 3.2 or 3.3.")
    return root


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element, tag: str) -> str:
    return next(((child.text or "").strip() for child in element if _tag(child) == tag), "")


def _specimen(
    specimen: Element,
    persons: dict[str, PersonRecord],
    profiles: dict[str, Profile],
    file: str,
    findings: list[Finding],
) -> None:
    name = _text(specimen, "SPECIMENID")
    if not name:
        findings.append(Finding(NO_ID, file=file))
        return
    new, n = name, 2
    while new in persons:
        new, n = f"{name} ({n})", n + 1
    if new != name:
        findings.append(Finding(SAME_ID, {"id": name, "new": new}, file=file))
    partial = specimen.get("PARTIAL", "").lower() in {"true", "1", "yes"}
    profile: Profile = {}
    for locus in (child for child in specimen if _tag(child) == "LOCUS"):
        marker = usual_spelling(_text(locus, "LOCUSNAME"))
        values = [_text(child, "ALLELEVALUE") for child in locus if _tag(child) == "ALLELE"]
        add_call(new, marker, values, profile, file, None, findings, partial=partial)
    record = PersonRecord(
        new, sex_of(profile), category=_text(specimen, "SPECIMENCATEGORY"), note=_text(specimen, "SPECIMENCOMMENT")
    )
    persons[new] = record
    if profile:
        profiles[new] = profile


def add_call(
    person: str,
    marker: str,
    values: list[str],
    profile: Profile,
    file: str,
    row: int | None,
    findings: list[Finding],
    *,
    partial: bool = False,
) -> None:
    """Put a call of one to two alleles into a profile; everything else about it becomes a finding.

    One allele means a homozygote, unless the source says that the profile is partial.
    """
    for value in values:
        if is_off_ladder(value):
            off = {"person": person, "marker": marker, "call": value.strip()[:20]}
            findings.append(Finding(OFF_LADDER, off, file=file, row=row))
            return
    alleles = [normal_allele(value) for value in values if not is_missing(value)]
    distinct = list(dict.fromkeys(alleles))
    if not marker or not distinct:
        return
    if len(distinct) > 2:
        shown = ", ".join(distinct[:6])
        many = {"person": person, "marker": marker, "count": len(distinct), "alleles": shown}
        findings.append(Finding(MANY, many, file=file, row=row))
        return
    if len(distinct) == 2:
        call: Call = (distinct[0], distinct[1])
    elif partial and len(alleles) == 1:
        call = (distinct[0], None)
        findings.append(Finding(HALF, {"person": person, "marker": marker}, file=file, row=row))
    else:
        call = (distinct[0], distinct[0])
    before = profile.setdefault(marker, call)
    if sorted(map(str, before)) != sorted(map(str, call)):
        both = {"person": person, "marker": marker, "first": call_text(before), "second": call_text(call)}
        findings.append(Finding(TWO_CALLS, both, file=file, row=row))


def call_text(call: Call) -> str:
    """A call as people write it: `14/15`, `14/?`."""
    return "/".join("?" if allele is None else allele for allele in call)


def sex_of(profile: Profile) -> Sex:
    """The sex that Amelogenin shows: X and Y male, X alone female; unknown without it."""
    for marker, call in profile.items():
        if usual_spelling(marker) == "Amelogenin":
            return "M" if "Y" in call else "F" if call == ("X", "X") else "U"
    return "U"


# Writing


def write_cmf(data: KinshipData, header: Header | None = None) -> tuple[str, list[Finding]]:
    """The text of a CMF file, and what it could not hold.

    Raises:
        InputError: the header lacks what CODIS asks for, or is too long; all such faults at once.
    """
    return _Writer(data, header or Header.of(data.settings)).write()


class _Writer:
    def __init__(self, data: KinshipData, header: Header) -> None:
        self.data = data
        self.header = header
        self.findings: list[Finding] = []
        self.loci = {locus_key(name): name for name in (LOCI_32 if header.version == "3.2" else LOCI_33)}

    def write(self) -> tuple[str, list[Finding]]:
        self._check_header()
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<CODISImportFile xmlns="{NAMESPACE}">']
        lines.append(_element("HEADERVERSION", self.header.version, 1))
        lines.append(_element("MESSAGETYPE", "Import", 1))
        lines += [_element(name, value, 1) for name, value, _, _ in self.header.fields() if value]
        taken: set[str] = set()
        for group in self.data.groups:
            for person in group.persons:
                lines += self._specimen(person, group, taken)
            for pedigree in group.pedigrees:
                self._lost(f"the family tree '{pedigree.name or group.name}'", "CMF holds no relations")
        with_freqs = sum(bool(locus.alleles) for locus in self.data.loci)
        if with_freqs:
            self._lost("frequencies", f"of {with_freqs} markers")
        for key in self.data.settings:
            if not key.startswith("CMF > "):
                self._lost("a setting", key)
        return "\n".join([*lines, "</CODISImportFile>", ""]), self.findings

    def _check_header(self) -> None:
        faults = []
        for name, value, size, needed in self.header.fields():
            if needed and not value:
                faults.append(f"{name} is missing")
            elif len(value) > size:
                faults.append(f"{name} has more than {size} characters")
        if self.header.version not in ("3.2", "3.3"):
            faults.append(f"version {self.header.version} is neither 3.2 nor 3.3")
        if faults:
            raise InputError(
                f"A CMF file cannot be written: {'; '.join(faults)}.",
                "Give --destination, --source-lab, --user and --time (and --batch, --kit where wanted).",
            )

    def _specimen(self, person: PersonRecord, group: Group, taken: set[str]) -> Iterator[str]:
        profile = group.profiles.get(person.id)
        if not profile:
            self._lost(person.id, "there is no profile, and CMF holds nothing else")
            return
        name = self._name(person.id, taken)
        yield "  <SPECIMEN>"
        yield _element("SPECIMENID", name, 2)
        yield _element("SPECIMENCATEGORY", person.category or self._category(person, group), 2)
        if person.note:
            if len(person.note) > _COMMENT:
                self._changed(f"the note of {person.id}", f"its first {_COMMENT} characters")
            yield _element("SPECIMENCOMMENT", person.note[:_COMMENT], 2)
        if person.sex != sex_of(profile):
            self._lost(f"the sex of {person.id}", f"{person.sex}; CMF shows it by Amelogenin only")
        for marker, call in profile.items():
            yield from self._locus(person.id, marker, call)
        yield "  </SPECIMEN>"

    def _category(self, person: PersonRecord, group: Group) -> str:
        category = "Unidentified Person" if group.kind == "unidentified" else "Other"
        self._changed(f"the unknown category of {person.id}", category)
        return category

    def _name(self, person: str, taken: set[str]) -> str:
        name, n = person[:_ID], 2
        while name in taken:
            tail = f"~{n}"
            name, n = person[: _ID - len(tail)] + tail, n + 1
        if name != person:
            self._changed(f"the id '{person}'", f"'{name}'")
        taken.add(name)
        return name

    def _locus(self, person: str, marker: str, call: Call) -> Iterator[str]:
        name = self.loci.get(locus_key(marker))
        if name is None:
            why = f"CMF {self.header.version} has no such marker" + ("" if is_known(marker) else " by any known name")
            self._lost(f"the call of {person} at {marker}", why)
            return
        if None in call:
            self._lost(f"the half call of {person} at {marker}", "one allele alone would read as a homozygote")
            return
        alleles = sorted({str(allele) for allele in call}, key=allele_key)
        long = next((allele for allele in alleles if len(allele) > _ALLELE), None)
        if long:
            self._lost(f"the call of {person} at {marker}", f"allele {long} has more than {_ALLELE} characters")
            return
        yield "    <LOCUS>"
        yield _element("LOCUSNAME", name, 3)
        yield _element("READINGBY", self.header.user, 3)
        yield _element("READINGDATETIME", self.header.time, 3)
        for allele in alleles:
            yield f"      <ALLELE><ALLELEVALUE>{escape(allele)}</ALLELEVALUE></ALLELE>"
        yield "    </LOCUS>"

    def _lost(self, what: str, detail: str) -> None:
        self.findings.append(Finding(LOST, {"what": what, "detail": detail}))

    def _changed(self, what: str, now: str) -> None:
        self.findings.append(Finding(CHANGED, {"what": what, "now": now}))


def _element(tag: str, text: str, depth: int) -> str:
    clean = "".join(c for c in text if c in "\t\n" or c >= " ")
    return f"{'  ' * depth}<{tag}>{escape(clean)}</{tag}>"
