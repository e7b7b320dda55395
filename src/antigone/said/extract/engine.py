"""The one way through: lay out, read sentence by sentence, attribute, link, account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from antigone.core.finding import Finding, Severity, declare
from antigone.said.claim import Mode, Stance
from antigone.said.extract.attribute import Attribution, Attributor
from antigone.said.extract.english.names import COUNTRIES
from antigone.said.extract.headlines import voiced
from antigone.said.extract.language import Counted, Document, Language, Reading, StanceCue
from antigone.said.extract.layout import any_numerals, lay_out
from antigone.said.extract.links import link
from antigone.said.extract.proposal import Extraction, Hop, NumberAccount, NumberUse, Proposal
from antigone.said.extract.registry import code_of
from antigone.said.extract.registry import language as grammar_of
from antigone.said.extract.same_voice import fold
from antigone.said.extract.stances import headed

NO_GRAMMAR = declare(
    "said.no_grammar",
    "There is no grammar for this language ({language}): its {numbers} numbers are left for a person to read.",
    "Enter the claims by hand, or name the language if the guess is wrong.",
    severity=Severity.WARNING,
    language="ka",
    numbers=12,
)
TOO_LONG = declare(
    "said.text_too_long",
    "The text has {characters:,} characters; the grammar read the first {read:,}.",
    "Split the file, or enter what follows by hand.",
    severity=Severity.WARNING,
    characters=3_000_000,
    read=2_000_000,
)
LONGEST = 2_000_000
LONGEST_SENTENCE = 400  # tokens; longer runs are cut, so that the time for a document is bounded


@dataclass(frozen=True, slots=True)
class _Placed:
    """A claim with the sentence it stands in."""

    sentence: int
    count: Counted


def extract(
    text: str,
    *,
    language: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Extraction:
    """Propose the claims of one text and account for all of its numbers.

    Args:
        text: the body; all offsets refer to it.
        language: ISO 639-1 code as declared; guessed from the text where None.
        published: day of publication, which resolves "on Sunday".
        publisher: the outlet; the last hop of every chain.
        title: a headline that is not part of the text; it helps to tell the place of the event, and makes no claims.
    """
    code = code_of(language, text)
    grammar = grammar_of(code)
    if grammar is None:
        return _unread(text, code)
    findings: tuple[Finding, ...] = ()
    if len(text) > LONGEST:
        findings = (Finding(TOO_LONG, {"characters": len(text), "read": LONGEST}),)
    document, readings = _read(text[:LONGEST], grammar, published, publisher or "", title or "")
    proposals = _propose(document, readings)
    numbers = _account(text, readings, proposals)
    return Extraction(tuple(proposals), tuple(numbers), code, findings)


def _unread(text: str, code: str) -> Extraction:
    reason = "no grammar for this language"
    spans = any_numerals(text)
    numbers = tuple(NumberAccount(a, b, text[a:b], NumberUse.UNCLEAR, reason) for a, b in spans)
    return Extraction((), numbers, code, (Finding(NO_GRAMMAR, {"language": code, "numbers": len(numbers)}),))


def _read(
    text: str, grammar: Language, published: date | None, publisher: str, title: str
) -> tuple[Document, list[Reading]]:
    sentences = lay_out(text, grammar)
    document = grammar.setting(Document(text, published, publisher, title=title), sentences)
    readings: list[Reading] = []
    for sentence in sentences:
        reading = Reading(sentence)
        reading.counts = grammar.counts(sentence, document, readings)
        speech = grammar.speech(sentence, document, readings)
        reading.account = any(cue.account for cue in speech)
        reading.speech = [cue for cue in speech if not cue.account]
        reading.stances = grammar.stances(sentence, document, readings)
        readings.append(reading)
    return document, readings


def _propose(document: Document, readings: Sequence[Reading]) -> list[Proposal]:
    attributor = Attributor(document, readings)
    ends = publisher_hops(document.publisher)
    made: list[tuple[Proposal, int | None]] = []
    for index, reading in enumerate(readings):
        for count in reading.counts:
            if count.use is NumberUse.CLAIM:
                said = _said(attributor, readings, index, count)
                made.append((_proposal(document, count, said, ends), count.part_of))
    for passage in _passages(readings):
        index, cue = max(passage, key=lambda pair: pair[1].weight)
        made.append((_refusal(document, cue, _voice_of(attributor, passage, index, cue), ends), None))
    made.sort(key=lambda pair: (pair[0].start, pair[0].end))
    body = next((r.sentence.start for r in readings if not r.sentence.headline), 0)
    proposals = headed([p for p, _ in made], body)
    return voiced(link(proposals, [whole for _, whole in made], body, document.place, document.text), body)


def _said(attributor: Attributor, readings: Sequence[Reading], index: int, count: Counted) -> Attribution:
    """Who gives a figure; a part that nobody gives in its own sentence has the speaker of its whole."""
    said = attributor.of(index, count.start, count.end, count.rule == "list")
    if count.continues and not said.hops and not readings[index].speech:
        for at in range(index - 1, max(-1, index - 6), -1):
            claims = [c for c in readings[at].counts if c.use is NumberUse.CLAIM]
            if claims:
                return attributor.of(at, claims[-1].start, claims[-1].end)
    if said.hops or readings[index].speech or count.part_of is None or count.part_of >= readings[index].sentence.start:
        return said
    for at in range(index - 1, max(-1, index - 12), -1):
        if readings[at].sentence.start <= count.part_of:
            return attributor.of(at, count.part_of, count.part_of + 1)
    return said


def _passages(readings: Sequence[Reading]) -> list[list[tuple[int, StanceCue]]]:
    """Cues of the same stance in neighbouring sentences are one passage; the others stand alone."""
    passages: list[list[tuple[int, StanceCue]]] = []
    for index, reading in enumerate(readings):
        for cue in reading.stances:
            last = passages[-1][-1] if passages else None
            near = last is not None and last[1].stance is cue.stance and index - last[0] <= 2
            if near and cue.stance in (Stance.DENIES, Stance.WITHHOLDS):
                passages[-1].append((index, cue))
            else:
                passages.append([(index, cue)])
    return passages


def _voice_of(attributor: Attributor, passage: list[tuple[int, StanceCue]], index: int, cue: StanceCue) -> Attribution:
    """Who denies: the speaker at the cue kept, or, where that is an outlet, the passage's first who is none."""
    mine = attributor.of(index, cue.start, cue.end)
    if mine.hops and not attributor.is_outlet(mine.hops[0]):
        return mine
    for at, other in passage:
        said = attributor.of(at, other.start, other.end)
        if said.hops and not attributor.is_outlet(said.hops[0]):
            return replace(said, hops=said.hops + tuple(replace(hop, role="carrier") for hop in mine.hops))
    return mine


