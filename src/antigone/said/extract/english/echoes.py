"""Figures without a word of their own: joined to a figure, left out after it, replacing it, or taking it up again."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re

from antigone.said.claim import Stance
from antigone.said.extract.english import predicates, words
from antigone.said.extract.english.items import Phrase
from antigone.said.extract.english.parts import Parts
from antigone.said.extract.english.predicates import Governed
from antigone.said.extract.english.stance import stance_at
from antigone.said.extract.language import Counted
from antigone.said.extract.proposal import NumberUse

_REVISED = re.compile(
    r"(?:(?:lower|revis|rais|cut|correct|updat|amend)\w* (?:it|that|this|them)(?: [a-z]+){0,4} (?:to|at)|(?:lower|revis|rais|cut|correct|updat|reduc|increas|amend|chang|put)\w* (?:[a-z']+ ){0,4}(?:figure|number|count|estimate|total|tally)s?(?: (?!of)[a-z]+){0,3} (?:to|at)"
    r"|(?:the|its|their|a|official|latest|own) (?:count|figure|number|total)(?: now| once| then| initially)? (?:stood|stands|has risen|had risen|rose|has reached|had reached|reached|climbed|remains|remained)(?: at| to)?"
    r"|(?:put|puts|putting) (?:(?:it|them|this|that)|(?:the|that|this|its) (?:number|figure|total|count)s?)(?: [a-z]+)?(?: ,)? (?:at|to)|(?:spoken|spoke|speaks|talked|talks) of"
    r"|(?:that|the|this|its|their) (?:figure|number|count|estimate|total|tally)s?(?: [a-z]+){0,2}?(?: (?:was|were|is|has|have|had|now|been|since|then|later|subsequently|suddenly|quietly|quickly|soon|again))+ (?:lower|revis|rais|cut|correct|updat|reduc|increas|amend|chang|put|adjust|alter|brought|rectif)\w*(?: [a-z]+){0,2} (?:to|at)"
    r"|(?:that|the|this|its|their) (?:figure|number|count|total|tally)(?! of)(?: [a-z]+){0,2}?(?: (?:was|were|is|has|have|had|now|been|since|then|later|subsequently))* (?:grown|grew|risen|rose|climbed|gone up|went up|fallen|fell|come down|came down|gone down|went down|went up|crept up|shot up|is down|is up|is now down|is now up|dropped|reached|passed|swelled|jumped|doubled)(?: again| further| slightly| now)?(?: to| from)?"
    r"|(?:the|that|this|its|their) (?:figure|number|count|total) (?:was|is|had been) (?:expected|feared|likely|set|thought) to (?:go|rise|climb|reach|be|exceed|pass)(?: up)?(?: to)?"
    r"|(?:bring|bringing|brought|brings|take|taking|took|takes|push|pushing|pushed|raising|raised) (?:the|its|their) (?:overall |official |combined )?(?:total|number|tally|figure|count)(?: so far| there)? to"
    r"|(?:survey|study|data|figures|records|estimates?) (?:points?|pointed) to|(?:which|that) (?:stands|stood) at|(?:a|the) (?:number|figure|total) , which (?:was|is|stood at)"
    r"|(?:'s|the|its|their|own) (?:figure|number|count|total|tally) (?:had |has |have )?(?:gone up|gone down|risen|climbed|increased|grown|fallen|come down|dropped|rose|went up)(?: [a-z]+)? from"
    r"|(?:the|an?|its) official (?:number|figure|count|total) (?:is|was|remains)"
    r"|(?:a|the) (?:number|figure|total|list) that (?:[a-z]+ )?(?:stood|was|reached|had reached)(?: at)?"
    r"|(?:true|real|correct|actual|right|accurate|corrected|revised|amended|updated) (?:figure|number|count|total)(?: [a-z'-]+){0,3}?(?: , [^#,;]{4,60} ,)? (?:was|is|stands at|stood at|being)(?: [a-z]+){0,6}?(?: at)?"
    r"|(?:previous|earlier|initial|original|first|preliminary|last) (?:figure|number|count|estimate|total)(?: [^.;#]{0,70}| [^.;]{0,30}#[^.;#]{0,70})? (?:was|were|is|stood at|had been)"
    r"|(?:the|our|its|their) (?:number|figure|count|total) (?:we|they|it|he|she|that) (?:[a-z']+ ){1,6}(?:is|was|stands at|stood at)"
    r"|(?:should|ought to|must) (?:have )?(?:read|been|said|stated)"
    r"|(?:the|their|its) (?:number|figure|total) (?:could|may|might|would|will)(?: (?:well|be|reach|run|rise|climb|into|in|to|the|already))*)$"
)
_RECORDED = re.compile(
    r"(?:was|were|have been|had been) (?:recorded|reported|registered|counted|listed|confirmed|discovered|found) (?:elsewhere|in|at|there|near|by|when|once|since)"
)
_MOVED = words.word_set(
    """
    fled flee escaped escape survived survive remained remain gathered attended marched protested joined sought took
    crossed left returned arrived came went worked lived stood were was are had have has
    """
)
_AGAIN = frozenset(("the", "earlier", "previous", "that", "this", "initial", "original"))
_WERE = re.compile(
    r"(?<!\S)(?P<what>killed|dead|died|injured|wounded|hurt|missing)(?: (?!#|who|which|and|but|where|when)[a-z'-]+){0,12} (?:were|was|are|is|numbered|totalled|totaled)(?: actually| really| now| in fact)?(?: only| just)?$"
)
_THE = frozenset(("the", "that", "earlier", "previous", "initial", "official", "original", "first"))
_LIST_LINE = re.compile(r"^(?:[-–—•*·] )?(?:in |at )?[^#]{2,60}? ?[-–—:] ?# ?[a-z]{0,12} ?[;,.]?$")


class Echoes(Parts):
    """Adds what a figure takes from the figures before it."""

    def _echo(self, at: int, phrase: Phrase) -> Governed | None:
        """What the figure counts where no word beside it tells: the first of these that applies."""
        rules = (
            self._disputed,
            self._described,
            self._replacing,
            self._elsewhere,
            self._more,
            self._gapped,
            self._same_figure,
            self._earlier_figure,
            self._named_figure,
            self._complement,
        )
        return next((found for rule in rules if (found := rule(at, phrase)) is not None), None)

    def _inherited(self, at: int, phrase: Phrase, whole: Counted | None) -> Governed | None:
        parsed, k = self.parsed, self._before(at)
        if phrase.partitive and phrase.kind == "person" and self._otherwise(phrase.last):
            return None
        if self.items and phrase.kind == "none" and self._placed_body(phrase.last):
            return Governed(self.items[-1][2].unit, "joined", "bodies again, in another place", at, at + 1)
        kinds = ("none", "person", "body") if phrase.partitive else ("none", "person", "unknown", "body")
        if whole is not None and phrase.kind in kinds:
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
            led_off = parsed.word(at - 1) == "as" or self._has_own_verb(phrase)
            joined = not led_off and word in (",", "and", "or", "&", "plus")
            if word == "with" and parsed.word(k - 1) == "along" and phrase.kind == "person":
                return Governed(prior.unit, "joined", "it is joined to the figure before it", prior_at, at)
            if joined and phrase.head == "others" and self.parsed.word(phrase.last) in ("in", "at", "near"):
                return Governed(prior.unit, "joined", "others, in another place", prior_at, at)
            governed_left = prior.rule in ("verb.before", "toll", "part", "noun", "among", "joined")
            if (
                joined
                and governed_left
                and self._near(prior_phrase.last, k)
                and self._can_join(at, phrase, prior_phrase)
            ):
                return Governed(prior.unit, "joined", "it is joined to the figure before it", prior_at, at)
            if (
                word == "from"
                and parsed.word(k - 1) in ("up", "down", "increase", "rise")
                and phrase.kind in ("none", "person")
            ):
                return Governed(prior.unit, "earlier figure", "the figure that this one follows", prior_at, at)
            if (word == "from" or (word == "of" and "instead" in parsed.word(k - 1))) and (
                prior.rule in ("toll", "verb.before", "verb.after", "noun", "victims")
                and at - prior_at <= 12
                and phrase.kind in ("none", "person")
            ):
                return Governed(prior.unit, "earlier figure", "the figure that this one follows", prior_at, at)
        return None

    def _has_own_verb(self, phrase: Phrase) -> bool:
        """ "…, as tens of thousands of people fled": the figure is the subject of a clause of its own."""
        word = self.parsed.word(phrase.last)
        return phrase.kind == "person" and word.isalpha() and word in _MOVED

    def _otherwise(self, k: int) -> bool:
        """ "129 of the inmates were transferred": something else is said of them."""
        parsed, verb = self.parsed, k
        while parsed.word(verb) in words.AUXILIARIES or parsed.word(verb).endswith("ly"):
            verb += 1
        return verb > k and parsed.word(verb).endswith("ed") and verb not in parsed.cue_at

    def _placed_body(self, k: int) -> bool:
        """ "88 bodies were lying at A, 27 at B": the place tells that the list of bodies goes on."""
        prior = self.items[-1][2]
        return (
            prior.unit.startswith("bodies")
            and prior.part_of is not None
            and self.parsed.word(k) in ("at", "in", "near")
        )

    def _can_join(self, at: int, phrase: Phrase, prior: Phrase) -> bool:
        if phrase.kind == "none":
            following = self.parsed.word(phrase.last)
            return (
                following in ("in", "at", "from", "near", ".", ",", ")", "and", ";", "on", "others", "more", '"', "”")
                or not following
            )
        return True

    def _gapped(self, at: int, phrase: Phrase) -> Governed | None:
        """ "34 bodies were recovered in A and 23 in B": the verb is left out."""
        parsed, j = self.parsed, phrase.last
        if self._after_semicolon(at, phrase):
            head_at, head = self._list_head()
            return Governed(head.unit, "joined", "the verb of the figure before it is left out", head_at, at)
        lead = at - 1 if parsed.word(at - 1) not in ("another", "some") else at - 2
        if phrase.kind != "none" or not self.items or parsed.word(lead) not in ("and", ","):
            return None
        hospital = re.match(
            r"(?:in|at) (?:an?|the) (?:[a-z'-]+ ){0,2}(?:hospital|clinic)(?!\S)", parsed.line.slice(j, j + 6)
        )
        if hospital and self.items[-1][2].unit == "killed":
            return Governed("died_in_hospital", "joined", "the verb of the figure before it is left out", at, j)
        if parsed.word(j) not in ("in", "at", "near", "from") or j + 1 >= len(parsed.items):
            return None
        named = parsed.capital(j + 1) or (
            parsed.word(j + 1) == "the" and j + 2 < len(parsed.items) and parsed.capital(j + 2)
        )
        if not named:
            return None
        prior_at, _, prior = self.items[-1]
        return Governed(prior.unit, "joined", "the verb of the figure before it is left out", prior_at, at)

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

    def _revised(self, at: int, phrase: Phrase) -> Governed | None:
        """ "The ministry lowered the figure to 471", "had spoken of 31": the unit is that of the figure before it."""
        left = self.parsed.line.slice(max(0, at - 22), at)
        told = (self.items[-1][2] if self.items else None) or self._previous()
        if told is None or phrase.kind not in ("none", "person") or not _REVISED.search(left):
            return None
        if phrase.kind == "person" and predicates.adjacent(self.parsed, phrase) is not None:
            return None
        if self.parsed.lower[phrase.last : phrase.last + 1] == ["aboard"] or self.parsed.lower[
            phrase.last : phrase.last + 2
        ] == ["on", "board"]:
            return None
        unit = "killed" if told.unit.startswith("bodies") and "official" in left else told.unit
        return Governed(unit, "toll", "another figure for what was counted before", at, at + 1, weak=True)

    def _earlier_figure(self, at: int, phrase: Phrase) -> Governed | None:
        """ "correcting an earlier figure of six": the unit is that of the figure before it."""
        left = self.parsed.line.slice(max(0, at - 6), at)
        if phrase.kind not in ("none", "person"):
            return None
        if not self.items:
            told = self._previous()
            if told is None or not re.search(
                r"(?:^|[ ,])(?:a|the|an earlier|the earlier|another|a lower|a higher|a previous|an initial) (?:figure|toll|count|number|total) of$",
                left,
            ):
                return None
            return Governed(told.unit, "earlier figure", "another figure for what was counted before", at, at + 1)
        prior_at, _, prior = self.items[-1]
        if prior.rule in ("toll", "noun", "verb.before", "verb.after") and re.search(
            r"(?:increase|rise|jump|fall|drop) of$", left
        ):
            risen = next((c for _, _, c in reversed(self.items) if c.rule == "toll"), prior)
            return Governed(risen.unit, "earlier figure", "by so much it rose or fell", prior_at, at)
        if not re.search(
            r"(?:earlier(?: a)?|previous|initial|first|provisional|original|preliminary|another|lower|higher|wrong|inflated|[a-z]+'s) (?:figure|toll|count|estimate|report|number|total)s? of$",
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
        owned = phrase.kind == "none" and left.endswith("'s")
        denied = (owned or phrase.kind == "person") and stance_at(self.parsed, at) is Stance.DENIES
        bare = phrase.kind == "none" and number.value >= 5 and stance_at(self.parsed, at) is Stance.DENIES
        again = again or bare or (number.value >= 5 and (denied or phrase.head in ("victims", "deceased")))
        if not again and not re.search(r"(?:figure|number|toll|count|total|report|claim)s? (?:of|was|is|as)$", left):
            return None
        for reading in reversed(self.earlier[-20:]):
            for count in reading.counts:
                if count.use is NumberUse.CLAIM and number.value in (count.best, count.low, count.high):
                    return Governed(count.unit, "same figure", "it takes up a figure given before", at, at + 1)
        return None

    def _disputed(self, at: int, phrase: Phrase) -> Governed | None:
        """ "The figure of 179 given by some media is wrong": a figure for what was counted before, given to be denied."""
        told = (self.items[-1][2] if self.items else None) or self._previous()
        left = self.parsed.line.slice(max(0, at - 3), at)
        forgotten = re.search(r"forget(?: about)? (?:the|that|this)$", left)
        if (
            told is None
            or phrase.kind not in ("none", "unknown")
            or not (forgotten or re.search(r"(?:figure|number|toll|count|total)s? of$", left))
        ):
            return None
        if stance_at(self.parsed, at) is not Stance.DENIES:
            return None
        return Governed(told.unit, "same figure", "a figure for what was counted before, denied", at - 1, at)

    def _named_figure(self, at: int, phrase: Phrase) -> Governed | None:
        """ "Lower than the 802 figure", "the 45 toll": another figure for what was counted before."""
        told = (self.items[-1][2] if self.items else None) or self._previous()
        kinds = ("none", "unknown", "thing")
        if told is None or phrase.kind not in kinds or self.parsed.word(at - 1) not in _THE:
            return None
        if self.parsed.word(at + 1) not in ("figure", "toll", "tally", "count", "estimate", "total"):
            return None
        return Governed(told.unit, "same figure", "another figure for what was counted before", at, at + 1, weak=True)

    def _replacing(self, at: int, phrase: Phrase) -> Governed | None:
        """ "87 deaths, not 119", "200 was a more accurate figure": what the figure before it counts."""
        told = self.items[-1][2] if self.items else None
        right = self.parsed.line.slice(phrase.last, phrase.last + 8)
        left = self.parsed.line.slice(max(0, at - 8), at)
        instead = re.search(r"(?<!\S)(?:instead of|rather than|as opposed to)(?: the| some)?$", left)
        kinds = ("none", "unknown") if instead or left.endswith("not the") else ("none",)
        kinds = (*kinds, "person") if left.endswith("as against") else kinds
        if phrase.kind not in kinds or (told is None and self._previous() is None):
            return None
        apart = told is not None and (told.part_of is not None or self._led_in(self.items[-1][0]))
        if told is not None and re.search(
            r"(?:than|compared (?:to|with)|against) the$|as against$", self.parsed.line.slice(max(0, at - 4), at)
        ):
            return Governed(told.unit, "earlier figure", "the figure that it is compared with", at - 1, at)
        if told is not None and re.search(
            r"(?<!\S)not (?:the|an?) (?:[a-z]+ ){0,3}(?:figure|toll|number|estimate|total)s? of$", left
        ):
            return Governed(told.unit, "earlier figure", "the figure that is rejected", at - 1, at)
        if told is not None and instead and at - self.items[-1][0] <= 24:
            return Governed(told.unit, "earlier figure", "the figure that is rejected", at - 1, at)
        reach = (
            48
            if re.match(
                r"(?:or # )?(?:, )?(?:[a-z]+ ){0,3}as (?:[a-z]+ ){0,4}(?:reported|announced|stated|said|claimed)", right
            )
            else 16
        )
        against = self.parsed.word(at - 1) == "not" or self.parsed.lower[at - 2 : at] == ["not", "the"]
        if told is not None and against and at - self.items[-1][0] <= reach and not apart:
            return Governed(told.unit, "earlier figure", "the figure that is rejected", at - 1, at)
        if not re.match(
            r"(?:is|was|were) (?:(?:a |the )?(?:more )?(?:accurate|correct|real|right|true)|the(?: official| latest| current)?) (?:figure|number|toll|count|total)",
            right,
        ):
            return None
        whole = told or self._previous()
        return None if whole is None else Governed(whole.unit, "earlier figure", "it replaces a figure", at, at + 1)

    def _elsewhere(self, at: int, phrase: Phrase) -> Governed | None:
        """ "10,545 casualties; another 11,396 were recorded elsewhere": counted as the figure before."""
        if phrase.kind != "none" or not self.items or self.parsed.word(at - 1) != "another":
            return None
        if not _RECORDED.match(self.parsed.line.slice(phrase.last, phrase.last + 5)):
            return None
        return Governed(self.items[-1][2].unit, "joined", "it is counted as the figure before", at, phrase.last)

    def _more(self, at: int, phrase: Phrase) -> Governed | None:
        """ "There may be two or three more": more of what was counted before."""
        left = self.parsed.line.slice(max(0, at - 5), at)
        told = (self.items[-1][2] if self.items else None) or self._previous()
        if told is None or phrase.head != "more" or phrase.last != phrase.first + 1:
            return None
        if not re.search(r"(?<!\S)there (?:may|might|could|are|were|will)(?: well)?(?: be)?$", left):
            return None
        return Governed(told.unit, "same figure", "more of what was counted before", at, phrase.last, weak=True)

    def _complement(self, at: int, phrase: Phrase) -> Governed | None:
        """ "The villagers killed by the gang were 16 and not 24 or 20": the predicate tells what it counts."""
        if phrase.kind != "none":
            return None
        left = self.parsed.line.slice(max(0, at - 20), at)
        again = re.search(r"(?<!\S)not # or(?: even)?$", left)
        if again and self.items:
            return Governed(self.items[-1][2].unit, "earlier figure", "the figure that is rejected", at - 1, at)
        found = _WERE.search(left)
        if found is None or not re.match(
            r"(?:and|but|so|[,.;]|$)", self.parsed.line.slice(phrase.last, phrase.last + 1)
        ):
            return None
        unit = {"i": "injured", "w": "injured", "h": "injured", "m": "missing"}.get(found["what"][0], "killed")
        return Governed(unit, "toll", f"“{found['what']} … were” gives it", at - 1, at, weak=True)
