"""Words that deny a figure which the same sentence gives, and those that only look so."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from functools import lru_cache

FALSE = (
    r"(?:not true|untrue|false|a falsehood|fake|a fake|fabricated|a fabrication|wrong|incorrect|inaccurate|erroneous|baseless|unfounded|groundless|a lie|lies|misinformation"
    r"|disinformation|a hoax|(?:a |the result of a )?(?:technical|clerical|typing|reporting|counting) (?:error|mistake)|an error|a mistake|published by mistake|in error|invented|mistaken"
    r"|fictitious|without foundation|nonsense|exaggerated|(?:grossly|greatly|wildly|vastly|hugely|highly) (?:exaggerated|inflated)|inflated|overstated"
    r"|fake news|propaganda|slander|fiction|pure fiction|not (?:correct|accurate|the case)|(?:mere |pure )?speculation|conjecture|guesswork|absurd|ridiculous|(?:taken |plucked )?out of thin air|made up|misleading|(?:a |mere |just |only )?rumou?rs?)"
)
_FIGURE = r"(?:(?:death |casualty )?(?:figures?|numbers?|tolls?|counts?|tally|totals?|estimates?))"
_TALK = rf"(?:{_FIGURE}|reports?|claims?|information|data|news|rumou?rs?|allegations?|statements?)"
_GAVE = (
    r"(?:gave|given?|giving|issued?|published?|publish|released?|provided?|announced?|announce|reported?|report|stated?|cited?|quoted?"
    r"|mentioned?|named?|put out|put|listed|counted|claimed|circulated|confirmed?|confirm)"
)
_NAMING = r"(?:called|calls|calling|call|described|describes|describing|dismissed|dismisses|dismissing|labell?ed|branded|denounced|termed|declared|ruled)"
_WRONGLY = r"(?:wrongly|mistakenly|erroneously|falsely|incorrectly|inaccurately)"
_LOST = r"(?:deaths?|dead|killed|fatalit(?:y|ies)|casualt(?:y|ies)|victims?|injured|injuries|wounded|missing)"
# A few plain words within one noun phrase: no clause, no cause.
_WITHIN = r"(?:(?!(?:that|who|which|and|but|after|when|because|where|while|as|caused|due|result|by|is|are|was|were) )[a-z'-]+ )"
_BE = r"(?:is|are|was|were|has been|have been|had been|being)(?: [a-z]+ly| simply| just| never)?"
# "called the 164 deaths on its channel a technical error": what follows the verb of naming
NAMED_FALSE = rf"(?: [a-z'-]+){{0,6}} # {_WITHIN}{{0,9}}(?:as )?(?:[\"“”] )?(?:[a-z]+ly )?{FALSE}(?!\S)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "never gave such a figure as 164", "had not announced a toll of 164", "no figure of 164 was ever given"
        rf"(?<!\S)(?:never|not|n't|[a-z]+n't)(?: [a-z]+ly)? (?!confirm){_GAVE}(?: (?:any|such|a|an|the|this|that|out))* {_FIGURE}(?: of| as high as| like| such as| as) #",
        rf"(?<!\S)never(?: [a-z]+ly)? confirm(?:ed)?(?: (?:any|such|a|an|the|this|that))* {_FIGURE}(?: of| as high as| like| such as| as) #",
        r"(?<!\S)never(?: [a-z]+ly)? (?:announced?|confirm(?:ed)?|report(?:ed)?|said|say|stated?|claim(?:ed)?) that (?:[a-z'-]+ ){0,3}#",
        rf"(?<!\S)(?:no|#)(?: such)? {_FIGURE}(?: of| as high as| like| such as| as) # {_WITHIN}{{0,8}}(?:was|were|has been|have been|had been)(?: ever)? {_GAVE}(?!\S)",
        rf"(?<!\S){_FIGURE} of # {_WITHIN}{{0,8}}(?:was|were|has|had)(?: been)? never(?: been)? {_GAVE}(?!\S)",
        rf"(?<!\S){_NAMING}{NAMED_FALSE}",
        rf"# {_WITHIN}{{0,9}}{_BE} {_NAMING} (?:as )?(?:[a-z]+ly )?{FALSE}(?!\S)",
        # "the 164 deaths are not true", "the 164 dead do not correspond to reality"
        rf"# {_WITHIN}{{0,2}}?{_LOST} {_WITHIN}{{0,7}}(?:{_GAVE} (?:by|on|in) (?:[a-z'-]+ ){{1,6}}?)?(?:{_BE} (?!an? (?:error|mistake)|wrong|mistaken|in error|lies){FALSE}(?!\S)|(?:does|do|did) not (?:correspond|reflect|match)|(?:has|have|had) no (?:basis|foundation))",
        rf"(?<!\S){FALSE} (?:to (?:say|claim|report) )?that (?:[a-z'-]+ ){{0,3}}#",
        r"(?<!\S)that # (?:[a-z'-]+ ){1,10}(?:is|was) (?:[a-z]+ly )?(?:not true|untrue|false|incorrect|a lie|nonsense|baseless|fabricated|without foundation)(?!\S)",
        rf"(?<!\S){_TALK}(?: of| that| about)?(?: [a-z'-]+){{0,5}} # [^.;#]{{0,90}}?{_BE} (?:denied|refuted|rejected|dismissed|disowned|disproved|debunked|retracted|withdrawn|taken back)(?!\S)",
        rf"(?<!\S)(?:denied|denies|denying|rejected|rejects|dismissed|dismisses|refuted)(?: [^.;#]{{0,30}})? {_TALK} (?:(?! saying | adding | but )[^.;]){{0,160}}? and that #",
        rf"(?<!\S)contrary to (?:[a-z'-]+ ){{0,4}}?{_TALK}(?: of| that| about| putting| saying)?(?: [a-z'-]+){{0,6}} #",
        rf"(?<!\S){_WRONGLY} (?:been )?{_GAVE}(?: [a-z'-]+){{0,6}}? #",
        rf"(?<!\S){_TALK}(?: [^.;#]{{0,120}})? (?:put|puts|putting|placed|placing|giving|citing) [^.;#]{{0,120}}?# [^.;#]{{0,30}}?{_BE} (?:[a-z]+ly )?{FALSE}(?!\S)",
        r"# (?:[a-z'-]+ ){0,4}?(?:was|were) (?:a |an |the |in |due to |published |given |reported |released |announced )*(?:[a-z]+ )?(?:error|mistake|typo|misprint|miscount|misunderstanding)(?!\S)",
        rf"(?<!\S)(?:and not|rather than|but not) # (?:[a-z'-]+ ){{0,3}}(?:as|that|which) (?:[a-z'-]+ ){{0,4}}{_GAVE}(?!\S)",
        r"(?<!\S)there (?:were|was|are|have been|had been|have never been) (?:no|not|never|no such|#) #",
        rf"(?<!\S)(?:took|taken|takes|taking) back (?:[a-z'-]+ ){{0,4}}?{_TALK}(?: of| that)? #",
    )
)
# "denied responsibility for the 30 deaths": what is denied is not the figure
_OTHER_THINGS = re.compile(
    r"(?<!\S)(?:denied|denies|deny|denying|rejected|rejects|reject|rejecting|dismissed|dismisses|disputed|disputes|refuted|refutes)"
    r" (?:(?:(?:any|the|all|these|those|such|as|baseless|accusations|allegations|claims|reports|suggestions) ){0,4}(?:that )(?:[a-z'-]+ ){1,6}(?:responsible|to blame|behind|involved|negligent|complicit|at fault)"
    r"|(?:(?!reports?|claims?|figures?|numbers?|that )[a-z'-]+ ){0,4}?(?:responsibility|blame|involvement|guilt|wrongdoing|complicity|liability|negligence|role|part|fault|culpability"
    r"|access|bail|calls|demands|appeals?|requests?|criticism|an? inquiry))"
    rf"(?: (?!(?:{_TALK}|that) )[a-z'-]+){{0,12}} #"
)


def denied(line: str, start: int) -> bool:
    """True where the words of a sentence deny the number at `start` of its line."""
    return any(first <= start < last for first, last in _spans(line)[0])


def spared(line: str, start: int) -> bool:
    """True where something about the dead is denied, but not their number."""
    return any(first <= start < last for first, last in _spans(line)[1])


@lru_cache(maxsize=8)
def _spans(line: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where a line denies figures, and where it denies something else: once for all numbers of the line."""
    denials = tuple(match.span() for pattern in _PATTERNS for match in pattern.finditer(line))
    return denials, tuple(match.span() for match in _OTHER_THINGS.finditer(line))
