import csv
import io

import openpyxl
import pytest

from nghisu.accounts.models import SignIn
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from tests.factories import make_person, make_user

PATH = "/nhat-ky/dang-nhap/"
PAYLOADS = [
    '=HYPERLINK("http://x.example","bấm")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script>",
    "\x0b=1+1",
]


def log(user, outcome="signed-in", **more) -> SignIn:
    row = {"at": clock.server_now(), "username": user.username, "user": user, "address": "192.0.2.1"}
    return SignIn.objects.create(**row | {"outcome": outcome} | more)


@pytest.fixture
def rows(ground, other_ground):
    own = log(ground.user(Role.CLERK))
    others = log(other_ground.user(Role.CLERK))
    nobodys = SignIn.objects.create(
        at=clock.server_now(), username="go-nham-mat-khau", address="192.0.2.9", outcome="wrong"
    )
    return own, others, nobodys


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMITTEE_ADMINISTRATOR])
def test_a_committees_auditor_reads_the_accounts_of_that_committee_and_no_others(client_of, rows, role):
    page = client_of(role).get(PATH)
    assert [row.pk for row in page.context["rows"]] == [rows[0].pk]
    assert "Zơvarik" not in page.content.decode()
    assert "go-nham-mat-khau" not in page.content.decode()


def test_the_installations_administrator_reads_all(client_of, rows):
    page = client_of(Role.INSTALLATION_ADMINISTRATOR).get(PATH)
    assert {row.pk for row in page.context["rows"]} == {row.pk for row in rows}


@pytest.mark.parametrize("role", [Role.OFFICE_CHIEF, Role.CLERK, Role.DELEGATE])
def test_for_everybody_else_the_log_does_not_exist(client_of, rows, role):
    assert client_of(role).get(PATH).status_code == 404
    assert client_of(role).get(f"{PATH}tep/csv/").status_code == 404


def test_the_log_is_found_by_account_and_by_name_without_diacritics(client_of, ground):
    wanted = log(make_user_of(ground, "Đặng Thị Mơ", "mo"))
    log(ground.user(Role.CLERK))
    auditor = client_of(Role.AUDITOR)
    for words in ("dang thi mo", "Đặng", "mo.phu"):
        assert [row.pk for row in auditor.get(PATH, {"q": words}).context["rows"]] == [wanted.pk], words


def test_the_log_is_filtered_by_outcome_and_by_days_the_last_included(client_of, ground):
    from datetime import datetime

    user = ground.user(Role.CLERK)
    late = log(user, "wrong", at=datetime(2026, 3, 10, 23, 59, tzinfo=clock.VIETNAM))
    log(user, "wrong", at=datetime(2026, 3, 11, 0, 0, tzinfo=clock.VIETNAM))
    log(user, "signed-in", at=datetime(2026, 3, 10, 12, 0, tzinfo=clock.VIETNAM))
    page = client_of(Role.AUDITOR).get(PATH, {"ket_qua": "wrong", "tu": "10/03/2026", "den": "10/3/2026"})
    assert [row.pk for row in page.context["rows"]] == [late.pk]


def test_a_filter_that_cannot_be_read_shows_the_log_and_says_so(client_of, rows):
    page = client_of(Role.AUDITOR).get(PATH, {"tu": "31/02/2026"})
    assert page.status_code == 200
    assert page.context["form"].errors["tu"]


def test_the_log_goes_on_page_by_page_without_a_gap_or_a_repetition(client_of, ground):
    user = ground.user(Role.CLERK)
    made = [log(user).pk for _ in range(120)]
    client, seen, after = client_of(Role.AUDITOR), [], ""
    for _ in range(4):
        page = client.get(PATH, {"after": after} if after else {})
        seen += [row.pk for row in page.context["rows"]]
        after = page.context["older"]
        if after is None:
            break
    assert seen == made[::-1]


def test_the_log_asks_as_much_of_the_database_for_fifty_rows_as_for_one(
    client_of, ground, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, user = client_of(Role.AUDITOR), ground.user(Role.CLERK)
    counts = []
    for wanted in (1, 50):
        while SignIn.objects.count() < wanted:
            log(user)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PATH)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_spreadsheet_runs_what_a_browser_calls_itself(client_of, ground, payload):
    log(ground.user(Role.CLERK), user_agent=payload)
    client = client_of(Role.AUDITOR)

    answer = client.get(f"{PATH}tep/csv/")
    cell = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1][5]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))

    answer = client.get(f"{PATH}tep/xlsx/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["F2"].data_type == "s"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_of_a_kind_there_is_not_does_not_exist(client_of):
    assert client_of(Role.AUDITOR).get(f"{PATH}tep/exe/").status_code == 404


def make_user_of(ground, full_name: str, username: str):
    from tests.factories import make_appointment, make_position

    person = make_person(full_name)
    make_appointment(person, make_position(ground.committee, f"Chức danh {full_name}", ground.office))
    return make_user(f"{username}.phu-sa", person)
