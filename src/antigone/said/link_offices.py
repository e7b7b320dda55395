"""Offices by what they are: one key for the same office named in English or Russian, declined, or by its head.

"Emergencies Ministry", "МЧС" and "emergencies minister" have one key, and so have "прокуратура города" and "city
prosecutor's office". Words that are not in the table (names of places, as a rule) are kept by their first letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

# What a word of an office means, by the beginnings of the word in plain Latin letters.
_MEANINGS: dict[str, tuple[str, ...]] = {
    "ministry": ("minist",),
    "health": ("health", "zdravoohran", "zdravookhran"),
    "interior": ("interior", "internal", "vnutrenn"),
    "emergency": ("emergenc", "disaster", "chrezvychayn", "chrezvychajn"),
    "defence": ("defen", "oboron"),
    "foreign": ("foreign", "inostrann"),
    "justice": ("justice", "yustits", "iustits"),
    "prosecutor": ("prosecut", "prokur"),
    "general": ("general",),
    "police": ("polic", "polits"),
    "city": ("city", "gorod", "municipal"),
    "region": ("region", "oblast", "provinc", "kraev", "kray"),
    "district": ("district", "rayon", "rajon"),
    "national": ("national", "natsional"),
    "federal": ("federal",),
    "agency": ("agency", "agentstv"),
    "committee": ("committ", "komitet"),
    "commission": ("commission", "komissi"),
    "investigation": ("investigat", "sledstv"),
    "independent": ("independent", "nezavisim"),
    "union": ("union", "soyuz", "profsoyuz"),
    "miners": ("miner", "gornyak", "shakht", "shaht"),
    "central": ("central", "tsentraln"),
    "hospital": ("hospital", "bolnits", "gospital"),
    "service": ("service", "sluzhb"),
    "rescue": ("rescue", "spasat"),
    "fire": ("fire", "pozharn"),
    "prison": ("prison", "penitentiar", "nakazan", "correction"),
    "traffic": ("traffic", "dorozhn"),
    "sea": ("sea", "morsk", "maritime", "seafar", "moryak"),
    "teachers": ("teacher", "uchitel"),
    "workers": ("worker", "rabochi", "rabotnik"),
    "doctors": ("doctor", "vrach", "medik"),
    "education": ("education", "obrazovan", "prosveschen", "prosveshchen"),
    "energy": ("energy", "energetik"),
    "inspection": ("inspect", "inspekts"),
    "embassy": ("embassy", "posolstv"),
    "border": ("border", "pogranich"),
    "coast": ("coast", "beregov"),
    "guard": ("guard", "okhran", "gvardi"),
    "security": ("security", "bezopasn"),
    "council": ("council", "sovet"),
    "government": ("government", "pravitelstv"),
    "administration": ("administrat", "akimat"),
    "human": ("human", "chelovek"),
    "rights": ("rights", "prav"),
    "red": ("red", "krasn"),
    "cross": ("cross", "krest"),
    "crescent": ("crescent", "polumesyats"),
    "military": ("military", "voenn", "army", "armi"),
    "armed": ("armed", "vooruzhe"),
    "forces": ("forces", "silam", "sily"),
    "department": ("department", "departament", "upravleni"),
    "transport": ("transport",),
    "railway": ("railway", "zheleznodorozhn", "zheleznyh", "zheleznye"),
    "aviation": ("aviation", "aviatsi"),
    "labour": ("labour", "labor", "trud"),
    "centre": ("centre", "center", "tsentr"),
    "office": ("vedomstv",),
    "bureau": ("bureau", "byuro"),
    "forensic": ("forensic", "sudebn"),
    "medicine": ("medicin", "meditsin", "medical"),
    "mothers": ("mother", "materei", "materey"),
    "families": ("famil", "semei", "semey"),
    "staff": ("staff",),
    "refugees": ("refugee", "bezhents"),
    "camp": ("camp", "lager"),
    "school": ("school", "shkol"),
    "institute": ("institut",),
    "university": ("universit",),
    "parliament": ("parliament", "parlament"),
    "nations": ("nations", "natsii", "natsiy"),
    "united": ("united", "obedinenn", "obyedinenn"),
    "crisis": ("crisis", "krizisn"),
    "headquarters": ("headquarters", "shtab"),
    "operational": ("operational", "operativn"),
    "situation": ("situation", "situatsi"),
    "society": ("society", "obschestv", "obshchestv"),
    "civil": ("civil", "grazhdansk"),
    "court": ("court", "sud"),
}
_WHOLE: dict[str, str] = {
    "mchs": "ministry emergency",
    "mvd": "ministry interior",
    "mid": "ministry foreign",
    "minzdrav": "ministry health",
    "minoborony": "ministry defence",
    "minyust": "ministry justice",
    "mintrans": "ministry transport",
    "genprokuratura": "general prosecutor",
    "gorprokuratura": "city prosecutor",
    "oblprokuratura": "region prosecutor",
    "gorzdrav": "city health department",
    "oblzdrav": "region health department",
    "goradministratsiya": "city administration",
    "sledkom": "investigation committee",
    "attorney": "prosecutor",
    "spetssluzhba": "security service",
    "spetssluzhby": "security service",
}
_LEFT_OUT = frozenset(
    (
        *("the", "of", "a", "an", "s", "for", "in", "on", "and", "i", "po", "v", "na", "ot", "iz", "pri"),
        *("office", "offices", "affairs", "del", "situatsiy", "situatsiyam", "trade", "its", "his", "her", "their"),
        *("respubliki", "republic", "respublika", "strany", "country", "delam", "ispolneniya", "ispolneniyu"),
    )
)
_ROLE = re.compile(
    r"(?:deputy|acting|first|senior|chief|head|director|spokes(?:man|woman|person)|representative|official|officer|chair(?:man|woman)?"
    r"|secretary|press|commander|zamestitel|pervyy|glav\w*|nachalnik\w*|direktor\w*|predstavitel\w*|press-?sekretar\w*|sekretar\w*"
    r"|rukovoditel\w*|predsedatel\w*|ofitsialnyy|zamglavy|prezident\w*|president)"
)
_HEADS = frozenset(
    (
        *("ministry", "prosecutor", "police", "agency", "committee", "commission", "union", "hospital", "service"),
        *("council", "government", "administration", "department", "centre", "headquarters", "society", "court"),
        *("cross", "crescent", "guard", "military", "embassy", "inspection", "bureau", "institute", "university"),
        *("parliament", "forces", "nations"),
    )
)
"""Without one of these it is no office: "General Ivanov", "Mayor Toth"."""
_ALONE = frozenset(("police", "prosecutor", "government", "military"))
"""What says whose office it is by itself; "the ministry" does not."""
_BY_BEGINNING = tuple((begin, name) for name, begins in _MEANINGS.items() for begin in begins)


def office_key(name: str) -> str:
    """One key for an office however it is named; empty where the words do not say which office it is."""
    meant, left = _meant(name)
    if meant & _HEADS and (len(meant) > 1 or left or meant & _ALONE):
        return " ".join((*sorted(meant), *sorted(left)))
    return ""


def may_be_one(one: str, other: str) -> bool:
    """True where one key says more of the same office than the other: "prosecutors", "city prosecutor's office"."""
    mine, yours = set(one.split()), set(other.split())
    return bool(mine & yours & _HEADS) and (mine < yours or yours < mine)


def says_more(short: str, long: str) -> bool:
    """True where the second names in full what the first only calls "the agency", "police" or "ведомство"."""
    meant, left = _meant(short)
    full = _meant(long)[0]
    if left or len(meant) != 1 or not full & _HEADS or not office_key(long):
        return False
    return meant < full or (meant <= full and bool(_meant(long)[1])) or meant == {"office"}


def are_different(one: str, other: str) -> bool:
    """True for two offices that are known in every word, and are not one."""
    keys = office_key(one), office_key(other)
    return all(keys) and keys[0] != keys[1] and not (_meant(one)[1] or _meant(other)[1]) and not may_be_one(*keys)


def headed_office(office: str) -> str:
    """The key of the office that a person's own office belongs to: "spokesman for the Interior Ministry"."""
    words = _words(office)
    kept = [word for word in words if not _ROLE.fullmatch(word)]
    return office_key(" ".join(kept)) if kept else ""


@lru_cache(maxsize=65_536)
def _meant(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    meant: set[str] = set()
    left: list[str] = []
    for word in _words(name):
        if word in _WHOLE:
            meant.update(_WHOLE[word].split())
            continue
        found = next((each for begin, each in _BY_BEGINNING if _begins(word, begin)), "")
        if found:
            meant.add(found)
        else:
            left.append(word.replace("y", "i").replace("kh", "h")[:4])
    idle = {"situation", "workers"} if "union" in meant and len(meant) > 2 else {"situation"}
    return frozenset(meant - idle), tuple(left)


def _begins(word: str, begin: str) -> bool:
    """A short beginning must be nearly the whole word: "red" is not in "reduction"."""
    return word.startswith(begin) and (len(begin) > 4 or len(word) <= len(begin) + 3)


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    from anyascii import anyascii

    plain = re.sub(r"\([^()]{0,80}\)", " ", name.replace("’", "'"))
    text = re.sub(r"'s?(?![a-z])|'", "", anyascii(plain).casefold())
    return tuple(word for word in re.findall(r"[a-z0-9]+", text.replace("-", " ")) if word not in _LEFT_OUT)
