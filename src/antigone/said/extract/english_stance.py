"""Words that deny, doubt or withhold figures given elsewhere. Each passage gives one cue, however many sentences it has."""

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from antigone.said.claim import Stance
from antigone.said.extract.english_corrections import corrects, in_correction
from antigone.said.extract.english_denials import BASELESS, BE, DENY, FALSE, OWN, SCORN, denied, spared
from antigone.said.extract.english_items import Parsed, parse
from antigone.said.extract.language import Counted, Reading, Sentence, StanceCue
from antigone.said.extract.proposal import NumberUse

_FIGURES = (
    r"(?:(?:the |this |these |those |such |any |that (?!the )|its |our |official |previous |earlier |reported |circulating |published |above )*"
    r"(?:numbers? of (?:the |those |people |persons |those who )?(?:deaths?|dead|victims|casualties|killed|fatalities|injured|wounded|missing|bodies|died)(?: and (?:injured|wounded|missing))?"
    r"|death tolls?|tolls?|casualty (?:figures?|numbers?|counts?|tolls?)|figures?|numbers?(?! of)|data|statistics|count|estimates?|claims?|reports?|information|rumou?rs|allegations?|lists?))"
)
_NOT_TRUE = re.compile(
    rf"(?<!\S)(?P<what>{_FIGURES})(?!\S)[^.;#]{{0,90}}?(?:(?:is|are|was|were|has been|have been|had been|as)(?: [\"“])?(?: \w+)? {FALSE}"
    rf"|{BASELESS}"
    r"|(?:does|do|did) not (?:originate|agree)|(?:has|have|had) (?:no relation|nothing to do)|(?:is|are) not (?:confirmed|ours|based|supported|accurate|correct|official|reliable)"
    r"|(?:was|were|has been|have been|had been)(?: \w+)? (?:refuted|denied|retracted|withdrawn|rejected|disproved|debunked|dismissed))"
)
_DENIES = re.compile(
    rf"(?<!\S)(?:{DENY}|{SCORN})"
    rf"[^.;#]{{0,60}}?(?<!\S)(?P<what>{_FIGURES}|(?:the |these |those |such )(?:[a-z'-]+ ){{1,2}}(?:claims?|reports?|figures?|tolls?|numbers?))(?!\S)"
)
_NEVER_GAVE = re.compile(
    r"(?:never|did not|does not|has not|have not|had not|had never|has never|have never|do not)(?: \w+)? (?:gave|give|given|issue|issued|publish|published|release|released|provide|provided|announce|announced|report|reported|make|made|supply|supplied|state|stated|say|said|cite|cited|quote|quoted|collect|collected|compile|compiled|confirm|confirmed)"
    r" (?P<what>(?:such|any such|these|those|this|that|the|any of these) (?:a )?(?:figures?|numbers?|data|statistics|information|toll|count|statements?|reports?|claims?|estimates?))"
)
_ERROR = re.compile(
    rf"(?P<what>(?:the |this |its )?(?:publication|post|message|figures?|data|entry|announcement))[^.;#]{{0,40}}? (?:was|were|had been) (?:due to )?{FALSE}"
)
_IS_FALSE = re.compile(
    rf"(?:^|[\"“,] )(?P<what>this|that|it) (?:is|was|'s)(?: (?:simply|absolutely|completely|totally|just|plainly))? {FALSE}(?! (?:that|to))(?!\S)"
)
_TOOK_BACK = re.compile(
    r"(?:retracted|withdrew|took back|disowned|refuted|denied|disavowed) (?P<what>it|them|the (?:figure|claim|statement|report|toll|number)s?)(?!\S)"
    rf"|(?:called|branded|labelled|described|denounced|termed|dismissed) (?P<named>it|them|this|that|the (?:figure|claim|rumou?r|report|toll|number)s?) (?:as )?{FALSE}"
)
_A_CLAIM = re.compile(
    rf"(?<!\S), (?P<what>an? (?:claim|figure|number|toll|allegation|assertion|charge|count|statement|estimate))(?: that| which)? (?:[a-z'-]+ ){{1,7}}?(?:{DENY}|{SCORN}|(?:called|described|branded)(?= (?:as )?{FALSE}))(?!\S)"
)
_NO_TRUTH = re.compile(
    rf"(?<!\S)(?<!gave )(?<!given )(?<!giving )(?<!offered )(?<!provided )(?<!cited )(?:(?:no|#|not an ounce of|not a shred of|not a word of|little)(?: [a-z]+)? (?:truth|substance|basis|foundation|merit)(?: whatsoever| at all)? (?:in|to|for|behind)|(?:find|finds|found|saw|seen|see|have|has|had) (?:nothing|no|#)(?: (?:credible )?(?:evidence|proof|indication|sign))? (?:to (?:support|back|corroborate|confirm|bear out)|for|in support of)"
    rf"|(?:have|has|had|with) (?:no|#) (?:confirmation|information|knowledge) (?:of|about|on)|(?:should|ought) not (?:to )?have (?:been )?(?:published|released|given|issued|announced|cited|used))"
    rf" (?P<what>{_FIGURES}|this|that|it|them|these|those)(?! (?:[a-z'-]+ )?#)(?!\S)"
)
_WITHHELD = re.compile(
    r"(?P<what>(?:the )?(?:exact |total |full |precise )?(?:number|numbers|figure|figures|death toll|toll|casualty figures|count)(?: and (?:\w+ ){1,2}\w+| and \w+)?(?: of (?:the )?(?:\w+ ){0,2}?\w+)?)"
    r" (?:[^.;#]{0,70} )?(?:(?:is|are|was|were|will|would|can|could|may)(?: be)?(?: not| never)(?: be| being| been)? (?:\w+ )?(?:disclosed|released|revealed|made public|published|given|subject to disclosure|for disclosure|for publication|announced|provided)"
    r"|(?:is|are|was|were) (?:classified|secret|confidential|being withheld|withheld))"
)
_REFUSED = re.compile(
    r"(?:declined|declines|refused|refuses|refusing|declining|unwilling|would not|will not|won't|are not going|is not going|am not going)(?: \w+)? ?(?:to )?(?:say|give|disclose|reveal|provide|specify|state|release|confirm|name|comment on|discuss|put|share|publish|announce)"
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
_HIGHER = re.compile(
    r"(?:toll|number|numbers|figure|figures|count|total|dead|deaths|casualties)(?:[^.;#]{0,60}?| , (?:which|that) [^.;]{0,70}# ,) (?P<what>(?:may|might|could|must|is|are|was|were|is likely to|is probably|is believed to|is likely|likely|would|can|should)"
    r"(?: well| actually| in fact| in reality| probably| likely| almost certainly| certainly| definitely| undoubtedly| surely| to)*(?: be)?(?: in fact| actually)? (?:(?P<much># times|#|much|far|significantly|considerably|substantially|several times|many times|vastly) )?(?P<way>(?:higher|greater|lower|larger|smaller)(?! than (?:previously|initially|earlier|first|originally|thought|reported))(?<!lower)(?<!smaller)|(?:lower|smaller)(?! than)|underestimated|understated|undercounted)|(?:to be|is|was|as|are) (?:far |much |way )?(?P<off>too low|too high|an underestimate|an undercount))"
)
_UNITS = (
    (re.compile(r"grave|burial"), "graves_found"),
    (re.compile(r"injur|wounded|hurt"), "injured"),
    (re.compile(r"missing"), "missing"),
    (re.compile(r"detain|arrest"), "detained"),
    (re.compile(r"bod(?:y|ies)"), "bodies_found"),
)
_ABOUT_PEOPLE = re.compile(
    r"(?<!\S)(?:death|deaths|dead|died|killed|victims?|casualt\w+|injured|wounded|fatalit\w+|toll|bodies|missing|graves?|burials?|detain\w+|militants|buried|unaccounted|perished|losses|survived)(?!\S)"
)


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
    if denial is not None and sentence.headline and not parsed.numbers:
        denial = None  # "Owner disputes mayor's toll": the text tells which
    if denial is not None and (first is None or denial.end() <= first.start() or denial.start() >= first.end()):
        made.append(_denial(parsed, denial, earlier))
    return [cue for cue in made if cue is not None]


def _denying(
    parsed: Parsed, earlier: Sequence[Reading], here: Callable[[], Sequence[Counted]] = tuple
) -> re.Match[str] | None:
    """The first words that deny figures given elsewhere."""
    for pattern in (_A_CLAIM, _NOT_TRUE, _NEVER_GAVE, _NO_TRUTH, _DENIES, _ERROR, _TOOK_BACK, _IS_FALSE):
        match = pattern.search(parsed.plain.text)
        if match and pattern is not _TOOK_BACK and _has_figure(parsed, match.end()):
            return None
        again = any(
            count.stance is Stance.DENIES
            for reading in earlier[-2:]
            if not reading.sentence.headline
            for count in reading.counts
        )
        what = match.groupdict().get("what") or "" if match else ""
        if match and _POINTING.fullmatch(what) and (again or not _claims(earlier, 2)):
            return None
        hearsay = match is not None and _HEARSAY.search(what) is not None
        if hearsay and (again or any(count.stance is Stance.DENIES for count in here())):
            return None
        if match:
            return match
    return None


def _span(parsed: Parsed, match: re.Match[str]) -> tuple[int, int]:
    begin, finish = match.span("what" if match.group("what") is not None else "named")
    return parsed.start(parsed.plain.item(begin)), parsed.end(parsed.plain.item(finish - 1))


def _unit(words: str, default: str = "killed") -> str:
    return next((unit for pattern, unit in _UNITS if pattern.search(words)), default)


def _claims(earlier: Sequence[Reading], back: int = 12) -> list[tuple[int, str, int | None]]:
    found = []
    for reading in earlier[-back:]:
        for count in reading.counts:
            if count.use is NumberUse.CLAIM:
                found.append((count.start, count.unit, count.low or count.best or count.high))
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
    start, end = _span(parsed, match)
    reason = "a figure is refused or not disclosed"
    weight = 2 if match.re is _REFUSED else 1
    return StanceCue(
        start, end, Stance.WITHHOLDS, _unit(near), "withheld", weight=weight, rule="withheld", reason=reason
    )


def _doubt(
    parsed: Parsed, match: re.Match[str], earlier: Sequence[Reading], here: Callable[[], Sequence[Counted]]
) -> StanceCue | None:
    start = parsed.start(parsed.plain.item(match.start()))
    own = [c for c in here() if c.start < start and c.use is NumberUse.CLAIM and c.unit == "killed"]
    known = [low for c in own[-1:] if (low := c.low or c.best or c.high) is not None]
    known = known or [low for _, unit, low in _claims(earlier) if unit == "killed" and low is not None]
    words = match.group()
    if re.search(r"\b(?:cases|infections)\b", words):
        return None
    if not _ABOUT_PEOPLE.search(words) and not known:
        return None
    start, end = _span(parsed, match)
    way = "lower" if match.group("way") in ("lower", "smaller") or match.group("off") == "too high" else "higher"
    modifier = f"much_{way}" if match.group("much") else way
    low = max(known) + 1 if known and way == "higher" else None
    return StanceCue(
        start, end, Stance.DOUBTS, _unit(words), modifier, low, rule="doubt", reason=f"the figure is held to be {way}"
    )


_OF_THE_DEAD = re.compile(r" (?:of|about) (?:\w+ )?(?:deaths?|dead|killings|casualties)(?!\S)")
_BARE_CLAUSE = re.compile(
    r" (?:that )?(?:they|he|she|it|we|[a-z'-]+ed|[a-z]+s) (?:had |have |has )?(?:been |were |was |died|killed)"
)
_THAT_CLAUSE = re.compile(r" that (?![^.;]{0,60}(?:number|toll|hundreds|dozens|scores|thousands))")
_POINTING = re.compile(r"this|that|it|them|these|those")
_HEARSAY = re.compile(r"(?:rumou?rs?|allegations?|claims?|reports?|information|statements?)$")
_PLAINLY = re.compile(
    r"(?:numbers? of (?:the )?(?:deaths?|dead|victims|casualties|killed|fatalities|injured|wounded|missing|bodies)|death tolls?|casualty figures)"
)


def _denial(parsed: Parsed, match: re.Match[str], earlier: Sequence[Reading]) -> StanceCue | None:
    plain = _PLAINLY.search(match.group())
    what = match.group("what") or match.groupdict().get("named") or ""
    told = _OF_THE_DEAD.match(parsed.plain.text, match.start() + match.group().find(what) + len(what))
    words = plain.group() if plain else what + (told.group() if told else "")
    known = _claims(earlier)
    tail = parsed.plain.text[match.end("what") :] if match.group("what") is not None else ""
    if _HEARSAY.search(what) and _BARE_CLAUSE.match(tail):
        return None
    if _HEARSAY.search(what) and _THAT_CLAUSE.match(tail):
        return None
    if _HEARSAY.search(what) and re.match(r" (?:that|of|about)\b", parsed.plain.text[match.end("what") :]):
        clause = parsed.plain.text[match.end("what") : match.end("what") + 110]
        if not _ABOUT_PEOPLE.search(clause):
            return None
    if not known and not _ABOUT_PEOPLE.search(parsed.plain.text):
        return None
    start, end = _span(parsed, match)
    if plain:
        begin = match.start() + plain.start()
        start = parsed.start(parsed.plain.item(begin))
        end = parsed.end(parsed.plain.item(match.start() + plain.end() - 1))
    units = [unit for _, unit, _ in known]
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


def _has_figure(parsed: Parsed, char: int) -> bool:
    """True where a figure of people follows in the sentence: then the denial belongs to that figure."""
    own = re.search(
        r"(?<!\S)(?:saying|adding|insisting|stating|but|and (?:said|says|put|insisted))(?!\S)", parsed.plain.text[char:]
    )
    until = char + own.start() if own else len(parsed.plain.text)
    following = any(char <= parsed.plain.starts[at] < until for at in parsed.numbers)
    return following and (
        bool(parsed.cues)
        or bool(re.search(r"(?:figure|number|toll|count|report)s?(?: [a-z]+){0,4} #", parsed.plain.text))
    )


_DENIED_FIGURE = re.compile(
    r"(?:figures?|numbers?|reports?|claims?|information|data|toll|news|rumou?rs?|allegations?|statements?)"
    r"(?: of| that| about| on| saying| put at)?(?: [a-z'-]+){0,5} #(?: [^.;]{0,110}?)? "
    rf"(?:(?:{BE}|as)(?: [a-z]+)? (?:{FALSE}|refuted|denied|retracted|withdrawn)|{BASELESS})"
)
_DENIES_FIGURE = re.compile(
    rf"(?<!\S)(?:{DENY})"
    rf"(?: (?:(?!{OWN})[^.;#]){{0,120}})? #"
    r"|(?:weren't|wasn't|were not|was not|aren't|are not|not)(?: (?:the|an?) (?:[a-z]+ ){0,3}(?:figure|toll|number|estimate|total)s? of)? #(?: (?:[a-z]+ ){0,3}or (?:even )?#)?(?! ?(?:[a-z]+ ){0,3}as (?:previously|earlier|first|initially))"
)
_UNCONFIRMED_FIGURE = re.compile(
    r"(?:could not|cannot|can not|unable to|not able to|did not|had not|has not)(?: [a-z]+ly)? (?:confirm|confirmed|verify|verified|corroborate)(?: [^.;#]{0,90})? #"
)


@lru_cache(maxsize=8)
def _figures(line: str) -> tuple[tuple[int, int, Stance], ...]:
    """Where figures are denied or doubted: once for all numbers of the line."""
    rules = (
        (_DENIED_FIGURE, Stance.DENIES),
        (_DENIES_FIGURE, Stance.DENIES),
        (_UNCONFIRMED_FIGURE, Stance.DOUBTS),
    )
    return tuple((*match.span(), stance) for pattern, stance in rules for match in pattern.finditer(line))


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
