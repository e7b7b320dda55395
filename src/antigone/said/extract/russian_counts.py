"""What each number of a Russian sentence counts: the rules in their order, and how parts find their whole."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antigone.said.extract import russian_morph as morph
from antigone.said.extract.language import Counted, Document, Reading, Sentence
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian_decoys import decoy
from antigone.said.extract.russian_items import ADVERBS, Phrase, kind_of, noun_phrase, parse
from antigone.said.extract.russian_places import place_in
from antigone.said.extract.russian_stance import stance_at
from antigone.said.extract.russian_units import ASIDE, BARE, BODY_NOUN, CARE, Cue, body_unit, body_verb

_PART = re.compile(
    r"(?:^|[ (])(?:из (?:них|которых|этого числа|их числа|этих)|среди (?:них|которых)|в том числе(?: и)?|включая|в их числе"
    r"|в числе которых|в числе них|в частности|из числа (?:[а-я]+))(?: (?:—|–|-|:|,|еще|уже|были|было|был|как минимум|есть))*$"
)
_AMONG = re.compile(
    r"(?:среди|из числа|в числе|из|между)(?: (?:всех|этих|общего числа|#|общего количества))* (?:[а-я]+ ){0,1}?$"
)
_TOLL = re.compile(r"(?:число|числа|числу|количество|количества|счет|список|цифра|итог|статистика|показатель)[а-я]*")
_TOLL_VERB = re.compile(
    r"(?:достиг|вырос|возрос|увелич|превыси|состав|стал|оцени|дошл|насчит|поднял|снизил|уменьш|сократ|равн|приблиз|перевал|уже|пока|всего|на данный момент)"
)
_ATTACK = re.compile(r"(?:нападени|атак|налет|вторжени|ограблени|раз(?:а)?$)")
_NAMES = re.compile(r"(?:им[её]н|имя|фамили)")
_LIST = re.compile(
    r"(?<![а-я])(?:в списке|список из|список включает|в список вошли|в список внесены|список насчитывает)(?![а-я])"
)
_PEOPLE_ONLY = frozenset(
    ["человек", "людей", "люди", "людям", "людьми", "человека", "человеку", "чел", "лиц", "лица", "душ"]
)
_OVER = {
    "injured": CARE | {"killed", "remanded", "in_detention"},
    "victims_recognised": CARE | {"killed", "injured"},
    "killed": frozenset({"died_in_hospital", "died_in_custody"}),
    "missing": frozenset({"killed"}),
    "hospitalised": frozenset({"critical", "died_in_hospital", "killed"}),
    "detained": frozenset({"remanded", "in_detention", "killed", "hospitalised", "died_in_custody"}),
}


@dataclass(frozen=True, slots=True)
class Governed:
    """What a number counts, by which rule, and why."""

    unit: str
    rule: str
    reason: str


class SentenceCounter:
    """Works through the numbers of one sentence from left to right."""

    def __init__(self, sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> None:
        self.parsed = parse(sentence)
        self.document = document
        self.earlier = earlier
        self.found: list[Counted] = []
        self.items: list[tuple[int, Phrase, Counted]] = []

    def run(self) -> list[Counted]:
        """All numbers of the sentence, each once."""
        for at in self.parsed.numbers:
            phrase = noun_phrase(self.parsed, at)
            counted = self._count(at, phrase)
            self.found.append(counted)
            if counted.use is NumberUse.CLAIM:
                self.items.append((at, phrase, counted))
        return self.found + self._bare()

    def _bare(self) -> list[Counted]:
        """Graves found and bodies taken without a figure: "обнаружены тайные захоронения", "похищены тела"."""
        line = self.parsed.line.text
        made = []
        for unit, pattern in BARE:
            match = pattern.search(line)
            if match is None or unit in {c.unit for c in self.found} or self._told_before(unit):
                continue
            words = match.group("what")
            first = self.parsed.line.item(match.start("what"))
            last = self.parsed.line.item(match.start("what") + len(words) - 1) + 1
            start, end = self.parsed.start(first), self.parsed.end(last - 1)
            place = place_in(self.parsed, 0, len(self.parsed.items))
            made.append(
                Counted(
                    start, end, None, None, NumberUse.CLAIM, unit, modifier="unquantified", subgroup="all", place=place,
                    stance=stance_at(self.parsed, last - 1), rule="ru.unquantified", reason="put forward without a figure",
                )
            )  # fmt: skip
        return made

    def _told_before(self, unit: str) -> bool:
        return any(c.unit == unit and c.use is NumberUse.CLAIM for r in self.earlier for c in r.counts)

    def _count(self, at: int, phrase: Phrase) -> Counted:
        number = self.parsed.items[at].number
        assert number is not None
        governed = self._special(at, phrase)
        if governed is None:
            reason = decoy(self.parsed, at, phrase)
            if reason:
                return self._aside(at, NumberUse.DECOY, reason)
            if phrase.kind in ("thing", "animal"):
                return self._aside(at, NumberUse.DECOY, "things")
            if number.value is None and number.kind not in ("vague", "majority") and number.modifier != "range":
                return self._aside(at, NumberUse.UNCLEAR, "no whole number")
        if governed is None and self._part_of_nothing(at, phrase):
            return self._aside(at, NumberUse.DECOY, "a part of people who are not among the dead, hurt or held")
        whole = self._whole(at, phrase)
        governed = governed or self._governed(at, phrase, whole)
        if governed is None:
            if phrase.kind == "person":
                return self._aside(at, NumberUse.DECOY, "people, but nothing is said of death, injury or the like")
            return self._aside(at, NumberUse.UNCLEAR, "no casualty word governs it")
        if governed.unit in ASIDE:
            return self._aside(at, NumberUse.DECOY, "people brought out or let go, not among the dead, hurt or held")
        if number.kind == "majority" and whole is None:
            return self._aside(at, NumberUse.UNCLEAR, "a majority of no figure")
        if number.value == 1 and number.kind == "words" and not self._one_is_meant(at, phrase, governed):
            return self._aside(at, NumberUse.UNCLEAR, "“one” used as an article")
        return self._claim(at, phrase, governed, whole)

    def _part_of_nothing(self, at: int, phrase: Phrase) -> bool:
        """ "Спасено 215 человек, в том числе 60 детей": the whole is no claim, and so neither is the part."""
        prior = self.found[-1] if self.found else None
        if prior is None or prior.use is not NumberUse.DECOY or not prior.reason.startswith("people"):
            return False
        left = self.parsed.line.slice(max(0, at - 7), at)
        led = phrase.partitive or _PART.search(left) is not None
        return led and phrase.cue is None and self._own_predicate(at) is None

    def _one_is_meant(self, at: int, phrase: Phrase, governed: Governed) -> bool:
        return phrase.kind in ("person", "body", "cue") or governed.rule in ("predicate", "part", "joined")

    def _aside(self, at: int, use: NumberUse, reason: str) -> Counted:
        start, end = self._numeral(at)
        return Counted(start, end, start, end, use, reason=reason)

    def _numeral(self, at: int) -> tuple[int, int]:
        number = self.parsed.items[at].number
        assert number is not None
        return self.parsed.tokens[number.first].start, self.parsed.tokens[number.last - 1].end

    # -- rules --------------------------------------------------------------------------------------------------

    def _special(self, at: int, phrase: Phrase) -> Governed | None:
        parsed = self.parsed
        clause = parsed.line.slice(*parsed.clause(at))
        head = phrase.head
        if _ATTACK.match(head) and phrase.kind in ("thing", "") and "морг" in parsed.line.text and self._hits(at, head):
            return Governed("morgue_attacks", "attacks", "attacks on morgues")
        if _NAMES.match(head) or (_NAMES.match(parsed.word(at - 1)) and phrase.kind in ("person", "cue")):
            unit = "names_published" if re.search(r"опубликова|обнародова", clause) else "names_listed"
            return Governed(unit, "names", "names on a list")
        if head.startswith(("семей", "семь")):
            if re.search(r"(?<![а-я])(?:ищ[ау]т|разыскива|не могут найти)", clause):
                return Governed("families_searching", "families", "families who look for relatives")
            return None
        if head.startswith("жизн"):
            return Governed("killed", "lives", "lives lost")
        if head.startswith("мест") and re.match(
            r"(?:[а-я]+ )?захоронени", parsed.line.slice(phrase.first + 1, phrase.first + 4)
        ):
            return Governed("burial_sites_found", "sites", "burial sites")
        if phrase.kind == "grave":
            return Governed("graves_found", "graves", "graves or burials are counted")
        if parsed.word(at - 1) == "из" and parsed.word(at - 2).startswith("списо") and phrase.kind in ("person", "cue"):
            return Governed("names_listed", "names", "people on a list")
        if _LIST.search(clause) and phrase.kind in ("person", "none") and not self._own_predicate(at):
            return Governed("names_listed", "names", "people on a list")
        return None

    def _hits(self, at: int, head: str) -> bool:
        if not head.startswith("раз"):
            return True
        return bool(
            re.search(r"нападали|нападал|атаковал|врывал|грабил", self.parsed.line.slice(*self.parsed.clause(at)))
        )

    def _governed(self, at: int, phrase: Phrase, whole: Counted | None) -> Governed | None:
        parsed = self.parsed
        bodies = self._bodies(at, phrase, whole)
        if bodies is not None:
            return bodies
        predicate = self._own_predicate(at)
        if phrase.cue is not None:
            return self._own_noun(at, phrase, phrase.cue, predicate)
        if predicate is not None and self._nearest_verb_is(at, predicate):
            return Governed(predicate.unit, "predicate", f"“{parsed.text(predicate.first, predicate.last)}” says so")
        led = self._of(at) or self._among(at) or self._toll(at)
        if led is not None:
            return led
        if predicate is not None and not self._other_verb_between(at, predicate):
            return Governed(predicate.unit, "predicate", f"“{parsed.text(predicate.first, predicate.last)}” says so")
        if whole is not None and phrase.kind in ("none", "person") and not self._foreign_verb(at):
            return Governed(whole.unit, "part", "it is a part of the figure before it")
        return self._joined(at, phrase) or self._ahead(at, phrase)

    def _own_noun(self, at: int, phrase: Phrase, cue: Cue, predicate: Cue | None) -> Governed:
        words = self.parsed.line.slice(*self.parsed.clause(at))
        if "морг" in words and cue.unit == "killed" and body_verb(words).startswith("bodies_"):
            return Governed(body_unit(words), "noun", "what was done with the dead is said, not their death")
        if cue.unit == "killed" and re.search(r"опозна|идентифицир", words) and phrase.kind == "cue":
            return Governed(body_unit(words), "noun", "it is said whether the dead are identified")
        if predicate is not None and predicate.unit in _OVER.get(cue.unit, ()) and self._has_verb(at, predicate):
            return Governed(predicate.unit, "predicate", "the predicate says more than the noun")
        return Governed(cue.unit, "noun", f"“{self.parsed.text(cue.first, cue.last)}” is what it counts")

    def _has_verb(self, at: int, predicate: Cue) -> bool:
        """A bare "в больнице" beside the wounded says where they are, and no more."""
        first, last = self.parsed.clause(at)
        if self._numbers_between(at, predicate):
            return False
        return predicate.unit != "hospitalised" or any(morph.is_verb(w) for w in self.parsed.lower[first:last])

    def _bodies(self, at: int, phrase: Phrase, whole: Counted | None) -> Governed | None:
        """Bodies, and parts of bodies: what was done with them gives the unit."""
        parsed = self.parsed
        words = self._own_words(at, phrase)
        k = at - 1
        while k > 0 and parsed.lower[k] in ("всех", "еще", "этих", "других", "остальных"):
            k -= 1
        before = parsed.word(k)
        body = phrase.kind == "body" or (BODY_NOUN.fullmatch(before) is not None and phrase.kind in ("person", "cue"))
        if body and re.search(r"(?<![а-я])приня(?:ли|л|ла|то|ты)(?![а-я])", words) and "морг" in parsed.line.text:
            return Governed("bodies_received", "bodies", "bodies taken in by a morgue")
        if body:
            return Governed(body_unit(words) if body_verb(words) else self._around(at, words), "bodies", "bodies")
        if whole is not None and whole.unit.startswith("bodies") and phrase.kind in ("none", "person"):
            predicate = self._own_predicate(at)
            if predicate is None or predicate.unit in ("bodies_with_torture_signs", "bodies_with_violent_signs"):
                return Governed(body_verb(words) or whole.unit, "part", "it is a part of the bodies before it")
        if (
            self.items
            and self.items[-1][2].unit == "bodies_identified"
            and re.match(r"[—–-] (?:нет|еще нет|пока нет)(?= |$)", parsed.line.slice(at + 1, at + 4))
        ):
            return Governed("bodies_unidentified", "joined", "the others are not identified")
        if self.items and self.items[-1][2].unit.startswith("bodies") and phrase.kind == "none" and body_verb(words):
            return Governed(body_verb(words), "joined", "bodies are still meant")
        if phrase.kind in ("none", "person") and re.search(r"эксгумир|(?<![а-я])опозна", words):
            return Governed(body_unit(words), "bodies", "what was done with bodies")
        if phrase.kind == "person" and re.search(
            r"похоронен[ыо]?(?![а-я])|похоронили|захоронены|погребены(?! под)", words
        ):
            return Governed("bodies_buried", "bodies", "people buried")
        return None

    def _own_words(self, at: int, phrase: Phrase) -> str:
        """The words of the number's clause; over a dash, where nothing but the number stands before it."""
        first, last = self.parsed.clause(at)
        if phrase.last >= last and self.parsed.word(last) in ("—", "–", "-") and last + 1 < len(self.parsed.items):
            last = self.parsed.clause(last + 1)[1]
        return self.parsed.line.slice(first, last)

    def _around(self, at: int, words: str) -> str:
        """The unit of bodies whose clause has no verb: that of the clause before it in the sentence."""
        if any(morph.is_verb(word) for word in words.split()):
            return "bodies_found"
        if self.items and self.items[-1][2].unit.startswith("bodies"):
            return self.items[-1][2].unit
        return body_unit(self.parsed.line.text) if len(self.parsed.numbers) == 1 else "bodies_found"

    def _own_predicate(self, at: int) -> Cue | None:
        """The predicate of the number's clause: with fewest numbers between, then the nearest."""
        first, last = self.parsed.clause(at)
        options = [c for c in self.parsed.cues if c.form == "pred" and first <= c.first < last]
        if not options:
            return None
        return min(options, key=lambda c: (self._numbers_between(at, c), self._gap(at, c), c.first))

    def _numbers_between(self, at: int, cue: Cue) -> int:
        low, high = min(at, cue.first), max(at, cue.last - 1)
        return sum(low < n < high for n in self.parsed.numbers)

    def _gap(self, at: int, cue: Cue) -> int:
        return at - cue.last if cue.last <= at else cue.first - at

    def _nearest_verb_is(self, at: int, cue: Cue) -> bool:
        """True where no other verb of the clause stands nearer to the number than the cue."""
        if cue.unit in CARE or cue.unit.startswith("bodies_"):
            return True
        return not self._other_verb_between(at, cue)

    def _other_verb_between(self, at: int, cue: Cue) -> bool:
        low, high = (cue.last, at) if cue.last <= at else (at + 1, cue.first)
        neutral = (
            "было",
            "были",
            "был",
            "стало",
            "стали",
            "может",
            "могут",
            "могли",
            "могло",
            "оказались",
            "насчитывается",
        )
        return any(
            morph.is_verb(self.parsed.lower[k]) and self.parsed.lower[k] not in neutral and not self._in_cue(k)
            for k in range(low, high)
        )

    def _in_cue(self, item: int) -> bool:
        return any(c.first <= item < c.last for c in self.parsed.cues)

    def _foreign_verb(self, at: int) -> bool:
        """A verb of the clause that says something else of the part ("из них 446 живут в городе" stays a part)."""
        first, last = self.parsed.clause(at)
        return any(c.unit in ASIDE for c in self.parsed.cues if first <= c.first < last)

    def _of(self, at: int) -> Governed | None:
        """ "гибель 12 человек", "о смерти 164 человек", "судьба пятерых"."""
        for cue in self.parsed.cues:
            if cue.form == "of" and cue.last <= at and at - cue.last <= 2:
                between = self.parsed.lower[cue.last : at]
                if all(word in ADVERBS or morph.is_adjective(word) for word in between):
                    words = self.parsed.text(cue.first, cue.last)
                    return Governed(cue.unit, "of", f"“{words}” of this number")
        return None

    def _among(self, at: int) -> Governed | None:
        """ "Среди погибших — 5 детей", "из пострадавших 30 в больницах"."""
        for cue in reversed(self.parsed.cues):
            if cue.form == "noun" and cue.last <= at and at - cue.last <= 6:
                if _AMONG.search(self.parsed.line.slice(max(0, cue.first - 4), cue.first) + " "):
                    return Governed(cue.unit, "among", f"a part of the {self.parsed.text(cue.first, cue.last)}")
                return None
        return None

    def _toll(self, at: int) -> Governed | None:
        """ "Число погибших достигло 45", "раненых — 120", "погибших: 12"."""
        parsed = self.parsed
        cues = [c for c in parsed.cues if c.form == "noun" and c.last <= at and at - c.last <= 14]
        if not cues:
            return None
        cue = cues[-1]
        between = parsed.line.slice(cue.last, at)
        if re.search(r"[;,](?! по (?:данным|словам|информации))", between) and not _TOLL.search(
            parsed.line.slice(max(0, cue.first - 3), cue.first)
        ):
            return None
        led = _TOLL.search(parsed.line.slice(max(0, cue.first - 4), cue.first)) is not None
        bare = (
            re.fullmatch(
                r"(?:(?:—|–|-|:|«|\"|“|уже|пока|всего|еще|было|стало|на|данный|момент|сейчас|не)(?: |$))*", between
            )
            is not None
        )
        if led or bare or (_TOLL_VERB.match(between) and len(between.split()) <= 5):
            words = parsed.text(cue.first, cue.last)
            return Governed(cue.unit, "toll", f"the number of {words}")
        return None

    def _joined(self, at: int, phrase: Phrase) -> Governed | None:
        """ "…, в Тарском районе — 21 человек": the verb is left out."""
        if not self.items or phrase.kind not in ("none", "person"):
            return self._listed(phrase)
        first, last = self.parsed.clause(at)
        if any(morph.is_verb(word) for word in self.parsed.lower[first:last]):
            return None
        prior_at, _, prior = self.items[-1]
        if any(self.parsed.lower[k] == ";" for k in range(prior_at, at)) and at - prior_at > 14:
            return None
        between = self.parsed.line.slice(prior_at + 1, at)
        if sum(morph.is_verb(w) and w not in ("было", "были") for w in between.split()) > 1 or at - prior_at > 20:
            return None
        return Governed(prior.unit, "joined", "the verb of the figure before it is left out")

    def _listed(self, phrase: Phrase) -> Governed | None:
        """A line of a list ("— Тарский район: 12;") goes on with the figure before it."""
        line = self.parsed.line.text
        if phrase.kind not in ("none", "person") or len(self.parsed.numbers) != 1 or self.parsed.cues:
            return None
        if not re.fullmatch(r"(?:[-–—•*·] )?(?:в )?[^#]{2,60}? ?[-–—:] ?# ?[а-я]{0,12} ?[;,.]?", line):
            return None
        for reading in reversed(self.earlier[-8:]):
            claims = [c for c in reading.counts if c.use is NumberUse.CLAIM]
            if claims:
                return Governed(claims[-1].unit, "list", "a line of a list under the figure before it")
        return None

    def _ahead(self, at: int, phrase: Phrase) -> Governed | None:
        """ "12 человек, среди которых двое детей, погибли"; "15 человек, погибших в аварии": what follows says it."""
        parsed = self.parsed
        first, last = parsed.clause(at)
        if phrase.kind not in ("person", "none") or any(morph.is_verb(w) for w in parsed.lower[first:last]):
            return None
        if phrase.kind == "person" and parsed.word(phrase.last) == "," and phrase.last + 1 in parsed.cue_at:
            cue = parsed.cue_at[phrase.last + 1]
            if cue.form == "noun":
                return Governed(cue.unit, "apposed", f"“{parsed.text(cue.first, cue.last)}” describes them")
        dashed = parsed.word(last) in ("—", "–") and phrase.last >= last
        for cue in parsed.cues:
            if dashed and cue.form == "pred" and last < cue.first <= last + 3:
                return Governed(cue.unit, "predicate ahead", "the predicate follows the dash")
            if cue.form == "pred" and last <= cue.first <= last + 16 and parsed.word(last) in (",", "—", "–", "("):
                inside = parsed.line.slice(last + 1, cue.first)
                opened = inside.startswith(
                    ("среди", "в том числе", "включая", "из них", "из которых", "в числе", "которые")
                )
                if opened or (phrase.kind == "person" and not inside and morph.has(parsed.lower[cue.first], "plur")):
                    return Governed(cue.unit, "predicate ahead", "the predicate follows")
                return None
        return None

    # -- wholes -------------------------------------------------------------------------------------------------

    def _whole(self, at: int, phrase: Phrase) -> Counted | None:
        """The quantity of which this one is said to be a part."""
        parsed, number = self.parsed, self.parsed.items[at].number
        first, _ = parsed.clause(at)
        left = parsed.line.slice(max(0, at - 7), at)
        lead = _PART.search(left) is not None
        opens = re.match(
            r"(?:при этом |причем )?(?:из них|из которых|среди них|в их числе|среди которых|в том числе)(?= |$)",
            parsed.line.slice(first, at),
        )
        if self.items and re.search(r"(?:в том числе|включая|в их числе|в числе которых)(?: и)? ?$", left):
            return self.items[-1][2]
        if phrase.partitive or lead or opens:
            return self._last_whole()
        if number is not None and number.kind == "majority":
            return self._last_whole(exact=True)
        if self.items and self.items[-1][2].part_of is not None and parsed.word(at - 1) in (",", "и", "—", "–"):
            prior_at, _, prior = self.items[-1]
            if at - prior_at <= 8 and not any(morph.is_verb(w) for w in parsed.lower[prior_at + 1 : at]):
                return next((c for _, _, c in self.items if c.start == prior.part_of), None)
        return None

    def _last_whole(self, exact: bool = False) -> Counted | None:
        """The last quantity that is no part itself: of this sentence, else of the ones before."""
        claims = [c for _, _, c in self.items]
        for reading in reversed(self.earlier[-4:]):
            if any(c.part_of is None for c in claims):
                break
            claims = [c for c in reading.counts if c.use is NumberUse.CLAIM and c.number_start is not None] + claims
        wholes = [c for c in claims if c.part_of is None and (not exact or c.best is not None)]
        return wholes[-1] if wholes else claims[-1] if claims and not exact else None

    # -- claims -------------------------------------------------------------------------------------------------

    def _claim(self, at: int, phrase: Phrase, governed: Governed, whole: Counted | None) -> Counted:
        parsed, number = self.parsed, self.parsed.items[at].number
        assert number is not None
        low, high, best = number.bounds()
        if number.kind == "majority" and whole is not None and whole.best is not None:
            low, high = whole.best // 2 + 1, whole.best
        start, end = self._numeral(at)
        last = phrase.last if phrase.last > at + 1 else at + 1
        first, limit = parsed.clause(at)
        return Counted(
            start=parsed.start(at),
            end=max(end, parsed.end(last - 1)),
            number_start=start,
            number_end=end,
            use=NumberUse.CLAIM,
            unit=governed.unit,
            low=low,
            high=high,
            best=best,
            modifier=number.modifier,
            subgroup=self._group(at, phrase),
            place=place_in(parsed, first, limit),
            part_of=whole.start if whole is not None and whole.start != parsed.start(at) else None,
            stance=stance_at(parsed, at),
            rule=f"ru.{governed.rule}",
            reason=governed.reason,
            confidence="weak" if governed.rule in ("joined", "list", "predicate ahead") else "firm",
        )

    def _group(self, at: int, phrase: Phrase) -> str:
        """The people as worded; `all` where only "people" are named."""
        if phrase.kind in ("none", "body", "grave", "thing") or phrase.partitive:
            return "all"
        if phrase.head in _PEOPLE_ONLY or (phrase.cue is not None and kind_of(phrase.head) != "person"):
            return "all"
        if phrase.cue is not None and phrase.cue.last == phrase.last:
            return "all"
        first = phrase.cue.last if phrase.cue is not None else phrase.first
        return self.parsed.text(first, phrase.last).casefold()


def read_counts(sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> list[Counted]:
    """All numbers of a sentence."""
    return SentenceCounter(sentence, document, earlier).run()
