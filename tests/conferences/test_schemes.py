"""A revised scheme goes to delegates in the version to which Thường trực agreed (5609 II/II/2.3/b1); another version asks
for another opinion, or for one who may pass it over."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from nghisu.approvals.models import Approval
from nghisu.conferences.commands import ItemContent, add_item, ask_opinion, override_gate
from nghisu.conferences.commands.packs import add_to_pack, place_document, send_out
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import Conference, SchemeOpinion
from nghisu.conferences.queries.standing import may_advance
from nghisu.core.people.roles import Role
from nghisu.documents.commands import AllowedOut, DocumentFacts
from nghisu.documents.refusals import GateClosed
from nghisu.foundation.refusals import AccessRefused
from tests.conferences.conftest import decided
from tests.documents.packs.conftest import handed_in

__all__ = ["handed_in"]

ALLOWED = AllowedOut("Gấp", "12-TB/TU")


@pytest.fixture
def scheme(specialist, add, handed_in):
    """A conference of Ban Chấp hành that is to decide a scheme, with its one document."""
    entry = add(title="Ban Chấp hành", kind="ban-chap-hanh")
    item = add_item(specialist, entry.pk, ItemContent(title="Đề án bến cảng", purpose=Purpose.VOTE))
    letter = add_to_pack(specialist, entry, DocumentFacts("Tờ trình đề án", "proposal"), [item.pk])
    handed_in(specialist, letter, "một")
    return entry, item, letter


@pytest.fixture
def asked(specialist):
    """What the gates ask of the scheme before the opening, in words."""

    def asking(entry) -> list[str]:
        found = may_advance(specialist, Conference.objects.get(entry=entry), Stage.OPEN)
        return [one.said for one in found if one.gate == "scheme-opinion"]

    return asking


def test_a_scheme_goes_out_in_the_version_to_which_thuong_truc_agreed_and_in_no_other(
    client_of, specialist, board, scheme, asked, handed_in
):
    entry, item, letter = scheme
    report = add_to_pack(specialist, entry, DocumentFacts("Báo cáo quý I", "report"))
    handed_in(specialist, report, "x")
    with pytest.raises(GateClosed) as closed:
        send_out(specialist, entry, [letter.pk, report.pk])
    assert closed.value.clauses == ("II/II/2.3/b1",)
    assert send_out(specialist, entry, [report.pk]) == 1  # control: of no matter that is decided
    office = client_of(Role.OFFICE_SPECIALIST)
    page = office.get(reverse("conferences:pack", args=[entry.pk])).content.decode()
    address = reverse("conferences:scheme_opinion", args=[entry.pk, item.pk])
    assert "5609 II/II/2.3/b1" in page
    assert f'href="{address}"' in page
    out = reverse("conferences:pack_out", args=[entry.pk])
    assert office.post(out, {"document": [letter.pk], "command_id": uuid4()}).status_code == 409
    opinion = ask_opinion(specialist, item.pk, "Đã tiếp thu")
    shown = Approval.objects.get(kind="scheme-opinion").shown
    assert "Tờ trình đề án, bản 1" in str(shown)
    with pytest.raises(GateClosed):
        send_out(specialist, entry, [letter.pk])
    decided(board, "scheme-opinion", opinion.pk)
    assert asked(entry) == []
    assert send_out(specialist, entry, [letter.pk]) == 1

    handed_in(specialist, letter, "hai")
    assert asked(entry) == ["Đề án có bản mới Thường trực chưa xem: Đề án bến cảng (Tờ trình đề án, bản 2)"]
    said = office.get(address).content.decode()
    assert "Tờ trình đề án, bản 1" in said
    assert "Từ đó đã có bản Thường trực chưa xem" in said
    with pytest.raises(GateClosed, match="chưa có ý kiến Thường trực"):
        send_out(specialist, entry, [letter.pk])
    decided(board, "scheme-opinion", ask_opinion(specialist, item.pk, "Sửa số liệu").pk)
    assert SchemeOpinion.objects.get().versions[0]["number"] == 2
    assert send_out(specialist, entry, [letter.pk]) == 1


def test_a_version_handed_in_while_the_question_waits_is_not_what_was_agreed_to(
    specialist, board, scheme, asked, handed_in
):
    entry, item, letter = scheme
    opinion = ask_opinion(specialist, item.pk, "Đã tiếp thu")
    handed_in(specialist, letter, "hai")
    decided(board, "scheme-opinion", opinion.pk)
    assert len(asked(entry)) == 1
    with pytest.raises(GateClosed):
        send_out(specialist, entry, [letter.pk])


def test_one_who_may_lets_a_version_out_or_passes_the_gate_over_and_each_covers_no_more_than_that(
    specialist, chief, board, scheme, asked, handed_in
):
    entry, item, letter = scheme
    with pytest.raises(AccessRefused):
        send_out(specialist, entry, [letter.pk], ALLOWED)
    assert send_out(chief, entry, [letter.pk], ALLOWED) == 1
    version = letter.versions.get()
    assert (version.waived_by, version.waived_by_id) == (chief.name, chief.user_id)
    assert (version.waived_gates, version.waived_why, version.waived_document) == (
        ["opinion"],
        "Gấp",
        "12-TB/TU",
    )
    assert asked(entry) == []
    decided(board, "scheme-opinion", ask_opinion(specialist, item.pk, "Đã tiếp thu").pk)
    conference = Conference.objects.get(entry=entry)
    for words in ("hai", "ba"):
        handed_in(specialist, letter, words)
        with pytest.raises(GateClosed):  # passed over was another version
            send_out(specialist, entry, [letter.pk])
        [gate] = [
            one for one in may_advance(specialist, conference, Stage.OPEN) if one.gate == "scheme-opinion"
        ]
        override_gate(board, conference.pk, Stage.OPEN, gate.gate, gate.missing.key, "Gấp", "CV 4-CV/TU")
        assert send_out(specialist, entry, [letter.pk]) == 1
    assert letter.versions.exclude(waived_by="").count() == 1


def test_what_went_out_for_no_item_and_is_put_under_the_scheme_later_is_asked_before_the_opening(
    specialist, chief, scheme, asked, handed_in
):
    entry, item, letter = scheme
    annex = add_to_pack(specialist, entry, DocumentFacts("Phụ lục", "other"))
    handed_in(specialist, annex, "x")
    send_out(specialist, entry, [annex.pk])
    send_out(chief, entry, [letter.pk], ALLOWED)
    assert asked(entry) == []
    place_document(specialist, annex, [item.pk])
    assert len(asked(entry)) == 1


def test_a_conference_of_another_body_sends_its_documents_without(specialist, add, handed_in):
    entry = add()
    item = add_item(specialist, entry.pk, ItemContent(title="Đề án bến cảng", purpose=Purpose.VOTE))
    letter = add_to_pack(specialist, entry, DocumentFacts("Tờ trình", "proposal"), [item.pk])
    handed_in(specialist, letter, "x")
    assert send_out(specialist, entry, [letter.pk]) == 1
