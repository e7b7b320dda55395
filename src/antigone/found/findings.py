"""What can be wrong with a register. A finding never moves a figure: what is booked stays booked beside it."""

from __future__ import annotations

from antigone.core.finding import Severity, declare

WARNING, NOTE = Severity.WARNING, Severity.NOTE

UNREADABLE = declare(
    "found.unreadable",
    "An event of the register ({kind}) cannot be read: {why}",
    "Verify the case; if it verifies, it was written by another version.",
    kind="custody.recorded",
    why="The type cannot be 'x'.",
)
RIVALS = declare(
    "found.entered_twice",
    "The {noun} '{key}' was entered twice with different values; the later one counts.",
    "Correct one of the two, or take it back.",
    severity=WARNING,
    noun="site",
    key="morgue-1",
)
REUSED = declare(
    "found.number_reused",
    "The number {code} was given out twice; a number is never used again.",
    "Find both things, give one a new number, and take its first numbering back.",
    code="007-K2M",
)
OUTSIDE_BLOCK = declare(
    "found.number_outside_block",
    "The number {code} was given out by {by}, to whom it was not allotted.",
    "Check the label sheet that was used; allot the block if it is theirs.",
    severity=WARNING,
    code="007-K2M",
    by="A. Clerk",
)
BLOCKS_OVERLAP = declare(
    "found.blocks_overlap",
    "Numbers {first} to {last} are allotted to two writers.",
    "Take one of the two allotments back before more labels are printed.",
    first="000-001",
    last="000-30F",
)
VOID_USED = declare(
    "found.void_used",
    "The number {code} is void ({reason}) and was used all the same.",
    "Give the thing a new number, or take the voiding back.",
    code="007-K2M",
    reason="label torn",
)
UNKNOWN_NUMBER = declare(
    "found.unknown_number",
    "{code} is booked in a custody event and was never numbered.",
    "Number it, or correct the event if the tag was misread.",
    code="007-K2M",
)
LABEL_ON_TWO = declare(
    "found.label_on_two",
    "The label '{text}' is on {codes}.",
    "Look at both things; correct the label of one.",
    severity=WARNING,
    text="M-17",
    codes="000-001 and 000-02Y",
)
WRONG_TAG = declare(
    "found.wrong_tag",
    "The label read was '{read}', which is not on {code}.",
    "Look at the thing that was handled; correct the event to the number on its label.",
    read="000-02Y",
    code="000-001",
)
NO_SUCH_PLACE = declare(
    "found.no_such_place",
    "The place '{place}' is named in a custody event and is not in the register.",
    "Record the site, or correct the event.",
    severity=WARNING,
    place="morgue-9",
)
DOUBLE_SCAN = declare(
    "found.double_scan",
    "{code} was booked twice for one act ({type}, {day}); it counts once.",
    "Take the second booking back.",
    severity=WARNING,
    code="007-K2M",
    type="received",
    day="2030-05-02",
)
ALREADY_THERE = declare(
    "found.already_there",
    "{code} is booked as {type} to {place}, where it was already.",
    "Check the number on the label: another one may have been meant.",
    severity=WARNING,
    code="007-K2M",
    type="moved",
    place="morgue-1",
)
NOT_THERE = declare(
    "found.not_where_it_was",
    "{code} is booked as {type} from {said}, but by the book it was {book}.",
    "Look for it in both places. If the tag was misread, correct the event; if a move was not booked, book it late.",
    code="007-K2M",
    type="moved",
    said="morgue-1",
    book="in morgue-2",
)
BOOKED_IN_TWICE = declare(
    "found.booked_in_twice",
    "{code} is booked in at {place} while by the book it was {book}.",
    "Two things may carry one number, or a dispatch was not booked. Look at both.",
    code="007-K2M",
    place="morgue-2",
    book="in morgue-1",
)
NEVER_BOOKED_IN = declare(
    "found.never_booked_in",
    "{code} is booked as {type} before it was booked in anywhere.",
    "Book late where it came from, or correct the number.",
    severity=WARNING,
    code="007-K2M",
    type="moved",
)
NOT_BOOKED = declare(
    "found.not_booked",
    "{code} is numbered and booked in nowhere.",
    "Book where it is.",
    severity=WARNING,
    code="007-K2M",
)
AFTER_LEAVING = declare(
    "found.moved_after_leaving",
    "{code} is booked as {type} although it was {book}.",
    "Check the number; if it came back, book that first (found again, recalled, exhumed).",
    code="007-K2M",
    type="moved",
    book="with its family",
)
NO_DISPATCH = declare(
    "found.received_without_dispatch",
    "{code} is booked as received at {place} and nobody booked its dispatch; by the book it was {book}.",
    "Ask the sender for the transfer note and book the dispatch late.",
    severity=WARNING,
    code="007-K2M",
    place="morgue-2",
    book="in morgue-1",
)
RECEIVED_ELSEWHERE = declare(
    "found.received_elsewhere",
    "{code} was sent to {sent} and received at {place}.",
    "Ask both places; correct the one that is wrong.",
    severity=WARNING,
    code="007-K2M",
    sent="morgue-2",
    place="morgue-3",
)
IN_TRANSIT = declare(
    "found.in_transit_too_long",
    "{code} left {origin} on {day} and has not been received for {days} days.",
    "Ask the receiver; book the receipt, or that it is lost.",
    code="007-K2M",
    origin="morgue-1",
    day="2030-05-02",
    days=6,
)
LATE = declare(
    "found.late_entry",
    "{code}: {type} of {day} was entered on {entered}, {why}.",
    "Nothing, if the date is right.",
    severity=NOTE,
    code="007-K2M",
    type="moved",
    day="2030-05-02",
    entered="2030-05-09",
    why="7 days later",
)
FUTURE = declare(
    "found.before_it_happened",
    "{type} is dated {day} and was entered on {entered}, before that day.",
    "Correct the date, or the clock of that computer.",
    severity=WARNING,
    type="moved",
    day="2031-05-02",
    entered="2030-05-02",
)
VARIANCE = declare(
    "found.variance",
    "{type} of {day} at {place}: {asserted} asserted, {enumerated} enumerated ({difference}).",
    "Enumerate it, or resolve it to numbers when they are known: `antigone found custody CASE --resolve`.",
    severity=WARNING,
    type="stolen",
    day="2030-05-05",
    place="morgue-1",
    asserted=41,
    enumerated=0,
    difference="41 without numbers",
)
NEGATIVE = declare(
    "found.negative_stock",
    "By what was asserted, {place} would hold {stock} {counted} on {day}: fewer than none.",
    "A count is wrong, or an intake was not booked. Compare with the notes of that day.",
    place="morgue-1",
    stock=-3,
    counted="bodies",
    day="2030-05-05",
)
CLOSED_WITH_STOCK = declare(
    "found.closed_with_stock",
    "{place} was closed on {day} with {numbered} numbered and {stated} stated {counted} still booked there.",
    "Book where they went, or take the closing back.",
    place="morgue-1",
    day="2030-06-01",
    numbered=2,
    stated=2,
    counted="bodies",
)
AFTER_CLOSING = declare(
    "found.used_after_closing",
    "{code} is booked into {place} on {day}, after it was closed.",
    "Correct the date or the place, or take the closing back.",
    code="007-K2M",
    place="morgue-1",
    day="2030-06-03",
)
MISSING = declare(
    "found.missing_at_count",
    "{code} should be in {place} and was not there when it was counted on {day}.",
    "Look for it; book it as lost if it stays away.",
    code="007-K2M",
    place="morgue-1",
    day="2030-05-09",
)
SURPLUS = declare(
    "found.surplus_at_count",
    "{code} was in {place} when it was counted on {day}; by the book it is {book}.",
    "Find out how it came there, and book it.",
    code="007-K2M",
    place="morgue-1",
    day="2030-05-09",
    book="in morgue-2",
)
COUNT_DIFFERS = declare(
    "found.count_differs",
    "{counted_n} {counted} were counted in {place} on {day}; the book holds {numbered} by number and {stated} by word.",
    "Read every label of the place and count again.",
    counted_n=12,
    counted="bodies",
    place="morgue-1",
    day="2030-05-09",
    numbered=13,
    stated=13,
)
SWAPPED = declare(
    "found.swapped",
    "{one} and {other} seem to be exchanged: each was seen where the book has the other.",
    "Look at both before either is moved or released; correct the event that exchanged them.",
    one="000-001",
    other="000-02Y",
)
SAME_BODY_TWICE = declare(
    "found.same_body_in_two_places",
    "{other} is said to be the same body as {one}, but by the book it is still {book}.",
    "Resolve the removal it was part of, or take the association back.",
    one="000-001",
    other="000-02Y",
    book="in morgue-1",
)
EXCLUDED = declare(
    "found.joined_and_excluded",
    "{ids} are joined to one person and also excluded from being one.",
    "Take the association or the exclusion back.",
    ids="000-001 and 000-02Y",
)
ODD_RESOLUTION = declare(
    "found.resolution_unclear",
    "A resolution names {what}, which is not in the register.",
    "Correct it or take it back.",
    what="the event 3f9a1c5e",
)
RESOLVED_TOO_MANY = declare(
    "found.more_than_asserted",
    "{type} of {day}: {enumerated} are enumerated, more than the {asserted} asserted.",
    "One of the numbers does not belong to it, or the count was too low. Both are kept.",
    severity=WARNING,
    type="stolen",
    day="2030-05-05",
    enumerated=42,
    asserted=41,
)
NO_PARENT = declare(
    "found.no_parent",
    "{code} is said to come from {other}, which is not in the register or comes from it in turn.",
    "Number {other}, or correct {code}.",
    severity=WARNING,
    code="007-K2M",
    other="000-02Y",
)
BEFORE_FOUND = declare(
    "found.received_before_found",
    "{code} is booked as {type} on {day}, before it was found on {found} ({exam}).",
    "Look at both papers and correct the date that is wrong; until then it counts from the later day.",
    severity=WARNING,
    code="007-K2M",
    type="received",
    day="2030-05-02",
    found="2030-05-04",
    exam="item 21",
)
COUNTED_TWICE = declare(
    "found.counted_twice",
    "{stated} {counted} {type} on {day} at {place} stand twice without numbers; perhaps one act was entered twice.",
    "Take one of the two back, or give each the number of its own note.",
    severity=WARNING,
    stated=41,
    counted="bodies",
    type="stolen",
    day="2030-05-05",
    place="morgue-1",
)
SEX_DIFFERS = declare(
    "found.sex_differs",
    "{code} is noted as {one} in one examination and as {other} in another.",
    "Look at it again and correct the one that is wrong; two bodies may carry one number.",
    severity=WARNING,
    code="007-K2M",
    one="male",
    other="female",
)
KEPT_OUT = declare(
    "found.rows_kept_out",
    "{rows} rows of {file} ({kind}) were kept out when it was last imported: what they tell of is not booked.",
    "Mend the rows and import the file again; until then no fact says what places hold.",
    severity=WARNING,
    rows=3,
    file="custody.csv",
    kind="custody",
)
