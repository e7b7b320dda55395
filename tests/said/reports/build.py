"""Turns the marked reports into texts and gold of the same form as the annotated set.

A marked report begins with `=== id | event | date | publisher | style`; a claim stands as
`[[phrase|unit value|speaker|key=value|…]]`, where value is `=12`, `>=12`, `>12`, `~12`, `<12` (almost), `<=12` (up to),
`majority:436`, `much_higher:19`, `refers`, `withheld`, `bare`, or a vague word; speaker is `-` (nobody) or the key of
a line `@key Name (office) < next hop`. Keys: `d` date said, `id`, `dup`, `part`, `sub`, `st` stance, `m` mode.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "several": 3,
    "handful": 3,
    "thousands": 1000,
    "hundreds": 200,
    "several_dozen": 24,
    "several_hundred": 200,
}
_CLAIM = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


def value(text: str) -> dict[str, Any]:
    """low, high, best and modifier of a value as written in a mark."""
    signs = {">=": "at_least", "<=": "up_to", "=": "exact", ">": "more_than", "<": "almost", "~": "about"}
    for sign in (">=", "<=", "=", ">", "<", "~"):
        if text.startswith(sign):
            n = int(text[len(sign) :])
            low = {"=": n, ">=": n, ">": n + 1}.get(sign)
            high = {"=": n, "<=": n, "<": n}.get(sign)
            return {"low": low, "high": high, "best": n if sign in "=~" else None, "modifier": signs[sign]}
    word, _, number = text.partition(":")
    if word == "majority":
        n = int(number)
        return {"low": n // 2 + 1, "high": n, "best": None, "modifier": word}
    if word == "range":
        a, b = number.split("-")
        return {"low": int(a), "high": int(b), "best": None, "modifier": word}
    if number:
        return {"low": int(number), "high": None, "best": None, "modifier": word}
    modifier = {"refers": "refers_to", "bare": "unquantified"}.get(word, word)
    return {"low": VAGUE.get(word), "high": None, "best": None, "modifier": modifier}


def reports(marked: str) -> list[tuple[dict[str, str], str, dict[str, list[str]]]]:
    """Head, marked body and speakers of every report of a marked file."""
    found = []
    for block in re.split(r"^=== ", marked, flags=re.MULTILINE)[1:]:
        head, _, rest = block.partition("\n")
        names = dict(
            zip(("id", "event", "date", "publisher", "style"), (p.strip() for p in head.split("|")), strict=True)
        )
        lines = rest.rstrip("\n").split("\n")
        speakers = {}
        body = []
        for line in lines:
            if re.match(r"@\w+ ", line):
                key, _, chain = line[1:].partition(" ")
                speakers[key] = [hop.strip() for hop in chain.split(" < ")]
            else:
                body.append(line)
        found.append((names, "\n".join(body).strip("\n") + "\n", speakers))
    return found


def annotate(names: dict[str, str], marked: str, speakers: dict[str, list[str]]) -> tuple[str, list[dict[str, Any]]]:
    """The plain body, and its gold claims."""
    body, claims, at = "", [], 0
    keys: dict[str, str] = {}
    for number, match in enumerate(_CLAIM.finditer(marked)):
        body += marked[at : match.start()]
        start = len(body)
        body += match.group(1)
        at = match.end()
        unit_value, speaker, *rest = match.group(2).split("|")
        extra = dict(part.split("=", 1) for part in rest)
        unit, words = unit_value.split(" ", 1)
        claim_id = f"{names['id']}{number + 1:02d}"
        if "id" in extra:
            keys[extra["id"]] = claim_id
        chain = [] if speaker == "-" else speakers[speaker]
        mode = "narrator" if speaker == "-" else "direct_quote" if extra.get("m") == "d" else "indirect"
        claim = {
            "id": claim_id,
            "doc": names["id"],
            "quantity_phrase": match.group(1),
            "start": start,
            "end": len(body),
            "unit": unit,
            **value(words),
            "subgroup": extra.get("sub"),
            "place": None,
            "time_ref": None,
            "date_said": extra.get("d"),
            "chain": [
                *(hop for hop in chain if hop not in names["publisher"].split(" via ")),
                *names["publisher"].split(" via "),
            ],
            "mode": mode,
            "stance": extra.get("st", "asserts"),
            "_dup": extra.get("dup"),
            "_part": extra.get("part"),
        }
        claims.append(claim)
    body += marked[at:]
    for claim in claims:
        for mark, link in (("_dup", "dup_of"), ("_part", "subset_of")):
            key = claim.pop(mark)
            if key:
                claim[link] = [keys[key]]
    return body, claims


def build() -> tuple[dict[str, Any], dict[str, str]]:
    """Gold, and texts by file name, of all marked files."""
    docs, claims, texts = [], [], {}
    for path in sorted((HERE / "marked").glob("*.txt")):
        for names, marked, speakers in reports(path.read_text(encoding="utf-8")):
            body, own = annotate(names, marked, speakers)
            header = f"URL: https://example.org/{names['id']}\nDATE: {names['date']}\n"
            header += f"PUBLISHER: {names['publisher']}\nLANG: en\n"
            texts[f"{names['id']}.txt"] = (
                f"{header}EVENT: {names['event']}\nTEXT-KIND: written by the project\n\n{body}"
            )
            digest = hashlib.sha256(body.encode()).hexdigest()
            docs.append(
                {
                    "doc": names["id"],
                    "url": f"https://example.org/{names['id']}",
                    "date": names["date"],
                    "publisher": names["publisher"],
                    "lang": "en",
                    "event": f"{path.stem}",
                    "kind": names["event"],
                    "style": names["style"],
                    "gold": True,
                    "sha256_body": digest,
                    "chars": len(body),
                }
            )
            claims.extend(own)
    note = (
        "written by the project; offsets are into the body: the text after the first blank line of documents/NAME.txt"
    )
    return {"note": note, "docs": docs, "claims": claims}, texts


def main(target: Path) -> None:
    """Write gold.json and documents/."""
    gold, texts = build()
    (target / "documents").mkdir(exist_ok=True)
    for name, text in texts.items():
        (target / "documents" / name).write_text(text, encoding="utf-8")
    (target / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
