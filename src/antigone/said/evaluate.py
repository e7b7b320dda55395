"""How good extraction is against annotated reports, each bar strictly: `docs/reference/extraction-scores.md`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from anyascii import anyascii

from antigone.said.extract import Extraction, LinkKind, NumberUse, Proposal, extract
from antigone.said.extract.header import Headed, split_header
from antigone.said.extract.layout import any_numerals
from antigone.said.extract.stems import one_office

BARS: tuple[tuple[str, str, float], ...] = (
    ("numbers", "numbers highlighted, recall", 0.99),
    ("precision", "claims found, precision", 0.95),
    ("recall", "claims found, recall", 0.90),
    ("value", "low, high, best and modifier", 0.97),
    ("unit", "unit", 0.90),
    ("speaker", "innermost speaker", 0.80),
    ("chain", "whole chain", 0.65),
    ("denials", "denials and corrections, recall", 0.95),
    ("date", "date said, where resolvable", 0.85),
    ("dup_precision", "duplicate pairs, precision", 0.98),
    ("dup_recall", "duplicate pairs, recall", 0.85),
)

BESIDE: tuple[tuple[str, str], ...] = (("denials_precision", "denials and corrections, precision"),)
"""What is measured beside the bars: a figure wrongly denied misleads more than a denial missed."""

_NAMES = (*(name for name, _, _ in BARS), *(name for name, _ in BESIDE))


@dataclass(slots=True)
class Tally:
    """Hits out of trials; the ratio is None where nothing was tried."""

    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        """Count one trial."""
        self.hits += hit
        self.of += 1

    @property
    def ratio(self) -> float | None:
        """hits / trials."""
        return self.hits / self.of if self.of else None


@dataclass(slots=True)
class Score:
    """The tallies of one event, and what went wrong, in words."""

    event: str
    documents: int = 0
    claims: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in _NAMES})
    errors: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self, with_errors: bool = False) -> dict[str, Any]:
        """Plain values; ratios rounded to four places."""
        bars = {
            name: {
                "what": words,
                "bar": bar,
                **self._tallied(name),
            }
            for name, words, bar in BARS
        }
        beside = {name: {"what": words, **self._tallied(name)} for name, words in BESIDE}
        data: dict[str, Any] = {"event": self.event, "documents": self.documents, "claims": self.claims}
        data |= {"bars": bars, "beside": beside}
        return data | {"errors": self.errors} if with_errors else data

    def _tallied(self, name: str) -> dict[str, Any]:
        tally = self.tallies[name]
        return {"hits": tally.hits, "of": tally.of, "score": None if tally.ratio is None else round(tally.ratio, 4)}


def evaluate(gold: Mapping[str, Any], folder: Path, event: str | None = None) -> list[Score]:
    """Score extraction on every annotated document of `gold` whose text lies in `folder`, event by event."""
    by_document: dict[str, list[dict[str, Any]]] = {}
    for claim in gold["claims"]:
        by_document.setdefault(claim["doc"], []).append(claim)
    scores: dict[str, Score] = {}
    for document in gold["docs"]:
        if not document.get("gold", True) or (event and document["event"] != event):
            continue
        name = f"{document['event']} ({document['lang'].split('->')[-1]})"
        score = scores.setdefault(name, Score(name))
        headed = split_header((folder / f"{document['doc']}.txt").read_text(encoding="utf-8"))
        found = extract_headed(headed, document)
        score_document(score, document["doc"], headed.body, by_document.get(document["doc"], []), found)
    return list(scores.values())


def extract_headed(headed: Headed, known: Mapping[str, Any] | None = None) -> Extraction:
    """Extract from a text with its header: publisher, date and language as the header (else `known`) gives them."""
    known = known or {}
    return extract(
        headed.body,
        language=headed.fields.get("LANG") or known.get("lang"),
        published=headed.published,
        publisher=headed.fields.get("PUBLISHER") or known.get("publisher"),
    )


def score_document(score: Score, name: str, body: str, gold: Sequence[dict[str, Any]], found: Extraction) -> None:
    """Add one document to a score."""
    score.documents += 1
    score.claims += len(gold)
    _score_numbers(score, name, body, gold, found)
    pairs = match_claims(gold, found.proposals)
    matched_gold, matched_found = {g for g, _ in pairs}, {f for _, f in pairs}
    for index, proposal in enumerate(found.proposals):
        score.tallies["precision"].add(index in matched_found)
        if index not in matched_found:
            _error(score, name, "not in gold", proposal.quantity_phrase, proposal.unit, proposal.rule)
    for index, claim in enumerate(gold):
        score.tallies["recall"].add(index in matched_gold)
        if index not in matched_gold:
            _error(score, name, "missed", claim["quantity_phrase"], claim["unit"], claim["id"])
    for g, f in pairs:
        _score_pair(score, name, gold[g], found.proposals[f])
    _score_stances(score, name, gold, found.proposals, dict(pairs))
    _score_duplicates(score, name, gold, found.proposals, dict(pairs))


def _error(score: Score, document: str, what: str, phrase: str, expected: object, got: object) -> None:
    score.errors.append({"document": document, "what": what, "phrase": phrase, "expected": expected, "got": got})


def _score_numbers(score: Score, name: str, body: str, gold: Sequence[Mapping[str, Any]], found: Extraction) -> None:
    """Every run of digits, and every gold claim with a figure, must overlap an accounted number."""
    spans = [(a.start, a.end) for a in found.numbers]
    wanted = any_numerals(body) + [(c["start"], c["end"]) for c in gold if _is_numeral(c)]
    for start, end in wanted:
        hit = any(a < end and b > start for a, b in spans)
        score.tallies["numbers"].add(hit)
        if not hit:
            _error(score, name, "number not highlighted", body[start:end], "", "")


_NO_NUMERAL = (
    "much_higher",
    "much_lower",
    "higher",
    "lower",
    "unquantified",
    "withheld",
    "refers_to",
    "majority",
    "some",
)


def _is_numeral(claim: Mapping[str, Any]) -> bool:
    """True where the gold phrase holds a number in words or digits ("all" and "a child" hold none)."""
    first = claim["quantity_phrase"].casefold().split(" ")[0]
    return claim["modifier"] not in _NO_NUMERAL and first not in ("all", "a", "an", "the", "one-off")


# -- matching ---------------------------------------------------------------------------------------------------------


def figure_of(claim: Mapping[str, Any]) -> tuple[int | None, int | None, int | None]:
    """low, high, best of a gold claim."""
    return claim.get("low"), claim.get("high"), claim.get("best")


def match_claims(gold: Sequence[Mapping[str, Any]], found: Sequence[Proposal]) -> list[tuple[int, int]]:
    """One to one. Spans must overlap; the same figure is preferred, then the larger overlap, then the earlier place."""
    options = []
    for g, claim in enumerate(gold):
        for f, proposal in enumerate(found):
            overlap = min(claim["end"], proposal.end) - max(claim["start"], proposal.start)
            if overlap > 0:
                same = figure_of(claim) == (proposal.low, proposal.high, proposal.best)
                options.append((not same, -overlap, g, f))
    pairs, used_gold, used_found = [], set(), set()
    for _, _, g, f in sorted(options):
        if g not in used_gold and f not in used_found:
            pairs.append((g, f))
            used_gold.add(g)
            used_found.add(f)
    return sorted(pairs)


def _score_pair(score: Score, name: str, claim: Mapping[str, Any], proposal: Proposal) -> None:
    figure = (proposal.low, proposal.high, proposal.best)
    checks: list[tuple[str, bool, object, object]] = [
        (
            "value",
            figure_of(claim) == figure and claim["modifier"] == proposal.modifier,
            (*figure_of(claim), claim["modifier"]),
            (*figure, proposal.modifier),
        ),
        ("unit", claim["unit"] == proposal.unit, claim["unit"], proposal.unit),
    ]
    chain = [hop.label for hop in proposal.chain]
    checks.append(("speaker", bool(chain) and same_party(claim["chain"][0], chain[0]), claim["chain"], chain))
    checks.append(("chain", same_chain(claim["chain"], chain), claim["chain"], chain))
    said = claim.get("date_said")
    if said and not said.endswith("?"):
        checks.append(("date", said == proposal.date_said, said, proposal.date_said))
    for what, hit, expected, got in checks:
        score.tallies[what].add(hit)
        if not hit:
            _error(score, name, what, claim["quantity_phrase"], expected, got)


def _score_stances(
    score: Score, name: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Proposal], pairs: Mapping[int, int]
) -> None:
    for index, claim in enumerate(gold):
        if claim["stance"] in ("denies", "corrects"):
            hit = index in pairs and found[pairs[index]].stance.value == claim["stance"]
            score.tallies["denials"].add(hit)
            if not hit:
                got = found[pairs[index]].stance.value if index in pairs else "nothing"
                _error(score, name, "denials", claim["quantity_phrase"], claim["stance"], got)
    for g, f in pairs.items():
        given = found[f].stance.value
        if given in ("denies", "corrects"):
            right = gold[g]["stance"] == given
            score.tallies["denials_precision"].add(right)
            if not right:
                _error(score, name, "stance wrongly given", gold[g]["quantity_phrase"], gold[g]["stance"], given)


def _score_duplicates(
    score: Score, name: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Proposal], pairs: Mapping[int, int]
) -> None:
    """Pairs of detected claims within the document: the closure of the gold's `dup_of` against the closure of ours."""
    ids = {claim["id"]: i for i, claim in enumerate(gold)}
    wanted = _pairs_of((i, ids[d]) for i, claim in enumerate(gold) for d in claim.get("dup_of") or () if d in ids)
    wanted = {(a, b) for a, b in wanted if a in pairs and b in pairs}
    back = {f: g for g, f in pairs.items()}
    edges = ((i, link.target) for i, p in enumerate(found) for link in p.links if link.kind is LinkKind.DUP_OF)
    made = {tuple(sorted((back[a], back[b]))) for a, b in _pairs_of(edges) if a in back and b in back}
    for pair in made:
        score.tallies["dup_precision"].add(pair in wanted)
        if pair not in wanted:
            _error(score, name, "not duplicates", gold[pair[0]]["id"], gold[pair[1]]["id"], "linked")
    for pair in wanted:
        score.tallies["dup_recall"].add(pair in made)
        if pair not in made:
            _error(score, name, "duplicates missed", gold[pair[0]]["id"], gold[pair[1]]["id"], "not linked")


