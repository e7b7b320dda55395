"""The Merkle tree of RFC 6962 and RFC 9162 over the log's arrival order: roots, proofs, and their checks. Pure.

Sizes and indices are integers ≥ 0; hashes are 32 bytes of SHA-256. A leaf hash is SHA-256(0x00 ‖ bytes), an inner
node SHA-256(0x01 ‖ left ‖ right), the empty tree SHA-256 of nothing (RFC 9162, section 2.1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

HASH = 32
"""Bytes of a hash."""
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf; for an event this is its id."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """A tree that only grows, kept as the roots of its perfect subtrees, largest first (about log2 of its size).

    Attributes:
        size: number of leaves.
        peaks: one hash for each bit set in `size`.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash; constant time on average."""
        self.peaks.append(leaf)
        full = self.size
        while full & 1:
            right = self.peaks.pop()
            self.peaks[-1] = node_hash(self.peaks[-1], right)
            full >>= 1
        self.size += 1

    def root(self) -> bytes:
        """Root of the tree so far."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def copy(self) -> Frontier:
        """An independent copy."""
        return Frontier(self.size, list(self.peaks))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root over these leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.add(leaf)
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Audit path of leaf `index` in the tree over `leaves`, lowest first (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    cut = _split(len(leaves))
    if index < cut:
        return [*inclusion_proof(leaves[:cut], index), root_of(leaves[cut:])]
    return [*inclusion_proof(leaves[cut:], index - cut), root_of(leaves[:cut])]


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Proof that the tree over the first `earlier` leaves is a prefix of the tree over all (RFC 9162, 2.1.4.1)."""
    if not 0 <= earlier <= len(leaves):
        raise ValueError(f"no tree of {earlier} in a tree of {len(leaves)}")
    if earlier in (0, len(leaves)):
        return []
    return _subproof(leaves, earlier, whole=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    cut = _split(len(leaves))
    if earlier <= cut:
        return [*_subproof(leaves[:cut], earlier, whole=whole), root_of(leaves[cut:])]
    return [*_subproof(leaves[cut:], earlier - cut, whole=False), root_of(leaves[:cut])]


def _split(size: int) -> int:
    """The largest power of two below `size` (≥ 2)."""
    return 1 << (size - 1).bit_length() - 1


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """True where `proof` shows that `leaf` stands at `index` in the tree of `size` with `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != HASH:
        return False
    node, last, at = leaf, size - 1, index
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(step, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    earlier: int, later: int, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """True where `proof` shows the earlier tree to be a prefix of the later (RFC 9162, 2.1.4.2).

    An empty tree (`earlier` = 0) is a prefix of everything, so that there is nothing to prove: False.
    """
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not proof and earlier_root == later_root
    path = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = earlier - 1, later - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == earlier_root and new == later_root
