"""What can be wrong with a table that somebody hands in: every code, its sentence and what to do."""

from __future__ import annotations

from antigone.core.finding import Severity, declare

# The file as a whole
EMPTY_FILE = declare("table.empty", "The file holds no table.", "Give a header row and at least one row below it.")
TOO_LARGE = declare(
    "table.too_large",
    "The file is too large: {size} bytes, and {limit} are read.",
    "Cut it into several tables.",
    size=90_000_000,
    limit=67_108_864,
)
TOO_MANY_ROWS = declare(
    "table.too_many_rows",
    "Only the first {limit} rows were read.",
    "Cut the file into several tables.",
    limit=200_000,
)
UNREADABLE = declare(
    "table.unreadable",
    "The file cannot be read as a table: {why}.",
    "Save it again as CSV (UTF-8) or as an .xlsx workbook.",
    why="it is not a zip file",
)
ENCODING_GUESSED = declare(
    "table.encoding_guessed",
    "The file is not UTF-8; it was read as {encoding}.",
    "Look at a few names; if they are garbled, save the file as UTF-8 and import it again.",
    severity=Severity.WARNING,
    encoding="cp1251",
)
ENCODING_UNKNOWN = declare(
    "table.encoding_unknown",
    "The bytes of the file are no text in any encoding that is tried.",
    "Save it as CSV in UTF-8.",
)
KIND_UNKNOWN = declare(
    "table.kind_unknown",
    "The columns ({columns}) belong to no table that Antigone knows.",
    "Compare the header with docs/reference/tables.md.",
    columns="colour, size",
)
HEADER_TWICE = declare(
    "table.header_twice", "Two columns are called '{name}'.", "Rename or remove one of them.", name="low"
)
COLUMN_MISSING = declare(
    "table.column_missing",
    "A table of {kind} needs the column '{name}'.",
    "Add the column to the header.",
    kind="statements",
    name="unit",
)
EXTRA_COLUMNS = declare(
    "table.extra_columns",
    "Columns that a table of {kind} does not have: {names}. Their texts are kept with each row and used for nothing.",
    "Nothing to do, unless a name is misspelt.",
    severity=Severity.NOTE,
    kind="statements",
    names="seen",
)

# One row
QUOTE_BROKEN = declare(
    "table.quote_broken",
    "The quotation marks of this row do not close ({why}).",
    'Write a quotation mark inside a cell twice (""), and close each cell that opens with one.',
    why="unexpected end of data",
)
TOO_BROKEN = declare(
    "table.too_broken",
    "Reading stopped here: {count} rows before this one have broken quotation marks.",
    "Save the file again as CSV from a spreadsheet program.",
    count=100,
)
CELL_TOO_LONG = declare(
    "table.cell_too_long",
    "A cell holds more than {limit} characters.",
    "Look for a quotation mark that is never closed; shorten the cell.",
    limit=100_000,
)
CELL_COUNT = declare(
    "table.cell_count",
    "The row has {got} cells and the header has {want}.",
    "Check for a missing separator, an unquoted comma or a file that was cut off.",
    got=3,
    want=30,
)
CONTROL_CHARACTER = declare(
    "table.control_character",
    "The cell holds the invisible character {character}.",
    "Delete it and import the file again.",
    character="U+0000",
)
FORMULA_WITHOUT_VALUE = declare(
    "table.formula_without_value",
    "The cell holds a formula whose result was never stored.",
    "Open the workbook in a spreadsheet program and save it, or write the value itself.",
)

