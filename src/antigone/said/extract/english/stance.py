"""Words that deny, doubt or withhold figures given elsewhere. Each passage gives one cue, however many sentences it has."""

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from antigone.said.claim import Stance
from antigone.said.extract.english.corrections import corrects, in_correction
from antigone.said.extract.english.denying import denials, denied, spared
from antigone.said.extract.english.items import Parsed, parse
from antigone.said.extract.language import Counted, Reading, Sentence, StanceCue
from antigone.said.extract.proposal import NumberUse

_WITHHELD = re.compile(
    r"(?P<what>(?:the )?(?:exact |total |full |precise )?(?:number|numbers|figure|figures|death toll|toll|casualty figures|count)(?: and (?:\w+ ){1,2}\w+| and \w+)?(?: of (?:the )?(?:\w+ ){0,2}?\w+)?)"
    r" (?:[^.;#]{0,70} )?(?:(?:is|are|was|were|will|would|can|could|may)(?: be)?(?: not| never)(?: be| being| been)? (?:\w+ )?(?:disclosed|released|revealed|made public|published|given|subject to disclosure|for disclosure|for publication|announced|provided)"
    r"|(?:is|are|was|were) (?:classified|secret|confidential|being withheld|withheld))"
)
_REFUSED = re.compile(
    r"(?:declined|declines|refused|refuses|refusing|declining|unwilling|not to|would not|will not|won't|are not going|is not going|am not going)(?: \w+)? ?(?:to )?(?:say|tell(?: \w+)?|give|disclose|reveal|provide|specify|state|release|confirm|name|comment on|discuss|put|share|publish|announce)"
    r"[^.;#]{0,40}?(?P<what>how many (?!of )(?:\w+ )?\w+|(?:the |a |any )?(?:exact |precise |total )?(?:number|figure|figures|numbers|death toll|toll|casualty figures|casualty numbers|count)(?: of (?:the )?(?:\w+ ){0,2}?\w+)?)"
)
_NOT_GIVEN = re.compile(
    r"(?:(?:did|does|do|has|have|had) (?:not|never)|(?:did|does|do|has|have|had)n't)(?: yet| so far| immediately| \w+ly)? (?:say|said|give|given|disclose|disclosed|reveal|revealed|provide|provided|specify|specified|release|released|publish|published)"
    r" (?:[a-z]+ ){0,2}?(?P<what>how many (?!of )(?:(?!people|persons)\w+ )?\w+|(?:its|their) (?:own )?(?:losses|casualties)|(?:an?|any) (?:official |overall )?(?:death toll|toll|casualty (?:figures?|toll|count)))(?!\S)"
)
_GAVE_NONE = re.compile(
    r"(?:gave|gives|given|provided|provides|released|issued|offered|published|provide) (?P<what># (?:official |casualty |death |exact |overall )*(?:figures?|numbers?|tolls?)(?: (?:of|for|on) (?:the )?\w+)?)(?!\S)"
)
WITHHOLDING = (_NOT_GIVEN, _GAVE_NONE)
_ADVERBS = r"(?: well| actually| in fact| in reality| probably| likely| almost certainly| certainly| definitely| undoubtedly| surely| to)*"
_FAR = (
    r"(?:(?P<much># times|#|much|far|even|significantly|considerably|substantially|several times|many times|vastly) )?"
)
_OFF = r"too low|too high|an underestimate|an undercount"
_HIGHER = re.compile(
    r"(?:toll|number|numbers|figure|figures|count|total|dead|deaths|casualties)"
    rf"(?:(?:[^.;#]{{0,60}}?| , (?:which|that) [^.;]{{0,70}}# ,) (?P<what>(?:may|might|could|must|is|are|was|were|is likely to|is probably|is believed to|is likely|likely|would|can|should|to be){_ADVERBS}(?: be)?(?: in fact| actually)? {_FAR}"
    r"(?P<way>(?:higher|greater|larger)(?! than (?:previously|initially|earlier|first|originally|thought|reported))|(?:lower|smaller)(?! than)|underestimated|understated|undercounted|under-?reported)(?!\S)"
    rf"|(?:to be|is|was|as|are) (?:far |much |way )?(?P<off>{_OFF}))| (?P<headed>{_OFF})(?= ,))"
)
_UNITS = (
    (re.compile(r"grave|burial"), "graves_found"),
    (re.compile(r"casualty (?:figures|numbers)|dead and (?:the )?(?:injured|wounded)"), "killed_or_injured"),
    (re.compile(r"injur|wounded|hurt"), "injured"),
    (re.compile(r"missing"), "missing"),
    (re.compile(r"detain|arrest"), "detained"),
    (re.compile(r"bod(?:y|ies)"), "bodies_found"),
)
_ABOUT_PEOPLE = re.compile(
    r"(?<!\S)(?:death|deaths|dead|died|killed|victims?|casualt\w+|injured|wounded|fatalit\w+|toll|bodies|missing|graves?|burials?|detain\w+|militants|buried|unaccounted|perished|losses|survived)(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words that point at figures given elsewhere: `what` at `first`…`last`, within the denial `start`…`end`."""

    what: str
    first: int
    last: int
    start: int
    end: int


def read_stances(
    sentence: Sentence, earlier: Sequence[Reading], here: Callable[[], Sequence[Counted]] = tuple
) -> list[StanceCue]:
    """Denials, doubts and refusals of one sentence that carry no figure of their own; `here` gives its own figures."""
    parsed = parse(sentence)
    line = parsed.plain.text
    first = next((m for p in (_WITHHELD, _REFUSED, _NOT_GIVEN, _GAVE_NONE, _HIGHER) if (m := p.search(line))), None)
    made: list[StanceCue | None] = []
    if first is not None:
        withheld = first.re is not _HIGHER
        made.append(_withheld(parsed, first, earlier) if withheld else _doubt(parsed, first, earlier, here))
    denial = _denying(parsed, earlier, here)
    if denial is not None and sentence.headline:
        denial = None  # "Owner disputes mayor's toll": the text tells which
    if denial is not None and (first is None or denial.end <= first.start() or denial.start >= first.end()):
        made.append(_denial(parsed, denial, earlier))
    return [cue for cue in made if cue is not None]


def _denying(
    parsed: Parsed, earlier: Sequence[Reading], here: Callable[[], Sequence[Counted]] = tuple
) -> Pointed | None:
    """The words that most plainly point at figures given elsewhere and deny them."""
    line = parsed.plain
    pointed = [
        Pointed(line.text[slice(*d.what)], d.what[0], d.what[1], d.start, d.end)
        for d in denials(line.text)
        if d.what is not None
    ]
    if not pointed:
        return None
    counts = [c for c in here() if c.use is NumberUse.CLAIM]
    taken = [c.start for c in counts if c.stance is Stance.DENIES]
    fits = [p for p in pointed if not any(p.start <= _char(parsed, start) < p.end for start in taken)]
    again = bool(taken) or any(
        count.stance is Stance.DENIES
        for reading in earlier[-2:]
        if not reading.sentence.headline
        for count in reading.counts
    )
    if again:
        return None  # the figure itself is told: it is not pointed at once more
    again = again or any(c.stance is not None for c in counts)
    fits = [p for p in fits if not _WISHED.search(line.text, 0, p.first)]
    again = again or _ACCUSED.search(line.text) is not None or not _claims(earlier, 1)
    fits = [p for p in fits if not (_POINTING.fullmatch(p.what) and again)]
    return max(fits, key=lambda p: _weight(p.what), default=None)


def _char(parsed: Parsed, start: int) -> int:
    """Where a figure of the text stands in the line without quotation marks."""
    at = next((k for k in parsed.numbers if parsed.start(k) >= start), parsed.numbers[-1])
    return parsed.plain.starts[at]


def _span(parsed: Parsed, begin: int, finish: int) -> tuple[int, int]:
    return parsed.start(parsed.plain.item(begin)), parsed.end(parsed.plain.item(finish - 1))


def _unit(words: str, default: str = "killed") -> str:
    return next((unit for pattern, unit in _UNITS if pattern.search(words)), default)


def _claims(earlier: Sequence[Reading], back: int = 12) -> list[tuple[int, str, int | None]]:
    found = []
    for reading in earlier[-back:]:
        for count in reading.counts:
            if count.use is NumberUse.CLAIM:
                found.append((count.start, count.unit, count.high or count.best or count.low))
    return found


def _withheld(parsed: Parsed, match: re.Match[str], earlier: Sequence[Reading]) -> StanceCue | None:
    what = match.group("what")
    near = parsed.plain.text[match.start() : match.end() + 40]
    before = parse(earlier[-1].sentence).plain.text if earlier else ""
    asked = re.search(r"how many|number of", before) and _ABOUT_PEOPLE.search(before)
    if (
        not _ABOUT_PEOPLE.search(near)
        and not asked
        and not (what.endswith(("number", "figure", "figures")) and _claims(earlier, 3))
    ):
        return None
    start, end = _span(parsed, *match.span("what"))
    reason = "a figure is refused or not disclosed"
    weight = 2 if match.re is _REFUSED else 1
    return StanceCue(
        start, end, Stance.WITHHOLDS, _unit(near), "withheld", weight=weight, rule="withheld", reason=reason
    )


def _doubt(
    parsed: Parsed, match: re.Match[str], earlier: Sequence[Reading], here: Callable[[], Sequence[Counted]]
) -> StanceCue | None:
    start = parsed.start(parsed.plain.item(match.start()))
    own = [c for c in here() if c.start < start and c.use is NumberUse.CLAIM and c.unit in ("killed", "missing")]
    known = [low for c in own[-1:] if (low := c.high or c.best or c.low) is not None]
    meant = own[-1].unit if own else "killed"
    known = known or [low for _, unit, low in _claims(earlier) if unit == meant and low is not None]
    words = match.group()
    if re.search(r"\b(?:cases|infections)\b", words):
        return None
    if not _ABOUT_PEOPLE.search(words) and not known:
        return None
    start, end = _span(parsed, *match.span("headed" if match["headed"] else "what"))
    way = (
        "lower"
        if match.group("way") in ("lower", "smaller") or "too high" in (match["off"], match["headed"])
        else "higher"
    )
    modifier = f"much_{way}"  # the annotated set knows no other degree
    low = max(known) + 1 if known and way == "higher" else None
    return StanceCue(
        start,
        end,
        Stance.DOUBTS,
        _unit(words, meant),
        modifier,
        low,
        rule="doubt",
        reason=f"the figure is held to be {way}",
    )


_DEAD = re.compile(
    r"(?<!\S)(?:deaths?|dead|killings?|casualt(?:y|ies)|fatalities|victims|losses|killed|bodies|toll|injured)(?!\S)"
)
_OF_THE_DEAD = re.compile(r" (?:of|about) (?:\w+ )?(?:deaths?|dead|killings|casualties)(?!\S)")
_BARE_CLAUSE = re.compile(
    r" (?:that )?(?:they|he|she|it|we|[a-z'-]+ed|[a-z]+s) (?:had |have |has )?(?:been |were |was |died|killed)"
)
_THAT_CLAUSE = re.compile(r" that (?![^.;]{0,60}(?:number|toll|hundreds|dozens|scores|thousands))")
_WISHED = re.compile(r"(?<!\S)(?:hope|hopes|hoping|hoped|pray|prays|praying|wish|wishes|whether|if)(?!\S)")
_ACCUSED = re.compile(r"(?<!\S)(?:accus|blam|involv|responsib)")
_POINTING = re.compile(r"this|that|it|them|these|those")
_HEARSAY = re.compile(r"(?:rumou?rs?|allegations?|claims?|reports?|information|statements?)$")
_PLAINLY = re.compile(
    r"(?:numbers? of (?:the )?(?:deaths?|dead|victims|casualties|killed|fatalities|injured|wounded|missing|bodies)|death tolls?|casualty figures)"
)


def _denial(parsed: Parsed, pointed: Pointed, earlier: Sequence[Reading]) -> StanceCue | None:
    line, what = parsed.plain.text, pointed.what
    plain = _PLAINLY.search(line, pointed.first, pointed.end)
    told = _OF_THE_DEAD.match(line, pointed.last)
    words = plain.group() if plain else what + (told.group() if told else "")
    known = _claims(earlier)
    tail = line[pointed.last :]
    if _HEARSAY.search(what):
        if _BARE_CLAUSE.match(tail) or _THAT_CLAUSE.match(tail):
            return None
        about = re.search(r" (?P<of>that)\b", tail[:140]) or re.search(r" (?P<of>of|about)\b", tail[:80])
        if about and not (_DEAD if about["of"] == "of" else _ABOUT_PEOPLE).search(tail, about.end(), about.end() + 110):
            return None
    if not known and not _ABOUT_PEOPLE.search(line):
        return None
    start, end = _span(parsed, *(plain.span() if plain else (pointed.first, pointed.last)))
    units = [unit for _, unit, _ in known]
    near = [unit for _, unit, _ in _claims(earlier, 1)]
    units = near if near and not {"killed", "detained", "bodies_found", "reported_missing"} & set(near) else units
    other = units and "killed" not in units and not _ABOUT_PEOPLE.search(words)
    unit = _unit(words, units[0] if other else "killed")
    reason = "figures given elsewhere are denied"
    return StanceCue(start, end, Stance.DENIES, unit, "refers_to", weight=_weight(words), rule="denial", reason=reason)


def _weight(words: str) -> int:
    """How plainly the words name figures: a number of deaths, such figures, figures, reports."""
    if _ABOUT_PEOPLE.search(words):
        return 4
    if re.search(r"\b(?:figures?|numbers?|statistics|count|estimates?)\b", words):
        return 3 if re.search(r"\b(?:such|these|those|this|that)\b", words) else 2
    return 1 if re.search(r"\b(?:data|reports?|claims?)\b", words) else 0


_UNCONFIRMED_FIGURE = re.compile(
    r"# (?:[a-z'-]+ ){0,6}(?:is|are|was|were|remains?) (?:an? )?(?:still )?(?:unconfirmed|unverified)(?!\S)|(?:could not|cannot|can not|unable to|not able to|did not|had not|has not)(?: [a-z]+ly)? (?:confirm|confirmed|verify|verified|corroborate)(?: [^.;#]{0,90})? #"
)


@lru_cache(maxsize=8)
def _figures(line: str) -> tuple[tuple[int, int, Stance], ...]:
    """Where figures are doubted: once for all numbers of the line."""
    return tuple((*match.span(), Stance.DOUBTS) for match in _UNCONFIRMED_FIGURE.finditer(line))


def stance_at(parsed: Parsed, at: int) -> Stance | None:
    """What the words at the number of item `at` do with it: deny it, correct an earlier one; None for plain assertion."""
    line, start = parsed.plain.text, parsed.plain.starts[at]
    if spared(line, start):
        return Stance.ASSERTS
    if denied(line, start):
        return Stance.DENIES
    found = next((stance for first, last, stance in _figures(line) if first <= start < last), None)
    if found is not None:
        return found
    if corrects(line, start):
        return Stance.CORRECTS
    return in_correction(line, start)
