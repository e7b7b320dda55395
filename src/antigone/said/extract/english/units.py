"""English cues of what is counted: verbs, adjectives and nouns, each with its unit. Nothing is promoted.

A cue is matched on the sentence in lower case, its items joined by single spaces, with `#` for each number.
"""

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

# form: part = passive or active past ("killed"); act = governs what follows ("killing"); intr = of what stands before
# ("died", "dead", "in intensive care"); noun = is itself counted ("deaths"); of = "deaths of"; toll = "death toll".
_HOSP = (
    r"(?:[a-z'-]+ ){0,4}(?:hospitals?|clinics?|(?:burns?|trauma|emergency|health) (?:cent(?:er|re)s?|units?|wards?)|medical (?:facility|facilities|centers?|centres?|institutions?))"
    r"(?! (?:fires?|blazes?|inferno|explosions?|blasts?|bombings?|bombardment|strikes?|attacks?|shootings?|collapse|siege|massacre|tragedy|disaster|raid|outbreak))"
)
_BADLY = "critical|serious|grave|severe|extremely serious|very serious|critical but stable|life-threatening|dangerous"
_SIGNS = (
    r"(?:(?:bore|bear|bears|had|have|has|with|showed|show|shows|showing|bearing|having|carried|displayed|-) )?"
    r"(?:the |visible |clear |apparent |obvious )?(?:signs|marks|traces|evidence) of "
)
_AMONG = r"among (?:the |those |people |others )*"
_FORMS: tuple[tuple[str, str, str], ...] = (
    ("killed", "among", _AMONG + r"(?:dead|killed|deceased|fatalities|victims|slain|who died|death toll)"),
    ("injured", "among", _AMONG + r"(?:injured|wounded|hurt)"),
    ("missing", "among", _AMONG + r"missing"),
    ("detained", "among", _AMONG + r"(?:detained|arrested|detainees)"),
    ("hospitalised", "among", _AMONG + r"hospitali[sz]ed"),
    (
        "killed_or_injured",
        "intr",
        r"(?:dead|killed) (?:and|or|and/or) (?:wounded|injured|hurt)|(?:died|killed) or (?:been |was |were )?(?:injured|hurt|wounded)|killed or seriously injured|victims of death and injury",
    ),
    (
        "killed_or_injured",
        "act",
        r"(?:killing|kills|kill|killed) (?:and|or) (?:wounding|injuring|wounds|injures|wound|injure)",
    ),
    ("killed_or_injured", "noun", r"casualties|casualty"),
    (
        "died_in_hospital",
        "intr",
        rf"(?:died|die|dying|succumbed|breathed (?:their|his|her) last)(?: later| of (?:their|his|her|the) (?:wounds|injuries)| (?:over|during|within|since) (?:[a-z#]+ ){{1,4}}?[a-z#]+)? (?:in|at) (?:an? |the )?{_HOSP}(?! or)",
    ),
    ("died_in_custody", "intr", r"(?:died|die) (?:in|while in) (?:police )?(?:custody|detention)"),
    (
        "killed",
        "part",
        r"(?:shot|found|confirmed|feared|presumed|pronounced|declared|reported|believed|counted|left) (?:to be )?dead"
        r"|gunned down|shot and killed|(?:[a-z]+ed or )?(?:stabbed|beaten|burned|burnt|crushed|trampled|hacked|tortured|choked|frozen|starved"
        r"|kicked|clubbed|bludgeoned|scalded|smothered|pelted|charred|drowned|shelled|bombed) to death|(?:fatally|mortally) (?:wounded|injured|shot|stabbed|hurt|struck)"
        r"|(?:listed |counted |given |registered )?as dead|confirmed as victims|crushed(?= [.,;])|killed|slain|murdered|massacred|executed|martyred|eliminated|liquidated|neutralised|neutralized|butchered"
        r"|slaughtered|lynched|beheaded|decapitated|electrocuted|assassinated|buried alive|burned alive|burnt alive",
    ),
    (
        "killed",
        "intr",
        r"died|die|dies|perished|perish|drowned|drown|suffocated|asphyxiated|succumbed|dead|deceased|(?:has|have|had)? ?passed away"
        r"|(?:lost|lose|losing) (?:their|his|her) (?:lives|life)|dying|froze to death|starved to death|starving to death|starve to death|did not survive|lifeless|breathed (?:their|his|her) last",
    ),
    (
        "killed",
        "act",
        r"killing(?! of)|kills|kill|slaying|murdering|executing|massacring|eliminating|claiming the lives of|claimed the lives of"
        r"|claims the lives of|took the lives of|cost the lives of|taking the lives of|costing the lives of|left dead|drowning|mourning|mourns|mourn|losing|lost(?! contact)",
    ),
    (
        "killed",
        "of",
        r"(?:deaths?|killings?|murders?|slaughter|massacres?|beheadings?|assassinations?|lynchings?|loss|execution|executions|drowning|slaying|lives|demise) of(?: the)?",
    ),
    ("killed", "noun", r"deaths?|fatalities|fatality|lives|killings|fatal victims|martyrs"),
    (
        "critical",
        "intr",
        rf"in (?:an? )?(?:{_BADLY}) (?:but stable )?(?:condition|state)|critically (?:injured|wounded|ill|hurt|burned)|(?:critically|seriously|gravely|severely)(?= [,.;–—-]|$)"
        r"|in (?:the )?intensive[ -]care(?: units?)?|on life support|on (?:a )?ventilators?|fighting for (?:their |his |her )?li(?:fe|ves)|in (?:resuscitation|reanimation|(?:the )?icu|an? (?:induced )?coma)"
        r"|in critical|as critical|critical",
    ),
    (
        "hospitalised",
        "part",
        rf"hospitalised|hospitalized|admitted|(?:taken|rushed|admitted|sent|brought|transferred|airlifted|flown|evacuated|transported|moved|carried|ferried|referred) (?:by [a-z]+ )?(?:to|into) {_HOSP}",
    ),
    (
        "hospitalised",
        "intr",
        rf"(?:remained?|stay|stayed|kept|still|remaining|being treated|treated|receiving treatment|getting treatment|under treatment|undergoing treatment) (?:in|at) {_HOSP}|in {_HOSP}"
        r"|(?:being|still being) treated|undergoing treatment|receiving (?:medical )?treatment|under treatment|on admission",
    ),
    (
        "sought_treatment",
        "part",
        r"(?:sought|seeking|seek|asked for|requested|needed|required|received|receiving|given|needing|requiring|applied for) (?:[a-z]+ )?(?:medical|first|emergency|hospital) (?:help|attention|assistance|treatment|care|aid)"
        rf"|(?:sought|needed|required) (?:help|treatment)|(?:came|come|turned|gone|went|reported) to {_HOSP}|treated there|treated and (?:sent home|released|discharged|let go)|treated (?:on site|on the spot|at the scene|for [a-z ]{{0,30}}(?:injuries|wounds|burns|inhalation|shock|cuts|bruises|fractures|hypothermia|dehydration|exposure|exhaustion|poisoning))",
    ),
    ("sought_treatment", "act", r"treating"),
    ("treated_as_outpatient", "intr", r"(?:treated as )?out-?patients?"),
    (
        "bodies_unidentified",
        "intr",
        r"(?:burned|burnt|charred|disfigured|mutilated) beyond recognition|unrecogni[sz]able|(?:could not|cannot|can not|yet to|still to) be identified"
        r"|(?:remain|remained|still|as yet) unidentified",
    ),
    (
        "injured",
        "part",
        r"(?:(?:reported |listed |registered |recorded )?as )?(?:injured|wounded)|hurt|harmed|maimed|burned|burnt|traumatised|(?:suffered|sustained|received|suffering|sustaining|had|have|has) (?:(?!been |with |to )[a-z\"“”-]+ ){0,5}?"
        r"(?:injur(?:y|ies)|wounds?|burns?|fractures?|trauma|poisoning|smoke inhalation)|with (?:gunshot|bullet|shrapnel|stab|knife|head|burn|blast) (?:wounds?|injuries)(?= [,.;]|$)|lost (?:an eye|an arm|a leg|a limb|limbs|their sight)|left (?:paralysed|paralyzed|disabled)|(?:have|has|had|with) (?:[a-z]+ ){0,2}# (?:per cent|percent|%) burns|hit by (?:bullets?|gunfire|shrapnel|live rounds|rubber bullets|pellets)|affected by smoke|shot and wounded",
    ),
    ("injured", "act", r"injuring|wounding|hurting|maiming|injures|injure|wounds|wound|hurts"),
    ("injured", "of", r"(?:injur(?:y|ies)|wounding) (?:of|to)(?: the)?"),
    ("injured", "noun", r"injuries|wounded|injured"),
    (
        "reported_missing",
        "part",
        r"(?:reported|listed|registered|declared) (?:as )?(?:still )?missing|as (?:still )?missing",
    ),
    ("missing", "of", r"(?:fate|whereabouts) of(?: the| another| some)?"),
    (
        "unaccounted",
        "part",
        r"(?:as )?unaccounted[ -]for|unaccounted|not (?:been )?accounted for|yet to be accounted for|(?:did not|failed to) (?:answer|respond to) (?:the |a )?roll[ -]call",
    ),
    (
        "missing",
        "intr",
        r"missing|not (?:yet |so far |still )?been (?:found|located|reached|traced)|(?:yet|still) to be (?:found|located)|(?:gone|went|go) missing|lost contact|(?:without|out of) contact|disappeared|vanished|untraced|(?:cannot|could not) be found|lost at sea",
    ),
    ("remanded", "part", r"remanded(?: in custody)?|placed in pre-trial detention"),
    (
        "detained",
        "part",
        r"detained|arrested|apprehended|being held|(?:still |remain |remained )held|held for|held (?:at|in) (?:[a-z'-]+ ){0,5}(?:prison|jail|custody|detention|cells?|police station)|jailed|imprisoned|taken into custody|rounded up|(?:held )?in (?:police )?custody|behind bars"
        r"|brought to (?:the )?police(?: stations?)?|in detention|(?:were|are|remain|remained) (?:still )?in (?:the )?(?:[a-z]+ )?(?:prison|jail)s?(?! (?:fire|riot|break))|under arrest|(?:placed|put) under arrest|locked up",
    ),
    (
        "bodies_with_torture_signs",
        "intr",
        _SIGNS + r"tortures?|(?:had|with|having) their [a-z]+ (?:amputated|cut off|severed|mutilated|broken)",
    ),
    ("bodies_with_violent_signs", "intr", _SIGNS + r"(?:a )?(?:violent deaths?|violence|violent trauma)"),
    (
        "bodies_buried",
        "intr",
        r"(?:been|were|are|being) (?:already |since |now )?(?:buried|interred|laid to rest)(?! (?:under|alive|beneath|by|in (?:the |a )?(?:rubble|debris|mud|snow)))",
    ),
    ("bodies_buried", "act", r"bur(?:ied|ying)(?= #| the #| another #| all #| some #)"),
    (
        "bodies_believed_buried",
        "intr",
        r"(?:may|might|could|believed|feared|thought|estimated)(?: to)? (?:still )?(?:be|have been) (?:still )?buried|(?:feared|believed|presumed) (?:still )?buried",
    ),
    ("released", "part", r"released|freed|set free|let go|discharged"),
    ("detained", "act", r"detaining|arresting|detains|arrests|detain|arrest"),
    ("detained", "of", r"(?:arrests?|detentions?) of(?: the)?"),
    ("detained", "noun", r"detainees|arrests|detentions"),
    ("rescued", "part", r"rescued|pulled (?:out )?alive|brought out alive|found alive|saved|pulled out|dug out alive"),
    ("rescued", "act", r"rescuing|rescues"),
    ("rescued", "of", r"rescue of(?: the)?"),
    ("evacuated", "part", r"evacuated|moved to safety"),
    ("evacuated", "act", r"evacuating|evacuates"),
    (
        "displaced",
        "part",
        r"displaced|(?:left|made|rendered) homeless|fled their homes|forced (?:out of|from) their homes|uprooted",
    ),
    ("displaced", "act", r"displacing"),
)
# Units of people that are asked for; the others are read, and left as decoys (see docs/explanation/extraction.md).
ASIDE = frozenset({"released", "rescued", "evacuated", "displaced"})
_GROUPS = [f"(?P<c{i}>{pattern})" for i, (_, _, pattern) in enumerate(_FORMS)]
_CUES = re.compile(r"(?<![^\s])(?:" + "|".join(_GROUPS) + r")(?![^\s])")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at items `first`…`last` (half-open)."""

    first: int
    last: int
    unit: str
    form: str
    text: str


class Line:
    """A sentence in lower case as one string, with the way back from characters to items."""

    def __init__(self, words: Sequence[str]) -> None:
        self.text = " ".join(words)
        self._item: list[int] = []
        for index, word in enumerate(words):
            self._item.extend([index] * (len(word) + 1))
        self.starts: list[int] = []
        at = 0
        for word in words:
            self.starts.append(at)
            at += len(word) + 1

    def item(self, char: int) -> int:
        """The item that holds that character of `text`."""
        return self._item[min(char, len(self._item) - 1)] if self._item else 0

    def slice(self, first: int, last: int) -> str:
        """Items `first`…`last` (half-open) as text."""
        if first >= last or first >= len(self.starts):
            return ""
        end = self.starts[last] - 1 if last < len(self.starts) else len(self.text)
        return self.text[self.starts[first] : end]


def find_cues(words: Sequence[str]) -> list[Cue]:
    """All cues of a sentence, quotation marks left out, so that ‘in “intensive care”’ is one."""
    kept = [i for i, word in enumerate(words) if word not in _QUOTES]
    if len(kept) == len(words):
        return _cues_of(Line(words))
    found = _cues_of(Line([words[i] for i in kept]))
    return [replace(cue, first=kept[cue.first], last=kept[cue.last - 1] + 1) for cue in found]


_QUOTES = frozenset('"“”')


def _cues_of(line: Line) -> list[Cue]:
    """All cues of a line, longest alternative first, not overlapping."""
    found = []
    for match in _CUES.finditer(line.text):
        name = match.lastgroup
        if name is None or match.end() == match.start():
            continue
        unit, form, _ = _FORMS[int(name[1:])]
        found.append(Cue(line.item(match.start()), line.item(match.end() - 1) + 1, unit, form, match.group()))
    return found


_TO_MORGUE = r"(?:to|into|at|in|by|from) (?:[a-z'-]+ ){0,5}(?:morgues?|mortuar(?:y|ies)|hospitals?|funeral homes?|forensic [a-z]+)"
_BODY: tuple[tuple[str, str], ...] = (
    (
        "bodies_stolen",
        r"stolen|stole|snatched|spirited away|whisked away|(?:taken|took|carried|dragged|removed) (?:away|from (?:the |local |city )*(?:morgues?|mortuar(?:y|ies)))|made off with|abducted|taking (?:#|the) bod(?:y|ies)|being taken away",
    ),
    (
        "bodies_handed_over",
        r"(?:handed|turned|given|passed|hands|handing|gives|giving) (?:over|back)|(?:handed|released)(?= ?$| to )|returned|released to|repatriated|exchanged|handed to|given to (?:the |their )?(?:famil|relativ|next)\w*|(?:collected by|delivered to) (?:the |their )?(?:famil|relativ)\w*",
    ),
    (
        "bodies_claimed",
        r"claimed by (?:the |their )?(?:relativ|famil)[a-z]*|(?:relatives|families|family members|next of kin) (?:have |had )?claimed",
    ),
    ("bodies_to_be_exhumed", r"(?:to be|will be|yet to be|awaiting) exhum\w+"),
    (
        "bodies_exhumed",
        r"exhum\w+|disinterred|(?:pulled|taken|removed|lifted|dug|brought) (?:out )?(?:of|from) (?:the |an? |# |several |two |these |those |mass |clandestine |shallow |unmarked |secret )*graves?|unearthed|dug up|taken out of the ground|removed from (?:the |a )?(?:mass )?graves?",
    ),
    (
        "bodies_unidentified",
        r"unidentified|(?:could|can) ?not (?:be )?identif(?:y|ied)|(?:not|yet|cannot|never|remain|still)(?: [a-z]+){0,3} identified|unclaimed|(?:awaiting|pending) identification|(?:waiting|yet|still|remain|remained|remaining) to be identified|unnamed|dna [a-z]+ to identify",
    ),
    (
        "bodies_examined",
        r"(?:been|were|was|be) (?:[a-z]+ )?(?:examined|autopsied)|(?:autops(?:y|ies)|post-?mortems?|dna tests?|examinations?)(?: (?:have|has|had|were|was|been|being|carried out|performed|conducted|done))* (?:on|of)(?: the)?",
    ),
    ("bodies_identified", r"(?:positively |formally )?identified"),
    (
        "bodies_received",
        rf"(?:taken|brought|transferred|transported|delivered|arrived|moved|sent|carried|received|arriving|accepted|conveyed|ferried|admitted|bringing) (?:[a-z-]+ ){{0,3}}{_TO_MORGUE}|(?:morgues?|mortuar(?:y|ies)|hospitals?)(?: [a-z',-]+){{0,6}} (?:received|had received|has received|took in|accepted|registered|receiving)|received|(?:taken|took|taking) in"
        r"|(?:taken|brought|transferred|transported|delivered|flown|shipped|driven|moved) (?:by [a-z]+ )?(?:back )?(?:to|into)|brought(?! up| out| ashore| down)|arrived",
    ),
    ("bodies_unrecovered", r"(?:yet|still) to be (?:retrieved|recovered|found|brought (?:up|out))"),
    (
        "bodies_found",  # the guide's gold counts bodies pulled out or recovered as found; the verb stays in the reason
        r"recover\w*|retriev\w+|(?:pulled|dug|taken|brought|lifted|fished|carried|removed|extracted|hauled|pulling|extricated|winched|picked)(?: out| up| ashore)?(?: of| from)?|extricat\w+|extract\w+|collected",
    ),
    (
        "bodies_believed_buried",
        r"(?:may|might|could|believed to|feared to|thought to|estimated to) (?:still )?(?:be |lie |have been )?(?:buried|lie|lying|trapped|under|contain)",
    ),
    (
        "bodies_buried",
        r"(?:put|placed|laid|dumped|thrown|lowered) in(?:to)? (?:an? |the |one |# )?(?:[a-z]+ )?graves?|(?:taken|removed|collected|carried|moved)(?: [a-z' ,-]{1,60})? and (?:then )?(?:buried|interred)|buried(?! (?:under|beneath|alive|by (?:the |an? )?(?:[a-z]+ )?(?:landslide|mudslide|avalanche|debris|rubble|mud|snow|collapse|earthquake)))|given (?:an? )?(?:mass |decent |proper )?burials?|interred|laid to rest|cremated|burying",
    ),
    (
        "bodies_held",
        r"(?:held|kept|remain|remained|lying|lie|lay|stored|still) (?:in|at) (?:[a-z'-]+ ){0,4}(?:morgues?|mortuar(?:y|ies)|hospitals?|facilit(?:y|ies)|cent(?:er|re)s?|clinics?|freezers?|containers?|trucks?)",
    ),
    ("bodies_with_torture_signs", r"signs of torture|marks of torture|traces of torture|tortured"),
    ("bodies_with_violent_signs", r"signs of (?:a )?violent death|signs of violence|violent signs"),
    (
        "bodies_found",
        r"found|discover\w*|located|spotted|seen|washed (?:up|ashore)|finding|uncovered|lay|lying|counted|floating|uncover\w*",
    ),
    ("bodies_held", r"(?:morgues?|mortuar(?:y|ies))(?: [a-z',-]+){0,8} (?:holds?|holding|stores?|keeps?)|holds"),
    ("bodies_held", r"(?:in|at) (?:the |a |# |its |their )?(?:[a-z'-]+ ){0,3}(?:morgues?|mortuar(?:y|ies))"),
)
_BODY_RE = re.compile(r"(?<![^\s])(?:" + "|".join(f"(?P<b{i}>{p})" for i, (_, p) in enumerate(_BODY)) + r")(?![^\s])")


_ADJACENT = re.compile(
    r"(?<!\S)[a-z]{4,}(?: up| out| over| back| away)?(?: the| another| all| a further| at least| some)* ?$"
)


def body_unit(left: str, right: str) -> str:
    """What is said of bodies: the first verb after them in the clause, else the last before; `bodies_found` by default."""
    near = re.split(r" , (?:majority|most|many|some|and #)| while | but | , of (?:which|whom)", right)[0]
    adjacent = _ADJACENT.search(left)
    for name in (_last(left[adjacent.start() :]) if adjacent else "", first_verb(near), _last(left)):
        if name:
            return name
    return "bodies_found"


def first_verb(text: str) -> str:
    """The unit of the first verb about bodies in a stretch of text; empty where there is none."""
    match = _BODY_RE.search(text)
    return _BODY[int(match.lastgroup[1:])][0] if match and match.lastgroup else ""


def _last(text: str) -> str:
    found = ""
    for match in _BODY_RE.finditer(text):
        if match.lastgroup:
            found = _BODY[int(match.lastgroup[1:])][0]
    return found


TOLL = re.compile(
    r"(?:(?P<identified>(?:number|count|total) of (?:identified (?:victims|bodies|dead|people)|(?:people|victims) who have (?:now |so far |already )?been (?:formally |positively )?identified(?: as having died)?|(?:victims|bodies|dead|people) (?:who have been |so far )?identified))"
    r"|(?P<bodies_unidentified>(?:number|count|total) of (?:[a-z'-]+ ){0,2}?(?:bodies|corpses|dead)(?: (?!#)[a-z'-]+){0,3} (?:unidentified|without a name|unclaimed|unnamed))|(?P<bodies_found>(?:(?<=put the )|(?<=puts the )|(?<=putting the ))(?:bodies|corpses)|(?:number|count|total|tally) of (?:[a-z'-]+ ){0,2}?(?:bodies|corpses)(?: of (?!#)[a-z'-]+)?(?: (?:found|recovered|retrieved|discovered))?)|(?P<killed>put(?:s|ting)? the (?:number|figure|total|count)(?! of)|(?:death|fatality|official|overall|provisional|preliminary|confirmed|civilian|previous|latest|current|final|total)?"
    r" ?(?<!\S)(?:(?:death-)?tolls?|body count)|(?<!\S)tally(?! of)|(?:number|count|tally|total|list) (?:of (?:people |persons |those )?)?killed(?= when| in| by| after| during| as| on| at| since)|(?:number|count|tally|total|list|figure|estimates?) of (?:[a-z'-]+ ){0,3}?(?:deaths?|dead|killed|fatalities|victims|those killed|people killed"
    r"|people who (?:had |have )?(?:died|lost their lives|perished)|people (?:known |believed |confirmed |reported |feared |thought )*(?:to have )?(?:died|been killed|killed|dead)|losses|martyrs|deceased|those who (?:had |have )?(?:died|lost their lives|perished)|confirmed deaths|fatal victims)|(?<!\S)(?:deaths|fatalities|dead(?: victims)?|killed|(?:official |overall |provisional |confirmed )?(?:death|casualty) (?:tally|count|total)))"
    r"|(?P<injured>those (?:injured|hurt|wounded)(?: in [a-z' -]{2,40})?|(?:number|count|total|tally) of (?:[a-z'-]+ ){0,3}?(?:injured|wounded|injuries|hurt|those injured)|(?<!\S)(?:injured|wounded|injuries|hurt))"
    r"|(?P<killed_or_injured>(?:number|count|total|tally) of casualties|casualty (?:figures?|tolls?|numbers?))"
    r"|(?P<bodies_buried>number (?:of (?:people |bodies |those |dead )?)?buried)"
    r"|(?P<unaccounted>(?:number|count|total|list|roster) of (?:[a-z'-]+ ){0,3}?unaccounted(?:[ -]for)?)"
    r"|(?P<reported_missing>(?:number|count|total) of (?:people|persons|those) reported missing)|(?P<missing>number (?:presumed |feared |still |listed as )?missing|(?:number|count|total) of (?:[a-z'-]+ ){0,3}?missing(?: people| persons)?|(?<!\S)missing)"
    r"|(?P<detained>(?:number|count|total) of (?:[a-z'-]+ ){0,3}?(?:detained|detainees|arrested|arrests|held|in custody|people held|people in custody|people detained|people arrested)|(?:number|total) in (?:custody|detention)|(?<!\S)(?:detained|arrested|arrests))"
    r"|(?P<hospitalised>(?:number|count|total) of (?:[a-z'-]+ ){0,3}?hospitali[sz]ed|(?<!\S)hospitali[sz]ed))(?!\S)"
)
TOLL_LINK = re.compile(
    r"(?:^|\s)(?:(?:to|at|be|is|was|were|are|of|reached|reaches|reach|reaching|(?:reach|reached|reaching|run|ran|runs|running|climb|rise|rising) into(?: the)?|numbered|hit|hits|hitting|topping|topped|pass|passed|passes|cross|crossed|crosses|exceed|exceeds|exceeded|surpass|surpassed|stood|stand|stands|(?:moved|changed|budged) from|unchanged (?:at|from)|steady at|stuck at|rises|rose|now|stays|by|:"
    r"|–|-|—|(?:increased|risen|rose|climbed|jumped|grown|grew|gone|up|down|fallen|fell|dropped|revised|raised|lowered|cut|reduced|brought|adjusted|changed|corrected|amended|downgraded|slashed|trimmed|scaled back|scaled down|come down)(?: (?:[a-z]+ly|on|[a-z]+day|,)){0,4} from|(?:given|reported|stated|quoted|listed|cited|announced) as|totalled|totaled|totals|climbs|remains|remained|being|becomes|became|tops|put|puts|nears|neared|range|ranges|ranged|ranging|varied|varies|vary|varying|up to|down to|gone up to|went up to))(?: (?:now|at|to|still|officially|probably|likely|perhaps|possibly|actually|well|thought|believed|estimated|feared|currently|already|least|been|be|to|the|official|previous|earlier))*(?: an? (?:staggering|shocking|total|record|mere|confirmed|provisional|preliminary|official))?$"
)
