"""The words of denial: verbs of denial and scorn, what is false, what has no ground, what was told."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re

from antigone.said.extract.english.words import word_set

FALSE = (
    r"(?:not true|untrue|false|a falsehood|falsehoods?|total falsehood|fake|a fake|fabricated|(?:an? )?(?:pure |sheer |total |complete )?fabrications?|wrong|incorrect|inaccurate|erroneous|baseless|unfounded|groundless|a (?:blatant |outright |barefaced |downright )?lie|lies|misinformation"
    r"|disinformation|a hoax|hoaxes|(?:a |the result of a )?(?:technical|clerical|typing|reporting|counting|calculation|keying) (?:error|mistake)|(?:an|in) error|a mistake|published by mistake|invented|an invention|mistaken|a miscommunication|a misunderstanding"
    r"|too much|(?:a )?(?:gross )?(?:miscalculation|miscount)s?|fictitious|fictional|without (?:any )?(?:foundation|basis|merit|substance)|nonsense|rubbish|bogus|phoney|phony|spurious|bunkum|hogwash|preposterous|ludicrous|laughable|outlandish|far-fetched|fanciful|malicious|mischievous|sensationali[sz]ed|exaggerated|an exaggeration|exaggerations?|(?:grossly|greatly|wildly|vastly|hugely|highly) (?:exaggerated|inflated)|inflated|overstated|overblown|over-exaggerated|(?:far |much )?too high(?! an?(?!\S)| for)"
    r"|fake news|(?:pure |enemy |rebel |black |mere |cheap )*propaganda|slander|fiction|pure fiction|a figment of (?:the|their|his|her|someone's) imaginations?|not (?:correct|accurate|the case|right|credible|factual|genuine|authentic)|(?:mere |pure |wild )?speculation|conjecture|guesswork|absurd|ridiculous|(?:taken |plucked )?out of thin air|made up(?! of)|made-up|concocted|cooked up|misleading|(?:a |mere |just |only )?rumou?rs?"
    r"|far from (?:the )?(?:truth|reality|true|accurate)|(?:wide|well wide|way off) (?:of )?the mark|devoid of (?:any |all )?(?:truth|basis|foundation|substance|merit)|unsubstantiated|discredited|implausible|(?:wildly|way|far|widely) off(?: the mark)?|an? (?:fairy ?-? ?tales?|fantasy|provocation|canard|smear|travesty)|fairy tales?|fantasy|fantasies|(?:an? )?inventions?|products? of (?:an? |the )?(?:[a-z]+ )?(?:imagination|fantasy))"
)
_FIGURE = r"(?:(?:death |casualty |body )?(?:figures?|numbers?|tolls?|counts?|tally|totals?|estimates?))"
TALK = rf"(?:{_FIGURE}|(?:media |press |news |local |social )?(?:reports?|claims?|information|data|news|rumou?rs?|allegations?|statements?|accounts?|assertions?|suggestions?|speculation|talk|stories|story|posts?|messages?|lists?|coverage|narratives?))"
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
# Verbs of making a figure larger than it is.
INFLATE = r"(?:exaggerat(?:es|ed|ing|e)|inflat(?:es|ed|ing|e)|overstat(?:es|ed|ing|e)|overestimat(?:es|ed|ing|e)|overcount(?:s|ed|ing)|fabricat(?:es|ed|ing|e)|falsif(?:ies|ied|ying|y)|misreport(?:s|ed|ing)|misstat(?:es|ed|ing)|(?:lied|lying|lies) about)"
# A few plain words within one noun phrase: no clause, no cause.
_WITHIN = r"(?:(?!(?:that|who|which|and|but|after|when|because|where|while|as|caused|due|result|by|is|are|was|were) )[a-z'-]+ )"
BASELESS = (
    r"(?:(?:does|do|did|doesn't|don't|didn't)(?: not)? (?:[a-z]+ )?(?:correspond|reflect|match|answer|hold up|stand up|hold water|add up|square|tally|exist|come from)"
    r"|(?:has|have|had) (?:no|#)(?: [a-z]+)? (?:basis|foundation|source|truth|merit|substance|grounds?|justification|credibility)|(?:bears?|bore|has|have) (?:no|#|little) (?:relation|resemblance)"
    r"|turned out to (?:come|stem) from|cannot be (?:true|right|correct|relied|trusted)|(?:is|are|was|were) (?:not (?:borne out|supported|based|backed|ours)|at odds with))"
)
ADJECTIVE = r"(?:misleading|false|fake|fabricated|bogus|erroneous|untrue|unfounded|baseless|malicious|inaccurate|incorrect|mistaken|wrong|exaggerated|inflated|spurious|fictitious|groundless)"
# "called the 164 deaths on its channel a technical error": what follows the verb of naming
NAMED_FALSE = rf"(?: [a-z'-]+){{0,6}} # {_WITHIN}{{0,9}}(?:as )?(?:[\"“”] )?(?:[a-z]+ly )?{FALSE}(?!\S)"
_ADV = r"(?: (?:[a-z]+ly|also|now|later|ever|even|yet|since|all|both|both|never|simply|just|again|quickly|soon|too|likewise|equally|indeed|therefore|altogether|quite))?"
_BE = rf"(?:is|are|was|were|been|being|isn't|aren't|proved|proves|proven|turned out|turns out|remains|appears|seems|looks)(?: to be)?{_ADV}{_ADV}"
_NEG = r"(?:never|not|[a-z]+n't|neither|nor)"
_GAVE = (
    r"(?:gave|given?|giving|issued?|published?|publish|released?|provided?|announced?|announce|stated?|state|cited?|cite|quoted?|quote|mentioned?|mention|put out|put forward|put"
    r"|circulated?|supplied|supply|said|say|says|saying|spoke of|spoken of|speak of|talked of|claimed?|claim|made|make|compiled?|collected?)"
)
_NAMING = r"(?:call(?:s|ed|ing)?|describ(?:es|ed|ing|e)|dismiss(?:es|ed|ing)|label(?:s|led|ed|ling|ing)|brand(?:s|ed|ing)|denounc(?:es|ed|ing)|term(?:s|ed|ing)|declar(?:es|ed|ing)|ruled|deem(?:s|ed)|characteri[sz](?:es|ed|ing)|slamm(?:ed|ing)|slams|derid(?:es|ed|ing)|reject(?:s|ed|ing)|consider(?:s|ed)?)"
_DENY_BASE = "deny|dismiss|debunk|reject|retract|withdraw|dispute|contest|repudiate|rebut|refute|dispel|disprove|contradict|disown|disavow"
_NOTHING = r"(?:no|#|not an ounce of|not a shred of|not a grain of|not a word of|not an iota of|little|any|nothing)"
_TRUTH = r"(?:truth|substance|basis|foundation|merit|veracity|credence|grounds|justification)"
_PROOF = r"(?:evidence|proof|confirmation|knowledge|record)"
_SHEER = r"(?:pure|sheer|total|complete|mere|utter|outright|blatant|plain|absolute)"
_UNTRUE = r"(?:(?<!impossible )(?:not true|(?:is|was)n't true|untrue|not the case|a lie|lies|nonsense)|(?<=it is )(?:simply |plainly )?(?:false|wrong|incorrect|absurd|ridiculous|inaccurate|misleading)|(?<=it was )(?:false|wrong|incorrect|absurd|ridiculous|inaccurate|misleading)|(?<=it )(?:false|wrong|incorrect|absurd|ridiculous|inaccurate|misleading)|false(?= that))"
_WRONGLY = r"(?:wrongly|mistakenly|erroneously|falsely|incorrectly|inaccurately|by mistake|in error|prematurely)"
# By the side of the object: `right` after the words, `left` before them, `between` verb and complement.
DENIERS = re.compile(
    r"(?<!\S)(?:"
    rf"(?P<passive>{_BE} (?![a-z]+ing )(?:{DENY}|{SCORN}|{INFLATE}|refute|taken back|called into question|walked back)(?!\S)(?! (?:that|having|responsibility|entry|access|bail)(?!\S)))"
    rf"|(?P<false>{_BE} (?:[a-z]+ly )?(?:an? )?(?:{_SHEER} )?(?:{FALSE})(?!\S)(?! (?:that|to|hope|alarm|alarms|claims?|reports?|figures?|numbers?|tolls?)(?!\S)))"
    rf"|(?P<clause>{_UNTRUE} (?:that|to (?:say|claim|report|suggest|think|speak of|imply))(?!\S))"
    rf"|(?P<ends_false>(?:{FALSE})(?= , (?:[a-z'-]+ ){{0,3}}(?:says|say|said)(?!\S)|$))"
    rf"|(?P<baseless>{BASELESS}(?!\S))"
    rf"|(?P<unpublished>{_BE} {_NEG}(?: been)? {_GAVE}(?!\S))"
    rf"|(?P<give>(?:(?:should|ought) not (?:to )?have (?:been )?(?:published|released|given|issued|announced|cited|used)|{_NEG}{_ADV} (?:confirmed (?=(?:a|any|such|the)(?!\S))|reported (?=(?:a|any|such) )|{_GAVE}))(?!\S)(?! how (?:many|much)))"
    rf"|(?P<truth>(?<!gave )(?<!given )(?<!giving )(?<!offered )(?<!provided )(?<!cited )(?<!presented )(?<!produced )(?<!put forward )(?:{_NOTHING}(?: [a-z]+)? {_TRUTH}(?: whatsoever| at all| exists?)? (?:in|to|for|behind|of)|(?:find|finds|found|saw|seen|see|have|has|had|with) (?:{_NOTHING}|{_NEG} any)(?: [a-z]+)? {_PROOF}(?: whatsoever| at all)? (?:of|for|to (?:support|back|back up|corroborate|confirm|bear out|suggest)|that)|(?:no|#) {_PROOF} (?:supports?|supported|backs?|backed|corroborates?|shows?|suggests?)|(?:find|finds|found|saw|seen|see|have|has|had) {_NOTHING} to (?:support|back|corroborate|confirm|bear out)|{_NEG} (?:found|find|seen|see|have|has) any (?:{_TRUTH}|{_PROOF}) (?:for|of|in|to|that))(?!\S))"
    r"|(?P<contrary>contrary to|in contradiction to|nowhere(?: near)?(?= #)|nothing like|the opposite of)(?!\S)"
    rf"|(?P<wrongly>(?:made (?:an? )?(?:mistake|error)s? (?:when|in|by) (?:it |he |she |they )?(?:had )?(?:announc|report|say|said|put|stat|giv|gave)[a-z]*|correct(?:ed|s|ing) (?:an?|the|its|his|her|their) (?:[a-z]+ )?(?:statement|report|story|post|claim)(?= (?:in which|that|which|saying))|{_WRONGLY} (?:been )?(?:reported?|reporting|stated|stating|said|saying|claimed|claiming|announced|announcing|given|gave|giving|published|put|putting|listed|listing|counted|added|included|attributed|recorded|registered)|apologi[sz](?:ed|es|ing) for (?:{_WRONGLY} )?(?:having (?:given|said|reported|announced|put|published|claimed|stated)|saying|reporting|claiming|publishing|stating|announcing|putting)|(?:deleted|removed|taken down|took down|pulled) (?:an?|the|its|our|his|her|their)(?=(?: [a-z]+){{0,3}} (?:post|tweet|message|report|story|article|video|statement|entry|publication))))(?!\S)"
    r"|(?P<forget>(?<!never )(?<!not )(?<!not to )(?:forget|ignore|disregard|discard)(?: about)?(?: the| that| this)?(?!\S)|(?:replac|supersed)(?:es|ed|ing)(?!\S)|(?:went|goes|gone|going) back on(?!\S)|(?:makes?|made|making) (?:an? )?u-turn on(?!\S))"
    rf"|(?P<lies>(?:spread(?:s|ing)?|peddl(?:es|ed|ing)|circulat(?:es|ed|ing)|disseminat(?:es|ed|ing)|invent(?:s|ed|ing)) (?:[a-z]+ )?(?:lies|rumou?rs|falsehoods|fake news|disinformation|misinformation|hoaxes) (?:about|of|that)(?!\S))"
    rf"|(?P<false_report>{ADJECTIVE} (?=(?:(?!the |an? |its |their )[a-z'-]+ )?(?:reports?|claims?|information|rumou?rs?|allegations?|news|figures?|numbers?|posts?|tweets?|messages?|stor(?:y|ies)|statements?)(?!\S)))"
    rf"|(?P<naming>{_NAMING}(?= [^.;:]{{0,160}}?(?:{FALSE})(?!\S)))"
    r"|(?P<disown>(?:(?:do|does|did|would|could|can|will) not|don't|doesn't|didn't|cannot|can't|couldn't) (?:accept|recogni[sz]e|endorse|agree with|stand by|subscribe to|vouch for|trust|buy)|apologi[sz](?:ed|es|ing) for|(?:was|is|were|are) not the source of)(?!\S)"
    rf"|(?P<inflate>(?:{INFLATE}))(?!\S)"
    rf"|(?P<deny>(?<!nor )(?<!reason to )(?<!refused to )(?<!declined to )(?<!grounds to )(?:{DENY}|(?:(?<!reason )(?<!refused )(?<!declined )(?<!grounds )to|will|would|can|could|must|we|they|i|strongly|firmly|categorically|totally|flatly|completely|utterly) (?:{_DENY_BASE})))(?!\S)"
    rf"|(?P<scorn>(?:{SCORN}))(?!\S)"
    r")"
)
# Without one of these a line denies nothing: asked first, since few lines do.
MAY_DENY = re.compile(
    r"(?<!\S)(?:den[iy]|refut|reject|dismiss|contra|contest|debunk|disown|retract|with[dh]r|repudiat|disput|disavow|dispel|rebu|recant|disprov|slam|blast|rubbish|trash|scotch|quash|quell|ridic|mock|scoff|challeng|discount|decr|condemn|criticis|downplay|play|knock|sho[ou]|brush|wav|laugh|shrug|pour|hit|lash|t(?:akes?|ook|aking|aken) (?:issue|exception|back)|back|row|walk|climb|revers|distanc|disagree|counter|brand|label|derid|lampoon|denounc"
    r"|exagg|inflat|over(?:st|est|co|bl|-ex)|fabric|falsif|fals|misreport|misstat|lied|lying|lies?(?!\S)"
    r"|not(?!\S)|never|neither|nor(?!\S)|cannot|nothing|nowhere|opposite|little|no (?:truth|substance|basis|foundation|merit|veracity|credence|grounds|justification|evidence|proof|confirmation|knowledge|record)|# (?:[a-z]+ )?(?:truth|substance|basis|foundation|source|merit|veracity|credence|grounds?|justification|credibility|evidence|proof|confirmation|knowledge|record|relation|resemblance|to)"
    r"|untrue|fake|wrong|incorrect|inaccur|erron|baseless|unfound|groundless|mis(?:inf|com|und|cal|cou|lead|chie|tak)|disinf|hoax|technical|clerical|typing|reporting|counting|calcul|keying|error|in error|by mistake|published|invent|fict|without|nonsense|bogus|phon|spurious|bunk|hog|prepost|ludic|outland|far from|fanc|fairy|fantas|wildly|malic|sensation|too (?:high|much)|propag|slander|figment|specul|conj|guess|absurd|out of thin|made[ -]up|concoct|cooked|rumou?r|wide of|well wide|way off|devoid|unsubst|discred|imposs|implaus"
    r"|premature|spread|peddl|circulat|disseminat|made (?:an? )?(?:mistake|error)|correct|apolog|delet|remov|taken down|took down|pulled|forget|ignor|disregard|discard|replac|supersed|went back|goes back|going back|gone back|makes? (?:an? )?u-turn|made (?:an? )?u-turn|making (?:an? )?u-turn|turned out|bears?(?!\S)|bore|as (?:for|regard)|accounts? for|(?:is|are|was|were) (?:at odds|being [a-z]+ed))"
    r"|n't(?!\S)"
)
# What stands against a figure by itself, without an object to look for.
AGAINST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\S)(?:no|#)(?: such)? (?:(?:death |casualty |body )?(?:figures?|numbers?|tolls?|counts?|totals?|estimates?))(?: of| as high as| like| such as| as) # [^.;#]{{0,60}}?(?:was|were|has been|have been|had been)(?: ever)? (?:confirmed|{_GAVE})(?!\S)",
        rf"(?:^|[.:,] )that # (?:[a-z'-]+ ){{1,10}}(?:is|was) (?:[a-z]+ly )?(?:{FALSE})(?!\S)",
        r"# (?:[a-z'-]+ ){0,4}?(?:was|were) (?:a |an |the |in |due to |published |given |reported |released |announced )*(?:[a-z]+ )?(?:error|mistake|typo|misprint|miscount|misunderstanding|miscommunication)(?!\S)",
        r"(?<=# )(?:[a-z'-]+ ){0,6}(?:, |and |but )not the #(?! (?:[a-z]+ ){0,2}(?:reported|given|announced|published|stated|claimed) by)",
        r"(?<=# )(?:[a-z'-]+ ){0,8}[,–—-] (?:and |but )?not # (?:[a-z'-]+ ){0,3}(?:and # (?:[a-z'-]+ ){0,3})?(?:, )?as (?:[a-z'-]+ ){0,5}(?:claim|report|stat|said|announc|assert|alleg)",
        r"# (?:[a-z'-]+ ){1,8}(?:counted|listed|recorded|added|attributed|put down|registered|included|entered|blamed)(?: [a-z'-]+){0,5} (?:by mistake|in error|wrongly|mistakenly)(?!\S)",
        rf"(?<!\S)(?:and not|but not) # (?:[a-z'-]+ ){{0,3}}(?:as|that|which) (?:[a-z'-]+ ){{0,4}}{_GAVE}(?!\S)",
        r"(?<!\S)there (?:were|was|are|have been|had been|have never been) (?:no|not|never|no such|#) #",
        rf"(?<!\S)(?:claims?|claimed|reports?|reported|told|lied|lying|boasted|alleg\w+) (?:[a-z'-]+ ){{0,6}}?# [^.;#]{{0,60}}? , (?:which|that|this) (?:is|was) (?:[a-z]+ly )?(?:{FALSE})(?!\S)",
        r"(?:weren't|wasn't|were not|was not|aren't|are not|not)(?: (?:the|an?) (?:[a-z]+ ){0,3}(?:figure|toll|number|estimate|total)s? of)? #(?: (?:[a-z]+ ){0,3}or (?:even )?#)?(?! ?(?:[a-z]+ ){0,3}as (?:previously|earlier|first|initially))",
        rf"# (?:[a-z'-]+ ){{0,4}}[,–—-] (?:that's|that is|this is|it's|it is) (?:just |simply )?(?:an? )?(?:{FALSE})(?!\S)",
        rf"# , [a-z' ]{{3,24}} , (?:is|are|was) (?:[a-z]+ly |far )?(?:{FALSE}|too many)(?!\S)",
        r"# (?:[a-z'-]+ ){1,12}(?:made (?:it|this|that|them) (?:all )?up|(?:the|a|this) (?:story|tale) (?:was|is) (?:invented|made up))(?!\S)",
        r"(?<!\S)(?:never|not) (?:[a-z]+ly )?(?:came|come|amounted|amount|reached|reach|rose|got|add up|added up|climbed)(?: to)?(?: anywhere near)? #(?: ,? ?#| (?:or|and)(?: even)? #){0,3}(?= )",
        r"# (?:[a-z'-]+ ){0,4}?(?:did not|didn't|never) (?:die|died|perish|perished|lose)(?!\S)",
    )
)


INSTEAD_OF = re.compile(
    r"(?<=# )(?:[a-z'-]+ ){0,8}(?:[,–—-] )?(?:instead of|rather than|as opposed to) (?:the )?#(?! (?:[a-z]+ ){0,3}(?:reported|given|announced|published|stated|claimed) by)"
)
# What is denied: a count, or what was told.
COUNTS = word_set(
    "figure figures number numbers toll tolls count counts tally total totals estimate estimates statistics data headcount"
)
TOLD = word_set(
    """
    report reports claim claims information news rumour rumours rumor rumors allegation allegations statement statements account accounts
    assertion assertions suggestion suggestions speculation talk story stories post posts message messages list lists coverage narrative narratives
    accusation accusations charge charges tweet tweets video videos article articles publication publications hearsay insinuation insinuations
    boast boasts fear fears belief view hint hints implication theory theories version versions description accounts
    contention notion idea reportage testimony testimonies announcement gossip whispers headline headlines clip
    """
)
EVENTS = re.compile(
    r"(?:attack|assault|strike|airstrike|raid|bombing|blast|explosion|shelling|massacre|shooting|fire|blaze|crash|accident|clash|incident|operation|ambush|collision|killing|offensive|protest|riot|poisoning|crackdown|collapse)(?:s|es)?"
)
TO_BLAME = word_set(
    "responsible responsibility blame behind involved involvement negligent complicit fault liable guilty culpable"
)
# What was told, that may stand for its figures; and words of denial that point at none.
RETOLD = word_set(
    "report reports claim claims information rumours rumors rumour rumor allegations statement statements"
)
LOST = word_set(
    "death deaths dead killed fatality fatalities casualty casualties victim victims injured injuries wounded missing bodies executions arrests"
)
# Words that go on with a subject after a comma.
INSERTED = word_set(
    "which who published reported circulated given including and made as or spread quoted cited issued attributed killing injuring wounding # earlier"
)
