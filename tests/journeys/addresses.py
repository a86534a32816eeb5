"""Every page of the house with an address that works in the demonstration, and a persona who may open it.

Pages come from the URLconf: one that nobody named here breaks `test_every_route_is_a_page_or_named_as_none`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.foundation.access import load_matrix
from nghisu.rulebook.queries.tight_spots import matters_of
from tests.house.routes import ROUTES, Route
from tests.journeys.house import CITY, House

ACTS = {
    "conferences:paper_begin",
    "conferences:report_begin",
    "conferences:consultation_form_begin",
    "accounts:sign_out",
    "accounts:language",
    "rulebook:complete",
    "rulebook:reopen",
    "rulebook:not_applicable",
    "programme:import_leave_out",
    "programme:import_answer",
    "programme:import_units",
    "programme:import_accept",
    "programme:import_discard",
    "programme:base_figure",
    "programme:settings_figure",
    "programme:record_past",
    "notices:send_webhook",
    "accounts:passkey_asked",
    "accounts:passkey_shown",
    "accounts:passkey_made",
    "accounts:account_reopen",
    "accounts:account_sessions",
    "directory:import_leave_out",
    "directory:import_choose",
    "directory:import_accept",
    "directory:import_discard",
    "rulebook:place_clause",
    "rulebook:own_propose",
    "rulebook:own_return",
    "rulebook:own_discard",
    "notices:mark_all",
    "notices:retry_all",
    "notices:set_plan",
    "notices:set_act_plan",
    "notices:remove_plan",
    "notices:set_rule",
    "approvals:grant",
    "programme:submit",
    "programme:part",
    "programme:theme_remove",
    "programme:withdraw",
    "programme:settings_documents",
    "programme:suggestion_send",
    "programme:suggestion_take_back",
    "programme:suggestion_discard",
    "documents:dispatch_record",
    "documents:dispatch_remind",
    "documents:draft_submit",
    "documents:draft_take_back",
    "documents:draft_drop",
    "documents:draft_issue",
    "conferences:agenda_move",
    "conferences:consultation_send",
    "conferences:consultation_close",
    "conferences:consultation_discard",
    "invitations:group_remove",
    "invitations:group_line_remove",
    "conferences:advance",
    "conferences:confirm",
    "conferences:proposal_withdraw",
    "invitations:submitting",
    "invitations:withdrawing",
    "invitations:issuing",
    "invitations:continuing",
    "invitations:recording_receipts",
    "invitations:renewing",
    "invitations:deciding",
    "documents:new_version",
    "documents:note",
    "documents:own_note",
    "documents:confirm_read",
    "documents:folder",
    "documents:folder_paper",
    "documents:folder_put",
    "documents:appraisal_ask",
    "conferences:pack_out",
    "conferences:pack_order",
    "conferences:secrets_take_back",
    "documents:secret_take_back",
    "documents:appraisal_answer",
    "documents:appraisal_withdraw",
}
"""Routes that only take a form."""

FILES = {
    "accounts:sign_in_log_file",
    "directory:organisations_file",
    "directory:bodies_file",
    "directory:people_file",
    "directory:positions_file",
    "directory:precedence_file",
    "directory:rooms_file",
    "programme:import_template",
    "programme:export",
    "programme:findings_file",
    "programme:feed",
    "api:schema",
    "web:health",
    "accounts:authenticator_picture",
    "accounts:administration_file",
    "directory:import_template",
    "directory:import_example",
    "rulebook:waivers_file",
    "notices:inbox_file",
    "rulebook:text_file",
    "rulebook:own_file",
    "approvals:inbox_file",
    "programme:period_file",
    "programme:version_file",
    "programme:call_file",
    "programme:week_file",
    "conferences:delegated_file",
    "conferences:consultation_file",
    "conferences:consultation_form",
    "conferences:consultation_form_docx",
    "conferences:paper_pdf",
    "conferences:paper_docx",
    "conferences:paper_picture",
    "invitations:people_file",
    "documents:issued_file",
    "documents:dispatch_file",
    "documents:sent_file",
    "documents:dispatch_package",
    "documents:draft_pdf",
    "documents:draft_docx",
    "documents:draft_picture",
    "documents:incoming_file",
    "documents:secrets_file",
    "documents:file",
    "documents:pack_file",
    "conferences:pack_zip",
    "conferences:pack_pdf",
    "documents:picture",
    "documents:kept_worker",
    "documents:kept_contact",
    "documents:kept_copy",
    "invitations:letters_file",
    "invitations:papers_received_file",
    "invitations:replies_file",
    "invitations:sample",
    "invitations:one_letter",
    "invitations:package",
    "invitations:own_letter",
    "invitations:personal_letter",
    "invitations:personal_paper",
    "invitations:personal_calendar",
}
"""Routes that answer with a file."""

ELSEWHERE = {
    "programme:calendar",
    "documents:home",
    "programme:programme",
    "programme:findings",
    "accounts:second_step",
    "accounts:provider_asked",
    "accounts:provider_answered",
    "accounts:passkey_remove",
    "notices:notice",
    "programme:term",
    "programme:theme_add",
    "programme:issue",
    "programme:suggestion_answer",
    "conferences:override",
    "documents:root_remove",
    "conferences:consultation_change",
    "conferences:consultation_document",
    "conferences:report_pdf",
    "conferences:report_docx",
    "conferences:consultation_scan",
    "conferences:proposal_draft",
}
"""Routes that lead on: to the page of today, to the thing itself, to where one stands before."""

PERSONAS = {
    "chuyen-vien": {Role.OFFICE_SPECIALIST},
    "quan-tri": {Role.COMMITTEE_ADMINISTRATOR},
    "kiem-tra": {Role.AUDITOR},
    "he-thong": {Role.INSTALLATION_ADMINISTRATOR},
    "chanh-van-phong": {Role.OFFICE_CHIEF},
    "don-vi": {Role.CONTENT_OFFICER},
}
"""Who opens a page: the first of these who may. The specialist opens all that a specialist may."""

STRANGERS = {"accounts:sign_in"}

OF_NOBODY_YET = {
    "documents:draft_take_over",
    "conferences:pack_change",
    "conferences:pack_readers",
    "conferences:pack_withdraw",
    "accounts:revoke_token",
    "accounts:revoke_any_token",
    "programme:renew_calendar",
    "programme:close_calendar",
    "notices:webhook",
    "notices:close_webhook",
    "directory:import_draft",
    "directory:import_row",
    "rulebook:waiver",
    "rulebook:confirm_waiver",
    "rulebook:withdraw_waiver",
    "rulebook:last_number_remove",
    "rulebook:own_edition",
    "rulebook:own_write",
    "rulebook:own_rule",
    "rulebook:own_approve",
    "notices:dead_one",
    "approvals:delegation_revoke",
    "programme:suggestion_change",
    "programme:own_day_remove",
    "documents:issued_one",
    "documents:dispatch",
    "documents:dispatch_labels",
    "documents:dispatch_hand_book",
    "documents:sent_one",
    "documents:document",
    "documents:read",
    "documents:page",
    "documents:changes",
    "documents:appraisal",
    "documents:draft",
    "documents:draft_write",
    "documents:draft_compare",
    "documents:incoming_one",
    "documents:cancel",
    "documents:sign",
    "documents:hand",
    "documents:issuer_change",
    "documents:seal",
    "documents:certificate_remove",
    "documents:secret",
    "documents:secret_hand_out",
    "documents:secret_destroy",
    "conferences:agenda_change",
    "conferences:agenda_passed",
    "conferences:scheme_opinion",
    "conferences:consultation_answer",
    "conferences:agenda_remove",
    "invitations:making_anew",
    "invitations:labels",
    "invitations:hand_book",
    "invitations:hall_list",
    "invitations:own",
    "invitations:personal",
    "invitations:of_unit",
}
"""Pages of what the demonstration has none of; `tests/house` walks them with rows of its own."""

PAGES = [
    route
    for route in ROUTES
    # What has a method is an endpoint for programs.
    if not route.method and route.name not in ACTS | FILES | ELSEWHERE | OF_NOBODY_YET
]

MORE = {
    "home, sought": "/tim-kiem/?q=ngan sach",
    "nothing found": "/tim-kiem/?q=khong-co-gi-nhu-the",
    "work of today": "/viec/?cot=today",
    "work, none fits": "/viec/?cot=late&q=khong-co",
    "month with Tết": "/lich/thang/2026-02/",
    "month without any": "/lich/thang/2027-02/",
    "list, filtered": "/chuong-trinh/2026/?q=ban thuong vu",
    "not there": "/khong-co-trang-nay/",
    "year with no programme": "/phat-hien/2031/",
}
"""The same pages in other states: name → address, for the specialist."""


def persona_for(route: Route) -> str | None:
    """The account that opens a route; None for a stranger. Raises LookupError where no persona may."""
    if route.name in STRANGERS:
        return None
    if route.action is None or route.is_public:
        return "chuyen-vien"
    rule = load_matrix()[route.action]
    for name, roles in PERSONAS.items():
        if rule.signed_in or roles & (rule.committee | rule.unit):
            return name
    raise LookupError(route.name)


def address_of(route: Route, house: House) -> str:
    """The address of a page, with rows of the city's demonstration. Raises KeyError for a part without a sample."""
    return reverse(route.name, kwargs={part: SAMPLES[part](house) for part in route.parts})


