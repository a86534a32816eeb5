"""Letters through the API: how they stand, how far each came, written down once; one row and three in as many queries."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.models import Delivery, Invitee, Receipt
from tests.house.furnishing.inviting import a_letter_of_invitation


@pytest.fixture
def entry(add, bound, specialist):
    """A conference whose only letter was issued and drawn."""
    entry = add()
    with scope(committee=bound.committee):
        choose(specialist, entry, Choice("guest", standing="guest", guest_name="Khách Một"))
        a_letter_of_invitation(specialist, entry, Invitee.objects.get())
    return entry


def another(specialist, entry, name: str) -> None:
    """One more letter, over the network to a unit."""
    with scope(committee=specialist.committee_id):
        choose(specialist, entry, Choice("guest", standing="guest", guest_name=name))
        first = Delivery.objects.order_by("id")[0]
        Delivery.objects.create(
            committee_id=first.committee_id,
            mailing=first.mailing,
            invitee=Invitee.objects.get(name=name),
            version="office",
            way="network",
        )


def test_letters_are_read_in_parts_with_as_many_queries_for_one_as_for_three(office, entry, specialist):
    here = f"/entries/{entry.pk}/letters"
    office.get(here)  # the token's last use is written once a minute
    with CaptureQueriesContext(connection) as one:
        assert [row["name"] for row in office.get(here).json()["items"]] == ["Khách Một"]
    for name in ("Khách Hai", "Khách Ba"):
        another(specialist, entry, name)
    with CaptureQueriesContext(connection) as three:
        rows = office.get(here).json()["items"]
    assert len(rows) == 3
    assert len(three) == len(one)
    part = office.get(here, {"limit": 2}).json()
    assert [row["name"] for row in office.get(here, {"after": part["after"]}).json()["items"]] == ["Khách Ba"]
    assert [row["way"] for row in office.get(here, {"q": "khach hai"}).json()["items"]] == ["network"]
    file = office.get(f"{here}/{rows[0]['id']}/file")
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert office.get(f"{here}/{rows[1]['id']}/file").status_code == 404  # not drawn yet
    numbers = office.get(f"{here}/numbers").json()
    assert (numbers["state"], numbers["total"], numbers["drawn"], numbers["sent"]) == ("issued", 3, 1, 0)


def test_receipts_are_written_down_once_for_letters_of_this_conference_alone(
    office, caller_of, entry, add, bound, specialist
):
    another(specialist, entry, "Khách Hai")
    here = f"/entries/{entry.pk}/letters"
    ids = [row["id"] for row in office.get(here).json()["items"]]
    noted, key = {"letter_ids": ids, "step": "confirmed", "how": "Văn thư sở báo"}, uuid4()
    assert office.post(f"{here}/receipts", noted, key).json() == {"count": 2}
    assert office.post(f"{here}/receipts", noted, key).json() == {"count": 2}
    assert office.post(f"{here}/receipts", noted).json() == {"count": 0}
    told = office.get(f"{here}/{ids[1]}").json()
    assert (told["step"], told["step_of_unit"]) == ("confirmed", "")
    assert [(one["step"], one["how"]) for one in told["receipts"]][-1] == ("confirmed", "Văn thư sở báo")
    left = office.get(here, {"without": "confirmed"}).json()["items"]
    assert [row["id"] for row in left] == [ids[1]]  # its unit has it, the delegate has not said so
    assert office.post(f"{here}/receipts", noted | {"letter_ids": [ids[0], 9_999]}).json()["fields"] == [
        {"path": ["body", "letter_ids", "1"], "message": "Hội nghị này không có giấy mời mang số ấy."}
    ]
    elsewhere = f"/entries/{add(title='Khác').pk}/letters"
    assert office.get(f"{elsewhere}/{ids[0]}").status_code == 404
    assert office.get(f"{elsewhere}/numbers").json()["state"] == "none"
    reader = caller_of(Role.OFFICE_SPECIALIST, "invitees.read")
    assert reader.post(f"{here}/receipts", noted).status_code == 404
    with scope(committee=bound.committee):
        assert Receipt.objects.filter(step="confirmed").count() == 2
