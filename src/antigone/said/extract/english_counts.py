"""What each number of an English sentence counts: the rules in their order, and how parts find their whole."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract import english_places as places
from antigone.said.extract import english_predicates as predicates
from antigone.said.extract import english_words as words
from antigone.said.extract.english_decoys import decoy, name_before
from antigone.said.extract.english_items import Parsed, Phrase, noun_phrase, parse
from antigone.said.extract.english_predicates import Governed
from antigone.said.extract.english_special import special
from antigone.said.extract.english_stance import stance_at
from antigone.said.extract.english_units import ASIDE
from antigone.said.extract.english_units import first_verb as first_body_verb
from antigone.said.extract.language import Counted, Document, Reading, Sentence
from antigone.said.extract.proposal import NumberUse

_CASUALTY_NOUNS = {
    "deaths": "killed",
    "death": "killed",
    "fatalities": "killed",
    "fatality": "killed",
    "dead": "killed",
    "lives": "killed",
    "killings": "killed",
    "martyrs": "killed",
    "casualties": "killed_or_injured",
    "casualty": "killed_or_injured",
    "injuries": "injured",
    "wounded": "injured",
    "injured": "injured",
    "missing": "missing",
    "killed": "killed",
    "deceased": "killed",
    "detained": "detained",
    "hospitalised": "hospitalised",
    "arrests": "detained",
    "detentions": "detained",
    "detainees": "detained",
}
_PART_LEADS = frozenset(
    ("including", "includes", "include", "included", "among", "comprising", "namely", "incl", "mostly")
)
_OF_GROUP = re.compile(
    r"(?:^|[,;.\"“] )(?:of|among) the (dead|killed|injured|wounded|victims|missing|deceased|detained|fatalities) ,?$"
)
_REVISED = re.compile(
    r"(?:(?:lower|revis|rais|cut|correct|updat|reduc|increas|amend|put)\w* (?:[a-z']+ ){0,4}(?:figure|number|count|estimate|total|tally)s?(?: (?!of)[a-z]+){0,3} (?:to|at)"
    r"|(?:spoken|spoke|speaks|talked|talks) of)$"
)
_AGAIN = frozenset(("the", "earlier", "previous", "that", "this", "initial", "original"))
_OPENS = frozenset((",", "and", ";", '"', "“", "", ".", "while", "but", ":"))
_OF_PEOPLE = frozenset(
    (*_CASUALTY_NOUNS.values(), "critical", "died_in_hospital", "sought_treatment", "reported_missing", "unaccounted", "remanded")
)
_PASSING = frozenset(
    [
        "pass",
        "passes",
        "passed",
        "passing",
        "tops",
        "topped",
        "exceeds",
        "exceeded",
        "surpasses",
        "surpassed",
        "exceed",
        "surpass",
        "top",
    ]
)
_LIST_LINE = re.compile(r"^(?:[-–—•*·] )?(?:in |at )?[^#]{2,60}? ?[-–—:] ?# ?[a-z]{0,12} ?[;,.]?$")


class SentenceCounter:
    """Works through the numbers of one sentence from left to right."""

    def __init__(self, sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> None:
        self.parsed = parse(sentence)
        self.document = document
        self.earlier = earlier
        self.found: list[Counted] = []
        self.items: list[tuple[int, Phrase, Counted]] = []
        self._alternatives: set[int] = set()

    def run(self) -> list[Counted]:
        """All numbers of the sentence, each once."""
        for at in self.parsed.numbers:
            phrase = noun_phrase(self.parsed, at)
            counted = self._count(at, phrase)
            self.found.append(counted)
            if counted.use is NumberUse.CLAIM:
                self.items.append((at, phrase, counted))
        return self.found

    def _count(self, at: int, phrase: Phrase) -> Counted:
        parsed = self.parsed
        governed = special(parsed, at, phrase) or self._such_sites(at, phrase)
        if governed is None:
            reason = decoy(parsed, at, phrase)
            if reason:
                return self._aside(at, NumberUse.DECOY, reason)
        whole = self._whole(at, phrase)
        governed = governed or self._governed(at, phrase, whole)
        if governed is None:
            return self._aside(at, *self._not_counted(at, phrase))
        if governed.unit in ASIDE:
            return self._aside(
                at, NumberUse.DECOY, f"people {governed.unit}, not among the dead, hurt, missing or held"
            )
        return self._claim(at, phrase, governed, whole)

    def _such_sites(self, at: int, phrase: Phrase) -> Governed | None:
        """ "At least three such sites": graves, where the sentences before tell of graves."""
        if phrase.head not in ("sites", "graves", "places", "pits") or self.parsed.word(phrase.first) not in ("such", "more", "other", "similar"):
            return None
        before = " ".join(parse(reading.sentence).line.text for reading in self.earlier[-3:])
        if not re.search(r"(?:burial|grave)s?(?: |$)", before):
            return None
        return Governed("burial_sites_found", "grave", "burial sites, as in the sentences before", at, phrase.last)

    def _not_counted(self, at: int, phrase: Phrase) -> tuple[NumberUse, str]:
        if phrase.kind in ("none", "unknown") and name_before(self.parsed, at):
            return NumberUse.DECOY, "part of a name or reference"
        number_of = {
            "person": "people, but nothing is said of death, injury or the like",
            "none": "nothing that it counts is named",
        }
        if phrase.kind == "person":
            return NumberUse.DECOY, number_of["person"]
        if phrase.kind in ("thing", "attack"):
            return NumberUse.DECOY, words.THING_OF.get(phrase.head, "things")
        return NumberUse.UNCLEAR, number_of.get(phrase.kind, f"no casualty word governs it ({phrase.head})")

    def _aside(self, at: int, use: NumberUse, reason: str) -> Counted:
        start, end = self._numeral(at)
        return Counted(start, end, start, end, use, reason=reason)

    def _numeral(self, at: int) -> tuple[int, int]:
        number = self.parsed.items[at].number
        assert number is not None
        return self.parsed.tokens[number.first].start, self.parsed.tokens[number.last - 1].end

    # -- rules --------------------------------------------------------------------------------------------------

    def _governed(self, at: int, phrase: Phrase, whole: Counted | None) -> Governed | None:
        parsed = self.parsed
        if phrase.kind == "thing":
            return None
        other = self._alternative(at, phrase)
        if other is not None:
            return other
        if self._is_share(at):
            inner = noun_phrase(parsed, at + 3)
            known = self._identified_part(inner, None, share=True)
            if known is not None:
                return known
            found = special(parsed, at + 3, inner) or self._governed(at + 3, inner, None)
            return (
                None
                if found is None
                else Governed(found.unit, "part", "it is a part of the figure after it", at, at + 4)
            )
        if phrase.head in _CASUALTY_NOUNS and phrase.kind == "casualty":
            said = (
                (predicates.adjacent(parsed, phrase) or predicates.after(parsed, phrase)) if phrase.partitive else None
            )
            if (
                said is not None
                and phrase.partitive
                and said.unit in ("killed", "died_in_hospital", "critical", "hospitalised")
            ):
                return said
            unit = _CASUALTY_NOUNS[phrase.head]
            return Governed(unit, "noun", f"“{phrase.head}” is what it counts", phrase.first, phrase.last)
        named = self._identified_part(phrase, whole)
        bodies = named or self._of_bodies(phrase, whole) or self._elided_bodies(at, phrase)
        if bodies is not None:
            return bodies
        if phrase.partitive and parsed.word(phrase.last - 1) in ("killed", "dead", "died"):
            return Governed("killed", "partitive", "it is a part of those killed", phrase.first, phrase.last)
        found = self._of_group(at, phrase) or predicates.adjacent(parsed, phrase) or predicates.before(parsed, at)
        if found is None:
            found = predicates.to_number_of(parsed, at, phrase) or predicates.among(parsed, at)
        if found is None:
            found = self._revised(at, phrase) or predicates.toll(parsed, at)
        if found is None:
            found = predicates.after(parsed, phrase, to_comma=self._led_in(at))
        if found is None or (found.unit == "injured" and phrase.adjective == "killed"):
            found = found or self._inherited(at, phrase, whole) or self._apposed(at, phrase)
        if found is None:
            found = self._described(at, phrase) or self._replacing(at, phrase) or self._gapped(at, phrase) or self._earlier_figure(at, phrase) or self._same_figure(at, phrase)
        if found is None and phrase.adjective:
            return Governed(
                phrase.adjective, "adjective", "the word before its noun says so", phrase.first, phrase.last
            )
        return found

    def _of_group(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Of the dead, 542 were …", "two of those treated are in critical condition", "19 of the victims"."""
        parsed = self.parsed
        led = _OF_GROUP.search(parsed.line.slice(max(0, at - 5), at))
        if led:
            unit = _CASUALTY_NOUNS.get(led.group(1), "killed")
            return Governed(unit, "part", f"it is a part of the {led.group(1)}", at, at + 1)
        if phrase.partitive and phrase.head in ("victims", "fatalities"):
            said = predicates.adjacent(parsed, phrase) or predicates.after(parsed, phrase)
            return said or Governed("killed", "partitive", "it is a part of the victims", at, phrase.last, True)
        if phrase.partitive and parsed.word(phrase.last - 1) in ("those", "these"):
            verb = next(
                (
                    k
                    for k in range(phrase.last, min(phrase.last + 10, len(parsed.items)))
                    if parsed.lower[k] in words.AUXILIARIES
                ),
                None,
            )
            return predicates.after(parsed, replace(phrase, last=verb)) if verb is not None else None
        return None

    def _of_bodies(self, phrase: Phrase, whole: Counted | None) -> Governed | None:
        """A part of some bodies: what is said of the part, else the same as of the whole."""
        if whole is None or not whole.unit.startswith("bodies") or phrase.kind not in ("none", "body"):
            return None
        right = self.parsed.line.slice(phrase.last, phrase.last + 14).split(" # ")[0]
        unit = first_body_verb(right) or whole.unit
        return Governed(unit, "part", "it is a part of the bodies before it", phrase.first, phrase.last)

    def _identified_part(self, phrase: Phrase, whole: Counted | None, *, share: bool = False) -> Governed | None:
        """ "Of these, 19 have been identified": of the dead; of bodies see `_of_bodies`."""
        first = phrase.first if not phrase.head else phrase.last - 1
        dead = self.parsed.word(first) in ("dead", "victims", "deceased", "killed") if share else whole is not None and whole.unit == "killed"
        if not dead or phrase.kind not in ("none", "person", "casualty"):
            return None
        last = max(phrase.last, first + 1) if share else phrase.last
        right = self.parsed.line.slice(last, last + 8)
        if not re.match(r"(?:have|has|had|were|was|could be)(?: been| so far| now| already| only| since| formally| positively)* identified", right):
            return None
        return Governed("identified", "part", "those of the dead who are identified", phrase.first, phrase.last)

    def _elided_bodies(self, at: int, phrase: Phrase) -> Governed | None:
        """ "It handed over 40 bodies and received 27": the noun is left out, the verb is its own."""
        if phrase.kind != "none" or not self.items or not self.items[-1][2].unit.startswith("bodies"):
            return None
        prior_at = self.items[-1][0]
        said = re.match(r"(?:(?:could|can|were|was|have|has|had|be|been|are|so far|already|still|only) )+(?:\S+ ){0,2}", f"{self.parsed.line.slice(phrase.last, phrase.last + 6)} ")
        own = first_body_verb(said.group()) if said and "not" not in said.group() else ""
        if own and own != "bodies_found" and at - prior_at <= 14:
            return Governed(own, "joined", "bodies again, with a verb of its own", at, phrase.last)
        unit = first_body_verb(self.parsed.line.slice(at - 1, at))
        if not unit or at - prior_at > 9 or self.parsed.word(at - 2) not in ("and", ",", "but", "has", "had", "have"):
            return None
        return Governed(unit, "joined", "bodies again, with a verb of its own", at - 1, at)

    def _revised(self, at: int, phrase: Phrase) -> Governed | None:
        """ "The ministry lowered the figure to 471", "had spoken of 31": the unit is that of the figure before it."""
        left = self.parsed.line.slice(max(0, at - 9), at)
        told = (self.items[-1][2] if self.items else None) or self._previous()
        if told is None or phrase.kind not in ("none", "person") or not _REVISED.search(left):
            return None
        if phrase.kind == "person" and predicates.adjacent(self.parsed, phrase) is not None:
            return None
        return Governed(told.unit, "toll", "another figure for what was counted before", at, at + 1)

    def _alternative(self, at: int, phrase: Phrase) -> Governed | None:
        """ "There were not 200 or even 500 deaths": what the second counts, the first counts."""
        parsed, k = self.parsed, phrase.last
        if phrase.kind != "none" or parsed.word(k) not in ("or", "to", "and") or at in self._alternatives:
            return None
        while parsed.word(k + 1) in ("even", "perhaps", "maybe", "possibly"):
            k += 1
        if parsed.word(k + 1) != "#" or parsed.word(phrase.last) == "and":
            return None
        self._alternatives.add(at)
        inner = noun_phrase(parsed, k + 1)
        if inner.kind == "none":
            return None
        found = special(parsed, k + 1, inner) or self._governed(k + 1, inner, None)
        return None if found is None else Governed(found.unit, "joined", "it is joined to the figure after it", at, k + 2)

    def _described(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Most of them are civilians, 21 are military": a part of the whole told before, by what they were."""
        parsed = self.parsed
        k = phrase.last
        if phrase.kind != "none" or parsed.word(k) not in ("are", "were", "was", "is") or parsed.word(at - 1) not in _OPENS:
            return None
        group = parsed.word(k + 1)
        if group not in words.PERSONS and group not in ("military", "armed", "elderly", "underage", "female", "male", "aged"):
            return None
        whole = self.items[-1][2] if self.items else self._previous()
        if whole is None or whole.unit in ("graves_found", "burial_sites_found", "morgue_attacks"):
            return None
        return Governed(whole.unit, "part", "it tells what some of them were", at, k)

    def _is_share(self, at: int) -> bool:
        """ "103 of the 164 dead"."""
        return (
            self.parsed.word(at + 1) == "of"
            and self.parsed.word(at + 2) in ("the", "these")
            and self.parsed.word(at + 3) == "#"
        )

    def _led_in(self, at: int) -> bool:
        k = self._before(at)
        return self.parsed.word(k) in _PART_LEADS or (self.parsed.word(k) == "of" and self.parsed.word(k - 1) == "whom")

    def _before(self, at: int) -> int:
        k = at - 1
        while k >= 0 and (
            self.parsed.lower[k] in words.QUALIFIERS
            or self.parsed.lower[k] in ("was", "were", "are", "is", "likely", "probably", "perhaps", "possibly", "even", "more")
        ):
            k -= 1
        return k

    def _whole(self, at: int, phrase: Phrase) -> Counted | None:
        """The quantity of which this one is said to be a part."""
        parsed, k = self.parsed, self._before(at)
        word = parsed.word(k)
        last = self.items[-1][2] if self.items else None
        number = parsed.items[at].number
        if number is not None and number.modifier == "majority" and phrase.kind == "none":
            return last or self._previous()
        if phrase.partitive and parsed.word(phrase.last - 1) == "whom" and self.found:
            return last if self.found[-1].use is NumberUse.CLAIM else None
        if phrase.partitive and parsed.word(at + 2) in ("its", "their", "his", "our", "her"):
            return last
        if phrase.partitive or word in _PART_LEADS or (word in ("whom", "which") and parsed.word(k - 1) == "of"):
            return last or self._previous()
        if word in ("them", "those", "these", "whom", ",") and self._opens_with_of(k):
            return last or self._previous()
        if word == "(" and last is not None:
            return last
        if word in (",", "and", "or", "–", "—", "-") and self.items:
            _, prior_phrase, prior = self.items[-1]
            if prior.part_of is not None and self._near(prior_phrase.last, k):
                return next((c for _, _, c in self.items if c.start == prior.part_of), None) or self._previous()
        return None

    def _opens_with_of(self, k: int) -> bool:
        opening = " ".join(self.parsed.lower[max(0, k - 6) : k + 1])
        return bool(
            re.search(
                r"(?:^|[,;\"“] )(?:of|among) (?:them|those|these|whom|this number|the (?:total|dead|victims|injured|wounded))(?: [a-z]+){0,2}(?: ,)?$",
                opening,
            )
        )

    def _near(self, last: int, k: int) -> bool:
        return 0 <= k - last <= 9 and not any(
            self.parsed.lower[i] in words.AUXILIARIES or self.parsed.lower[i] == ";" for i in range(last, k)
        )

    def _previous(self) -> Counted | None:
        """The last quantity of the sentences before, a whole rather than one of its parts."""
        for reading in reversed(self.earlier[-4:]):
            claims = [c for c in reading.counts if c.use is NumberUse.CLAIM and c.number_start is not None]
            claims = [c for c in claims if c.unit not in ("graves_found", "burial_sites_found", "morgue_attacks") and not c.unit.endswith("_signs")]
            wholes = [c for c in claims if c.part_of is None]
            if wholes or claims:
                return (wholes or claims)[-1]
        return None

    def _inherited(self, at: int, phrase: Phrase, whole: Counted | None) -> Governed | None:
        parsed, k = self.parsed, self._before(at)
        if whole is not None and phrase.kind in ("none", "person", "unknown", "body"):
            return Governed(whole.unit, "part", "it is a part of the figure before it", at, at + 1)
        if (
            _LIST_LINE.match(parsed.line.text)
            and not parsed.cues
            and len(parsed.numbers) == 1
            and phrase.kind in ("none", "person")
        ):
            listed = self._previous_listed()
            if listed is not None:
                return Governed(listed.unit, "list", "a line of a list under the figure before it", at, at + 1)
        if self.items and phrase.kind in ("none", "person", "unknown"):
            prior_at, prior_phrase, prior = self.items[-1]
            word = parsed.word(k)
            joined = word in (",", "and", "or", "&", "plus") or (word == "and" and parsed.word(k - 1) == ",")
            governed_left = prior.rule in ("verb.before", "toll", "part", "noun", "among", "joined")
            if (
                joined
                and governed_left
                and self._near(prior_phrase.last, k)
                and self._can_join(at, phrase, prior_phrase)
            ):
                return Governed(prior.unit, "joined", "it is joined to the figure before it", prior_at, at)
            if word == "from" and parsed.word(k - 1) in ("up", "down", "increase", "rise") and phrase.kind in ("none", "person"):
                return Governed(prior.unit, "earlier figure", "the figure that this one follows", prior_at, at)
            if (word == "from" or (word == "of" and "instead" in parsed.word(k - 1))) and (
                prior.rule in ("toll", "verb.before", "verb.after")
                and at - prior_at <= 12
                and phrase.kind in ("none", "person")
            ):
                return Governed(prior.unit, "earlier figure", "the figure that this one follows", prior_at, at)
        return None

    def _gapped(self, at: int, phrase: Phrase) -> Governed | None:
        """ "34 bodies were recovered in A and 23 in B": the verb is left out."""
        parsed, j = self.parsed, phrase.last
        if phrase.kind != "none" or not self.items or parsed.word(at - 1) not in ("and", ","):
            return None
        if parsed.word(j) not in ("in", "at", "near", "from") or j + 1 >= len(parsed.items):
            return None
        named = parsed.capital(j + 1) or (
            parsed.word(j + 1) == "the" and j + 2 < len(parsed.items) and parsed.capital(j + 2)
        )
        if not named:
            return None
        prior_at, _, prior = self.items[-1]
        return Governed(prior.unit, "joined", "the verb of the figure before it is left out", prior_at, at)

    def _earlier_figure(self, at: int, phrase: Phrase) -> Governed | None:
        """ "correcting an earlier figure of six": the unit is that of the figure before it."""
        left = self.parsed.line.slice(max(0, at - 6), at)
        if phrase.kind not in ("none", "person"):
            return None
        if not self.items:
            told = self._previous()
            if told is None or not re.search(r"(?:^|[ ,])(?:a|an earlier|the earlier|another|a lower|a higher|a previous|an initial) (?:figure|toll|count|number|total) of$", left):
                return None
            return Governed(told.unit, "earlier figure", "another figure for what was counted before", at, at + 1)
        prior_at, _, prior = self.items[-1]
        if prior.rule in ("toll", "noun", "verb.before", "verb.after") and re.search(r"(?:increase|rise|jump|fall|drop) of$", left):
            risen = next((c for _, _, c in reversed(self.items) if c.rule == "toll"), prior)
            return Governed(risen.unit, "earlier figure", "by so much it rose or fell", prior_at, at)
        if not re.search(
            r"(?:earlier(?: a)?|previous|initial|first|provisional|original|preliminary|another|lower|higher) (?:figure|toll|count|estimate|report|number|total)s? of$",
            left,
        ):
            return None
        return Governed(prior.unit, "earlier figure", "the figure that is replaced", prior_at, at)

    def _same_figure(self, at: int, phrase: Phrase) -> Governed | None:
        """ "denied having given the figure of 11,300": a figure of the text taken up again."""
        number = self.parsed.items[at].number
        left = self.parsed.line.slice(max(0, at - 4), at)
        if number is None or number.value is None or phrase.kind not in ("none", "person"):
            return None
        again = phrase.kind == "none" and number.value >= 20 and left.rsplit(" ", 1)[-1] in _AGAIN
        if not again and not re.search(r"(?:figure|number|toll|count|total|report|claim)s? (?:of|was|is|as)$", left):
            return None
        for reading in reversed(self.earlier[-20:]):
            for count in reading.counts:
                if count.use is NumberUse.CLAIM and number.value in (count.best, count.low, count.high):
                    return Governed(count.unit, "same figure", "it takes up a figure given before", at, at + 1)
        return None

    def _replacing(self, at: int, phrase: Phrase) -> Governed | None:
        """ "87 deaths, not 119", "200 was a more accurate figure": what the figure before it counts."""
        told = self.items[-1][2] if self.items else None
        right = self.parsed.line.slice(phrase.last, phrase.last + 8)
        if phrase.kind != "none" or told is None and self._previous() is None:
            return None
        if told is not None and self.parsed.word(at - 1) == "not" and at - self.items[-1][0] <= 8:
            return Governed(told.unit, "earlier figure", "the figure that is rejected", at - 1, at)
        if not re.match(r"(?:is|was|were) (?:a |the )?(?:more )?(?:accurate|correct|real|right|true) (?:figure|number|toll|count|total)", right):
            return None
        whole = told or self._previous()
        return None if whole is None else Governed(whole.unit, "earlier figure", "it replaces a figure", at, at + 1)

    def _can_join(self, at: int, phrase: Phrase, prior: Phrase) -> bool:
        if phrase.kind == "none":
            following = self.parsed.word(phrase.last)
            return (
                following in ("in", "at", "from", "near", ".", ",", ")", "and", ";", "on", "others", "more", '"', "”")
                or not following
            )
        return True

    def _previous_listed(self) -> Counted | None:
        for reading in reversed(self.earlier[-12:]):
            for c in reading.counts:
                if c.use is NumberUse.CLAIM and c.rule != "list":
                    return c
        return None

    def _apposed(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Most of the deaths, 103, were in …", "the majority died in the city, 139 people"."""
        parsed = self.parsed
        if parsed.word(at - 1) not in (",", "–", "—", "(", "-") or phrase.kind not in ("none", "person"):
            return None
        if parsed.word(phrase.last) not in (",", "–", "—", ")", ".", "", '"', "”", "-"):
            return None
        for k in range(at - 2, max(-1, at - 9), -1):
            if parsed.lower[k] == "#" or parsed.lower[k] in (";", ":"):
                return None
            cue = next((c for c in parsed.cues if c.first <= k < c.last and c.form in ("intr", "part", "noun")), None)
            if cue is not None:
                return Governed(
                    cue.unit, "apposition", f"it stands beside “{cue.text}”", cue.first, cue.last, weak=True
                )
        return None

    # -- the claim ----------------------------------------------------------------------------------------------

    def _claim(self, at: int, phrase: Phrase, governed: Governed, whole: Counted | None) -> Counted:
        parsed = self.parsed
        number = parsed.items[at].number
        assert number is not None
        low, high, best = number.bounds
        if number.kind == "share" and whole is not None and whole.best is not None:
            low, high = whole.best // 2 + 1, whole.best
        start, end = parsed.start(at), parsed.end(max(at, phrase.last - 1))
        if self._is_share(at):
            end = parsed.end(at)
        if governed.rule == "verb.after" and governed.last == phrase.last + 1 and parsed.word(phrase.last) == "dead":
            end = parsed.end(phrase.last)
        modifier = number.modifier
        if (
            governed.rule == "toll"
            and modifier == "exact"
            and parsed.word(at - 1) in _PASSING
            and number.value is not None
        ):
            modifier, low, high, best = "more_than", number.value + 1, None, None
        part_of = whole.start if whole is not None else None
        if self._is_share(at):
            part_of = parsed.start(at + 3)
        if parsed.word(phrase.last) == "out" and parsed.word(phrase.last + 1) == "of" and parsed.word(phrase.last + 2) == "#":
            part_of = parsed.start(phrase.last + 2)
        if governed.rule == "list":
            listed = self._previous_listed()
            part_of = listed.start if listed else None
        begin, finish = self._numeral(at)
        start, end = _balanced(parsed, start, end)
        return Counted(
            start=start,
            end=end,
            number_start=begin,
            number_end=finish,
            use=NumberUse.CLAIM,
            unit=governed.unit,
            low=low,
            high=high,
            best=best,
            modifier=modifier,
            subgroup=self._subgroup(phrase, governed),
            place=places.near(parsed, at, max(phrase.last, governed.last if governed.first > at else 0)),
            part_of=part_of,
            continues=self._adds(at),
            stance=stance_at(parsed, at),
            rule=governed.rule,
            reason=governed.reason,
            confidence="weak" if governed.weak or phrase.kind == "unknown" else "firm",
        )

    def _adds(self, at: int) -> bool:
        """ "Another 52", "a further 12", "the remaining three": it goes on with what was counted before."""
        left = self.parsed.line.slice(max(0, at - 3), at)
        opening = at <= 4 and not self.items
        return opening and bool(re.search(r"(?:^|[\"“] ?)(?:(?:and|but) )?(?:another|a further|the (?:remaining|other|rest|others))$", left))

    def _subgroup(self, phrase: Phrase, governed: Governed) -> str | None:
        parsed = self.parsed
        last = phrase.last
        if phrase.head in words.COLLECTIVE and parsed.word(last) == "of" and not phrase.partitive:
            inner = last
            while parsed.word(inner + 1) in words.DETERMINERS:
                inner += 1
            group = parsed.text(inner + 1, noun_phrase(parsed, inner, 6).last)
            if group:
                return group
        named = parsed.text(phrase.first, last).strip('"“” ').removeprefix("of ")
        if phrase.kind == "none" or phrase.partitive or not named:
            following = phrase.last
            if governed.rule in ("part", "joined") and parsed.word(following) not in ("in", "at", "near"):
                complement = _complement(parsed, following)
                if complement:
                    return complement
            alike = self.items and governed.rule not in ("part", "toll") and self.items[-1][2].unit in _OF_PEOPLE
            elided_with = self.items[-1][2].subgroup if alike else None
            return elided_with if elided_with and phrase.kind == "none" and not phrase.partitive else "all"
        if phrase.kind in ("attack", "grave", "name"):
            return None
        if (
            named.casefold() in words.GENERIC
            or phrase.kind in ("body", "casualty")
            or named.casefold() in ("others", "victims")
        ):
            return "all"
        return named


def _balanced(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """A phrase with both of its quotation marks: `26 "armed bandits"`."""
    inside = [t for t in parsed.tokens if t.start >= start and t.end <= end]
    marks = [t.text for t in inside if t.text in ('"', "“", "”")]
    if len(marks) != 1:
        return start, end
    around = [(t.start, t.end) for t in parsed.tokens if t.text in ('"', "“", "”")]
    if marks[0] != "”" and any(a == end for a, _ in around):
        return start, end + 1
    if marks[0] != "“" and any(b == start for _, b in around):
        return start - 1, end
    return start, end


def _complement(parsed: Parsed, at: int) -> str:
    """ "19 of them officers", "two of them were children": the group that follows a partitive."""
    k = at
    while parsed.word(k) in words.AUXILIARIES or parsed.word(k) in ("a", "the"):
        k += 1
    last = k
    while (
        last < len(parsed.items)
        and last - k < 6
        and parsed.lower[last][:1].isalpha()
        and parsed.lower[last] not in words.AUXILIARIES
    ):
        last += 1
    if any(cue.first < last and cue.last > k for cue in parsed.cues) or parsed.word(k) == "identified":
        return ""
    return parsed.text(k, last) if last > k else ""


def read_counts(sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> list[Counted]:
    """Every number of the sentence once, and unquantified mentions (see `english_special.unquantified`)."""
    from antigone.said.extract.english_special import unquantified

    counter = SentenceCounter(sentence, document, earlier)
    found = counter.run()
    return sorted(found + unquantified(counter.parsed, earlier, found), key=lambda c: c.start)
