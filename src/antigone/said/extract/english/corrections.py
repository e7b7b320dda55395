"""Words that replace a figure by the one beside them, and words that only tell of a toll that rose."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from functools import lru_cache

from antigone.said.claim import Stance
from antigone.said.extract.english.items import Parsed

_COUNT = r"(?:toll|figures?|numbers?|count|tally|total|estimate|death count)"
_RIGHT = r"(?:exact|accurate|correct|corrected|real|right|true|actual|proper)"
_CORRECTS_FIGURE = re.compile(
    r"(?!revis\w+ (?:up|upwards?)(?!\S))(?:corrected|corrects|correct|correcting|scal(?:ed|es|ing) (?:back|down)|downgrad(?:ed|es|ing)|br(?:ought|ings|inging) down|walk(?:ed|s|ing) back|par(?:ed|es|ing) (?:back|down)|revised|revises|revise|revising|lowered|lowers|lower|lowering|amended|amends|amend|rectified|rectifies|cuts?|slash(?:es|ed|ing)|trim(?:s|med|ming)|reduced|reduces?|reducing|dropp(?:ed|ing)|drops?|adjusted|adjusts|restated|restates) (?:[a-z'-]+ ){0,6}(?:toll|figures?|number|count|tally|total|estimate)"
    r"(?: (?!up |upwards? )[^ .;#]+){0,14}?(?: from #(?: [a-z]+){0,3})?(?: by (?:more than |about |nearly )?#(?: [%a-z]+)?(?: ,)?)? to (?:just |only )?(?:[\"“'‘] )?#"
    rf"|(?:toll|figures?|number|count|tally|total|estimate)(?: [a-z' -]{{1,60}})?(?: (?:was|were|been|is)(?: [a-z]+)?)? (?!(?:[a-z]+ )?(?:revised|amended|corrected|adjusted) up)(?:corrected|revised|lowered|amended|cut|reduced|changed|adjusted|rectified|restated|altered|slashed|trimmed|downgraded|scaled back|scaled down|walked back|pared back)(?: [^.;#]{{0,60}}?)?(?: from #(?: [a-z]+){{0,3}})?(?: by #(?: [a-z]+)?)? to (?:just |only )?#"
    r"|(?:toll|(?:number|count|tally) of (?:the )?(?:dead|deaths|victims|fatalities|killed))(?: [^.;#]{0,80}?)? (?:fell|fallen|dropped|drops|falls|decreased|came down|come down|gone down|went down|shrank|shrunk)(?: [a-z]+){0,2}?(?: by #)?(?: from #(?: [a-z]+){0,2})? to #"
    r"|(?:revised|worked|brought|scaled|adjusted|marked|cut|come|came|gone|went|dialled|dialed|whittled|downgraded) (?:back )?down(?:wards?)? (?:from # )?(?:[a-z']+ ){0,4}to (?:[\"“'‘] )?#"
    r"|(?:brought|brings?|bringing|took|takes?|taking) (?:[a-z'-]+ ){0,6}?(?:toll|dead|number|count|total|figure)(?: of [a-z' -]{3,24})? down (?:from # )?to (?:just |only )?(?:[\"“'‘] )?#"
    r"|(?<!\S)(?:toll|number|figure|count|total) (?:is|was|has been|stands) (?:now )?down (?:now )?(?:from # )?to #"
    r"|#(?= [^#;.]{0,170}? , (?:and |but )?not (?:the )?# ?,? (?:as|which) )"
    r"|(?:^|, )(?:[a-z'-]+ ){0,6}(?:toll|dead|death count)(?: [a-z'-]+){0,5} down (?:from # )?to #"
    r"|(?<!\S)rectif(?:y|ies|ied|ying)(?: [a-z'-]+){0,3} (?:say|says|said|saying|state|stated|report|reported)(?: [a-z'-]+){0,6} #"
    r"|(?<!\S)(?:lowered|revised|cut|reduced|corrected) to (?:just |only )?#(?= (?:[a-z'-]+ ){0,6}the (?:death )?(?:number|toll|count|figure))|(?<!\S)exact (?:figure|number|toll) (?:is|was)(?: of)? #|(?<!\S)(?:correct|corrected|true|right) (?:[a-z]+ )?(?:figure|number|count|total|toll)(?: (?!not )[^.;#]{0,50}?)? #"
    r"|(?<!\S)(?:should|ought to|must) (?:have )?(?:read|be|been|said|stated|say) #"
    r"|(?<!\S)(?:revised|corrected|amended) (?:statement|version|bulletin|list|communique|communiqué|report|release|post|message|tweet)(?: [^.;]{0,60}?)? (?:gave|gives|giving|put|puts|putting|say|says|said|shows|showed|listed|lists|names|named|reads|read)(?: (?!after |from )[^.;#]{0,50}?)? #"
    r"|(?<!\S)(?:revis|correct|lower|amend|clarif)\w* (?:[^.;#]{0,60}? )?(?:toll|figures?|count|number|total)(?: [^.;#]{0,40}?)? #(?= (?:[,–—-] )?(?:and )?not (?:the )?#)"
    r"|(?<!\S)(?:revis|correct|amend|lower|reduc)\w+ (?:it|this|that|them)(?: (?:later|then|sharply|down|downwards?|back|subsequently))* (?:to|at) #"
    r"|(?<!not )#(?= (?:[a-z'-]+ ){0,9}?(?:[,–—-] )?(?:and |but )?not (?:the )?#)"
    r"|#(?= (?:[a-z'-]+ ){0,6}?(?:, )?not (?:the|an?) (?:[a-z]+ ){0,3}(?:figure|toll|number|estimate|total) of #)"
    r"|#(?= (?:[a-z'-]+ ){0,6}?(?:[,(] )?(?:instead of|rather than|and not|as opposed to) (?:the )?#)|(?<!\S)not # (?:[a-z]+ ){0,3}?but #"
    rf"|#(?= (?:[a-z]+ ){{0,6}}?(?:[,–—-] ){{0,2}}(?:revised )?down (?:by # )?from (?:[a-z]+ ){{0,5}}#)|#(?= (?:is|was|were) (?:a |the )?(?:more )?{_RIGHT} (?:figure|number|toll|count|total))"
)
_CORRECTION = re.compile(
    r"(?:^|[.\"“(#:] )(?:correction|corrected|corrects|corr|corrigendum|erratum) ?(?:[:)–—-]|\(|(?:death )?toll)|(?<!\S)not # ?(?:or (?:even )?# )?(?:[a-z]+ ){0,3}as (?:[a-z]+ ){0,4}?(?:previously|earlier|initially|first|originally|reported|stated|said|announced|published|claimed|given|thought|believed)|in a correction|correcting (?:an|its|their|the)"
)
_REPLACED = re.compile(
    r"(?<!\S)(?:(?:earlier|previous|original|first) (?:version|report|edition|article|story|post|item|alert|tweet)|misstated|wrongly|incorrectly|mistakenly|erroneously)(?!\S)"
)
# "… the real number was 44": a correction only where a figure was denied or taken back before.
_REAL = re.compile(
    rf"(?<!\S){_RIGHT} (?:[a-z]+ ){{0,2}}?{_COUNT}(?: (?!not )[^.;#]{{0,40}}?)? #|#(?= (?:is|was|were) (?:the )?{_RIGHT} {_COUNT})"
)
_FROM_TO = re.compile(
    r"(?<!\S)from (?P<was>#) (?:[a-z]+ ){0,3}to (?:just |only )?(?P<now>#)|(?<!\S)to (?:[\"“'‘] )?(?P<then>#)(?: [\"”'’])? (?:[a-z]+ ){0,2}from (?:[a-z]+ ){0,3}(?P<before>#)"
)
# Counts that cannot fall by themselves: a lower one corrects the higher.
_STANDING = frozenset(("killed", "injured", "killed_or_injured", "bodies_found", "died_in_hospital", "died_in_custody"))


def corrects(line: str, start: int) -> bool:
    """True where the words of a sentence put the number at `start` of its line in the place of another."""
    return start in _ends(line, _CORRECTS_FIGURE)


def is_real(line: str, start: int) -> bool:
    """True for "the real number was 44": it replaces a figure where one was denied just before."""
    return start in _ends(line, _REAL)


@lru_cache(maxsize=16)
def _ends(line: str, pattern: re.Pattern[str]) -> frozenset[int]:
    """Where the figures stand that matches of a pattern end with: once for all numbers of the line."""
    return frozenset(match.end() - 1 for match in pattern.finditer(line))


# Why a count that can fall fell this time: it was wrong before.
_COUNTED_TWICE = re.compile(
    r"(?<!\S)(?:duplicat\w*|double-count\w*|double count\w*|(?:counted|listed|recorded|tallied|entered) (?:twice|more than once)|(?:in|an|by) error|errors?|erred|by mistake|mistaken\w*|wrongly|erroneous\w*|recount\w*|found (?:to be )?(?:alive|safe)|turned up (?:safe|alive)|revis\w+|audit|correct\w+)(?!\S)"
)


def lowered(parsed: Parsed, at: int, unit: str) -> bool:
    """True for the 97 of "from 114 to 97", "to 97 from 114": a count that cannot fall by itself has been corrected."""
    if unit not in _STANDING and not _COUNTED_TWICE.search(parsed.line.text):
        return False
    line, start = parsed.line, parsed.line.starts[at]
    for match in _FROM_TO.finditer(line.text):
        now, was = ("now", "was") if match["now"] else ("then", "before")
        if match.start(now) == start:
            figures = [parsed.items[line.item(match.start(name))].number for name in (now, was)]
            values = [f.value for f in figures if f is not None and f.value is not None]
            return len(values) == 2 and values[0] < values[1]
    return False


_AT_FIRST = re.compile(r"(?<!\S)(?:at first|initially|originally|earlier|previously)(?!\S)")
_BUT_LATER = re.compile(r"(?<!\S)(?:but|and) (?:[a-z]+ )?(?:later|then|now|subsequently)(?!\S)")


def later_lower(parsed: Parsed, at: int, unit: str, told: list[tuple[str, int | None, int]]) -> bool:
    """True for the four of "reported seven dead at first, but later four": less than was told first of the same people."""
    number, line = parsed.items[at].number, parsed.line
    if (unit not in _STANDING and unit != "missing") or number is None or number.value is None:
        return False
    turn = next((m for m in _BUT_LATER.finditer(line.text) if m.start() < line.starts[at]), None)
    if turn is None or not _AT_FIRST.search(line.text, 0, turn.start() + 1):
        return False
    first = [n for kind, n, k in told if kind == unit and n is not None and line.starts[k] < turn.start()]
    return bool(first) and max(first) > number.value


def in_correction(line: str, start: int) -> Stance | None:
    """What an explicit correction ("Correction: …", "12, not 15 as reported") does with the number at `start`."""
    found = _CORRECTION.search(line)
    if not found or (found.group().lstrip().startswith("not #") and start > found.end()):
        return None
    replaced = (
        line[max(0, start - 4) : start] == "not "
        or _REPLACED.search(line[:start])
        or line.find("correcting", 0, start) >= 0
    )
    return Stance.DENIES if replaced else Stance.CORRECTS
