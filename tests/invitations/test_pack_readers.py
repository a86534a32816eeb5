"""Who may read the documents of a conference follows from its list: by the items attended, with the substitute whom the
chair agreed to, without whoever was taken off it; each is told once."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nghisu.conferences.commands import ItemContent, add_item, conference_of_entry, remove_item
from nghisu.conferences.commands.packs import add_to_pack, place_document, send_out, withdraw_from_pack
from nghisu.conferences.models import AgendaItem
from nghisu.conferences.opening_facts import papers_of
from nghisu.conferences.queries.merged_packs import placed_at
from nghisu.conferences.queries.packs import count_of_pack, is_all_out, papers_out
from nghisu.conferences.refusals import ItemInUse
from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts, confirm_read, open_page
from nghisu.documents.models import Document, DocumentGrant
from nghisu.documents.pack_places import pack_places
from nghisu.documents.queries import visible_documents
from nghisu.documents.queries.freshness import unread_before
from nghisu.documents.queries.packs import document_lines
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, Grant
from nghisu.foundation.kept_files import path_of
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.choosing import Choice, choose, remove_invitees
from nghisu.invitations.commands.receipts import hand_out_at_hall, record_receipts
from nghisu.invitations.commands.replying import ReplyContent, record_answer
from nghisu.invitations.commands.substitutes import decide_substitute
from nghisu.invitations.enums import Step
from nghisu.invitations.links import secret_of
from nghisu.invitations.models import Delivery, Invitee, PersonalLink, Receipt, Substitution
from nghisu.invitations.queries.handing_out import hall_shares
from nghisu.invitations.queries.letters import came_to, deliveries_of
from nghisu.invitations.queries.papers_received import columns_of, rows_of
from nghisu.invitations.queries.people import invitees_of
from nghisu.invitations.queries.shares import shares_of
from nghisu.notices.models import Notice
from nghisu.programme.commands import merge_entry, undo_move
from nghisu.programme.queries import visible_entries
from tests.documents.packs.conftest import handed_in
from tests.factories import make_user
from tests.invitations.letters import approved, issue

__all__ = ["handed_in"]


@pytest.fixture
def reads(specialist):
    """The titles that a person may read as a delegate."""

    def titles(person, *bodies) -> set[str]:
        delegate = Actor(
            committee_id=specialist.committee_id,
            name=person.full_name,
            user_id=specialist.user_id,
            person_id=person.pk,
            grants=frozenset({Grant(Role.DELEGATE)}),
            body_ids=frozenset(body.pk for body in bodies),
        )
        return set(visible_documents(delegate).values_list("title", flat=True))

    return titles


@pytest.fixture
def packed(specialist, entry, handed_in):
    """Two items with a document each, and one for the whole conference, all handed in."""
    items = [
        add_item(specialist, entry.pk, ItemContent(title=title)).pk for title in ("Bến cảng", "Ngân sách")
    ]
    made = {}
    for title, item_ids in (("Chung", []), ("Cảng", items[:1]), ("Ngân sách", items[1:])):
        document = add_to_pack(specialist, entry, DocumentFacts(title, "report"), item_ids)
        handed_in(specialist, document, title)
        made[title] = document
    return entry, items, made


def told(person) -> list[dict[str, str]]:
    rows = Notice.objects.filter(person=person, kind="conference.documents").order_by("pk")
    return [row.words["vi"] for row in rows]


def test_each_reads_the_documents_of_the_items_attended_and_is_told_once(
    specialist, packed, house, bound, reads, handed_in
):
    entry, items, made = packed
    choose(specialist, entry, Choice("body", body_id=bound.standing_board.pk))
    choose(specialist, entry, Choice("person", person_id=house.officer.pk, item_id=items[0]))
    assert reads(house.secretary) == set()
    officer = Actor(
        committee_id=specialist.committee_id,
        name="",
        user_id=specialist.user_id,
        person_id=house.officer.pk,
        grants=frozenset({Grant(Role.DELEGATE)}),
    )
    assert not visible_entries(officer).exists()
    assert unread_before(officer, clock.today()) == (0, 0)
    send_out(specialist, entry, [one.pk for one in made.values()])
    assert reads(house.secretary) == {"Chung", "Cảng", "Ngân sách"}
    assert reads(house.officer) == {"Cảng"}
    assert list(visible_entries(officer)) == [entry]
    assert unread_before(officer, clock.today()) == (1, 1)
    open_page(officer, made["Cảng"].versions.get(), 1)
    assert unread_before(officer, clock.today()) == (0, 0)
    assert reads(house.director, bound.standing_committee) == set()
    assert [one["body"] for one in told(house.secretary)] == ["C1 Chung\n1.1 Cảng\n2.1 Ngân sách"]
    assert [one["body"] for one in told(house.officer)] == ["1.1 Cảng"]

    late = add_to_pack(specialist, entry, DocumentFacts("Phụ lục", "report"), items[1:])
    handed_in(specialist, late, "x")
    handed_in(specialist, made["Cảng"], "bản hai")
    assert unread_before(officer, clock.today()) == (0, 0)
    send_out(specialist, entry, [late.pk, made["Cảng"].pk])
    assert unread_before(officer, clock.today()) == (1, 1)
    assert unread_before(officer, clock.local(entry.opening).date() + timedelta(days=1)) == (0, 0)
    assert count_of_pack(officer, entry) == 1
    assert [line.fresh for line in document_lines(officer, visible_documents(officer))] == ["changed"]
    for number in (2, 1):
        open_page(officer, made["Cảng"].versions.get(number=number), 1)
        assert unread_before(officer, clock.today()) == (0, 0)
    assert told(house.secretary)[1]["body"] == "Thay đổi: 1.1 Cảng\nBổ sung: 2.2 Phụ lục"
    assert told(house.officer)[1]["body"] == "Thay đổi: 1.1 Cảng"
    withdraw_from_pack(specialist, late.pk, "Gửi nhầm")
    assert told(house.secretary)[2]["body"] == "Đã rút: 2.2 Phụ lục"
    assert len(told(house.officer)) == 2


def test_documents_of_a_conference_that_was_merged_are_found_and_read_where_it_is_held_until_that_is_undone(
    specialist, packed, house, reads, add, client_of
):
    entry, items, made = packed
    into = add(title="Bàn cầu")
    bridge = add_item(specialist, into.pk, ItemContent(title="Cầu")).pk
    choose(specialist, into, Choice("person", person_id=house.officer.pk, item_id=bridge))
    choose(specialist, into, Choice("person", person_id=house.director.pk))
    send_out(specialist, entry, [one.pk for one in made.values()])
    assert reads(house.director) == reads(house.officer) == set()
    move = merge_entry(specialist, entry.pk, into.pk, "Bàn cảng và cầu", "Cùng thành phần")
    assert reads(house.director) == {"Chung", "Cảng", "Ngân sách"}
    assert reads(house.officer) == set()
    undo_move(specialist, move.pk)
    assert reads(house.director) == set()
    page = reverse("conferences:pack", args=[into.pk])
    assert client_of(Role.OFFICE_SPECIALIST).get(page).context["every"] == []
    merge_entry(specialist, entry.pk, into.pk, "Bàn cảng và cầu", "Cùng thành phần")
    port = AgendaItem.objects.get(conference__entry=into, carried_from=items[0])
    choose(specialist, into, Choice("person", person_id=house.officer.pk, item_id=port.pk))
    assert reads(house.officer) == {"Cảng"}
    shown = client_of(Role.OFFICE_SPECIALIST).get(page).context
    assert [one.came_from for one in shown["sections"] if one.lines] == [entry.title]
    assert [one.number for one in shown["every"]] == ["G1-C1", "G1-1.1", "G1-2.1"]
    carried = {one.item.title: [each.number for each in one.carried] for one in shown["sections"] if one.item}
    assert carried == {"Cầu": [], "Bến cảng": ["G1-1.1"], "Ngân sách": ["G1-2.1"]}
    conference = port.conference
    assert [one.number for one in papers_out(conference, [port.pk])] == ["G1-1.1"]
    assert [one.number for one in papers_out(conference, [])] == ["G1-C1", "G1-1.1", "G1-2.1"]
    assert placed_at(conference)[port.pk] == {made["Cảng"].pk}
    assert {one.title for one in papers_of(conference).documents} == {"Chung", "Cảng", "Ngân sách"}
    assert is_all_out(conference)
    assert pack_places(specialist.committee_id, [made["Cảng"].pack_id])[made["Cảng"].pack_id].url == page


def test_a_document_that_goes_to_another_item_goes_to_those_who_attend_it(specialist, packed, house, reads):
    entry, items, made = packed
    choose(specialist, entry, Choice("person", person_id=house.officer.pk, item_id=items[0]))
    send_out(specialist, entry, [one.pk for one in made.values()])
    place_document(specialist, made["Ngân sách"], items)
    assert reads(house.officer) == {"Cảng", "Ngân sách"}
    place_document(specialist, made["Cảng"], items[1:])
    assert reads(house.officer) == {"Ngân sách"}
    with pytest.raises(ItemInUse):
        remove_item(specialist, items[0])
    remove_item(specialist, items[1])
    assert AgendaItem.objects.count() == 1
    assert reads(house.officer) == {"Ngân sách"}


def test_before_there_is_a_list_the_body_that_meets_reads_and_afterwards_those_on_it(
    specialist, packed, house, bound, reads
):
    entry, _items, made = packed
    send_out(specialist, entry, [made["Chung"].pk])
    assert reads(house.director, bound.standing_committee) == {"Chung"}
    assert len(told(house.director)) == 1
    choose(specialist, entry, Choice("person", person_id=house.secretary.pk))
    assert reads(house.secretary) == {"Chung"}
    assert reads(house.director, bound.standing_committee) == set()


def test_a_substitute_gets_the_documents_at_the_agreement_and_loses_them_with_it(
    specialist, clerk, packed, house, bound, reads, chair
):
    entry, _items, made = packed
    choose(specialist, entry, Choice("body", body_id=bound.standing_committee.pk))
    approved(specialist, entry)
    issue(clerk, entry)
    send_out(specialist, entry, [one.pk for one in made.values()])
    one = Invitee.objects.get(name="Lê Thị Bình")
    absent = ReplyContent("absent", reason="Ốm", substitute_person=house.officer.pk)
    record_answer(clerk, one.pk, absent, "phone", "Anh Hoa")
    assert reads(house.officer) == set()
    decide_substitute(chair, Substitution.objects.get().pk, True)
    assert reads(house.officer) == {"Chung", "Cảng", "Ngân sách"}
    record_answer(clerk, one.pk, ReplyContent("in-person"), "phone", "Anh Hoa")
    assert reads(house.officer) == set()
    remove_invitees(specialist, entry, [one.pk], "Không mời nữa")
    assert reads(house.director, bound.standing_committee) == set()
    assert not DocumentGrant.objects.filter(person=house.director).exists()


def test_a_guest_without_an_account_reads_by_the_own_link_what_went_out_for_them(
    specialist, clerk, packed, bound, client
):
    entry, items, made = packed
    choose(
        specialist,
        entry,
        Choice("guest", guest_name="Phạm Thu Em", guest_level="commune", item_id=items[0]),
    )
    approved(specialist, entry)
    issue(clerk, entry)
    link = PersonalLink.objects.get(invitee__name="Phạm Thu Em")
    page = reverse("invitations:personal", args=[secret_of(link.nonce)])

    def paper(document):
        return client.get(reverse("invitations:personal_paper", args=[secret_of(link.nonce), document.pk]))

    assert paper(made["Cảng"]).status_code == 404
    send_out(specialist, entry, [one.pk for one in made.values()])
    shown = client.get(page).content.decode()
    assert "1.1 Cảng" in shown
    assert "Ngân sách" not in shown
    assert paper(made["Cảng"]).getvalue().startswith(b"%PDF")
    assert paper(made["Ngân sách"]).status_code == 404
    remove_invitees(specialist, entry, [link.invitee_id], "Không mời nữa")
    assert paper(made["Cảng"]).status_code == 404


def test_at_the_hall_each_is_handed_the_letter_and_what_they_did_not_open_and_the_clerk_ticks_it_once(
    specialist, clerk, packed, house, bound, client_of
):
    entry, items, made = packed
    choose(specialist, entry, Choice("body", body_id=bound.standing_board.pk))
    choose(specialist, entry, Choice("person", person_id=house.director.pk))
    choose(specialist, entry, Choice("person", person_id=house.officer.pk, item_id=items[0]))
    Invitee.objects.filter(person=house.director).update(way="network")
    approved(specialist, entry)
    mailing = issue(clerk, entry)
    send_out(specialist, entry, [one.pk for one in made.values()])
    officer = make_user("can-bo", house.officer)
    reader = Actor(
        specialist.committee_id, "", officer.pk, house.officer.pk, frozenset({Grant(Role.DELEGATE)})
    )
    without = came_to(Step.CONFIRMED)

    def listed() -> dict[str, list[tuple[str, list[str], bool]]]:
        page = shares_of(deliveries_of(clerk, mailing), without=without)
        return {
            one.share.name: [
                (row.one.invitee.name, list(row.papers), row.handed is not None) for row in one.rows
            ]
            for one in hall_shares(mailing.conference, page.shares)
        }

    whole = ["C1", "1.1", "2.1"]
    name, unit = house.officer.full_name, bound.department.name
    before = listed()
    assert before[unit] == [(house.director.full_name, whole, False), (name, ["1.1"], False)]
    open_page(reader, made["Cảng"].versions.get(), 1)
    assert listed()[unit][1] == (name, [], False)

    desk, address = client_of(Role.CLERK), reverse("invitations:hall_list", args=[entry.pk])
    page = desk.get(address).content.decode()
    assert "Đã phát cả đơn vị" in page
    one, key = Delivery.objects.get(invitee__person=house.director), str(uuid4())
    for _twice in range(2):
        answer = desk.post(address, {"thu": one.pk, "command_id": key})
        assert answer.status_code == 303
    (receipt,) = Receipt.objects.filter(step=Step.HANDED)
    assert (receipt.delivery_id, receipt.hop) == (one.pk, 2)
    assert AuditRecord.objects.filter(verb="mailing.handed_out").count() == 1
    assert "Hãy đánh dấu" in desk.post(address, {}, follow=True).content.decode()
    desk.post(address, {"don-vi": unit})
    assert Receipt.objects.filter(step=Step.HANDED).count() == 2
    assert [handed for _name, _papers, handed in listed()[unit]] == [True, True]
    page = desk.get(address).content.decode()
    assert "Đã phát cho 2 người." in page
    assert "đã phát 2" in page
    with pytest.raises(AccessRefused):
        hand_out_at_hall(reader, entry, [one.pk])
    with CaptureQueriesContext(connection) as three:
        listed()
    Invitee.objects.exclude(person=house.director).update(removed_at=clock.now())
    with CaptureQueriesContext(connection) as alone:
        listed()
    assert len(alone) == len(three)


def test_how_far_each_document_came_to_each_and_who_says_to_have_read_it_in_two_hops_over_the_network(
    specialist, clerk, packed, house, bound, client_of, handed_in
):
    entry, items, made = packed
    choose(specialist, entry, Choice("body", body_id=bound.standing_board.pk))
    choose(specialist, entry, Choice("person", person_id=house.director.pk))
    choose(specialist, entry, Choice("person", person_id=house.officer.pk, item_id=items[0]))
    Invitee.objects.filter(person=house.director).update(way="network")
    approved(specialist, entry)
    issue(clerk, entry)
    conference = conference_of_entry(specialist, entry)
    send_out(specialist, entry, [one.pk for one in made.values()])
    user = make_user("can-bo", house.officer)
    reader = Actor(specialist.committee_id, "", user.pk, house.officer.pk, frozenset({Grant(Role.DELEGATE)}))

    def stand() -> dict[str, list[str]]:
        columns = columns_of(clerk, conference)
        people = list(invitees_of(clerk, conference).select_related("organisation"))
        return {row.one.name: list(row.states) for row in rows_of(clerk, conference, columns, people)}

    officer, director = house.officer.full_name, house.director.full_name
    assert stand()[director] == ["sent", "sent", "sent"]
    assert stand()[officer] == ["", "sent", ""]
    port = made["Cảng"].versions.get()
    open_page(reader, port, 1)
    assert stand()[officer] == ["", "opened", ""]
    with pytest.raises(AccessRefused):
        confirm_read(reader, made["Chung"].versions.get())
    for _twice in range(2):
        confirm_read(reader, port)
    assert AuditRecord.objects.filter(verb="document.read_confirmed").count() == 1
    assert stand()[officer] == ["", "read", ""]
    assert [(one.opened, one.read) for one in columns_of(clerk, conference)] == [(0, 0), (1, 1), (0, 0)]
    second = handed_in(specialist, made["Cảng"], "bản hai")
    with pytest.raises(AccessRefused):
        confirm_read(reader, second)
    send_out(specialist, entry, [made["Cảng"].pk])
    assert stand()[officer] == ["", "sent", ""]

    letter = Delivery.objects.get(invitee__person=house.director)
    record_receipts(clerk, entry, [letter.pk], Step.CONFIRMED, 1, "Văn thư sở báo")
    desk, page = client_of(Role.CLERK), reverse("invitations:papers_received", args=[entry.pk])
    seen = desk.get(page).content.decode()
    assert f"{bound.department.name}: Đã xác nhận nhận" in seen
    assert "Đơn vị chưa chuyển" in seen
    record_receipts(clerk, entry, [letter.pk], Step.READ, 2, "")
    hand_out_at_hall(clerk, entry, [Delivery.objects.get(invitee__person=house.officer).pk])
    assert (stand()[director], stand()[officer]) == (["read"] * 3, ["", "handed", ""])
    rows = sheet_of(desk.get(reverse("invitations:papers_received_file", args=[entry.pk])).content)
    assert rows[0][-3:] == ("C1 Chung", "1.1 Cảng", "2.1 Ngân sách")
    assert {row[1]: row[-3:] for row in rows[1:]}[director] == ("đọc", "đọc", "đọc")
    assert client_of(Role.CONTENT_OFFICER).get(page).status_code == 404
    Document.objects.filter(pk=made["Cảng"].pk).update(restricted=True)
    assert [len(columns_of(one, conference)) for one in (clerk, specialist)] == [2, 3]
    with CaptureQueriesContext(connection) as three:
        desk.get(page)
    Invitee.objects.exclude(person=house.director).update(removed_at=clock.now())
    with CaptureQueriesContext(connection) as alone:
        desk.get(page)
    assert len(alone) == len(three)


def test_the_package_of_a_unit_holds_once_each_what_its_people_may_read_of_what_is_out(
    specialist, clerk, packed, house, bound, client_of, handed_in, drawn
):
    entry, items, made = packed
    choose(specialist, entry, Choice("person", person_id=house.director.pk, item_id=items[1]))
    choose(specialist, entry, Choice("person", person_id=house.officer.pk, item_id=items[0]))
    Invitee.objects.update(way="network")
    approved(specialist, entry)
    issue(clerk, entry)
    drawn()
    closed = add_to_pack(specialist, entry, DocumentFacts("Nhân sự", "report", restricted=True), items[:1])
    handed_in(specialist, closed, "x")
    send_out(specialist, entry, [made["Cảng"].pk, made["Ngân sách"].pk, closed.pk])
    handed_in(specialist, made["Cảng"], "bản hai chưa phát hành")
    desk = client_of(Role.CLERK)
    address = reverse("invitations:package", args=[entry.pk, bound.department.pk])

    def package() -> tuple[ZipFile, list[dict[str, Any]]]:
        answer = desk.get(address)
        kept = ZipFile(BytesIO(b"".join(answer.streaming_content)))
        return kept, json.loads(kept.read("manifest.json"))["papers"]

    kept, papers = package()
    letters = {one.invitee.person_id: one.pk for one in Delivery.objects.select_related("invitee")}
    assert [(one["number"], one["title"], one["version"], one["deliveries"]) for one in papers] == [
        ("1.1", "Cảng", 1, [letters[house.officer.pk]]),
        ("2.1", "Ngân sách", 1, [letters[house.director.pk]]),
    ]
    for one in papers:
        assert hashlib.sha256(kept.read(one["file"])).hexdigest() == one["sha256"]
    assert len(kept.namelist()) == 2 + 2 + len(("manifest.json", "xac-nhan.txt"))
    Invitee.objects.filter(person=house.officer).get().items.clear()
    shared = {one["number"]: len(one["deliveries"]) for one in package()[1]}
    assert shared == {"1.1": 1, "2.1": 2}
    path_of(made["Cảng"].versions.get(number=1).pdf.stored).write_bytes(b"another")
    assert desk.get(address).status_code == 404


def sheet_of(content: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [row for row in sheet.iter_rows(values_only=True) if row[1]]
