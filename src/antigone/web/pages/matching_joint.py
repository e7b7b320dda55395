"""All together: posteriors of every pairing at once, in blocks that hang together; sets that cannot be told apart, and
what would tell them apart. Nothing of it is written; a comparison that is kept is asked for elsewhere."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from antigone.named.asking import separating
from antigone.named.desk import Desk
from antigone.named.joint.answer import NOBODY, JointAnswer
from antigone.named.match import Prior
from antigone.named.matching import Asked, Panel, identified, prepare
from antigone.named.person import PersonStatus
from antigone.named.sample import SampleKind
from antigone.web.here import Here
from antigone.web.kin import chosen_group, digest, groups, panel
from antigone.web.seen import reading

Code = Callable[[str], str]
PATIENCE = 1.5
SHARE = 1e-4
"""Posterior from which a pairing ties remains and a person into one block."""
CLEAR = 0.999
A_PAGE, MOST_COLUMNS = 40, 14
AT_ONCE = 40_000
"""Pairs up to which the page computes by itself; beyond, somebody says so."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One pairing.

    Attributes:
        posterior: of it; least, most: where it lies, with the error of the method.
        other: log10 LR of other evidence, as text; empty where nobody weighed it.
    """

    posterior: float
    least: float
    most: float
    other: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """Missing persons whom the data cannot tell apart.

    Attributes:
        persons, remains: codes; remains: those that are these persons, in some order; empty where that is open.
        posterior: of just that.
        separating: relatives whose sample would tell them apart.
    """

    persons: tuple[str, ...]
    remains: tuple[str, ...]
    posterior: float
    separating: tuple[str, ...]


@dataclass
class Block:
    """Remains and persons that have to do with each other.

    Attributes:
        remains, persons: codes; cells: by both, and by (remains, "*") for nobody on the list.
        sets: see `Set`.
    """

    remains: list[str]
    persons: list[str]
    cells: dict[tuple[str, str], Cell]
    sets: list[Set] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """True for one of the remains and one person, with hardly a doubt."""
        if len(self.remains) != 1 or len(self.persons) != 1:
            return False
        return self.cells[self.remains[0], self.persons[0]].posterior >= CLEAR


@dataclass
class Together:
    """The whole answer.

    Attributes:
        blocks: the ones with doubts first; plain: pairs without.
        nobody: remains that are probably nobody on the list, with their posterior.
        remains, persons: the candidate set, how many; missing: persons whom no block holds.
        method, error: as in `JointAnswer`.
        left_out: donors whose profiles were not used, each with the reason.
    """

    blocks: list[Block]
    plain: list[Block]
    nobody: list[tuple[str, float]]
    remains: int
    persons: int
    missing: list[str]
    method: str
    error: float
    left_out: list[str]


def page(here: Here) -> Response:
    """The joint view, or how far it is."""
    group, dead, evidence = chosen_group(here), _dead(here), here.request.query_params.get("evidence") == "yes"
    key = ("joint", here.desk.table("digest", digest), group, dead, evidence)
    pairs = _pairs(here)
    job = here.desk.jobs.get(key)
    if job is None and (pairs <= AT_ONCE or here.request.query_params.get("go") == "yes"):
        job = here.desk.jobs.of(key, lambda _: _compute(here, panel(group), dead, evidence), PATIENCE)
    at = here.request.query_params.get("page", "1")
    number = max(int(at), 1) if at.isascii() and at.isdigit() and len(at) < 6 else 1
    return here.page(
        "joint.html.j2",
        state=here.desk.state(),
        book=here.desk.named(),
        job=job,
        pairs=pairs,
        group=group,
        groups=groups(),
        dead=dead,
        evidence=evidence,
        at=number,
        a_page=A_PAGE,
        most_columns=MOST_COLUMNS,
        nobody=NOBODY,
    )


def _pairs(here: Here) -> int:
    """How many pairings there may be: typed remains and missing persons."""
    book = here.desk.named()
    typed = {book.samples[p.sample].donor for p in book.profiles.values() if p.sample in book.samples}
    remains = sum(s.kind is SampleKind.REMAINS and s.donor in typed for s in book.samples.values())
    return remains * sum(p.status is PersonStatus.MISSING for p in book.persons.values())


def _dead(here: Here) -> int | None:
    """The number of the dead in the address; else that of the latest comparison; else none."""
    text = here.request.query_params.get("dead")
    if text is not None:
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10**8 else None
    runs = list(here.desk.named().runs.values())
    return runs[-1].prior.dead if runs else None


def _compute(here: Here, markers: Panel, dead: int | None, evidence: bool) -> Together:
    """Everything from profiles to blocks."""
    import numpy as np

    with reading(here) as desk:
        made = prepare(desk, markers)
        asked = Asked(prior=Prior(dead=dead), with_evidence=evidence)
        answer = identified(desk, made, markers, asked, np.random.default_rng(1))
        together = gathered(answer, made.code, {p for f in made.families for p in f.missing})
        together.left_out = made.profiles.left_out
        _other_evidence(desk, together)
        _sets(desk, answer, together, {m: f.name for f in made.families for m in f.missing}, made.code)
        return together


def gathered(answer: JointAnswer, code: Code, persons: Iterable[str]) -> Together:
    """The answer in blocks.

    Args:
        code: of a person behind an id of the engine, see `Prepared.code`.
        persons: ids of the engine.
    """
    error = answer.error if math.isfinite(answer.error) else 0.0
    ties: dict[str, set[str]] = defaultdict(set)
    for remains, row in answer.posterior.items():
        for person, p in row.items():
            if person != NOBODY and p >= SHARE:
                ties[remains].add(person)
                ties[person].add(remains)
    every = list(dict.fromkeys(persons))
    blocks = [_block(answer, part, error, code) for part in _parts(ties, answer.posterior)]
    doubted = sorted((b for b in blocks if not b.is_plain), key=lambda b: (-len(b.remains) * len(b.persons), b.remains))
    plain = sorted((b for b in blocks if b.is_plain), key=lambda b: b.remains)
    nobody = [(r, row[NOBODY]) for r, row in answer.posterior.items() if r not in ties]
    absent = [code(p) for p in every if p not in ties]
    return Together(doubted, plain, nobody, len(answer.posterior), len(every), absent, answer.method, error, [])


def _parts(ties: Mapping[str, set[str]], remains: Iterable[str]) -> list[tuple[list[str], list[str]]]:
    """Connected remains and persons."""
    ours, seen, parts = set(remains), set[str](), []
    for start in ties:
        if start in seen:
            continue
        found, waiting = {start}, [start]
        while waiting:
            for near in ties[waiting.pop()] - found:
                found.add(near)
                waiting.append(near)
        seen |= found
        parts.append((sorted(found & ours), sorted(found - ours)))
    return parts


def _block(answer: JointAnswer, part: tuple[list[str], list[str]], error: float, code: Code) -> Block:
    cells = {}
    for remains in part[0]:
        row = answer.posterior[remains]
        for person in (*part[1], NOBODY):
            p = row.get(person, 0.0)
            cells[remains, code(person)] = Cell(p, max(p - error, 0.0), min(p + error, 1.0))
    return Block(part[0], [code(person) for person in part[1]], cells)


def _other_evidence(desk: Desk, together: Together) -> None:
    """What other evidence says of each pairing, beside."""
    for block in (*together.blocks, *together.plain):
        for (remains, person), cell in list(block.cells.items()):
            weighed = desk.book.evidence.get((remains, person))
            if weighed:
                block.cells[remains, person] = Cell(cell.posterior, cell.least, cell.most, weighed.log10_lr)


def _sets(desk: Desk, answer: JointAnswer, together: Together, family: Mapping[str, str], code: Code) -> None:
    """Symmetric sets into their blocks."""
    for group in answer.symmetric:
        plain = tuple(code(person) for person in group)
        block = next((b for b in together.blocks if set(plain) & set(b.persons)), None)
        if block is None:
            continue
        users, p = _users(answer, group)
        helpful = separating(desk, family[group[0]], plain) if family[group[0]] in desk.book.families else []
        block.sets.append(Set(plain, users, p, tuple(helpful)))


def _users(answer: JointAnswer, group: Sequence[str]) -> tuple[tuple[str, ...], float]:
    """The remains that most probably are these persons, in some order."""
    found = {users: p for (persons, users), p in answer.set_posterior.items() if tuple(persons) == tuple(group)}
    best = max(found, key=lambda users: found[users], default=())
    return (best, found[best]) if best and found[best] > 0.01 else ((), 0.0)
