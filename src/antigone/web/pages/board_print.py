"""Papers of the board as PDF, in the reader's language: by codes, or with names where they are asked for and traced."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from starlette.responses import Response

from antigone.core.errors import NotFoundError, UsageError
from antigone.named import codes
from antigone.named.desk import Desk
from antigone.web.here import Here
from antigone.web.pages.board_words import check_may
from antigone.web.roles import SEEN_BY
from antigone.web.seen import reading, recipient

PAPERS: dict[str, tuple[str, ...]] = {
    codes.DECISION: ("identification",),
    codes.EXCLUSION: ("exclusion",),
    codes.COMPARISON: ("comparison", "exclusion"),
    codes.RELEASE: ("release", "recall"),
}
"""What can be printed of each kind of code."""
DOCKET, ALL = "docket", "all"
MOST_PURPOSE = 200


def page(here: Here) -> Response:
    """One paper, by codes only."""
    with reading(here) as desk:
        return _made(here, desk, "", "")


def with_names(here: Here) -> Response:
    """The same with names. That they were shown is written down first."""
    check_may(here, SEEN_BY["names"])
    purpose = " ".join(here.form.get("purpose", "").split())[:MOST_PURPOSE]
    if not purpose:
        raise UsageError("Names are shown to somebody, for something.", "Say what the paper is for.")
    with here.desk.at_work(here.user.name) as desk:
        return _made(here, desk, recipient(here), purpose)


def _made(here: Here, desk: Desk, to: str, purpose: str) -> Response:
    from antigone.formats.prints.filling.fill import fill
    from antigone.formats.prints.filling.source import Source
    from antigone.formats.prints.language import LANGUAGES
    from antigone.formats.prints.render import Setting, render
    from antigone.formats.prints.values import Personal

    code, what = here.request.path_params["id"], here.request.path_params["what"]
    language = here.request.query_params.get("lang", here.words.code)
    if not (what == DOCKET if code == ALL else what in PAPERS.get(code[:1], ())):
        raise NotFoundError("There is no such paper of it.", "Open what it is about, and print from there.")
    source = Source(desk.case, None, to, purpose)
    source.desk = desk
    content = fill(what, source, () if code == ALL else (code,))
    setting = Setting(
        language if language in LANGUAGES else "en",
        case=desk.case.name,
        printed_at=datetime.now(UTC).replace(second=0, microsecond=0),
        printed_by=here.user.name or desk.case.by,
        record=_record(desk),
        allow=frozenset({Personal.NAME}) if to else frozenset(),
    )
    name = f"{what}-{code}.pdf" if code != ALL else f"{what}.pdf"
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(render(what, content, setting).pdf, media_type="application/pdf", headers=headers)


def _record(desk: Desk) -> str:
    """Size and root of the record as it stood when the print was made."""
    signed = desk.case.checkpoint()
    root = signed.root.hex()[:16]
    return f"{signed.size:,} · {' '.join(root[at : at + 4] for at in range(0, 16, 4))}"
