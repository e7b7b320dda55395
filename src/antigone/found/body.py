"""Values of the register as the bodies of events and back: what was stated is written, what was not is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from antigone.core.errors import AntigoneError, InputError
from antigone.core.told import told
from antigone.core.when import PartialDate, Period

V = TypeVar("V")
Read = Callable[[Any], Any]


def to_body(value: Any) -> dict[str, Any]:
    """A frozen value as plain JSON values; a field at its default is left out."""
    body: dict[str, Any] = {}
    for name, default in _defaults(type(value)):  # type: ignore[arg-type]
        held = getattr(value, name)
        if held is not default and held != default:
            body[name] = held if type(held) is str else _plain(held)
    return body


@cache
def _defaults(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Names and defaults of the fields; `MISSING`, which equals nothing, where there is none."""
    return tuple((each.name, each.default) for each in fields(cls))


def from_body(cls: type[V], body: Mapping[str, Any]) -> V:
    """The value of that class which `to_body` wrote; names it does not know (a newer version's) are left alone.

    Raises:
        InputError: a field is missing or not of its type; the message names it.
    """
    if not isinstance(body, Mapping):
        raise InputError(told("A {name} must be an object.", name=cls.__name__.lower()), "Verify the record.")
    values: dict[str, Any] = {}
    for name, read, required in _readers(cls):  # type: ignore[arg-type]
        if name in body:
            try:
                values[name] = read(body[name])
            except (AntigoneError, ValueError, TypeError, KeyError, AttributeError) as fault:
                raise InputError(
                    told(
                        "The {name} of a {name2} cannot be {body!r}.",
                        name=name,
                        name2=cls.__name__.lower(),
                        body=str(body[name])[:80],
                    ),
                    choices(cls, name),
                ) from fault
        elif required:
            raise InputError(told("A {name} needs a {name2}.", name=cls.__name__.lower(), name2=name), "Give it.")
    return cls(**values)


def choices(cls: type[Any], name: str) -> str:
    """What a field can be, in words: the values of an enumeration, or a plain word."""
    hint = get_type_hints(cls).get(name, str)
    for part in (hint, *get_args(hint)):
        if isinstance(part, type) and issubclass(part, Enum):
            return f"One of: {', '.join(str(each.value) for each in part)}."
    return "Check its form."


@cache
def _readers(cls: type[Any]) -> tuple[tuple[str, Read, bool], ...]:
    hints = get_type_hints(cls)
    return tuple(
        (f.name, _reader(hints[f.name]), f.default is MISSING and f.default_factory is MISSING) for f in fields(cls)
    )


def _reader(hint: Any) -> Read:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = _reader(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(item(each) for each in _list(value))
    if isinstance(hint, type) and is_dataclass(hint) and hint not in (PartialDate, Period):
        return lambda value: from_body(hint, value)
    read: Read = _PLAIN.get(hint, hint)
    return read  # an Enum reads its own value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise TypeError
    return list(value)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError
    return value


_PLAIN: dict[Any, Read] = {
    str: _text,
    int: _integer,
    bool: _boolean,
    PartialDate: PartialDate.parse,
    Period: lambda value: Period.parse(value.get("from", ""), value.get("to", "")),
}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Period):
        return {k: str(v) for k, v in (("from", value.start), ("to", value.end)) if v is not None}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return to_body(value) if is_dataclass(value) and not isinstance(value, type) else value
