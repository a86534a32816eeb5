"""A committee's own edition: written on screen or brought as a file, approved by another, in force from a day."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django_scopes import scope

from nghisu.core.law import RulebookUnknown, RuleFileError, load_rulebook
from nghisu.core.law.compose import compose_with
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.loader.own import load_own, parts_of
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.programme.models import ProgrammeVersion
from nghisu.rulebook.commands import bind_committee, complete_deadline
from nghisu.rulebook.commands.own import (
    approve_edition,
    draft_edition,
    propose_edition,
    write_edition,
)
from nghisu.rulebook.models import Deadline, OwnEdition
from nghisu.rulebook.own_forms import shipped_text
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.own import code_of
from nghisu.rulebook.refusals import (
    EditionChanged,
    EditionFaulty,
    EditionSettled,
    OwnApproval,
    TooEarly,
)

OWN = """id = "rieng"
document = "09-QĐ/TU"
title = "Quy định họp của làng"
title_en = "Village rules"
place = "Quy định họp của làng"
place_en = "Village rules"
issuer = "Làng"
issuer_en = "Village"
issued = 2026-01-05
since = 2026-01-05
level = "city"
source = "text"
numbering = "sections"

[[clause]]
id = "3"
gist = "Giấy mời Ban Thường vụ gửi trước bảy ngày làm việc."
gist_en = "Invitations leave seven working days before."

