"""Turns the marked Russian reports into `ru-gold.json` and `ru-documents/`, with the builder of the English ones."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent


def builder() -> ModuleType:
    """`build.py` beside this file."""
    spec = importlib.util.spec_from_file_location("reports_build", HERE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build() -> tuple[dict[str, Any], dict[str, str]]:
    """Gold, and texts by file name, of all marked Russian files; each file is one event of the score."""
    base = builder()
    docs, claims, texts = [], [], {}
    for path in sorted((HERE / "ru-marked").glob("*.txt")):
        for names, marked, speakers in base.reports(path.read_text(encoding="utf-8")):
            body, own = base.annotate(names, marked, speakers)
            url = f"https://example.org/{names['id']}"
            header = f"URL: {url}\nDATE: {names['date']}\nPUBLISHER: {names['publisher']}\nLANG: ru\n"
            texts[f"{names['id']}.txt"] = (
                f"{header}EVENT: {names['event']}\nTEXT-KIND: written by the project\n\n{body}"
            )
            docs.append(
                {
                    "doc": names["id"],
                    "url": url,
                    "date": names["date"],
                    "publisher": names["publisher"],
                    "lang": "ru",
                    "event": path.stem,
                    "kind": names["event"],
                    "style": names["style"],
                    "gold": True,
                    "sha256_body": hashlib.sha256(body.encode()).hexdigest(),
                    "chars": len(body),
                }
            )
            claims.extend(own)
    note = "written by the project; offsets are into the body: the text after the first blank line"
    return {"note": note, "docs": docs, "claims": claims}, texts


def main(target: Path) -> None:
    """Write ru-gold.json and ru-documents/."""
    gold, texts = build()
    (target / "ru-documents").mkdir(exist_ok=True)
    for name, text in texts.items():
        (target / "ru-documents" / name).write_text(text, encoding="utf-8")
    (target / "ru-gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
