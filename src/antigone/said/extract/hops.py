"""One chain out of the cues that cover a claim: the innermost speaker first, then those who pass him on."""

from __future__ import annotations

from collections.abc import Sequence

from antigone.said.extract.language import Speech, Voice
from antigone.said.extract.proposal import Hop
from antigone.said.extract.same_voice import MEDIA, NOBODY, fold


def innermost(cues: Sequence[Speech], start: int) -> Speech:
    speakers = [c for c in cues if c.voices[0].kind != MEDIA] or list(cues)
    return min(speakers, key=lambda c: (not c.cites, c.cue_start > start, _distance(c, start), c.cue_start))


def _distance(cue: Speech, start: int) -> int:
    return start - cue.cue_end if cue.cue_end <= start else cue.cue_start - start


def hops_of(cues: Sequence[Speech], start: int) -> tuple[Hop, ...]:
    inner = innermost(cues, start)
    outer = sorted((c for c in cues if c is not inner), key=lambda c: (c.voices[0].kind == MEDIA, _distance(c, start)))
    hops: list[Hop] = []
    seen: set[str] = set()
    for cue in (inner, *outer):
        for voice in cue.voices:
            if voice.kind != NOBODY and fold(voice.name) not in seen:
                seen.add(fold(voice.name))
                role = "carrier" if hops else "speaker"
                hops.append(hop_of(voice, cue, role))
    return tuple(hops)


def hop_of(voice: Voice, cue: Speech, role: str) -> Hop:
    return Hop(voice.name, voice.office, voice.start, voice.end, cue.cue_start, cue.cue_end, role, voice.credited)
