"""Who a noun phrase names: a person with an office, an organisation, an outlet, a group, a bare title, a pronoun.

Names are told by shape and context (capitals, titles, apposition), never from a list of people or of an event's places.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed
from antigone.said.extract.english.kinds import kind_of, named_outlet
from antigone.said.extract.english.names import (
    CONNECT,
    COUNTRIES,
    GROUP_HEADS,
    LEAD,
    ORGANISATIONS,
    OUTLETS,
    PARTICLES,
    PRONOUNS,
    ROLE_HEADS,
    TITLES,
)
from antigone.said.extract.english.papers import WRITTEN, author, before_writing, holder, past_paper, signed_by
from antigone.said.extract.language import Voice


def parse_voice(parsed: Parsed, first: int, last: int) -> Voice | None:
    """The voice that items `first`…`last` (half-open) name; None where they name nobody."""
    while last - first > 1 and parsed.lower[first] in ("which", "where", "whom"):
        first += 1
    while first < last and (
        parsed.lower[first] in (",", '"', "“", "”", "'", "(", "-", "–", "—") or parsed.lower[first] in CONNECT
    ):
        first += 1
    while last > first and not parsed.lower[last - 1][:1].isalnum() and parsed.items[last - 1].number is None:
        last -= 1
    relative = next(
        (k for k in range(first + 1, last) if parsed.lower[k] in ("who", "whose") and parsed.text(k, k + 1) != "WHO"),
        None,
    )
    if relative is not None and not any(parsed.lower[k] == "," for k in range(relative, last)):
        last = relative
    begin, end = signed_by(parsed, first, last)
    first, last = (begin, end) if begin else (first, last)
    last = seen_by(parsed, first, last) or last
    last = before_writing(parsed, first, last)
    out = (k for k in range(first + 1, last - 1) if parsed.lower[k] == "put" and parsed.lower[k + 1] == "out")
    last = next(out, last)  # "her office put out a statement quoting X"
    last = next((k for k in range(first + 1, last) if parsed.lower[k] in _ISSUED and not parsed.capital(k)), last)
    first = _past_time(parsed, past_paper(parsed, first, last), last)
    last = _without_date(parsed, first, last)
    if last - first > 2 and parsed.lower[last - 1] in ("press-release", "statement", "communique", "communiqué"):
        last -= 1
    if last - first > 1 and parsed.lower[last - 1] in _SELVES:  # "the ministry itself", "the police and the army both"
        last -= 1
    if parsed.word(first) == "#" and parsed.word(first + 1) == "of" and parsed.items[first].number is not None:
        first += 2  # "one of the men with the shovels, Ada Example"
    if first >= last or last - first > 40 or parsed.lower[first] in ("#", "according"):
        return None
    if last - first == 1 and parsed.lower[first] in (*PRONOUNS, *_OBJECTS):
        word = _OBJECTS.get(parsed.lower[first], parsed.lower[first])
        if word == "who" and parsed.text(first, last) == "WHO":
            return Voice("WHO", parsed.start(first), parsed.end(first), kind="organisation")
        if word == "who":
            return None
        publisher = word == "we" and not parsed.sentence.quoted(parsed.start(first))
        if publisher:  # "we reported earlier": the text speaks of itself
            return Voice(word, parsed.start(first), parsed.end(first), kind="nobody")
        return Voice(word, parsed.start(first), parsed.end(first), kind="pronoun", plural=word in ("they", "we"))
    pieces = _pieces(parsed, first, last)
    if "_" in parsed.lower[first] and pieces[0] == (first, first + 1):  # the handle of a channel
        return Voice(parsed.text(first, first + 1), parsed.start(first), parsed.end(last - 1), kind="outlet")
    outlet = named_outlet(parsed, *pieces[0])
    if outlet is not None:
        return outlet
    name = _paired(parsed, first, last) or _person(parsed, pieces)
    if name is not None:
        return name
    voice = _nameless(parsed, pieces[0][0], _without_date(parsed, *pieces[0]))
    short = _short_name(parsed, pieces) if voice is not None and voice.kind == "organisation" else ""
    return replace(voice, office=short) if voice is not None and short else voice


def _paired(parsed: Parsed, first: int, last: int) -> Voice | None:
    """Two people who say one thing: "Mayor Ada Example and the fire chief, Bob Sample"."""
    k = next((k for k in range(first + 1, last - 1) if parsed.lower[k] == "and"), 0)
    if not k or "and" in parsed.lower[k + 1 : last]:
        return None
    left, right = _person(parsed, _pieces(parsed, first, k)), _person(parsed, _pieces(parsed, k + 1, last))
    if left is None or right is None or not all(v.office or " " in v.name for v in (left, right)):
        return None
    name, office = f"{left.name} and {right.name}", "; ".join(v.office for v in (left, right) if v.office)
    return Voice(name, parsed.start(first), parsed.end(last - 1), office=office, kind="group", plural=True)


def _short_name(parsed: Parsed, pieces: list[tuple[int, int]]) -> str:
    """The letters by which an office is called after its name: "the Example Air Force (EAF)"."""
    if len(pieces) < 2 or parsed.word(pieces[0][1]) != "(" or pieces[1][1] - pieces[1][0] != 1:
        return ""
    text = parsed.text(*pieces[1])
    return text if text.isupper() and text.isalpha() and len(text) <= 8 else ""


_OBJECTS = {"him": "he", "her": "she", "them": "they"}
_ISSUED = frozenset(("published", "released", "issued", "posted", "circulated", "aired", "broadcast", "dated"))


def seen_by(parsed: Parsed, first: int, last: int) -> int:
    """Where "seen by X", "who spoke to X" begins in a phrase ("an assessment seen by CNN"); 0 where it has none."""
    for k in range(first + 1, last - 2):
        if parsed.lower[k] == "who" and parsed.lower[k + 1] in ("spoke", "talked") and parsed.lower[k + 2] == "to":
            return k
        if parsed.lower[k] in ("seen", "obtained", "reviewed", "viewed", "leaked", "quoted", "cited") and parsed.lower[
            k + 1
        ] in ("by", "to", "in"):
            return k
    return 0


_SELVES = frozenset(("itself", "himself", "herself", "themselves", "both", "each"))
_SPANS = frozenset(("day", "evening", "night", "morning", "afternoon", "week", "month", "year", "weekend"))


def _past_time(parsed: Parsed, first: int, last: int) -> int:
    """Leave out an opening "the same evening", "that night" before the name of somebody."""
    if first < last - 1 and parsed.lower[first] in _SPANS and parsed.lower[first + 1] == "the":
        return first + 1
    if first < last - 2 and parsed.lower[first].rstrip("s") in _SPANS | {"hour"} and parsed.lower[first + 1] == "later":
        return first + 2  # "five days later the ministry"
    for k in range(first + 1, min(first + 3, last - 1)):
        if parsed.lower[k] in _SPANS and parsed.lower[first] in ("the", "that", "this", "last", "same", "next"):
            return k + 1
    return first


def _without_date(parsed: Parsed, first: int, last: int) -> int:
    """Leave out "on Monday", "earlier on 12 May" at the end."""
    while last - 1 > first:
        word = parsed.lower[last - 1].rstrip(".")
        dated = (
            word in words.DAYS
            or word in words.AUXILIARIES
            or (word.endswith("ly") and not parsed.capital(last - 1))
            or word
            in (
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
                "there",
                "here",
                "last",
                "night",
                "neither",
            )
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


def _pieces(parsed: Parsed, first: int, last: int) -> list[tuple[int, int]]:
    """The phrase cut at commas: name and appositions."""
    cut = [k for k in range(first, last) if parsed.lower[k] in (",", "(", ")", "–", "—")]
    edges = [first - 1, *cut, last]
    found = [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]
    return found[:4] or [(first, last)]


def _is_name_word(parsed: Parsed, k: int) -> bool:
    word = parsed.lower[k].removesuffix("'s").rstrip("'")
    text = parsed.tokens[parsed.items[k].first].text
    particle, dash, rest = text.partition("-")
    if dash and particle in PARTICLES:  # "al-Example"
        text = rest
    if (
        parsed.items[k].number is not None
        or not text[:1].isupper()
        or word.rstrip(".") in words.MONTHS
        or word in words.DAYS
        or word in _NEVER_NAMES
    ):
        return False
    if text.endswith(("'s", "’s")) or (len(text) > 1 and text.isupper() and len(text) <= 5 and "." not in text):
        return False
    head, dash, last = word.partition("-")
    if dash and head in TITLES and (last in TITLES or last in ROLE_HEADS):
        return False
    return (
        word not in TITLES
        and word not in GROUP_HEADS
        and word not in ORGANISATIONS
        and word not in OUTLETS
        and word not in LEAD
    )


def _runs(parsed: Parsed, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of words that can be a personal name."""
    found, k = [], first
    while k < last:
        j = k
        while j < last and (
            _is_name_word(parsed, j) or (j > k and parsed.lower[j] in PARTICLES) or (j > k and parsed.lower[j] == ".")
        ):
            j += 1
        while j > k and (parsed.lower[j - 1] in PARTICLES and not parsed.capital(j - 1)):
            j -= 1
        if j > k + 1 and parsed.lower[j - 1] == "." and len(parsed.lower[j - 2]) > 2:
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
        if index == 0 and _of_office(parsed, first, runs[0], last):
            a, b = runs[0]
            return Voice(parsed.text(a, b), parsed.start(a), parsed.end(last - 1), office=_plain(parsed, b + 1, last))
        a, b = runs[-1]
        if b != last or not _may_be_person(parsed, first, a, b, index, pieces):
            continue
        office = _office(parsed, pieces, index, first, a)
        office = office.removesuffix(parsed.text(a, b)).strip()
        head, _, final = office.rpartition(" ")
        office = head if head and final.casefold().strip(".") in _HONORIFICS else office
        end = max(parsed.end(b - 1), parsed.end(pieces[-1][1] - 1)) if office and index == 0 else parsed.end(b - 1)
        name = parsed.text(a, b)
        return Voice(name, parsed.start(a), max(end, parsed.end(b - 1)), office=office, kind="person")
    return None


