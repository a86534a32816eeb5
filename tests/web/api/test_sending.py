"""A pack appraised, sent out and opened by name through the API: the commands, gates and numbers of the pages."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from nghisu.conferences.commands.packs import add_to_pack
from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts
from nghisu.documents.models import Appraisal, DocumentVersion
from tests.documents.packs.appraised import appraiser_of_an_agency
from tests.documents.packs.conftest import handed_in
from tests.web.api.conftest import Caller
from tests.web.api.tokens import make_token

__all__ = ["handed_in"]


@pytest.fixture
def packed(add, bound, specialist, handed_in):
    """A conference with a report of the department that nobody appraised yet."""
    entry = add()
    with scope(committee=bound.committee):
        facts = DocumentFacts("Báo cáo kè sông", "report", bound.department.pk)
        document = add_to_pack(specialist, entry, facts)
        handed_in(specialist, document, "Một")
    return entry, document


def test_a_document_is_appraised_in_both_parts_and_then_sent_out_once(
    office, caller_of, bound, packed, actor_of
):
    entry, document = packed
    here, send = f"/documents/{document.pk}/appraisals", f"/entries/{entry.pk}/documents/send"
    agency = appraiser_of_an_agency(bound)
    people = {"form": actor_of(Role.APPRAISER).person_id, "content": agency.person_id}
    refused = office.post(send, {"document_ids": [document.pk]})
    assert (refused.status_code, refused.json()["code"]) == (409, "gate-closed")
    assert [one["clause"] for one in refused.json()["citations"]] == ["I/III/1.2/b2"] * 2
    wrong = office.post(here, {"part": "content", "person_ids": [people["form"]]})
    assert wrong.json()["fields"][0]["path"] == ["body", "person_ids", "0"]
    for part, person in people.items():
        key = uuid4()
        asked = office.post(here, {"part": part, "person_ids": [person]}, key)
        assert asked.status_code == 201
        assert office.post(here, {"part": part, "person_ids": [person]}, key).json() == asked.json()
    told = office.get(here).json()
    assert [(one["part"], one["by"], one["standing"]) for one in told["parts"]] == [
        ("form", "Văn phòng", "asked"),
        ("content", "ban Đảng", "asked"),
    ]
    assert "cách hiểu" in told["parts"][1]["reading"]
    assert [one["clause"] for one in told["citations"]] == ["I/III/1.2/b2"]
    form, content = (one["id"] for one in told["items"])
    said = {"accepted": True, "reason": "Đạt"}
    of_form = caller_of(Role.APPRAISER, "documents.appraise")
    of_content = Caller(make_token(bound, agency.user_id, ("documents.appraise",)))
    assert of_form.post(f"/appraisals/{content}/say", said).status_code == 404  # another's
    beside = of_form.post(f"/appraisals/{form}/say", said | {"content": "Nói thay"})
    assert beside.json()["fields"][0]["path"] == ["body", "content"]
    assert of_form.post(f"/appraisals/{form}/say", said | {"form": "Đúng mẫu"}).status_code == 200
    assert of_form.post(f"/appraisals/{form}/say", said).json()["code"] == "appraisal-said"
    assert office.post(send, {"document_ids": [document.pk]}).status_code == 409
    assert of_content.post(f"/appraisals/{content}/say", said).status_code == 200
    unit = caller_of(Role.CONTENT_OFFICER)
    answered = unit.post(f"/appraisals/{content}/answer", {"answer": "Xin tiếp thu"})
    assert answered.json()["items"][1]["answer"] == "Xin tiếp thu"
    assert caller_of(Role.DELEGATE).get(here).status_code == 404
    assert office.post(send, {"document_ids": [999]}).json()["fields"][0]["path"] == [
        "body",
        "document_ids",
        "0",
    ]
    key = uuid4()
    for _again in range(2):
        out = office.post(send, {"document_ids": [document.pk]}, key)
        assert (out.status_code, out.json()) == (200, {"count": 1})
    assert caller_of(Role.OFFICE_SPECIALIST, "documents.write").post(send, {}).status_code == 404


def test_a_gate_is_passed_by_one_who_may_and_a_document_opened_by_name(
    office, caller_of, bound, packed, actor_of
):
    entry, document = packed
    reader = actor_of(Role.SITE_OFFICER).person_id
    here = f"/documents/{document.pk}/grants"
    allowed = {"why": "Gấp", "document": "12-TB/TU"}
    send, chief = f"/entries/{entry.pk}/documents/send", caller_of(Role.OFFICE_CHIEF)
    unsaid = chief.post(send, {"document_ids": [document.pk], "allowed": allowed | {"why": " "}})
    assert unsaid.status_code == 422
    assert office.post(send, {"document_ids": [document.pk], "allowed": allowed}).status_code == 404
    assert chief.post(send, {"document_ids": [document.pk], "allowed": allowed}).json() == {"count": 1}
    with scope(committee=bound.committee):
        assert DocumentVersion.objects.get().waived_by_id is not None
    before = office.get(here).json()[
        "items"
    ]  # those who attend, as nobody drew up a list: the body that meets
    assert caller_of(Role.SITE_OFFICER).get(f"/documents/{document.pk}").status_code == 404
    granted = office.post(here, {"person_ids": [reader]})
    assert (granted.status_code, granted.json()["items"][-1]["person_id"]) == (201, reader)
    assert caller_of(Role.SITE_OFFICER).get(f"/documents/{document.pk}").status_code == 200
    office.get(here)
    with CaptureQueriesContext(connection) as one:
        office.get(here)
    more = {"body_ids": [bound.executive_committee.pk], "person_ids": [actor_of(Role.CLERK).person_id]}
    assert len(office.post(here, more).json()["items"]) == len(before) + 3
    with CaptureQueriesContext(connection) as three:
        office.get(here)
    assert len(three) == len(one)
    stranger = office.post(here, {"person_ids": [999_999]})
    assert stranger.json()["fields"][0]["path"] == ["body", "person_ids", "0"]
    assert office.post(here, {}).status_code == 422
    taken = office.post(f"{here}/revoke", {"person_ids": [reader], "body_ids": more["body_ids"]})
    assert len(taken.json()["items"]) == len(before) + 1
    assert caller_of(Role.SITE_OFFICER).get(f"/documents/{document.pk}").status_code == 404
    with scope(committee=bound.committee):
        assert not Appraisal.objects.exists()
