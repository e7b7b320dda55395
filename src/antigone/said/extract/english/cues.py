"""The words that tell who speaks: verbs of saying, "according to", citing, where figures came from."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from dataclasses import dataclass

from antigone.said.claim import Stance
from antigone.said.extract.english import words
from antigone.said.extract.english.denials import DENY, FALSE, NAMED_FALSE, SCORN, TALK
from antigone.said.extract.language import Voice

NAMING = words.word_set("called calls described describes labelled labeled branded denounced termed")
_SAY = (
    "said|says|say|told|tells|added|adds|explained|explains|stressed|noted|notes|confirmed|confirms|confirm|announced|announces"
    "|reported|reports|report|stated|states|clarified|declared|acknowledged|admitted|admits|warned|warns|insisted|insists|insist|estimated"
    "|estimates|estimate|revealed|disclosed|wrote|writes|tweeted|posted|informed|responded|replied|commented|testified|affirmed|affirms|affirm"
    r"|believes|believe|believed(?= that(?!\S))|thought(?= that(?!\S))|released(?= (?:the|a list of)(?: [a-z]+)? names)|fears|fear|alleged|alleges|allege|recounted|recalled|emphasised|emphasized|underlined|specified|indicated|indicates"
    "|maintains|maintain|contends|contended|contend|charged(?= that)|charge(?= that)|accused(?= (?:[a-z'-]+ ){1,8}?of )|accuses(?= (?:[a-z'-]+ ){1,8}?of )|(?:submitted|presented|circulated|handed over)(?= (?:a|its|their) lists? of)|giving(?= (?:a|the) (?:death )?toll)|concluded|concludes|shows|showed|show|suggests|suggested|claims|claimed|claim|maintained|put|puts|gave|gives|quoted|announce"
    "|denied|denies|deny|refuted|refutes|rejected|rejects|reject|dismissed|dismisses|withdrew|withdraws|contradicted|contradicts|contested|debunked|debunks|repudiated|disowned|disputed|questioned|retracted|corrected|revised|updated|published|compiled|documented"
    "|recorded|counted|counts|registered|identified|verified|tallied|listed|logged|concede|conceded|learnt|learned|briefed|asserted|assured|cited|observed|acknowledge|acknowledges|admit|recognise|recognize|doubts|doubt|disputes|contests|questions"
    "|gathered information|collected information|received information|received reports|issued a statement|released a statement|put out a statement|published a statement|called it|called this|called that|called them|declined to|declines to|refused to|refuses to|know of|knows of|spoken of|spoke of|speaks of|talked of|speculated|speculates|reckons|reckoned|cautioned|pleaded|remarked|expects|expect|predicts|predicted|projects|projected|calculates|calculated|has records of|have records of|raises|raised|raise|lowers|lower|lowered|revise|revises|reduced|reduces|increased|increases|amended|pegged|pegs|placed|places|upped|downgraded|slashed|trimmed|scaled back|scaled down"
    rf"|(?:{DENY})(?= )|{SCORN}(?= (?:[\"“”'a-z-]+ ){{0,7}}?(?:{TALK}|#)(?!\S))|(?:lower(?:ed|s)|cut|slashed|reduced|revised)(?= by # )|(?:cut|cuts|brought down|brings down|brought|brings|adjusted|adjusts)(?= (?:[a-z]+ ){{0,4}}?(?:toll|tally|number of (?:[a-z]+ ){{0,2}}(?:dead|deaths|victims))(?!\S))|(?:stuck|sticks|stick|stood|stands|stand) (?:to|by)(?= (?:its|the|their|his|her) (?:[a-z]+ ){{0,2}}(?:count|figure|toll|number|tally|estimate)s?(?!\S))|(?:(?<=is )|(?<=are )|(?<=were )|(?<=was )|(?<=been )|(?<=only )|(?<=now )|(?<=still )|(?<=currently )|(?<=also ))(?:reporting|disputing|denying|rejecting|dismissing|refuting|claiming|estimating|insisting)(?= )|correct(?= (?:[a-z'-]+ ){{0,6}}?(?:toll|figure)s?(?!\S))|tell|determined(?= that(?!\S))|agreed?(?= that(?!\S))|reiterate[sd]?(?= (?:that|the)(?!\S))|read(?= (?:[a-z]+ ){{0,3}}(?:a list|the (?:names|list)|names)(?!\S))|(?:lamented|mourned|deplored)(?= the (?:[a-z]+ )?(?:deaths?|loss|killing))|(?:apologi[sz]e[sd]?)(?= for )|found(?= (?:that|[.,])(?!\S))|adamant(?= that(?!\S))|recant(?:ed|s)|(?:names|named)(?= (?:the|a) (?:number|figure))"
    rf"|(?:{'|'.join(sorted(NAMING))})(?={NAMED_FALSE}| (?:it|them|this|that|(?:the|these|those|such) [a-z]+) (?:as )?{FALSE}(?!\S))"
)
VERBS = re.compile(
    rf"(?<!\S)(?:(?:has|have|had|was|is|also|later|earlier|further|then|previously|not|only|now|continue to|continues to|continued to|officially|so far|thus far|initially|first|repeatedly|separately|generally|broadly|widely) )*(?P<verb>{_SAY})(?!\S)"
)
VERB_STANCE = {
    "denied": Stance.DENIES,
    "denies": Stance.DENIES,
    "deny": Stance.DENIES,
    "refuted": Stance.DENIES,
    "rejected": Stance.DENIES,
    "dismissed": Stance.DENIES,
    "disputed": Stance.DENIES,
    "retracted": Stance.DENIES,
    "rejects": Stance.DENIES,
    "reject": Stance.DENIES,
    "dismisses": Stance.DENIES,
    "refutes": Stance.DENIES,
    "withdrew": Stance.DENIES,
    "contradicted": Stance.DENIES,
    "contradicts": Stance.DENIES,
    "contested": Stance.DENIES,
    "contests": Stance.DENIES,
    "debunked": Stance.DENIES,
    "debunks": Stance.DENIES,
    "repudiated": Stance.DENIES,
    "disowned": Stance.DENIES,
    "withdraws": Stance.DENIES,
    "questioned": Stance.DOUBTS,
    "disputes": Stance.DENIES,
    "doubts": Stance.DOUBTS,
    "doubt": Stance.DOUBTS,
    "questions": Stance.DOUBTS,
    **dict.fromkeys(("disputing", "denying", "rejecting", "dismissing", "refuting"), Stance.DENIES),
    **dict.fromkeys(
        ("disavowed", "disavows", "rebuffed", "rebuffs", "recanted", "recants", "rebutted", "rebuts"), Stance.DENIES
    ),
}
ACCORDING = re.compile(
    r"(?<!\S)(?:according (?:both )?to|(?:by|in|on) (?:the|an?) (?:[a-z]+ ){0,2}(?:account|count|estimate|reckoning|figures|data) (?:of|by)|as reported by|as told by|in the words of|as stated by|per|as (?:quoted|cited|reported) in|as quoted by|quoted by|cited by"
    rf"|confirmed by|(?:documented|recorded|tallied) by|(?:figure|number|toll|count|estimate) attributed to|(?:announced|reported|given|released)(?: (?:previously|earlier|initially|yesterday|first))? by|(?:revised|lowered|raised) by|issued by|provided by|published by|compiled by|(?:tally|count|toll|list|database) (?:kept |compiled |maintained )?by|(?P<denied>(?:denied|refuted|rejected|dismissed|retracted|withdrawn|taken back|disowned|debunked)(?: as {FALSE})? by)|figures from|data from|estimates from|a statement from|a statement by|said to be from)(?!\S)"
)
CITING = re.compile(
    r"(?<!\S)(?:citing|quoting|quotes|quoted|cites|cited|with reference to|referring to|in reference to|which cites?|which quotes?|who cites?|who quotes?|that cites?|with a reference to)(?!\S)"
)
REFERS = re.compile(CITING.pattern.replace("citing|", "citing|refers to|refer to|referred to|relies on|relied on|", 1))
AS_SAYING = re.compile(r"(?<!\S)(?:as (?:saying|telling|stating)|saying)(?!\S)")
CAME_FROM = re.compile(
    r"(?:this|that|it|the (?:figure|figures|number|numbers|toll|data|information|news|count|tally|update|death toll|announcement))(?: \S+){0,2}?"
    r" (?:was|were|is|are|has been|have been|came|comes) ?(?:\S+ly )?(?P<cue>reported|announced|confirmed|released|given|provided|published|stated|disclosed|revealed|from|said|told)?"
)
ORIGIN = re.compile(
    r"(?:the|this|these|such) (?:information|figures?|numbers?|data|news|statistics|report|toll|count)(?: (?:allegedly|reportedly|supposedly|purportedly|apparently))?"
    r" (?:came|comes|originated|originates|was obtained|were obtained|stems|stemmed) from "
)
CARRIED = re.compile(
    r"(?:the|this|these|such) (?:information|figures?|numbers?|data|statistics|toll|count|statement)(?: ,)? (?:which (?:was|were) |was |were )?"
    r"(?:reported|published|carried|broadcast|released|aired|posted) (?:on|by|in) "
)
OFFICIAL = re.compile(
    r"(?<!\S)(?:the|an?|that|this) (?:previous |earlier |latest |current |last |provisional |first )?(?P<what>official) (?:(?:death|casualty) )?(?:toll|count|tally|figure|death count|#)(?!\S)"
)
BESIDE_OFFICIAL = re.compile(
    r"(?<!\S)(?:as against|than|contradicting|above|exceeding|beyond|below|against|compared (?:to|with)) (?:the|an?)"
    r" (?P<what>official) (?:[a-z]+ )?(?:toll|figure|count|tally|number|claim)(?: of| that)?(?: [a-z]+)? #(?!\S)"
)
WHOSE = re.compile(
    r"(?<!\S)(?P<who>[a-z-]+)'s (?:[a-z]+ ){0,2}?(?:(?:death|casualty) )?(?:toll|tally|count|figures?|estimates? of)(?!\S)"
)
WEAK = words.word_set(
    """
    put puts gave gives published compiled documented recorded counted counts registered identified verified
    tallied listed logged claims claimed claim report reports reported shows showed show fear fears believe
    believes confirm confirmed quoted estimate estimates updated revised corrected cited observed suggests
    suggested learnt learned confirms posted lower lowers lowered raise raised raises revise revises reduced reduces increased increases amended
    upped downgraded slashed trimmed pegged pegs placed places
    """
)
PRESENT = words.word_set(
    """
    says say reports report adds notes states confirms confirm announces explains estimates believes warns
    insists tells affirm affirms writes shows raises alleges claims
    """
)
NOT_BEFORE = words.word_set(
    """
    to of the a an for and by their its such these those this no
    """
)
CLAUSE_WORDS = words.word_set(
    """
    that while when because but as after before where although though
    """
)
OPENINGS = words.word_set(
    """
    too meanwhile earlier however later separately today yesterday also moreover recall once asked speaking citing
    addressing
    """
)
SCORNS = re.compile(SCORN)
# What is rejected is a wish, and nobody's words follow: "rejected calls", "denied bail".
WISHES = re.compile(
    r"(?:[a-z'-]+ ){0,3}?(?:demands?|calls|requests?|appeals?|bail|criticism|resignation|petitions?|motions?|entry|access|offers?|proposals?)(?!\S)"
)
FIGURED = re.compile(
    rf"(?<!\S)(?:{TALK}|deaths?|dead|died|killed|casualties|victims)(?!\S)|^(?:it|them|this|that|these|those)(?! (?:he|she|it|they|the|there|any|its|his|her)(?!\S))(?!\S)"
)
NOUNS_TOO = frozenset(
    (
        "reports",
        "estimates",
        "claims",
        "counts",
        "report",
        "claim",
        "estimate",
        "count",
        "fear",
        "doubt",
        "show",
        "update",
    )
)
TOLD = frozenset(("told", "tells", "informed", "briefed"))
ENDS = frozenset((";", ".", "!", "?", ":"))
QUOTES = frozenset('"“”«»')
STOP_RIGHT = frozenset((";", ".", "!", "?", "—", "–", ")")) | QUOTES


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its voices; `side` is `before` (speaker, then words) or `after` (words, then speaker)."""

    first: int
    last: int
    voices: tuple[Voice, ...]
    side: str
    subject: int
    until: int
    verb: str = ""
    date_words: str = ""
    owned: bool = False  # "her volunteers had logged": whose they are has spoken
