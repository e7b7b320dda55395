"""What `verify` can find, each with its place."""

from antigone.core.finding import Severity, declare

_RESTORE = "Compare with an archive or another copy of the case; restore from the one that verifies."
_HEX = "3f9a1c5e"

NOT_AN_EVENT = declare(
    "record.not_an_event",
    "Position {position} holds no event: {why}",
    _RESTORE,
    position=7,
    why="These bytes are no event: the field 'by' is missing.",
)
CHANGED = declare(
    "record.changed",
    "The event at position {position} (writer {writer}, seq {seq}) was changed: its bytes do not give its id.",
    _RESTORE,
    position=7,
    writer=_HEX,
    seq=7,
)
NOT_CANONICAL = declare(
    "record.not_canonical",
    "The event at position {position} is not in canonical form.",
    _RESTORE,
    position=7,
)
WRONG_COLUMN = declare(
    "record.wrong_column",
    "At position {position} the column {column} does not say what the event says.",
    _RESTORE,
    position=7,
    column="seq",
)
BAD_SIGNATURE = declare(
    "record.bad_signature",
    "The event at position {position} (seq {seq}) is not signed by its writer {writer}.",
    _RESTORE,
    position=7,
    writer=_HEX,
    seq=7,
)
OTHER_CASE = declare(
    "record.other_case",
    "The event at position {position} belongs to another case ({case}).",
    _RESTORE,
    position=7,
    case=_HEX,
)
POSITION = declare(
    "record.position",
    "After position {before} comes position {position}: {count} of the rows between were removed.",
    _RESTORE,
    before=6,
    position=8,
    count=1,
)
GAP = declare(
    "record.gap",
    "Writer {writer}: at position {position} comes seq {seq} where seq {expected} was due; "
    "events are missing before it.",
    _RESTORE,
    writer=_HEX,
    position=7,
    seq=9,
    expected=7,
)
FORK = declare(
    "record.fork",
    "Writer {writer}: position {position} holds seq {seq} again or out of order (seq {expected} was due).",
    "The events were reordered, or the writer's key was used in two copies of the case: keep both and compare.",
    writer=_HEX,
    position=7,
    seq=5,
    expected=7,
)
BROKEN_CHAIN = declare(
    "record.broken_chain",
    "Writer {writer}: the event at position {position} (seq {seq}) does not follow the event before it.",
    _RESTORE,
    writer=_HEX,
    position=7,
    seq=7,
)
UNSEEN = declare(
    "record.unseen",
    "The event at position {position} was written after seq {seq} of writer {writer}, which does not stand before it.",
    _RESTORE,
    position=7,
    seq=4,
    writer=_HEX,
)
NO_OPENING = declare("record.no_opening", "The first event does not open a case: the beginning is missing.", _RESTORE)
NO_HEAD = declare("record.no_head", "The signed head of the log is missing or unreadable: {why}", _RESTORE, why="none")
HEAD_SIZE = declare(
    "record.head_size",
    "The signed head counts {signed} events and {found} are here: {what}.",
    _RESTORE,
    signed=12,
    found=11,
    what="1 removed at the end",
)
ROOT = declare(
    "record.root",
    "The checkpoint of size {size} does not match the events: up to position {last} they are not what was signed "
    "({since}).",
    _RESTORE,
    size=12,
    last=11,
    since="up to position 4 they are as an earlier checkpoint signed",
)
NOTE = declare(
    "record.checkpoint",
    "The {which} cannot be relied on: {why}",
    "Ask for it again.",
    which="checkpoint",
    why="damaged",
)
NO_CAPTURE = declare(
    "record.no_capture",
    "The kept copy {digest}, named at position {position}, is missing.",
    "Restore the file from an archive; it must have exactly these bytes.",
    digest=_HEX,
    position=7,
)
CAPTURE_CHANGED = declare(
    "record.capture_changed",
    "The kept copy {digest}, named at position {position}, was changed.",
    "Restore the file from an archive; it must have exactly these bytes.",
    digest=_HEX,
    position=7,
)
STRAY_CAPTURE = declare(
    "record.stray_capture",
    "The file {name} among the kept copies is named by no event.",
    "It may be left from an interrupted import. Import it again, or remove it.",
    severity=Severity.NOTE,
    name=_HEX,
)
NO_BLOB = declare(
    "record.no_blob",
    "The sealed field '{field}' of the event at position {position} is gone, and no erasure says so.",
    _RESTORE,
    field="name",
    position=7,
)
BLOB_CHANGED = declare("record.blob_changed", "The sealed value {blob} was changed.", _RESTORE, blob=_HEX)
STRAY_BLOB = declare("record.stray_blob", "The sealed value {blob} is named by no event.", _RESTORE, blob=_HEX)
NOT_ERASED = declare(
    "record.not_erased",
    "The sealed value {blob} was erased at position {position}, and is here again.",
    "Erase the subject again, and destroy the copy it came from.",
    blob=_HEX,
    position=7,
)
KEY_CHANGED = declare(
    "record.key_changed", "The key of subject '{subject}' is missing or was changed.", _RESTORE, subject="P-0012"
)
DOES_NOT_OPEN = declare(
    "record.does_not_open",
    "The sealed field '{field}' at position {position} does not open to what the event committed to.",
    _RESTORE,
    field="name",
    position=7,
)
STORE = declare("record.store", "The file of the record is damaged: {why}", _RESTORE, why="page 3 is never used")
MODEL = declare(
    "record.model",
    "The read model '{name}' does not come out equal when it is rebuilt.",
    "Delete its snapshot in the folder `cache`; if it differs again, report it: that is our error.",
    name="record.kinds",
)
ARCHIVE = declare(
    "record.archive", "The archive is not as it was written: {why}", _RESTORE, why="it ends in the middle of captures"
)
SELF_JOINED = declare(
    "record.self_joined",
    "Writer {writer} ({by}) joined at position {position}, on their own word, as every writer of a further copy does.",
    "Ask them whether they did. If nobody did, all that this writer wrote was inserted.",
    severity=Severity.WARNING,
    writer=_HEX,
    by="A. Example",
    position=7,
)
UNKNOWN_VERSION = declare(
    "record.newer",
    "{count} events were written by a newer version; they are kept and shown, and their bodies were not read.",
    "Use a newer version of the program.",
    severity=Severity.NOTE,
    count=3,
)