def publisher_hops(publisher: str) -> tuple[Hop, ...]:
    """The publisher's own hops: `AP via Daily Example` is AP, then Daily Example; so is `Daily Example (AP)`."""
    text = publisher.strip()
    if " via " in text:
        names = text.split(" via ")
    elif " / " in text:
        names = text.split(" / ")[::-1]
    elif text.endswith(")") and " (" in text and text[:-1].rpartition(" (")[2].casefold() not in COUNTRIES:
        outer, inner = text[:-1].rsplit(" (", 1)
        names = [inner, outer]
    else:
        names = [text]
    return tuple(Hop(name.strip(), role="publisher") for name in names if name.strip())


_ITS_OWN = frozenset(("reporter", "correspondent", "crew", "journalist", "photographer", "correspondents", "reporters"))


def _is_publisher(hop: Hop, ends: tuple[Hop, ...]) -> bool:
    """ "Told the Mail" where The Example Mail publishes; "the Commission" where the Commission of Inquiry does."""
    mine = fold(hop.name).split()
    if len(mine) > 1 and mine[-1] in _ITS_OWN:
        mine.pop()
    if not mine:
        return False
    letters = "".join(word[0] for word in mine)
    for end in ends:
        own = fold(end.name).split()
        if own == mine or (len(letters) > 1 and own == [letters] and hop.role == "carrier"):
            return True
        named = own[: len(mine)] == mine and (len(mine) > 1 or own[1:2] in (["of"], ["for"], ["on"]))
        if named or (hop.role == "carrier" and set(mine) < set(own)):
            return True
    return False


