"""Which verbs of a Russian sentence say something: verbs of saying, those that only name figures, and any verb that
opens a clause with "что"."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re

from antigone.said.extract.russian import morph
from antigone.said.extract.russian.citing import QUOTES
from antigone.said.extract.russian.false import FALSE_ADJECTIVE, FALSE_NOUN
from antigone.said.extract.russian.listeners import Listeners
from antigone.said.extract.russian.names import NAMING, VERBS, WEAK

_HELPERS = frozenset(
    [
        *("смочь", "мочь", "удаться", "поспешить", "спешить", "решить", "быть", "стать", "начать", "успеть"),
        *("продолжить", "продолжать", "захотеть", "хотеть", "собираться", "взяться", "приняться", "попытаться"),
    ]
)
"""Verbs that lead in another ("поспешил заверить"): of being able, of beginning, of trying."""
_HAPPEN = frozenset(
    [
        *("привести", "приводить", "случиться", "произойти", "добиться", "добиваться", "сделать", "делать"),
        *("кончиться", "закончиться", "обернуться", "получиться", "оказаться", "выйти", "стать", "быть", "дойти"),
        *("потребовать", "требовать", "следить", "проверить", "проверять", "скрыть", "скрывать", "мочь", "хотеть"),
    ]
)
"""Verbs before "что" that say nothing: of what came about, of asking, of hiding."""
_THAT = re.compile(
    r"(?:к (?:выводу|заключению|мнению) |(?!(?:к|тем|того|тому|так|такой|такая|такие|настолько)(?![а-я]))[а-я-]+ ){0,5}?, (?:что|будто)(?![а-я])"
)
_IN_THAT = re.compile(r"(?:^|[,.] )в (?:то|том) ?, что ")
_GIVING = frozenset(("называть", "назвать", "приводить", "привести", "указывать", "указать", "оценивать", "оценить"))
_OF_PEOPLE = re.compile(r"(?:[а-я]+ ){0,2}?# (?:[а-я]+ ){0,2}?(?:погиб|жертв|умер|убит|ранен|пострада|пропав|задерж)")
_REJECTING = frozenset(
    (
        "отмести",
        "отклонить",
        "отбросить",
        "отозвать",
        "развеять",
        "развенчать",
        "оспорить",
        "оспаривать",
        "раскритиковать",
    )
)
SURE_OF = frozenset(("увере", "убежд", "согла"))
_SURE = re.compile(r"(?:не )?(?:увере|убежде|соглас)н?(?:ен|на|ны|н)")
_COUNTING = frozenset(("насчитать", "задокументировать", "зафиксировать", "подсчитать", "посчитать", "подтвердить"))


_ASKED = re.compile(r"(?<![а-я])(?:назва|называ|сообщ|раскры|уточн|озвуч|комментир)")
_AMOUNT = re.compile(
    r"(?<![а-я])(?:числ[оа]|количеств|цифр|данны|сведени|сколько|утверждени|сообщени|слух|информаци|публикаци)"
)
_OF_FIGURES = re.compile(
    r"(?<![а-я])(?:об? # |об? (?:погиб|пропав|ранен|пострада|задержан)|ошибк|числ|цифр|сводк|оцен|сведени|сообщени|информаци|слух|публикаци|данны"
    r"|статистик|количеств|потер|жертв|гибел|список|назва|уточн|раскры|смерт)"
)
_CALLED_FALSE = re.compile(rf"(?<![а-я])(?:не соответств|{FALSE_ADJECTIVE}|{FALSE_NOUN}|взят|высосан|занижен)")
_DEAD = re.compile(r"(?<![а-я])(?:погибшими|убитыми|пропавшими|жертвами|ранеными)(?![а-я])")


class Saying(Listeners):
    """Tells verbs of saying from other verbs."""

    def _saying(self, k: int) -> str:
        """The verb of saying at item `k` as the dictionary lists it; empty where it is none."""
        word = self.parsed.lower[k]
        if word[:5] in SURE_OF and _SURE.fullmatch(word):
            closes = (
                self.parsed.word(k - 1) in (",", "—", "–") and self._may_be_subject(k + 1)
                if k + 1 < self.size
                else False
            )
            return "утверждать" if closes or self._leads_in(k) else ""
        if not morph.is_verb(word) or word.endswith(("но", "на", "ны", "ен")):
            return ""
        verb = morph.lemma(word)
        if verb in _HELPERS and (said := self._infinitive(k)):
            return said
        if verb == "дать" and not _AMOUNT.search(self.parsed.line.slice(0, k)):  # "уточнённые сведения дал X"
            return "утверждать" if self._leads_in(k) else ""
        if verb == "знать" and self.parsed.word(k + 1) not in ("о", "об"):
            return ""
        if verb in VERBS or self._after_quote(k):
            return verb
        if verb in ("верить", "поверить", "сомневаться") and _IN_THAT.search(self.parsed.line.slice(0, k)):
            return "утверждать"
        return "утверждать" if verb not in _HAPPEN and self._leads_in(k) else ""

    def _leads_in(self, k: int) -> bool:
        """ "убеждён, что", "дал понять, что", "настаивает на том, что": what is said follows, whatever the verb."""
        ahead = self.parsed.line.slice(k + 1, k + 9)
        return _THAT.match(ahead) is not None

    def _infinitive(self, k: int) -> str:
        """ "смогла подтвердить", "поспешил публично заверить": the verb that a helping verb leads in."""
        for j in range(k + 1, min(k + 4, self.size)):
            word = self.parsed.lower[j]
            if morph.pos(word) == "INFN":
                return morph.lemma(word) if morph.lemma(word) in VERBS else ""
            if morph.pos(word) != "ADVB":
                return ""
        return ""

    def _interrupts(self, k: int) -> bool:
        """ "«Погибли пятеро, — сказал мэр. — Ещё трое ранены»": who speaks stands inside the quotation marks."""
        return self.parsed.word(k - 1) in ("—", "–", "-") and self.parsed.word(k - 2) in (",", "!", "?", "…")

    def _after_quote(self, k: int) -> bool:
        """ "«…», — отрезал мэр": after direct speech any verb may be one of saying."""
        lead = self.parsed.lower[max(0, k - 3) : k]
        return lead[-1:] in (["—"], ["–"], ["-"]) and any(word in QUOTES or word in ("!", "?") for word in lead)

    def _opens(self, k: int) -> bool:
        """ "X заявил, что …", "X сообщил: «…»": what is said follows the verb."""
        ahead = self.parsed.line.slice(k + 1, k + 14)
        return (
            "что" in ahead.split() or ":" in ahead or ahead.startswith(("о ", "об ", "сообщени", "данны", "информаци"))
        )

    def _weak_fits(self, k: int, verb: str) -> bool:
        if verb in ("привести", "приводить") and self.parsed.word(k + 1) in ("к", "ко"):
            return False
        if verb not in WEAK or verb in NAMING:
            return True
        ahead = self.parsed.line.slice(k + 1, k + 9)
        if verb in _REJECTING and _AMOUNT.search(self.parsed.line.slice(0, k)):
            return True
        if verb in _GIVING and _OF_PEOPLE.match(ahead):
            return True
        if verb == "выступить":
            return "заявлени" in self.parsed.line.slice(max(0, k - 3), k + 4)
        if self.parsed.lower[k].endswith("ся") and not verb.endswith("ся"):  # "считаются пропавшими"
            return False
        if verb in ("назвать", "называть", "счесть", "считать") and _CALLED_FALSE.search(ahead):
            return True
        if verb == "считать" and _DEAD.search(ahead):  # "ведомства считают погибшими от одного до четырёх"
            return True
        if verb == "сделать":  # "Соответствующее заявление сделали в МЧС"
            return "заявлени" in self.parsed.line.slice(max(0, k - 6), k + 3)
        told_before = self.parsed.word(k - 1) == "не" and _AMOUNT.search(self.parsed.line.slice(0, k))
        if told_before:  # "количество могил в полиции не называют"
            return True
        if verb == "отказаться" and _ASKED.search(self.parsed.line.slice(max(0, k - 9), k)):
            return True
        if verb in _COUNTING and "#" in ahead.split()[:6]:
            return True
        return "что" in ahead.split() or _OF_FIGURES.search(ahead) is not None
