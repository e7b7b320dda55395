"""What a Russian sentence puts forward without a number: "погибших нет", "никто не пострадал", "тела похищены"."""

# ruff: noqa: E501 (patterns read best whole)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antigone.said.extract.language import Counted, Reading
from antigone.said.extract.proposal import NumberUse
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.denying import stance_at
from antigone.said.extract.russian.items import Parsed
from antigone.said.extract.russian.places import place_in
from antigone.said.extract.russian.units import BARE

_NOUN = r"(?:летальных исходов|летальных случаев|погибших|умерших|убитых|жертв|пострадавших|раненых|травмированных|пропавших без вести|пропавших|задержанных|госпитализированных)"
_NOT = r"(?:нет(?! (?:данных|сведений|информации))|не было|не имеется|не зафиксирован[оы]|не зарегистрирован[оы]|не обнаружен[оы]|не выявлен[оы]|не оказалось|удалось избежать|не отмечено)"
_NONE = re.compile(
    rf"(?<![а-я])(?P<noun>{_NOUN})(?: (?:и|или|,? ни|либо) (?:ни )?(?P<other>{_NOUN}))?(?: (?!что |но |а |если )(?:[а-я-]+|#)){{0,7}}?(?: , [^,#.;]{{3,60}} ,)?(?: [—–-])? {_NOT}(?![а-я])"
)
_WITHOUT = re.compile(
    rf"(?<![а-я])(?:обошлось без|без|не привел[аои]? к|нет(?: ни)?|не было|не зафиксировано|избежать) (?:человеческих )?(?P<noun>{_NOUN})(?: (?:и|или|,|,? ни|либо) (?:ни )?(?P<other>{_NOUN}))?(?![а-я])"
)
_NOBODY = re.compile(
    r"(?<![а-я])(?P<what>никто(?: (?:из|среди) (?:[а-я-]+ ){1,5}?| (?:[а-я-]+ ){0,7}?| )не (?P<verb>погиб|умер|скончался|пострадал|постра|ранен|травмирован|был ранен|был убит|убит|задержан|был задержан|госпитализирован|пропал))(?![а-я])"
)
_NONE_AMONG = re.compile(
    r"(?<![а-я])(?P<who>[а-я-]+(?:ов|ей|ий|ых|их|ан|н)) (?:, [^,#.;]{3,60} , )?(?:среди|в числе) (?P<of>погибших|жертв|убитых|умерших|пострадавших|раненых|пропавших)(?: [а-я-]+){0,3}? (?:нет|не было|не оказалось)(?![а-я])"
)
_NEGATIONS = ("нет", "не ", "без ", "избежать", "ни ")
_ZERO_UNITS = (("погиб", "killed"), ("умер", "killed"), ("убит", "killed"), ("сконч", "killed"), ("жертв", "killed"), ("леталь", "killed"), ("пропа", "missing"),
               ("задерж", "detained"), ("госпит", "hospitalised"))  # fmt: skip


def nothing(parsed: Parsed) -> list[Counted]:
    """Claims that there are none: "погибших и пострадавших нет", "обошлось без жертв", "никто не погиб"."""
    return [count for spans in _zeros(parsed) for count in (_zero(parsed, *spans),)]


def _zeros(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Offsets in the line of what is none, and the word that names it."""
    line = parsed.line.text
    if not any(word in line for word in _NEGATIONS):
        return
    taken = -1
    for match in _NONE_AMONG.finditer(line):
        yield match.start(), match.end(), match["of"]
        taken = match.end()
    for pattern in (_NOBODY, _NONE, _WITHOUT):
        for match in pattern.finditer(line):
            if match.start() <= taken or (pattern is _NONE and not _opens(parsed, match.start())):
                continue
            taken = match.end()
            if pattern is _NOBODY:
                yield match.start(), match.end(), match["verb"]
                continue
            last = match.end("noun") if pattern is _WITHOUT or match["other"] else match.end()
            yield match.start() if pattern is _WITHOUT else match.start("noun"), last, match["noun"]
            if match["other"]:
                yield match.start("other"), match.end(), match["other"]


_OF_THEM = re.compile(
    r"(?:числ|количеств|данны|информаци|сведени|тел|труп|спис|имен|фамили|родственник|судьб|личност|поиск|групп|част|большинств|половин)[а-я]*$"
)


def _opens(parsed: Parsed, offset: int) -> bool:
    """ "о погибших нет данных" and "числа погибших нет" deny no deaths."""
    before = parsed.word(parsed.line.item(offset) - 1)
    return morph.pos(before) not in ("PREP", "NUMR") and before != "#" and _OF_THEM.match(before) is None


def _zero(parsed: Parsed, start: int, end: int, word: str) -> Counted:
    first, last = parsed.line.item(start), parsed.line.item(end - 1) + 1
    a, b = parsed.start(first), parsed.end(last - 1)
    unit = next((unit for stem, unit in _ZERO_UNITS if stem in word), "injured")
    return Counted(
        a, b, a, b, NumberUse.CLAIM, unit, 0, 0, 0, subgroup="all", place=place_in(parsed, *parsed.clause(first)),
        stance=stance_at(parsed, first), rule="ru.none", reason="the words say that there are none",
    )  # fmt: skip


def unquantified(parsed: Parsed, found: Sequence[Counted], earlier: Sequence[Reading]) -> list[Counted]:
    """Graves found and bodies taken without a figure: "обнаружены тайные захоронения", "похищены тела"."""
    line = parsed.line.text
    made = []
    for unit, pattern in BARE:
        match = pattern.search(line)
        if match is not None and parsed.line.text[: match.start()].rstrip().endswith(
            ("где", "которых", "котором", "которой")
        ):
            continue  # told by the way
        if (
            match is not None
            and unit == "graves_found"
            and not parsed.sentence.quoted(parsed.start(parsed.line.item(match.start("what"))))
        ):
            continue  # the news, and nobody's claim
        if match is None or unit in {c.unit for c in found} or _told_before(unit, earlier):
            continue
        words = match.group("what")
        first = parsed.line.item(match.start("what"))
        last = parsed.line.item(match.start("what") + len(words) - 1) + 1
        start, end = parsed.start(first), parsed.end(last - 1)
        place = place_in(parsed, 0, len(parsed.items))
        made.append(
            Counted(
                start, end, None, None, NumberUse.CLAIM, unit, modifier="unquantified", subgroup="all", place=place,
                stance=stance_at(parsed, last - 1), rule="ru.unquantified", reason="put forward without a figure",
            )
        )  # fmt: skip
    return made


def _told_before(unit: str, earlier: Sequence[Reading]) -> bool:
    return any(c.unit == unit and c.use is NumberUse.CLAIM for r in earlier for c in r.counts)