def _chain(said: Attribution, ends: tuple[Hop, ...]) -> tuple[Hop, ...]:
    hops = tuple(h for h in said.hops if not _is_publisher(h, ends))
    said = replace(said, hops=hops)  # "told the Mail", where the publisher is The Example Mail
    names = {hop.name.casefold() for hop in said.hops}
    return said.hops + tuple(hop for hop in ends if hop.name.casefold() not in names)


def _date(document: Document, said: Attribution, count: Counted | None = None) -> str | None:
    day = said.said_on
    if day is None and not said.hops and document.published and said.mode is Mode.NARRATOR:
        day = document.published.isoformat()
    earlier = count is not None and count.replaced and (count.stance or said.stance or Stance.ASSERTS) is Stance.ASSERTS
    return f"before {day}" if earlier and day and not day.startswith("before") else day


def _proposal(document: Document, count: Counted, said: Attribution, ends: tuple[Hop, ...]) -> Proposal:
    return Proposal(
        start=count.start,
        end=count.end,
        quantity_phrase=document.text[count.start : count.end],
        unit=count.unit,
        low=count.low,
        high=count.high,
        best=count.best,
        modifier=count.modifier,
        subgroup=count.subgroup,
        place=count.place or document.place,
        time_ref=count.time_ref or document.time_ref,
        date_said=_date(document, said, count),
        chain=_chain(said, ends),
        mode=said.mode,
        stance=count.stance or said.stance or Stance.ASSERTS,
        rule=count.rule,
        reason=count.reason,
        confidence=count.confidence,
    )


def _refusal(document: Document, cue: StanceCue, said: Attribution, ends: tuple[Hop, ...]) -> Proposal:
    return Proposal(
        start=cue.start,
        end=cue.end,
        quantity_phrase=document.text[cue.start : cue.end],
        unit=cue.unit,
        low=cue.low,
        modifier=cue.modifier,
        subgroup=cue.subgroup,
        place=cue.place or document.place,
        time_ref=document.time_ref,
        date_said=_date(document, said),
        chain=_chain(said, ends),
        mode=said.mode,
        stance=cue.stance,
        rule=cue.rule,
        reason=cue.reason,
    )


def _account(text: str, readings: Sequence[Reading], proposals: Sequence[Proposal]) -> list[NumberAccount]:
    """Every number once: those the grammar read, and any run of digits that it did not reach, as unclear."""
    starts = {p.start: i for i, p in enumerate(proposals)}
    accounts = list(_read_numbers(text, readings, starts))
    covered = sorted((a.start, a.end) for a in accounts)
    at = 0
    for start, end in any_numerals(text):
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if at == len(covered) or covered[at][0] >= end:
            use, reason = NumberUse.UNCLEAR, "in a dateline or outside the sentences read"
            if "_" in (text[start - 1 : start], text[end : end + 1]):
                use, reason = NumberUse.DECOY, "part of a name or reference"
            accounts.append(NumberAccount(start, end, text[start:end], use, reason))
    return sorted(accounts, key=lambda a: (a.start, a.end))


def _read_numbers(text: str, readings: Sequence[Reading], starts: dict[int, int]) -> Iterator[NumberAccount]:
    for reading in readings:
        for count in reading.counts:
            if count.number_start is None or count.number_end is None:
                continue
            words = text[count.number_start : count.number_end]
            proposal = starts.get(count.start) if count.use is NumberUse.CLAIM else None
            yield NumberAccount(count.number_start, count.number_end, words, count.use, count.reason, proposal)
