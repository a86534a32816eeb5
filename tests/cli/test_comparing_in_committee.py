"""`nghisu compare-editions --committee`: what would change over the conferences that stand in a committee's programme."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django_scopes import scope

from nghisu.cli.main import main
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.commands import EntryContent, add_entry
from nghisu.programme.commands.moving import accept_move
from nghisu.programme.models import Move
from nghisu.programme.queries.consequences import not_held
from nghisu.rulebook.commands.own import draft_edition
from nghisu.rulebook.own_forms import shipped_text
from nghisu.rulebook.queries.own import code_of
from tests.factories import make_committee


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["compare-editions", *map(str, words)])


def answered(*words: object) -> dict[str, Any]:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def stricter_text() -> str:
    """5609, but the invitation of Ban Thường vụ seven working days before, not five."""
    head, rule, rest = shipped_text("5609").partition('id = "invitation-ban-thuong-vu"')
    assert rule
    return head + rule + rest.replace("count = 5", "count = 7", 1)


@pytest.fixture
def office(ground, standing_clock, actor_of):
    with scope(committee=ground.committee):
        return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def stricter(office, ground):
    with scope(committee=ground.committee):
        return draft_edition(office, "5609", "Bản chặt hơn", stricter_text())


@pytest.fixture
def add(office, ground):
    def adding(title: str = "Họp bàn việc bến cảng", on: date = date(2026, 3, 18)):
        opening = datetime(on.year, on.month, on.day, 8, 0, tzinfo=clock.VIETNAM)
        content = EntryContent(
            title=title,
            kind="ban-thuong-vu",
            opening=opening,
            part="morning",
            form="in-person",
            scale="internal",
        )
        with scope(committee=ground.committee):
            return add_entry(office, content)

    return adding


def test_a_draft_is_compared_with_what_binds_over_the_programme_of_this_year(stricter, add, committee):
    add()
    add("Họp năm sau", date(2027, 3, 17))
    answer = answered("rieng-1", "--committee", committee.code)
    assert (answer["committee"], answer["year"], answer["old"]) == (committee.code, 2026, "5609")
    assert answer["new"] == code_of(stricter)
    assert answer["compared"] == 1
    assert [one["title"] for one in answer["conferences"]] == ["Họp bàn việc bến cảng"]
    moved = {day["id"]: day for day in answer["conferences"][0]["deadlines"]}
    assert moved["invitation"]["days"] == -2
    said = run("rieng-1", "--committee", committee.code).stdout
    assert f"{committee.name}, các hội nghị năm 2026" in said
    assert "1/1 hội nghị thay đổi" in said
    assert "18/03/2026 Họp bàn việc bến cảng" in said
    assert "11/03 → 09/03 (-2 ngày)" in said


def test_another_year_is_asked_for_by_its_number(stricter, add, committee):
    add()
    add("Họp năm sau", date(2027, 3, 17))
    answer = answered("5609", code_of(stricter), "--committee", committee.code, "--year", 2027)
    assert [one["title"] for one in answer["conferences"]] == ["Họp năm sau"]


def test_a_file_that_is_not_yet_in_the_house_is_compared_over_the_programme(add, committee, tmp_path):
    add()
    file = tmp_path / "ban-moi.toml"
    file.write_text(stricter_text(), encoding="utf-8")
    answer = answered(file, "--committee", committee.code)
    assert [one["id"] for one in answer["rules"]["changed"]] == ["invitation-ban-thuong-vu"]
    assert answer["moved"] > 0


def test_what_is_called_off_is_not_counted(stricter, add, committee, office):
    entry = add()
    with scope(committee=committee):
        accept_move(office, entry.pk, not_held(entry, Move.Act.CANCELLED), "Không còn việc để bàn")
    assert answered("rieng-1", "--committee", committee.code)["compared"] == 0


def test_control_the_same_rulebook_changes_nothing(add, committee):
    add()
    answer = answered("5609", "--committee", committee.code)
    assert (answer["compared"], answer["moved"], answer["conferences"]) == (1, 0, [])


def test_another_committee_sees_neither_the_conferences_nor_the_draft(stricter, add, other_ground):
    add()
    code = other_ground.committee.code
    assert answered("307", "--committee", code)["compared"] == 0
    for name in ("rieng-1", code_of(stricter)):
        refused = run(name, "--committee", code)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "không có bản quy định riêng" in refused.stderr
        assert "Bản chặt hơn" not in refused.stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("5609", "--committee", "khong-co"), "Không có cấp ủy “khong-co”. Hãy chọn cấp ủy bằng --committee"),
        (("5609", "--committee", "thanh-uy-ven-song", "--programme", "a.xlsx"), "Chỉ ghi một trong hai"),
        (("5609",), "Hãy ghi hai bản cần so sánh"),
        (("9999", "--committee", "thanh-uy-ven-song"), "Không có bộ quy định “9999”"),
        (("rieng-9", "--committee", "thanh-uy-ven-song"), "Bản riêng của cấp ủy: chưa có"),
    ],
)
def test_what_cannot_be_compared_is_said_with_what_to_do(office, words, reason):
    refused = run(*words)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert reason in refused.stderr


def test_a_committee_that_is_bound_by_nothing_is_told_so(db):
    unbound = make_committee("xa-moi", "Đảng ủy xã Mới", "xã Mới", "Xã Mới")
    refused = run("5609", "--committee", unbound.code)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "chưa áp dụng bộ quy định nào" in refused.stderr
