"""What a number of a Russian sentence is governed by: predicates, nouns before it, tolls, elided verbs, lists."""

# ruff: noqa: E501 (patterns and lists of words read best whole)

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from antigone.said.claim import Stance
from antigone.said.extract.language import Counted, Reading, Sentence
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.denying import contrasts
from antigone.said.extract.russian.items import ADVERBS, Phrase, noun_phrase, parse
from antigone.said.extract.russian.numbers import Number
from antigone.said.extract.russian.units import ASIDE, CARE, Cue, body_verb

_AMONG = re.compile(
    r"(?:среди|из числа|в числе|из|между)(?: (?:всех|этих|общего числа|#|общего количества))* (?:[а-я]+ ){0,2}?$"
)
_TOLL = re.compile(r"(?:число|числа|числу|количество|количества|счет|список|цифра|итог|статистика|показатель)[а-я]*")
_TOLL_VERB = re.compile(
    r"(?:достиг|вырос|возрос|увелич|превыси|состав|стал|оцени|дошл|насчит|поднял|снизил|уменьш|сократ|числ|равн|приблиз|перевал|уже|пока|всего|на данный момент)"
)
_ATTACK = re.compile(r"(?:нападени|атак|налет|вторжени|ограблени|раз(?:а)?$)")
_THERE = re.compile(r"(?:, )?(?:в|на|среди) [а-я-]+(?: [а-я-]+){0,2} [—–:-]")
_BECAME = re.compile(
    r"^(?:(?:при|в|на|от|из-за|после|под|близ|среди|во) [^,;]{3,60})? ?(?:стало|составило|достигло|насчитывается)(?: уже| всего| теперь)?$"
)
_UP_TO = re.compile(r"(?:^|[.,:;«»—–] )(?:с # )?(?:до|к)(?: уже)?$")
_GREW = re.compile(
    r"(?:человек )?(?:увелич|вырос|возрос|подня|сниз|сократ|уменьш|дош|прибли)[а-я]+ (?:[а-я]+ ){0,2}?(?:число|количество|счет|список|цифра)"
)
_TOLD_OF = re.compile(
    r"(?<![а-я])(?:говор[яи]т|говорил[аи]?|сообща[а-я]+|писал[аи]?|пишут|заявля[а-я]+|заявил[аи]?|речь (?:идет|шла)|знают|слышали) (?:уже |даже |как минимум )?об?$"
)
_LISTED_AS = re.compile(r"(?<![а-я])в (?:списке|перечне|числе) (?=[а-я])")
_AND_THERE = re.compile(r"(?:в|на) (?:[а-я-]+ ){1,3}и(?: еще)?")
_PUT_AT = re.compile(
    r"(?<![а-я])(?:(?:цифр[уы]|показатель|оценку) (?:[а-я]+ ){0,2}?|(?:число|количество) )(?:уменьш|сниз|сократ|скорректир|исправ|увелич|подня|пересмотр)[а-я]*(?: [а-я]+){0,2} до$"
)
_NAMES = re.compile(r"(?:им[её]н|имя|фамили)")
_LIST = re.compile(
    r"(?<![а-я])(?:в списке|список из|список включает|в список вошли|в список внесены|список насчитывает)(?![а-я])"
)
_THEIR = re.compile(
    r"(?<![а-я])их (?:(?:общее )?(?:числ[оа]|количеств[оа]) [^#;]*|(?:(?:было|стало|оказалось|насчитывается|всего|уже|теперь|[—–-])(?: |$))*)$"
)
_THEY_ARE = re.compile(r"(?:^|[,:;.—–«\"“-] |(?:в|на) (?:[а-я]+ ){1,3})их(?: [а-я]+)?$")
_THERE_ARE = re.compile(r"(?<![а-я])(?:есть|были|оказались|оказался|значатся|числятся|имеются|находились|—|–)$")
_FIGURE = re.compile(r"(?<![а-я])цифр(?:[уаы]|ой|е)(?: в)?(?: [«\"“])?$")
_PARENTHESIS = re.compile(r", (?:по|согласно|как|котор[а-я]+) [^,;#]{2,70} , ?")
_ON_IT = re.compile(r"(?:в (?:нем|котором|списке)|в (?:него|который)|куда|туда|значатся|значится|указаны)(?= )")


