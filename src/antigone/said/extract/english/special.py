"""Bodies, graves, attacks on morgues, names on lists, families, and mentions without a figure."""

# ruff: noqa: ARG001 (the rules share one signature)

# ruff: noqa: E501 (a pattern or a list of words reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence

from antigone.said.extract.english.items import Parsed, Phrase
from antigone.said.extract.english.predicates import Governed
from antigone.said.extract.english.units import body_unit
from antigone.said.extract.language import Counted, Reading
from antigone.said.extract.proposal import NumberUse

_GREATER = frozenset(("larger", "bigger", "greater", "higher", "worse", "other", "better"))
_BADLY_OFF = re.compile(
    r"(?:is|was|remains|remained) (?:said to be |still |very |reported )*(?:critical|serious|grave|severe)"
)
_OF_MISSING = re.compile(r"of missing (?:people|persons)")
_MORGUE = re.compile(r"\b(?:morgues?|mortuar(?:y|ies))\b")
_BODIES_OF = re.compile(
    r"(?:bodies|corpses|remains)(?: of|(?: [a-z]+){0,4} includ(?:e|es|ed|ing)(?: (?:that|those) of)?)(?: the| these| those| at least| our| their| his| its| last| first| another| all| remaining| other)*$"
)
_LIST = re.compile(
    r"\b(?:list|lists|register|roll|database|memorial)(?: \S+){0,3}? (?:of|with|containing|naming|includes|including|contains|names)"
    r"(?: the)?(?: names of)?(?: the)?$"
)
_NAMES_OF = re.compile(r"\bnames of(?: the| all| another)*$")
_IDENTIFIES = re.compile(
    r"\b(?:has|have|had)? ?(?:identified|named|listed|documented the names of)(?: the| another| a further| all)*$"
)
_PUBLISHED = re.compile(r"\b(?:publish\w*|releas\w*|made public)\b")
_VICTIM_STATUS = re.compile(
    r"^(?:people|persons|citizens|individuals)?\s?(?:victims )?(?:are|were|have been|had been|has been|was|being)? ?"
    r"(?:considered|recognised as|recognized as|acknowledged as|given the status of|granted|registered as|treated as) (?:[a-z]+ ){0,2}victims?"
)
_NOT_IDENTIFIED = re.compile(
    r"(?:(?:has|have|had|is|are|was|were) (?:still |yet )?(?:not|never)(?: yet)? (?:been )?identified|(?:remains?|remained) (?:un|to be )identified)"
)
_DEAD = frozenset(("dead", "deceased", "victims", "victim", "killed", "fatalities"))
_OF_IT = r"(?:(?:of|from|in) (?:[a-z'-]+ ){1,5}?)?"
_NOW_IDENTIFIED = re.compile(
    rf"{_OF_IT}(?:have|has|had|were|was|are)(?: (?!not|yet|never)[a-z]+){{0,3}}? identified(?!\S)"
)
_SURELY_IDENTIFIED = re.compile(
    rf"{_OF_IT}(?:have|has|had|were|was|are)(?: [a-z]+){{0,2}}? (?:positively|tentatively|provisionally|conclusively) identified(?!\S)"
)
_LATER_IDENTIFIED = re.compile(
    r"(?:killed|found dead(?: so far)?|who (?:had |have )?(?:died|perished)|who (?:were|was|had been) killed)(?: (?:in|at|on|by|when|during|following|after) [^,]{2,70}?)?"
    r" (?:have|has|had|were|was|are)(?: [a-z]+){0,2}? identified(?!\S)"
)
_PEOPLE_IDENTIFIED = re.compile(
    r"(?:have|has|had) (?:so far |now |already |since )?been (?:positively |formally )?identified(?! as)"
)
_BODIES_TOLD = re.compile(r"(?<!\S)(?:bodies|remains|corpses|the dead|victims)(?!\S)")
_LEGAL = re.compile(r"\b(?:case|cases|investigat\w+|prosecut\w+|status)\b")
_SEARCH = re.compile(
    r"\b(?:search\w*|look(?:ing)? for|wait\w*|seek\w*|yet to (?:find|receive|recover|bury|learn|hear))\b"
)
_CLAUSE_END = frozenset((";", ".", ":", "!", "?"))