def _row(table: str, more: str = "") -> Callable[[House], int]:
    def found(house: House) -> int:
        return int(
            house.value(
                f"SELECT t.id FROM {table} t JOIN foundation_committee c ON c.id = t.committee_id"
                f" WHERE c.code = ? {more} ORDER BY t.id",
                CITY,
            )
        )

    return found


def _entry(house: House) -> int:
    return house.conference("ban-thuong-vu", "2026-03-18")


SAMPLES: dict[str, Callable[[House], Any]] = {
    "matter_id": _row("conferences_delegatedmatter"),
    "consultation_id": _row("conferences_consultation", "AND t.state <> 'draft'"),
    "asked_id": _row("conferences_askedperson"),
    "entry_id": _entry,
    "deadline_id": lambda house: house.duty(_entry(house), "invitation"),
    "act": lambda house: "invitation",
    "month": lambda house: date(2026, 3, 1),
    "monday": lambda house: date(2026, 3, 9),
    "year": lambda house: 2026,
    "draft_id": lambda house: house.draft,
    "row": lambda house: house.value(
        "SELECT row FROM programme_importrow WHERE draft_id = ? ORDER BY row", house.draft
    ),
    "edition": lambda house: "5609",
    "clause": lambda house: "II/II/2.1/b2",
    "topic": lambda house: "trang-chu",
    "organisation_id": _row("directory_organisation"),
    "position_id": _row("directory_position"),
    "room_id": _row("directory_room"),
    "appointment_id": _row("directory_appointment", "AND t.until IS NULL"),
    "person_id": lambda house: house.value(
        "SELECT person_id FROM directory_appointment WHERE id = ?", SAMPLES["appointment_id"](house)
    ),
    "move_id": _row("programme_move"),
    "period": lambda house: Period.read("2026-Q2"),
    "version_id": _row("programme_programmeversion"),
    "theme_id": _row("programme_theme"),
    "call_id": _row("programme_suggestioncall"),
    "suggestion_id": _row("programme_suggestion"),
    "finding_id": _row("programme_finding"),
    "office_id": _row("directory_organisation", "AND t.kind = 'council-office' AND t.superior_id IS NULL"),
    "body_id": _row("directory_body"),
    "term_id": _row("directory_term"),
    "approval_id": _row("approvals_approval"),
    "route_kind": lambda house: "programme",
    "account_id": lambda house: house.value("SELECT id FROM accounts_user WHERE username = 'van-thu'"),
    "notice_id": lambda house: house.value(
        "SELECT n.id FROM notices_notice n JOIN accounts_user u ON u.person_id = n.person_id"
        " WHERE u.username = 'chuyen-vien' ORDER BY n.id"
    ),
    "outgoing_id": lambda house: house.value(
        "SELECT id FROM foundation_outgoing WHERE state = 'held' ORDER BY id"
    ),
    "invitee_id": lambda house: house.value(
        "SELECT i.id FROM invitations_invitee i JOIN conferences_conference c ON c.id = i.conference_id"
        " WHERE c.entry_id = ? ORDER BY i.rank, i.id",
        _entry(house),
    ),
    "group_id": _row("invitations_savedgroup"),
    "matter": lambda house: next(iter(matters_of(load_rulebook("5609")))),
    "kind": lambda house: "csv",
    "paper_kind": lambda house: "giay-moi",
}
"""What is put into the parts of an address."""
