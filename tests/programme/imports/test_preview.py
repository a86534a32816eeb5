"""The preview: rows mended in place, rows left out, what is there already, units chosen; then all or nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord
from nghisu.programme.models import Entry, ImportDraft, ImportRow, Programme
from nghisu.rulebook.models import Deadline
from tests.programme.imports.conftest import START, command, line, sent

Standing = ImportRow.Standing


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def standings(draft: ImportDraft) -> dict[int, tuple[int, bool]]:
    return {row.row: (row.standing, row.left_out) for row in draft.rows.all()}


def test_a_day_mended_in_the_preview_is_read_again_by_the_same_reader(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1, date="31/02/2026")))
    still = command(browser, draft, "dong/4/", htmx=True, date="30/02/2026")
    assert "tháng 2 năm 2026 chỉ có 28 ngày" in words(still)
    mended = command(browser, draft, "dong/4/", htmx=True, date="27/02/2026")
    assert "Đọc được" in words(mended)
    assert "đã sửa ở đây" in words(mended)
    assert "Đưa 1 hội nghị vào chương trình" in words(mended)
    assert standings(draft) == {4: (Standing.SOUND, False)}


def test_without_script_the_mended_row_leads_back_to_its_place_in_the_preview(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1, date="31/02/2026")))
    assert browser.get(f"{START}{draft.pk}/dong/4/").status_code == 200
    answer = command(browser, draft, "dong/4/", date="27/02/2026")
    assert answer["Location"] == f"{START}{draft.pk}/#dong-4"


def test_a_cell_with_a_formula_is_mended_by_typing_its_value(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1, date="=TODAY()")))
    assert standings(draft) == {4: (Standing.UNREADABLE, False)}
    command(browser, draft, "dong/4/", date="18/03/2026")
    assert standings(draft) == {4: (Standing.SOUND, False)}


def test_a_row_left_out_does_not_come_in_and_can_be_taken_back(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1), line(2, date="31/02/2026")))
    command(browser, draft, "dong/5/bo/", left_out="1")
    assert command(browser, draft, "nhan/").status_code == 302
    assert [entry.number for entry in Entry.objects.all()] == [1]


def test_two_identical_rows_come_in_once_unless_one_is_made_another(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1), line(1, number=2)))
    assert standings(draft) == {4: (Standing.SOUND, False), 5: (Standing.COPY, True)}
    assert "giống hệt dòng 4" in words(browser.get(f"{START}{draft.pk}/"))
    command(browser, draft, "dong/5/", part_of_day="Chiều")
    assert standings(draft)[5] == (Standing.SOUND, False)
    command(browser, draft, "dong/5/", part_of_day="Sáng")
    assert standings(draft)[5] == (Standing.COPY, True)
    command(browser, draft, "dong/4/", part_of_day="Chiều")
    assert standings(draft) == {4: (Standing.SOUND, False), 5: (Standing.SOUND, False)}


def test_a_copy_that_is_taken_back_stands_in_the_way_until_it_is_told_apart(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1), line(1, number=2)))
    command(browser, draft, "dong/5/bo/", left_out="0")
    refused = command(browser, draft, "nhan/")
    assert refused.status_code == 409
    assert "5" in words(refused)
    assert not Entry.objects.exists()


def test_a_conference_that_is_in_the_programme_already_is_left_out_unless_asked_for(
    browser, draft_from, sheet, add
):
    there = add(title="Đề án nạo vét sông, phần 1")
    draft = draft_from(sheet(line(1), line(2)))
    assert standings(draft) == {4: (Standing.TWIN, True), 5: (Standing.SOUND, False)}
    assert f"/hoi-nghi/{there.pk}/" in words(browser.get(f"{START}{draft.pk}/"))
    command(browser, draft, "dong/4/bo/", left_out="0")
    assert command(browser, draft, "nhan/").status_code == 302
    assert Entry.objects.count() == 3


def test_a_conference_that_came_in_since_the_preview_stops_the_whole_import(browser, draft_from, sheet, add):
    draft = draft_from(sheet(line(1), line(2)))
    add(title="Đề án nạo vét sông, phần 1")
    refused = command(browser, draft, "nhan/")
    assert refused.status_code == 409
    assert "các dòng 4 vừa được người khác đưa vào" in words(refused)
    assert Entry.objects.count() == 1


def test_a_row_may_leave_out_what_is_found_missing_later(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1, part_of_day=None, form=None, scale=None, chair=None)))
    assert standings(draft) == {4: (Standing.GAP, False)}
    command(browser, draft, "nhan/")
    entry = Entry.objects.get()
    assert (entry.part, entry.form, entry.scale, entry.chair) == ("", "", "", "")


def test_a_unit_is_found_by_its_name_with_or_without_its_abbreviation(browser, draft_from, sheet, bound):
    bound.department.name = "Đảng ủy Ủy ban nhân dân Thành phố"
    bound.department.save()
    draft = draft_from(sheet(line(1, preparing="Đảng ủy UBND Thành phố")))
    assert draft.unit_choices == {}
    command(browser, draft, "nhan/")
    assert Entry.objects.get().preparing == bound.department


def test_a_unit_that_the_directory_does_not_know_is_chosen_or_kept_as_text(browser, draft_from, sheet, bound):
    draft = draft_from(sheet(line(1, preparing="Sở Bến Tàu"), line(2, preparing="Sở Kho Bãi")))
    assert draft.unit_choices == {"Sở Bến Tàu": None, "Sở Kho Bãi": None}
    answer = command(browser, draft, "co-quan/", unit_0=str(bound.department.pk), unit_1="")
    assert answer.status_code == 302
    command(browser, draft, "nhan/")
    first, second = Entry.objects.all()
    assert (first.preparing, first.preparing_text) == (bound.department, "Sở Bến Tàu")
    assert (second.preparing, second.preparing_text) == (None, "Sở Kho Bãi")
    assert Deadline.objects.get(subject=first.subject, act="documents").organisation == bound.department


def test_a_unit_of_another_committee_cannot_be_chosen(browser, draft_from, sheet, other_ground):
    draft = draft_from(sheet(line(1, preparing="Sở Bến Tàu")))
    assert command(browser, draft, "co-quan/", unit_0=str(other_ground.department.pk)).status_code == 422
    draft.refresh_from_db()
    assert draft.unit_choices == {"Sở Bến Tàu": None}


def test_what_came_in_is_told_with_its_duties_and_remembered(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1), line(2), line(3, date="31/02/2026")))
    command(browser, draft, "dong/6/bo/", left_out="1")
    answer = command(browser, draft, "nhan/")
    page = words(browser.get(answer["Location"]))
    assert "Đã đưa 2 hội nghị vào chương trình" in page
    assert "chưa đọc được, đã chọn bỏ" in page
    assert Deadline.objects.filter(act="invitation").count() == 2
    assert Programme.objects.get().title == "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"
    assert AuditRecord.objects.filter(verb="programme.imported").count() == 1
    assert AuditRecord.objects.filter(verb="entry.added").count() == 2


def test_the_same_press_twice_takes_the_draft_in_once(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1)))
    form = {"command_id": "6f7b6d3e-5a54-4d39-9f0e-7f6f2f7c3d11"}
    first = browser.post(f"{START}{draft.pk}/nhan/", form)
    second = browser.post(f"{START}{draft.pk}/nhan/", form)
    assert first["Location"] == second["Location"]
    assert Entry.objects.count() == 1


def test_of_two_people_who_accept_one_draft_the_second_is_shown_what_the_first_did(
    browser, draft_from, sheet, client_of
):
    draft = draft_from(sheet(line(1)))
    chief = client_of(Role.OFFICE_CHIEF)
    command(browser, draft, "nhan/")
    answer = command(chief, draft, "nhan/")
    assert answer.status_code == 302
    assert "Đã đưa 1 hội nghị vào chương trình" in words(chief.get(answer["Location"]))
    assert Entry.objects.count() == 1


def test_a_draft_that_was_taken_in_cannot_be_changed_or_thrown_away(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1)))
    command(browser, draft, "nhan/")
    assert command(browser, draft, "dong/4/", date="19/03/2026").status_code == 404
    command(browser, draft, "dong/4/bo/", left_out="1")
    command(browser, draft, "huy/")
    assert ImportDraft.objects.get().rows.get().left_out is False


def test_a_draft_thrown_away_leaves_nothing_but_its_record(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1)))
    assert command(browser, draft, "huy/")["Location"] == START
    assert not ImportDraft.objects.exists()
    assert not ImportRow.objects.exists()
    assert AuditRecord.objects.filter(verb="import.discarded").count() == 1


def test_problems_come_first_and_fifty_rows_at_a_time(browser, draft_from, sheet):
    lines = [line(1, number=number, title=f"Việc {number}") for number in range(1, 61)]
    lines[58][3] = "31/02/2026"
    draft = draft_from(sheet(*lines))
    page = browser.get(f"{START}{draft.pk}/")
    shown = [one["row"].row for one in page.context["rows"]]
    assert (shown[0], len(shown)) == (62, 50)
    more = browser.get(f"{START}{draft.pk}/{page.context['next_url']}", headers={"HX-Request": "true"})
    assert [one["row"].row for one in more.context["rows"]] == [*range(53, 62), 63]
    assert "Đã hết danh sách" in words(more)


def test_a_row_is_found_in_the_preview_without_diacritics(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1), line(2, title="Kế hoạch phòng, chống thiên tai")))
    page = browser.get(f"{START}{draft.pk}/?tim=thien tai")
    assert [one["row"].row for one in page.context["rows"]] == [5]


@pytest.mark.parametrize("problem", [{}, {"date": "31/02/2026"}])
def test_the_preview_asks_the_database_as_often_for_three_rows_as_for_one(
    browser, draft_from, sheet, problem
):
    asked = []
    for count in (1, 3):
        lines = [
            line(1, number=number, title=f"Việc {number} của {count}", **problem)
            for number in range(1, count + 1)
        ]
        draft = draft_from(sheet(*lines))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(f"{START}{draft.pk}/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.CONTENT_OFFICER, Role.CLERK, Role.AUDITOR])
def test_who_may_not_import_finds_no_such_page(role, draft_from, sheet, client_of):
    draft = draft_from(sheet(line(1)))
    other = client_of(role)
    for path in (START, f"{START}{draft.pk}/", f"{START}mau.xlsx", f"{START}{draft.pk}/dong/4/"):
        assert other.get(path).status_code == 404
    assert command(other, draft, "nhan/").status_code == 404
    assert not Entry.objects.exists()


def test_another_committee_sees_nothing_of_a_draft(draft_from, sheet, client_of, other_ground):
    draft = draft_from(sheet(line(1, title="Việc riêng của ta")))
    stranger = client_of(Role.OFFICE_SPECIALIST, other_ground)
    assert stranger.get(f"{START}{draft.pk}/").status_code == 404
    assert command(stranger, draft, "nhan/").status_code == 404
    assert command(stranger, draft, "huy/").status_code == 404
    assert "Việc riêng của ta" not in words(stranger.get(START))
    assert draft.file_name not in words(stranger.get(START))


def test_a_file_name_and_a_row_that_are_scripts_are_shown_as_text(browser, sheet):
    answer = sent(
        browser, sheet(line(1, title="<script>alert(1)</script>")), "<img src=x onerror=alert(1)>.xlsx"
    )
    page = browser.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_template_file_can_be_read_in(browser, draft_from):
    template = browser.get(f"{START}mau.xlsx")
    assert template["Content-Disposition"].startswith("attachment")
    assert template["X-Content-Type-Options"] == "nosniff"
    draft = draft_from(template.content)
    assert draft.rows.get().standing == Standing.SOUND