def special(parsed: Parsed, at: int, phrase: Phrase) -> Governed | None:
    """The unit where the head noun itself decides: body, grave, name, family, morgue attack, legal victim."""
    number = parsed.items[at].number
    assert number is not None
    if number.kind in ("ordinal", "compound", "fraction"):
        return None
    if number.kind == "none" and parsed.word(at + 1) in _GREATER:
        return None  # "no larger grave has been found"
    if phrase.head == "cases" and parsed.word(phrase.last - 2) in ("injury", "trauma"):
        return _made("injured", "noun", "injuries are counted", at, phrase)
    if phrase.head in ("reports", "cases") and _OF_MISSING.match(parsed.line.slice(phrase.last, phrase.last + 3)):
        return _made("reported_missing", "verb.after", "reports of missing people are counted", at, phrase)
    left = parsed.line.slice(max(0, at - 14), at)
    right = _right(parsed, phrase)
    if phrase.kind == "person" and left.endswith(("condition of", "condition of the")) and _BADLY_OFF.match(right):
        return _made("critical", "verb.around", "their condition is told", at, phrase)
    for rule in (_sought, _taken, _bones, _bodies, _graves, _attacks, _names, _families, _victims):
        found = rule(parsed, at, phrase, left, right)
        if found is not None:
            return found
    return None


def _right(parsed: Parsed, phrase: Phrase) -> str:
    last = phrase.last
    while last < min(len(parsed.items), phrase.last + 26) and parsed.lower[last] not in _CLAUSE_END:
        last += 1
    return parsed.line.slice(phrase.last, last)


def _made(unit: str, rule: str, reason: str, at: int, phrase: Phrase) -> Governed:
    return Governed(unit, rule, reason, at, phrase.last)


_TOOK = re.compile(
    r"\b(?:took|rushed|brought|transferred|transported|carried|flew|airlifted|admitted|sent|taking|rushing|bringing)"
    r"(?: another| the| a further)*$"
)
_TREATED = re.compile(
    r"(?:hospitals?|medics|doctors|paramedics|clinics?|surgeons)(?: [a-z]+){0,5} (?:treated|treating|treat)(?: another| a further| the)*$"
)
_TO_HOSPITAL = re.compile(r"(?:(?:away|on foot|by \w+) )?to (?:[a-z'-]+ ){0,4}(?:hospitals?|clinics?|medical)")


_SEARCH_FOR = re.compile(
    r"\b(?:search(?:ing|ed|es)?|looking|looked|hunt(?:ing)?|search continues) for(?: the| another| a further| up to)*$"
)
_FUGITIVES = frozenset(
    [
        "suspects",
        "suspect",
        "gunmen",
        "gunman",
        "attackers",
        "attacker",
        "survivors",
        "escapees",
        "fugitives",
        "witnesses",
        "volunteers",
        "perpetrators",
    ]
)


