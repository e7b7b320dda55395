"""Turns marked events into texts and gold with links between the documents.

A marked report begins with `=== id | language | date | publisher`; the marks of a claim are those of
`../reports/build.py`, with `pl` for a place as worded and, for links, keys that hold for the whole event: `o` names
what is put forward (claims of one `o` repeat one another); `sup`, `cor`, `den`, `rel`, `subset` name the `o` that this
claim supersedes, corrects, denies, relabels or is a part of; `part` is `subset` within one document.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_CLAIM = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
_RELATIONS = {"sup": "supersedes", "cor": "corrects", "den": "denies", "rel": "relabels", "subset": "subset"}


def _value(words: str) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("reports_build", HERE.parent / "reports" / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.value(words)


def _reports(marked: str) -> list[tuple[dict[str, str], str, dict[str, list[str]]]]:
    found = []
    for block in re.split(r"^=== ", marked, flags=re.MULTILINE)[1:]:
        head, _, rest = block.partition("\n")
        names = dict(zip(("doc", "lang", "date", "publisher"), (p.strip() for p in head.split("|")), strict=True))
        lines = rest.rstrip("\n").split("\n")
        split = [line[1:].partition(" ") for line in lines if re.match(r"@\w+ ", line)]
        speakers = {key: [hop.strip() for hop in chain.split(" < ")] for key, _, chain in split}
        found.append((names, "\n".join(x for x in lines if not re.match(r"@\w+ ", x)).strip("\n") + "\n", speakers))
    return found


def _claim(names: dict[str, str], number: int, phrase: str, marks: str, start: int, speakers: Any) -> dict[str, Any]:
    unit_value, speaker, *rest = marks.split("|")
    extra = dict(part.split("=", 1) for part in rest)
    unit, words = unit_value.split(" ", 1)
    chain = [] if speaker == "-" else speakers[speaker]
    return {
        "id": f"{names['doc']}{number:02d}",
        "doc": names["doc"],
        "quantity_phrase": phrase,
        "start": start,
        "end": start + len(phrase),
        "unit": unit,
        **_value(words),
        "subgroup": extra.get("sub"),
        "place": extra.get("pl"),
        "time_ref": None,
        "date_said": extra.get("d"),
        "chain": [*chain, names["publisher"]],
        "mode": "narrator" if speaker == "-" else "direct_quote" if extra.get("m") == "d" else "indirect",
        "stance": extra.get("st", "asserts"),
        "marks": extra,
    }


def _annotated(names: dict[str, str], marked: str, speakers: Any) -> tuple[str, list[dict[str, Any]]]:
    body, claims, at = "", [], 0
    for number, match in enumerate(_CLAIM.finditer(marked), start=1):
        body += marked[at : match.start()]
        claims.append(_claim(names, number, match.group(1), match.group(2), len(body), speakers))
        body += match.group(1)
        at = match.end()
    return body + marked[at:], claims


def _links(claims: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Repeats and the other relations of an event, from the marks."""
    first: dict[str, str] = {}
    links = []
    for claim in claims:
        key = claim["marks"].get("o")
        if key and first.setdefault(key, claim["id"]) != claim["id"]:
            links.append({"from": claim["id"], "to": first[key], "relation": "repeats"})
    for claim in claims:
        for mark, relation in _RELATIONS.items():
            if mark in claim["marks"]:
                links.append({"from": claim["id"], "to": first[claim["marks"][mark]], "relation": relation})
        if "part" in claim["marks"]:
            same = (
                c["id"] for c in claims if c["doc"] == claim["doc"] and c["marks"].get("o") == claim["marks"]["part"]
            )
            claim["subset_of"] = [next(same)]
    return links


def build(stem: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Gold of one event, and its texts by file name."""
    docs, claims, texts = [], [], {}
    for names, marked, speakers in _reports((HERE / "marked" / f"{stem}.txt").read_text(encoding="utf-8")):
        body, own = _annotated(names, marked, speakers)
        header = f"URL: https://example.org/{names['doc']}\nDATE: {names['date']}\nPUBLISHER: {names['publisher']}\n"
        texts[f"{names['doc']}.txt"] = f"{header}LANG: {names['lang']}\nTEXT-KIND: written by the project\n\n{body}"
        docs.append({**names, "url": f"https://example.org/{names['doc']}", "event": stem, "gold": True})
        claims += own
    links = _links(claims)
    for claim in claims:
        del claim["marks"]
    return {"note": "written by the project", "docs": docs, "claims": claims, "links": links}, texts


def write(stem: str, target: Path) -> None:
    """Write `gold.json` and `documents/` of one event."""
    gold, texts = build(stem)
    (target / "documents").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (target / "documents" / name).write_text(text, encoding="utf-8")
    (target / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
