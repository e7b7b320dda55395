"""A DNA profile entered for a sample: a table uploaded or pasted; what is wrong with it is told row by row."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import Response

from antigone.core.errors import AntigoneError, InputError, NotFoundError
from antigone.core.finding import Finding, Severity
from antigone.core.told import listed_plainly, told
from antigone.found.label import code_of
from antigone.named import services
from antigone.named.sample import ProfileRecord, SampleKind
from antigone.web.forms import Form, Given, Long, Text, Tick, m, submit
from antigone.web.here import Here

_ALLELE = re.compile(r"\d{1,3}(\.\d{1,2})?\Z|[XYACGT]\Z|-\Z")
KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xml", ".cmf")
PROFILE = Form(
    "profile",
    m("A DNA profile"),
    (
        Long("table", m("The table, pasted"), most=100_000, hint=m("Marker, allele, allele; one marker a line.")),
        Text("kit", m("Kit"), offers=("GlobalFiler", "PowerPlex Fusion 6C", "Investigator 24plex")),
        Text("laboratory", m("Laboratory that typed it")),
        Text("dropout", m("Rate of drop-out of an allele"), hint=m("0.05; blank where nothing drops out")),
        Text("dropin", m("Rate of drop-in"), hint=m("0.01; blank where nothing drops in")),
        Tick("anyway", m("Enter what could be read")),
    ),
)


@dataclass
class Read:
    """What a table came to.

    Attributes:
        calls: alleles by marker; findings: what is wrong, row by row.
        others: how many other profiles the table holds.
        strange: (marker, allele) for what no laboratory writes as an allele.
    """

    calls: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    others: int = 0
    strange: list[tuple[str, str]] = field(default_factory=list)


def page(here: Here) -> Response:
    """The form on GET; on POST the table is read, and entered where nothing is wrong with it, or where one says so."""
    code, book = here.request.path_params["id"].upper(), here.desk.named()
    sample = book.samples.get(code)
    if sample is None:
        raise NotFoundError("There is no sample of that code.", "Look it up with the person, or the remains, it is of.")
    back = f"/remains/{code_of(sample.donor)}" if sample.kind is SampleKind.REMAINS else f"/missing/{sample.donor}"
    told: list[Read] = []

    def show(given: Given) -> Response:
        return here.page(
            "profile_form.html.j2",
            given.status,
            state=here.desk.state(),
            given=given,
            sample=sample,
            back=back,
            read=told[-1] if told else None,
            kinds=",".join(KINDS),
        )

    def write(given: Given) -> str:
        told.append(_read(here, given["table"] or "", code, sample.number))
        wrong = [f for f in told[-1].findings if f.severity is not Severity.NOTE]
        if (wrong or told[-1].strange) and not given["anyway"]:
            raise InputError("Nothing is saved yet: look at what is wrong with the table, row by row.")
        record = ProfileRecord(
            "",
            code,
            given["kit"] or "",
            given["laboratory"] or "",
            "",
            0,
            given["dropout"] or "",
            given["dropin"] or "",
        )
        with here.desk.at_work(here.user.name) as desk:
            _, drafts = services.enter_profile(desk, record, told[-1].calls)
            desk.write(drafts)
        return back

    if here.request.method == "POST":
        return submit(here, PROFILE, show, write)
    return show(PROFILE.begin(here))


def _read(here: Here, pasted: str, sample: str, number: str) -> Read:
    """The uploaded file, or what was pasted; the profile of this sample in it, or the only one there is.

    Raises:
        InputError: nothing was given, or it is no table of genotypes.
    """
    name, data = next(((name, file.read()) for name, file, size in here.files if size), ("", b""))
    if not data and not pasted.strip():
        raise InputError("There is no table.", "Choose a file, or paste the lines.")
    ending = Path(name).suffix.casefold() if data else ".csv"
    if ending not in KINDS:
        raise InputError(
            told("A table of genotypes ends in {names}.", names=listed_plainly(KINDS)), "Save it as one of these."
        )
    text = data or _table(pasted, sample).encode("utf-8")
    return _parsed(text, ending, {sample, number} - {""})


def _table(pasted: str, sample: str) -> str:
    """Lines of a marker and its alleles as a table of one sample; with a header of its own, as it is."""
    lines = [line for line in pasted.splitlines() if line.strip()]
    head = lines[0].casefold()
    if "sample" in head or "marker" in head or "specimen" in head:
        return "\n".join(lines)
    cells = [[cell.strip() for cell in _split(line)] for line in lines]
    rows = [",".join((sample, *(f'"{cell}"' for cell in [*row, "", ""][:3]))) for row in cells]
    return "\n".join(("Sample Name,Marker,Allele 1,Allele 2", *rows))


def _split(line: str) -> list[str]:
    for mark in ("\t", ";", ","):
        if mark in line:
            return line.replace('"', "").split(mark)
    return line.replace('"', "").rsplit(None, 2) if len(line.split()) > 2 else line.split()


def _parsed(data: bytes, ending: str, known: set[str]) -> Read:
    from antigone.formats.kinship_files import format_of, read_kinship

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{ending}"
        path.write_bytes(data)
        try:
            table, findings = read_kinship(path, format_of(path))
        except AntigoneError as fault:
            raise InputError(fault.message.replace(folder, "").replace(f"/{path.name}", path.name), fault.do) from None
    typed = {id: calls for group in table.groups for id, calls in group.profiles.items()}
    mine = [id for id in typed if id in known] or (list(typed) if len(typed) == 1 else [])
    if not mine:
        raise InputError(
            told("The table holds {n} profiles, and none goes by the code or number of this sample.", n=len(typed)),
            "Give the sample's code in the table, or a table of this sample alone.",
        )
    calls = dict(typed[mine[0]])
    strange = [(name, a) for name, call in calls.items() for a in call if a is not None and not _ALLELE.match(a)]
    return Read(calls, list(findings), len(typed) - 1, strange)
