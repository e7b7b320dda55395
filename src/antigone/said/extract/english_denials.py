"""Words that deny a figure which the same sentence gives, and those that only look so."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from functools import lru_cache

FALSE = (
    r"(?:not true|untrue|false|a falsehood|falsehoods?|total falsehood|fake|a fake|fabricated|(?:an? )?(?:pure |sheer |total |complete )?fabrications?|wrong|incorrect|inaccurate|erroneous|baseless|unfounded|groundless|a (?:blatant |outright |barefaced |downright )?lie|lies|misinformation"
    r"|disinformation|a hoax|hoaxes|(?:a |the result of a )?(?:technical|clerical|typing|reporting|counting|calculation|keying) (?:error|mistake)|(?:an|in) error|a mistake|published by mistake|invented|an invention|mistaken|a miscommunication|a misunderstanding"
    r"|fictitious|fictional|without (?:any )?(?:foundation|basis|merit|substance)|nonsense|rubbish|bogus|phoney|phony|spurious|bunkum|hogwash|preposterous|ludicrous|laughable|outlandish|far-fetched|fanciful|malicious|mischievous|sensationali[sz]ed|exaggerated|an exaggeration|exaggerations?|(?:grossly|greatly|wildly|vastly|hugely|highly) (?:exaggerated|inflated)|inflated|overstated|overblown|(?:far |much )?too high(?! an?(?!\S)| for)"
    r"|fake news|(?:pure |enemy |rebel |black |mere |cheap )*propaganda|slander|fiction|pure fiction|a figment of (?:the|their|his|her|someone's) imaginations?|not (?:correct|accurate|the case|right|credible|factual|genuine|authentic)|(?:mere |pure |wild )?speculation|conjecture|guesswork|absurd|ridiculous|(?:taken |plucked )?out of thin air|made up(?! of)|made-up|concocted|cooked up|misleading|(?:a |mere |just |only )?rumou?rs?"
    r"|far from (?:the )?(?:truth|reality|true|accurate)|(?:wide|well wide|way off) (?:of )?the mark|devoid of (?:any |all )?(?:truth|basis|foundation|substance|merit)|unsubstantiated|discredited|implausible|(?:wildly|way|far|widely) off(?: the mark)?|an? (?:fairy ?-? ?tales?|fantasy|provocation|canard|smear|travesty)|fairy tales?|fantasy|fantasies|(?:an? )?inventions?|products? of (?:an? |the )?(?:[a-z]+ )?(?:imagination|fantasy))"
)
_FIGURE = r"(?:(?:death |casualty |body )?(?:figures?|numbers?|tolls?|counts?|tally|totals?|estimates?))"
TALK = rf"(?:{_FIGURE}|(?:media |press |news |local |social )?(?:reports?|claims?|information|data|news|rumou?rs?|allegations?|statements?|accounts?|assertions?|suggestions?|speculation|talk|stories|story|posts?|messages?|lists?|coverage|narratives?))"
_GAVE = (
    r"(?:gave|given?|giving|issued?|published?|publish|released?|provided?|announced?|announce|reported?|report|stated?|cited?|quoted?"
    r"|mentioned?|named?|put out|put|listed|counted|claimed|circulated|confirmed?|confirm)"
)
_NAMING = r"(?:called|calls|calling|call|described|describes|describing|dismissed|dismisses|dismissing|labell?ed|labels|branded|brands|branding|denounced|denounces|termed|terms|terming|declared|ruled|deemed|characteri[sz]ed|slammed)"
_WRONGLY = r"(?:wrongly|mistakenly|erroneously|falsely|incorrectly|inaccurately|by mistake|in error)"
_LOST = r"(?:deaths?|dead|killed|fatalit(?:y|ies)|casualt(?:y|ies)|victims?|injured|injuries|wounded|missing)"
# Verbs of denial whose object tells no more; and verbs of scorn, which deny only where their object is what was told.
DENY = (
    r"denied|denies|deny|denying|refuted|refutes|refute|refuting|rejected|rejects|rejecting|dismissed|dismisses|dismissing|contradicted|contradicts|contested|contests|debunked|debunks|debunking"
    r"|disowned|retracted|retracts|retracting|withdrew|withdraws|repudiated|repudiates|disputed|disputes|disputing|dispute|disavowed|disavows|rebuffed|rebuffs|recanted|recants|rebutted|rebuts|disproved"
)
SCORN = (
    r"(?:slam(?:s|med|ming)|blast(?:s|ed|ing)|rubbish(?:es|ed|ing)|trash(?:es|ed|ing)|scotch(?:es|ed|ing)|quash(?:es|ed|ing)|quell(?:s|ed|ing)|ridicul(?:es|ed|ing)|mock(?:s|ed|ing)|scoff(?:s|ed|ing) at|challeng(?:es|ed|ing)|discount(?:s|ed|ing)|decr(?:ies|ied|ying)"
    r"|downplay(?:s|ed|ing)|(?:play|knock|shoot|shot|shout)(?:s|ed|ing)? down|(?:brush|wav)(?:es|ed|ing) (?:aside|off|away)|laugh(?:s|ed|ing) off|shrug(?:s|ged|ging) off|pour(?:s|ed|ing) (?:cold water|scorn) (?:on|over)|hit(?:s|ting)? (?:out|back)(?: [a-z]+){0,3} at|lash(?:es|ed|ing) out at|t(?:akes?|ook|aking) issue with|t(?:akes?|ook|aking) exception to"
    r"|back(?:track|pedal|-pedal)(?:s|ed|ing|led|ling)? (?:on|from)|(?:brand|label|labell|derid|lampoon|denounc)(?:s|es|ed|ing)|back(?:s|ed|ing) away from|row(?:s|ed|ing) back (?:on|from)|walk(?:s|ed|ing) back(?: on)?|climb(?:s|ed|ing) down from|took back|tak(?:es|ing) back|revers(?:es|ed|ing)|distanc(?:es|ed|ing) (?:itself|himself|herself|themselves) from|disagree(?:s|d|ing)? with|counter(?:s|ed|ing))"
)
# A few plain words within one noun phrase: no clause, no cause.
_WITHIN = r"(?:(?!(?:that|who|which|and|but|after|when|because|where|while|as|caused|due|result|by|is|are|was|were) )[a-z'-]+ )"
BE = r"(?:(?:has|have|had) (?:since |now )?(?:proven|proved|turned out)(?: to be)?|is|are|was|were|has been|have been|had been|being|proved(?: to be)?|proves|turned out to be|turns out to be|remains|appears to be|amounts? to)(?: [a-z]+ly| simply| just| never)?"
BASELESS = (
    r"(?:(?:does|do|did|doesn't|don't|didn't)(?: not)? (?:[a-z]+ )?(?:correspond|reflect|match|answer|hold up|stand up|hold water|add up|square|tally|exist|come from)"
    r"|(?:has|have|had) (?:no|#)(?: [a-z]+)? (?:basis|foundation|source|truth|merit|substance|grounds?|justification|credibility)|(?:bears?|bore|has|have) (?:no|#|little) (?:relation|resemblance)"
    r"|cannot be (?:true|right|correct|relied|trusted)|(?:is|are|was|were) (?:not (?:borne out|supported|based|backed|ours)|at odds with))"
)
_ADJECTIVE = r"(?:misleading|false|fake|fabricated|bogus|erroneous|untrue|unfounded|baseless|malicious|inaccurate|incorrect|mistaken|wrong|exaggerated|inflated|spurious|fictitious|groundless)"
# Where the words of whoever denies begin: what follows is his own.
OWN = r"who said|who says|where|while|when|after|because|, and |as the|as its|, which|, in which|in which|although|though|despite|since|before|following|who put|and said|and says|and put|, saying|, adding|, stating|, insisting|, claiming|, putting|but "
# "called the 164 deaths on its channel a technical error": what follows the verb of naming
NAMED_FALSE = rf"(?: [a-z'-]+){{0,6}} # {_WITHIN}{{0,9}}(?:as )?(?:[\"“”] )?(?:[a-z]+ly )?{FALSE}(?!\S)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # "never gave such a figure as 164", "had not announced a toll of 164", "no figure of 164 was ever given"
        rf"(?<!\S)(?:never|not|n't|[a-z]+n't)(?: [a-z]+ly)? (?!confirm){_GAVE}(?: (?:any|such|a|an|the|this|that|out))* {_FIGURE}(?: of| as high as| like| such as| as) #",
        rf"(?<!\S)never(?: [a-z]+ly)? confirm(?:ed)?(?: (?:any|such|a|an|the|this|that))* {_FIGURE}(?: of| as high as| like| such as| as) #",
        r"(?<!\S)never(?: [a-z]+ly)? (?:announced?|confirm(?:ed)?|report(?:ed)?|said|say|stated?|claim(?:ed)?) (?:that )?(?:[a-z'-]+ ){0,3}#",
        rf"(?<!\S)(?:no|#)(?: such)? {_FIGURE}(?: of| as high as| like| such as| as) # {_WITHIN}{{0,8}}(?:was|were|has been|have been|had been)(?: ever)? {_GAVE}(?!\S)",
        rf"(?<!\S){_FIGURE} of # {_WITHIN}{{0,8}}(?:was|were|has|had)(?: been)? never(?: been)? {_GAVE}(?!\S)",
        rf"(?<!\S){_NAMING}{NAMED_FALSE}",
        rf"# {_WITHIN}{{0,9}}{BE} {_NAMING} (?:as )?(?:[a-z]+ly )?{FALSE}(?!\S)",
        # "the 164 deaths are not true", "the 164 dead do not correspond to reality"
        rf"# {_WITHIN}{{0,2}}?{_LOST} {_WITHIN}{{0,7}}(?:{_GAVE} (?:by|on|in) (?:[a-z'-]+ ){{1,6}}?)?(?:{BE} (?!an? (?:error|mistake|misunderstanding)|wrong|mistaken|in error|lies){FALSE}(?!\S)|{BASELESS})",
        rf"(?<!\S){FALSE} (?:to (?:say|claim|report|suggest) )?that (?:[a-z'-]+ ){{0,3}}#",
        r"(?<!\S)that # (?:[a-z'-]+ ){1,10}(?:is|was) (?:[a-z]+ly )?(?:not true|untrue|false|incorrect|a lie|nonsense|baseless|fabricated|without foundation)(?!\S)",
        rf"(?<!\S){TALK}(?: of| that| about)?(?: [a-z'-]+){{0,5}} # [^.;#]{{0,90}}?{BE} (?:denied|refuted|rejected|dismissed|disowned|disproved|debunked|retracted|withdrawn|taken back|disavowed|contradicted|walked back)(?!\S)",
        rf"(?<!\S)(?:denied|denies|denying|rejected|rejects|dismissed|dismisses|refuted)(?: [^.;#]{{0,30}})? {TALK} (?:(?! saying | adding | but )[^.;]){{0,160}}? and that #",
        rf"(?<!\S)contrary to (?:[a-z'-]+ ){{0,4}}?{TALK}(?: of| that| about| putting| saying)?(?: [a-z'-]+){{0,6}} #",
        rf"(?<!\S){_WRONGLY} (?:been )?{_GAVE}(?: [a-z'-]+){{0,6}}? #",
        rf"(?<!\S){TALK}(?: [^.;#]{{0,120}})? (?:put|puts|putting|placed|placing|giving|citing) [^.;#]{{0,120}}?# [^.;#]{{0,30}}?{BE} (?:[a-z]+ly )?{FALSE}(?!\S)",
        r"# (?:[a-z'-]+ ){0,4}?(?:was|were) (?:a |an |the |in |due to |published |given |reported |released |announced )*(?:[a-z]+ )?(?:error|mistake|typo|misprint|miscount|misunderstanding|miscommunication)(?!\S)",
        rf"(?<!\S)(?:and not|rather than|but not) # (?:[a-z'-]+ ){{0,3}}(?:as|that|which) (?:[a-z'-]+ ){{0,4}}{_GAVE}(?!\S)",
        r"(?<!\S)there (?:were|was|are|have been|had been|have never been) (?:no|not|never|no such|#) #",
        # "blasted rumours that 50 inmates perished", "took issue with a report that at least 112 were killed"
        rf"(?<!\S)(?:{DENY}|{SCORN}) (?:[\"“”'a-z-]+ ){{0,7}}?{TALK}(?: (?:(?!{OWN})[^.;]){{0,140}})? #",
        rf"(?<!\S){SCORN} (?:the |their |his |her |its )#",
        # "a misleading report that bandits had killed 40"
        rf"(?<!\S){_ADJECTIVE} (?:[a-z]+ ){{0,2}}?{TALK}(?: (?:(?!{OWN})[^.;]){{0,140}})? #",
        r"(?<!\S)(?:this|that|which|it) (?:replaces|supersedes|corrects) (?:the|an|our|its) (?:[a-z]+ ){0,2}(?:figure|toll|number|estimate|count|total) of #",
        # "300 children did not die"
        r"# (?:[a-z'-]+ ){0,4}?(?:did not|didn't|have not|haven't|had not|were not|weren't)(?: actually| in fact)? (?:die|died|perish|killed|dead|been killed)(?!\S)",
        # "has not found any basis for the figure of 1,000"
        rf"(?<!\S)(?:not|n't|never)(?: yet)? (?:found|find|seen|see) (?:any|a) (?:[a-z]+ )?(?:basis|evidence|support|proof|grounds) (?:for|of) (?:[a-z]+ )?{TALK}(?: (?:(?!{OWN})[^.;#]){{0,60}})? #",
        # "has deleted an earlier post which said 50 people had died"
        r"(?<!\S)(?:deleted|removed|retracted|withdrawn|taken down|took down|pulled) (?:an?|the|our|its|his|her|that|this) (?:[a-z]+ ){0,3}?(?:post|message|report|story|article|tweet|statement|figure|claim|item|video|publication)(?: [^.;#]{0,80}?)? #",
        # "26 had died rather than the 29 it announced"
        r"(?<!\S)(?:instead of|rather than|as opposed to) (?:the |some |about )?#(?! (?:[a-z'-]+ ){0,4}(?:reported|given|announced|claimed|published) by)",
        # "16 and not 24 or 20 as reported"
        r"(?<!\S)not # or (?:even )?#",
        rf"(?<!\S){SCORN} (?:[\"“”'a-z-]+ ){{0,8}}?who (?:had |have |has )?(?:claim|alleg|spread|report|assert|insist)\w*(?: (?:(?!{OWN})[^.;#]){{0,60}})? #",
        # "there is no truth in reports of 30 dead", "no basis for the figure of 30"
        rf"(?<!\S)(?<!gave )(?<!given )(?<!giving )(?<!offered )(?<!provided )(?<!cited )(?:no|not an ounce of|not a shred of|not a grain of|not a word of|#)(?: [a-z]+)? (?:truth|substance|basis|foundation|merit|veracity|credence|grounds)(?: whatsoever)? (?:in|to|for|behind) (?:(?!{OWN})[^.;#]){{0,90}}?#",
        rf"(?<!\S){TALK}(?: of| that| about| on| saying| put at)?(?: [a-z'-]+){{0,5}} #(?: [^.;]{{0,110}}?)? {BASELESS}",
        # "17 is wrong", "the 17 is not correct"
        r"(?<!\S)# (?:[a-z'-]+ ){0,1}?(?:is|was|are) (?:[a-z]+ly |simply |just )?(?:wrong|false|incorrect|inaccurate|untrue|not true|not correct|not right|a lie|nonsense|exaggerated|a mistake|too high)(?!\S)",
        r"(?:^|[\"“.] |please )forget(?: about)? (?:the|that|this) # ?(?![a-z])",
        rf"(?<!\S)(?:ignore|disregard|discard|delete) (?:[a-z'-]+ ){{0,4}}?{TALK}(?: of| about| that)? (?:[a-z'-]+ ){{0,3}}?#",
        rf"(?<!\S)(?:claims?|claimed|reports?|reported|told|lied|lying|boasted|alleg\w+) (?:[a-z'-]+ ){{0,6}}?# [^.;#]{{0,60}}? , (?:which|that|this) (?:is|was) (?:[a-z]+ly )?{FALSE}(?!\S)",
    )
)
_EVENT = r"(?:attacks?|assaults?|(?:air ?|drone )?strikes?|raids?|bombings?|blasts?|explosions?|shelling|massacres?|shootings?|fires?|blazes?|crash(?:es)?|accidents?|clashes|incidents?|operations?|ambush(?:es)?|collisions?|killings?|offensives?|protests?|riots?|poisonings?|crackdowns?|collapses?)"
# "denied responsibility for the 30 deaths", "denied the attack in which 30 died": what is denied is not the figure
_OTHER_THINGS = re.compile(
    r"(?<!\S)(?:denied|denies|deny|denying|rejected|rejects|reject|rejecting|dismissed|dismisses|disputed|disputes|refuted|refutes|condemn(?:s|ed|ing)|criticis(?:es|ed|ing)|slam(?:s|med)|blast(?:s|ed))"
    r" (?:(?:(?:any|the|all|these|those|such|as|baseless|accusations|allegations|claims|reports|suggestions) ){0,4}(?:that )(?:[a-z'-]+ ){1,6}(?:responsible|to blame|behind|involved|negligent|complicit|at fault)"
    r"|(?:(?!reports?|claims?|figures?|numbers?|that )[a-z'-]+ ){0,4}?(?:responsibility|blame|involvement|guilt|wrongdoing|complicity|liability|negligence|role|part|fault|culpability"
    r"|access|entry|bail|calls|demands|appeals?|requests?|criticism|accusations|an? inquiry))"
    rf"(?: (?!(?:{TALK}|that) )[a-z'-]+){{0,12}}(?: ,)?(?: (?!(?:{TALK}|that) )[a-z'-]+){{0,9}} #"
    rf"|(?<!\S)(?:{DENY})(?: (?!{TALK}(?!\S))[a-z'-]+){{0,14}}? {_EVENT}(?: (?!{TALK}(?!\S))[a-z'-]+){{0,6}}?(?: ,)?(?: in| during| of)? (?:that|which|where)(?: (?!{TALK}(?!\S))[a-z'-]+){{0,12}} #"
)


_RELATIVE = re.compile(r"(?<!\S)(?:, )?(?:in |during |of )?(?:which|where|that)(?!\S)")


def denied(line: str, start: int) -> bool:
    """True where the words of a sentence deny the number at `start` of its line."""
    return any(first <= start < last for first, last in _spans(line)[0])


def spared(line: str, start: int) -> bool:
    """True where something about the dead is denied, but not their number."""
    return any(first <= start < last for first, last in _spans(line)[1])


def other_things(line: str, start: int) -> int:
    """Where the relative clause begins of what else is denied from `start` on ("…, in which 30 died"); 0 for none."""
    for match in _OTHER_THINGS.finditer(line, max(0, start - 40)):
        relative = _RELATIVE.search(line, match.start(), match.end())
        if relative and match.end() > start:
            return relative.start()
    return 0


@lru_cache(maxsize=8)
def _spans(line: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where a line denies figures, and where it denies something else: once for all numbers of the line."""
    denials = tuple(match.span() for pattern in _PATTERNS for match in pattern.finditer(line))
    return denials, tuple(match.span() for match in _OTHER_THINGS.finditer(line))
