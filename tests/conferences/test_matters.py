"""A matter takes its way: Ban Thường vụ before Ban Chấp hành, Thường trực on what was revised; what was delegated is not
met on again."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from nghisu.approvals.enums import Outcome
from nghisu.conferences.commands import (
    ItemContent,
    MatterContent,
    add_item,
    advance,
    ask_opinion,
    change_delegated,
    change_item,
    enter_delegated,
    override_gate,
    record_passed,
    remove_item,
    set_preparation,
)
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import AgendaItem, Conference, DelegatedMatter, SchemeOpinion
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import GatesNotPassed, NotKnownToBeHeld, NotYetHeld, ShownByNoDocument
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import merge_entry
from nghisu.rulebook.commands import done_by_act
from tests.conferences.conftest import decided
from tests.conferences.test_stages import brought_to, raw, tried

SCHEME = "Đề án cải tạo bến cảng cũ"
MARCH = datetime(2026, 3, 4, 8, 0, tzinfo=clock.VIETNAM)


def voted(title: str = SCHEME, follows: int | None = None) -> ItemContent:
    return ItemContent(title=title, purpose=Purpose.VOTE, follows_id=follows)


def missing(by, entry) -> dict[str, list[str]]:
    conference = Conference.objects.get(entry=entry)
    return {
        one.gate: [chip.label for chip in one.chips] for one in may_advance(by, conference, Stage.INVITED)
    }


@pytest.fixture
def held(specialist, add):
    """A conference of the standing committee on 4 March, before the test's day, that dealt with the scheme; its history
    says that the roll was called."""
    entry = add(title="Ban Thường vụ tháng 3", opening=MARCH)
    done_by_act(specialist, entry.subject_id, "roll-call", at=MARCH)
    return add_item(specialist, entry.pk, voted())


@pytest.fixture
def executive(add):
    return add(
        title="Ban Chấp hành", kind="ban-chap-hanh", opening=datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM)
    )


def test_a_matter_of_the_executive_committee_passes_the_standing_committee_and_comes_back_to_the_board(
    specialist, board, held, executive
):
    item = add_item(specialist, executive.pk, voted())
    found = missing(specialist, executive)
    assert found["passed-standing-committee"] == ["5609 II/III/2.1/b1"]
    assert found["scheme-opinion"] == ["5609 II/II/2.3/b1"]
    change_item(specialist, item.pk, voted(follows=held.pk))
    assert "passed-standing-committee" in missing(specialist, executive)
    record_passed(specialist, held.pk, date(2026, 3, 4), "TB 12-TB/TU")
    assert "passed-standing-committee" not in missing(specialist, executive)
    opinion = ask_opinion(specialist, item.pk, "Bổ sung phương án vốn")
    assert "scheme-opinion" in missing(specialist, executive)
    decided(board, "scheme-opinion", opinion.pk, Outcome.RETURNED, "Làm rõ nguồn vốn")
    assert SchemeOpinion.objects.get().returned_note == "Làm rõ nguồn vốn"
    ask_opinion(specialist, item.pk, "Bổ sung phương án vốn, làm rõ nguồn")
    decided(board, "scheme-opinion", opinion.pk)
    assert "scheme-opinion" not in missing(specialist, executive)
    record_passed(specialist, held.pk, None)
    assert "passed-standing-committee" in missing(specialist, executive)


def test_a_conference_of_another_body_or_one_to_come_passes_nothing(specialist, board, add, executive):
    of_the_board = add(
        title="Thường trực", kind="thuong-truc", opening=datetime(2026, 3, 2, 14, 0, tzinfo=clock.VIETNAM)
    )
    first = add_item(specialist, of_the_board.pk, voted())
    brought_to(specialist, of_the_board, "open")
    record_passed(specialist, first.pk, date(2026, 3, 2), "TB 2-TB/TU")
    add_item(specialist, executive.pk, voted(follows=first.pk))
    assert "passed-standing-committee" in missing(specialist, executive)
    to_come = add_item(specialist, add().pk, voted())
    for on in (date(2026, 3, 10), date(2026, 3, 18)):
        with pytest.raises(NotYetHeld):
            record_passed(specialist, to_come.pk, on, "TB 3-TB/TU")


def test_what_is_passed_is_shown_by_a_document_of_a_conference_known_to_have_been_held(
    client_of, specialist, add
):
    """Merely proposed, though its day is past, a conference has passed nothing (5609 II/III/2.1/b1)."""
    on, document = MARCH.date(), "TB 12-TB/TU"
    proposed, opened, past = (add(title=f"Ban Thường vụ {one}", opening=MARCH) for one in "abc")
    items = [add_item(specialist, one.pk, voted()) for one in (proposed, opened, past)]
    brought_to(specialist, opened, "open")
    brought_to(specialist, proposed, "invited")
    with pytest.raises(NotKnownToBeHeld):
        record_passed(specialist, items[2].pk, on, document)
    done_by_act(specialist, past.subject_id, "documents", at=MARCH)  # sent out is not yet held
    with pytest.raises(NotKnownToBeHeld):
        record_passed(specialist, items[2].pk, on, document)
    done_by_act(specialist, past.subject_id, "minutes", at=clock.now())
    for item in items[1:]:
        with pytest.raises(ShownByNoDocument):
            record_passed(specialist, item.pk, on, " ")
        assert record_passed(specialist, item.pk, on, document).passed_on == on
    office = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:agenda_passed", args=[proposed.pk, items[0].pk])
    assert "Chưa có gì cho thấy hội nghị này đã họp" in office.get(page).content.decode()
    answer = office.post(page, {"on": "04/03/2026", "document": document, "command_id": str(uuid4())})
    assert answer.status_code == 422
    assert AgendaItem.objects.get(pk=items[0].pk).passed_on is None
    control = reverse("conferences:agenda_passed", args=[past.pk, items[2].pk])
    assert "Chưa có gì cho thấy" not in office.get(control).content.decode()
    by_hand = f"UPDATE conferences_agendaitem SET passed_document = '' WHERE id = {items[1].pk}"
    assert not tried(lambda: raw(by_hand))


def test_a_report_is_not_put_before_the_committee_and_needs_no_way(specialist, executive):
    add_item(specialist, executive.pk, ItemContent(title="Báo cáo quý I", purpose=Purpose.REPORT))
    assert "passed-standing-committee" not in missing(specialist, executive)


def test_the_standing_board_comes_first_where_the_office_has_it_so(specialist, chief, add):
    entry = add()
    add_item(specialist, entry.pk, voted())
    assert "standing-board-first" not in missing(specialist, entry)
    with pytest.raises(AccessRefused):
        set_preparation(specialist, standing_board_first=True)
    set_preparation(chief, standing_board_first=True)
    assert missing(specialist, entry)["standing-board-first"] == ["5609 II/I/1", "5609 II/I/2.3/b1"]


def test_what_was_delegated_is_found_again_under_another_wording_while_it_is_in_force(bound, specialist, add):
    content = MatterContent(
        matter="Phê duyệt kế hoạch nạo vét lòng sông hằng năm",
        delegated_by="Ban Thường vụ",
        since=date(2026, 1, 1),
        document="12-QĐ/TU",
        delegated_to_id=bound.department.pk,
    )
    row = enter_delegated(specialist, content)
    entry = add()
    add_item(specialist, entry.pk, voted("Phê duyệt kế hoạch nạo vét lòng sông năm 2026"))
    assert missing(specialist, entry)["delegated-not-met"] == ["226 p17", "226 p18"]
    ended = MatterContent(
        matter=content.matter,
        delegated_by=content.delegated_by,
        since=content.since,
        document=content.document,
        delegated_to_id=content.delegated_to_id,
        until=date(2026, 3, 17),
    )
    change_delegated(specialist, row.pk, ended)
    assert "delegated-not-met" not in missing(specialist, entry)


def test_another_matter_is_not_taken_for_the_delegated_one(bound, specialist, add):
    enter_delegated(
        specialist,
        MatterContent(
            "Phê duyệt kế hoạch nạo vét lòng sông",
            "Ban Thường vụ",
            date(2026, 1, 1),
            "12-QĐ/TU",
            bound.department.pk,
        ),
    )
    entry = add()
    add_item(specialist, entry.pk, voted("Phê duyệt quy hoạch cán bộ nhiệm kỳ tới"))
    assert "delegated-not-met" not in missing(specialist, entry)


def test_the_register_is_searched_sorted_taken_along_and_kept_by_the_office(client_of, bound, specialist):
    for matter, unit in (("Nạo vét lòng sông", bound.department), ("Cấp phép bến đò", bound.office)):
        enter_delegated(
            specialist, MatterContent(matter, "Ban Thường vụ", date(2026, 1, 1), "12-QĐ/TU", unit.pk)
        )
    page = reverse("conferences:delegated")
    reader = client_of(Role.STANDING_BOARD_MEMBER)
    found = reader.get(page, {"q": "nao vet"}).content.decode()
    assert "Nạo vét lòng sông" in found
    assert "Cấp phép bến đò" not in found
    ordered = reader.get(page, {"sort": "-viec"}).content.decode()
    assert ordered.index("Nạo vét") < ordered.index("Cấp phép")
    book = load_workbook(BytesIO(reader.get(reverse("conferences:delegated_file")).content))
    assert [row[0].value for row in book[book.sheetnames[0]].iter_rows(min_row=2)] == [
        "Cấp phép bến đò",
        "Nạo vét lòng sông",
    ]
    assert reader.get(reverse("conferences:delegated_add")).status_code == 404
    assert client_of(Role.DELEGATE).get(page).status_code == 404
    client = client_of(Role.OFFICE_SPECIALIST)
    add = reverse("conferences:delegated_add")
    wrong = client.post(add, {"matter": "Việc mới", "delegated_by": "Ban Thường vụ", "since": "1/1/2026"})
    assert wrong.status_code == 422
    typed = {
        "matter": "Việc mới",
        "delegated_by": "Ban Thường vụ",
        "delegated_to_text": "Chánh Văn phòng",
        "since": "1/1/2026",
        "document": "15-QĐ/TU",
        "command_id": "8d6d5f4e-0a0b-4a3e-a3cf-0f5b6c1d2e3f",
    }
    assert [client.post(add, typed).status_code for _again in range(2)] == [302, 302]
    assert DelegatedMatter.objects.filter(matter="Việc mới").count() == 1


def test_the_agenda_says_what_is_wrong_with_a_matter_above_it(client_of, specialist, executive):
    add_item(specialist, executive.pk, voted())
    page = client_of(Role.OFFICE_SPECIALIST).get(reverse("conferences:agenda", args=[executive.pk]))
    assert "Chưa qua Ban Thường vụ: Đề án cải tạo bến cảng cũ" in page.content.decode()
    assert "5609 II/III/2.1/b1" in page.content.decode()


def test_what_is_put_on_or_merged_in_after_the_invitations_is_asked_before_the_opening(
    specialist, board, held, add
):
    """The agenda stays open until the opening (5609 II/III/2.1/b1): nothing reaches the hall unasked."""
    entry = add(title="Ban Chấp hành hôm nay", kind="ban-chap-hanh", opening=clock.now())
    add_item(specialist, entry.pk, ItemContent(title="Báo cáo quý I"))
    conference = brought_to(specialist, entry, "invited")

    def asked() -> set[str]:
        found = may_advance(specialist, conference, Stage.OPEN)
        return {one.said for one in found if one.gate == "passed-standing-committee"}

    assert asked() == set()  # a report needs no way
    add_item(specialist, entry.pk, voted())
    assert asked() == {f"Chưa qua Ban Thường vụ: {SCHEME}"}
    [gate] = [
        one
        for one in may_advance(specialist, conference, Stage.OPEN)
        if one.gate == "passed-standing-committee"
    ]
    override_gate(board, conference.pk, Stage.OPEN, gate.gate, gate.missing.key, "Gấp", "CV 9-CV/TU")
    assert asked() == set()
    merged = add(title="Ban Chấp hành bàn cầu", kind="ban-chap-hanh", opening=clock.now())
    add_item(specialist, merged.pk, voted("Đề án xây cầu"))
    merge_entry(specialist, merged.pk, entry.pk, "Bàn cảng và cầu", "Cùng thành phần")
    assert asked() == {"Chưa qua Ban Thường vụ: Đề án xây cầu"}
    with pytest.raises(GatesNotPassed, match="Đề án xây cầu"):
        advance(specialist, conference.pk, Stage.OPEN)
    bridge = AgendaItem.objects.get(conference=conference, title="Đề án xây cầu")
    record_passed(specialist, held.pk, date(2026, 3, 4), "TB 12-TB/TU")
    change_item(specialist, bridge.pk, voted("Đề án xây cầu", held.pk))
    assert asked() == set()
    for one in AgendaItem.objects.filter(conference=conference):
        remove_item(specialist, one.pk)
    assert "content-prepared" in {one.gate for one in may_advance(specialist, conference, Stage.OPEN)}
