"""The tree, against the published vectors and against the definition written out plainly."""

from __future__ import annotations

import base64
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.record.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The test tree of Certificate Transparency (RFC 6962 implementations share it): inputs and the root after each.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(bytes.fromhex(text)) for text in INPUTS]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
G = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
# (leaf counted from 1, size, proof) and (size, size, proof), as published in transparency-dev/merkle.
INCLUSION = [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [D, E, ROOTS[3]]), (3, 3, [ROOTS[1]]), (2, 5, [ROOTS[0], B, D])]
CONSISTENCY = [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D]), (6, 7, [F, G, ROOTS[3]])]


def raw(proof: list[str]) -> list[bytes]:
    return [bytes.fromhex(step) for step in proof]


def test_the_roots_are_the_published_ones() -> None:
    assert [root_of(LEAVES[: n + 1]).hex() for n in range(8)] == ROOTS
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of([]) == EMPTY_ROOT


@pytest.mark.parametrize(("leaf", "size", "proof"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(leaf: int, size: int, proof: list[str]) -> None:
    assert inclusion_proof(LEAVES[:size], leaf - 1) == raw(proof)
    assert verify_inclusion(LEAVES[leaf - 1], leaf - 1, size, raw(proof), bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("earlier", "later", "proof"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(earlier: int, later: int, proof: list[str]) -> None:
    roots = bytes.fromhex(ROOTS[earlier - 1]), bytes.fromhex(ROOTS[later - 1])
    assert consistency_proof(LEAVES[:later], earlier) == raw(proof)
    assert verify_consistency(earlier, later, raw(proof), *roots)


def spoiled(proof: list[bytes], root: bytes) -> list[list[bytes]]:
    """A proof changed in every way that the published vectors change theirs."""
    flipped = [[*proof[:at], bytes([step[0] ^ 16]) + step[1:], *proof[at + 1 :]] for at, step in enumerate(proof)]
    added = [[*proof, b""], [*proof, root], [b"", *proof], [root, *proof]]
    cut = [proof[:-1], proof[1:], []] if proof else []
    return flipped + added + cut


@pytest.mark.parametrize(("leaf", "size", "proof"), INCLUSION)
def test_a_spoiled_inclusion_proof_is_refused(leaf: int, size: int, proof: list[str]) -> None:
    index, hashed, root = leaf - 1, LEAVES[leaf - 1], bytes.fromhex(ROOTS[size - 1])
    for wrong in spoiled(raw(proof), root):
        assert not verify_inclusion(hashed, index, size, wrong, root)
    for at in (index - 1, index + 1, index ^ 2, size, -1):
        assert not verify_inclusion(hashed, at, size, raw(proof), root)
    for other in (size // 2, 0) + ((size * 2,) if proof else ()):
        assert not verify_inclusion(hashed, index, other, raw(proof), root)
    assert not verify_inclusion(LEAVES[7], index, size, raw(proof), root)
    assert not verify_inclusion(b"", index, size, raw(proof), b"")
    assert not verify_inclusion(hashed, index, size, raw(proof), EMPTY_ROOT)


@pytest.mark.parametrize(("earlier", "later", "proof"), CONSISTENCY)
def test_a_spoiled_consistency_proof_is_refused(earlier: int, later: int, proof: list[str]) -> None:
    old, new = bytes.fromhex(ROOTS[earlier - 1]), bytes.fromhex(ROOTS[later - 1])
    for wrong in spoiled(raw(proof), new):
        assert not verify_consistency(earlier, later, wrong, old, new)
    for one, two in ((earlier - 1, later), (earlier + 1, later), (earlier ^ 2, later), (earlier, later // 2), (0, 0)):
        if (one, two) != (earlier, later) and one != two:
            assert not verify_consistency(one, two, raw(proof), old, new)
    assert not verify_consistency(earlier, later, raw(proof), old, EMPTY_ROOT)
    assert not verify_consistency(earlier, later, raw(proof), EMPTY_ROOT, new)
    if old != new:
        assert not verify_consistency(earlier, later, raw(proof), new, old)


@pytest.mark.skipif("MERKLE_TESTDATA" not in os.environ, reason="MERKLE_TESTDATA names no folder of published vectors")
def test_all_published_vectors_pass() -> None:
    """With MERKLE_TESTDATA set to the folder `testdata` of a copy of transparency-dev/merkle."""
    folder = Path(os.environ["MERKLE_TESTDATA"])
    paths = [path for kind in ("inclusion", "consistency") for path in sorted((folder / kind).rglob("*.json"))]
    assert len(paths) > 150
    for path in paths:
        v = json.loads(path.read_text())
        proof = [base64.b64decode(step or "") for step in v["proof"] or []]
        hashes = {k: base64.b64decode(v[k] or "") for k in ("root", "leafHash", "root1", "root2") if k in v}
        if "leafIdx" in v:
            found = verify_inclusion(hashes["leafHash"], v["leafIdx"], v["treeSize"], proof, hashes["root"])
        else:
            found = verify_consistency(v["size1"], v["size2"], proof, hashes["root1"], hashes["root2"])
        assert found is not v["wantErr"], path


# -- against the definition --------------------------------------------------------------------------------------


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word and slowly."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def leaves_of(n: int) -> list[bytes]:
    return [leaf_hash(bytes([at % 256, at // 256])) for at in range(n)]


@given(st.integers(0, 300))
def test_the_growing_tree_is_the_defined_one(n: int) -> None:
    tree = Frontier()
    for leaf in leaves_of(n):
        tree.add(leaf)
    assert tree.root() == plain_root(leaves_of(n))
    assert (tree.size, len(tree.peaks)) == (n, n.bit_count())


@given(st.integers(1, 80), st.data())
def test_every_leaf_has_a_proof_that_no_other_leaf_can_use(n: int, data: st.DataObject) -> None:
    leaves = leaves_of(n)
    at, other = data.draw(st.integers(0, n - 1)), data.draw(st.integers(0, n - 1))
    proof, root = inclusion_proof(leaves, at), root_of(leaves)
    assert verify_inclusion(leaves[at], at, n, proof, root)
    assert verify_inclusion(leaves[other], at, n, proof, root) == (at == other)


@given(st.integers(1, 80), st.data())
def test_every_earlier_tree_is_provably_a_prefix(n: int, data: st.DataObject) -> None:
    leaves = leaves_of(n)
    m = data.draw(st.integers(1, n))
    proof = consistency_proof(leaves, m)
    assert verify_consistency(m, n, proof, root_of(leaves[:m]), root_of(leaves))
    changed = [leaf_hash(b"changed"), *leaves[1:]]
    assert not verify_consistency(m, n, proof, root_of(changed[:m]), root_of(leaves))


def test_proofs_that_cannot_be_are_our_caller_s_error() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(LEAVES[:3], 3)
    with pytest.raises(ValueError, match="no tree of 4"):
        consistency_proof(LEAVES[:3], 4)
