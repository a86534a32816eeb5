"""What comes in at another program: signed, the fields that the schema of the API names, and no words of ours."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nghisu.conferences.commands import draft_consultation, send_consultation
from nghisu.conferences.commands.in_time import close_due
from nghisu.conferences.commands.packs import add_to_pack
from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts, hand_in
from nghisu.foundation import clock
from nghisu.foundation.files import arriving
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.replying import ReplyContent, record_answer
from nghisu.invitations.models import Invitee
from nghisu.notices.events import PING, public_events
from nghisu.programme.commands import add_entry
from nghisu.web.api.told import EVENT_FIELDS, hooks_of_schema
from tests.conferences.test_consultations import CLOSES, content, seated_too
from tests.foundation.files.making import a_pdf
from tests.notices.listening import (
    administrator,
    deliver,
    is_signed,
    listener,
    office_network_allowed,
    opened,
)
from tests.programme.conftest import stated

__all__ = ["administrator", "listener", "office_network_allowed", "opened"]

pytestmark = pytest.mark.once
WANTED = ("document.handed_in", "consultation.closed", "invitation.answered")


@pytest.mark.usefixtures("office_network_allowed")
def test_a_document_handed_in_a_consultation_closed_an_answer_given_arrive_signed_once_each(
    opened, listener, actor_of, ground
):
    _hook, secret = opened(*WANTED)
    office = actor_of(Role.OFFICE_SPECIALIST)
    entry = add_entry(office, stated())
    document = add_to_pack(office, entry, DocumentFacts("Báo cáo không nói ra ngoài", "report"))
    with arriving(SimpleUploadedFile("bao-cao.pdf", a_pdf("Một"))) as arrived:
        hand_in(office, document.pk, arrived)
    seated_too(ground)
    stated_of_it = content(ground, body_id=ground.standing_committee.pk, entry_id=entry.pk)
    asked = send_consultation(office, draft_consultation(office, stated_of_it).pk)
    choose(office, entry, Choice("guest", standing="guest", guest_name="Khách không nói ra ngoài"))
    one = Invitee.objects.get()
    for _again in range(2):
        record_answer(office, one.pk, ReplyContent("absent", reason="Đi công tác"), "phone", "An")
    with clock.standing(CLOSES):
        close_due(office.tenant)
        close_due(office.tenant)
        deliver()
    assert all(is_signed(secret, headers, body) for headers, body in listener.got)
    told = {headers["nghisu-event"]: json.loads(body) for headers, body in listener.got}
    assert len(listener.got) == len(told)
    assert {name: one["data"] for name, one in told.items()} == {
        "document.handed_in": {"document_id": document.pk, "number": 1},
        "consultation.closed": {
            "consultation_id": asked.pk,
            "entry_id": entry.pk,
            "answered": 0,
            "asked": 1,
        },
        "invitation.answered": {"entry_id": entry.pk, "invitee_id": one.pk, "answer": "absent"},
    }
    assert all(list(one["data"]) == list(EVENT_FIELDS[name]) for name, one in told.items())
    said = b"".join(body for _headers, body in listener.got).decode()
    assert "không nói" not in said
    assert "công tác" not in said


def test_the_schema_names_every_event_with_its_fields():
    assert set(hooks_of_schema()) == set(EVENT_FIELDS) == set(public_events()) - {PING}