@dataclass(frozen=True, slots=True)
class Governed:
    """What a number counts, by which rule, and why."""

    unit: str
    rule: str
    reason: str


class Governing:
    """The rules by which a number is given its unit; `items` are the claims of the sentence so far."""

    def __init__(self, sentence: Sentence, earlier: Sequence[Reading]) -> None:
        self.parsed = parse(sentence)
        self.earlier = earlier
        self.items: list[tuple[int, Phrase, Counted]] = []

    def _special(self, at: int, phrase: Phrase) -> Governed | None:
        parsed = self.parsed
        clause = parsed.line.slice(*parsed.clause(at))
        head = phrase.head
        if _ATTACK.match(head) and phrase.kind in ("thing", "") and "морг" in parsed.line.text and self._hits(at, head):
            return Governed("morgue_attacks", "attacks", "attacks on morgues")
        if _NAMES.match(head) or (_NAMES.match(parsed.word(at - 1)) and phrase.kind in ("person", "cue")):
            if re.search(r"установ|опозна|идентифиц", clause):
                return Governed("bodies_identified", "names", "names found out")
            return Governed(self._list_unit(clause), "names", "names on a list")
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
        if _FIGURE.search(parsed.line.slice(max(0, at - 4), at)) and phrase.kind in ("person", "none"):
            return self._taken_up("figure", "a figure of what was counted before", 6, parsed.items[at].number)
        if phrase.kind == "none" and _PUT_AT.search(parsed.line.slice(max(0, at - 6), at)):
            return self._taken_up("figure", "a figure put at another number", 2)
        if phrase.kind == "none" and _TOLD_OF.search(parsed.line.slice(max(0, at - 5), at)):
            return (
                self._taken_up("figure", "a figure of what was counted before", 1) if self._counted_before() else None
            )
        if _UP_TO.search(parsed.line.slice(max(0, at - 4), at)):
            return self._grown_to(at)
        head_of = parsed.word(at - 2) if parsed.word(at - 1) == "из" else parsed.word(at - 1)
        if head_of.startswith("списо") and phrase.kind in ("person", "cue"):
            return Governed(self._list_unit(parsed.line.text), "names", "people on a list")
        listed = _LISTED_AS.search(clause)
        if listed is not None and phrase.kind in ("person", "none") and not self._own_predicate(at):
            first = parsed.line.item(parsed.line.starts[parsed.clause(at)[0]] + listed.end())
            cue = next((c for c in parsed.cues_in(first, first + 2) if c.form == "noun"), None)
            if cue is not None:  # "в списке пропавших осталось восемь"
                return Governed(cue.unit, "toll", "so many are still listed so")
        if _LIST.search(clause) and phrase.kind in ("person", "none") and not self._own_predicate(at):
            return Governed(self._list_unit(clause), "names", "people on a list")
        if (
            "спис" in parsed.line.text
            and _ON_IT.match(clause.lstrip(" ,—–"))
            and phrase.kind in ("person", "none")
            and self._listed_verb(clause)
        ):
            return Governed(self._list_unit(parsed.line.text), "names", "people on a list")
        return None

    def _counted_before(self) -> bool:
        """True where the sentence before tells of the dead, hurt or missing."""
        stances = {s.unit for r in self.earlier[-1:] for s in r.stances}
        told = {c.unit for r in self.earlier[-1:] for c in r.counts if c.use is NumberUse.CLAIM}
        return bool(stances | told | {c.unit for _, _, c in self.items})

    def _grown_to(self, at: int) -> Governed | None:
        """ "До 59 выросло число граждан, погибших …": what is counted follows the figure."""
        line = self.parsed.line
        grew = _GREW.match(line.slice(at + 1, at + 12))
        if grew is None:
            return None
        first = line.item(line.starts[at + 1] + grew.end() - 1) + 1
        cue = next((c for c in self.parsed.cues_in(first, first + 10) if c.form == "noun"), None)
        return Governed(cue.unit, "toll", f"the number of {self.parsed.text(cue.first, cue.last)}") if cue else None

    def _list_unit(self, words: str) -> str:
        return "names_published" if re.search(r"опубликов|обнародов", words) else "names_listed"

    def _listed_verb(self, clause: str) -> bool:
        return (
            re.search(r"(?<![а-я])(?:знач|числ|указан|оказал|вош|вход|внес|содерж|есть|име)[а-я]*", clause) is not None
        )

    def _hits(self, at: int, head: str) -> bool:
        if not head.startswith("раз"):
            return True
        return bool(
            re.search(r"нападали|нападал|атаковал|врывал|грабил", self.parsed.line.slice(*self.parsed.clause(at)))
        )

    def _own_predicate(self, at: int) -> Cue | None:
        """The predicate of the number's clause: with fewest numbers between, then the nearest."""
        first, last = self.parsed.clause(at)
        options = [c for c in self.parsed.cues_in(max(first, at - 60), min(last, at + 60)) if c.form == "pred"]
        if not options:
            return None
        best = min(options, key=lambda c: (self._numbers_between(at, c), self._gap(at, c), c.first))
        if best.unit == "hospitalised":  # "находятся в больнице в тяжёлом состоянии" says more
            worse = [c for c in options if c.unit == "critical" and not self._numbers_between(at, c)]
            best = worse[0] if worse else best
        if best.unit == "sought_treatment":
            hurt = [
                c for c in options if c.unit == "injured" and self.parsed.word(c.last) == "и" and c.last < best.first
            ]
            best = hurt[-1] if hurt and at > best.first else best
        if best.unit == "sought_treatment":
            best = next((c for c in options if c.unit == "treated_as_outpatient"), best)
        return best

    def _numbers_between(self, at: int, cue: Cue) -> int:
        low, high = min(at, cue.first), max(at, cue.last - 1)
        numbers = self.parsed.numbers  # in order
        return bisect_left(numbers, high) - bisect_right(numbers, low)

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
            "оказался",
            "насчитывается",
            "находятся",
            "находится",
            "остаются",
            "остается",
            "попали",
            "попало",
            "оказалось",
            "остались",
            "осталось",
            "остался",
            "числятся",
            "числится",
            "значатся",
            "удалось",
        )
        return any(
            morph.is_verb(self.parsed.lower[k])
            and self.parsed.lower[k] not in neutral
            and not self._in_cue(k)
            and k not in self.parsed.inserted
            for k in range(low, high)
        )

    def _in_cue(self, item: int) -> bool:
        return any(c.first <= item < c.last for c in self.parsed.cues_in(max(0, item - 30), item + 1))

    def _foreign_verb(self, at: int) -> bool:
        """A verb of the clause that says something else of the part ("из них 446 живут в городе" stays a part)."""
        first, last = self.parsed.clause(at)
        return any(c.unit in ASIDE for c in self.parsed.cues_in(max(first, at - 60), min(last, at + 60)))

    def _of(self, at: int) -> Governed | None:
        """ "гибель 12 человек", "о смерти 164 человек", "судьба пятерых"."""
        for cue in self.parsed.cues_in(max(0, at - 12), at):
            if cue.form == "of" and cue.last <= at and at - cue.last <= 2:
                between = self.parsed.lower[cue.last : at]
                if all(word in ADVERBS or morph.is_adjective(word) for word in between):
                    words = self.parsed.text(cue.first, cue.last)
                    return Governed(cue.unit, "of", f"“{words}” of this number")
        return None

    def _among(self, at: int) -> Governed | None:
        """ "Среди погибших — 5 детей", "из пострадавших 30 в больницах"."""
        for cue in reversed(self.parsed.cues_in(max(0, at - 24), at)):
            far = at - cue.last > 6 and _THERE_ARE.search(self.parsed.line.slice(max(0, at - 2), at)) is None
            if cue.form == "noun" and cue.last <= at and not far:
                if _AMONG.search(self.parsed.line.slice(max(0, cue.first - 4), cue.first) + " "):
                    return Governed(cue.unit, "among", f"a part of the {self.parsed.text(cue.first, cue.last)}")
                return None
        return None

    def _toll(self, at: int) -> Governed | None:
        """ "Число погибших достигло 45", "раненых — 120", "погибших: 12"."""
        parsed = self.parsed
        near = parsed.cues_in(max(0, at - 50), at)
        cues = [c for c in near if c.form == "noun" and c.last <= at and at - c.last <= 30]
        if not cues:
            return None
        cue = cues[-1]
        if at - cue.last > 14 and (
            any(cue.last <= prior < at for prior, _, _ in self.items)
            or not _TOLL_VERB.match(self._last_verb(cue.last, at))
        ):
            return None
        between = _PARENTHESIS.sub("", parsed.line.slice(cue.last, at))
        if re.search(r"[;,](?! по (?:данным|словам|информации))", between) and not _TOLL.search(
            parsed.line.slice(max(0, cue.first - 3), cue.first)
        ):
            return None
        led = _TOLL.search(parsed.line.slice(max(0, cue.first - 4), cue.first)) is not None
        bare = (
            re.fullmatch(
                r"(?:(?:\(|—|–|-|:|«|\"|“|уже|пока|всего|еще|было|стало|на|данный|момент|сейчас|не|по-прежнему|теперь|лишь|только|оказалось|насчитывается|с|может|могло|быть|оказаться|будет|до|у|нас|них|здесь|там|тут)(?: |$))*",
                between,
            )
            is not None
        )
        bare = bare or _THERE.fullmatch(between) is not None
        bare = bare or re.fullmatch(r"[а-я]+ не", between) is not None  # "жертв аварии не 45, а 43"
        became = _BECAME.search(between) is not None and len(between.split()) <= 8 and "," not in between
        if led or bare or became or (_TOLL_VERB.match(between) and len(between.split()) <= 5):
            words = parsed.text(cue.first, cue.last)
            return Governed(cue.unit, "toll", f"the number of {words}")
        return None

    def _taken_up(self, rule: str, reason: str, back: int = 2, number: Number | None = None) -> Governed | None:
        """The unit of what was counted before, in this sentence or the ones before; else of a noun of the last one.

        A `number` told before has the unit that it had.
        """
        claims = [c for r in self.earlier[-6:] for c in r.counts if c.use is NumberUse.CLAIM]
        told = [c.unit for c in claims if number is not None and number.value is not None and c.best == number.value]
        told = told or [c.unit for _, _, c in self.items]
        told = told or [c.unit for r in self.earlier[-back:] for c in r.counts if c.use is NumberUse.CLAIM]
        for reading in reversed(self.earlier[-back:] if not told else ()):
            told = told or [c.unit for c in parse(reading.sentence).cues if c.form == "noun"]
        return Governed(told[-1], rule, reason) if told else None

    def _contrasted(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Не 1400, а около 1200 человек", "вместо 212 умерших следует считать 198": one figure for another."""
        parsed = self.parsed
        stance = contrasts(parsed, at) if phrase.kind in ("person", "none") else None
        if stance is None:
            return None
        done = body_verb(parsed.line.slice(*parsed.clause(self._first_of_two(at))))
        if done == "bodies_received" and phrase.kind == "none":  # "привезли не троих, а четырёх"
            return Governed(done, "contrasted", "bodies brought, one figure in the place of another")
        if stance is Stance.CORRECTS and not self.items:  # "было не семь, а девять человек": of what is no claim
            return None
        first, last = parsed.clause(at)
        others = [w for w in parsed.lower[first:last] if morph.is_verb(w) and w != "следует"]
        if others and "вместо" not in parsed.line.slice(max(0, at - 14), at):
            return self._of_the_next(at, stance)
        near = self._taken_up("contrasted", "a figure in the place of another", 2, parsed.items[at].number)
        return self._of_the_next(at, stance) or near

    def _first_of_two(self, at: int) -> int:
        """The figure that "а #" stands against: the one before it, else itself."""
        return next((k for k in reversed(self.parsed.numbers) if at - 8 <= k < at), at)

    def _of_the_next(self, at: int, stance: Stance) -> Governed | None:
        """ "Не 12, а 11 тел": the noun of the figure that is right."""
        following = next((k for k in self.parsed.numbers if at < k <= at + 6), None)
        if following is None or stance is not Stance.DENIES:
            return None
        phrase = noun_phrase(self.parsed, following)
        if phrase.kind == "body":
            return Governed("bodies_found", "contrasted", "a figure in the place of another")
        cue = phrase.cue
        return Governed(cue.unit, "contrasted", "a figure in the place of another") if cue is not None else None

    def _theirs(self, at: int, phrase: Phrase) -> Governed | None:
        """ "число погибших …: их было 60", "35 пропавших, теперь их число выросло до 69"."""
        left = self.parsed.line.slice(max(0, at - 12), at)
        alone = phrase.kind == "none" and _THEY_ARE.search(left) is not None
        if phrase.kind not in ("person", "none") or not (alone or _THEIR.search(left)):
            return None
        told = [c.unit for c in self.parsed.cues if c.form == "noun" and c.last <= at]
        told = told or [c.unit for _, _, c in self.items]
        told = told or [c.unit for r in self.earlier[-2:] for c in r.counts if c.use is NumberUse.CLAIM]
        return Governed(told[-1], "toll", "“their number” points back") if told else None

    def _last_verb(self, first: int, last: int) -> str:
        """The last verb of a stretch; empty where it has none."""
        words = self.parsed.lower
        return next((words[k] for k in range(last - 1, first - 1, -1) if morph.is_verb(words[k])), "")

    def _coordinated(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Тела 16 мужчин и 26 женщин доставят …": what the figure before it is, so is this one."""
        if not self.items or phrase.kind not in ("person", "none"):
            return None
        _, before, prior = self.items[-1]
        between = self.parsed.line.slice(before.last, at)
        if _AND_THERE.fullmatch(between) or (
            between in ("и", "и еще", ", а также", ", а также еще", ", и")
            and (phrase.kind == before.kind or before.kind == "cue")
        ):
            return Governed(prior.unit, "coordinated", "it is joined to the figure before it by “and”")
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

    def _dashed(self, at: int, phrase: Phrase) -> Governed | None:
        """ "39 — средней тяжести", "в тяжёлом состоянии — 4": the predicate over the dash."""
        if self.parsed.word(at - 1) in ("—", "–", "-", ":") and phrase.kind in ("person", "none"):
            before = next(
                (c for c in self.parsed.cues_in(max(0, at - 30), at) if c.form == "pred" and c.last == at - 1), None
            )
            if before is not None:
                return Governed(before.unit, "predicate", "the predicate stands before the dash")
        last = self.parsed.clause(at)[1]
        if phrase.kind not in ("person", "none") or phrase.last < last or self.parsed.word(last) not in ("—", "–", "-"):
            return None
        cue = next((c for c in self.parsed.cues_in(last + 1, last + 4) if c.form == "pred"), None)
        return Governed(cue.unit, "predicate ahead", "the predicate follows the dash") if cue else None

    def _ahead(self, at: int, phrase: Phrase) -> Governed | None:
        """ "12 человек, среди которых двое детей, погибли"; "15 человек, погибших в аварии": what follows says it."""
        parsed = self.parsed
        first, last = parsed.clause(at)
        beside = parsed.cue_at.get(phrase.last + 1) if parsed.word(phrase.last) == "," else None
        if (
            beside is not None
            and beside.form == "pred"
            and phrase.kind == "person"
            and morph.pos(parsed.lower[beside.first]) == "PRTF"
        ):
            return Governed(beside.unit, "apposed", f"“{parsed.text(beside.first, beside.last)}” describes them")
        if phrase.kind not in ("person", "none") or any(morph.is_verb(w) for w in parsed.lower[first:last]):
            return None
        if phrase.kind == "person" and parsed.word(phrase.last) == "," and phrase.last + 1 in parsed.cue_at:
            cue = parsed.cue_at[phrase.last + 1]
            later = next((c for c in parsed.cues_in(cue.last + 1, cue.last + 15) if c.form == "pred"), None)
            if later is not None and later.unit in CARE and parsed.word(cue.last) != ",":
                return Governed(later.unit, "predicate ahead", "the predicate follows what describes them")
            if cue.form == "noun":
                return Governed(cue.unit, "apposed", f"“{parsed.text(cue.first, cue.last)}” describes them")
        for cue in parsed.cues_in(last, last + 17):
            if cue.form == "pred" and last <= cue.first <= last + 16 and parsed.word(last) in (",", "—", "–", "("):
                inside = parsed.line.slice(last + 1, cue.first)
                told_by_the_way = (
                    phrase.kind == "person"
                    and inside.endswith(",")
                    and not any(morph.is_verb(w) for w in inside.split())
                )
                opened = (
                    told_by_the_way
                    or inside.startswith(
                        ("среди", "в том числе", "включая", "из них", "из которых", "в числе", "которые")
                    )
                    or morph.pos(inside.split(" ")[0]) == "PRTF"
                )
                if opened or (phrase.kind == "person" and not inside and morph.has(parsed.lower[cue.first], "plur")):
                    return Governed(cue.unit, "predicate ahead", "the predicate follows")
                return None
        return None