def _of_office(parsed: Parsed, first: int, run: tuple[int, int], last: int) -> bool:
    """ "Ada Example of the Prosecutor's Office": a name of two or three words, then where it belongs."""
    a, b = run
    placed = parsed.word(b) in ("of", "from", "with")
    if a != first or b - a not in (2, 3) or not placed or parsed.lower[a] in COUNTRIES:
        return False
    return any(w.removesuffix("'s") in ORGANISATIONS or w in TITLES for w in parsed.lower[b + 1 : last])


def _may_be_person(parsed: Parsed, first: int, a: int, b: int, index: int, pieces: list[tuple[int, int]]) -> bool:
    lead = [w for w in parsed.lower[first:a] if w not in LEAD]
    if lead and lead[-1] in ("in", "of", "for", "at", "from", "and", "on", "near", "to", "with", "by"):
        return False
    if parsed.word(a - 1) in ("the", "a", "an") and a > first:
        return False
    plain = (
        bool(lead) and lead[-1].isalpha() and not parsed.capital(a - 1) and not lead[-1].endswith(("ed", "ing", "ly"))
    )
    if plain and b - a >= 2 and lead[-1] not in words.SPEECH_STOP and lead[-1] not in words.AUXILIARIES:
        return lead[-1] not in ORGANISATIONS and lead[-1] not in GROUP_HEADS and lead[-1] not in OUTLETS
    if lead:
        within = any(w in ORGANISATIONS and v in ("of", "for") for w, v in itertools.pairwise(lead))
        if within:  # "Ministry of Information and Social Development" is no person, "Ministry of Health spokesman A" is
            return lead[-1] in ROLE_HEADS
        return any(_is_title(word) for word in lead[-3:])
    if b - a >= 2:
        return True
    return index == 0 and (_looks_like_surname(parsed, a) or _has_title(parsed, pieces[1:]))


