"""Letters of invitation drafted, approved and issued through the API: approvals and numbers as on the pages."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.documents.models import IssuedDocument, Issuer
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.models import Delivery
from tests.documents.conftest import a_term, an_issuer
from tests.invitations.letters import CONTENT, GUEST, confirmed, prepare


@pytest.fixture
def entry(add, bound, specialist):
    """A conference in its preparation, with an agenda and one guest whom Thường trực invites."""
    if not any(settings.DOCUMENT_FONTS.glob("*.ttf")):
        pytest.skip("the fonts of documents are not built: make")
    entry = add()
    with scope(committee=bound.committee):
        a_term(bound)
        for symbol in ("VPTU", "TU"):
            an_issuer(bound, symbol=symbol)
        prepare(specialist, entry)
        choose(specialist, entry, GUEST)
    return entry


def test_letters_are_drafted_approved_and_issued_under_the_next_number_once(
    office, caller_of, entry, bound, specialist
):
    here = f"/entries/{entry.pk}/letters"
    board, clerk = caller_of(Role.STANDING_BOARD_MEMBER), caller_of(Role.CLERK, "letters.issue")
    first = office.get(f"{here}/draft").json()
    assert (first["state"], first["content"]["convener"]) == ("none", bound.standing_committee.name)
    assert office.post(f"{here}/submit").status_code == 404  # nothing is drafted
    bare = office.send("PUT", f"{here}/draft", CONTENT | {"chair": ""})
    assert bare.json()["fields"][0]["path"] == ["body", "chair"]
    assert clerk.send("PUT", f"{here}/draft", CONTENT).status_code == 404
    drafted = office.send("PUT", f"{here}/draft", CONTENT).json()
    assert (drafted["state"], drafted["content"]["place"]) == ("draft", CONTENT["place"])
    sent, key = f"{here}/issue", uuid4()
    early = clerk.post(sent, {"issuer_of_board_id": drafted["issuers"][0]["id"]})
    assert (early.status_code, early.json()["code"]) == (409, "mailing-not-there")
    waiting = office.post(f"{here}/submit").json()
    assert waiting["state"] == "submitted"
    assert office.post(f"{here}/withdraw").json()["state"] == "draft"
    approval = office.post(f"{here}/submit").json()["approval_id"]
    digest = board.get(f"/approvals/{approval}").json()["digest"]
    assert board.post(f"/approvals/{approval}/grant", {"digest": digest}).json()["state"] == "granted"
    approved = office.get(f"{here}/draft").json()
    assert approved["state"] == "approved"
    assert [one["version"] for one in approved["to_number"]] == ["standing-board"]
    assert [one["clause"] for one in approved["citations"]] == ["I/III/1.3/b2"]
    with scope(committee=bound.committee):
        own = Issuer.objects.get(symbol="TU").pk
    gates = clerk.post(sent, {"issuer_of_board_id": own})
    assert (gates.status_code, gates.json()["code"]) == (409, "gates-not-passed")
    assert gates.json()["citations"]
    with scope(committee=bound.committee):
        confirmed(specialist, entry)
    beside = clerk.post(sent, {"issuer_of_board_id": own, "issuer_id": own})
    assert beside.json()["fields"][0]["path"] == ["body", "issuer_id"]  # nobody gets that version
    leap = clerk.post(sent, {"issuer_of_board_id": own, "number_of_board": 7})
    assert (leap.status_code, leap.json()["code"]) == (409, "number-leaps")
    assert office.post(sent, {"issuer_of_board_id": own}).status_code == 404  # a specialist issues nothing
    stated = {"issuer_of_board_id": own, "waits_for_signature": True}
    issued = clerk.post(sent, stated, key)
    assert (issued.status_code, issued.json()["sign"]) == (200, "01-GM/TU")
    assert issued.json()["waits_for_signature"]
    assert clerk.post(sent, stated, key).json() == issued.json()
    with scope(committee=bound.committee):
        assert (IssuedDocument.objects.count(), Delivery.objects.count()) == (1, 1)
        choose(specialist, entry, Choice("guest", standing="guest", guest_name="Khách Hai"))
        office_issuer = Issuer.objects.get(symbol="VPTU").pk
    assert office.get(f"{here}/draft").json()["to_number"][0]["version"] == "office"
    later = clerk.post(f"{here}/continue", {"issuer_id": office_issuer})
    assert (later.status_code, later.json()) == (200, {"count": 1})
    again = office.send("PUT", f"{here}/draft", CONTENT | {"place": "Tầng ba"}).json()
    assert (again["state"], again["replaces"][:2]) == ("draft", "01")
    assert office.post(f"{here}/withdraw", {"drop": True}).json()["state"] == "issued"
