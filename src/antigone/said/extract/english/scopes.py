"""What each cue of speech governs: the stretch of its sentence, the day, and where the words of somebody else begin."""

from __future__ import annotations

import re
from dataclasses import replace

from antigone.said.claim import Stance
from antigone.said.extract.english import cues, words
from antigone.said.extract.english.citing import Citing
from antigone.said.extract.english.cues import Found
from antigone.said.extract.english.dates import some_time_ago, when
from antigone.said.extract.english.denying import other_things
from antigone.said.extract.language import Speech

# "The toll rose to 58 on Friday, the ministry said": the day of the toll is the day of the words.
_RISEN_ON = re.compile(
    r"(?:toll|number|count|tally|figure|total)(?: [^.;]{0,80})?"
    r" (?:rose|risen|climbed|reached|grew|grown|increased|jumped|stood)(?: [^.;]{0,40})? (?P<day>(?:"
    + "|".join(words.DAYS)
    + r")|yesterday|today)(?!\S)"
)
_OPENING_DENIAL = re.compile(
    r"(?:contrary to|despite|dismissing|denying|rejecting|refuting|contradicting|disputing)(?!\S)"
)
_NO_COMMENT = re.compile(
    r"(?<!\S)comment on (?:[a-z'-]+ ){0,4}(?:reports?|claims?|rumou?rs?|allegations?|figures?)(?!\S)"
)

_TO_AFTER = frozenset((",", "on", "in", "at", "late", "early", "shortly", "soon", "hours", "days"))
_PASSES_ON = frozenset(("reports", "reported", "says", "said", "according to", "reported by"))
_NO_TELLING = frozenset((":", "-", "from", "according to", "reported by", "citing", "official", "toll"))


