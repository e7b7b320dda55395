"""What each number of a Russian sentence counts: the rules in their order, and how parts find their whole."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from antigone.said.claim import Stance
from antigone.said.extract.language import Counted, Document, Reading, Sentence
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.decoys import decoy, timed
from antigone.said.extract.russian.denying import stance_at
from antigone.said.extract.russian.governing import Governed, Governing
from antigone.said.extract.russian.items import Phrase, kind_of, noun_phrase, parse
from antigone.said.extract.russian.places import place_in
from antigone.said.extract.russian.righting import puts_right, said_before
from antigone.said.extract.russian.units import ASIDE, BODY_NOUN, CARE, Cue, body_unit, body_verb
from antigone.said.extract.russian.unnumbered import nothing, unquantified

_PART = re.compile(
    r"(?:^|[ (])(?:из (?:них|которых|этого числа|их числа|этих)|среди (?:них|которых)|в том числе(?: и)?|включая|в их числе"
    r"|в числе которых|в числе них|в частности|из числа (?:[а-я]+))(?: (?:—|–|-|:|,|еще|уже|были|было|был|как минимум|есть))*$"
)
_PEOPLE_ONLY = frozenset(
    [
        "граждан",
        "граждане",
        "гражданина",
        "человек",
        "людей",
        "люди",
        "людям",
        "людьми",
        "человека",
        "человеку",
        "чел",
        "лиц",
        "лица",
        "душ",
    ]
)
_COUNTABLE = re.compile(
    r"(?<![а-я])(?:тел|труп|останк|скелет|могил|захорон|погреб|кладбищ|морг|им[её]н|имя|фамил|сем[ье]|жизн|списо?к|мест|эксгум|опозна|личност|похорон|раз)"
)
"""Words by which a number may count the dead without a cue: where none stands, and nothing was told before, none does."""
_RIGHTED = re.compile(
    r"(?<![а-я])(?:уточн|исправ|скорректиров|пересмотр|пересчита)[а-я]* (?:[а-я]+ ){0,2}?(?:данны|сведени|информаци|статистик|(?:числ|количеств|спис)[а-я]* (?:погиб|жертв|умер|убит))"
)
_DEAD = re.compile(r"погибш|убит|умерш|скончавш")
_THIS_IS = re.compile(r"(?:все )?это(?: [—–-])?")
_NESTED = re.compile(r"[,(—–] (?:в том числе|включая|среди них|среди которых|в их числе)(?![а-я])")
_CHANGED = re.compile(r"(?<![а-я])(?:сниз|сниж|уменьш|сократ|сокращ|прибав|меньше|выше|ниже)[а-я]*(?: [а-я]+)? на$")
_TAKEN_UP = re.compile(r"(?<![а-я])(?:нашли|найден|достали|подняли|поднят|извлек|обнаруж)")
_LIE = re.compile(
    r"(?<![а-я])(?:в|на) (?:[а-я]+ ){0,3}?(?:могил|захоронени|кладбищ)[а-я]* (?:[а-я]+ ){0,2}?(?:леж|поко|погреб)[а-я]+|(?:леж|поко)[а-я]+ (?:[а-я#]+ ){0,4}?(?:в|на) (?:[а-я]+ ){0,3}?(?:могил|захоронени)[а-я]*"
)
_RAISED = re.compile(r"(?<![а-я])(?:подня|извлек|извлеч|достал|достан|выкоп|откоп|раскоп)[а-я]*")
_DUG = re.compile(r"(?<![а-я])(?:эксгум|раскоп|массов[а-я]+ захоронени|братск[а-я]+ могил|кладбищ)")
_GROUND = re.compile(r"(?<![а-я])(?:могил|захорон|кладбищ|погребен)")
_OVER = {
    "injured": CARE | {"killed", "remanded", "in_detention"},
    "victims_recognised": CARE | {"killed", "injured"},
    "killed": frozenset({"died_in_hospital", "died_in_custody"}),
    "missing": frozenset({"killed"}),
    "hospitalised": frozenset({"critical", "died_in_hospital", "killed"}),
    "detained": frozenset({"remanded", "in_detention", "killed", "hospitalised", "died_in_custody"}),
}


class SentenceCounter(Governing):
    """Works through the numbers of one sentence from left to right."""

    def __init__(self, sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> None:
        super().__init__(sentence, earlier)
        self.document = document
        self.of_death = frozenset(c.last for c in self.parsed.cues if c.form == "of" and c.unit == "killed")
        self.found: list[Counted] = []
        told = any(c.use is NumberUse.CLAIM for r in earlier[-8:] for c in r.counts) or any(
            r.stances for r in earlier[-8:]
        )
        told = told or any(parse(r.sentence).cues for r in earlier[-2:])
        self.bare = not told and not self.parsed.cues and _COUNTABLE.search(self.parsed.line.text) is None

    def run(self) -> list[Counted]:
        """All numbers of the sentence, each once."""
        for at in self.parsed.numbers:
            phrase = noun_phrase(self.parsed, at)
            counted = self._count(at, phrase)
            self.found.append(counted)
            if counted.use is NumberUse.CLAIM:
                self.items.append((at, phrase, counted))
        self._fallen()
        return self.found + nothing(self.parsed) + unquantified(self.parsed, self.found, self.earlier)

    def _fallen(self) -> None:
        """ "Погибли 253 человека, тогда как ранее говорилось о 359": a toll of dead or hurt that falls is put right."""
        for (at, _, now), (other, _, then) in pairwise(self.items):
            falls = now.best is not None and then.best is not None and now.best < then.best
            fits = now.unit == then.unit and now.unit in ("killed", "injured") and now.stance is None
            if falls and fits and then.part_of is None and said_before(self.parsed, at, other):
                self.found[self.found.index(now)] = replace(now, stance=Stance.CORRECTS)

    def _stance(self, at: int, unit: str) -> Stance | None:
        """What the words do with a figure; one that stands for a figure denied just before puts it right."""
        stance = stance_at(self.parsed, at, unit)
        if stance is None and unit == "killed" and not self.items and self._righted_above(at):
            return Stance.CORRECTS
        if stance is not None or not puts_right(self.parsed, at):
            return stance
        near = [c for _, _, c in self.items] + [c for r in self.earlier[-2:] for c in r.counts]
        figure = self.parsed.items[at].number
        if figure is not None and any(c.stance is Stance.CORRECTS and c.best == figure.value for c in near):
            return None  # told again
        denied = [(c.stance, c.unit) for c in near]
        denied += [(cue.stance, cue.unit) for r in self.earlier[-1:] for cue in r.stances]
        return Stance.CORRECTS if (Stance.DENIES, unit) in denied else None

    def _righted_above(self, at: int) -> bool:
        """ "В штабе уточнили число погибших", and then the figure: told just before that it is put right."""
        if self.parsed.word(at - 1) in ("с", "со", "на") or self.found:
            return False
        above = [r for r in self.earlier[-2:] if not any(c.use is NumberUse.CLAIM for c in r.counts)]
        return any(_RIGHTED.search(parse(r.sentence).line.text) for r in above)

    def _count(self, at: int, phrase: Phrase) -> Counted:
        number = self.parsed.items[at].number
        assert number is not None
        governed = None if self.bare or timed(self.parsed, at) else self._special(at, phrase)
        if governed is None:
            reason = decoy(self.parsed, at, phrase)
            if reason:
                return self._aside(at, NumberUse.DECOY, reason)
            if phrase.kind in ("thing", "animal"):
                return self._aside(at, NumberUse.DECOY, "things")
            if number.value is None and number.kind not in ("vague", "majority") and number.modifier != "range":
                return self._aside(at, NumberUse.UNCLEAR, "no whole number")
        if self.parsed.word(at - 1) == "на" and _CHANGED.search(self.parsed.line.slice(max(0, at - 5), at)):
            return self._aside(at, NumberUse.DECOY, "by how many a figure changed")
        if self.bare:
            return self._ungoverned(at, phrase)
        if governed is None and self._part_of_nothing(at, phrase):
            return self._aside(at, NumberUse.DECOY, "a part of people who are not among the dead, hurt or held")
        whole = self._whole(at, phrase)
        governed = governed or self._governed(at, phrase, whole)
        if governed is None:
            return self._ungoverned(at, phrase)
        if governed.unit in ASIDE:
            return self._aside(at, NumberUse.DECOY, "people brought out or let go, not among the dead, hurt or held")
        if number.kind == "majority" and whole is None:
            return self._aside(at, NumberUse.UNCLEAR, "a majority of no figure")
        if number.value == 1 and self.parsed.word(at - 1) == "по":
            return self._aside(at, NumberUse.UNCLEAR, "one in each of several places")
        if number.value == 1 and number.kind == "words" and not self._one_is_meant(at, phrase, governed):
            return self._aside(at, NumberUse.UNCLEAR, "“one” used as an article")
        return self._claim(at, phrase, governed, whole)

    def _ungoverned(self, at: int, phrase: Phrase) -> Counted:
        if phrase.kind == "person":
            return self._aside(at, NumberUse.DECOY, "people, but nothing is said of death, injury or the like")
        return self._aside(at, NumberUse.UNCLEAR, "no casualty word governs it")

    def _part_of_nothing(self, at: int, phrase: Phrase) -> bool:
        """ "Спасено 215 человек, в том числе 60 детей": the whole is no claim, and so neither is the part."""
        prior = self.found[-1] if self.found else None
        if prior is None or prior.use is not NumberUse.DECOY or not prior.reason.startswith(("people", "thing")):
            return False
        left = self.parsed.line.slice(max(0, at - 7), at)
        led = phrase.partitive or _PART.search(left) is not None
        return led and phrase.cue is None and self._own_predicate(at) is None

    def _one_is_meant(self, at: int, phrase: Phrase, governed: Governed) -> bool:
        if governed.rule == "part":  # "один из них — ребёнок", but not "один из них живёт в столице"
            first, last = self.parsed.clause(at)
            return not any(morph.is_verb(w) for w in self.parsed.lower[first:last])
        return phrase.kind in ("person", "body", "cue") or governed.rule in ("predicate", "joined")

    def _aside(self, at: int, use: NumberUse, reason: str) -> Counted:
        start, end = self._numeral(at)
        return Counted(start, end, start, end, use, reason=reason)

    def _numeral(self, at: int) -> tuple[int, int]:
        number = self.parsed.items[at].number
        assert number is not None
        return self.parsed.tokens[number.first].start, self.parsed.tokens[number.last - 1].end

    def _governed(self, at: int, phrase: Phrase, whole: Counted | None) -> Governed | None:
        parsed = self.parsed
        bodies = self._bodies(at, phrase, whole)
        if bodies is not None:
            return bodies
        if self.items and parsed.line.slice(at - 3, at) == "с # до":  # "раненых — с 30 до 40"
            return Governed(self.items[-1][2].unit, "toll", "the figure to which the one before it rose or fell")
        worst = self._of(at)
        if worst is not None and worst.unit == "critical":
            return worst
        predicate = self._own_predicate(at)
        if predicate is not None and predicate.unit in CARE and phrase.cue is None and at in self.of_death:
            return self._of(at)  # "о смерти 14 человек в больнице"
        if phrase.cue is not None:
            return self._own_noun(at, phrase, phrase.cue, predicate)
        if predicate is not None and self._nearest_verb_is(at, predicate):
            return Governed(predicate.unit, "predicate", f"“{parsed.text(predicate.first, predicate.last)}” says so")
        led = self._of(at) or self._among(at) or (self._toll(at) if whole is None else None)
        if led is not None:
            return led
        if predicate is not None and not self._other_verb_between(at, predicate):
            return Governed(predicate.unit, "predicate", f"“{parsed.text(predicate.first, predicate.last)}” says so")
        theirs = self._theirs(at, phrase) if predicate is None and whole is None else None
        if theirs is not None:
            return theirs
        dashed = self._dashed(at, phrase)
        if dashed is not None:
            return dashed
        if whole is not None and phrase.kind in ("none", "person") and not self._foreign_verb(at):
            ahead = self._ahead(at, phrase)
            if (
                ahead is not None
                and ahead.rule == "predicate ahead"
                and _NESTED.match(self.parsed.line.slice(self.parsed.clause(at)[1], self.parsed.clause(at)[1] + 4))
            ):
                return ahead
            return Governed(whole.unit, "part", "it is a part of the figure before it")
        return (
            self._coordinated(at, phrase)
            or self._joined(at, phrase)
            or self._ahead(at, phrase)
            or self._contrasted(at, phrase)
        )

    def _own_noun(self, at: int, phrase: Phrase, cue: Cue, predicate: Cue | None) -> Governed:
        words = self.parsed.line.slice(*self.parsed.clause(at))
        if (
            cue.unit == "killed"
            and body_verb(words) == "bodies_believed_buried"
            and _GROUND.search(self.parsed.line.text)
        ):
            return Governed("bodies_believed_buried", "noun", "the dead who are believed to lie in graves")
        if "морг" in words and cue.unit == "killed" and body_verb(words).startswith("bodies_"):
            return Governed(body_unit(words), "noun", "what was done with the dead is said, not their death")
        if (
            cue.unit == "killed"
            and re.search(
                r"опозна|идентифицир|установ[а-я]+ (?:имен|личност)|(?:имена|личност[а-я]+) [а-я# ]{0,25}?установ",
                words,
            )
            and phrase.kind == "cue"
        ):
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
        while k > 0 and parsed.lower[k] in ("всех", "еще", "этих", "других", "остальных", "было", "уже", "всего"):
            k -= 1
        before = parsed.word(k)
        body = phrase.kind == "body" or (BODY_NOUN.fullmatch(before) is not None and phrase.kind in ("person", "cue"))
        if body and re.search(r"(?<![а-я])приня(?:ли|л|ла|то|ты)(?![а-я])", words) and "морг" in parsed.line.text:
            return Governed("bodies_received", "bodies", "bodies taken in by a morgue")
        if body and re.search(r"(?<![а-я])не (?:найден|обнаружен|нашл|обнаружил|удалось (?:найти|обнаружить))", words):
            return Governed("missing", "bodies", "the bodies are not found")
        if body:
            return Governed(body_unit(words) if body_verb(words) else self._around(at, words), "bodies", "bodies")
        if whole is not None and whole.unit.startswith("bodies") and phrase.kind in ("none", "person"):
            predicate = self._own_predicate(at)
            if (
                predicate is None
                and phrase.kind == "person"
                and not body_verb(words)
                and self._is_of_the_dead(at, whole)
            ):
                return Governed("killed", "part", "it is a part of the dead, whatever was done with their bodies")
            if predicate is None or predicate.unit in ("bodies_with_torture_signs", "bodies_with_violent_signs"):
                return Governed(body_verb(words) or whole.unit, "part", "it is a part of the bodies before it")
        if (
            self.items
            and self.items[-1][2].unit == "bodies_identified"
            and re.match(r"[—–-] (?:нет|еще нет|пока нет)(?= |$)", parsed.line.slice(at + 1, at + 4))
        ):
            return Governed("bodies_unidentified", "joined", "the others are not identified")
        prior = self.items[-1][2].unit if self.items else self._prior_unit()
        still = prior.startswith("bodies") and phrase.kind == "none"
        named = body_verb(words) in ("bodies_identified", "bodies_unidentified")
        if still and (named or (self.items and (body_verb(words) or _TAKEN_UP.search(words)))):
            return Governed(body_unit(words), "joined", "bodies are still meant")
        if phrase.kind in ("none", "person") and re.search(
            r"эксгумир|(?<![а-я])опозна|личност[ьи] [а-я# ]{0,25}?установ|установ[а-я]+ личност", words
        ):
            return Governed(body_unit(words), "bodies", "what was done with bodies")
        if phrase.kind == "person" and body_verb(words) == "bodies_believed_buried" and _GROUND.search(words):
            return Governed("bodies_believed_buried", "bodies", "people believed to lie in graves")
        if phrase.kind == "person" and _LIE.search(words):
            return Governed("bodies_buried", "bodies", "people who lie in graves")
        if phrase.kind == "person" and re.search(
            r"похоронен[ыо]?(?![а-я])|похоронили|похоронить|захоронить|захоронены|погребены(?! под)", words
        ):
            believed = body_verb(words) == "bodies_believed_buried"
            return Governed("bodies_believed_buried" if believed else "bodies_buried", "bodies", "people buried")
        return None

    def _is_of_the_dead(self, at: int, whole: Counted) -> bool:
        """ "225 погибших, в их числе 19 полицейских": the noun of the whole is the dead, and no bodies."""
        words = self.document.text[whole.start : whole.end].casefold()
        taken = re.search(
            r"(?:в их числе|среди них|среди которых|в числе которых) ?$", self.parsed.line.slice(at - 3, at)
        )
        return whole.unit == "bodies_received" and taken is not None and _DEAD.search(words) is not None

    def _prior_unit(self) -> str:
        """The unit of the last claim of the sentence before."""
        told = [c.unit for r in self.earlier[-1:] for c in r.counts if c.use is NumberUse.CLAIM]
        return told[-1] if told else ""

    def _own_words(self, at: int, phrase: Phrase) -> str:
        """The words of the number's clause; over a dash, where nothing but the number stands before it."""
        first, last = self.parsed.clause(at)
        if phrase.last >= last and self.parsed.word(last) in ("—", "–", "-") and last + 1 < len(self.parsed.items):
            last = self.parsed.clause(last + 1)[1]
        elif self.parsed.word(last) == "," and morph.pos(self.parsed.word(last + 1)) == "PRTF":
            last = self.parsed.clause(last + 1)[1]  # "12 тел, привезённых в морг"
        return self.parsed.line.slice(first, last)

    def _around(self, at: int, words: str) -> str:
        """The unit of bodies whose clause has no verb: that of the clause before it in the sentence."""
        near = self.parsed.line.text + "".join(
            parse(r.sentence).line.text for r in self.earlier[-4:] if _RAISED.search(words)
        )
        if ("эксгумаци" in self.parsed.line.text and _TAKEN_UP.search(words)) or (
            _RAISED.search(words) and _DUG.search(near)
        ):
            return "bodies_exhumed"
        if any(morph.is_verb(word) for word in words.split()):
            return "bodies_found"
        if self.items and self.items[-1][2].unit.startswith("bodies"):
            return self.items[-1][2].unit
        return body_unit(self.parsed.line.text) if len(self.parsed.numbers) == 1 else "bodies_found"

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
        if phrase.kind == "person" and not self.items and _THIS_IS.fullmatch(parsed.line.slice(0, at)):
            return self._last_whole()
        if self.items and re.search(r"(?:в том числе|включая|в их числе|в числе которых)(?: и)? ?$", left):
            return self.items[-1][2]
        if phrase.partitive or lead or opens:
            beside = self.found[-1] if self.found else None
            others = beside is not None and beside.use is NumberUse.DECOY and beside.reason.startswith("people")
            return None if others else self._last_whole()  # "было 252 человека, 46 из них погибли"
        if number is not None and number.kind == "majority":
            return self._largest_whole(phrase.cue.unit if phrase.cue is not None else "")
        if self.items and self.items[-1][2].part_of is not None and parsed.word(at - 1) in (",", "и", "—", "–"):
            prior_at, _, prior = self.items[-1]
            if at - prior_at <= 8 and not any(morph.is_verb(w) for w in parsed.lower[prior_at + 1 : at]):
                return next((c for _, _, c in self.items if c.start == prior.part_of), None)
        return None

    def _last_whole(self) -> Counted | None:
        """The last quantity that is no part itself: of this sentence, else of the ones before."""
        claims = [c for _, _, c in self.items]
        for reading in reversed(self.earlier[-4:]):
            if any(c.part_of is None for c in claims):
                break
            claims = [c for c in reading.counts if c.use is NumberUse.CLAIM and c.number_start is not None] + claims
        wholes = [c for c in claims if c.part_of is None]
        return wholes[-1] if wholes else claims[-1] if claims else None

    def _largest_whole(self, unit: str) -> Counted | None:
        """What "the majority" is of: the largest exact figure told lately, of that unit where one is named."""
        told = [c for r in self.earlier[-4:] for c in r.counts if c.use is NumberUse.CLAIM] + [
            c for _, _, c in self.items
        ]
        exact = [c for c in told if (c.best or 0) > 2 and c.part_of is None]
        exact = [c for c in exact if c.unit == unit] or exact
        return max(exact, key=lambda c: (c.best or 0, c.start), default=None)

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
            stance=self._stance(at, governed.unit),
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