def _pairs_of(edges: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """All pairs within the connected components of some edges."""
    component: dict[int, set[int]] = {}
    for a, b in edges:
        joined = component.get(a, {a}) | component.get(b, {b})
        for member in joined:
            component[member] = joined
    return {(a, b) for members in component.values() for a in members for b in members if a < b}


# -- parties ----------------------------------------------------------------------------------------------------------

_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "on",
        "and",
        "s",
        "channel",
        "telegram",
        "news",
        "agency",
        "com",
        "org",
        "net",
    ]
)


def party_words(label: str) -> tuple[list[str], set[str]]:
    """Folded words of the name, and of the office in brackets, without small words and marks."""
    name, _, office = label.partition("(")
    fold = [_fold(part) for part in (name, office)]
    return [w for w in fold[0] if w not in _SMALL] or fold[0], {w for w in fold[1] if w not in _SMALL}


def _fold(text: str) -> list[str]:
    plain = anyascii(text).casefold().replace("'s", "").replace("'", "")
    return [_stem(word) for word in re.findall(r"[a-z0-9]+", plain) if word not in ("alleged", "attributed")]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def same_party(gold: str, found: str) -> bool:
    """The same party: equal surnames (last words of the names), or one name's words all within the other's label.

    A name of one word must be the other's surname or its whole name; offices alone never make two parties one,
    except where one side has no personal name and the other's office holds all its words. Names of offices in Cyrillic
    letters are written out first ("Минздрав" is "Министерство здравоохранения"); so are abbreviations by first letters.
    """
    mine, my_office = party_words(gold)
    other, other_office = party_words(found)
    if not mine or not other:
        return False
    if mine == other or (mine[-1] == other[-1] and (len(mine) == 1 or len(other) == 1 or set(mine) & set(other[:-1]))):
        return True
    short, long = (mine, other) if len(mine) <= len(other) else (other, mine)
    if set(short) <= set(long) and len(short) > 1:
        return True
    if set(mine) <= other_office or set(other) <= my_office:
        return True
    names = gold.partition("(")[0].strip(), found.partition("(")[0].strip()
    return _abbreviates(*names) or _abbreviates(names[1], names[0]) or one_office(*names)


def _abbreviates(short: str, full: str) -> bool:
    """ "HRW" is Human Rights Watch, "ICRC" the International Committee of the Red Cross: the first letters in order."""
    initials = "".join(word[0] for word in re.findall(r"\w+", full) if word.casefold() not in _BETWEEN)
    return short.isupper() and len(short) > 1 and short.casefold() == initials.casefold()


_BETWEEN = frozenset(("the", "a", "of", "for", "in", "on", "and", "s", "по", "и", "в", "на", "при"))


def same_chain(gold: Sequence[str], found: Sequence[str]) -> bool:
    """True where both have as many hops and each is the same party."""
    return len(gold) == len(found) and all(same_party(g, f) for g, f in zip(gold, found, strict=True))


def unaccounted(found: Extraction) -> int:
    """How many numbers of a text are left unclear."""
    return sum(account.use is NumberUse.UNCLEAR for account in found.numbers)
