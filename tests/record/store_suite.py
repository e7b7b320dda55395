"""What every store must do; `test_stores.py` runs it on each."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from antigone.record.event import encode, event_id
from antigone.record.keys import WriterKey
from antigone.record.merkle import Frontier
from antigone.record.store import Batch, Box, ForkError, Head, Record, Store, StoreMoved

WRITERS = [WriterKey.new("A. Example", bytes([n] * 32)) for n in range(3)]


class Author:
    """Writes chained records for a store, as a case would."""

    def __init__(self, store: Store, writer: int = 0) -> None:
        self.store = store
        self.writer = WRITERS[writer]

    def records(self, count: int, word: str = "x") -> tuple[Record, ...]:
        """The next `count` records of the writer's chain."""
        seq, prev = self.store.heads().get(self.writer.public, (-1, None))
        made = []
        for _ in range(count):
            seq += 1
            record = make(self.writer, seq, prev, word)
            prev = record.id
            made.append(record)
        return tuple(made)

    def batch(self, records: tuple[Record, ...], **more: object) -> Batch:
        """A batch of these for the store as it stands."""
        tree = Frontier()
        for _, record in self.store.read():
            tree.add(record.id)
        before = tree.size
        for record in records:
            tree.add(record.id)
        return Batch(records, Head(tree.size, b"".join(tree.peaks), f"note {tree.size}"), before, **more)  # type: ignore[arg-type]

    def write(self, count: int, word: str = "x", **more: object) -> tuple[Record, ...]:
        """Append the next records."""
        records = self.records(count, word)
        assert self.store.append(self.batch(records, **more)) == count
        return records


def make(writer: WriterKey, seq: int, prev: bytes | None, word: str) -> Record:
    raw = encode(
        {
            "body": {"word": word},
            "by": "A. Example",
            "case": "c" * 32,
            "kind": "test",
            "prev": prev.hex() if prev else None,
            "recorded": "2022-01-05T00:00:00.000000Z",
            "seen": {},
            "seq": seq,
            "v": 1,
            "writer": writer.public,
        }
    )
    return Record(event_id(raw), writer.public, seq, prev, raw, writer.secret.sign(raw))


def box(subject: str, data: bytes) -> Box:
    return Box(sha256(data).digest(), subject, data)


class StoreSuite:
    """Give it a fixture `store`, empty."""

    def test_an_empty_store_is_empty(self, store: Store) -> None:
        assert list(store.read()) == []
        assert store.heads() == {}
        assert store.head() is None
        assert store.notes() == []
        assert store.position(b"\0" * 32) is None

    def test_what_is_appended_is_read_back_byte_for_byte_in_order(self, store: Store) -> None:
        author = Author(store)
        written = author.write(3) + author.write(2)
        assert list(store.read()) == list(enumerate(written))
        assert list(store.read(3)) == [(3, written[3]), (4, written[4])]
        assert store.position(written[4].id) == 4

    def test_heads_name_the_last_event_of_each_writer(self, store: Store) -> None:
        first, second = Author(store, 0).write(3), Author(store, 1).write(1)
        assert store.heads() == {first[2].writer: (2, first[2].id), second[0].writer: (0, second[0].id)}
        assert store.head() is not None
        assert store.head().size == 4  # type: ignore[union-attr]

    def test_appending_again_adds_nothing(self, store: Store) -> None:
        author = Author(store)
        batch = author.batch(author.records(3))
        assert store.append(batch) == 3
        assert store.append(batch) == 0
        assert len(list(store.read())) == 3

    def test_a_batch_that_is_partly_known_adds_the_rest(self, store: Store) -> None:
        author = Author(store)
        records = author.records(4)
        store.append(author.batch(records[:2]))
        batch = author.batch(records[2:])
        assert store.append(replace(batch, records=records)) == 2
        assert [record for _, record in store.read()] == list(records)

    def test_a_batch_made_for_another_size_is_refused_whole(self, store: Store) -> None:
        author = Author(store)
        batch = author.batch(author.records(2))
        Author(store, 1).write(1)
        with pytest.raises(StoreMoved):
            store.append(batch)
        assert len(list(store.read())) == 1

    def test_a_fork_is_refused_and_nothing_of_its_batch_enters(self, store: Store) -> None:
        author = Author(store)
        author.write(2, "x")
        other = make(author.writer, 0, None, "y")
        fine = Author(store, 1).records(1)
        with pytest.raises(ForkError):
            store.append(author.batch((*fine, other), boxes=(box("P-1", b"1"),)))
        assert len(list(store.read())) == 2
        assert list(store.boxes()) == []

    def test_sealed_values_enter_with_their_events_and_go_with_their_subject(self, store: Store) -> None:
        author = Author(store)
        boxes = (box("P-1", b"one"), box("P-1", b"two"), box("P-2", b"three"))
        author.write(1, boxes=boxes, keys=(("P-1", b"k1"), ("P-2", b"k2")))
        assert store.box(boxes[0].blob) == boxes[0]
        assert sorted(b.blob for b in store.boxes()) == sorted(b.blob for b in boxes)
        assert (store.wrapped_key("P-1"), store.wrapped_key("P-3")) == (b"k1", None)
        author.write(1, shred_subjects=("P-1",))
        assert list(store.boxes()) == [boxes[2]]
        assert store.wrapped_keys() == {"P-2": b"k2"}

    def test_a_single_blob_can_be_shredded(self, store: Store) -> None:
        author = Author(store)
        boxes = (box("P-1", b"one"), box("P-1", b"two"))
        author.write(1, boxes=boxes)
        author.write(1, shred_blobs=(boxes[0].blob,))
        assert list(store.boxes()) == [boxes[1]]

    def test_keys_from_elsewhere_can_be_adopted(self, store: Store) -> None:
        stray = Box(sha256(b"one").digest(), None, b"one")
        store.adopt([stray], [])
        store.adopt([replace(stray, subject="P-1")], [("P-1", b"k")])
        assert store.box(stray.blob) == replace(stray, subject="P-1")
        assert store.wrapped_key("P-1") == b"k"

    def test_checkpoints_are_kept_once_and_in_order(self, store: Store) -> None:
        for note in ("b\n", "a\n", "b\n"):
            store.keep_note(note)
        assert store.notes() == ["b\n", "a\n"]

    def test_a_reader_sees_whole_batches_only(self, store: Store) -> None:
        author = Author(store)
        author.write(5)
        reading = store.read()
        assert next(reading)[0] == 0
        author.write(5)
        assert [at for at, _ in reading] in ([1, 2, 3, 4], list(range(1, 10)))

    def test_a_snapshot_shows_one_moment(self, store: Store) -> None:
        Author(store).write(2)
        with store.snapshot():
            assert store.head() is not None
            assert len(list(store.read())) == store.head().size == 2  # type: ignore[union-attr]
        assert Author(store).write(1)[0].seq == 2
