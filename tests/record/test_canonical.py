"""One value, one text."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from antigone.core.errors import InputError, LimitError
from antigone.record.canonical import MAX_INTEGER, canonical_bytes

texts = st.text(st.characters(codec="utf-8"), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
)


@given(values)
def test_it_writes_what_the_library_writes(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@given(values)
def test_it_reads_back_as_the_same_value_and_the_same_bytes(value: Any) -> None:
    raw = canonical_bytes(value)
    assert json.loads(raw) == value
    assert canonical_bytes(json.loads(raw)) == raw
    assert b"\n" not in raw


def test_keys_stand_in_the_order_of_rfc_8785() -> None:
    """RFC 8785, section 3.2.3: sorted by UTF-16 code units, which is not the order of code points."""
    published = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    raw = canonical_bytes(dict.fromkeys(reversed(published)))
    assert list(json.loads(raw)) == published


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": [0, {"b": 1.5}]}, r"\$\.a\[1\]\.b: 1\.5 \(float\)"),
        ([math.nan], r"\$\[0\]: nan"),
        (math.inf, r"\$: inf"),
        ({"a": 2**53}, r"\$\.a: the integer 9007199254740992 is beyond 2\^53"),
        (-(2**53), "beyond"),
        ({"a": {1: "x"}}, r"\$\.a: the key 1 is no text"),
        ({"a": "\ud800"}, r"\$\.a: half a character"),
        ({"\udfff": 1}, r"\$\.\\udfff: half a character"),
        ({"a": b"bytes"}, r"\$\.a: b'bytes' \(bytes\)"),
        ({"a": {1, 2}}, "set"),
    ],
)
def test_what_has_no_exact_form_is_refused_with_its_path(value: Any, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        canonical_bytes(value)
    assert caught.value.do


def test_deep_nesting_is_refused() -> None:
    value: Any = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(LimitError, match="deeper than 64"):
        canonical_bytes(value)


def test_the_largest_integers_pass() -> None:
    assert canonical_bytes([MAX_INTEGER, -MAX_INTEGER]) == b"[9007199254740991,-9007199254740991]"
