"""The audit trail as an auditor reads it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import transaction
from django_scopes import scope

import nghisu
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import remember, seal_pending
from nghisu.rulebook.models import Deadline, Subject
from nghisu.web.acts import VERBS

SOURCES = Path(nghisu.__file__).parent


def remembered_verbs() -> set[str]:
    """Every act named in a call of `remember` or `remember_each` in the sources."""
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "").startswith("remember")
                and len(node.args) > 1
            ):
                verb = node.args[1]
                if isinstance(verb, ast.Constant):
                    found.add(str(verb.value))
    return found


def test_every_act_that_is_remembered_has_a_name_people_read():
    verbs = remembered_verbs()
    assert "entry.removed" in verbs  # the control: the sources were read
    assert verbs <= set(VERBS)


@pytest.mark.django_db
def test_the_auditor_reads_who_did_what_from_what_to_what(committee, client_of):
    with scope(committee=committee), transaction.atomic():
        remember(
            system_actor(committee.pk, "Nguyễn Thị Thử"),
            "opening_hours.set",
            committee,
            before={"morning": "08:00"},
            after={"morning": "08:30"},
        )
    seal_pending()
    page = client_of(Role.AUDITOR).get("/nhat-ky/").content.decode()
    for words in ("Nguyễn Thị Thử", "Đặt giờ khai mạc theo buổi", "08:00", "08:30"):
        assert words in page


@pytest.mark.django_db
def test_the_trail_can_be_searched_by_person_act_and_day(committee, client_of):
    with scope(committee=committee), transaction.atomic():
        remember(system_actor(committee.pk, "Trần Văn Tìm"), "room.added", committee)
    auditor = client_of(Role.AUDITOR)
    assert "Trần Văn Tìm" in auditor.get("/nhat-ky/?q=Tìm&verb=room.added").content.decode()
    assert "Trần Văn Tìm" not in auditor.get("/nhat-ky/?verb=room.closed").content.decode()
    assert "Trần Văn Tìm" not in auditor.get("/nhat-ky/?until=1/1/2020").content.decode()


@pytest.mark.django_db
def test_the_auditor_sees_that_the_chain_is_whole(committee, client_of, settings, tmp_path):
    settings.NGHISU_DATA = tmp_path
    with transaction.atomic():
        remember(system_actor(committee.pk), "room.added", committee)
    seal_pending()
    page = client_of(Role.AUDITOR).get("/nhat-ky/kiem-tra/").content.decode()
    assert "Nhật ký còn nguyên vẹn" in page


@pytest.mark.django_db
def test_a_duty_is_called_by_its_name_never_by_its_code(committee, client_of):
    with scope(committee=committee), transaction.atomic():
        subject = Subject.objects.create(committee=committee, rulebook="5609")
        duty = Deadline.objects.create(
            committee=committee,
            subject=subject,
            act="draft-invitation",
            position=1,
            rule="draft-invitation",
            document="5609-QĐ/TU",
            clause="I/III/1.1/b1",
            basis="interpreted",
            owner="VP",
        )
        remember(system_actor(committee.pk), "deadline.completed", duty)
    page = client_of(Role.AUDITOR).get("/nhat-ky/").content.decode()
    assert "Trình dự thảo giấy mời" in page
    assert "draft-invitation" not in page
