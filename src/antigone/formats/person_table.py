"""Tables of the missing, of who reported them, and of samples: ante-mortem data, its personal values sealed."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from typing import Any

from antigone.core.party import fold_name
from antigone.formats import register_findings as wrong
from antigone.formats.keys import key_of
from antigone.formats.morgue_book import as_chart
from antigone.formats.register_plan import Planned
from antigone.formats.register_reader import RegisterReader
from antigone.formats.register_words import words
from antigone.named import events as kinds
from antigone.named.codes import INFORMANT, PERSON, REPORT, SAMPLE, is_code
from antigone.named.consent import LABORATORY, Consent, Purpose
from antigone.named.person import MissingPerson, PersonStatus
from antigone.named.report import Informant, Report
from antigone.named.sample import Sample, SampleKind


class _Consent(Enum):
    YES = "yes"
    NO = "no"


DESCRIBED = ("sex", "age", "stature", "hair", "eyes", "teeth", "marks", "clothing")
"""Fields that go into a description, under the names that `named.evidence` reads."""


def plan_missing(reader: RegisterReader) -> list[Planned]:
    """One row: the person, who reports them, what they agree to, and the report."""
    name = _name(reader)
    status = reader.word("status", PersonStatus, words("missing status"), "a status") or PersonStatus.MISSING
    sex = _sex(reader)
    received, last_seen = reader.day("received"), reader.day("last_seen")
    consent = reader.word("consent", _Consent, words("yes"), "yes or no") if reader.stated("consent") else None
    if not (name or reader.stated("person")):
        reader.text("name", required=True)
    if not reader.stands:
        return []
    place, said_place = _place(reader)
    person_key, person = _person(reader, name)
    found = [
        _of(reader, person_key, kinds.PERSON_OPENED, MissingPerson(person, sex, reader.stated("group"), place, status))
    ]
    informant = _informant(reader, found, consent)
    own = reader.stated("report_id") or reader.stated("source")
    report_key = key_of("report", person_key, own or reader.shared.secret(informant, str(received or "")))
    code = _code(reader, report_key, REPORT)
    relation, source = reader.stated("relation"), reader.stated("source")
    report = Report(code, person, informant, relation, received, last_seen, place, source=source)
    sealed = _report_values(reader, name, person, said_place)
    found.append(_of(reader, report_key, kinds.REPORT_RECEIVED, report, sealed))
    return found


def _sex(reader: RegisterReader) -> str:
    from antigone.formats.cell_values import word_of

    text = reader.stated("sex")
    found = word_of(text, words("sex")) if text else "?"
    if not found:
        reader.wrong(wrong.NO_WORD, "sex", text=text[:20], what="a sex", choices="M, F")
    return found or "?"


def _name(reader: RegisterReader) -> str:
    whole = reader.stated("name")
    parts = [reader.stated(field) for field in ("family_name", "given_name", "patronymic")]
    return whole or " ".join(part for part in parts if part)


def _place(reader: RegisterReader) -> tuple[str, str]:
    """The id of a place of the case and, where no such place is known, the words."""
    text = reader.stated("last_place")
    if not text:
        return "", ""
    found = reader.shared.places.get(fold_name(text), "")
    if not found:
        reader.wrong(wrong.PLACE_NOT_IN_CASE, "last_place")
    return found, "" if found else text


def _person(reader: RegisterReader, name: str) -> tuple[str, str]:
    """Key and code of the person of a row: by code, by the list's own number, or by name and birth."""
    own = reader.stated("person")
    if is_code(own, (PERSON,)):
        return key_of("person", own), own
    key = key_of("person", own or reader.shared.secret(fold_name(name), reader.stated("birth")))
    return key, _code(reader, key, PERSON)


def _code(reader: RegisterReader, key: str, letter: str) -> str:
    known = reader.shared.known.get(key)
    if known is None:
        known = reader.shared.fresh(letter)
        reader.shared.known[key] = known
    return known


