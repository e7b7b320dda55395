"""Numbers and labels: a canonical id, a short code with a check character, and what is printed are three things.

The short code has five symbols and a check character over an alphabet of 29 symbols without look-alikes (no B beside
8, no S beside 5, no Z beside 2, no I, L, O, U). 29 is prime and 2 is a primitive root of it, so the pure system of ISO
7064 with modulus 29 and radix 2, `Σ aᵢ·2ⁱ ≡ 1 (mod 29)`, has its check character inside the alphabet and catches every
single substitution and every exchange of two neighbours (of any two symbols, in codes this short). ISO's own MOD 37-2
needs the look-alikes and a `*`; Damm's scheme catches as much but needs a table that cannot be checked by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.core.when import PartialDate

ALPHABET = "0123456789ACDEFGHJKMNPQRTVWXY"
BASE = len(ALPHABET)
LENGTH = 5
CAPACITY = BASE**LENGTH
"""How many numbers there are: 20,511,149."""
BLOCK = 1000
"""How many numbers a writer is allotted at a time."""

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
# What a reader may write for a symbol: letters left out of the alphabet, and Cyrillic letters of the same shape.
_READ_AS = str.maketrans(
    {**dict(zip("BILOSUZ", "81105V2", strict=True)), **dict(zip("АСЕНКМРТХУВОЗ", "ACEHKMPTXY803", strict=True))}
)


class LabelKind(Enum):
    """Who put the label on, or on what it stands."""

    SCENE_TAG = "scene tag"
    BAG = "bag"
    MORGUE = "morgue"
    LABORATORY = "laboratory"
    GRAVE_MARKER = "grave marker"
    FOREIGN = "foreign number"


@dataclass(frozen=True, slots=True)
class Label:
    """Another number of a thing, append-only. No name of a person is ever a label.

    Attributes:
        remains: canonical id of what it is on.
        kind: see `LabelKind`.
        text: as printed.
        issuer: who gave it.
        date: when, as far as known.
    """

    remains: str
    kind: LabelKind
    text: str
    issuer: str = ""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers from `first` to `last`, both included, that only `writer` (public key, hex) gives out."""

    writer: str
    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last < CAPACITY:
            raise InputError(
                told("There is no block from {first} to {last}.", first=self.first, last=self.last),
                told("Stay below {capacity:,}.", capacity=CAPACITY),
            )


@dataclass(frozen=True, slots=True)
class Void:
    """A number that will never be used (a spoiled label); it stays visible."""

    remains: str
    reason: str


def check_character(symbols: str) -> str:
    """The character that makes `Σ aᵢ·2ⁱ ≡ 1 (mod 29)` hold, counting from the check character (i = 0)."""
    total = 0
    for symbol in symbols:
        total = (total + _VALUE[symbol]) * 2 % BASE
    return ALPHABET[(1 - total) % BASE]


def short_code(number: int) -> str:
    """The code of a number, in two groups that are easy to read aloud: `007-K2M`.

    Raises:
        InputError: the number is not from 0 to 20,511,148.
    """
    if not 0 <= number < CAPACITY:
        raise InputError(
            told("There is no number {number}.", number=number), told("Numbers run from 0 to {n:,}.", n=CAPACITY - 1)
        )
    symbols, rest = "", number
    for _ in range(LENGTH):
        rest, value = divmod(rest, BASE)
        symbols = ALPHABET[value] + symbols
    whole = symbols + check_character(symbols)
    return f"{whole[:3]}-{whole[3:]}"


def canonical_id(number: int) -> str:
    """`R` and eight digits: what events and other rooms call the thing."""
    return f"R{number:08d}"


def number_of(id: str) -> int | None:
    """The number behind a canonical id; None where it is none."""
    right = len(id) == 9 and id[0] == "R" and id[1:].isascii() and id[1:].isdigit()
    return int(id[1:]) if right and int(id[1:]) < CAPACITY else None


def code_of(id: str) -> str:
    """The short code of a canonical id; the id itself where it is none of ours."""
    number = number_of(id)
    return id if number is None else short_code(number)


def normal(text: str) -> str:
    """What was typed or read, in the alphabet of codes: no blanks or dashes, capitals, look-alikes put right."""
    plain = "".join(letter for letter in text.upper() if letter not in " -–—._/")
    return plain.translate(_READ_AS)


def is_code(text: str) -> bool:
    """True where the text has the form of a short code, whether or not its check character is right."""
    plain = normal(text)
    return len(plain) == LENGTH + 1 and all(symbol in _VALUE for symbol in plain)


def read_code(text: str) -> int:
    """The number behind a short code.

    Raises:
        InputError: it has not six symbols of the alphabet, or its check character is wrong.
    """
    plain = normal(text)
    if not is_code(text):
        raise InputError(told("'{text}' is no code.", text=text[:40]), "A code has six symbols, such as 007-K2M.")
    if check_character(plain[:-1]) != plain[-1]:
        raise InputError(
            told("The code {text} is misread: its check character is wrong.", text=text[:40]), "Read it again."
        )
    number = 0
    for symbol in plain[:-1]:
        number = number * BASE + _VALUE[symbol]
    return number


def misread_as(text: str) -> Iterator[int]:
    """Numbers whose code differs from the text by one symbol or by an exchange of two neighbours."""
    plain = normal(text)
    if not is_code(text):
        return
    tries = {plain[:at] + symbol + plain[at + 1 :] for at in range(len(plain)) for symbol in ALPHABET}
    tries |= {plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :] for at in range(len(plain) - 1)}
    for each in sorted(tries):
        if check_character(each[:-1]) == each[-1]:
            yield read_code(each)


def fold_label(text: str) -> str:
    """A label without regard to case, blanks and dashes: what labels are looked up by."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def printed(id: str, prefix: str = "") -> str:
    """What stands on a label in letters: the case's own prefix and the code; never a name."""
    return f"{prefix} {code_of(id)}".strip()


def qr_text(id: str, case: str) -> str:
    """What the QR code of a label holds: the case's id cut to eight digits, and the code. No name, no address."""
    return f"ANTIGONE:{case[:8].upper()}:{code_of(id).replace('-', '')}"


def of_qr(text: str) -> str:
    """The code inside what a scanner read; the text itself where it is no QR code of ours."""
    head, _, code = text.strip().rpartition(":")
    return code if head.upper().startswith("ANTIGONE:") else text.strip()
