"""What a test puts into the addresses of the house.

An app that brings a new part of an address adds its sample here; until then the tests of the house say so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.rulebook.queries.tight_spots import matters_of
from nghisu.web.help import load_topics
from tests.house.furnishing.furnished import Furnished
from tests.house.furnishing.programme import a_finding
from tests.house.routes import Route

OF_A_COMMITTEE: dict[str, Callable[[Furnished], Any]] = {
    "last_number_id": lambda it: it.last_number.pk,
    "own_day_id": lambda it: it.own_day.pk,
    "term_id": lambda it: it.term.pk,
    "directory_draft_id": lambda it: it.directory_draft.pk,
    "entry_id": lambda it: it.entry.pk,
    "item_id": lambda it: it.item.pk,
    "consultation_id": lambda it: it.consultation.pk,
    "asked_id": lambda it: it.asked_person.pk,
    "matter_id": lambda it: it.delegated.pk,
    "deadline_id": lambda it: it.deadline.pk,
    "move_id": lambda it: it.move.pk,
    "draft_id": lambda it: it.draft.pk,
    "version_id": lambda it: it.version.pk,
    "theme_id": lambda it: it.theme.pk,
    "call_id": lambda it: it.call.pk,
    "suggestion_id": lambda it: it.suggestion.pk,
    "organisation_id": lambda it: it.ground.department.pk,
    "office_id": lambda it: it.ground.office.pk,
    "body_id": lambda it: it.ground.executive_committee.pk,
    "position_id": lambda it: it.position.pk,
    "appointment_id": lambda it: it.appointment.pk,
    "person_id": lambda it: it.appointment.person_id,
    "notice_id": lambda it: it.notice.pk,
    "outgoing_id": lambda it: it.held.pk,
    "dead_id": lambda it: it.dead.pk,
    "room_id": lambda it: it.ground.room.pk,
    "account_id": lambda it: it.ground.user(Role.CLERK).pk,
    "delegation_id": lambda it: it.delegation.pk,
    "approval_id": lambda it: it.approval.pk,
    "token_id": lambda it: it.token.pk,
    "own_id": lambda it: it.own.pk,
    "waiver_id": lambda it: it.waiver.pk,
    "webhook_id": lambda it: it.webhook.pk,
    "address_id": lambda it: it.calendar_address.pk,
    "invitee_id": lambda it: it.invitee.pk,
    "group_id": lambda it: it.group.pk,
    "line_id": lambda it: it.group_line.pk,
    "issuer_id": lambda it: it.papers.issuer.pk,
    "issued_id": lambda it: it.papers.issued.pk,
    "recipient_id": lambda it: it.papers.recipient.pk,
    "paper_id": lambda it: it.papers.draft.pk,
    "secret_id": lambda it: it.papers.secret.pk,
    "certificate_id": lambda it: it.papers.certificate.pk,
    "incoming_id": lambda it: it.papers.incoming.pk,
    "file_id": lambda it: it.papers.file.pk,
    "delivery_id": lambda it: it.letter.pk,
    "own_invitee_id": lambda it: it.own_invitee.pk,
    "substitution_id": lambda it: it.substitution.pk,
    "document_id": lambda it: it.pack_note.document_id,
    "note_id": lambda it: it.pack_note.pk,
    "folder_id": lambda it: it.own_paper.folder_id,
    "own_paper_id": lambda it: it.own_paper.pk,
    "appraisal_id": lambda it: it.pack_appraisal.pk,
    "finding_id": lambda it: a_finding(it.entry).pk,
}
"""Parts of addresses that name a row of a committee: with another committee's row the page does not exist."""

OF_EVERYBODY: dict[str, Callable[[Furnished], Any]] = {
    "paper_kind": lambda it: "giay-moi",
    "act": lambda it: it.deadline.act,
    "month": lambda it: date(2026, 3, 1),
    "period": lambda it: Period.read("2026-Q2"),
    "monday": lambda it: date(2026, 3, 23),
    "year": lambda it: 2026,
    "edition": lambda it: "5609",
    "matter": lambda it: next(iter(matters_of(load_rulebook("5609")))),
    "clause": lambda it: "II/II/2.1/b2",
    "topic": lambda it: next(iter(load_topics())),
    "kind": lambda it: "csv",
    "route_kind": lambda it: "programme",
    "part": lambda it: "people",
    "row": lambda it: 1,
    "number": lambda it: 1,
    "page": lambda it: 1,
    "letter_version": lambda it: "office",
    "secret": lambda it: "x" * 43,
    "unit_secret": lambda it: "1-1-" + "x" * 24,
}
"""Parts that are the same for all."""


def address(route: Route, it: Furnished) -> str:
    """The address of a route, filled from a furnished committee. Raises KeyError for a part without a sample."""
    samples = OF_A_COMMITTEE | OF_EVERYBODY
    return reverse(route.name, kwargs={part: samples[part](it) for part in route.parts})