class Scopes(Citing):
    """Adds what each cue of a sentence governs."""

    def _scoped(self, found: list[Found]) -> list[Speech]:
        made: list[Speech] = []
        for index, f in enumerate(found):
            begin, end = self._scope(found, index)
            goes_on = self._own_words(f)
            if goes_on is not None:
                said = replace(self._speech(f, goes_on, end), stance=None)
                made.extend((self._speech(f, begin, goes_on), said))
            else:
                made.append(self._speech(f, begin, end))
        return made

    def _own_words(self, f: Found) -> int | None:
        """Where the speaker's own words begin after what he denies ("disputed the figure, saying that …")."""
        if f.verb not in cues.VERB_STANCE or f.side != "before":
            return None
        parsed = self.parsed
        marks = (
            k for k in range(f.until, self.size) if parsed.lower[k] in ("saying", "adding", "insisting", "stating")
        )
        k = next(marks, None)
        return None if k is None else parsed.start(k)

    def _scope(self, found: list[Found], index: int) -> tuple[int, int]:
        f = found[index]
        start, size = self.parsed.sentence.start, self.parsed.sentence.end
        following = next((g for g in found[index + 1 :] if g.side == "before"), None)
        if following is not None and self._within(f, following):
            later = next((g for g in found[found.index(following) + 1 :] if g.side == "before"), None)
            return self.parsed.start(f.subject), self.parsed.start(later.subject) if later is not None else size
        end = self.parsed.start(following.subject) if following is not None else size
        parting = self._parting(f, next((g for g in found[index + 1 :] if g.side == "after"), None))
        end = min(end, parting) if parting else end
        if f.side == "cite":
            return start, size
        if f.side == "attached":
            return self.parsed.start(f.subject), self.parsed.end(f.until - 1)
        if f.side == "official":
            return (start if self.parsed.word(f.last) != "#" else self.parsed.start(f.first)), size
        end = min(end, self._not_own(f, end))
        if f.side == "before" and not index and _OPENING_DENIAL.match(self.parsed.line.text):
            return start, end
        if f.side == "before":
            carries = f.verb == "according to" and f.voices[-1].kind == "outlet"
            return self.parsed.start(f.subject), size if carries else end
        earlier = [g for g in found[:index] if g.side in ("after", "before")]
        begin = start
        if earlier and (parting := self._parting(earlier[-1], f)):
            return parting, end
        if earlier:
            last = earlier[-1]
            gap = self.parsed.line.slice(last.until, f.first)
            outlet = f.voices[0].kind == "outlet" and f.verb in _PASSES_ON
            adjacent = "#" not in gap and (outlet or len(gap) < 30)
            begin = (
                self.parsed.start(last.subject)
                if last.side == "before"
                else start
                if adjacent
                else self.parsed.end(last.until - 1)
            )
        return begin, min(end, self._beyond(f))

    def _within(self, f: Found, inner: Found) -> bool:
        """True for words within words: "the aid worker said (that) the army put the dead at 120"."""
        if f.side != "before" or f.voices[0].kind == "pronoun" or inner.voices[0].kind == "pronoun":
            return False
        between = self.parsed.lower[f.until : inner.subject]
        plain = f.verb not in cues.VERB_STANCE and f.verb not in _NO_TELLING and inner.verb not in _NO_TELLING
        return plain and between in ([], ["that"], ["the"], ["that", "the"]) and f.voices[0] != inner.voices[0]

    def _beyond(self, f: Found) -> int:
        """Where the writer goes on: "…, X has announced, after the blast, which left 97 dead"."""
        parsed, k = self.parsed, f.until
        while (
            parsed.word(k) in (",", "on", "in", "at", "late", "early", "shortly", "soon", "hours", "days")
            or parsed.word(k) in words.DAYS
        ):
            k += 1
        later = [n for n in parsed.numbers if n > k]
        event = later and any(w in ("which", "that") for w in parsed.lower[k : later[-1]])
        quoted = parsed.word(f.first - 1) in cues.QUOTES
        beyond = parsed.word(k) in ("after", "following", "when", "referring") and parsed.word(k + 1) != "having"
        beyond = beyond and bool(later) and bool(event or quoted)
        return parsed.start(k) if beyond else parsed.sentence.end

    def _parting(self, f: Found, other: Found | None) -> int:
        """Where "X had confirmed 58 bodies, but 13 more were found, said Y" parts; 0 where one speaker governs all."""
        if other is None or f.side != "before" or other.side != "after" or f.voices[0].kind == "pronoun":
            return 0
        for k in range(f.until, other.first):
            if self.parsed.lower[k] == "but" and self.parsed.word(k - 1) == ",":
                between = self.parsed.lower[f.until : k], self.parsed.lower[k : other.first]
                return self.parsed.start(k) if all("#" in words_of for words_of in between) else 0
        return 0

    def _not_own(self, f: Found, end: int) -> int:
        """Where the words end: "rejected calls …, in which 30 died", "would not comment on reports"."""
        line, first = self.parsed.line, self.parsed.line.starts[f.first]
        if f.side == "before" and f.verb in cues.VERB_STANCE:
            found = other_things(line.text, first)
            end = self.parsed.start(line.item(found)) if found else end
        silent = _NO_COMMENT.search(line.text, first) if f.side == "before" else None
        return min(end, self.parsed.start(line.item(silent.start()))) if silent else end

    def _speech(self, f: Found, begin: int, end: int) -> Speech:
        parsed = self.parsed
        tail = parsed.line.slice(f.until, self.size).strip(' ."”')
        plain = f.voices[0].kind == "pronoun"
        date_words = re.sub("#", " ", f.date_words)
        said_on = when(self._with_numbers(f), self.document.published) if f.date_words else None
        if said_on is None and f.side == "after":
            risen = _RISEN_ON.search(parsed.line.slice(0, f.first))
            said_on = when(risen.group("day"), self.document.published) if risen else None
        if said_on is None and date_words:
            said_on = when(date_words, self.document.published)
        published = self.document.published
        had = "had" in parsed.lower[f.first : f.until] and f.verb not in _NO_TELLING
        had = had and f.side != "cite" and not plain  # "had pegged the toll at 72"
        if said_on is None and had and published is not None:
            said_on = f"before {published.isoformat()}"
        return Speech(
            parsed.start(f.first),
            parsed.end(max(f.first, f.last - 1)),
            f.voices,
            begin,
            end,
            said_on=said_on,
            continues=plain,
            back=f.side == "after" and len(tail) < 40 and "#" not in tail,
            about_previous=f.side == "previous",
            cites=f.side == "cite",
            alone=f.side == "attached",
            faint=f.side == "official",
            present=self._is_present(f),
            told=self._is_told(f),
            stance=Stance.DOUBTS if cues.VERB_STANCE.get(f.verb) is Stance.DOUBTS else None,
        )

    def _is_present(self, f: Found) -> bool:
        """ "says", "reports", "has said": said on the day of publication."""
        if f.verb in cues.PRESENT:
            return True
        near = self.parsed.lower[f.first : f.until]
        return f.verb not in (":", "from") and any(
            w in ("has", "have") and f.verb in near[i + 1 : i + 3] for i, w in enumerate(near)
        )

    def _is_told(self, f: Found) -> bool:
        """ "He said", "a spokesman told": no paper, no "had said", and nothing that puts it at another time."""
        if f.side not in ("before", "after", "attached", "previous") or f.verb in _NO_TELLING:
            return False
        words_of = f.date_words.rpartition(f" {f.verb} ")
        near = words_of[0].rpartition(",")[2][-24:] + words_of[1] + words_of[2]
        return "had" not in self.parsed.lower[f.first : f.until] and not some_time_ago(near)

    def _with_numbers(self, f: Found) -> str:
        """The words about the cue with their numerals, for dates."""
        if not f.date_words:
            return ""
        at = self.parsed.line.text.find(f.date_words)
        if at < 0:
            return f.date_words
        first = self.parsed.line.item(at)
        last = self.parsed.line.item(at + len(f.date_words) - 1) + 1
        return re.sub(r"(?=[,;:.](?:\s|$))", " ", self.parsed.text(first, last).casefold())
