"""What a caller may catch, drawn as a tree.

    AntigoneError
    ├── UsageError        the call itself makes no sense                exit 2
    ├── InputError        a file or value that cannot be read           exit 3
    │   └── LimitError    refused for its size or nesting               exit 3
    ├── CaseError         no case there, locked, wrong passphrase       exit 4
    ├── VerificationError the record fails its own checks               exit 5
    └── NotFoundError     no claim, number or document of that id       exit 6

A disagreement in the *data* is never raised: it is a `Finding`. Each message says what is wrong; `do`
says what to do next.
"""


class AntigoneError(Exception):
    """Base of every error that Antigone raises on purpose.

    Args:
        message: what is wrong, in a sentence a clerk understands.
        do: what to do next, as an instruction; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, do: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.do = do

    def __str__(self) -> str:
        return f"{self.message} {self.do}".strip()


class UsageError(AntigoneError):
    """The call itself makes no sense: options that exclude each other, an unknown name."""

    exit_code = 2


class InputError(AntigoneError):
    """A file or a value that cannot be read at all."""

    exit_code = 3


class LimitError(InputError):
    """Input refused because of its size, depth or number of parts."""


class CaseError(AntigoneError):
    """There is no case there, it is locked, read-only, or the passphrase is wrong."""

    exit_code = 4


class VerificationError(AntigoneError):
    """The record fails its own checks."""

    exit_code = 5


class NotFoundError(AntigoneError):
    """Nothing in the case has that id."""

    exit_code = 6