def _informant(reader: RegisterReader, found: list[Planned], consent: _Consent | None) -> str:
    name, contact = reader.stated("informant_name"), reader.stated("contact")
    if not (name or contact):
        return ""
    key = key_of("informant", reader.shared.secret(fold_name(name), contact))
    code = _code(reader, key, INFORMANT)
    values = {"name": name, "contact": contact, "address": reader.stated("informant_address")}
    sealed = {field: (code, text) for field, text in values.items() if text}
    found.append(_of(reader, key, kinds.INFORMANT_ENTERED, Informant(code, language=reader.stated("language")), sealed))
    if consent:
        word = Consent(code, LABORATORY, Purpose.IDENTIFICATION, consent is _Consent.YES)
        kind = kinds.CONSENT_GIVEN if word.given else kinds.CONSENT_WITHDRAWN
        found.append(_of(reader, f"{key}/consent", kind, word))
    return code


def _report_values(reader: RegisterReader, name: str, person: str, said_place: str) -> dict[str, tuple[str, str]]:
    described = {field: reader.stated(field) for field in DESCRIBED if reader.stated(field)}
    treated, age = as_chart(reader.stated("treated_teeth")), _age(reader)
    described |= {"teeth": treated} if treated and "teeth" not in described else {}
    described |= {"age": age} if age and "age" not in described else {}
    if said_place:
        described["place"] = said_place
    if reader.stated("items"):
        described["items"] = reader.stated("items")
    no_data = [field for field in DESCRIBED if reader.has(field) and not reader.stated(field) and reader.row.get(field)]
    if no_data:
        described["no data"] = "; ".join(no_data)
    texts = {
        "name": name,
        "birth": reader.stated("birth"),
        "address": reader.stated("address"),
        "identity": reader.stated("identity"),
        "description": json.dumps(described, ensure_ascii=False, sort_keys=True) if described else "",
        "note": reader.stated("note"),
    }
    return {field: (person, text) for field, text in texts.items() if text}


def _age(reader: RegisterReader) -> str:
    """Completed years on the day last seen, from the date or year of birth: `34`, or `33-34` where the year is all."""
    birth, seen = reader.day("birth"), reader.day("last_seen")
    if birth is None or seen is None:
        return ""
    ends = [_years(birth.last, seen.first), _years(birth.first, seen.last)]
    return "-".join(str(end) for end in dict.fromkeys(ends)) if 0 <= ends[0] <= ends[1] <= 120 else ""


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def plan_sample(reader: RegisterReader) -> list[Planned]:
    """One sample of a relative, of the missing person, or of remains."""
    donor = _donor(reader)
    kind = reader.word("sample_kind", SampleKind, _SAMPLE_WORDS, "a kind of sample")
    when = reader.occurred("taken")
    if not reader.stands or not donor:
        return []
    kind = kind or (SampleKind.REFERENCE if donor.startswith("P") else SampleKind.REMAINS)
    own = reader.stated("sample")
    key = key_of(
        "sample", own or "/".join((donor, reader.stated("material"), str(when or ""), reader.stated("number")))
    )
    code = own if is_code(own, (SAMPLE,)) else _code(reader, key, SAMPLE)
    sample = Sample(
        code, donor, kind, tuple(reader.list_of("families", ";")), reader.stated("material"),
        reader.stated("taken_by"), reader.stated("laboratory"), reader.stated("number"),
    )  # fmt: skip
    planned = _of(reader, key, kinds.SAMPLE_GIVEN, sample)
    planned.occurred = when
    return [planned]


_SAMPLE_WORDS = {
    "reference": ("relative", "family", "родственник", "familiar", "туыс"),
    "direct": ("own", "personal item", "прямой", "directa"),
    "remains": ("body", "останки", "restos", "сүйек"),
}


def _donor(reader: RegisterReader) -> str:
    text = reader.text("donor", required=True)
    if not text or is_code(text, (PERSON,)):
        return text
    known = reader.shared.known.get(key_of("person", text))
    return known or reader.thing(text, "donor")


def _of(
    reader: RegisterReader, key: str, kind: str, value: Any, sealed: dict[str, tuple[str, str]] | None = None
) -> Planned:
    noun = kinds.NOUNS[kind][0]
    return Planned(
        key, kind, noun, value, None, sealed or {}, reader.file, reader.row.number, getattr(value, "id", key)
    )
