"""What can be wrong with a register, a form or a map that somebody hands in."""

from __future__ import annotations

from antigone.core.finding import Severity, declare

WARNING, NOTE = Severity.WARNING, Severity.NOTE

KIND_UNKNOWN = declare(
    "register.kind_unknown",
    "The columns ({columns}) fit no register that Antigone knows.",
    "Say what it is with --kind and which column is what with --map field=column.",
    columns="colour, size",
)
MAPPED = declare(
    "register.columns_read",
    "Read as {kind}: {columns}.",
    "If a column was taken for the wrong thing, say so with --map field=column.",
    severity=NOTE,
    kind="remains",
    columns="number ← morgue no, received ← date in",
)
UNREAD = declare(
    "register.columns_unread",
    "Columns that nothing was read from: {columns}.",
    "If one of them matters, map it with --map field=column.",
    severity=NOTE,
    columns="shelf, initials",
)
FIELD_MISSING = declare(
    "register.field_missing",
    "A table of {kind} needs {field}, and no column was taken for it.",
    "Name the column with --map {field}=column{or_constant}.",
    kind="custody",
    field="type",
    or_constant="",
)
DATE_OPEN = declare(
    "register.date_order_open",
    "In '{text}' day and month could be either way round; the day was read first.",
    "If the month stands first, import with --month-first.",
    severity=WARNING,
    text="05/01/2030",
)
NO_WORD = declare(
    "register.word_unknown",
    "'{text}' is not known as {what}.",
    "Use one of: {choices}.",
    text="whisked away",
    what="a type of custody event",
    choices="received, released, stolen",
)
NO_TIME = declare("register.no_time", "'{text}' is no time of day.", "Write HH:MM, such as 07:45.", text="7 o'clock")
NO_POSITION = declare(
    "register.no_position",
    "'{text}' is no position: {why}",
    "Give decimal degrees, latitude from -90 to 90 and longitude from -180 to 180.",
    text="91.2, 10",
    why="lat '91.2' is no position.",
)
UNKNOWN_NUMBER = declare(
    "register.number_unknown",
    "The number '{text}' is on nothing in this file or in the register.",
    "Number it first, or correct the number; the row stays out until then.{hint}",
    text="M-17",
    hint="",
)
AMBIGUOUS = declare(
    "register.number_ambiguous",
    "The number '{text}' is on several things: {codes}.",
    "Write the short code instead, or say whose number it is with --set place=….",
    text="17",
    codes="000-001, 000-02Y",
)
PLACE_UNKNOWN = declare(
    "register.place_unknown",
    "There is no site '{text}' in this file or in the register.{hint}",
    "Record the site, correct the name, or import with --add-places.",
    text="morgue 9",
    hint="",
)
PLACE_SPELLING = declare(
    "register.place_spelling",
    "'{text}' was read as the site '{id}', which is written otherwise.",
    "If another place is meant, record it, and import again.",
    severity=NOTE,
    text="Morgue 5",
    id="morgue-5",
)
PLACE_ADDED = declare(
    "register.place_added",
    "The site '{id}' ({type}) is made for the place '{text}'.",
    "If it is another sort of place, correct the site.",
    severity=NOTE,
    id="morgue-9",
    type="morgue",
    text="morgue 9",
)
TWICE = declare(
    "register.row_twice",
    "'{key}' stands in row {first} already{how}.",
    "{advice}",
    key="M-17",
    first=12,
    how=", with other values",
    advice="Only the first was read. Give the other its own number, or correct it.",
)
TWICE_SAME = declare(
    "register.row_repeated",
    "The row says the same as row {first}; it counts once.",
    "If two different acts are meant, give each its own id or time.",
    severity=NOTE,
    first=12,
)
CHANGED = declare(
    "register.changed",
    "'{key}' was imported before with another value: {changes}.",
    "Nothing, if the new value is meant: the old one stays in the record, corrected.",
    severity=NOTE,
    key="M-17",
    changes="kind 'body' → 'body part'",
)
TAKEN_BACK = declare(
    "register.taken_back",
    "'{key}' was imported before and taken back ({reason}); it stays out.",
    "To enter it after all, import with --again.",
    severity=NOTE,
    key="M-17",
    reason="entered by mistake",
)
EDITED = declare(
    "register.edited_since",
    "'{key}' was changed in the case since it was imported; the change stays.",
    "To go back to the table's value, import with --again.",
    severity=NOTE,
    key="M-17",
)
ERASED = declare(
    "register.erased",
    "What is sealed under '{subject}' was erased; the personal values of this row stay out.",
    "Nothing: an erasure is for good.",
    severity=NOTE,
    subject="P-0012",
)
PERSONAL_LEFT = declare(
    "register.personal_in_note",
    "The note was sealed with the other personal values of the row: it may name somebody.",
    "Nothing.",
    severity=NOTE,
)
REFUSED = declare(
    "register.refused",
    "The row cannot stand: {why}",
    "{do}",
    why="One number stands twice in one event.",
    do="List each once.",
)
NO_COPY = declare(
    "register.no_copy_kept",
    "No copy of this file is kept in the case, since it holds personal values in the clear; its SHA-256 is recorded.",
    "Keep the original where only those may read it who must.",
    severity=NOTE,
)
UNREADABLE = declare(
    "register.unreadable",
    "The file cannot be read as {format}: {why}",
    "Export it again from the program it came from.",
    format="GeoJSON",
    why="it is not JSON.",
)
TOO_DEEP = declare(
    "register.entry_unusable",
    "Entry {number} cannot be used: {why}",
    "Correct it in the program it came from; the others were read.",
    number=3,
    why="it has no geometry.",
)
UNMAPPED = declare(
    "register.code_unmapped",
    "{what} '{code}' has no equal in {target}; it is kept as written.",
    "Look at the chart, and enter it by hand where it matters.",
    severity=WARNING,
    what="The dental code",
    code="z9",
    target="the Universal numbering",
)
PLACE_IN_WORDS = declare(
    "register.place_in_words",
    "There is no site '{text}'; the words are kept with what was observed (item 21).",
    "Record the site if bodies are to be counted there.",
    severity=NOTE,
    text="road to the airport",
)
BEFORE_FOUND = declare(
    "register.received_before_found",
    "It was received on {received}, before it was found on {found}.",
    "Check the two dates; both are kept.",
    severity=WARNING,
    received="2030-05-02",
    found="2030-05-04",
)
BOOKED_ELSEWHERE = declare(
    "register.booked_by_custody",
    "{count} receipts of this book stand in the custody records too, and were not booked a second time.",
    "Nothing.",
    severity=NOTE,
    count=12,
)
PLACE_NOT_IN_CASE = declare(
    "register.place_not_in_case",
    "The place where the person was last seen is no place of the case; the words are sealed with the description.",
    "Import the place, then this table again.",
    severity=NOTE,
)
MORE_ALIKE = declare(
    "register.more_alike",
    "The same is so in {count} further rows ({rows}): {sentence}",
    "Nothing more than there.",
    severity=NOTE,
    count=57,
    rows="5, 9–64",
    sentence="There is no site 'town-3'; the words are kept with what was observed (item 21).",
)
ITEMS_SEALED = declare(
    "register.items_sealed",
    "Items {items} tell of a person's life or health; their values are sealed under the number.",
    "Nothing.",
    severity=NOTE,
    items="66, 68",
)
EDITED_SINCE = declare(
    "register.submission_edited",
    "The submission was edited since; its later edition, in {file}, is read instead.",
    "Nothing.",
    severity=NOTE,
    file="post-mortem-2.xml",
)
