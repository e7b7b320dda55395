"""Places and groups in words, as two reports give them: in English or Russian, declined, or by one name more.

Made for claims that wait: nobody has said yet which place or group of the case is meant. Words agree, leave it open, or
differ; nothing is merged.
"""

# ruff: noqa: E501 (tables read best whole)

from __future__ import annotations

import re
from functools import lru_cache

from antigone.core.party import fold_name
from antigone.said.link_gazetteer import known_place
from antigone.said.link_offices import is_body
from antigone.said.same_party import heard, spelled

_GROUPS: tuple[tuple[str, str], ...] = (
    ("children", r"\b(?:child|kids?\b|minor|infant|bab(?:y|ies)|newborn|toddler|teen|adolescent|girls?\b|boys?\b|juvenile|under-?age)"
     r"|\b(?:дет[еяи]|ребен|ребён|несовершеннолетн|подрост|младен|новорожд|девочк|мальчик|малолет)"),
    ("women", r"\b(?:pregnant )?wom[ae]n|\bmothers?\b|\b(?:женщин|беременн|рожениц)"),
    ("men", r"\bm[ae]n\b|\bмужчин"),
    ("elderly", r"\b(?:elderly|pensioner|retiree|old people)|\b(?:пожил|пенсионер|старик|(?<!дома )(?<!доме )престарел)"),
    ("hostages", r"\bhostage|\bзаложни"),
    ("foreigners", r"\b(?:foreign|expatriate)|\bиностран"),
    ("rescuers", r"\b(?:rescue|fire ?fighter|first responder|fire ?m[ae]n)|\b(?:спасател|пожарн|огнеборц)"),
    ("medics", r"\b(?:medic|doctor|nurse|paramedic|health ?care|health workers?|surgeon)|\b(?:медик|врач|медсест|медработ|фельдшер|медицинск\w+ работ)"),
    ("journalists", r"\b(?:journalist|reporter|camera|press workers?)|\b(?:журналист|корреспондент|репорт[её]р|оператор)"),
    ("police", r"\b(?:police|(?<!security )officers?\b|law[ -]enforce|constable|gendarme)|\b(?:полиц|милиц|правоохранит|(?:служб|органов|сил|страж)\w* (?:охраны )?(?:право)?порядка|жандарм|сотрудник\w* (?:полиц|органов))"),
    ("soldiers", r"\b(?:soldier|service[ -]?(?:m[ae]n|wom[ae]n|person|people|members?)|troops|military|conscript|guards?m[ae]n|recruit|cadet|peacekeeper)"
     r"|\b(?:солдат|военн|срочник|гвардейц|боец|бойц|призывник|курсант|новобран|миротворц|военнослужащ)"),
    ("border guards", r"\bborder guards?|\bпогранични"),
    ("prison guards", r"\b(?:prison guards?|guards?\b|warders?|jailers?)|\b(?:охранник|надзирател|конвоир|конвойн)"),
    ("security forces", r"\bsecurity (?:force|personnel|service|officer|official)|\b(?:силовик|силов\w+ структур)"),
    ("armed", r"\b(?:attacker|militant|gunm[ae]n|terrorist|bandit|criminal|rioter|insurgent|fighter|armed|assailant|extremist|rebel|separatist|saboteur|looter|suicide bomber)"
     r"|\b(?:нападавш|боевик|террорист|бандит|преступник|участник\w* беспорядк|погромщик|вооруж|экстремист|мятежник|повстан|сепаратист|диверсант|мародер|мародёр)"),
    ("protesters", r"\b(?:protest|demonstrat|activist|marcher|striker|picketer)|\b(?:протестующ|протестовавш|демонстрант|митингующ|участник\w* (?:протест|митинг|акци|марш|забастовк)|активист|бастующ|забастовщик)"),
    ("civilians", r"\b(?:civilian|non-?combatant|bystander|peaceful)|\b(?:гражданск|мирн|прохож)"),
    ("volunteers", r"\bvolunteer|\b(?:доброволь|волонт[её]р)"),
    ("aid workers", r"\b(?:aid workers?|humanitarian)|\b(?:гуманитарн)"),
)  # fmt: skip
_OF_ALL: tuple[tuple[str, str], ...] = (
    (
        "prisoners",
        r"\b(?:inmate|prisoner|convict|detainee)|\b(?:заключ[её]нн|осужд[её]нн|арестант|задержанн|узник|сидельц)",
    ),
    ("miners", r"\b(?:miner|pitm[ae]n|colliers?)|\b(?:горняк|шахт[её]р|проходчик|горнорабоч)"),
    ("passengers", r"\b(?:passenger|traveller|traveler|commuter)|\bпассажир"),
    (
        "crew",
        r"\b(?:crew|sailor|seam[ae]n|pilot|fisherm[ae]n|fishers?\b|mariner)|\b(?:экипаж|моряк|матрос|пилот|л[её]тчик|рыбак|рыболов|член\w* команды)",
    ),
    (
        "workers",
        r"\b(?:worker|employee|labourer|laborer|staff|builder|oilm[ae]n|seamstress)|\b(?:рабоч|сотрудник|работник|строител|нефтяник|шве[йяи]|персонал|служащ)",
    ),
    (
        "residents",
        r"\b(?:resident|villager|local|townspe|inhabitant|tenant|household)|\b(?:жител|местн|селян|сельчан|горожан|жильц|постоял)",
    ),
    ("students", r"\b(?:student|pupil|school|undergraduate)|\b(?:студент|школьни|ученик|учениц|учащ)"),
    ("teachers", r"\b(?:teacher|lecturer)|\b(?:учител|преподават|педагог)"),
    ("patients", r"\bpatient|\b(?:пациент|больн(?:ых|ой|ые|ым)\b)"),
    ("migrants", r"\b(?:migrant|refugee|asylum|displaced)|\b(?:мигрант|бежен|переселен)"),
    (
        "guests",
        r"\b(?:guest|visitor|spectator|fans?\b|supporter|concert|reveller|customer|shopper|diner|worshipper|parishioner|believer|pilgrim|congregant|hajji|vendor|trader|stallholder)"
        r"|\b(?:посетител|зрител|болельщик|фанат|гост[еия]|покупател|прихожан|верующ|паломник|богомол|молящ|торгов(?:ц|к)|продавц)",
    ),
    ("drivers", r"\bdriver|\b(?:водител|шоф[её]р)"),
    ("citizens", r"\b(?:citizen|national)|\b(?:граждан\b|гражданин|гражданам|граждане|соотечественник|подданн)"),
    (
        "tourists",
        r"\b(?:tourist|holidaymaker|climber|mountaineer|hiker|skier|trekker|backpacker)|\b(?:альпинист|турист|лыжник|восходител|сноуборд)",
    ),
    ("athletes", r"\b(?:athlete|player|footballer|runner)|\b(?:спортсмен|игрок|футболист|бегун)"),
    ("farmers", r"\b(?:farmer|herder|shepherd|peasant|farmhand)|\b(?:фермер|пастух|чабан|крестьян)"),
)
"""Groups that may be all who were met by an event: a figure of miners may be the figure of all."""
_SIDES = (
    frozenset(("armed", "protesters", "civilians", *(name for name, _ in _OF_ALL))),
    frozenset(("police", "soldiers", "security forces")),
)
"""Words of one side that a figure slides between when it is passed on."""
_FORMS = tuple((name, re.compile(form)) for name, form in (*_GROUPS, *_OF_ALL))
_PARTS = frozenset(name for name, _ in _GROUPS)
_KNOWN = frozenset(name for name, _ in (*_GROUPS, *_OF_ALL))
_PEOPLE = re.compile(
    r"(?:all|people|persons?|humans?|dead|victims?|casualties|fatalities|others?|bodies|survivors?|wounded|injured|missing"
    r"|люд\w+|человек\w*|погибш\w+|пострадавш\w+|жертв\w*|тел\w*|лиц\w*|все|выживш\w+|ранен\w+|пропавш\w+|спасенн\w+|спасённ\w+)"
)
SERVANTS = "servants"
_SERVANTS = re.compile(r"(?:сотрудник|служащ)[а-я]*|(?:its |their )?(?:members?|personnel|agents?|officials?)")
_SERVICES = frozenset(
    ("police", "soldiers", "security forces", "border guards", "prison guards", "rescuers", "workers", "medics")
)
"""Who may be meant by those words, by who speaks."""
_CALLED = frozenset(("armed", "protesters", "civilians", "police", "soldiers", "security forces"))
"""What people are called by a side; the rest is only said of them."""
_UNIFORMED = frozenset(("police", "soldiers", "security forces", "border guards", "prison guards"))
_LEAST = 4
_LEAST_HEARD = 3


