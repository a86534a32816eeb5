"""`nghisu init`: the committee of a real office from a file or from answers, whole or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_scopes import scope

from nghisu.accounts.models import PositionRole, User
from nghisu.accounts.queries import actor_for
from nghisu.accounts.refusals import AccountThere, PasswordRefused
from nghisu.cli.init.build import build
from nghisu.cli.init.command import EXAMPLE
from nghisu.cli.init.pattern import party_of, place_kind_of, read_pattern
from nghisu.cli.init.plan import Plan, PlanRefused, code_of, read_plan
from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment, Body, Organisation, Person, Position, Term, TitleRank
from nghisu.directory.refusals import CommitteeThere
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.models import AuditRecord, Committee
from nghisu.programme.queries import opening_hours_of
from nghisu.rulebook.queries import binding_on

PASSWORD = "ba con thuyền giấy 47"


@pytest.fixture
def plan() -> Plan:
    return read_plan(EXAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def made(db: None, plan: Plan, standing_clock) -> Committee:
    build(plan, PASSWORD)
    return Committee.objects.get(code="phuong-an-khanh")


def test_the_bodies_stand_one_within_the_other_with_their_term(made):
    with scope(committee=made):
        within = {body.code: body.within.code if body.within else None for body in Body.objects.all()}
        assert within == {
            "ban-chap-hanh": None,
            "ban-thuong-vu": "ban-chap-hanh",
            "thuong-truc": "ban-thuong-vu",
        }
        assert {(t.number, t.since, t.until) for t in Term.objects.all()} == {
            ("I", date(2025, 7, 1), date(2030, 6, 30))
        }


def test_the_offices_asked_for_are_there_and_no_other(made):
    with scope(committee=made):
        kinds = set(Organisation.objects.values_list("kind", flat=True))
    assert kinds == {"party-office", "people-committee-office"}


def test_each_position_stands_in_the_order_of_titles_by_the_basis_stated(made):
    with scope(committee=made):
        ranks = dict(TitleRank.objects.values_list("title_code", "rank"))
        ranked = Position.objects.filter(body__isnull=False)
        assert ranked.count() == 5
        assert all(position.title_code in ranks for position in ranked)
        assert set(TitleRank.objects.values_list("basis", flat=True)) == {"Quy định 368-QĐ/TW (2025)"}


def test_the_administrator_signs_in_and_may_set_up_but_sees_nobody_elses_rows(made, other_ground):
    client = Client()
    answer = client.post("/dang-nhap/", {"username": "nguyen.an", "password": PASSWORD})
    assert answer.status_code == 302
    assert (
        client.get("/danh-ba/nguoi/").headers["Location"] == "/tai-khoan/mat-khau/"
    )  # handed out: change it
    own = "câu riêng thật dài 2026"
    changed = {"present": PASSWORD, "new": own, "again": own}
    assert client.post("/tai-khoan/mat-khau/", changed).status_code == 302
    user = User.objects.get(username="nguyen.an")
    by = actor_for(user, None, clock.today())
    assert by.committee_id == made.pk
    assert by.roles == {Role.COMMITTEE_ADMINISTRATOR, Role.OFFICE_CHIEF, Role.INSTALLATION_ADMINISTRATOR}
    assert may(by, "directory.edit")
    assert may(by, "settings.edit")
    page = client.get("/danh-ba/nguoi/").content.decode()
    assert "Nguyễn Thị An" in page
    assert other_ground.mark not in page


def test_roles_of_an_office_are_held_for_the_office_and_those_of_a_body_for_the_committee(made):
    with scope(committee=made):
        clerk = PositionRole.objects.get(role=Role.CLERK)
        chairs = PositionRole.objects.filter(role=Role.CHAIR)
        assert clerk.organisation is not None
        assert clerk.organisation.kind == "party-office"
        assert {chair.organisation_id for chair in chairs} == {None}


def test_the_rulebook_binds_and_the_hours_are_those_stated(made):
    by = actor_for(User.objects.get(username="nguyen.an"), made.pk, clock.today())
    with scope(committee=made):
        binding = binding_on(by, date(2026, 3, 10))
        assert binding is not None
        assert (binding.rulebook, binding.since) == ("307", date(2025, 7, 1))
        assert f"{opening_hours_of(by).morning:%H:%M}" == "08:00"


def test_the_trail_names_the_administrator_for_all_that_was_made(made):
    records = AuditRecord.objects.filter(committee=made)
    assert records.filter(verb="committee.founded", user_id=None).count() == 1
    user = User.objects.get(username="nguyen.an")
    assert records.filter(verb="body.added", user_id=user.pk).count() == 3
    assert not records.filter(changes__icontains=PASSWORD).exists()


def test_the_same_committee_is_not_made_twice(made, plan):
    before = (Person.objects.count(), AuditRecord.objects.count())
    with pytest.raises(CommitteeThere):
        build(plan, PASSWORD)
    other_code = replace(plan, code="phuong-an-khanh-2")
    with pytest.raises(CommitteeThere):
        build(other_code, PASSWORD)
    assert (Person.objects.count(), AuditRecord.objects.count()) == before


@pytest.mark.parametrize("password", ["nguyen.an", "123456789012", "matkhau"])
def test_a_weak_password_leaves_nothing_half_made(db, plan, password):
    with pytest.raises(PasswordRefused):
        build(plan, password)
    assert not Committee.objects.exists()
    assert not User.objects.exists()
    assert not Person.objects.exists()


def test_what_fails_in_the_middle_leaves_nothing_half_made(db, plan):
    too_late = replace(plan, administrator=replace(plan.administrator, position="khong-co"))
    with pytest.raises(KeyError):
        build(too_late, PASSWORD)
    assert not Committee.objects.exists()
    assert not User.objects.exists()


def second(plan: Plan, **administrator: Any) -> Plan:
    return replace(
        plan,
        code="xa-ba-vi",
        name="Đảng ủy xã Ba Vì",
        short_name="Đảng ủy xã",
        administrator=replace(plan.administrator, **administrator),
    )


def test_a_second_committee_never_takes_an_account_for_another_person(made, plan):
    with pytest.raises(AccountThere):
        build(second(plan), PASSWORD)
    assert Committee.objects.count() == 1


def test_one_person_administers_two_committees_when_it_is_said_to_be_the_same(made, plan):
    build(second(plan, same_person=True, position="bi-thu"), PASSWORD)
    person = User.objects.get(username="nguyen.an").person
    assert Person.objects.count() == 1
    held: dict[str, int] = {}
    for committee in Committee.objects.all():
        with scope(committee=committee):
            held[committee.code] = Appointment.objects.filter(person=person).count()
    assert held == {"phuong-an-khanh": 2, "xa-ba-vi": 2}


def test_a_second_administrator_does_not_administer_the_installation(made, plan):
    build(second(plan, username="tran.ba", full_name="Trần Bá"), PASSWORD)
    assert User.objects.get(username="nguyen.an").is_installation_administrator
    assert not User.objects.get(username="tran.ba").is_installation_administrator


@pytest.mark.parametrize("level", ["commune", "province"])
def test_every_pattern_names_roles_titles_and_bodies_that_there_are(level):
    pattern = read_pattern(level)
    rulebook = load_rulebook(pattern.rulebook)
    assert {body.code for body in pattern.bodies} <= {kind.body for kind in rulebook.kinds.values()}
    ranked = {code for code, _title in pattern.titles}
    for position in pattern.positions():
        assert {Role(role) for role in position.roles}
    assert {p.title_code for body in pattern.bodies for p in body.positions} <= ranked
    keys = [position.key for position in pattern.positions()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("short_name", "party", "place"),
    [
        ("Đảng ủy phường", "Đảng bộ phường", "phường"),
        ("Đảng ủy xã", "Đảng bộ xã", "xã"),
        ("Thành ủy", "Đảng bộ thành phố", "thành phố"),
        ("Tỉnh ủy", "Đảng bộ tỉnh", "tỉnh"),
    ],
)
def test_the_names_of_an_office_follow_from_the_short_name(short_name, party, place):
    assert party_of(short_name) == party
    assert place_kind_of(short_name) == place


def test_a_code_is_suggested_from_the_name():
    assert code_of("Đảng ủy phường Ô Chợ Dừa") == "phuong-o-cho-dua"


def changed(old: str, new: str) -> str:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "307"', 'code = "999"', "Bộ quy định “999” không có"),
        ("until = 2030-06-30", "until = 2020-06-30", "ngày cuối đứng trước ngày đầu"),
        ("since = 2025-07-01                   #", 'since = "31/02/2025" #', "[term] since: ghi ngày"),
        ('username = "nguyen.an"', 'username = "n a"', "Tên đăng nhập"),
        ('position = "chanh-van-phong"', 'position = "giam-doc"', "Chức danh “giam-doc” không có"),
        ('level = "commune"', 'level = "huyen"', "không phải commune"),
        ('place = "An Khánh"', 'place = ""', "[committee] place: chưa ghi"),
        ("[hours] ", "[gio] ", "Không có phần [gio]"),
        ('council = ""', "council = 3", "[offices] council"),
        ('email = ""', 'email = "an@"', "chưa đúng dạng"),
        ("[committee]", "[committee", "Tệp không đọc được"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place(old, new, said):
    with pytest.raises(PlanRefused) as refusal:
        read_plan(changed(old, new))
    assert said in str(refusal.value)


def test_all_faults_of_a_file_are_said_at_once():
    with pytest.raises(PlanRefused) as refusal:
        read_plan("[committee]\nten = 'x'\n")
    assert len(refusal.value.faults) > 5


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("NGHISU", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-m", "nghisu.cli.main", *arguments],
        env=environment | {"NGHISU_DATA": str(folder), "PYTHONPATH": "src"},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


ANSWERS = [
    "1", "Đảng ủy phường Ven Sông", "", "", "", "", "01/07/2025", "", "", "-", "", "2", "31/02/2025",
    "01/07/2025", "8h", "14:00", "", "Trần Văn Bình", "5", "", "", "", "y",
]  # fmt: skip


def test_questions_at_the_terminal_make_the_same_and_the_password_is_shown_once(tmp_path):
    folder = tmp_path / "data"
    asked = run(folder, "init", "--json", stdin="\n".join(ANSWERS) + "\n")
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert answer["committee"] == "phuong-ven-song"
    assert answer["administrator"] == "tran.binh"
    assert answer["offices"] == ["Văn phòng Đảng ủy phường"]
    assert "Ghi ngày theo dạng" in asked.stderr
    password = answer["start_password"]
    assert password in asked.stderr
    kept = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    assert password.encode() not in kept
    again = run(folder, "init", stdin="\n".join(ANSWERS) + "\n")
    assert again.returncode == 2
    assert "Không tạo lần thứ hai" in again.stderr


def test_the_example_is_a_file_that_works_with_a_password_from_a_file(tmp_path):
    folder, secret, plan_file = tmp_path / "data", tmp_path / "secret", tmp_path / "plan.toml"
    plan_file.write_text(run(folder, "init", "--example").stdout, encoding="utf-8-sig")
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    done = run(folder, "init", "--from", str(plan_file), "--password-file", str(secret), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["start_password"] is None
    assert PASSWORD not in done.stdout + done.stderr


def test_the_folder_of_the_demonstration_is_refused(tmp_path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "nghisu.toml").write_text("demo = true\n", encoding="utf-8")
    refused = run(folder, "init", "--from", str(EXAMPLE))
    assert refused.returncode == 2
    assert "dữ liệu minh họa" in refused.stderr
    assert not (folder / "nghisu.sqlite3").exists()


def test_input_that_ends_too_early_makes_nothing(tmp_path):
    folder = tmp_path / "data"
    stopped = run(folder, "init", stdin="1\nĐảng ủy phường Ven Sông\n")
    assert stopped.returncode == 2
    assert "chưa có gì được tạo" in stopped.stderr
    with sqlite3.connect(folder / "nghisu.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM foundation_committee").fetchone() == (0,)
