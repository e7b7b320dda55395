"""Who a noun phrase names: a person with an office, an organisation, an outlet, a group, a bare title, a pronoun.

Names are told by shape and context (capitals, titles, apposition), never from a list of people or of an event's places.
"""

from __future__ import annotations

from antigone.said.extract import english_words as words
from antigone.said.extract.english_items import Parsed
from antigone.said.extract.language import Voice

_W = frozenset
TITLES = _W(
    [
        "president",
        "premier",
        "minister",
        "governor",
        "mayor",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
        "secretary",
        "chief",
        "director",
        "head",
        "deputy",
        "chairman",
        "chairwoman",
        "chair",
        "chairperson",
        "commissioner",
        "commandant",
        "commander",
        "general",
        "colonel",
        "major",
        "captain",
        "lieutenant",
        "sergeant",
        "inspector",
        "superintendent",
        "sheriff",
        "marshal",
        "coroner",
        "prosecutor",
        "judge",
        "senator",
        "ambassador",
        "envoy",
        "representative",
        "coordinator",
        "co-ordinator",
        "ombudsman",
        "ombudswoman",
        "ombudsperson",
        "leader",
        "official",
        "officer",
        "doctor",
        "dr",
        "dr.",
        "prof",
        "professor",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "gen",
        "gen.",
        "col",
        "col.",
        "lt",
        "lt.",
        "maj",
        "maj.",
        "capt",
        "capt.",
        "sgt",
        "gov",
        "gov.",
        "sen",
        "sen.",
        "sir",
        "king",
        "queen",
        "prince",
        "princess",
        "sheikh",
        "bishop",
        "archbishop",
        "father",
        "imam",
        "pope",
        "cardinal",
        "rabbi",
        "patriarch",
        "chancellor",
        "vice-president",
        "vice-governor",
        "pathologist",
        "surgeon",
        "medic",
        "physician",
        "nurse",
        "witness",
        "resident",
        "survivor",
        "activist",
        "lawyer",
        "attorney",
        "investigator",
        "expert",
        "analyst",
        "researcher",
        "manager",
        "owner",
        "founder",
        "administrator",
        "adviser",
        "advisor",
        "aide",
        "member",
        "lawmaker",
        "councillor",
        "councilor",
        "undersecretary",
        "rescuer",
        "firefighter",
        "brigadier",
        "admiral",
        "vice",
        "admiral",
        "superintendent",
        "warden",
        "principal",
        "headteacher",
        "captain",
        "engineer",
        "foreman",
        "executive",
        "magistrate",
        "registrar",
        "examiner",
        "dean",
        "rector",
        "chieftain",
        "elder",
        "akim",
        "prefect",
        "district",
        "interior",
        "health",
        "police",
        "fire",
        "rescue",
        "press",
        "prime",
        "foreign",
        "defence",
        "defense",
        "emergency",
        "emergencies",
        "regional",
        "provincial",
        "chief",
        "local",
        "senior",
        "national",
        "federal",
        "state",
        "city",
        "county",
        "former",
        "acting",
        "military",
        "army",
        "navy",
        "union",
        "hospital",
        "port",
        "mine",
        "harbour",
        "company",
        "airline",
        "civil",
        "protection",
        "justice",
        "cabinet",
        "home",
        "external",
        "relations",
        "transport",
        "labour",
        "labor",
        "social",
        "information",
    ]
)
_ROLE_HEADS = _W(
    [
        "president",
        "premier",
        "minister",
        "governor",
        "mayor",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "secretary",
        "chief",
        "director",
        "head",
        "deputy",
        "chairman",
        "chairwoman",
        "chair",
        "commissioner",
        "commandant",
        "commander",
        "general",
        "colonel",
        "major",
        "captain",
        "lieutenant",
        "sergeant",
        "inspector",
        "superintendent",
        "sheriff",
        "coroner",
        "prosecutor",
        "judge",
        "senator",
        "ambassador",
        "envoy",
        "representative",
        "coordinator",
        "ombudsman",
        "ombudswoman",
        "ombudsperson",
        "leader",
        "official",
        "officer",
        "doctor",
        "professor",
        "witness",
        "resident",
        "survivor",
        "activist",
        "lawyer",
        "attorney",
        "investigator",
        "expert",
        "analyst",
        "researcher",
        "manager",
        "owner",
        "founder",
        "administrator",
        "adviser",
        "advisor",
        "aide",
        "lawmaker",
        "councillor",
        "rescuer",
        "firefighter",
        "pathologist",
        "surgeon",
        "medic",
        "physician",
        "nurse",
        "examiner",
        "brigadier",
        "admiral",
        "engineer",
        "foreman",
        "executive",
        "magistrate",
        "registrar",
        "diplomat",
        "source",
        "mother",
        "father",
        "brother",
        "sister",
        "son",
        "daughter",
        "relative",
        "neighbour",
        "neighbor",
        "driver",
        "passenger",
        "farmer",
        "villager",
        "fisherman",
        "teacher",
        "worker",
        "miner",
        "priest",
        "imam",
        "bishop",
        "elder",
        "prefect",
        "chairperson",
        "co-ordinator",
        "correspondent",
    ]
)
_GROUP_HEADS = _W(
    [
        "officials",
        "authorities",
        "police",
        "activists",
        "witnesses",
        "eyewitnesses",
        "residents",
        "rescuers",
        "medics",
        "doctors",
        "journalists",
        "sources",
        "investigators",
        "prosecutors",
        "relatives",
        "families",
        "survivors",
        "experts",
        "analysts",
        "campaigners",
        "lawyers",
        "monitors",
        "observers",
        "locals",
        "villagers",
        "officers",
        "firefighters",
        "rebels",
        "militants",
        "separatists",
        "insurgents",
        "organisers",
        "organizers",
        "unions",
        "workers",
        "miners",
        "paramedics",
        "coroners",
        "scientists",
        "researchers",
        "lawmakers",
        "spokespeople",
        "diplomats",
        "commanders",
        "volunteers",
        "administrators",
        "information",
        "figures",
        "data",
        "statistics",
        "estimates",
        "records",
        "reports",
        "accounts",
        "organizations",
        "organisations",
        "groups",
        "surgeons",
        "people",
        "advocates",
        "defenders",
        "leaders",
        "nurses",
        "teachers",
        "fishermen",
        "coastguards",
    ]
)
ORGANISATIONS = _W(
    [
        "ministry",
        "office",
        "department",
        "police",
        "service",
        "services",
        "agency",
        "authority",
        "authorities",
        "committee",
        "commission",
        "council",
        "government",
        "army",
        "military",
        "hospital",
        "union",
        "organization",
        "organisation",
        "foundation",
        "watch",
        "network",
        "observatory",
        "cross",
        "crescent",
        "defence",
        "defense",
        "guard",
        "force",
        "forces",
        "command",
        "bureau",
        "centre",
        "center",
        "institute",
        "institution",
        "party",
        "embassy",
        "court",
        "parliament",
        "company",
        "corporation",
        "association",
        "federation",
        "front",
        "brigade",
        "ngo",
        "charity",
        "group",
        "headquarters",
        "administration",
        "mission",
        "programme",
        "program",
        "fund",
        "society",
        "coalition",
        "campaign",
        "club",
        "university",
        "clinic",
        "morgue",
        "board",
        "body",
        "inspectorate",
        "municipality",
        "mayoralty",
        "prefecture",
        "secretariat",
        "tribunal",
        "navy",
        "team",
        "task",
        "nations",
        "unicef",
        "who",
        "unhcr",
        "ocha",
        "msf",
        "icrc",
        "ifrc",
        "fema",
        "ndma",
        "nato",
        "un",
        "u.n",
        "eu",
        "osce",
        "railways",
        "airline",
        "operator",
        "management",
        "coastguard",
        "coroner",
        "prosecutor's",
        "protection",
        "project",
        "archive",
        "initiative",
        "cooperative",
        "district",
        "regiment",
        "unit",
        "ombudsman",
        "brigades",
        "carrier",
        "syndicate",
        "collective",
        "movement",
        "kremlin",
        "pentagon",
        "taliban",
        "junta",
        "civil",
        "hall",
        "utility",
        "commandant's",
        "memorial",
        "alliance",
        "directorate",
        "constabulary",
        "gendarmerie",
        "firm",
        "monitor",
        "monitors",
        "school",
        "lab",
        "laboratory",
        "crew",
        "chamber",
    ]
)
OUTLETS = _W(
    [
        "tv",
        "television",
        "channel",
        "radio",
        "newspaper",
        "daily",
        "times",
        "post",
        "broadcaster",
        "website",
        "portal",
        "telegram",
        "reuters",
        "afp",
        "ap",
        "tass",
        "interfax",
        "xinhua",
        "bbc",
        "cnn",
        "sputnik",
        "anadolu",
        "media",
        "newswire",
        "wire",
        "news",
        "gazette",
        "herald",
        "tribune",
        "journal",
        "magazine",
        "outlet",
        "outlets",
        "press",
        "al-jazeera",
        "jazeera",
        "bloomberg",
        "dpa",
        "efe",
        "ansa",
        "kyodo",
        "yonhap",
        "pti",
        "ani",
        "upi",
        "rferl",
        "rfe/rl",
        "twitter",
        "facebook",
        "youtube",
        "blog",
        "correspondent",
        "newsroom",
        "ria",
        "tribune",
        "mirror",
        "guardian",
        "observer-news",
        "novosti",
        "bulletin",
        "chronicle",
        "courier",
        "dispatch",
        "weekly",
        "reporters-network",
        "unian",
        "ukrinform",
        "ians",
        "wam",
        "irna",
        "isna",
        "mehr",
        "tasnim",
        "fars",
        "sana",
        "mena",
        "suna",
        "aps",
        "tap",
        "nan",
        "ena",
        "gnews",
        "star",
        "sun",
        "mail",
        "express",
        "dawn",
        "inquirer",
    ]
)
_NOT_OUTLET = _W(
    [
        "office",
        "service",
        "secretary",
        "ministry",
        "officer",
        "release",
        "conference",
        "corps",
        "freedom",
        "union",
        "council",
        "monitoring",
    ]
)
_PARTICLES = _W(
    [
        "al",
        "el",
        "de",
        "da",
        "dos",
        "del",
        "van",
        "von",
        "bin",
        "ibn",
        "der",
        "den",
        "di",
        "la",
        "le",
        "y",
        "e",
        "ul",
        "ur",
        "abu",
        "ben",
        "bint",
        "ter",
        "af",
        "av",
        "zu",
        "mac",
    ]
)
_PRONOUNS = _W(["he", "she", "they", "it", "i", "we", "who"])
_LEAD = _W(["the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "another", "one", "some"])


def parse_voice(parsed: Parsed, first: int, last: int) -> Voice | None:
    """The voice that items `first`…`last` (half-open) name; None where they name nobody."""
    while first < last and (
        parsed.lower[first] in (",", '"', "“", "”", "'", "(", "-", "–", "—") or parsed.lower[first] in _CONNECT
    ):
        first += 1
    while last > first and not parsed.lower[last - 1][:1].isalnum() and parsed.items[last - 1].number is None:
        last -= 1
    last = _without_date(parsed, first, last)
    if first >= last or last - first > 40 or parsed.lower[first] in ("#", "according"):
        return None
    if last - first == 1 and parsed.lower[first] in _PRONOUNS:
        word = parsed.lower[first]
        if word == "who":
            return None
        return Voice(word, parsed.start(first), parsed.end(first), kind="pronoun", plural=word in ("they", "we"))
    pieces = _pieces(parsed, first, last)
    name = _person(parsed, pieces)
    if name is not None:
        return name
    return _nameless(parsed, *pieces[0])


def _without_date(parsed: Parsed, first: int, last: int) -> int:
    """Leave out "on Monday", "earlier on 12 May" at the end."""
    while last - 1 > first:
        word = parsed.lower[last - 1].rstrip(".")
        dated = word in words.DAYS or word in (
            "today",
            "yesterday",
            "earlier",
            "later",
            "also",
            "already",
            "meanwhile",
            "on",
            "late",
            "early",
            "about",
            "then",
        )
        month = word in words.MONTHS and parsed.capital(last - 1)
        if not (
            dated
            or month
            or (parsed.items[last - 1].number is not None and parsed.lower[last - 2].rstrip(".") in words.MONTHS)
        ):
            break
        last -= 1
    return last


_CONNECT = _W(
    [
        "and",
        "but",
        "while",
        "meanwhile",
        "earlier",
        "however",
        "later",
        "also",
        "then",
        "in",
        "turn",
        "moreover",
        "meanwhile",
        "although",
        "that",
        "as",
        "separately",
    ]
)


def _pieces(parsed: Parsed, first: int, last: int) -> list[tuple[int, int]]:
    """The phrase cut at commas: name and appositions."""
    cut = [k for k in range(first, last) if parsed.lower[k] in (",", "(", ")", "–", "—")]
    edges = [first - 1, *cut, last]
    found = [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if b > a + 1]
    return found[:4] or [(first, last)]


def _is_name_word(parsed: Parsed, k: int) -> bool:
    word = parsed.lower[k].removesuffix("'s").rstrip("'")
    text = parsed.tokens[parsed.items[k].first].text
    if (
        parsed.items[k].number is not None
        or not text[:1].isupper()
        or word.rstrip(".") in words.MONTHS
        or word in words.DAYS
    ):
        return False
    if text.endswith(("'s", "’s")) or (len(text) > 1 and text.isupper() and len(text) <= 5 and "." not in text):
        return False
    return word not in TITLES and word not in ORGANISATIONS and word not in OUTLETS and word not in _LEAD


def _runs(parsed: Parsed, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of words that can be a personal name."""
    found, k = [], first
    while k < last:
        j = k
        while j < last and (
            _is_name_word(parsed, j) or (j > k and parsed.lower[j] in _PARTICLES) or (j > k and parsed.lower[j] == ".")
        ):
            j += 1
        while j > k and (parsed.lower[j - 1] in _PARTICLES and not parsed.capital(j - 1)):
            j -= 1
        if j > k:
            found.append((k, j))
        k = max(j, k + 1)
    return found


def _person(parsed: Parsed, pieces: list[tuple[int, int]]) -> Voice | None:
    """A personal name and its office, wherever the phrase keeps them."""
    for index, (first, last) in enumerate(pieces):
        runs = _runs(parsed, first, last)
        if not runs:
            continue
        a, b = runs[-1]
        if b != last or not _may_be_person(parsed, first, a, b, index, pieces):
            continue
        office = _office(parsed, pieces, index, first, a)
        end = max(parsed.end(b - 1), parsed.end(pieces[-1][1] - 1)) if office and index == 0 else parsed.end(b - 1)
        name = parsed.text(a, b).replace(" .", ".")
        return Voice(name, parsed.start(a), max(end, parsed.end(b - 1)), office=office, kind="person")
    return None


def _may_be_person(parsed: Parsed, first: int, a: int, b: int, index: int, pieces: list[tuple[int, int]]) -> bool:
    lead = [w for w in parsed.lower[first:a] if w not in _LEAD]
    if lead and lead[-1] in ("in", "of", "for", "at", "from", "and", "on", "near", "to", "with", "by"):
        return False
    if parsed.word(a - 1) in ("the", "a", "an") and a > first:
        return False
    if lead:
        return any(_is_title(word) for word in lead[-3:])
    if b - a >= 2:
        return True
    return index == 0 and (_looks_like_surname(parsed, a) or _has_title(parsed, pieces[1:]))


def _is_title(word: str) -> bool:
    word = word.removesuffix("'s")
    return word in _ROLE_HEADS or word in TITLES or word.rpartition("-")[2] in _ROLE_HEADS


def _has_title(parsed: Parsed, pieces: list[tuple[int, int]]) -> bool:
    return any(any(_is_title(parsed.lower[k]) for k in range(a, min(b, a + 6))) for a, b in pieces)


def _looks_like_surname(parsed: Parsed, a: int) -> bool:
    return parsed.lower[a] not in COUNTRIES and len(parsed.lower[a]) > 2


def _office(parsed: Parsed, pieces: list[tuple[int, int]], index: int, first: int, a: int) -> str:
    lead = _plain(parsed, first, a)
    if lead:
        return lead
    around = [p for i, p in enumerate(pieces) if i != index]
    for p_first, p_last in around:
        text = _plain(parsed, p_first, p_last)
        if text and any(_is_title(parsed.lower[k]) or parsed.lower[k] in ORGANISATIONS for k in range(p_first, p_last)):
            return text
    return ""


def _plain(parsed: Parsed, first: int, last: int) -> str:
    while first < last and (parsed.lower[first] in _LEAD or not parsed.lower[first][:1].isalnum()):
        first += 1
    return parsed.text(first, last).strip(' ,"“”')


def _nameless(parsed: Parsed, first: int, last: int) -> Voice | None:
    begin = first
    definite = parsed.lower[first] in ("the", "this", "that")
    while first < last and parsed.lower[first] in _LEAD:
        first += 1
    first = _skip_owner(parsed, first, last)
    if first >= last:
        return None
    bare = [parsed.lower[k] for k in range(first, last)]
    if any(word in words.AUXILIARIES for word in bare) or bare[0] in words.PREPOSITIONS:
        return None
    core = bare[: next((i for i, w in enumerate(bare) if w in words.PREPOSITIONS and i), len(bare))]
    kind = _kind(parsed, first, bare, core)
    if not kind:
        return None
    name = parsed.text(first, last)
    plural = core[-1] in _GROUP_HEADS
    if kind == "role" and not definite and len(bare) > 1 and begin != first:
        kind = "person"
    return Voice(name, parsed.start(first), parsed.end(last - 1), kind=kind, plural=plural)


def _skip_owner(parsed: Parsed, first: int, last: int) -> int:
    """Leave out "the country's", "Kazakhstan's" before an organisation."""
    for k in range(first, min(first + 3, last - 1)):
        if parsed.lower[k].endswith("'s") and parsed.lower[k] not in (
            "prosecutor's",
            "general's",
            "coroner's",
            "governor's",
            "mayor's",
            "commandant's",
            "children's",
            "women's",
            "people's",
            "ombudsman's",
            "president's",
            "minister's",
            "sheriff's",
            "workers'",
            "attorney's",
        ):
            return k + 1
    return first


def _kind(parsed: Parsed, first: int, bare: list[str], core: list[str]) -> str:
    last = core[-1] if core else ""
    if any(word in OUTLETS for word in core) and not any(word in _NOT_OUTLET for word in core):
        return "outlet"
    if last in _GROUP_HEADS and last != "police":
        return "group"
    if last in _ROLE_HEADS or last.rpartition("-")[2] in _ROLE_HEADS:
        return "role"
    if any(word.removesuffix("'s") in ORGANISATIONS or word in ORGANISATIONS for word in core) or last == "police":
        return "organisation"
    text = parsed.tokens[parsed.items[first].first].text
    if len(core) == 1 and text.isupper() and 2 <= len(text) <= 8:
        return "organisation"
    if text[:1].isupper() and bare[0] in COUNTRIES and len(core) == 1:
        return "organisation"
    capitals = sum(parsed.capital(first + i) for i in range(len(core)))
    if (
        len(core) >= 1
        and capitals == len(core)
        and bare[0] not in words.MONTHS
        and bare[0] not in words.DAYS
        and len(bare[0]) > 2
    ):
        return "organisation"
    if any(word in _GROUP_HEADS for word in core):
        return "group"
    return ""


COUNTRIES = _W(
    [
        "afghanistan",
        "albania",
        "algeria",
        "angola",
        "argentina",
        "armenia",
        "australia",
        "austria",
        "azerbaijan",
        "bahrain",
        "bangladesh",
        "belarus",
        "belgium",
        "benin",
        "bhutan",
        "bolivia",
        "bosnia",
        "botswana",
        "brazil",
        "britain",
        "brunei",
        "bulgaria",
        "burkina",
        "burma",
        "burundi",
        "cambodia",
        "cameroon",
        "canada",
        "chad",
        "chile",
        "china",
        "colombia",
        "congo",
        "croatia",
        "cuba",
        "cyprus",
        "czechia",
        "denmark",
        "djibouti",
        "ecuador",
        "egypt",
        "eritrea",
        "estonia",
        "eswatini",
        "ethiopia",
        "fiji",
        "finland",
        "france",
        "gabon",
        "gambia",
        "georgia",
        "germany",
        "ghana",
        "greece",
        "guatemala",
        "guinea",
        "guyana",
        "haiti",
        "honduras",
        "hungary",
        "iceland",
        "india",
        "indonesia",
        "iran",
        "iraq",
        "ireland",
        "israel",
        "italy",
        "jamaica",
        "japan",
        "jordan",
        "kazakhstan",
        "kenya",
        "kosovo",
        "kuwait",
        "kyrgyzstan",
        "laos",
        "latvia",
        "lebanon",
        "lesotho",
        "liberia",
        "libya",
        "lithuania",
        "luxembourg",
        "madagascar",
        "malawi",
        "malaysia",
        "maldives",
        "mali",
        "malta",
        "mauritania",
        "mauritius",
        "mexico",
        "moldova",
        "mongolia",
        "montenegro",
        "morocco",
        "mozambique",
        "myanmar",
        "namibia",
        "nepal",
        "netherlands",
        "nicaragua",
        "niger",
        "nigeria",
        "norway",
        "oman",
        "pakistan",
        "palestine",
        "panama",
        "paraguay",
        "peru",
        "philippines",
        "poland",
        "portugal",
        "qatar",
        "romania",
        "russia",
        "rwanda",
        "senegal",
        "serbia",
        "singapore",
        "slovakia",
        "slovenia",
        "somalia",
        "spain",
        "sudan",
        "suriname",
        "sweden",
        "switzerland",
        "syria",
        "taiwan",
        "tajikistan",
        "tanzania",
        "thailand",
        "togo",
        "tunisia",
        "turkey",
        "türkiye",
        "turkmenistan",
        "uganda",
        "ukraine",
        "uruguay",
        "uzbekistan",
        "venezuela",
        "vietnam",
        "yemen",
        "zambia",
        "zimbabwe",
    ]
)