@lru_cache(maxsize=65_536)
def group_words(worded: str) -> str:
    """One name for words of a group, whatever the language; empty for all people; the folded words where not known."""
    folded = fold_name(worded).replace("ё", "е")
    if not folded or _PEOPLE.fullmatch(folded):
        return ""
    met = [name for name, form in _FORMS if form.search(folded)]
    parts = [name for name in met if name in _PARTS]
    if not parts and _SERVANTS.fullmatch(folded):
        return SERVANTS
    return " + ".join(parts or met) or folded


def may_serve(one: str, other: str) -> bool:
    """True where one is "сотрудники" or "members" of whoever speaks, and the other says of which service."""
    pair = {one, other}
    return SERVANTS in pair and bool((pair - {SERVANTS}) & _SERVICES)


def serve_alike(one: str, other: str) -> bool:
    """True for "police" beside "police and soldiers", and for either beside "security forces"."""
    mine, yours = set(one.split(" + ")), set(other.split(" + "))
    in_uniform = mine | yours <= _UNIFORMED
    return one != other and in_uniform and bool(mine & yours or (mine ^ yours) & {"security forces"})


def is_named_part(group: str) -> bool:
    """True for a group that is as a rule a part of all who were met by an event: children, police, rescuers."""
    return not _PARTS.isdisjoint(group.split(" + "))


