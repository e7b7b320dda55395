"""Copies that write apart and exchange what they wrote end equal, and lose nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from antigone.core.errors import InputError, VerificationError
from antigone.record import Case, Draft, Erased, import_archive
from antigone.record.bundle import adopt_keys, export_keys
from antigone.record.event import Event
from antigone.record.fold import fold
from antigone.record.keys import WriterKey, new_case_key
from antigone.record.merge import admit, causal_order, merge_archive, missing_for, read_waiting, sort_out
from antigone.record.store import MemoryStore, Record


@pytest.fixture
def copies(case: Case, tmp_path: Path) -> Iterator[tuple[Case, Case]]:
    """Two copies of one case, each with a writer of its own."""
    archive = case.export(tmp_path / "start.tar")
    with import_archive(archive, tmp_path / "copy", by="B. Example") as copy:
        copy.append([Draft("remains.found", {"tag": "B-1"})])
        case.append([Draft("remains.found", {"tag": "A-1"}), Draft("remains.found", {"tag": "A-2"})])
        yield case, copy


def records(case: Case) -> list[Record]:
    return [record for _, record in case.store.read()]


def ids(case: Case) -> set[str]:
    return {event.id for event in case.events()}


def order(case: Case) -> list[str]:
    return [event.id for event in causal_order(case.events())]


def test_copies_that_exchange_everything_hold_the_same_in_the_same_causal_order(copies: tuple[Case, Case]) -> None:
    one, two = copies
    admit(one, records(two))
    admit(two, records(one))
    assert ids(one) == ids(two)
    assert order(one) == order(two)
    assert one.verify().ok
    assert two.verify().ok
    assert [e.id for e in one.events()] != [e.id for e in two.events()], "each in its own order of arrival"


def test_what_is_known_is_not_admitted_again(copies: tuple[Case, Case]) -> None:
    one, two = copies
    first = admit(one, records(two))
    again = admit(one, records(two))
    assert len(first.admitted) == 2
    assert (again.admitted, again.known) == ([], two.size)


def test_an_event_waits_visibly_until_what_it_rests_on_is_here(copies: tuple[Case, Case]) -> None:
    one, two = copies
    *_, joined, found = records(two)
    result = admit(one, [found])
    assert result.admitted == []
    assert [f.code for f in result.findings] == ["record.waits"]
    assert f"seq 0 of writer {found.writer[:8]}" in result.findings[0].sentence
    assert [record.id for record in read_waiting(one)] == [found.id]
    assert admit(one, [joined]).admitted == [joined.id.hex(), found.id.hex()]
    assert read_waiting(one) == []


def test_an_event_waits_for_what_its_writer_had_seen(copies: tuple[Case, Case]) -> None:
    one, two = copies
    admit(two, records(one))
    seen_all = two.append([Draft("note")])[0]
    assert missing_for(seen_all, {}) != []
    assert missing_for(seen_all, two.store.heads()) == []


def test_a_forged_or_foreign_event_is_refused_with_a_finding(copies: tuple[Case, Case]) -> None:
    from dataclasses import replace

    one, two = copies
    last = records(two)[-1]
    result = admit(one, [*records(two)[:-1], replace(last, signature=bytes(64))])
    assert [f.code for f in result.findings] == ["record.forged"]
    assert last.id.hex() not in ids(one)
    assert sort_out([last], {}, "another", set())[0].findings[0].code == "record.forged"


def test_a_fork_is_a_finding_and_stays_outside(case: Case, tmp_path: Path) -> None:
    archive = case.export(tmp_path / "a.tar")
    with import_archive(archive, tmp_path / "copy", by="B. Example") as copy:
        copy._writer = case.writer()
        copy.append([Draft("theirs")])
        case.append([Draft("mine")])
        result = admit(case, records(copy))
    assert [f.code for f in result.findings] == ["record.forked"]
    assert case.verify().ok


def test_an_erasure_elsewhere_erases_here_too(copies: tuple[Case, Case], tmp_path: Path) -> None:
    one, two = copies
    export_keys(one, tmp_path / "keys")
    adopt_keys(two, tmp_path / "keys")
    event = next(e for e in two.events() if e.kind == "remains.found" and e.sealed)
    assert two.unseal(event, "name") == "Bo Example"
    one.erase("P-2", reason="asked")
    admit(two, records(one))
    assert isinstance(two.unseal(event, "name"), Erased)
    assert two.store.wrapped_key("P-2") is None
    assert two.verify().ok


def test_an_archive_brings_its_copies_and_sealed_values(copies: tuple[Case, Case], tmp_path: Path) -> None:
    one, two = copies
    digest = two.keep(b"A page that only the second has.")
    two.append([Draft("x", {}, source=digest, sealed={"name": ("P-8", "only there")})])
    merge_archive(one, two.export(tmp_path / "two.tar"))
    assert one.capture(digest) == b"A page that only the second has."
    assert one.verify().ok


def test_an_archive_of_another_case_or_a_damaged_one_is_not_merged(case: Case, tmp_path: Path) -> None:
    with Case.create(tmp_path / "other", "Other", by="C. Example") as other:
        archive = other.export(tmp_path / "o.tar")
    with pytest.raises(InputError, match="another case"):
        merge_archive(case, archive)
    archive.write_bytes(archive.read_bytes()[:-1])
    with pytest.raises(VerificationError, match="does not verify"):
        merge_archive(case, archive)


def test_a_hole_in_the_past_is_no_order(copies: tuple[Case, Case]) -> None:
    events = list(copies[1].events())
    with pytest.raises(ValueError, match="rest on others"):
        list(causal_order(events[1:]))


# -- simulation --------------------------------------------------------------------------------------------------


class Laptop:
    """A copy of the case that writes, sends and receives."""

    def __init__(self, folder: Path, number: int, opening: list[Record] | None) -> None:
        folder.mkdir()
        (folder / "keys").mkdir()
        WriterKey.new(f"Writer {number}", bytes([number + 1] * 32)).save(folder / "keys" / "writer.json")
        new_case_key(folder / "keys" / "case.json", None)
        self.folder, self.number, self.bodies = folder, number, 0
        self.case = Case(folder, MemoryStore(), by=f"Writer {number}")
        self.case.id = "c" * 32
        if opening is None:
            self.case.append([Draft("case.opened", {"name": "Simulation"})])
        else:
            admit(self.case, opening)

    def write(self) -> None:
        self.bodies += 1
        self.case.append([Draft("remains.found", {"tag": f"W{self.number}-{self.bodies}"})])

    def restart(self) -> None:
        """Everything that is not in the store or the folder is forgotten."""
        again = Case(self.folder, self.case.store, by=f"Writer {self.number}")
        again.id = self.case.id
        self.case = again


def simulate(folder: Path, seed: int, laptops: int = 3, steps: int = 80) -> None:
    chance = random.Random(seed)
    first = Laptop(folder / "0", 0, None)
    all_of = [first, *(Laptop(folder / str(n), n, records(first.case)) for n in range(1, laptops))]
    under_way: list[tuple[int, list[Record]]] = []
    for _ in range(steps):
        laptop = chance.choice(all_of)
        act = chance.choice(["write", "write", "send", "send", "deliver", "deliver", "lose", "restart"])
        if act == "write":
            laptop.write()
        elif act == "restart":
            laptop.restart()
        elif act == "send":
            held = records(laptop.case)
            some = chance.sample(held, chance.randint(1, len(held)))
            under_way.append((chance.randrange(laptops), some + some[: chance.randint(0, 3)]))
        elif under_way and act == "deliver":
            to, some = under_way[chance.randrange(len(under_way))]  # it may be delivered again later
            admit(all_of[to].case, some)
        elif under_way:
            under_way.pop(chance.randrange(len(under_way)))
    for _ in range(2):  # at last the links hold
        for one in all_of:
            for other in all_of:
                admit(one.case, records(other.case))
    end_equal(all_of)


def end_equal(all_of: list[Laptop]) -> None:
    orders = {tuple(order(laptop.case)) for laptop in all_of}
    assert len(orders) == 1
    books = {tuple(fold(causal_order(laptop.case.events()), book, [])) for laptop in all_of}
    assert len(books) == 1
    assert len(books.pop()) == sum(laptop.bodies for laptop in all_of), "no body appears or vanishes"
    assert all(read_waiting(laptop.case) == [] for laptop in all_of)


def book(tags: list[str], event: Event) -> list[str]:
    return [*tags, event.body["tag"]] if event.kind == "remains.found" else tags


@pytest.mark.parametrize("seed", range(5))
def test_laptops_with_cut_links_end_equal_and_conserve_bodies(tmp_path: Path, seed: int) -> None:
    simulate(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_laptops_end_equal_over_many_seeds(tmp_path: Path, seed: int) -> None:
    simulate(tmp_path, seed, laptops=5, steps=300)
