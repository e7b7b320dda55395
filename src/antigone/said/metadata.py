"""What a text says of itself as a publication: dateline, credits of the whole article, language."""

from __future__ import annotations

import re
from dataclasses import replace

from antigone.said.document import Document
from antigone.said.extract.registry import guess

# CITY, January 20. /TASS/. · CITY (AP) — · АЛМАТЫ, 20 янв — РИА · CITY, Jan 9 (Reuters) -
_DATELINE = re.compile(
    r"\A\s*([^\W\d_][^\n.()/–—]{1,50}?(?:,\s[^\n()/–—]{2,30}?)?\.?\s*"
    r"(?:\((?=[^\W\d_])[^()\n]{2,40}\)|/[^/\n]{2,30}/)\.?\s*[-–—]{0,2}"
    r"|[^\W\d_][^\n.()/–—]{1,40},\s\d{1,2}\s[^\W\d_]{3,10}\.?\s*[-–—]|[A-ZА-ЯЁ][A-ZА-ЯЁ .’'-]{2,40}\s[–—-])(?=\s)"
)
_CREDIT = re.compile(
    r"(?im)^\W{0,4}((?:(?:with|based on|additional)\s(?:additional\s)?(?:reporting|information|contributions)"
    r"\s(?:by|from)|sources?:|по материалам|с использованием материалов|по информации редакций|источники?:)"
    r"\s[^\n]{2,200}?)\W{0,3}$"
)
_NOT_DATELINE = ("http", "by ", "updated")


def dateline_of(text: str) -> str:
    """Place, day and agency at the head of the first paragraphs; empty where there are none."""
    for paragraph in [part for part in text.split("\n") if part.strip()][:3]:
        match = _DATELINE.match(paragraph[:160])
        if match and not match[1].lower().startswith(_NOT_DATELINE) and _is_short(match[1]):
            return " ".join(match[1].split()).rstrip("-–— ")
    return ""


def _is_short(head: str) -> bool:
    place = re.split(r"[,(/–—]", head)[0].split()
    return 0 < len(place) <= 4 and all(word[:1].isupper() or len(word) <= 3 for word in place)


def credits_of(text: str) -> tuple[str, ...]:
    """Lines that credit others for the whole article, as worded. Looked for in its last lines and its first."""
    edges = text if len(text) < 1600 else text[:300] + "\n" + text[-1200:]
    return tuple(dict.fromkeys(match[1].strip() for match in _CREDIT.finditer(edges)))


def completed(document: Document) -> Document:
    """The document with dateline, credits and language filled in where its format told none."""
    return replace(
        document,
        dateline=document.dateline or dateline_of(document.text),
        credits=document.credits or credits_of(document.text),
        language=document.language or _language(document.text),
    )


def _language(text: str) -> str:
    code = guess(text)
    return "" if code == "und" else code
