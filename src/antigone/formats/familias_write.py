"""Familias `.fam` files, written as version 3 writes them: cases, database and the `[DVI]` section.

What the format has no place for is left out with a finding (`convert.lost`), or written the nearest way with one
(`convert.changed`). Reading the file again gives what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from antigone.core.finding import Finding
from antigone.formats.familias_dvi import PATH
from antigone.formats.familias_findings import CHANGED, LOST
from antigone.formats.familias_loci import CODES
from antigone.formats.kinship_data import Group, KinshipData, Locus, MutationSpec, PedigreeRecord, PersonRecord
from antigone.formats.kinship_text import plain

_OLD_VERSION = "3.3.1"
_NEAREST = {"onestep": "extended", "custom": "equal"}
_FEW = 5


def write_fam(data: KinshipData) -> tuple[str, list[Finding]]:
    """The text of a `.fam` file, and what it could not hold."""
    return _Writer(data).write()


class _Writer:
    """Writes one file; keeps the losses."""

    def __init__(self, data: KinshipData) -> None:
        self.data = data
        self.findings: list[Finding] = []
        self.loci = {locus.name: (n, locus) for n, locus in enumerate(data.loci)}
        self.alleles = {locus.name: {a: i for i, a in enumerate(locus.alleles)} for locus in data.loci}

    def write(self) -> tuple[str, list[Finding]]:
        cases = [group for group in self.data.groups if group.kind == "case"]
        dvi = [group for group in self.data.groups if group.kind != "case"]
        case = cases[0] if cases else Group()
        for other in cases[1:]:
            self._lost(f"case {other.name or 'without a name'}", "a file holds one case; write the others alone")
        version = self.data.settings.get("Familias version", _OLD_VERSION + (" (DVI)" if dvi else ""))
        lines = [_quote(f"Output from Familias, version {version}"), _quote("DO NOT EDIT!"), version, _quote("")]
        lines += self._case(case)
        lines += self._database()
        lines += self._dvi(dvi) if dvi else []
        lines += _settings(self.data.settings)
        return "\n".join(lines) + "\n", self.findings

    # Case

    def _case(self, group: Group) -> Iterator[str]:
        index = {person.id: n for n, person in enumerate(group.persons)}
        yield str(len(group.persons))
        for person in group.persons:
            yield from self._person(person, group)
        yield from (_quote("Known relations"), "0", "0", "0", str(len(group.pedigrees)))
        if group.missing:
            self._lost("who is missing", f"{', '.join(group.missing)}: a case has no such mark")
        for number, pedigree in enumerate(group.pedigrees):
            yield from self._pedigree(number, pedigree, index)

    def _person(self, person: PersonRecord, group: Group) -> Iterator[str]:
        if person.sex == "U":
            self._changed(f"the unknown sex of {person.id}", "female")
        self._marks(person)
        year = str(-1 if person.birth_year is None else person.birth_year)
        yield _quote(person.id)
        yield _flag(person.is_child)
        triples = list(self._triples(person.id, group))
        if person.dropout and not triples:  # Familias does not bear the mark on an untyped person
            self._lost(f"the drop-out mark of {person.id}", "there is no call it could matter for")
        yield year + (" (Consider dropouts)" if person.dropout and triples else "")
        yield _flag(False)
        yield _flag(person.sex == "M")
        yield str(len(triples))
        for triple in triples:
            yield from map(str, triple)

    def _triples(self, person: str, group: Group) -> Iterator[tuple[int, int, int]]:
        for marker, call in group.profiles.get(person, {}).items():
            if marker not in self.loci:
                self._lost(f"the call of {person} at {marker}", "the marker has no frequencies")
                continue
            known = self.alleles[marker]
            unknown = [allele for allele in call if allele is not None and allele not in known]
            if unknown:
                self._lost(f"the call of {person} at {marker}", f"allele {unknown[0]} has no frequency")
                continue
            if None in call:
                self._lost(f"the half call of {person} at {marker}", "the format holds whole calls")
                continue
            yield known[str(call[0])], known[str(call[1])], self.loci[marker][0]

    def _pedigree(self, number: int, pedigree: PedigreeRecord, index: dict[str, int]) -> Iterator[str]:
        extras = sorted(pedigree.extras, key=lambda person: person.sex == "M")
        names = index | {person.id: len(index) + n for n, person in enumerate(extras)}
        self._pedigree_marks(pedigree)
        women = sum(person.sex != "M" for person in extras)
        for person in extras:
            if person.sex == "U":
                self._changed(f"the unknown sex of {person.id}", "female")
        links = [(str(names[parent]), names[child]) for parent, child in _links(pedigree) if parent in names]
        links += [(f"{names[one]} (Direct/Identity)", names[other]) for one, other in pedigree.twins]
        yield from (str(number), _quote(pedigree.name), str(women), str(len(extras) - women), str(len(links)))
        for parent, child in links:
            yield from (parent, str(child))

    def _pedigree_marks(self, pedigree: PedigreeRecord) -> None:
        if pedigree.posterior is not None:
            self._lost(f"the stored result of {pedigree.name}", "it is calculated anew")
        for founder, value in pedigree.inbreeding.items():
            self._lost(f"the inbreeding of {founder} in {pedigree.name}", f"{value:g}")
        for person in pedigree.extras:
            self._marks(person)

    # Database

    def _database(self) -> Iterator[str]:
        yield f"#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: {plain(self.data.theta)} )"
        yield str(len(self.data.loci))
        yield from (_flag(True), _quote(self.data.database))
        for locus in self.data.loci:
            yield from self._locus(locus)

    def _locus(self, locus: Locus) -> Iterator[str]:
        models = [self._model(model, locus) for model in (locus.female, locus.male)]
        silent = locus.silent is not None
        if locus.chrom not in "AX" or (locus.chrom == "X" and not locus.name.upper().startswith(("DXS", "HPRT"))):
            self._lost(f"that {locus.name} lies on chromosome {locus.chrom}", "a .fam file keeps no chromosome")
        if locus.position is not None:
            self._lost(f"the position of {locus.name}", f"{locus.position:g} cM")
        yield _quote(locus.name)
        yield from (plain(model.rate) for model in models)
        yield from (str(CODES.index(model.model)) for model in models)
        yield str(len(locus.alleles) + silent)
        yield from (plain(model.range) for model in models)
        yield from (plain(model.rate2) for model in models)
        yield _flag(silent)
        yield plain(locus.silent or 0.0)
        size = "" if locus.database_size is None else f"DatabaseSize = {plain(locus.database_size)} , "
        details = f"Dropout probability = {plain(locus.dropout)} , Minor allele frequency = {plain(locus.minimum)} "
        yield f"{len(locus.alleles)}\t({size}{details})"
        for allele, frequency in zip(locus.alleles, locus.freqs, strict=True):
            yield from (_quote(allele), plain(frequency))

    def _model(self, model: MutationSpec | None, locus: Locus) -> MutationSpec:
        if model is None:
            return MutationSpec()
        if model.model in CODES:
            return model
        now = _NEAREST[model.model]
        self._changed(f"the {model.model} mutation of {locus.name}", f"{now} with the same rate")
        return MutationSpec(now, model.rate, 1e-6 if now == "extended" else 0.0)

    # Disaster victims

    def _dvi(self, groups: list[Group]) -> Iterator[str]:
        remains = [(group, person) for group in groups if group.kind == "unidentified" for person in group.persons]
        families = [group for group in groups if group.kind == "family"]
        yield from ("", "[DVI]", "[[Unidentified persons]]", f"nPersons= {len(remains)}")
        for number, (group, person) in enumerate(remains, 1):
            yield f"[[[Person {number} ]]]"
            yield from self._dvi_person(person, group, 4)
        yield from ("", "[[Reference Families]]", f"nFamilies= {len(families)}")
        for number, family in enumerate(families, 1):
            yield from self._family(number, family)

    def _family(self, number: int, family: Group) -> Iterator[str]:
        yield from (f"[[[Family {number} ]]]", f"Name= {_line(family.name)}")
        yield from ("[[[[Persons]]]]", f"nPersons= {len(family.persons)}")
        for n, person in enumerate(family.persons, 1):
            yield f"[[[[[Person {n}]]]]]"
            yield from self._dvi_person(person, family, 6)
        yield from ("[[[[Pedigrees]]]]", f"nPedigrees= {len(family.pedigrees)}")
        for n, pedigree in enumerate(family.pedigrees, 1):
            self._pedigree_marks(pedigree)
            links = [*_links(pedigree), *((f"{one} (Direct/Identity)", other) for one, other in pedigree.twins)]
            yield from (f"[[[[[Pedigree {n}]]]]]", f"Name= {_line(pedigree.name)}", f"nRelations= {len(links)}")
            for parent, child in links:
                yield from (f"Parent= {_line(parent)}", f"Child= {_line(child)}")

    def _dvi_person(self, person: PersonRecord, group: Group, depth: int) -> Iterator[str]:
        self._marks(person)
        if person.birth_year is not None or person.is_child or person.dropout:
            self._lost(f"year of birth, child and drop-out marks of {person.id}", "the [DVI] section has none")
        profile = group.profiles.get(person.id, {})
        gender = {"M": "Male", "F": "Female", "U": "Unknown"}[person.sex]
        yield from (f"Name= {_line(person.id)}", f"Gender= {gender}")
        yield from ("[" * depth + "DNA data" + "]" * depth, f"nSystems= {len(profile)}")
        for marker, call in profile.items():
            yield f"SystemName= {marker}"
            yield from (f"Allele{n}= {'' if allele is None else allele}" for n, allele in enumerate(call, 1))

    # Losses

    def _marks(self, person: PersonRecord) -> None:
        for what, text in (("category", person.category), ("note", person.note), ("status", person.affected)):
            if text:
                self._lost(f"the {what} of {person.id}", text[:60])

    def _lost(self, what: str, detail: str) -> None:
        self.findings.append(Finding(LOST, {"what": what, "detail": detail}))

    def _changed(self, what: str, now: str) -> None:
        self.findings.append(Finding(CHANGED, {"what": what, "now": now}))


def _links(pedigree: PedigreeRecord) -> Iterator[tuple[str, str]]:
    for child, parents in pedigree.parents.items():
        for parent in parents:
            if parent is not None:
                yield parent, child


def _settings(settings: dict[str, str]) -> Iterator[str]:
    """Sections of the settings, by their paths; a section stands once, its parts below it."""
    tree: dict[str, object] = {}
    for path, value in settings.items():
        *sections, key = path.split(PATH)
        if not sections:
            continue
        at = tree
        for section in sections:
            below = at.setdefault(f"[{section}", {})
            assert isinstance(below, dict)
            at = below
        at[key] = value
    yield from _section(tree, 1)


def _section(tree: dict[str, object], depth: int) -> Iterator[str]:
    for key, value in tree.items():
        if not isinstance(value, dict):
            yield f"{key}= {value}"
    for key, value in tree.items():
        if isinstance(value, dict):
            yield "[" * depth + key[1:] + "]" * depth
            yield from _section(value, depth + 1)


def _quote(text: str) -> str:
    return '"' + _line(text).replace('"', '""') + '"'


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def _flag(value: bool) -> str:
    return "#TRUE#" if value else "#FALSE#"


def losses_shown(findings: Iterable[Finding]) -> list[str]:
    """Losses for people: at most a few of a kind in full, then how many more there are."""
    by_kind: dict[str, list[str]] = {}
    for finding in findings:
        by_kind.setdefault(finding.code, []).append(str(finding))
    out: list[str] = []
    for code, texts in by_kind.items():
        out += texts[:_FEW]
        if len(texts) > _FEW:
            out.append(f"… and {len(texts) - _FEW:,} more of the kind {code}")
    return out
