"""Telegram Desktop's JSON export (`result.json`): each message is a document of its channel.

A message is itself, whatever export it comes in: its id is made from channel, number and text, so that two exports that
overlap give each message once, and an edited message is a new document beside the old one. Dates are as the export
shows them, in the time zone of the computer that made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.formats import read_findings as wrong
from antigone.formats.limits import too_much
from antigone.formats.plain_text import decoded_text
from antigone.formats.source import Source
from antigone.said.document import Document, Piece


def read(source: Source) -> list[Document]:
    """The messages that hold text. Pieces lead to the character of a message's own text."""
    try:
        export = json.loads(decoded_text(source, "utf-8").text)
    except (ValueError, RecursionError) as fault:
        raise InputError(told("it is no JSON: {fault}", fault=str(fault)), "Export the chat again, as JSON.") from fault
    documents: list[Document] = []
    for chat in _chats(export):
        for message in _list(chat.get("messages")):
            if len(documents) >= source.limits.documents:
                raise too_much(told("messages"), len(documents) + 1, source.limits.documents)
            document = _document(source, chat, message) if isinstance(message, dict) else None
            if document:
                documents.append(document)
    if not documents:
        source.warn(wrong.NO_TEXT)
    return documents


def is_export(data: Any) -> bool:
    """True where parsed JSON has the form of an export: of one chat, or of a whole account."""
    return any(isinstance(chat.get("messages"), list) for chat in _chats(data))


def _chats(export: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(export, dict):
        return
    if "messages" in export:
        yield export
    for section in ("chats", "left_chats"):
        inner = export.get(section)
        if isinstance(inner, dict):
            yield from (chat for chat in _list(inner.get("list")) if isinstance(chat, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _document(source: Source, chat: dict[str, Any], message: dict[str, Any]) -> Document | None:
    """One message; None for service messages and those without words."""
    text = message_text(message.get("text"))
    if message.get("type", "message") != "message" or not text.strip():
        return None
    number = str(message.get("id", ""))[:40]
    channel = str(chat.get("id") or chat.get("name") or "")[:80]
    at = f"message {number}"
    return source.document(
        text,
        [Piece(0, len(text), at, 0)],
        identity=("telegram", channel, number, text),
        format="telegram",
        part=at,
        publisher=_words(chat.get("name")),
        published_on=source.day(_words(message.get("date"))),
        edited_on=source.day(_words(message.get("edited"))),
        via=tuple(name for name in [_words(message.get("forwarded_from"))] if name),
    )


def _words(value: Any) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""


def message_text(value: Any) -> str:
    """The words of a message: a text, or a list of texts and of entities that hold one."""
    if isinstance(value, str):
        return value
    parts = (part.get("text") if isinstance(part, dict) else part for part in _list(value))
    return "".join(part for part in parts if isinstance(part, str))
