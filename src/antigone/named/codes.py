"""Codes: what stands for a person everywhere. A code says nothing about anybody, and is the subject that values are
sealed under.

`P-0012` a missing person or a relative, `Q-` a report, `I-` an informant, `F-` a family, `S-` a sample, `G-` a DNA
profile, `U-` a run of comparisons, `M-` a match, `C-` a comparison, `B-` a motion before the board, `D-` a decision,
`X-` an exclusion, `L-` a release. Copies of a case that write apart must not give out one code twice: whoever did not
open the case has their own mark in the code, `P-3fa-0001`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count

from antigone.core.errors import InputError
from antigone.core.told import told

PERSON, REPORT, INFORMANT, FAMILY, SAMPLE, PROFILE = "P", "Q", "I", "F", "S", "G"
RUN, MATCH, COMPARISON, DECISION, RELEASE = "U", "M", "C", "D", "L"
MOTION, EXCLUSION = "B", "X"
LETTERS = (
    PERSON, REPORT, INFORMANT, FAMILY, SAMPLE, PROFILE, RUN, MATCH, COMPARISON, DECISION, RELEASE, MOTION, EXCLUSION,
)  # fmt: skip
_FORM = re.compile(r"([A-Z])-(?:[0-9a-f]{3}-)?[0-9]{4,}\Z")


def is_code(text: str, letters: Iterable[str] = LETTERS) -> bool:
    """True where the text is a code of one of these kinds."""
    match = _FORM.match(text)
    return match is not None and match[1] in letters


def checked(text: str, letter: str) -> str:
    """The code as it is; `InputError` where it could be something else, such as a name."""
    if not is_code(text, (letter,)):
        raise InputError(
            told("That is no code of the kind {letter}-0001.", letter=letter),
            "Give a code, and a name only where a name is asked for.",
        )
    return text


def fresh(letter: str, taken: Iterable[str], mark: str = "") -> Iterator[str]:
    """Codes that nobody has, in rising order.

    Args:
        letter: which kind.
        taken: codes given out already.
        mark: three hexadecimal digits of a writer who did not open the case; empty for the one who did.
    """
    used = set(taken)
    head = f"{letter}-{mark}-" if mark else f"{letter}-"
    return (code for n in count(1) if (code := f"{head}{n:04d}") not in used)
