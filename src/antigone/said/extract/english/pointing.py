"""Whom a pronoun or a bare title means: "the authority", "they", "he" point at somebody named just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed, parse
from antigone.said.extract.english.names import GROUP_HEADS, ORGANISATIONS
from antigone.said.extract.english.voices import named_in, parse_voice, titled_person
from antigone.said.extract.language import Reading, Sentence, Speech, Voice

# What speaks only by what it shows: "the figures published abroad" are nobody's words.
PAPERS = frozenset(("figures", "data", "statistics", "records", "reports", "estimates", "information", "accounts"))


def _named(cue: Speech, sentence: Sentence, earlier: Sequence[Reading]) -> Speech:
    """Let "the authority said" mean the authority that the sentence, or one of the two before it, names in full."""
    voice = cue.voices[0]
    for at, other in enumerate((sentence, *(r.sentence for r in reversed(earlier[-2:])))):
        parsed = parse(other)
        limit = (
            len(parsed.items)
            if at
            else next((k for k in range(len(parsed.items)) if parsed.start(k) >= voice.start), 0)
        )
        if voice.kind == "organisation":
            name = named_in(parsed, voice.name.casefold(), limit)
            if name:
                return replace(cue, voices=(replace(voice, name=name), *cue.voices[1:]))
    return cue


def _opening_role(parsed: Parsed) -> Voice | None:
    """The office that a sentence opens with: "The minister apologised. He put …"."""
    if parsed.word(0) != "the":
        return None
    last = next(
        (
            k
            for k in range(2, min(5, len(parsed.items)))
            if parsed.lower[k].endswith("ed") or parsed.lower[k] in words.AUXILIARIES
        ),
        0,
    )
    voice = parse_voice(parsed, 0, last) if last else None
    return voice if voice is not None and voice.kind == "role" else None


def _body_before(parsed: Parsed, start: int) -> Voice | None:
    """The office, army or firm that a sentence opens with: "The army entered the town. It said …"."""
    limit = next((k for k in range(len(parsed.items)) if parsed.start(k) >= start), len(parsed.items))
    verbs = (
        k
        for k in range(1, min(9, limit))
        if not parsed.capital(k) and (parsed.lower[k].endswith("ed") or parsed.lower[k] in words.AUXILIARIES)
    )
    last = next(verbs, 0)
    if not last or any(not parsed.lower[k].replace("-", "").isalpha() for k in range(last)):
        return None
    voice = parse_voice(parsed, 0, last)
    body = voice is not None and voice.kind == "organisation" and not voice.definite
    named = voice is not None and any(w in ORGANISATIONS for w in voice.name.casefold().split())
    return voice if voice is not None and named and (body or " " not in voice.name) else None


def _group_before(parsed: Parsed, start: int) -> Voice | None:
    """The officials, activists or the like named before "they" in the same sentence."""
    limit = next((k for k in range(len(parsed.items)) if parsed.start(k) >= start), len(parsed.items))
    for k in range(limit - 1, -1, -1):
        counted = "#" in parsed.lower[max(0, k - 3) : k]
        if (
            not counted
            and parsed.lower[k] in GROUP_HEADS
            and parsed.lower[k] not in PAPERS
            and parsed.lower[k] != "people"
        ):
            begin = k
            while begin > 0 and k - begin < 3 and parsed.lower[begin - 1].isalpha() and parsed.capital(begin - 1):
                begin -= 1
            return parse_voice(parsed, begin, k + 1)
    return None


def pointed(cue: Speech, sentence: Sentence, earlier: Sequence[Reading]) -> Speech:
    """Let "he said" mean the titled person of the sentence before, where nobody spoke in that sentence."""
    first = cue.voices[0]
    if first.definite and " " not in first.name and first.kind in ("organisation", "role"):
        return _named(cue, sentence, earlier)
    spoken = earlier[-1].speech[-1].voices[0] if earlier and earlier[-1].speech else None
    if first.name == "they" and cue.continues and (spoken is None or spoken.kind not in ("group", "organisation")):
        group = _group_before(parse(sentence), first.start)
        if group is None and earlier and not earlier[-1].speech:
            group = _group_before(parse(earlier[-1].sentence), earlier[-1].sentence.end)
        if group is not None:
            return replace(cue, voices=(group, *cue.voices[1:]), continues=False)
    body = _body_before(parse(sentence), first.start) if cue.continues and first.name == "it" else None
    if body is None and cue.continues and first.name == "it" and earlier and not earlier[-1].speech:
        body = _body_before(parse(earlier[-1].sentence), earlier[-1].sentence.end)
    if body is not None:
        return replace(cue, voices=(body, *cue.voices[1:]), continues=False)
    own = titled_person(parse(sentence), before=first.start) if cue.continues and first.name in ("he", "she") else None
    if own is not None:
        return replace(cue, voices=(own, *cue.voices[1:]), continues=False)
    if not cue.continues or cue.voices[0].name not in ("he", "she") or not earlier or earlier[-1].speech:
        return cue
    person = titled_person(parse(earlier[-1].sentence)) or _opening_role(parse(earlier[-1].sentence))
    return cue if person is None else replace(cue, voices=(person, *cue.voices[1:]), continues=False)
