"""What became of a letter: two hops, the hall list of whom neither confirmed, the package of a unit."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.db import DatabaseError, transaction

from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation, Person
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.adapters.packages import network_package
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.receipts import record_receipts
from nghisu.invitations.enums import Step
from nghisu.invitations.links import secret_of_unit
from nghisu.invitations.models import Delivery, Invitee, Mailing, Receipt
from nghisu.invitations.queries.letters import (
    DeliveryFilter,
    came_to,
    standing_of,
    wanted_deliveries,
)
from nghisu.invitations.queries.shares import shares_of
from nghisu.invitations.queries.wording import LEADERS, OTHERS
from tests.invitations.letters import GUEST, approved, issue


def test_two_hops_over_the_network_and_the_hall_list_holds_whom_neither_confirmed(
    specialist, clerk, client_of, bound, invited, drawn
):
    Invitee.objects.filter(name="Lê Thị Bình").update(way="network", also="post")
    approved(specialist, invited)
    nobody_yet = client_of(Role.CLERK).get(f"/hoi-nghi/{invited.pk}/giay-moi/hoi-truong/").content.decode()
    assert "Giấy mời chưa phát hành" in nobody_yet
    mailing = issue(clerk, invited)
    over = Delivery.objects.get(invitee__name="Lê Thị Bình")
    assert over.unit == bound.department
    drawn()
    page = client_of(Role.CLERK).get(f"/hoi-nghi/{invited.pk}/giay-moi/")
    assert [unit[:2] for unit in page.context["units"]] == [(bound.department.pk, bound.department.name)]
    Organisation.objects.filter(pk=bound.department.pk).update(address="2 Phố Đê")
    labels = client_of(Role.CLERK).get(f"/hoi-nghi/{invited.pk}/giay-moi/nhan/")
    assert "<div>2 Phố Đê</div>" in labels.content.decode()
    assert [one.pk for one in labels.context["rows"]] == [over.pk]  # the paper goes in parallel
    assert list(wanted_deliveries(clerk, mailing, DeliveryFilter(way="post"))) == [over]
    waiting = DeliveryFilter(without=Step.CONFIRMED)
    record_receipts(clerk, invited, [over.pk], Step.CONFIRMED, 1, "Văn thư sở báo")
    assert over in wanted_deliveries(clerk, mailing, waiting)
    assert standing_of(clerk, mailing).confirmed == 0
    record_receipts(clerk, invited, [over.pk], Step.CONFIRMED, 2, "")
    assert over not in wanted_deliveries(clerk, mailing, waiting)
    assert record_receipts(clerk, invited, [over.pk], Step.CONFIRMED, 2, "") == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.update(step="sent")
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.all().delete()


def test_those_of_no_unit_stand_under_one_group_and_the_list_is_numbered_through(specialist, clerk, invited):
    choose(specialist, invited, GUEST)
    Invitee.objects.update(organisation=None, organisation_text="")
    Invitee.objects.filter(standing="guest").update(member=False)
    Invitee.objects.exclude(standing="guest").update(member=True)
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    Delivery.objects.update(unit=None)
    shares = shares_of(wanted_deliveries(clerk, mailing, DeliveryFilter())).shares
    assert [(share.name, len(share.rows), share.before) for share in shares] == [
        (OTHERS, 1, 0),
        (LEADERS, 2, 1),
    ]


def test_the_hall_list_page_by_page_is_the_whole_list_and_loses_nobody_when_others_confirm_meanwhile(
    specialist, clerk, bound, invited
):
    for place in range(5):
        unit = "Sở Bến Cảng" if place % 2 else "Sở Kho Bãi"
        choose(
            specialist,
            invited,
            Choice("guest", guest_name=f"Khách {place}", guest_organisation=unit, guest_level="province"),
        )
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    rows = wanted_deliveries(clerk, mailing, DeliveryFilter())
    without = came_to(Step.CONFIRMED)

    def numbered(page):
        return [
            (share.before + place, one.invitee.name)
            for share in page.shares
            for place, one in enumerate(share.rows, 1)
        ]

    whole = shares_of(rows, without=without)
    assert [place for place, _name in numbered(whole)] == list(range(1, 8))
    assert [share.count for share in whole.shares] == [1, 1, 3, 2]
    first = shares_of(rows, without=without, size=3)
    second = shares_of(rows, without=without, after=first.after, size=3)
    third = shares_of(rows, without=without, after=second.after, size=3)
    assert [*numbered(first), *numbered(second), *numbered(third)] == numbered(whole)
    assert third.after == ""
    assert [(share.count, share.begins) for share in second.shares] == [(3, False), (2, True)]
    record_receipts(clerk, invited, [first.shares[0].rows[0].pk, int(first.after)], Step.CONFIRMED, 1, "")
    again = shares_of(rows, without=without, after=first.after, size=3)
    assert [name for _place, name in numbered(again)] == [name for _place, name in numbered(second)]
    assert again.total == 5


def test_the_package_of_a_unit_names_its_letters_with_their_digests(specialist, clerk, bound, invited, drawn):
    Invitee.objects.filter(name="Lê Thị Bình").update(way="network")
    approved(specialist, invited)
    mailing = issue(clerk, invited)
    drawn()
    rows = list(Delivery.objects.filter(way="network").select_related("invitee"))
    with network_package(mailing, bound.department.name, rows) as kept:
        content = kept.read()
    with network_package(mailing, bound.department.name, rows) as again:
        assert content == again.read()
    package = zipfile.ZipFile(io.BytesIO(content))
    manifest = json.loads(package.read("manifest.json"))
    assert manifest["to"] == bound.department.name
    assert [one["sha256"] for one in manifest["documents"]] == [rows[0].sha256]
    assert package.read(manifest["documents"][0]["file"]).startswith(b"%PDF")


def test_another_committees_letters_are_none_to_write_receipts_of(
    specialist, clerk, invited, other_ground, actor_of
):
    approved(specialist, invited)
    issue(clerk, invited)
    foreign = actor_of(Role.CLERK, other_ground)
    with pytest.raises(AccessRefused):
        record_receipts(foreign, invited, [Delivery.objects.earliest("pk").pk], Step.SENT, 1, "")


@pytest.mark.once
def test_a_unit_without_an_account_confirms_its_package_by_the_link_in_it_and_says_whom_it_sent_letters_on_to(
    specialist, clerk, bound, invited, drawn, client, client_of
):
    choose(specialist, invited, Choice("person", person_id=Person.objects.get(full_name="Đỗ Văn Cường").pk))
    Invitee.objects.exclude(name="Trần Văn An").update(way="network", organisation=bound.department)
    approved(specialist, invited)
    issue(clerk, invited)
    drawn()
    kept = client_of(Role.CLERK).get(f"/hoi-nghi/{invited.pk}/giay-moi/goi/{bound.department.pk}/")
    package = zipfile.ZipFile(io.BytesIO(b"".join(kept.streaming_content)))
    address = json.loads(package.read("manifest.json"))["confirm_at"]
    assert address in package.read("xac-nhan.txt").decode()
    at = "/" + address.split("/", 3)[3]
    page = client.get(at)
    assert (page.status_code, page["Referrer-Policy"], "Trần Văn An" in page.content.decode()) == (
        200,
        "same-origin",
        False,
    )
    letters = {one.invitee.name: one.pk for one in Delivery.objects.select_related("invitee")}
    assert client.post(at, {"viec": "da-nhan"}).status_code == 422  # who says so is asked
    assert not Receipt.objects.exists()
    said = {"name": "Phạm Thị Văn Thư"}
    assert client.post(at, said | {"viec": "da-nhan"}).status_code == 303
    confirmed = Receipt.objects.filter(hop=1, step=Step.CONFIRMED)
    theirs = {letters["Lê Thị Bình"], letters["Đỗ Văn Cường"]}
    assert set(confirmed.values_list("delivery", flat=True)) == theirs
    assert confirmed[0].by_name == f"Phạm Thị Văn Thư, {bound.department.name}"
    thu = [letters["Lê Thị Bình"], letters["Trần Văn An"]]  # another's is not the unit's to send on
    client.post(at, said | {"viec": "da-chuyen", "thu": thu})
    client.post(at, said | {"viec": "da-chuyen", "thu": thu})
    sent_on = Receipt.objects.filter(hop=2)
    assert list(sent_on.values_list("delivery", "step")) == [(letters["Lê Thị Bình"], "sent")]
    assert AuditRecord.objects.filter(verb="mailing.confirmed_by_unit").count() == 2
    other = secret_of_unit(Mailing.objects.get().pk, bound.department.pk + 1)
    for wrong in (other, at.strip("/").split("/")[-1][:-1] + "~", "1-1", "x"):
        assert client.get(f"/giay-moi-don-vi/{wrong}/").status_code == 404