def is_known(group: str) -> bool:
    """True for a group that the lists know, in both languages."""
    return not _KNOWN.isdisjoint(group.split(" + "))


def slides(one: str, other: str) -> bool:
    """True where one group is known to be called the other: attackers, protesters, spectators, civilians, people."""
    both = {*one.split(" + "), *other.split(" + ")} - {""}
    return one != other and bool(both & _CALLED) and any(both <= side for side in _SIDES)


@lru_cache(maxsize=65_536)
def place_fit(one: str, other: str) -> int:
    """How two places in words agree: 2 the same, 1 it may be (one says more, or in another script), 0 they differ.

    A region and the city that it is named after may be one where a report says no more.
    """
    if not one or not other or is_body(one) or is_body(other):
        return 1
    if one.isascii() != other.isascii() and (code := known_place(one)) and (also := known_place(other)):
        return 2 if code == also else 0
    mine, yours = _names(one), _names(other)
    if not mine or not yours:
        return 2 if mine == yours else 1
    same = 2 if _is_region(one) is _is_region(other) else 1
    if mine == yours:
        return same
    short, long = sorted((mine, yours), key=len)
    declined = not (one.isascii() and other.isascii())
    hits = sum(any(_alike(word, each, declined) for each in long) for word in short)
    if hits == len(short):
        return same if len(short) == len(long) else 1
    scripts = one.isascii() != other.isascii()
    return 1 if scripts and (hits or _by_ear(one, other)) else 0


def _by_ear(one: str, other: str) -> bool:
    """True for "Port Sable" and "Порт-Сейбл": the words that are names sound alike, one by one."""
    mine, yours = (
        [sound for word, sound in zip(spelled(place).split(), heard(place), strict=True) if word not in _NOT_NAMES]
        for place in (one, other)
    )
    return mine == yours and len("".join(mine)) >= _LEAST_HEARD


_ADJECTIVE = re.compile(r"(?<=...)(?:in|ov|ev)?sk(?:aia|oi|uiu|ii|i|ogo|om|oe|im)$")
"""The ending of an adjective made of a name: "Алматинская", "Харьковской"."""
_REGION = re.compile(r"\b(?:oblast|region|province|governorate|област\w+|кра[йяею]\w?|провинци\w+|губерни\w+)\b")


def _is_region(place: str) -> bool:
    """True for "Almaty region", which is another place than Almaty as a rule."""
    return _REGION.search(place.casefold()) is not None


_NOT_NAMES = frozenset(
    spelled(
        "the in on at of off near from and outside around above below between city town village district region province county "
        "state country capital central area centre center mine coal pit river lake sea bay strait gulf cape island peninsula coast "
        "valley mountain mount hill pass gorge forest field canal dam bridge tunnel road highway street avenue square block building "
        "tower house hotel market mall factory plant port harbour harbor pier airport station depot checkpoint crossing border camp "
        "oblast prison colony jail school university church mosque temple hospital clinic home stadium arena club nightclub theatre theater "
        "suburb quarter settlement hamlet "
        "в на у под из и за близ около возле над при из-под город городе города городу поселок поселке поселка село селе села район "
        "районе района области область крае край провинции провинция стране столице столица центре центр шахта шахте шахты шахту "
        "рудник руднике река реке реки реку озеро озере озера море моря залив заливе залива пролив проливе мыс мыса мысе остров "
        "острове острова полуостров побережье побережья долина долине долины гора горе горы холм перевал перевале перевала ущелье "
        "ущелья лес лесу леса канал канале плотина плотине плотины мост мосту моста тоннель тоннеле тоннеля дорога дороге трасса трассе "
        "шоссе улица улице проспект проспекте площадь площади квартал квартале дом доме здание здании башня башне гостиница гостинице "
        "отель отеле рынок рынке рынка завод заводе завода фабрика фабрике порт порту порта аэропорт аэропорту аэропорта станция станции "
        "вокзал вокзале склад складе блокпост блокпосту блокпоста блокпосте граница границе лагерь лагере лагеря тюрьма тюрьме колония "
        "колонии школа школе университет университете церковь церкви мечеть мечети храм храме больница больнице клиника клинике стадион "
        "стадионе стадиона арена арене клуб клубе театр театре пригород пригороде деревня деревне деревни"
    ).split()
)
"""What a place is, and not which."""


@lru_cache(maxsize=65_536)
def _names(place: str) -> tuple[str, ...]:
    """The words that are names, spelled in one way."""
    return tuple(dict.fromkeys(word for word in spelled(place).split() if word not in _NOT_NAMES))


def _alike(one: str, other: str, declined: bool) -> bool:
    """The same name, declined or not: a common beginning, and little after it."""
    if one == other:
        return True
    if declined:
        one, other = (_ADJECTIVE.sub("", each) for each in (one, other))
    short, long = sorted((one, other), key=len)
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if declined and same == _LEAST - 1:
        return len(short) - same <= 1 and len(long) - same <= 1
    return same >= _LEAST and len(short) - same <= 2 and len(long) - same <= 3