[[deadline]]
id = "rieng-moi"
act = "invitation"
kinds = ["ban-thuong-vu"]
owner = "VP"
anchor = "opening"
offset = {count = 7, unit = "wd"}
cite = ["3"]
overrides = ["OVERRIDDEN"]
"""


def overridden() -> str:
    rulebook = load_rulebook("5609")
    return next(
        rule.id
        for rule in rulebook.deadlines
        if rule.act == "invitation" and rule.kinds == ("ban-thuong-vu",)
    )


@pytest.fixture
def text() -> str:
    return OWN.replace("OVERRIDDEN", overridden())


@pytest.fixture
def specialist(bound, actor_of):
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def chief(bound, actor_of):
    return actor_of(Role.OFFICE_CHIEF)


@pytest.fixture
def proposed(specialist, text):
    own = draft_edition(specialist, "5609", "Quy định họp của làng", text)
    return propose_edition(specialist, own.pk)


def said(answer) -> str:
    return unescape(answer.content.decode())


def test_one_file_is_read_by_the_loader_of_every_edition(text):
    edition = load_own(text, shipped_editions().values())
    assert [rule.id for rule in edition.deadlines] == ["rieng-moi"]
    assert compose_with("5609", [edition]).clause("rieng", "3").gist.startswith("Giấy mời")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('cite = ["3"]\n', "", 20),
        ('cite = ["3"]', 'cite = ["4"]', 27),
        ('act = "invitation"', 'akt = "invitation"', 20),
        ('numbering = "sections"', "numbering = sections", 13),
        ("[[clause]]", "[[klausel]]", 15),
    ],
)
def test_a_fault_is_said_with_the_line_of_the_one_file(text, old, new, line):
    with pytest.raises(RuleFileError) as refusal:
        load_own(text.replace(old, new), shipped_editions().values())
    assert refusal.value.line == line


def test_without_the_override_two_rules_for_one_duty_are_refused(text):
    edition = load_own(text.replace(f'overrides = ["{overridden()}"]\n', ""), shipped_editions().values())
    with pytest.raises(RuleFileError, match="hai quy tắc"):
        compose_with("5609", [edition])


@pytest.mark.parametrize("edition", ["5609", "226", "307", "45"])
def test_a_copy_of_a_shipped_edition_is_that_edition(edition):
    shipped = shipped_editions()[edition]
    copy = load_own(shipped_text(edition), shipped_editions().values())
    assert list(copy.clauses) == list(shipped.clauses)
    assert [rule.id for rule in copy.rules] == [rule.id for rule in shipped.rules]


def test_parts_keep_their_lines(text):
    assert all(len(part.splitlines()) == len(text.splitlines()) for part in parts_of(text).values())


def test_from_its_day_on_conferences_follow_the_own_edition_and_before_it_the_old_one(
    chief, proposed, add, duty_of
):
    before = add(opening=datetime(2026, 3, 18, 8, tzinfo=clock.VIETNAM))
    after = add(opening=datetime(2026, 4, 15, 8, tzinfo=clock.VIETNAM))
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    assert duty_of(before, "invitation").act_by == date(2026, 3, 11)
    # 7 working days before Wednesday 15 April: Monday the 6th.
    duty = duty_of(after, "invitation")
    assert (duty.act_by, duty.document, duty.clause) == (date(2026, 4, 6), "09-QĐ/TU", "3")
    after.subject.refresh_from_db()
    assert after.subject.rulebook == code_of(proposed)
    new = add(opening=datetime(2026, 4, 22, 8, tzinfo=clock.VIETNAM), title="Họp sau")
    assert duty_of(new, "invitation").document == "09-QĐ/TU"


def test_what_was_done_stays_done_when_the_rules_change(chief, specialist, proposed, add, duty_of):
    entry = add(opening=datetime(2026, 4, 15, 8, tzinfo=clock.VIETNAM))
    complete_deadline(specialist, duty_of(entry, "invitation").pk, "Đã gửi")
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    assert duty_of(entry, "invitation").done_by_name == specialist.name


def test_conferences_of_an_approved_programme_keep_their_deadlines_and_the_office_is_told(
    chief, proposed, add, duty_of, specialist
):
    entry = add(opening=datetime(2026, 4, 15, 8, tzinfo=clock.VIETNAM))
    kept = duty_of(entry, "invitation").act_by
    ProgrammeVersion.objects.create(
        committee_id=chief.committee_id,
        tier="quarter",
        since=date(2026, 4, 1),
        until=date(2026, 6, 30),
        number=1,
        title="Quý II",
        state="approved",
        lines=[{"id": entry.pk}],
        digest="0" * 64,
        submitted_at=clock.now(),
        submitted_by_name="A",
    )
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    assert duty_of(entry, "invitation").act_by == kept
    assert Notice.objects.filter(kind="rulebook.kept", person=specialist.person_id).count() == 1


def test_who_put_it_forward_does_not_approve(chief, text):
    own = propose_edition(chief, draft_edition(chief, "5609", "Q", text).pk)
    with pytest.raises(OwnApproval):
        approve_edition(chief, own.pk, own.sha256, date(2026, 4, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnEdition.objects.filter(pk=own.pk).update(
            state="approved",
            approved_by_id=chief.user_id,
            approved_by_name="A",
            approved_at=clock.now(),
            since=date(2026, 4, 1),
        )


def test_another_text_than_the_one_shown_a_past_day_and_a_specialist_are_refused(chief, specialist, proposed):
    with pytest.raises(EditionChanged):
        approve_edition(chief, proposed.pk, "0" * 64, date(2026, 4, 1))
    with pytest.raises(TooEarly):
        approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 3, 9))
    with pytest.raises(AccessRefused):
        approve_edition(specialist, proposed.pk, proposed.sha256, date(2026, 4, 1))


def test_a_faulty_draft_is_kept_but_not_put_forward(specialist):
    own = draft_edition(specialist, "5609", "Q", "id = ")
    with pytest.raises(EditionFaulty, match="Dòng 1"):
        propose_edition(specialist, own.pk)


def test_an_approved_text_is_written_on_no_more(chief, specialist, proposed):
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    with pytest.raises(EditionSettled):
        write_edition(specialist, proposed.pk, "khác")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE rulebook_ownedition SET text = 'khác'", "DELETE FROM rulebook_ownedition"],
    ids=["changed", "deleted"],
)
def test_the_database_itself_keeps_an_approved_text(chief, specialist, proposed, statement):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rulebook_ownedition SET title = 'Bản thử'"
        )  # the control: a draft may be written on
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    with pytest.raises(DatabaseError, match="approved"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_text_changed_behind_the_back_of_the_house_is_not_believed(chief, proposed):
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    load_rulebook.cache_clear()
    with connection.cursor() as cursor:  # a hand with full rights on the database
        on = " ON rulebook_ownedition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER rulebook_ownedition_kept_update{on}")
    OwnEdition.objects.filter(pk=proposed.pk).update(text=proposed.text.replace("count = 7", "count = 1"))
    with pytest.raises(RulebookUnknown, match="đã bị sửa"):
        load_rulebook(code_of(proposed))
    load_rulebook.cache_clear()


def test_another_committee_neither_sees_it_nor_is_bound_by_it(
    chief, proposed, other_ground, actor_of, client_of
):
    approve_edition(chief, proposed.pk, proposed.sha256, date(2026, 4, 1))
    stranger = actor_of(Role.OFFICE_CHIEF, ground=other_ground)
    with scope(committee=other_ground.committee):
        bind_committee(stranger, "5609", date(2015, 1, 30))
        assert rulebook_of(stranger, date(2026, 5, 1)).code == "5609"
        with pytest.raises(AccessRefused):
            approve_edition(stranger, proposed.pk, proposed.sha256, date(2026, 4, 1))
    client = client_of(Role.OFFICE_CHIEF, ground=other_ground)
    assert client.get(f"/quy-dinh/rieng/{proposed.pk}/").status_code == 404
    assert "Quy định họp của làng" not in said(client.get("/quy-dinh/rieng/"))


def test_on_screen_from_blank_to_in_force(bound, client_of, add, duty_of):
    office = client_of(Role.OFFICE_SPECIALIST)
    begun = office.post(
        "/quy-dinh/rieng/them/",
        {
            "start": "",
            "document": "09-QĐ/TU",
            "title": "Quy định riêng",
            "issuer": "Thành ủy",
            "issued": "5/1/2026",
        },
    )
    assert begun.status_code == 302
    here = begun.headers["Location"]
    rule = {
        "act": "invitation",
        "owner": "VP",
        "kinds": ["ban-thuong-vu"],
        "count": "7",
        "unit": "wd",
        "clause": "3",
        "gist": "Gửi trước bảy ngày.",
        "overrides": [overridden()],
        "basis": "stated",
    }
    missing = office.post(f"{here}quy-tac/", rule | {"overrides": []})
    assert missing.status_code == 422
    assert "hai quy tắc cho cùng một việc" in said(missing)
    assert office.post(f"{here}quy-tac/", rule).status_code == 302
    page = said(office.get(here))
    assert "7 ngày làm việc" in page
    assert "Trình duyệt" in page
    office.post(f"{here}trinh/", {})
    assert OwnEdition.objects.get().state == "draft"
    office.post(f"{here}trinh/", {"checked": "on"})
    assert "Duyệt bản quy định này" not in said(office.get(here))
    chief = client_of(Role.OFFICE_CHIEF)
    page = said(chief.get(here))
    assert "Duyệt bản quy định này" in page
    own = OwnEdition.objects.get()
    form = {"since": "1/4/2026", "digest": own.sha256, "command_id": str(uuid4())}
    assert chief.post(f"{here}duyet/", form).status_code == 302
    entry = add(opening=datetime(2026, 4, 15, 8, tzinfo=clock.VIETNAM))
    assert duty_of(entry, "invitation").document == "09-QĐ/TU"
    assert Deadline.objects.filter(rule="rieng-invitation-1").count() == 1


def test_what_leaves_as_a_file_comes_back_the_same(proposed, client_of, text):
    office = client_of(Role.OFFICE_SPECIALIST)
    file = office.get(f"/quy-dinh/rieng/{proposed.pk}/tep/")
    assert file["Content-Disposition"].startswith("attachment")
    upload = SimpleUploadedFile("ban.toml", file.content)
    back = office.post("/quy-dinh/rieng/them/", {"start": "tep", "title": "Lại", "file": upload})
    assert back.status_code == 302
    assert OwnEdition.objects.latest("number").sha256 == proposed.sha256


def test_a_fault_is_shown_with_its_line_and_the_text_is_kept(bound, client_of, text, specialist):
    own = draft_edition(specialist, "5609", "Q", text)
    office = client_of(Role.OFFICE_SPECIALIST)
    office.post(f"/quy-dinh/rieng/{own.pk}/sua/", {"text": text.replace('cite = ["3"]', 'cite = ["9"]')})
    page = said(office.get(f"/quy-dinh/rieng/{own.pk}/"))
    assert "Dòng" in page
    assert "không có điều khoản “9”" in page
    assert 'cite = ["9"]' in page
