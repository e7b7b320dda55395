"""What each number of an English sentence counts: the rules in their order, and how parts find their whole."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.claim import Stance
from antigone.said.extract.english import places, predicates, tolls, words
from antigone.said.extract.english.corrections import is_real, later_lower, lowered
from antigone.said.extract.english.decoys import alive_after_all, decoy, name_before
from antigone.said.extract.english.echoes import Echoes
from antigone.said.extract.english.items import Phrase, noun_phrase
from antigone.said.extract.english.predicates import Governed
from antigone.said.extract.english.special import special
from antigone.said.extract.english.stance import stance_at
from antigone.said.extract.english.units import ASIDE
from antigone.said.extract.english.wording import balanced, complement
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
    "hurt": "injured",
    "missing": "missing",
    "killed": "killed",
    "deceased": "killed",
    "detained": "detained",
    "hospitalised": "hospitalised",
    "arrests": "detained",
    "detentions": "detained",
    "detainees": "detained",
}
_OF_GROUP = re.compile(
    r"(?:^|[,;.\"“] )(?:of|among) the (dead|killed|injured|wounded|victims|missing|deceased|detained|fatalities)(?: ,)?$"
)
_OF_PEOPLE = frozenset(
    (
        *_CASUALTY_NOUNS.values(),
        "critical",
        "died_in_hospital",
        "sought_treatment",
        "reported_missing",
        "unaccounted",
        "remanded",
    )
)
_SINCE_DIED = re.compile(
    r"(?:who (?:was|were|had been) )?[a-z]+ (?:(?:have|has|had) (?:since |later |also )?|later |since )died(?!\S)"
)
_TALLIES = frozenset(("counts", "count", "figures", "figure", "toll", "tolls", "numbers", "estimates", "data", "lists"))
# "74 of the 97 victims have been identified": what the 97 are.
_OF_WHOLES = {"identified": "killed", "bodies_identified": "bodies_found", "bodies_claimed": "bodies_found"}
_SHOWED = frozenset(("bore", "bear", "showed", "show", "died", "suffered", "sustained"))
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
        "cross",
        "crosses",
        "crossed",
    ]
)


class SentenceCounter(Echoes):
    """Works through the numbers of one sentence from left to right."""

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
        if self._speaks(at, phrase):
            return self._aside(at, NumberUse.DECOY, "somebody who speaks")
        if alive_after_all(parsed, phrase):
            return self._aside(at, NumberUse.DECOY, "people who turned out to be alive")
        if governed is None:
            reason = decoy(parsed, at, phrase)
            if reason:
                return self._aside(at, NumberUse.DECOY, reason)
        whole = self._whole(at, phrase)
        governed = governed or self._governed(at, phrase, whole)
        if (
            governed is not None
            and governed.rule == "verb.after"
            and self._is_whole(at)
            and not self._reduced(governed)
            and not phrase.adjective
        ):
            return self._aside(at, NumberUse.DECOY, "the whole of a part, of whom nothing is said")
        if governed is not None and governed.unit in _OF_WHOLES and self._is_whole(at):
            governed = replace(governed, unit=_OF_WHOLES[governed.unit])
        if governed is not None and phrase.adjective and self._is_whole(at) and not self._reduced(governed):
            reason = "the word before its noun says so"
            governed = Governed(phrase.adjective, "adjective", reason, phrase.first, phrase.last)
        if governed is not None and self._there_before(governed):
            return self._aside(at, NumberUse.DECOY, "people who were there before the event")
        if governed is None:
            return self._aside(at, *self._not_counted(at, phrase))
        number = parsed.items[at].number
        most = number is not None and number.kind == "share" and parsed.tokens[number.first].lower == "most"
        if most and parsed.word(phrase.last) not in words.AUXILIARIES | _SHOWED:
            return self._aside(at, NumberUse.DECOY, "most of them, of whom nothing more is said")
        if number is not None and number.kind == "share" and whole is None:
            return self._aside(at, NumberUse.DECOY, "a share of nothing that has a figure")
        if governed.unit in ASIDE:
            return self._aside(
                at, NumberUse.DECOY, f"people {governed.unit}, not among the dead, hurt, missing or held"
            )
        return self._claim(at, phrase, governed, whole)

    def _reduced(self, governed: Governed) -> bool:
        """ "Three of the 40 killed were children": the participle describes the whole; another verb follows."""
        ahead = self.parsed.lower[governed.last : governed.last + 8]
        return any(word in words.AUXILIARIES for word in ahead)

    def _there_before(self, governed: Governed) -> bool:
        """ "78 patients were being treated there when the fire broke out"."""
        told = self.parsed.line.slice(governed.first, governed.last + 6)
        return governed.unit == "hospitalised" and bool(
            re.match(
                r"(?:being |still )*(?:treated|in|at|receiving|undergoing)(?: (?!after)[a-z'-]+){0,9} (?:when|before the|at the time)(?!\S)",
                told,
            )
        )

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
        if phrase.kind == "thing" or (phrase.head == "casualty" and parsed.word(phrase.last) in _TALLIES):
            return None
        other = self._alternative(at, phrase)
        if other is not None:
            return other
        if self._is_share(at):
            return self._share(at)
        if phrase.head in _CASUALTY_NOUNS and phrase.kind == "casualty":
            return self._casualties(at, phrase)
        named = self._identified_part(phrase, whole)
        bodies = (
            named
            or self._of_bodies(phrase, whole)
            or self._elided_bodies(at, phrase)
            or self._elided_identified(at, phrase)
        )
        if bodies is not None:
            return bodies
        if phrase.partitive and parsed.word(phrase.last - 1) in ("killed", "dead", "died"):
            return Governed("killed", "partitive", "it is a part of those killed", phrase.first, phrase.last)
        found = (
            self._among_figure(phrase)
            or self._of_group(at, phrase)
            or predicates.adjacent(parsed, phrase)
            or predicates.before(parsed, at)
        )
        if found is None:
            found = tolls.to_number_of(parsed, at, phrase) or predicates.among(parsed, at)
        if found is None:
            found = self._revised(at, phrase) or tolls.toll(
                parsed, at, listed=any(c.rule == "toll" for _, _, c in self.items)
            )
        if found is None:
            found = self._enclosed(at, phrase) or predicates.after(parsed, phrase, to_comma=self._led_in(at))
        found = self._died_since(found, phrase) or found
        if found is None or (found.unit == "injured" and phrase.adjective == "killed"):
            found = found or self._inherited(at, phrase, whole) or self._apposed(at, phrase)
        if found is None:
            found = self._echo(at, phrase)
        if found is None and phrase.adjective:
            return Governed(
                phrase.adjective, "adjective", "the word before its noun says so", phrase.first, phrase.last
            )
        return found

    def _share(self, at: int) -> Governed | None:
        """ "10 of the 75 wounded": what its whole counts, unless it says what became of the part."""
        parsed = self.parsed
        inner = noun_phrase(parsed, at + 3)
        if _SINCE_DIED.match(parsed.line.slice(inner.last, inner.last + 10)):
            return Governed("killed", "part", "they have died since", at, at + 4)
        if parsed.word(at - 1) in ("identified", "named"):
            unit = "bodies_identified" if inner.kind == "body" else "identified"
            return Governed(unit, "part", "those who are identified", at, at + 4)
        known = self._identified_part(inner, None, share=True)
        if known is not None:
            return known
        found = special(parsed, at + 3, inner) or self._governed(at + 3, inner, None)
        if found is None:
            return None
        return Governed(found.unit, "part", "it is a part of the figure after it", at, at + 4)

    def _casualties(self, at: int, phrase: Phrase) -> Governed:
        """ "Four deaths", "dozens of detainees": what the noun counts, unless a verb says more of a part of them."""
        parsed = self.parsed
        if phrase.partitive:
            said = predicates.adjacent(parsed, phrase) or predicates.after(parsed, phrase)
            if said is not None and said.unit in ("killed", "died_in_hospital", "critical", "hospitalised"):
                return said
        done = predicates.before(parsed, at) if phrase.head == "detainees" else None
        if done is not None and done.unit in ("killed", "injured", "killed_or_injured"):
            return done  # "police killed dozens of detainees"
        unit = _CASUALTY_NOUNS[phrase.head]
        return Governed(unit, "noun", f"“{phrase.head}” is what it counts", phrase.first, phrase.last)

    def _enclosed(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Many people, including several minors, were hurt": what is said of all of them."""
        if not self._led_in(at) or phrase.kind != "person":
            return None
        if self.parsed.word(phrase.last) != ",":
            return self._of_many(at)
        if self.parsed.word(phrase.last + 1) not in words.AUXILIARIES:
            return self._of_many(at)
        found = predicates.after(self.parsed, replace(phrase, last=phrase.last + 1, head=""))
        return None if found is None else replace(found, rule="part")

    def _died_since(self, found: Governed | None, phrase: Phrase) -> Governed | None:
        """ "Three men injured in the blast have died": what is said of the injured, not what describes them."""
        if found is None or found.unit != "injured" or found.rule != "verb.after" or found.first > phrase.last + 1:
            return None
        parsed = self.parsed
        for k in range(found.last, min(found.last + 10, len(parsed.items) - 1)):
            if parsed.lower[k] in (",", ";", "#", "and", "."):
                return None
            treated = parsed.cue_at.get(k + 1) if parsed.lower[k] in ("were", "are", "remain", "remained") else None
            if treated is not None and treated.unit in ("hospitalised", "critical"):
                return Governed(
                    treated.unit, "verb.after", f"it is said of it: “{treated.text}”", treated.first, treated.last
                )
            cue = parsed.cue_at.get(k + 1) if parsed.lower[k] in ("have", "has", "had", "later") else None
            if cue is not None and cue.unit in ("killed", "died_in_hospital"):
                return Governed(cue.unit, "verb.after", f"it is said of it: “{cue.text}”", cue.first, cue.last)
        return None

    def _of_many(self, at: int) -> Governed | None:
        """ "It killed many people, including three children": what is said of the many, who have no figure."""
        k = self._before(at)
        near = [
            c for c in self.parsed.cues if c.last <= k and k - c.last <= 5 and "#" not in self.parsed.lower[c.last : k]
        ]
        if not near or self.items or near[-1].form == "among":
            return None
        cue = near[-1]
        return Governed(cue.unit, "part", f"a part of those of whom “{cue.text}” is said", cue.first, cue.last)

    def _among_figure(self, phrase: Phrase) -> Governed | None:
        """ "15 children were among 18 civilians killed": what the figure counts among which they were."""
        parsed = self.parsed
        told = re.match(r"(?:was|were|are|is) among (?:the )?#", parsed.line.slice(phrase.last, phrase.last + 4))
        if not told or phrase.kind != "person":
            return None
        at = phrase.last + told.group().count(" ")
        inner = noun_phrase(parsed, at)
        found = special(parsed, at, inner) or self._governed(at, inner, None)
        return found and Governed(found.unit, "part", "it is a part of the figure after it", phrase.last, at)

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

    def _alternative(self, at: int, phrase: Phrase) -> Governed | None:
        """ "There were not 200 or even 500 deaths": what the second counts, the first counts."""
        parsed, k = self.parsed, phrase.last
        if parsed.word(k) == "," and parsed.word(k + 1) == "#" and parsed.word(k + 2) == "or" and phrase.kind == "none":
            inner = noun_phrase(parsed, k + 3) if parsed.word(k + 3) == "#" else phrase  # "20, 100 or 200 deaths"
            found = None if inner.kind in ("none", "unknown") else self._governed(k + 3, inner, None)
            return found and Governed(found.unit, "joined", "it is joined to the figure after it", at, k + 4)
        each = (
            phrase.kind == "none" and "respectively" in parsed.lower[k : k + 14]
        )  # "43 and five bodies, respectively"
        listed = (
            (each or phrase.kind == "unknown")
            and (each or phrase.last == phrase.first + 1)
            and parsed.lower[k : k + 2] == ["and", "#"]
        )
        if parsed.word(k) not in ("or", "to", "and") or at in self._alternatives:
            return None
        if phrase.kind != "none" and not listed:
            return None
        while parsed.word(k + 1) in ("even", "perhaps", "maybe", "possibly"):
            k += 1
        if parsed.word(k + 1) != "#" or (parsed.word(phrase.last) == "and" and not listed):
            return None
        self._alternatives.add(at)
        inner = noun_phrase(parsed, k + 1)
        if inner.kind == "none" or (listed and inner.kind not in ("person", "body", "casualty")):
            return None
        found = special(parsed, k + 1, inner) or self._governed(k + 1, inner, None)
        return (
            None if found is None else Governed(found.unit, "joined", "it is joined to the figure after it", at, k + 2)
        )

    # -- the claim ----------------------------------------------------------------------------------------------

    def _claim(self, at: int, phrase: Phrase, governed: Governed, whole: Counted | None) -> Counted:
        parsed = self.parsed
        number = parsed.items[at].number
        assert number is not None
        if whole is None and governed.rule == "among":
            whole = self._previous_of(governed.unit)
        elif whole is not None and governed.rule in ("among", "partitive") and whole.unit != governed.unit:
            whole = self._previous_of(governed.unit) or whole
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
        if (
            parsed.word(phrase.last) == "out"
            and parsed.word(phrase.last + 1) == "of"
            and parsed.word(phrase.last + 2) == "#"
        ):
            part_of = parsed.start(phrase.last + 2)
        if governed.rule == "list":
            listed = self._previous_listed()
            part_of = listed.start if listed else None
        begin, finish = self._numeral(at)
        start, end = balanced(parsed, start, end)
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
            stance=self._stance(at, governed.unit),
            rule=governed.rule,
            reason=governed.reason,
            confidence="weak" if governed.weak or phrase.kind == "unknown" else "firm",
        )

    def _stance(self, at: int, unit: str) -> Stance | None:
        """What is done with the figure; "the real number was 44" corrects where a figure was denied just before."""
        stance = stance_at(self.parsed, at)
        if stance is not None:
            return stance
        told_here = [(c.unit, c.best or c.low, k) for k, _, c in self.items]
        if lowered(self.parsed, at, unit) or later_lower(self.parsed, at, unit, told_here):
            return Stance.CORRECTS
        if not is_real(self.parsed.plain.text, self.parsed.plain.starts[at]):
            return None
        told = [c for _, _, c in self.items] + [c for reading in self.earlier[-2:] for c in reading.counts]
        cues = [cue for reading in self.earlier[-2:] for cue in reading.stances]
        denied = any(c.stance is Stance.DENIES for c in told) or any(c.stance is Stance.DENIES for c in cues)
        return Stance.CORRECTS if denied else None

    def _adds(self, at: int) -> bool:
        """ "Another 52", "a further 12", "the remaining three": it goes on with what was counted before."""
        left = self.parsed.line.slice(max(0, at - 3), at)
        opening = at <= 4 and not self.items
        return opening and bool(
            re.search(r"(?:^|[\"“] ?)(?:(?:and|but) )?(?:another|a further|the (?:remaining|other|rest|others))$", left)
        )

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
                group = complement(parsed, following)
                if group:
                    return group
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


def read_counts(sentence: Sentence, document: Document, earlier: Sequence[Reading]) -> list[Counted]:
    """Every number of the sentence once, and unquantified mentions (see `english.special.unquantified`)."""
    from antigone.said.extract.english.special import unquantified

    counter = SentenceCounter(sentence, document, earlier)
    found = counter.run()
    return sorted(found + unquantified(counter.parsed, earlier, found), key=lambda c: c.start)
