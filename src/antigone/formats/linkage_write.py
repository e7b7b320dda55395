"""MERLIN `.ped`, `.dat`, `.map` and `.freq`, written; what they cannot hold becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antigone.core.finding import Finding
from antigone.formats.familias_findings import CHANGED, LOST
from antigone.formats.kinship_data import Group, KinshipData, Locus, PedigreeRecord, PersonRecord
from antigone.formats.kinship_text import plain

_CHROMS = {"A": "0", "X": "X", "Y": "Y", "M": "MT"}


def write_linkage(data: KinshipData) -> tuple[dict[str, str], list[Finding]]:
    """The texts of the files by suffix, and what they could not hold."""
    return _Writer(data).write()


class _Writer:
    def __init__(self, data: KinshipData) -> None:
        self.data = data
        self.findings: list[Finding] = []
        self.words: dict[str, str] = {}

    def write(self) -> tuple[dict[str, str], list[Finding]]:
        twins = any(pedigree.twins for group in self.data.groups for pedigree in group.pedigrees)
        ped = [line for title, group, tree in self._trees() for line in self._family(title, group, tree, twins)]
        dat = (["Z zygosity"] if twins else []) + [f"M {self._word(locus.name)}" for locus in self.data.loci]
        texts = {".ped": ped, ".dat": dat, ".map": list(self._map()), ".freq": list(self._freq())}
        self._marker_losses()
        return {suffix: "".join(f"{line}\n" for line in lines) for suffix, lines in texts.items()}, self.findings

    def _trees(self) -> Iterator[tuple[str, Group, PedigreeRecord]]:
        """One family of the file for each pedigree of each group; persons without a pedigree stand alone."""
        taken: set[str] = set()
        for n, group in enumerate(self.data.groups, 1):
            if group.missing:
                self._lost("who is missing", ", ".join(group.missing))
            for tree in group.pedigrees or (PedigreeRecord(group.name),):
                title = tree.name if len(group.pedigrees) < 2 or not group.name else f"{group.name}_{tree.name}"
                yield self._fresh(self._word(title or group.name or f"F{n}"), taken), group, tree

    def _fresh(self, title: str, taken: set[str]) -> str:
        new, n = title, 2
        while new in taken:
            new, n = f"{title}_{n}", n + 1
        taken.add(new)
        return new

    def _family(self, title: str, group: Group, tree: PedigreeRecord, twins: bool) -> Iterator[str]:
        self._tree_losses(tree)
        members = {person.id: person for person in group.members(tree)}
        words = self._ids(members)
        codes = {member: str(2 * n + 1) for n, pair in enumerate(tree.twins) for member in pair}
        for person in members.values():
            self._person_losses(person)
            father, mother = tree.parents.get(person.id, (None, None))
            lone = (father is None) != (mother is None)
            if lone:
                role, stand_in = (
                    ("father", f"f_{words[person.id]}")
                    if father is None
                    else (
                        "mother",
                        f"m_{words[person.id]}",
                    )
                )
                self._changed(f"the one parent of {person.id}", f"two, with an untyped {role} {stand_in}")
                yield " ".join([title, stand_in, "0", "0", "1" if father is None else "2", *self._blank(twins)])
            names = [words.get(parent, "0") if parent else "0" for parent in (father, mother)]
            if lone:
                names[0 if father is None else 1] = stand_in
            sex = {"M": "1", "F": "2", "U": "0"}[person.sex]
            cells = [title, words[person.id], *names, sex]
            cells += [codes.get(person.id, "0")] if twins else []
            yield " ".join([*cells, *self._calls(person.id, group)])

    def _ids(self, members: dict[str, PersonRecord]) -> dict[str, str]:
        taken: set[str] = set()
        return {person: self._fresh(self._word(person), taken) for person in members}

    def _blank(self, twins: bool) -> list[str]:
        return ["0"] * twins + ["0/0"] * len(self.data.loci)

    def _calls(self, person: str, group: Group) -> Iterator[str]:
        profile = group.profiles.get(person, {})
        for locus in self.data.loci:
            call = profile.get(locus.name, (None, None))
            yield "/".join("0" if allele is None else self._word(allele) for allele in call)
        for marker in profile:
            if self.data.locus(marker) is None:
                self._lost(f"the call of {person} at {marker}", "the marker is not in the list of markers")

    def _map(self) -> Iterator[str]:
        yield "CHROMOSOME MARKER POSITION"
        for n, locus in enumerate(self.data.loci):
            position = 1000.0 * n if locus.position is None else locus.position
            yield f"{_CHROMS[locus.chrom]} {self._word(locus.name)} {plain(position)}"

    def _freq(self) -> Iterator[str]:
        for locus in self.data.loci:
            if not locus.alleles:
                continue
            yield f"M {self._word(locus.name)}"
            for allele, frequency in zip(locus.alleles, locus.freqs, strict=True):
                yield f"A {self._word(allele)} {plain(frequency)}"

    def _marker_losses(self) -> None:
        if self.data.theta:
            self._lost("theta", f"{self.data.theta:g}")
        for locus in self.data.loci:
            for what, found in self._of_locus(locus):
                self._lost(f"{what} of {locus.name}", found)
            if locus.position is None:
                self._changed(f"the unknown position of {locus.name}", "one 1,000 cM from its neighbours")
        if self.data.settings:
            self._lost("settings", ", ".join(self.data.settings)[:100])
        if self.data.database:
            self._lost("the name of the database", self.data.database)

    def _of_locus(self, locus: Locus) -> Iterator[tuple[str, str]]:
        if locus.female or locus.male:
            model = locus.female or locus.male
            assert model is not None
            yield "mutation", f"{model.model}, rate {model.rate:g}"
        if locus.silent is not None:
            yield "silent alleles", f"frequency {locus.silent:g}"
        if locus.dropout:
            yield "drop-out", f"{locus.dropout:g}"
        if locus.minimum:
            yield "the least frequency", f"{locus.minimum:g}"
        if locus.database_size is not None:
            yield "the size of the database", f"{locus.database_size:g}"

    def _tree_losses(self, tree: PedigreeRecord) -> None:
        if tree.posterior is not None:
            self._lost(f"the stored result of {tree.name}", "it is calculated anew")
        for founder, value in tree.inbreeding.items():
            self._lost(f"the inbreeding of {founder}", f"{value:g}")

    def _person_losses(self, person: PersonRecord) -> None:
        marks = (
            ("category", person.category),
            ("note", person.note),
            ("status", person.affected),
            ("year of birth", "" if person.birth_year is None else str(person.birth_year)),
            ("drop-out mark", "set" if person.dropout else ""),
            ("mark as a child", "set" if person.is_child else ""),
        )
        for what, text in marks:
            if text:
                self._lost(f"the {what} of {person.id}", text[:60])

    def _word(self, text: str) -> str:
        """A name without blanks, slashes and number signs, which the format uses itself; `0` and `x` mean nobody."""
        if text not in self.words:
            word = re.sub(r"[\s/#]+", "_", text) or "_"
            word = f"_{word}" if word.lower() in {"0", "x", "n", "na", "-9", ".", "end"} else word
            if word != text:
                self._changed(f"the name '{text}'", word)
            self.words[text] = word
        return self.words[text]

    def _lost(self, what: str, detail: str) -> None:
        self.findings.append(Finding(LOST, {"what": what, "detail": detail}))

    def _changed(self, what: str, now: str) -> None:
        self.findings.append(Finding(CHANGED, {"what": what, "now": now}))
