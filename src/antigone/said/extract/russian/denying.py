"""What Russian words do with a figure of their sentence: deny it, put another in its place, or only give it."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re

from antigone.said.claim import Stance
from antigone.said.extract.russian.false import DENIED, FALSE, FALSE_ADJECTIVE, FALSE_NOUN, INFO, NAMED
from antigone.said.extract.russian.items import Parsed
from antigone.said.extract.russian.righting import FIGURES, TURN, corrected, doubted, last, opposed

_B, _E = r"(?<![а-я])", r"(?![а-я])"
_W = r"(?:[«»\"“”] |[а-яa-z0-9-]+ )"
DENY = re.compile(rf"{_B}{DENIED}{_E}")
"""A verb that denies what follows."""
DENY_AFTER = re.compile(rf"{_B}{FALSE}{_E}")
"""A predicate that denies what stands before it."""
_OTHER_OBJECT = re.compile(
    r"[«\"“ ]*(?:свою |свое |все |какую-либо |какие-либо |любые |любую |эти |выдвинутые |предъявленные |звучащие |прозвучавш[а-я]+ |[а-я]+(?:ую|ее|ые|ие|ое) ){0,2}(?:обвинени[а-я]+(?! (?:в|во) (?:[а-я]+ )?(?:убийств|гибел|смерт|казн|расстрел|масс))|критик|претензи|упрек|предложени|причастност|вин[уы](?![а-я])|ответственност|связь|жалоб|иск(?![а-я])|ходатайств|апелляци|план(?![а-я])"
    r"|участи[ея]|применени|использовани|возможност|намерени|требовани|необходимост|помощь|сотрудничеств|ультиматум|попытк|право(?![а-я])|роль|подозрени|обстрел|удар|атак|халатност|нарушени|эвакуаци|отставк|сам факт)"
)
_SAYS = re.compile(
    r"(?:[,;—–«\"“]|(?<![а-я])(?:и|но|а|однако|при этом)) (?:[а-я-]+ ){0,3}?(?:сообщи[вл]|заяви[вл]|уточни[вл]|добави[вл]|подчеркну[вл]|сказа[вл]|отмети[вл]|рассказа[вл]|поясни[вл]|утвержд[а-я]{1,3}(?![а-я])|сообщ[аи](?:я|ет|ют)|заявля[яею]|назва[лв]|признал|подтверди[вл]|подтвержда[яею]|увер[яи]|настаива|указа[вл]|указыва|говор[яи]|по (?:его|ее|их) (?:словам|данным)|объяви[вл]|насчита)"
)
_GERUND = re.compile(r", (?:при этом |также |вновь |не )?[а-я]{3,}(?:[аиея]в|нув|вшись)(?![а-я])")
_AFTERMATH = re.compile(
    rf"{_B}(?:после|из-за|в связи с|на фоне|унес(?:ш|л)[а-я]*|привед[а-я]+|виновн[а-я]+|ответственност[а-я]+){_E}"
)

NEVER = re.compile(
    r"(?<![а-я])(?:никогда )?(?:не|ни разу не|никому не) (?:давал|предоставлял|публиковал|называл|озвучивал|приводил|сообщал|подтверждал|распространял|делал|говорил|заявлял|упоминал|объявлял|утверждал|передавал|фиксировал)[аио]?(?![а-я])"
)

_ABOUT = re.compile(r" об?(?: [«\"“])?(?: [а-я]+)?")
_NO_SUCH = re.compile(r"(?<![а-я])(?:никак(?:их|ого|ой|ие)|ни о каких|ни про каких)(?: [а-я-]+){0,2} ?[«\"“]?$")


_NAMED_SO = re.compile(rf"{_B}{NAMED}{_E}[^#;]{{0,80}}$")
_FICTION = re.compile(
    rf"[^;#.]{{0,60}}? (?:сильно |явно |заведомо |полной |откровенной |очередн[а-я]+ |чист[а-я]+ |[а-я]+ной ){{0,2}}(?:{FALSE_NOUN}|{FALSE_ADJECTIVE}){_E}"
)
_SO_NAMED = re.compile(
    rf"{_B}{NAMED} (?:[«\"“„а-я-]+ ){{0,3}}?[«\"“„]?(?: ?(?:{FALSE_NOUN}|{FALSE_ADJECTIVE})) (?:[»\"”“] )?(?:[а-я-]+ ){{0,3}}?{INFO}{_E}[^#;.]{{0,120}}$"
)
_FALSE_TALK = re.compile(
    rf"{_B}(?:(?:{FALSE_ADJECTIVE}) {INFO}|(?:фейк|вброс|дезинформаци|ложь|вымысел|выдумк|небылиц|сказк|утк|клевет|врань)[а-я]*) (?:[а-я-]+ ){{0,4}}?(?:об?|про|насчет|, что|, будто)(?: [а-я-]+){{0,4}} ?[«\"“]?$"
)
_FALSE_FIRST = re.compile(
    rf"{_B}(?:не подтвердил(?:ась|ись|ось)|не нашл[аио] (?:своего )?подтверждени[а-я]+|не подтвержда(?:ется|ются|лась|лись)|не соответству[а-я]+ (?:действительности|истине|реальности|правде)|(?:{FALSE_NOUN}|{FALSE_ADJECTIVE}) (?:оказал(?:ась|ись|ось)|явля[а-я]+|назва(?:л[аи]?|н[аоы])|признан[аоы]|был[аи]|счита[а-я]+)) (?=(?:и |также |и все |все |ранее |[а-я]+(?:ые|ая|ие) )?{INFO}{_E})"
)
_SCORNED = re.compile(
    rf"(?:{FALSE_NOUN}|{FALSE_ADJECTIVE}|неправда){_E}[^#]{{0,80}}? (?:прокомментировал|отреагировал|ответил|отозвал)[а-я]*(?: [а-я-]+)? [^#]{{0,60}}?{INFO}{_E}[^#.;]{{0,60}}$"
)
_NOT_DONE = re.compile(
    r"(?<![а-я])не (?:находили|обнаруживали|погибали|погибало|убивали|расстреливали|хоронили|умирали|умирало|казнили)(?: [а-я-]+){0,3}$|(?<![а-я])не (?:наш(?:ел|ла|ли)|обнаружил[аи]?|увидел[аи]?)(?: [а-я-]+){0,4} [«\"“]$"
)
_FRONTED = re.compile(
    rf"(?:^|[.;:«»\"“”,] |[а-я] )(?:эту |эти |ложную |появившуюся |появившиеся )?{INFO} (?:[а-я-]+ ){{0,3}}?(?:об?|про|, что|насчет)(?: [^#;]{{0,70}})?$"
)
_NAMED_AFTER = re.compile(
    rf"(?:(?!(?:но|однако|а) )[а-я»\"”,-]+ ){{0,8}}?{NAMED} (?:[«\"“а-я-]+ ){{0,4}}?(?:{FALSE_NOUN}|{FALSE_ADJECTIVE}|(?:взят|высосан)[а-я]+){_E}"
)

_WRONGLY = re.compile(
    r"(?<![а-я])(?:ошибочно|по ошибке|неверно|некорректно|ложно|неправильно) (?:[а-я]+ )?(?:сообща|сообщи|указа|назв|назы|заяв|говор|объяв|опублик|написа|озвуч|привед|приве|насчита)[а-я]*(?: [а-я,-]+){0,6} ?$"
)
_SLIP = re.compile(
    r"(?<![а-я])(?:оговорил|ошиб|обсчитал|перепутал|опечатал)(?:с[яь]|л[аи]?сь|лась|лись|ось|ся|[а-я]{0,3}) [^#;.]{0,40}?(?:сказал|назвал|указал|написал|произнес|озвучил)[аи]?(?: [а-я-]+){0,3}$|(?:возможно|кажется|видимо|наверное) ,? ?я (?:сказал|назвал)[аи]? ?[—–-]?(?: [а-я]+){0,2}$"
)
"""A mistake that is owned up to: "оговорился и сказал цифру 7"."""

_AGAINST = re.compile(
    rf"(?<![а-я])(?:вопреки (?:[а-я]+ ){{0,2}}?{INFO}|обвини[а-я]+ [^#;.:]{{2,60}}? (?:во лжи|во вранье|в дезинформации|в распространении (?:фейк|лож|дезинформ|слух)[а-я]*(?: {INFO})?))(?: [а-я-]+){{0,3}}? (?:об?|про)(?: [а-я-]+){{0,3}}$"
)
_LED = (_NOT_DONE, _NO_SUCH, _WRONGLY, _FALSE_TALK, _SLIP, _AGAINST)
"""Words that lead in a figure as denied, and end where it begins."""
_RELATIVE = re.compile(r", котор(?:ый|ая|ые|ое) [^;#]*$")
_AND_THAT = re.compile(rf" (?:и|а также|ни) (?=(?:сам[а-я]+ )?(?:факт[а-я]* )?(?:гибел|смерт|убийств|казн|{INFO}{_E}))")
"""The second of two things that are denied: "отрицает применение оружия и гибель троих"."""
_THIS = re.compile(r"(?:эту|эти|этой|данную|так[а-я]+|подобн[а-я]+) [а-я]+")
OF_CAUSES = re.compile(r" об? (?:причин|обстоятельств|виновн|характер|мотив|судьб|возраст|личност)[а-я]*")
_OTHERS = re.compile(rf"{_B}{INFO} (?:[а-я-]+ ){{0,2}}?(?:об?|про|, что) ")


_REACH = 80  # words to either side of a figure that may say something of it, so that the time for a sentence is bounded


def _sides(parsed: Parsed, at: int) -> tuple[str, str]:
    """The words before and after a figure."""
    return parsed.line.slice(max(0, at - _REACH), at), parsed.line.slice(at + 1, min(len(parsed.items), at + _REACH))


def contrasts(parsed: Parsed, at: int) -> Stance | None:
    """What a figure does that is set against another of its sentence ("не 5, а 7"), or is called false alone."""
    if not parsed.contested:
        return None
    left, right = _sides(parsed, at)
    against = opposed(left, right)
    if against is not None:
        return against
    alone = re.search(r"(?:^|[.;:«»\"“”] )$", f"{left} " if left else "") is not None and DENY_AFTER.match(right)
    return Stance.DENIES if alone else None


def stance_at(parsed: Parsed, at: int, unit: str = "killed") -> Stance | None:
    """What the words around a figure do with it; None where they only assert it."""
    number = parsed.items[at].number
    if not parsed.contested:
        return None
    left, right = _sides(parsed, at)
    if number is not None and number.kind == "none":  # "мы не находили ни одного тела"
        verb = last(DENY, left)
        return Stance.DENIES if verb is not None and reaches(left[verb.end() :]) else None
    against = opposed(left, right)
    if against is not None:
        return against
    if _denied_before(left, right) or _denied_after(left, right):
        return Stance.DENIES
    if corrected(left, right, unit):
        return Stance.CORRECTS
    return Stance.DOUBTS if doubted(left, right) else None


def _denied_before(left: str, right: str) -> bool:
    """ "опроверг сообщения о #", "никаких #", "назвал завышенными данные о #", "ошибочно сообщалось о #"."""
    verb = last(DENY, left)
    if verb is not None and reaches(left[verb.end() :]):
        return True
    never = last(NEVER, left)
    told = left[never.end() :] if never is not None else ""
    if never is not None and not TURN.search(told) and (FIGURES.search(told) or _ABOUT.fullmatch(told)):
        return not _SAYS.search(told)
    first = last(_FALSE_FIRST, left)
    if first is not None and FIGURES.search(left[first.end() - 1 :]) and reaches(left[first.end() :]):
        return True
    if any(pattern.search(left) for pattern in _LED):
        return True
    if _SCORNED.search(left):
        return True
    named = _SO_NAMED.search(left)
    if named is not None:
        told = left[named.start() + 8 :]
        return _RELATIVE.search(told) is not None or not _SAYS.search(told)
    so = _NAMED_SO.search(left)
    return so is not None and _FICTION.match(f" {right}") is not None


def reaches(told: str) -> bool:
    """True where what a verb of denial denies reaches the figure after these words."""
    if (
        " :" in told
        or TURN.search(told)
        or _SAYS.search(told)
        or _GERUND.search(told)
        or (", что" not in told and _AFTERMATH.search(told))
    ):
        return False
    return _OTHER_OBJECT.match(told) is None or _AND_THAT.search(told) is not None


def _denied_after(left: str, right: str) -> bool:
    """ "… о # погибших не соответствует действительности", "# погибших — это ложь"."""
    near = right.split(" ; ")[0][:260]
    if _ALIVE.match(near):
        return True
    if (said := DENY.search(near)) is not None and _THIS.search(near[said.start() :]):
        return not TURN.search(near[: said.start()])
    if _FRONTED.search(left) and ((said is not None and _fronts(near, said)) or _NAMED_AFTER.match(near)):
        return True
    after = DENY_AFTER.search(near)
    if after is not None and _IT_TURNED.search(near[: after.start()]):  # "…, однако эта информация не подтвердилась"
        return True
    if after is None or TURN.search(near[: after.start()]) or _OTHERS.search(near[: after.start()]):
        return False
    told = last(FIGURES, left)
    if told is not None and OF_CAUSES.match(left, told.end()):
        return False
    if told is not None and not re.search(rf"[.;]|{_B}(?:но|однако|а){_E}", left[told.end() :]):
        return not re.search(r"(?<![а-я])(?:и|,) (?:[а-я]+ ){0,2}?(?:причин|верси|виновн)", near[: after.start()])
    return after.start() < 60 and re.match(r"(?:это|все это|эт[аои] |[—–-])", after.group()) is not None


_IT_TURNED = re.compile(
    rf"(?<![а-я])(?:но|однако|впрочем) (?:позже |затем |потом |вскоре )?(?:эт[аио](?: {INFO})?|она|они|такая {INFO})(?: [а-я]+){{0,3}} ?$"
)
_ALIVE = re.compile(
    r"[^;#.]{0,40}?(?:объявленн|считавш|числивш|признанн|сочтенн)[а-я]* (?:[а-я]+ )?(?:пропавш|погибш|убит|мертв)[а-я]* [^#;]{0,30}?(?:на самом деле|в действительности|оказал[а-я]+ жив|жив[ыа]?(?![а-я])|нашл[иа]с[ья]|выжил)"
)
"""Those who were counted as missing or dead, and are not."""


def _fronts(near: str, said: re.Match[str]) -> bool:
    """ "Слухи о # погибших мэр опроверг": the object of the verb stands before it, and none of its own follows."""
    between, told = near[: said.start()], near[said.end() : said.end() + 50]
    if len(between) > 110 or TURN.search(between) or _SAYS.search(between) or FIGURES.search(between):
        return False
    return FIGURES.search(told.split(" , ")[0]) is None and _OTHER_OBJECT.match(told) is None
