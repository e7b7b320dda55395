"""What can be wrong with a report that is read: every code, its sentence and what to do."""

from __future__ import annotations

from antigone.core.finding import Severity, declare

BROKEN = declare(
    "read.broken",
    "It cannot be read as {format}: {why}.",
    "Open it in its own program; if it opens there, save it again and read the new copy.",
    format="PDF",
    why="the end of the file is missing",
)
REFUSED = declare(
    "read.refused",
    "It was refused. {why}",
    "Leave it out, split it, or save its text to a .txt file and read that.",
    why="It holds 12,000 files; at most 10,000 are read.",
)
UNKNOWN_FORMAT = declare(
    "read.unknown_format",
    "It is in no format that is read here ({why}).",
    "Save it as text, HTML, PDF, DOCX or EML.",
    why="the bytes are no text",
)
NO_TEXT = declare(
    "read.no_text",
    "No text was found in it.",
    "If it is a picture or a scan, run text recognition (OCR) first and read the result.",
    severity=Severity.WARNING,
)
ENCODING_GUESSED = declare(
    "read.encoding_guessed",
    "It is not UTF-8 and does not say what it is; it was read as {encoding}.",
    "Look at a few names; if they are garbled, save it as UTF-8 and read it again.",
    severity=Severity.WARNING,
    encoding="cp1251",
)
BAD_DATE = declare(
    "read.bad_date",
    "The date '{date}' is not one that can be used; the document has none.",
    "Give it with --date, as 2022, 2022-01 or 2022-01-16.",
    severity=Severity.WARNING,
    date="yesterday",
)
DATE_IN_DOUBT = declare(
    "read.date_in_doubt",
    "The date {date} is marked as doubtful in the file; it was taken.",
    "Give it with --date if you know it.",
    severity=Severity.WARNING,
    date="2022-01",
)
TOO_SLOW = declare(
    "read.too_slow",
    "Reading it took more than {seconds} seconds and was stopped.",
    "It may be damaged or hostile. Save its text to a .txt file and read that.",
    seconds=60,
)
READER_DIED = declare(
    "read.reader_died",
    "The reader's own process ended on it ({why}); nothing of it was taken.",
    "It may be damaged or hostile. Save its text to a .txt file and read that.",
    why="out of memory",
)
PART_LEFT_OUT = declare(
    "read.part_left_out",
    "A part of it was left out: {why}",
    "If the part matters, save it alone and read it.",
    severity=Severity.WARNING,
    why="attachment photo.jpg is in no format that is read here.",
)
CANNOT_OPEN = declare(
    "read.cannot_open", "It cannot be opened: {why}.", "Check the path and the rights.", why="permission denied"
)
DECISIONS = declare(
    "read.decisions",
    "It is a table of decisions, not of statements; nothing of it was entered.",
    "Carry it out with `antigone review CASE --decisions FILE`, after reading the reports it is about.",
    severity=Severity.NOTE,
)
GRAMMAR_FAILED = declare(
    "read.grammar_failed",
    "The text was read, and the grammar failed on it ({why}): no claim is proposed.",
    "Mark its claims by hand. This is a fault of Antigone: please report it with the text, if you may.",
    why="IndexError: list index out of range",
)
TABLE_WAITS = declare(
    "read.table_waits",
    "It is a table: {added} rows would enter the account at once, without a review; {changed} would change what "
    "stands, {kept_out} would be kept out.",
    "Look at it, then enter it if that is meant.",
    severity=Severity.NOTE,
    added=12,
    changed=0,
    kept_out=1,
)
