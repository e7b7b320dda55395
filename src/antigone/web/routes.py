"""Every address of the application, in one table. `roles.ACCESS` says who may use which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from antigone.web import api, beginning
from antigone.web.api import lists, push
from antigone.web.drops import MOST_BYTES
from antigone.web.guard import Allowance
from antigone.web.here import Here
from antigone.web.pages import (
    account,
    board,
    board_forms,
    board_motion,
    board_print,
    custody_forms,
    docket,
    dossier,
    entrance,
    entry,
    explain,
    family,
    family_editor,
    files,
    ledger,
    links,
    matching,
    matching_joint,
    matching_run,
    missing,
    person,
    person_forms,
    person_report,
    places,
    profile,
    programs,
    reader,
    record,
    record_more,
    register_forms,
    register_prints,
    release,
    remains,
    scan,
    seen,
    site_forms,
    statements,
    unaccounted,
)

Answer = Callable[[Here], Response]


@dataclass(frozen=True, slots=True)
class Address:
    """One route.

    Attributes:
        name: as in `roles.ACCESS`.
        path: as Starlette writes it.
        answer: makes the response; runs in a thread.
        method: `GET` or `POST`.
        kept: the answer depends on nothing but the address, the state of the case, and who reads it in which language.
        allows: what may be sent to it, where that is more than a form.
    """

    name: str
    path: str
    answer: Answer
    method: str = "GET"
    kept: bool = False
    allows: Allowance | None = None


PUSHED = Allowance(8_000_000, seconds=120.0)
ADDRESSES = (
    Address("account", "/", account.page, kept=True),
    Address("compare", "/compare", account.compare, kept=True),
    Address("explain", "/explain", explain.page, kept=True),
    Address("statements", "/statements", statements.page, kept=True),
    Address("statement", "/statements/{id}", statements.one, kept=True),
    Address("reader", "/reader", reader.page),
    Address("decide", "/reader", reader.decide, "POST"),
    Address("links", "/reader/links", links.page),
    Address("decide_link", "/reader/links", links.decide, "POST"),
    Address("files", "/reader/files", files.page),
    Address("take_files", "/reader/files", files.take, "POST", allows=Allowance(MOST_BYTES + 1_000_000)),
    Address("programs", "/programs", programs.page),
    Address("change_programs", "/programs", programs.change, "POST"),
    Address("places", "/places", places.page, kept=True),
    Address("place_map", "/places/map.json", places.map_json),
    Address("base_map", "/places/world.json", places.world),
    Address("tile", "/places/tiles/{z:int}/{x:int}/{y:int}", places.tile),
    Address("place", "/places/{id}", places.one, kept=True),
    Address("missing", "/missing", missing.page),
    Address("take_report", "/missing/new", person_report.page),
    Address("take_report", "/missing/new", person_report.page, "POST"),
    Address("doubles", "/missing/doubles", person_report.doubles),
    Address("relative", "/missing/relative", person_forms.relative),
    Address("relative", "/missing/relative", person_forms.relative, "POST"),
    Address("person", "/missing/{id}", person.page),
    Address("change_person", "/missing/{id}/change", person_forms.change),
    Address("change_person", "/missing/{id}/change", person_forms.change, "POST"),
    Address("merge_person", "/missing/{id}/merge", person_forms.merge),
    Address("merge_person", "/missing/{id}/merge", person_forms.merge, "POST"),
    Address("part_person", "/missing/{id}/part", person_forms.part),
    Address("part_person", "/missing/{id}/part", person_forms.part, "POST"),
    Address("give_sample", "/missing/{id}/sample", person_forms.sample),
    Address("give_sample", "/missing/{id}/sample", person_forms.sample, "POST"),
    Address("consent", "/missing/{id}/consent", person_forms.consent),
    Address("consent", "/missing/{id}/consent", person_forms.consent, "POST"),
    Address("file_report", "/reports/{id}/file", person_forms.file_report),
    Address("file_report", "/reports/{id}/file", person_forms.file_report, "POST"),
    Address("print_interview", "/reports/{id}/interview.pdf", person_report.interview),
    Address("enter_profile", "/samples/{id}/profile", profile.page),
    Address("enter_profile", "/samples/{id}/profile", profile.page, "POST"),
    Address("draw_family", "/families/new", family_editor.new),
    Address("draw_family", "/families/new", family_editor.new, "POST"),
    Address("family", "/families/{id}", family.page),
    Address("draw_family", "/families/{id}/draw", family_editor.anew),
    Address("draw_family", "/families/{id}/draw", family_editor.anew, "POST"),
    Address("family_wish", "/families/{id}/wish", person_forms.wish),
    Address("family_wish", "/families/{id}/wish", person_forms.wish, "POST"),
    Address("matching", "/matching", matching.page, kept=True),
    Address("match_run", "/matching/run", matching_run.page),
    Address("match_run", "/matching/run", matching_run.page, "POST"),
    Address("matching", "/matching/joint", matching_joint.page),
    Address("board", "/board", board.page),
    Address("board_pair", "/board/pair", docket.page),
    Address("board_open", "/board/open", docket.unseal, "POST"),
    Address("board_keep", "/board/compare", docket.keep, "POST"),
    Address("board_new", "/board/new", board_forms.propose),
    Address("board_new", "/board/new", board_forms.lay, "POST"),
    Address("board_one", "/board/{id}", board.one),
    Address("board_sign", "/board/{id}/sign", board_motion.sign, "POST"),
    Address("board_take_back", "/board/{id}/take-back", board_motion.take_back, "POST"),
    Address("board_step", "/board/{id}/step/{take}", board_forms.ask),
    Address("board_step", "/board/{id}/step/{take}", board_forms.take, "POST"),
    Address("release", "/board/{id}/release", release.ask),
    Address("release", "/board/{id}/release", release.give, "POST"),
    Address("recall", "/board/{id}/recall", release.ask_back),
    Address("recall", "/board/{id}/recall", release.call_back, "POST"),
    Address("board_print", "/board/{id}/print/{what}", board_print.page),
    Address("board_print", "/board/{id}/print/{what}", board_print.with_names, "POST"),
    Address("remains", "/remains", remains.page),
    Address("number", "/remains/new", register_forms.ask_number),
    Address("number", "/remains/new", register_forms.number, "POST"),
    Address("unaccounted", "/remains/unaccounted", unaccounted.page, kept=True),
    Address("dossier", "/remains/{code}", dossier.page),
    Address("label", "/remains/{code}/label", register_forms.ask_label),
    Address("label", "/remains/{code}/label", register_forms.label, "POST"),
    Address("examination", "/remains/{code}/examine", register_forms.ask_examination),
    Address("examination", "/remains/{code}/examine", register_forms.examine, "POST"),
    Address("sample", "/remains/{code}/sample", register_forms.ask_sample),
    Address("sample", "/remains/{code}/sample", register_forms.sample, "POST"),
    Address("association", "/remains/{code}/associate", register_forms.ask_association),
    Address("association", "/remains/{code}/associate", register_forms.associate, "POST"),
    Address("reason", "/remains/{code}/reason", site_forms.ask_reason),
    Address("reason", "/remains/{code}/reason", site_forms.reason, "POST"),
    Address("site", "/register/site", site_forms.ask_site),
    Address("site", "/register/site", site_forms.site, "POST"),
    Address("grave", "/register/grave", site_forms.ask_grave),
    Address("grave", "/register/grave", site_forms.grave, "POST"),
    Address("scan", "/scan", scan.page),
    Address("custody", "/custody", custody_forms.ask_act),
    Address("custody", "/custody", custody_forms.act, "POST"),
    Address("stocktake", "/stocktake", custody_forms.ask_count),
    Address("stocktake", "/stocktake", custody_forms.count, "POST"),
    Address("close", "/close", custody_forms.ask_close),
    Address("close", "/close", custody_forms.close, "POST"),
    Address("entry", "/entry/{id}", entry.page),
    Address("resolve", "/entry/{id}/resolve", custody_forms.ask_resolve),
    Address("resolve", "/entry/{id}/resolve", custody_forms.resolve, "POST"),
    Address("take_back", "/entry/{id}/take-back", custody_forms.ask_back),
    Address("take_back", "/entry/{id}/take-back", custody_forms.take_back, "POST"),
    Address("ledger", "/ledger", ledger.page),
    Address("register_print", "/register/print", register_prints.printed),
    Address("record", "/record", record.page),
    Address("verifying", "/record/verifying", record.verifying),
    Address("checkpoints", "/record/checkpoints", record_more.checkpoints),
    Address("checkpoint_keep", "/record/checkpoints", record_more.keep, "POST"),
    Address("seen", "/record/seen", seen.page),
    Address("erasures", "/record/erased", record_more.erasures),
    Address("erase", "/record/erased", record_more.erase, "POST"),
    Address("verify", "/record/verify", record.verify, "POST"),
    Address("checkpoint", "/record/checkpoint", record.checkpoint),
    Address("export", "/record/export", record.export, "POST"),
    Address("event", "/record/{id}", record.event),
    Address("being_read", "/being-read", beginning.page),
    Address("enter", "/enter", entrance.enter),
    Address("sign_in", "/sign-in", entrance.ask),
    Address("sign_in", "/sign-in", entrance.sign_in, "POST"),
    Address("sign_out", "/sign-out", entrance.sign_out, "POST"),
    Address("language", "/language", entrance.language, "POST"),
    Address("api_description", "/api/openapi.json", api.description),
    Address("api_account", "/api/account", api.account),
    Address("api_bounds", "/api/bounds", api.bounds),
    Address("api_explain", "/api/explain", api.explain),
    Address("api_statements", "/api/statements", api.statements),
    Address("api_statement", "/api/statements/{id}", api.statement),
    Address("api_record", "/api/record", api.record),
    Address("api_verify", "/api/record/verify", api.verify, "POST"),
    Address("api_checkpoint", "/api/record/checkpoint", api.checkpoint),
    Address("api_event", "/api/record/{id}", api.event),
    Address("api_remains", "/api/remains", lists.remains),
    Address("api_one_of_remains", "/api/remains/{id}", lists.one_of_remains),
    Address("api_sites", "/api/sites", lists.sites),
    Address("api_persons", "/api/persons", lists.persons),
    Address("api_matches", "/api/matches", lists.matches),
    Address("api_decisions", "/api/decisions", lists.decisions),
    Address("api_proposals", "/api/proposals", lists.proposals),
    Address("api_push_claims", "/api/claims", push.claims, "POST", allows=PUSHED),
    Address("api_push_remains", "/api/remains", push.remains, "POST", allows=PUSHED),
    Address("api_push_custody", "/api/custody", push.custody, "POST", allows=PUSHED),
    Address("api_push_matches", "/api/matches", push.matches, "POST", allows=PUSHED),
    Address("api_push_report", "/api/reports", push.report, "POST", allows=PUSHED),
)