def _is_title(word: str) -> bool:
    word = word.removesuffix("'s")
    return word in ROLE_HEADS or word in TITLES or bool({word.partition("-")[0], word.rpartition("-")[2]} & ROLE_HEADS)


def _has_title(parsed: Parsed, pieces: list[tuple[int, int]]) -> bool:
    return any(any(_is_title(parsed.lower[k]) for k in range(a, min(b, a + 6))) for a, b in pieces)


def _looks_like_surname(parsed: Parsed, a: int) -> bool:
    return parsed.lower[a] not in COUNTRIES and len(parsed.lower[a]) > 2


def titled_person(parsed: Parsed, before: int | None = None) -> Voice | None:
    """The last person of a sentence who is named with a title before the name ("Major General Ada Example")."""
    last = len(parsed.items)
    if before is not None:
        last = next((k for k in range(last) if parsed.start(k) >= before), last)
    for a, b in reversed(_runs(parsed, max(0, last - 60), last)):
        first = a
        while first > 0 and _is_title(parsed.lower[first - 1]):
            first -= 1
        if first < a and b - a <= 4 and parsed.lower[a] not in COUNTRIES:
            name, office = parsed.text(a, b), parsed.text(first, a)
            return Voice(name, parsed.start(a), parsed.end(b - 1), office=office, kind="person")
    return None


