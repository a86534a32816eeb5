"""The outgoing register through the API: found, read with its files; what a secret document is about stays here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.documents.commands import IssuerContent, Made, add_issuer, cancel_issued, register_issued
from nghisu.documents.commands.dispatch_receipts import record_dispatch
from nghisu.documents.commands.dispatching import dispatch
from nghisu.documents.enums import DispatchStep, FileRole
from nghisu.documents.queries.reaching import Chosen
from nghisu.foundation.files import FileKind
from tests.house.furnishing.papers import sample_issued

PAPER = b"%PDF-1.7 a paper"


@pytest.fixture
def issue(bound, actor_of):
    """`issue("Nạo vét")`: a document of the state's side with a file, in the register."""
    chief = actor_of(Role.OFFICE_CHIEF)
    with scope(committee=bound.committee):
        issuer = add_issuer(chief, IssuerContent("state", "Văn phòng", "VPUB", "Hà Nội"))

    def issuing(title: str, level: str = "normal"):
        content = replace(sample_issued(issuer, "Một"), title=title, level=level)
        files = [Made(FileRole.ATTACHED, "ban.pdf", FileKind.PDF, PAPER)] if level == "normal" else []
        with scope(committee=bound.committee):
            return register_issued(chief, content, files)

    return issuing


def test_documents_are_found_and_read_with_their_files_in_as_many_queries_for_one_as_for_three(
    office, caller_of, bound, actor_of, issue
):
    row = issue("Thông báo nạo vét sông")
    office.get("/issued-documents")  # the token's last use is written once a minute
    with CaptureQueriesContext(connection) as one:
        assert len(office.get("/issued-documents").json()["items"]) == 1
    later = [issue("Thông báo khác"), issue("Thông báo hủy")]
    with scope(committee=bound.committee):
        cancel_issued(actor_of(Role.OFFICE_CHIEF), later[1].pk, "Nhầm ngày")
    with CaptureQueriesContext(connection) as three:
        rows = office.get("/issued-documents").json()["items"]
    assert [each["id"] for each in rows] == [later[1].pk, later[0].pk, row.pk]
    assert len(three) == len(one)
    asked = {"q": "nao vet", "kind": "TB", "year": 2026}
    assert [each["id"] for each in office.get("/issued-documents", asked).json()["items"]] == [row.pk]
    (gone,) = office.get("/issued-documents", {"state": "cancelled"}).json()["items"]
    assert gone["cancelled_why"] == "Nhầm ngày"
    whole = office.get(f"/issued-documents/{row.pk}").json()
    (file,) = whole["files"]
    content = office.get(f"/issued-documents/{row.pk}/files/{file['id']}")
    assert (content.getvalue(), content["Content-Disposition"][:10]) == (PAPER, "attachment")
    assert office.get(f"/issued-documents/{later[0].pk}/files/{file['id']}").status_code == 404
    assert caller_of(Role.CLERK, "documents.read").get(f"/issued-documents/{row.pk}").status_code == 404


def test_to_whom_a_document_was_sent_and_how_far_it_came_in_as_many_queries_for_one_as_for_three(
    office, bound, actor_of, issue
):
    row, chief = issue("Thông báo nạo vét sông"), actor_of(Role.OFFICE_CHIEF)
    address = f"/issued-documents/{row.pk}/dispatch"

    def sent_to(*units) -> list[int]:
        with scope(committee=bound.committee):
            chosen = Chosen(frozenset(unit.pk for unit in units), ways=frozenset({"hand", "post"}))
            dispatch(chief, row.pk, chosen)
            ids = list(row.sent_to.values_list("pk", flat=True))
            record_dispatch(chief, row.pk, ids, DispatchStep.SENT, "hand", "liên lạc viên")
            return ids

    (first,) = sent_to(bound.department)
    office.get(address)
    with CaptureQueriesContext(connection) as one:
        (told,) = office.get(address).json()["items"]
    assert (told["id"], told["unit_id"], told["ways"]) == (first, bound.department.pk, ["post", "hand"])
    assert [(said["step"], said["way"], said["how"]) for said in told["receipts"]] == [
        ("sent", "hand", "liên lạc viên")
    ]
    sent_to(bound.office, bound.other_department)
    with scope(committee=bound.committee):
        record_dispatch(chief, row.pk, [first], DispatchStep.CONFIRMED)
    with CaptureQueriesContext(connection) as three:
        whole = office.get(address).json()
    assert (len(three), whole["total"], whole["confirmed"], len(whole["items"])) == (len(one), 3, 1, 3)
    silent = office.get(address, {"without": "confirmed"}).json()["items"]
    assert {each["unit_id"] for each in silent} == {bound.office.pk, bound.other_department.pk}


def test_of_a_secret_document_the_number_alone_leaves_the_house(office, issue):
    row = issue("Việc không nói ra ngoài", "secret")
    told = office.get("/issued-documents").content + office.get(f"/issued-documents/{row.pk}").content
    assert row.sign in told.decode()
    assert "Việc không nói" not in told.decode()
    assert "nơi nhận" not in told.decode()
    assert office.get("/issued-documents", {"q": "viec khong noi"}).json()["items"] == []  # nor by asking
    assert [one["id"] for one in office.get("/issued-documents", {"q": row.sign}).json()["items"]] == [row.pk]