def _sought(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    said = parsed.cue_at.get(phrase.last + (parsed.word(phrase.last) == "still"))
    if said is not None and said.unit in ("reported_missing", "unaccounted"):
        return None
    if phrase.kind in ("person", "none") and phrase.head not in _FUGITIVES and _SEARCH_FOR.search(left):
        return _made("missing", "verb.before", "they are searched for", at, phrase)
    return None


def _taken(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    if phrase.kind == "person" and _TREATED.search(left) and phrase.head not in ("wounded", "injured"):
        return _made("sought_treatment", "verb.around", "they were treated", at, phrase)
    if phrase.kind in ("person", "none", "casualty") and _TOOK.search(left) and _TO_HOSPITAL.match(right):
        return _made("hospitalised", "verb.around", "they were taken to hospital", at, phrase)
    return None


def _bodies(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    of_bodies = _BODIES_OF.search(left)
    if (phrase.kind != "body" and not of_bodies) or left.endswith(("parts of", "part of")):
        return None
    if (
        phrase.kind == "body"
        and phrase.head in ("skeleton", "body")
        and phrase.first + 1 < phrase.last
        and parsed.word(phrase.first) == "sets"
    ):
        return _made("sets_of_remains", "body", "sets of remains are counted", at, phrase)
    near = re.split(r"(?<! the)(?<! in)(?<! since) # ", right)[0]
    before = left[: of_bodies.start()] if of_bodies else left
    described = parsed.line.slice(phrase.first, phrase.last)
    if re.search(r"unidentified|unclaimed|unknown|unnamed|unrecogni[sz]able", described):
        buried = re.search(r"\b(?:buried|interred)\b", near + " " + before.rsplit("#", 1)[-1])
        return _made(
            "bodies_buried" if buried else "bodies_unidentified", "body", "unidentified bodies are counted", at, phrase
        )
    if _GAVE.search(left) and _TO_FAMILIES.match(right):
        return _made("bodies_handed_over", "body", "bodies are counted: handed over", at, phrase)
    if _FROM_GRAVES.match(right):
        return _made("bodies_exhumed", "body", "bodies are counted: exhumed", at, phrase)
    unit = body_unit(before.rsplit("#", 1)[-1], near)
    return _made(unit, "body", f"bodies are counted: {unit.removeprefix('bodies_').replace('_', ' ')}", at, phrase)


_GAVE = re.compile(
    r"(?<!\S)(?:given|gave|handed|returned|released|delivered)(?: over| back)?(?: the| another| a further)*$"
)
_TO_FAMILIES = re.compile(r"(?:over )?to (?:the |their )?(?:famil|relativ|next of kin)")
_FROM_GRAVES = re.compile(
    r"[^#,;]{0,40}?(?<!\S)(?:pulled|taken|removed|lifted|dug|brought) (?:out )?(?:of|from) (?:the |an? |# |several |these |those |mass |clandestine |shallow |unmarked |secret )*graves?(?!\S)"
)
_BONES = frozenset(["bones", "bone", "skulls", "skull", "skeletons", "bodyparts"])


def _bones(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    described = parsed.line.slice(phrase.first, phrase.last)
    after = parsed.line.slice(phrase.first, phrase.last + 3)
    if phrase.head in ("set", "sets") and re.match(r"of (?:[a-z-]+ ){0,3}(?:remains|bones)\b", right):
        return _made("sets_of_remains", "bones", "sets of remains are counted", at, phrase)
    if phrase.head in _BONES or re.search(
        r"\b(?:bone fragments?|body parts?|human fragments?|skeletal remains)\b", described
    ):
        return _made("remains_found", "bones", "bones are counted, not people", at, phrase)
    if re.match(r"(?:pieces|fragments|parts) of (?:human )?(?:bones?|bodies|remains|skulls?)\b", after):
        return _made("remains_found", "bones", "bones are counted, not people", at, phrase)
    return None


def _graves(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    described = parsed.line.slice(phrase.first, phrase.last)
    if re.search(r"\b(?:burial|grave) (?:sites?|places?|pits?|grounds?)\b", described):
        return _made("burial_sites_found", "grave", "burial sites are counted", at, phrase)
    if phrase.kind != "grave" or parsed.word(phrase.last) in (
        "permits",
        "certificates",
        "services",
        "ceremonies",
        "rites",
    ):
        return None
    return _made("graves_found", "grave", "graves are counted", at, phrase)


def _attacks(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    number = parsed.items[at].number
    assert number is not None
    if (
        phrase.kind == "attack"
        and _MORGUE.search(" ".join(right.split()[:9]))
        and re.match(r"[\"”' ,]*(?:on|against|at|targeting)\b", right)
    ):
        return _made("morgue_attacks", "attack", "attacks on morgues are counted", at, phrase)
    if (
        (number.kind == "times" or phrase.head in ("times", "occasions"))
        and re.search(r"\b(?:attack|raid|storm|break|broke)\w*", left)
        and _MORGUE.search(left)
    ):
        return _made("morgue_attacks", "attack", "morgues were attacked so many times", at, phrase)
    return None


def _names(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    everything = parsed.line.text
    number = parsed.items[at].number
    if number is not None and number.kind == "none":
        return None
    if phrase.kind == "name" or _NAMES_OF.search(left):
        if re.search(
            r"\b(?:victims?|dead|killed|died|deceased|missing|unaccounted|identif\w+|list\w*|publish\w*)\b", everything
        ):
            unit = "names_published" if _PUBLISHED.search(left[-60:] + " " + right[:60]) else "names_listed"
            return _made(unit, "names", "names are counted, not people", at, phrase)
        return None
    if phrase.kind not in ("person", "none", "casualty", "unknown"):
        return None
    if _LIST.search(left):
        return _made("names_listed", "names", "names on a list are counted, not the dead", at, phrase)
    if re.search(r"\blist\b.*\bexcept (?:for)?(?: the)?$", left) and _PUBLISHED.search(left):
        return _made("names_published", "names", "published names are counted", at, phrase)
    if _IDENTIFIES.search(left) and phrase.kind == "person" and re.search(r"\b(?:list|names|compiled)\b", everything):
        return _made("names_listed", "names", "people identified by name are counted", at, phrase)
    return None


def _families(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    if phrase.kind == "family" and _SEARCH.search(right):
        return _made("families_searching", "families", "families that search are counted", at, phrase)
    return None


def _victims(parsed: Parsed, at: int, phrase: Phrase, left: str, right: str) -> Governed | None:
    described = parsed.line.slice(phrase.first, phrase.last)
    if _VICTIM_STATUS.match(f"{described} {right}") or _VICTIM_STATUS.match(right):
        return _made("victims_recognised", "victims", "a legal status is counted, not the hurt or the dead", at, phrase)
    if phrase.kind == "person" and re.search(r"\b(?:identity|identities) of(?: the| all| another)*$", left):
        return _made("identified", "victims", "the dead identified are counted", at, phrase)
    if phrase.head in ("victim", "victims", "deceased") and _NOT_IDENTIFIED.match(
        re.sub(r"^, [^,]{1,40} , ", "", right)
    ):
        return _made("bodies_unidentified", "victims", "the dead not yet identified are counted", at, phrase)
    named_dead = phrase.head in _DEAD and (phrase.partitive or "more" in described or phrase.head != "victims")
    if named_dead and _NOW_IDENTIFIED.match(right):
        return _made("identified", "victims", "the dead identified are counted", at, phrase)
    if phrase.head in ("victim", "victims") and _SURELY_IDENTIFIED.match(right):
        return _made("identified", "victims", "the dead identified are counted", at, phrase)
    found = (
        phrase.kind == "person"
        and phrase.head != "victims"
        and _PEOPLE_IDENTIFIED.match(right)
        and _BODIES_TOLD.search(parsed.line.text)
    )
    if found:
        return _made("identified", "victims", "the dead identified are counted", at, phrase)
    if phrase.kind == "person" and _LATER_IDENTIFIED.match(right):
        return _made("identified", "victims", "the dead identified are counted", at, phrase)
    named = re.search(r"\bidentified(?: the| all| another| at least| only)*$", left)
    if (
        phrase.head in ("victim", "victims", "dead", "deceased", "fatalities")
        and (named or re.match(r"(?:have|has|had|were|was) (?:already |now |not )?(?:yet )?been identified", right))
        and (phrase.partitive or phrase.head != "victims" or (named and not _LEGAL.search(parsed.line.text)))
    ):
        return _made("identified", "victims", "the dead identified are counted", at, phrase)
    if phrase.head in ("victim", "victims") and "fatal" not in described:
        if re.match(
            r"(?:(?:have|has|had|were|was|are) (?:already |now )?(?:been )?)?(?:formally |positively )?identified",
            right,
        ):
            legal = _LEGAL.search(parsed.line.text)
            status = legal or parsed.sentence.quoted(parsed.start(at))
            unit = "victims_recognised" if status else "identified"
            return Governed(unit, "victims", "victims identified are counted, not the hurt", at, phrase.last, True)
        if re.search(r"\b(?:claim(?:ed|s|ing)?|confirmed)(?: another| at least)*$", left):
            return _made("killed", "victims", "victims claimed are dead", at, phrase)
        if _TALKED_OF.search(left):
            return _made("killed", "victims", "victims that are talked of are the dead", at, phrase)
    return None


_TALKED_OF = re.compile(
    r"(?<!\S)(?:talk|spoken|spoke|speaks|speaking|reports?|rumou?rs|claims?|news|figures?|tolls?|allegations?|messages?|posts?) (?:of|about|that)(?: at least| some| about| over| more than)*(?: [\"“'‘])?$"
)

# -- without a figure ---------------------------------------------------------------------------------------------

_GRAVES_FOUND = re.compile(
    r"(?:(?:secret|hidden|unmarked|clandestine|mass|shallow|unknown) (?:mass )?(?:graves|burial sites|burial places|burial pits))"
)
_BODIES_TAKEN = re.compile(
    r"(?:removed|stole|took(?: away)?|taken|snatched|seized|carried (?:off|away)|made off with|spirited away) (?:away )?"
    r"(?P<what>(?:the |some )?(?:bodies|corpses|remains)(?: of (?:their |the )?(?:[a-z]+ )?[a-z]+)?)"
)


def unquantified(parsed: Parsed, earlier: Sequence[Reading], found: Sequence[Counted]) -> list[Counted]:
    """Graves found and bodies taken from morgues, told without a figure; once in a document, where somebody says so."""
    made: list[Counted] = []
    line = parsed.line.text
    taken = _BODIES_TAKEN.search(line)
    if taken and _MORGUE.search(line) and not _known(earlier, found, "bodies_stolen"):
        made.append(_bare(parsed, taken.start("what"), taken.end("what"), "bodies_stolen", "bodies taken, no figure"))
    graves = _GRAVES_FOUND.search(line)
    quoted = graves is not None and parsed.sentence.quoted(parsed.start(parsed.line.item(graves.start())))
    if graves and quoted and _long_quote(parsed, graves.start()) and not _known(earlier, found, "graves_found"):
        made.append(_bare(parsed, graves.start(), graves.end(), "graves_found", "graves told of, no figure"))
    return made


def _long_quote(parsed: Parsed, char: int) -> bool:
    start = parsed.start(parsed.line.item(char))
    return any(q.start <= start < q.end and q.words >= 5 for q in parsed.sentence.quotes)


def _known(earlier: Sequence[Reading], found: Sequence[Counted], unit: str) -> bool:
    near = earlier[-400:]
    before = [c for reading in near for c in reading.counts] if unit != "bodies_stolen" else []
    bare = [c for reading in near for c in reading.counts if c.number_start is None]
    return any(c.unit == unit for c in (*before, *bare, *found))


def _bare(parsed: Parsed, begin: int, finish: int, unit: str, reason: str) -> Counted:
    first, last = parsed.line.item(begin), parsed.line.item(finish - 1)
    head = parsed.line.text[begin:finish]
    group = head.rpartition(" of ")[2] if " of " in head else None
    start, end = parsed.start(first), parsed.end(last)
    subgroup = group or ("all" if unit.startswith("bodies") else None)
    return Counted(
        start,
        end,
        None,
        None,
        NumberUse.CLAIM,
        unit,
        modifier="unquantified",
        subgroup=subgroup,
        rule="unquantified",
        reason=reason,
        confidence="weak",
    )
