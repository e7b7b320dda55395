"""All prints: key, title, what they are for, what fills them, and how they look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from antigone.core.errors import UsageError
from antigone.formats.prints.blocks import Block
from antigone.formats.prints.forms import (
    am_interview,
    bone_inventory,
    comparison,
    daily_ledger,
    docket,
    grave_log,
    intake_book,
    labels,
    missing_body,
    pm_form,
    public_table,
    recovery,
    release,
    sample_manifest,
    site_dossier,
    transfer_note,
    verdict,
)
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import message as m


@dataclass(frozen=True, slots=True)
class Print:
    """One kind of print.

    Attributes:
        key: what the command line calls it.
        form: its short number, in the head of each page.
        title: English title, a message.
        use: what it is for, English, for the help.
        content: the type of value that fills it; an empty one is a blank form.
        compose: makes its blocks.
        sample: a plainly invented content.
        note: a line under the title, a message, or "".
        landscape: True where it is wider than tall.
        tint: `none`, `yellow` or `pink`.
        wants_names: True where it is of little use without names; they still stand only where allowed.
    """

    key: str
    form: str
    title: str
    use: str
    content: type
    compose: Callable[[Any, Say], list[Block]]
    sample: Callable[[], Any]
    note: str = ""
    landscape: bool = False
    tint: str = "none"
    wants_names: bool = False


_CODES = m("Numbers and codes only. No name stands on this sheet.")
_KEYED = m("Numbers beside the boxes are INTERPOL DVI item numbers.")
PRINTS: tuple[Print, ...] = (
    Print(
        "labels",
        "F-01",
        m("Labels"),
        "sheets of labels with QR codes and no name",
        labels.LabelSheet,
        labels.compose,
        labels.sample,
    ),
    Print(
        "recovery",
        "F-02",
        m("Recovery sheet"),
        "one thing as it was found, filled in the field",
        recovery.Recovery,
        recovery.compose,
        recovery.sample,
        _CODES,
    ),
    Print(
        "grave-log",
        "F-03",
        m("Grave log"),
        "every grave of one site, in the order of opening",
        grave_log.GraveLog,
        grave_log.compose,
        grave_log.sample,
        _CODES,
        landscape=True,
    ),
    Print(
        "intake-book",
        "F-04",
        m("Intake book"),
        "what came into a place, line by line",
        intake_book.IntakeBook,
        intake_book.compose,
        intake_book.sample,
        _CODES,
        landscape=True,
    ),
    Print(
        "transfer-note",
        "F-05",
        m("Transfer note"),
        "a handover that two people sign",
        transfer_note.TransferNote,
        transfer_note.compose,
        transfer_note.sample,
        _CODES,
    ),
    Print(
        "daily-ledger",
        "F-06",
        m("Daily ledger"),
        "stock of every place, with its variance",
        daily_ledger.DailyLedger,
        daily_ledger.compose,
        daily_ledger.sample,
    ),
    Print(
        "missing-body",
        "F-07",
        m("Missing-body incident"),
        "something that should be here is not",
        missing_body.MissingBody,
        missing_body.compose,
        missing_body.sample,
        _CODES,
    ),
    Print(
        "am-interview",
        "F-08",
        m("Interview about a missing person"),
        "AM form, yellow, by INTERPOL item numbers",
        am_interview.AmInterview,
        am_interview.compose,
        am_interview.sample,
        _KEYED,
        tint="yellow",
        wants_names=True,
    ),
    Print(
        "pm-form",
        "F-09",
        m("Examination of a body"),
        "PM form, pink, by INTERPOL item numbers",
        pm_form.PmForm,
        pm_form.compose,
        pm_form.sample,
        _KEYED,
        tint="pink",
    ),
    Print(
        "sample-manifest",
        "F-10",
        m("Sample manifest"),
        "what goes to a laboratory, tube by tube",
        sample_manifest.SampleManifest,
        sample_manifest.compose,
        sample_manifest.sample,
        _CODES,
    ),
    Print(
        "bone-inventory",
        "F-11",
        m("Bone inventory"),
        "bones, and the numbers of people they stand for",
        bone_inventory.BoneInventory,
        bone_inventory.compose,
        bone_inventory.sample,
        _CODES,
    ),
    Print(
        "comparison",
        "F-12",
        m("Comparison sheet"),
        "one pair, contradictions first",
        comparison.Comparison,
        comparison.compose,
        comparison.sample,
    ),
    Print(
        "docket",
        "F-13",
        m("Reconciliation docket"),
        "what lies before the board",
        docket.Docket,
        docket.compose,
        docket.sample,
        _CODES,
        landscape=True,
    ),
    Print(
        "identification",
        "F-14",
        m("Identification report"),
        "what a board decided and on what grounds",
        verdict.Identification,
        verdict.compose,
        verdict.sample,
    ),
    Print(
        "exclusion",
        "F-15",
        m("Exclusion report"),
        "whom these remains are not",
        verdict.Exclusion,
        verdict.compose_exclusion,
        verdict.sample_exclusion,
    ),
    Print(
        "release",
        "F-16",
        m("Release certificate"),
        "remains given to a family, with what is outstanding",
        release.Release,
        release.compose,
        release.sample,
        wants_names=True,
    ),
    Print(
        "recall",
        "F-17",
        m("Recall of a release"),
        "remains wrongly given are asked back",
        release.RecallNotice,
        release.compose_recall,
        release.sample_recall,
        wants_names=True,
    ),
    Print(
        "site-dossier",
        "F-18",
        m("Site dossier"),
        "one place: said, opened, recovered, held",
        site_dossier.SiteDossier,
        site_dossier.compose,
        site_dossier.sample,
    ),
    Print(
        "public-table",
        "F-19",
        m("Figures for the public"),
        "figures with definition and day, least and most",
        public_table.PublicTable,
        public_table.compose,
        public_table.sample,
    ),
)
_BY_KEY = {kind.key: kind for kind in PRINTS}


def find(key: str) -> Print:
    """The print of that key; `UsageError` where there is none."""
    if key not in _BY_KEY:
        raise UsageError(f"There is no print '{key}'.", f"Choose one of: {', '.join(_BY_KEY)}.")
    return _BY_KEY[key]