def named_in(parsed: Parsed, word: str, before: int) -> str:
    """The full name that holds `word` as one of its capitalised words, before item `before`; empty where there is none.

    "Teams of the General Authority for the Missing … , the authority said" gives the name of the authority.
    """
    for k in range(min(before, len(parsed.items)) - 1, -1, -1):
        if parsed.lower[k] != word or not parsed.capital(k) or parsed.items[k].number is not None:
            continue
        first, last = k, k + 1
        while first > 0 and parsed.capital(first - 1) and parsed.lower[first - 1] not in LEAD:
            first -= 1
        while last < before and (
            parsed.capital(last)
            or (
                parsed.lower[last] in _WITHIN and any(parsed.capital(i) for i in range(last + 1, min(last + 3, before)))
            )
        ):
            last += 1
        if last - first > 1:
            return parsed.text(first, last)
    return ""


def owner_of(parsed: Parsed, first: int, last: int) -> Voice | None:
    """ "The health department's Telegram channel": the department, whose words the channel carries."""
    for k in range(first, last - 1):
        if parsed.lower[k].endswith("'s") and parsed.lower[k].removesuffix("'s") not in COUNTRIES:
            owner = _nameless(parsed, first, k + 1)
            if owner is not None and owner.kind in ("organisation", "role", "group"):
                return replace(owner, name=owner.name.removesuffix("'s").removesuffix("’s"), definite=False)
    return None


_NEVER_NAMES = words.word_set(
    """
    most many some few several all both each none nobody others another no those these this that there here
    such more it he she they we i you his her their its our my what when where how why who which while but
    and or if as at in on of for from by with after before since until about over under between among during
    only just even also
    """
)
_WITHIN = frozenset(("of", "for", "the", "and", "on", "in"))
_HONORIFICS = frozenset(("dr", "mr", "mrs", "ms", "sir", "prof", "professor", "doctor"))


def _office(parsed: Parsed, pieces: list[tuple[int, int]], index: int, first: int, a: int) -> str:
    lead = _plain(parsed, first, a)
    if lead and lead.casefold().strip(".") not in _HONORIFICS:
        return lead
    around = [p for i, p in enumerate(pieces) if i != index]
    for p_first, p_last in around:
        text = _plain(parsed, p_first, p_last)
        if text and any(_is_title(parsed.lower[k]) or parsed.lower[k] in ORGANISATIONS for k in range(p_first, p_last)):
            return text
    return lead


def _plain(parsed: Parsed, first: int, last: int) -> str:
    while first < last and (parsed.lower[first] in LEAD or not parsed.lower[first][:1].isalnum()):
        first += 1
    return parsed.text(first, last).strip(' ,"“”')