# One cell
REQUIRED = declare("table.required", "'{name}' is empty.", "Fill it in.", name="id")
NOT_WHOLE = declare(
    "table.not_whole",
    "'{text}' is not a whole number of 0 or more.",
    "Write a plain whole number, such as 41; leave the cell empty where no figure was given.",
    text="12.5",
)
LOW_ABOVE_HIGH = declare(
    "table.low_above_high",
    "low ({low}) is above high ({high}).",
    "Swap them, or empty the one that was not stated.",
    low=50,
    high=41,
)
BEST_OUTSIDE = declare(
    "table.best_outside",
    "best ({best}) does not lie between low and high ({low} to {high}).",
    "Check the three figures against the words.",
    best=60,
    low=41,
    high=49,
)
NO_SUCH_DATE = declare(
    "table.no_such_date",
    "'{text}' is not a date: {why}",
    "Write 2022, 2022-01 or 2022-01-16.",
    text="2022-02-30",
    why="There is no such date as 2022-02-30.",
)
PERIOD_REVERSED = declare(
    "table.period_reversed",
    "The period ends ({end}) before it begins ({start}).",
    "Swap the two dates.",
    start="2022-01-14",
    end="2022-01-05",
)
NOT_A_CHOICE = declare(
    "table.not_a_choice",
    "'{text}' is none of: {choices}.",
    "Use one of these words.",
    text="claims",
    choices="asserts, denies, corrects, doubts, withholds",
)
RELATION_ALONE = declare(
    "table.relation_alone",
    "There is a relation ({relation}) and no refers_to.",
    "Name the statement that it {relation}, or empty the relation.",
    relation="repeats",
)

# Rows against each other, and against the case
TWICE = declare(
    "table.id_twice",
    "The id '{id}' stands in {first} already, with other values.",
    "Give each row its own id; only the first was read.",
    id="S016",
    first="statements.csv, row 17",
)
TWICE_SAME = declare(
    "table.row_twice",
    "The row '{id}' stands in {first} already, word for word.",
    "Nothing to do: it counts once.",
    severity=Severity.NOTE,
    id="S016",
    first="statements.csv, row 17",
)
UNKNOWN = declare(
    "table.unknown_reference",
    "There is no {kind} '{id}' in these tables or in the case.",
    "Add it to the table of {kind}s, or correct the spelling.{hint}",
    kind="place",
    id="almati",
    hint="",
)
KEPT_OUT = declare(
    "table.reference_kept_out",
    "It rests on {kind} '{id}', which was itself kept out ({where}).",
    "Mend that row first, then import again: what is in already is not added twice.",
    kind="place",
    id="almaty",
    where="places.csv, row 3",
)
CYCLE = declare(
    "table.cycle",
    "{kind} '{id}' lies within itself: {path}.",
    "Correct one of the parents.",
    kind="place",
    id="a",
    path="a → b → a",
)
DANGLING = declare(
    "table.dangling_link",
    "{column} names '{id}', and there is no such statement in these tables or in the case.",
    "Import the statement too, or correct the id; until then the link is not used.",
    severity=Severity.WARNING,
    column="refers_to",
    id="S999",
)
LINK_LOOP = declare(
    "table.link_loop",
    "Following {column} from '{id}' leads back to it: {path}.",
    "Correct one of the links.",
    column="part_of",
    id="S1",
    path="S1 → S2 → S1",
)
CHANGED = declare(
    "table.changed",
    "'{id}' was imported before with another value: {changes}.",
    "Nothing to do, if the new value is meant: the old one stays in the record, corrected.",
    severity=Severity.NOTE,
    id="S016",
    changes="low 164 → 160",
)
GONE = declare(
    "table.row_gone",
    "'{id}' came from this file before and is not in it now; it stays in the case.",
    "To take it back: antigone retract CASE {id} --because '…'.",
    severity=Severity.NOTE,
    id="S016",
)
TAKEN_BACK = declare(
    "table.taken_back",
    "'{id}' was imported before in these words and taken back ({reason}); it stays out.",
    "To enter it after all, import with --again.",
    severity=Severity.NOTE,
    id="S016",
    reason="entered by mistake",
)
EDITED_SINCE = declare(
    "table.edited_since",
    "'{id}' was changed in the case since it was imported ({changes}); the change stays.",
    "To go back to the table's value, take the change back.",
    severity=Severity.NOTE,
    id="S016",
    changes="low 164 → 160",
)
NO_CELL = declare(
    "table.no_cell",
    "The value is no text, whole number, true, false or null.",
    "Send counts as whole numbers and everything else as text.",
)
