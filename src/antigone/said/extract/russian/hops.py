"""Who passes on whom: cues of one sentence that belong together, and cues that take their speaker from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract.language import Reading, Sentence, Speech, Voice
from antigone.said.extract.russian import morph
from antigone.said.extract.russian.citing import Found
from antigone.said.extract.russian.items import parse
from antigone.said.extract.russian.voices import read_voice


def cited_before(found: list[Found]) -> list[Found]:
    """ "Сообщает X со ссылкой на Y": Y is who said it, and X passes it on, here and where Y speaks again."""
    cited = next((f for f in found if f.side == "citing"), None)
    lead = next((f for f in found if cited is not None and _carries(f, cited)), None)
    if lead is None or cited is None:
        return found
    both = replace(lead, last=max(lead.last, cited.last), voices=cited.voices + lead.voices)
    return [both if f is lead else f for f in found if f is not cited]


def passed_on(found: list[Found]) -> list[Found]:
    """ "…, рассказал министр X, пишет Y": Y carries X, here and where X speaks again."""
    if len(found) != 2:
        return found
    speaker, carrier = found
    if carrier.side == "previous" and speaker.voices[0].kind == "outlet":  # "Об этом, как передаёт Y, рассказал X"
        return [replace(carrier, voices=carrier.voices + speaker.voices)]
    if carrier.side not in ("after", "cite") or carrier.voices[0].kind != "outlet":
        return found
    if speaker.voices[0].kind != "person" or speaker.side in ("citing", "carry"):
        return found
    return [replace(speaker, voices=speaker.voices + carrier.voices), carrier]


def as_told(found: list[Found], lower: Sequence[str]) -> list[Found]:
    """ "Как сообщает X, … распространила прокуратура": X passes on what another says in the same sentence."""
    if len(found) < 2 or not lower or lower[0] != "как":
        return found
    first = found[0]
    voice = first.voices[0]
    if first.first > 3 or voice.kind != "organisation" or found[1].voices[0].kind in ("outlet", "nobody"):
        return found
    return [replace(first, voices=(replace(voice, kind="outlet"), *first.voices[1:])), *found[1:]]


def _carries(found: Found, cited: Found) -> bool:
    """True where the citing words belong to that medium: right behind it, or between it and its verb."""
    outlet = found.voices[0].kind in ("outlet", "organisation") and found.side in ("before", "after", "previous")
    return outlet and (found.first <= cited.first <= found.last + 1 or cited.last == found.first)


def of_the_subject(found: list[Speech], sentence: Sentence) -> list[Speech]:
    """ "Полицейский, который …, видел, по его словам, …": his own words, where nobody else speaks before."""
    if not found or found[0].voices[0].name.casefold() not in ("его", "ее", "их"):
        return found
    parsed = parse(sentence)
    named = read_voice(parsed, 0, "nomn")
    if (
        named is None
        or named.voice.end > found[0].cue_start
        or named.voice.kind not in ("person", "role", "group", "outlet", "organisation")
    ):
        return found
    if morph.has(parsed.lower[0], "ADVB") or not parsed.capital(0):
        return found
    return [replace(found[0], voices=(named.voice, *found[0].voices[1:]), continues=False), *found[1:]]


HE = frozenset(("он", "она", "его", "ее"))
_BUT_NOW = re.compile(r", (?:но |а )?(?:теперь|сейчас) ")


def before_now(found: list[Speech], text: str, spoken: bool) -> list[Speech]:
    """ "Ранее сообщалось о девяти, теперь число …": what nobody said ends there, and whoever spoke before goes on."""
    if len(found) != 1 or found[0].voices[0].kind != "nobody" or not spoken:
        return found
    cue = found[0]
    match = _BUT_NOW.search(text, cue.cue_end, cue.scope_end)
    if match is None:
        return found
    whoever = Voice("", match.start(), match.start(), kind="pronoun")
    rest = Speech(match.start(), match.start(), (whoever,), match.start(), cue.scope_end, continues=True)
    return [replace(cue, scope_end=match.start()), rest]


def of_known_media(cue: Speech, found: Sequence[Speech], before: Sequence[Reading]) -> Speech:
    """The cue without "the agency" through which somebody speaks, where no agency is named: it is the publisher."""
    if not any(voice.name == "агентство" for voice in cue.voices[1:]):
        return cue
    told = (c for r in before for c in r.speech)
    known = any(v.kind == "outlet" and v.name != "агентство" for c in (*told, *found) for v in c.voices)
    return cue if known else replace(cue, voices=tuple(v for v in cue.voices if v.name != "агентство"))


def said_by(cue: Speech, subject: Voice) -> Speech:
    """The cue with "he" replaced by whom it means."""
    if cue.voices[0].name.casefold() not in HE:
        return cue
    return replace(cue, voices=(subject, *cue.voices[1:]))