def _nameless(parsed: Parsed, first: int, last: int) -> Voice | None:
    begin = first
    definite = parsed.lower[first] in ("the", "this", "that")
    while first < last and parsed.lower[first] in LEAD:
        first += 1
    owner = author(parsed, first, last)
    if owner:
        return Voice(owner, parsed.start(first), parsed.end(last - 1), kind="role")
    held = holder(parsed, first, last)
    if held:
        of_body = _nameless(parsed, begin, held)
        if of_body is not None:
            return replace(of_body, name=of_body.name.removesuffix("'s").removesuffix("’s"))
    first = _skip_owner(parsed, first, last)
    if first >= last:
        return None
    bare = [parsed.lower[k] for k in range(first, last)]
    if bare[:2] in _PRESS_OFFICES:
        return _of_press_office(parsed, begin, first, last)
    if any(word in words.AUXILIARIES for word in bare) or bare[0] in words.PREPOSITIONS:
        return None
    if len(bare) == 1 and bare[0] in _NEVER_NAMES and parsed.text(first, last) != "WHO":
        return None
    about = next((i for i, w in enumerate(bare) if i and w in ("on", "about", "regarding")), None)
    if about is not None and bare[about - 1] in GROUP_HEADS:  # "prisoners on the number of those killed"
        last, bare = first + about, bare[:about]
    stops = (i for i, w in enumerate(bare) if i and (w in words.PREPOSITIONS or w == "of"))
    core = bare[: next(stops, len(bare))]
    if definite and len(bare) == 2 and bare[0] == "same" and (bare[1] in ROLE_HEADS or bare[1] in GROUP_HEADS):
        return Voice("", parsed.start(first), parsed.end(last - 1), kind="pronoun")
    if definite and len(bare) == 1 and bare[0] in WRITTEN:
        return Voice("it", parsed.start(first), parsed.end(last - 1), kind="pronoun")
    if len(core) > 1 and core[-1] in ("tally", "count", "toll") and not parsed.capital(first + len(core) - 1):
        lead = next((i for i in range(len(core) - 1) if parsed.capital(first + i)), None)
        if lead is not None:  # "an AFP tally of statements", "a new Example International toll"
            last, first = first + len(core) - 1, first + lead
            core, bare = core[lead:-1], bare[lead:]
    alone = (i for i, w in enumerate(core) if i and w == "the" and core[i - 1] not in ("and", "or"))
    article = next((i for i in alone if not parsed.capital(first + i - 1)), 0)
    # "after the 2 pm blast the authorities": the last of them speaks
    if article and parsed.word(first - 1) in ("#", "a", *words.PREPOSITIONS):
        return _nameless(parsed, first + article, last)
    kind = kind_of(parsed, first, bare, core)
    if not kind:
        return None
    last = _without_place(parsed, first, last, core)
    if kind == "outlet":  # "Example TV updated the number … and then reported"
        acts = (i for i, w in enumerate(bare) if i and w.endswith("ed") and not parsed.capital(first + i))
        last = min(last, first + next(acts, len(bare)))
        if last - first > 1 and parsed.lower[last - 1] in _STORIES:  # "a BBC report"
            last -= 1
    name = parsed.text(first, last)
    plural = core[-1] in GROUP_HEADS
    if kind == "role" and not definite and begin != first and (len(bare) > 1 or parsed.lower[begin] == "another"):
        kind = "person"
    return Voice(name, parsed.start(first), parsed.end(last - 1), kind=kind, plural=plural, definite=definite)


_AREAS = words.word_set("area town village city region country district province neighbourhood neighborhood scene")


def _without_place(parsed: Parsed, first: int, last: int, core: list[str]) -> int:
    """ "Police in Example", "a resident of the area": they are called by the one word."""
    if len(core) != 1 or core[0] not in _CALLED or parsed.word(first + 1) not in ("of", "at", "from", "near"):
        return last
    at = first + 2 + (parsed.word(first + 2) in LEAD)
    place = at < last and (parsed.capital(at) or parsed.lower[at] in _AREAS)
    body = any(w.removesuffix("'s") in ORGANISATIONS or w in TITLES for w in parsed.lower[at:last])
    return first + 1 if place and not body else last


_CALLED = words.word_set(
    """
    police officials authorities residents resident villagers villager witnesses witness activists activist locals
    doctors medics survivors relatives families rescuers prosecutors lawmakers fishermen elders inmates prisoners
    """
)
_STORIES = frozenset(("report", "investigation", "documentary", "broadcast", "story", "article"))
_PRESS_OFFICES = (["press", "service"], ["press", "office"], ["press", "centre"], ["press", "center"])


def _of_press_office(parsed: Parsed, begin: int, first: int, last: int) -> Voice | None:
    """ "The ministry's press service", "the press office of the ministry": the ministry; "its press office": it."""
    if parsed.word(first + 2) in ("of", "at", "for") and first + 3 < last:
        return _nameless(parsed, first + 3, last)
    if begin < first and parsed.lower[first - 1].endswith("'s"):
        owner = _nameless(parsed, begin, first)
        if owner is not None:
            return replace(owner, name=owner.name.removesuffix("'s").removesuffix("’s"))
    return Voice("it", parsed.start(first), parsed.end(last - 1), kind="pronoun")


def _skip_owner(parsed: Parsed, first: int, last: int) -> int:
    """Leave out "the country's", "Kazakhstan's" before an organisation."""
    for k in range(first, min(first + 3, last - 1)):
        if parsed.lower[k].endswith("'s") and parsed.lower[k].rpartition("-")[2] not in (
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
