"""Russian numbers in words and digits, in all cases, with the modifier that stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from antigone.said.extract.language import Token

_FORMS: dict[int, str] = {
    0: "ноль ноля нулю",
    1: "один одна одно одного одной одному одним одну одном",
    2: "два две двух двум двумя двое двоих двоим двоими",
    3: "три трех трем тремя трое троих троим троими",
    4: "четыре четырех четырем четырьмя четверо четверых четверым четверыми",
    5: "пять пяти пятью пятеро пятерых пятерым пятерыми",
    6: "шесть шести шестью шестеро шестерых шестерым шестерыми",
    7: "семь семи семью семеро семерых семерым семерыми",
    8: "восемь восьми восемью восьмью восьмеро восьмерых",
    9: "девять девяти девятью девятеро девятерых",
    10: "десять десяти десятью десятеро десятерых",
    11: "одиннадцать одиннадцати одиннадцатью",
    12: "двенадцать двенадцати двенадцатью",
    13: "тринадцать тринадцати тринадцатью",
    14: "четырнадцать четырнадцати четырнадцатью",
    15: "пятнадцать пятнадцати пятнадцатью",
    16: "шестнадцать шестнадцати шестнадцатью",
    17: "семнадцать семнадцати семнадцатью",
    18: "восемнадцать восемнадцати восемнадцатью",
    19: "девятнадцать девятнадцати девятнадцатью",
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти пятьюдесятью полсотни полусотня полусотни полусотню полусотней",
    60: "шестьдесят шестидесяти шестьюдесятью",
    70: "семьдесят семидесяти семьюдесятью",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста сотня сотню сотней",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трехсот тремстам тремястами трехстах",
    400: "четыреста четырехсот четыремстам",
    500: "пятьсот пятисот пятистам полтысячи",
    600: "шестьсот шестисот шестистам",
    700: "семьсот семисот семистам",
    800: "восемьсот восьмисот восьмистам",
    900: "девятьсот девятисот девятистам",
}
WORDS = {form: value for value, forms in _FORMS.items() for form in forms.split()}
SCALES = {
    **dict.fromkeys(["тысяча", "тысячи", "тысяч", "тысячу", "тысячей", "тысячам", "тысячами", "тысячах", "тыс"], 1000),
    **dict.fromkeys(["миллион", "миллиона", "миллионов", "миллиону", "миллионом", "млн"], 1_000_000),
    **dict.fromkeys(["миллиард", "миллиарда", "миллиардов", "млрд"], 1_000_000_000),
}
VAGUE = {
    "десятка": ("dozens", 24),
    **dict.fromkeys(["десятки", "десятков", "десяткам", "десятками", "десятках"], ("dozens", 24)),
    **dict.fromkeys(["сотни", "сотен", "сотням", "сотнями", "сотнях"], ("hundreds", 200)),
    **dict.fromkeys(["тысячи", "тысяч", "тысячам", "тысячами", "тысячах"], ("thousands", 1000)),
    **dict.fromkeys(["несколько", "нескольких", "нескольким", "несколькими"], ("several", 3)),
}
SEVERAL = {"dozens": ("several_dozen", 24), "hundreds": ("several_hundred", 200), "thousands": ("thousands", 3000)}
BEFORE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("по", "меньшей", "мере"), "at_least"),
    (("по", "меньше", "мере"), "at_least"),
    (("по", "меньшей", "мере", ","), "at_least"),
    (("по", "крайней", "мере", ","), "at_least"),
    (("как", "минимум", ","), "at_least"),
    (("по", "крайней", "мере"), "at_least"),
    (("как", "минимум"), "at_least"),
    (("не", "менее", "чем"), "at_least"),
    (("не", "менее"), "at_least"),
    (("не", "меньше"), "at_least"),
    (("минимум",), "at_least"),
    (("не", "более", "чем"), "up_to"),
    (("не", "более"), "up_to"),
    (("не", "больше"), "up_to"),
    (("максимум",), "up_to"),
    (("более", "чем"), "more_than"),
    (("больше", "чем"), "more_than"),
    (("более",), "more_than"),
    (("больше",), "more_than"),
    (("свыше",), "more_than"),
    (("около",), "about"),
    (("порядка",), "about"),
    (("примерно",), "about"),
    (("приблизительно",), "about"),
    (("ориентировочно",), "about"),
    (("предположительно",), "about"),
    (("почти",), "almost"),
    (("без", "малого"), "almost"),
    (("чуть", "менее"), "almost"),
    (("менее", "чем"), "less_than"),
    (("менее",), "less_than"),
    (("меньше",), "less_than"),
    (("до",), "up_to"),
)
_ROUND = {"тысячи": 1000, "сотни": 100, "десятка": 10}
_ONE_ROUND = {
    **dict.fromkeys(["тысяча", "тысячу", "тысячей", "тысяче"], 1000),
    **dict.fromkeys(["сотня", "сотню", "сотней", "сотне"], 100),
}
_TENS = {
    **dict.fromkeys(["десяток", "десятка", "десятков", "десятками"], 10),
    **dict.fromkeys(["сотни", "сотен", "сотнями"], 100),
}
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_OVER = ("превыс", "превыш")
_RISE = (
    "вырос",
    "возрос",
    "увелич",
    "достиг",
    "поднял",
    "снизи",
    "сниж",
    "уменьша",
    "сокращ",
    "уменьши",
    "сократи",
    "дош",
    "повыс",
    "рост",
    "растет",
    "скорректир",
    "пересмотр",
    "исправ",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: tokens `first`…`last` (half-open); `phrase` is where its modifier starts.

    `kind` is `digits`, `words`, `vague`, `none` ("ни одного"), `decimal`, `majority` or `fraction`;
    `value` is None where it has none.
    """

    first: int
    last: int
    value: int | None
    kind: str
    phrase: int
    modifier: str = "exact"
    low: int | None = None
    high: int | None = None

    def bounds(self) -> tuple[int | None, int | None, int | None]:
        """low, high, best, as the annotation guide sets them."""
        n = self.value
        if self.modifier == "range":
            return self.low, self.high, None
        if self.kind == "vague":
            return self.low, None, None
        return {
            "exact": (n, n, n),
            "at_least": (n, None, None),
            "more_than": (None if n is None else n + 1, None, None),
            "almost": (None, n, None),
            "up_to": (None, n, None),
            "less_than": (None, None if n is None else max(0, n - 1), None),
        }.get(self.modifier, (None, None, n))


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """The number phrases of a sentence, from left to right."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        found.append(number)
        at = number.last
    joined = _ranges(tokens, found)
    return [_modified(tokens, number) for number in joined]


def _number(tokens: Sequence[Token], at: int) -> Number | None:
    token = tokens[at]
    word = token.lower
    if token.kind == "number" or word in WORDS:
        together = _thousands_and(tokens, at)
        if together is not None:
            return together
    if token.kind == "number":
        return _digits(tokens, at)
    if word == "ни" and at + 1 < len(tokens) and WORDS.get(tokens[at + 1].lower) == 1:
        return Number(at, at + 2, 0, "none", at)
    if word in ("полтора", "полторы", "полутора") and at + 1 < len(tokens):
        scale = SCALES.get(tokens[at + 1].lower, 100 if tokens[at + 1].lower.startswith("сот") else None)
        return None if scale is None else Number(at, at + 2, scale * 3 // 2, "words", at)
    if word in WORDS:
        return _in_words(tokens, at)
    if word in _ONE_ROUND:
        return Number(at, at + 1, _ONE_ROUND[word], "words", at)
    if word in VAGUE:
        return _vague(tokens, at)
    if word in ("большинство", "большинства", "большинстве", "большая"):
        wide = word != "большая"
        if not wide and not (at + 1 < len(tokens) and tokens[at + 1].lower == "часть"):
            return None
        return Number(at, at + (1 if wide else 2), None, "majority", at, "majority")
    if word in ("половина", "половину", "половины", "треть", "трети", "четверть", "четверти"):
        return Number(at, at + 1, None, "fraction", at)
    head, dash, rest = word.partition("-")
    if dash and WORDS.get(head) and WORDS.get(rest):
        return _pair(at, WORDS[head], WORDS[rest])
    return None


def _pair(at: int, low: int, high: int) -> Number | None:
    return Number(at, at + 1, None, "words", at, "range", low, high) if low < high else None


def _thousands_and(tokens: Sequence[Token], at: int) -> Number | None:
    """ "2 тысячи 192", "одна тысяча 33": thousands named, and the rest in digits."""
    if at + 2 >= len(tokens) or SCALES.get(tokens[at + 1].lower) != 1000 or len(tokens[at + 2].text) > 3:
        return None
    head, rest = tokens[at], tokens[at + 2].text
    count = int(head.text) if head.text.isdigit() and len(head.text) < 4 else WORDS.get(head.lower)
    if count is None or not rest.isdigit() or rest.startswith("0"):
        return None
    return Number(at, at + 3, count * 1000 + int(rest), "digits", at)


def _digits(tokens: Sequence[Token], at: int) -> Number:
    text = tokens[at].text
    plain = "".join(c for c in text if c not in " \u00a0\u202f")
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    scale = SCALES.get(following)
    last = at + 1 + (scale is not None)
    if scale is not None and last < len(tokens) and tokens[last].text == "." and following in ("тыс", "млн", "млрд"):
        last += 1
    if scale is None and _THOUSANDS.fullmatch(plain):  # "10,000", as translations write it
        plain = plain.replace(",", "")
    if plain.isdigit():
        if len(plain) > 15:
            return Number(at, last, None, "decimal", at)
        return Number(at, last, int(plain) * (scale or 1), "digits", at)
    whole, _mark, part = plain.replace(".", ",").partition(",")
    if scale is None or not (whole.isdigit() and part.isdigit()) or len(whole) > 9 or len(part) > 6:
        return Number(at, last, None, "decimal", at)
    value = int(whole) * scale + int(part) * scale // 10 ** len(part)
    exact = len(part) == 3 and scale == 1000  # "1,137 тысячи"
    return Number(at, last, value, "digits", at, "exact" if exact else "rounded")


def _in_words(tokens: Sequence[Token], at: int) -> Number:
    """A run of number words; each part must be smaller than the last step ("двадцать два", not "два двадцать")."""
    total, group, step, j = 0, 0, 1000, at
    while j < len(tokens) and j - at < 9:
        word = tokens[j].lower
        if word in WORDS and _fits(WORDS[word], step):
            group += WORDS[word]
            step = _step(WORDS[word])
            j += 1
        elif word in SCALES and j > at and group:
            total, group, step = total + group * SCALES[word], 0, 1000
            j += 1
        else:
            break
    if j < len(tokens) and tokens[j].lower in _TENS and not total and 1 < group < 10:  # "два десятка", "три сотни"
        return Number(at, j + 1, group * _TENS[tokens[j].lower], "words", at)
    return Number(at, j, total + group, "words", at)


def _fits(value: int, step: int) -> bool:
    return value < step and not (step == 10 and value >= 10)


def _step(value: int) -> int:
    return 100 if value >= 100 else 10 if value >= 20 else 1


def _vague(tokens: Sequence[Token], at: int) -> Number:
    modifier, low = VAGUE[tokens[at].lower]
    last = at + 1
    if modifier == "several" and last < len(tokens) and tokens[last].lower in VAGUE:
        modifier, low = SEVERAL.get(VAGUE[tokens[last].lower][0], (modifier, low))
        last += 1
    return Number(at, last, None, "vague", at, modifier, low)


def _ranges(tokens: Sequence[Token], numbers: list[Number]) -> list[Number]:
    """Join "от 10 до 15", "10–15"; "выросло с 10 до 15" is two numbers."""
    joined: list[Number] = []
    at = 0
    while at < len(numbers):
        one = numbers[at]
        other = numbers[at + 1] if at + 1 < len(numbers) else None
        if other is not None and _is_range(tokens, one, other):
            first = one.first - 1 if one.first and tokens[one.first - 1].lower == "от" else one.first
            joined.append(Number(one.first, other.last, None, "digits", first, "range", *_ends(tokens, one, other)))
            at += 2
            continue
        joined.append(one)
        at += 1
    return joined


def _ends(tokens: Sequence[Token], one: Number, other: Number) -> tuple[int | None, int | None]:
    """The ends of a range; "10–15 тысяч" scales both."""
    low, high = one.value, other.value
    scale = next((SCALES[t.lower] for t in tokens[other.first : other.last] if t.lower in SCALES), 1)
    if low is not None and high is not None and scale > 1 and low * scale < high and low < 1000:
        low *= scale
    return low, high


def _is_range(tokens: Sequence[Token], one: Number, other: Number) -> bool:
    if one.value is None or other.value is None or other.first != one.last + 1 or not 0 < one.value < other.value:
        return False
    link = tokens[one.last].lower
    if link == "до":
        return one.first > 0 and tokens[one.first - 1].lower == "от"
    if link in ("-", "–", "—"):
        return tokens[one.last].start == tokens[one.last - 1].end and not 1900 <= one.value <= 2100
    return link == "или" and other.value == one.value + 1


_BY_LAST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _words, _modifier in BEFORE:
    _BY_LAST.setdefault(_words[-1], []).append((_words, _modifier))
_NEARLY = {"почти": "almost", "примерно": "about", "приблизительно": "about"}


def _modified(tokens: Sequence[Token], number: Number) -> Number:
    if number.kind in ("none", "majority", "fraction", "decimal") or number.modifier == "range":
        return number
    at = number.phrase
    round_one = _ROUND.get(tokens[at].lower) if number.kind == "vague" and number.last == at + 1 else None
    for words, modifier in _BY_LAST.get(tokens[at - 1].lower, ()) if at else ():
        begin = at - len(words)
        if begin >= 0 and all(tokens[begin + k].lower == word for k, word in enumerate(words)):
            if modifier == "up_to" and words == ("до",) and _risen(tokens, begin, number.last):
                nearly = _NEARLY.get(tokens[begin - 1].lower) if begin else None  # "выросло почти до ста"
                return (
                    replace(number, phrase=begin - 1, modifier=nearly) if nearly and number.kind != "vague" else number
                )
            if round_one is not None:  # "не больше тысячи" is a thousand
                return replace(number, phrase=begin, modifier=modifier, value=round_one, kind="words", low=None)
            if number.kind == "vague":
                return replace(number, phrase=begin)
            return replace(number, phrase=begin, modifier=modifier)
    if at and tokens[at - 1].lower in ("о", "об") and number.kind != "vague":
        return _over_preposition(tokens, number)
    if (
        at > 1
        and tokens[at - 1].lower in ("достигать", "достичь")
        and tokens[at - 2].lower.startswith(("мож", "могл", "могут"))
    ):
        return replace(number, modifier="up_to")
    if at > 1 and tokens[at - 1].lower == "к" and tokens[at - 2].lower.startswith(("приближ", "близк", "близит")):
        return replace(number, modifier="almost")
    if at and number.kind != "vague" and tokens[at - 1].lower.startswith(_OVER):
        return replace(number, modifier="more_than")
    if at > 1 and tokens[at - 1].lower == "за" and tokens[at - 2].lower.startswith("перевал"):
        return replace(number, modifier="more_than")
    if number.kind == "words" and at and tokens[at - 1].lower == "человек" and _opens_phrase(tokens, at - 1):
        return replace(number, modifier="about", phrase=at - 1)
    if [t.lower for t in tokens[number.last : number.last + 2]] in (["с", "лишним"], ["с", "небольшим"]):
        return replace(number, modifier="more_than", last=number.last + 2)
    if [t.lower for t in tokens[number.last : number.last + 2]] in (["и", "более"], ["или", "более"]):
        return replace(number, modifier="at_least", last=number.last + 2)
    return number


def _over_preposition(tokens: Sequence[Token], number: Number) -> Number:
    """ "по меньшей мере о 15 погибших", "минимум о десяти"."""
    at = number.phrase - 1
    for words, modifier in BEFORE:
        begin = at - len(words)
        if modifier != "up_to" and begin >= 0 and tuple(t.lower for t in tokens[begin:at]) == words:
            return replace(number, phrase=begin, modifier=modifier)
    return number


def _opens_phrase(tokens: Sequence[Token], at: int) -> bool:
    """ "человек тридцать" is about thirty; "12 человек, тридцать" and "погибли человек" are not meant here."""
    return at == 0 or tokens[at - 1].kind == "mark" or tokens[at - 1].lower in ("еще", "там", "было", "лежало")


def _risen(tokens: Sequence[Token], begin: int, last: int) -> bool:
    """ "выросло до 15", "с 12 до 15", "До 15 выросло": the figure itself, and no bound."""
    if any(t.lower.startswith(_RISE) for t in tokens[last : last + 2]):
        return True
    near = [t.lower for t in tokens[max(0, begin - 9) : begin]]
    return any(word.startswith(_RISE) for word in near) or (len(near) > 1 and near[-2] == "с")
