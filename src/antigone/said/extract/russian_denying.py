"""What Russian words do with a figure of their sentence: deny it, put another in its place, or only give it."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re

from antigone.said.claim import Stance
from antigone.said.extract.russian_false import DENIED, FALSE, FALSE_ADJECTIVE, FALSE_NOUN, INFO, NAMED
from antigone.said.extract.russian_items import Parsed

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
_TURN = re.compile(r"(?<![а-я])(?:но|однако|а|на самом деле|в действительности|при этом|зато|вместо этого)(?![а-я])")
_NEVER = re.compile(
    r"(?<![а-я])(?:никогда )?(?:не|ни разу не|никому не) (?:давал|предоставлял|публиковал|называл|озвучивал|приводил|сообщал|подтверждал|распространял|делал|говорил|заявлял|упоминал|объявлял|утверждал|передавал|фиксировал)[аио]?(?![а-я])"
)
_FIG = re.compile(rf"{_B}{INFO}{_E}")
_ABOUT = re.compile(r" об?(?: [«\"“])?(?: [а-я]+)?")
_NO_SUCH = re.compile(r"(?<![а-я])(?:никак(?:их|ого|ой|ие)|ни о каких|ни про каких)(?: [а-я-]+){0,2} ?[«\"“]?$")
_BUT = re.compile(r"(?:[а-я-]+ ){0,5}?(?:, как [^,#]{2,40} )?[,—–] а (?:всего |только |лишь |уже |(?:[а-я]+ )?)?#")
_NOT_THAT = re.compile(r"(?:[а-я-]+ ){0,4}?, (?:а|но) не #")
_NOT_BUT = re.compile(
    r"(?<![а-я])не # (?:[а-я-]+ ){0,5}?(?:, как [^,#]{2,40} )?[,—–] а(?: всего| только| лишь| уже| [а-я]+)?$"
)
_INSTEAD = re.compile(r"(?<![а-я])вместо(?: [а-я-]+){0,4}$")
_INSTEAD_OF = re.compile(r"(?:[а-я-]+ ){0,3}?,? ?вместо (?:[а-я-]+ ){0,4}?#")
_FOR_INSTEAD = re.compile(r"(?<![а-я])вместо (?:[а-я-]+ ){0,4}?# (?:[а-я,-]+ ){0,6}?[а-я—–-]*$")
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
_REALLY = re.compile(
    r"(?<![а-я])(?:на самом деле|в действительности|в реальности|фактически|на деле|реально)(?: [а-я,-]+){0,5} ?[«\"“]?$"
    r"|(?<![а-я])(?:сейчас|теперь|правильн[а-я]+|верн[а-я]+)(?: [а-я,:-]+){0,3} ?[«\"“]?$"
    r"|(?:^|[.,:;—–«\"“-] )их(?: всего| только| лишь)?$"
)
_WRONGLY = re.compile(
    r"(?<![а-я])(?:ошибочно|по ошибке|неверно|некорректно|ложно|неправильно) (?:[а-я]+ )?(?:сообща|сообщи|указа|назв|назы|заяв|говор|объяв|опублик|написа|озвуч|привед|приве|насчита)[а-я]*(?: [а-я,-]+){0,6} ?$"
)
_SLIP = re.compile(
    r"(?<![а-я])(?:оговорил|ошиб|обсчитал|перепутал|опечатал)(?:с[яь]|л[аи]?сь|лась|лись|ось|ся|[а-я]{0,3}) [^#;.]{0,40}?(?:сказал|назвал|указал|написал|произнес|озвучил)[аи]?(?: [а-я-]+){0,3}$|(?:возможно|кажется|видимо|наверное) ,? ?я (?:сказал|назвал)[аи]? ?[—–-]?(?: [а-я]+){0,2}$"
)
"""A mistake that is owned up to: "оговорился и сказал цифру 7"."""
_EARLIER = re.compile(r"(?<![а-я])(?:раньше|ранее|прежде|до этого|сначала|первоначально)(?![а-я])")
_AGAINST = re.compile(
    rf"(?<![а-я])(?:вопреки (?:[а-я]+ ){{0,2}}?{INFO}|обвини[а-я]+ [^#;.:]{{2,60}}? (?:во лжи|во вранье|в дезинформации|в распространении (?:фейк|лож|дезинформ|слух)[а-я]*(?: {INFO})?))(?: [а-я-]+){{0,3}}? (?:об?|про)(?: [а-я-]+){{0,3}}$"
)
_RELATIVE = re.compile(r", котор(?:ый|ая|ые|ое) [^;#]*$")
_AND_THAT = re.compile(rf" (?:и|а также|ни) (?=(?:сам[а-я]+ )?(?:факт[а-я]* )?(?:гибел|смерт|убийств|казн|{INFO}{_E}))")
"""The second of two things that are denied: "отрицает применение оружия и гибель троих"."""
_THIS = re.compile(r"(?:эту|эти|этой|данную|так[а-я]+|подобн[а-я]+) [а-я]+")
OF_CAUSES = re.compile(r" об? (?:причин|обстоятельств|виновн|характер|мотив|судьб|возраст|личност)[а-я]*")
_OTHERS = re.compile(rf"{_B}{INFO} (?:[а-я-]+ ){{0,2}}?(?:об?|про|, что) ")
# -- corrections
_FALLS = r"(?:снизил|уменьшил|сократил|понизил|упал|снижен|уменьшен|сокращен|понижен|сниз|уменьша|сокраща)[а-я]*"
_MENDED = re.compile(
    rf"{_B}(?:(?:по )?уточн[а-я]+ (?:, )?(?:[а-я]+ )?(?:данны|информаци|сведени|цифр|числ|количеств|статистик|итог|спис)[а-я]+|скорректир[а-я]+|исправ(?:ил|лен|ля)[а-я]*|поправил[а-я]*|уточнен[оаы]?|пересмотре[лн][а-я]*|пересчита[а-я]+|"
    r"поправк[а-я]+|исправлени[а-я]+|(?:теперь|сейчас) уточн[а-я]+|(?:это |эт[ои] )?(?:был[аои] |стал[аои] )?(?:ошибк|опечатк|неточност)[а-я]+ :|правильн[а-я]+ (?:цифр|числ|данны)[а-я]+|верн[а-я]+ (?:цифр|числ|данны)[а-я]+|(?:ошибк|опечатк|неточност|описк|ошиб(?:ся|лась|лись))[а-я]*[^#;]{0,50}? :|дважды(?: [а-я]+){0,2} :)(?![а-я])"
)
_LOWERED = re.compile(
    rf"{_B}{_FALLS}(?: [а-я,-]+){{0,9}}?(?: (?:с|со) # (?:[а-я-]+ ){{0,3}}?до|(?: на #(?: [а-я]+)? (?:,|и|—|до|—) ?(?:[а-я]+ ){{0,3}}?(?:состав[а-я]+|до|равн[а-я]+))| до)$"
)
_YEARLY = re.compile(
    r"(?<![а-я])(?:по сравнению|сравнени|за (?:[а-я]+ )?(?:год|месяц|полугоди|квартал)|прошл[а-я]+ год|в год[уа]?(?![а-я])|ежегодн|процент|%|год к году|с # год|смертност)"
)
_TOLL_WORDS = re.compile(
    r"(?<![а-я])(?:погибш|жертв|умерш|убит|пострадавш|ранен|тел(?![а-я])|смерт|числ[а-я]+|цифр|данны|показател|статистик|сч[её]т|оцен)"
)
_NATURAL = frozenset(
    ("missing", "hospitalised", "critical", "detained", "in_detention", "remanded", "unaccounted", "reported_missing")
)


def _opposed(left: str, right: str) -> Stance | None:
    """ "не 56, а 57", "57, а не 56", "восемь вместо десяти", "назвал цифру «сто» вымыслом"."""
    if re.search(r"(?:^|, |— )(?:а |но )?не ?$", left) or (left.endswith((" не", "не")) and _BUT.match(right)):
        return Stance.DENIES
    if _INSTEAD.search(left):
        return Stance.DENIES
    if _NOT_BUT.search(left) or _NOT_THAT.match(right) or _INSTEAD_OF.match(right) or _FOR_INSTEAD.search(left):
        return Stance.CORRECTS
    return None


_REACH = 80  # words to either side of a figure that may say something of it, so that the time for a sentence is bounded


def _sides(parsed: Parsed, at: int) -> tuple[str, str]:
    """The words before and after a figure."""
    return parsed.line.slice(max(0, at - _REACH), at), parsed.line.slice(at + 1, min(len(parsed.items), at + _REACH))


def contrasts(parsed: Parsed, at: int) -> Stance | None:
    """What a figure does that is set against another of its sentence ("не 5, а 7"), or is called false alone."""
    if not parsed.contested:
        return None
    left, right = _sides(parsed, at)
    opposed = _opposed(left, right)
    if opposed is not None:
        return opposed
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
    opposed = _opposed(left, right)
    if opposed is not None:
        return opposed
    if _denied_before(left, right) or _denied_after(left, right):
        return Stance.DENIES
    if _corrected(left, right, unit):
        return Stance.CORRECTS
    return Stance.DOUBTS if _doubted(left, right) else None


def _denied_before(left: str, right: str) -> bool:
    """ "опроверг сообщения о #", "никаких #", "назвал завышенными данные о #", "ошибочно сообщалось о #"."""
    verb = last(DENY, left)
    if verb is not None and reaches(left[verb.end() :]):
        return True
    never = last(_NEVER, left)
    told = left[never.end() :] if never is not None else ""
    if never is not None and not _TURN.search(told) and (_FIG.search(told) or _ABOUT.fullmatch(told)):
        return not _SAYS.search(told)
    first = last(_FALSE_FIRST, left)
    if first is not None and _FIG.search(left[first.end() - 1 :]) and reaches(left[first.end() :]):
        return True
    if _SLIP.search(left) or _AGAINST.search(left):
        return True
    if _NOT_DONE.search(left) or _NO_SUCH.search(left) or _WRONGLY.search(left) or _FALSE_TALK.search(left):
        return True
    named = _SO_NAMED.search(left)
    if named is not None:
        told = left[named.start() + 8 :]
        return _RELATIVE.search(told) is not None or not _SAYS.search(told)
    if _SCORNED.search(left):
        return True
    so = _NAMED_SO.search(left)
    return so is not None and _FICTION.match(f" {right}") is not None


def reaches(told: str) -> bool:
    """True where what a verb of denial denies reaches the figure after these words."""
    if (
        " :" in told
        or _TURN.search(told)
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
        return not _TURN.search(near[: said.start()])
    if _FRONTED.search(left) and ((said is not None and _fronts(near, said)) or _NAMED_AFTER.match(near)):
        return True
    after = DENY_AFTER.search(near)
    if after is not None and _IT_TURNED.search(near[: after.start()]):  # "…, однако эта информация не подтвердилась"
        return True
    if after is None or _TURN.search(near[: after.start()]) or _OTHERS.search(near[: after.start()]):
        return False
    told = last(_FIG, left)
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
    if len(between) > 110 or _TURN.search(between) or _SAYS.search(between) or _FIG.search(between):
        return False
    return _FIG.search(told.split(" , ")[0]) is None and _OTHER_OBJECT.match(told) is None


def _corrected(left: str, right: str, unit: str) -> bool:
    """ "снизил число погибших до #", "скорректировал данные: #", "это ошибка: погибли #"."""
    if left.endswith((" с", " со")) and right.startswith(("до ", "на #")):  # the figure that was
        return False
    mended = last(_MENDED, left)
    if mended is not None and _EARLIER.search(left[mended.end() :]):  # "Исправлено: раньше говорилось о пяти"
        mended = None
    if mended is not None and not re.sub(r"(?:с|со|вместо|на) #", "", left[mended.end() :]).count("#"):
        return True
    lowered = _LOWERED.search(left)
    if lowered is None or unit in _NATURAL or _YEARLY.search(left) or _YEARLY.search(right):
        return False
    return _TOLL_WORDS.search(left) is not None


def _doubted(left: str, right: str) -> bool:
    """ "В то, что погибли #, жители не верят", "информация о # погибших проверяется"."""
    near = right.split(" ; ")[0][:160]
    if _BELIEVE.search(left) or (_IN_THAT.search(left) and _BELIEVE.search(near)):
        return True
    told = last(_FIG, left)
    checked = _CHECKED.search(near)
    return (
        told is not None
        and checked is not None
        and _ABOUT_IT.match(left, told.end()) is not None
        and not _TURN.search(near[: checked.start()])
    )


_BELIEVE = re.compile(
    rf"{_B}(?:не (?:по)?вер(?:ит|ят|ил[аи]?|ю|им)|сомнева[а-я]+|усомнил[а-я]+|под сомнение){_E}(?: (?:[а-я-]+ ?,? ?)){{0,6}}$|{_B}(?:не (?:по)?вер(?:ит|ят|ил[аи]?)|сомнева(?:ется|ются)){_E}"
)
_IN_THAT = re.compile(r"(?:^|[,.;] )в (?:то|том) ?, что ")
_CHECKED = re.compile(
    rf"{_B}(?:пока |еще |сейчас )?(?:проверя(?:ется|ются|ют|ет)|уточня(?:ется|ются)|требу[ею]т (?:проверки|уточнения|подтверждения)|не подтвержден[аыо]? официально){_E}"
)
_ABOUT_IT = re.compile(r" (?:об?|про) ")


def puts_right(parsed: Parsed, at: int) -> bool:
    """ "На самом деле погибли #", "их #": a figure in the place of one that was denied just before."""
    return parsed.contested and _REALLY.search(parsed.line.slice(max(0, at - 9), at)) is not None


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last place where a pattern fits."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007 (the last is wanted)
        pass
    return found


def said_before(parsed: Parsed, at: int, other: int) -> bool:
    """True where the words between say that the figure at item `other` was given before the one at item `at`."""
    return _THEN.search(parsed.line.slice(at + 1, other)) is not None


_THEN = re.compile(
    r"(?:тогда как|в то время как|хотя|при том что|, а|,) (?:ранее|прежде|первоначально|до этого|до того|сначала|изначально|накануне|поначалу|еще утром|утром)(?: [а-я-]+){0,5}$"
)
