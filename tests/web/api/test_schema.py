"""The API is what its schema says: whatever the schema allows is answered as the schema says (Schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nghisu.conferences.commands import draft_consultation
from nghisu.conferences.commands.packs import add_to_pack
from nghisu.documents.commands import DocumentFacts
from nghisu.rulebook.models import Deadline
from nghisu.web.api.describing import schema
from tests.conferences.test_consultations import content
from tests.house.routes import BEHIND_A_TOKEN

EXAMPLES = 8
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
DESCRIBED = schemathesis.openapi.from_dict(schema())


def _ways(parts: set[str]) -> tuple[bool, ...]:
    """Asked of rows that are there, of any number, or of both."""
    if not parts:
        return (True,)
    return (True, False) if parts <= KNOWN else (False,)


OPERATIONS = [found.ok() for found in DESCRIBED.get_all_operations() if isinstance(found, Ok)]
KNOWN = {
    "entry_id",
    "deadline_id",
    "organisation_id",
    "body_id",
    "person_id",
    "room_id",
    "year",
    "consultation_id",
    "document_id",
}
"""Parts of addresses for which there is a row."""
# Where an address names no row, or none that is there, there is nothing to ask for twice.
ASKED = [
    pytest.param(
        operation,
        there,
        id=f"{operation.label} {'of rows that are there' if there else 'of anything'}",
        marks=pytest.mark.once if operation.path_parameters and not there else [],
    )
    for operation in OPERATIONS
    for there in _ways({one.name for one in operation.path_parameters})
]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """As with Django's own client, a request ends no connection: the test's transaction is on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def numbers(bound, add, specialist) -> dict[str, Any]:
    """Numbers of rows that are there, so that more than "no such thing" is asked for."""
    entry = add(preparing_id=bound.department.pk, coordinating_ids=(bound.office.pk,), room_id=bound.room.pk)
    with scope(committee=bound.committee):
        duty = Deadline.objects.filter(subject=entry.subject_id).values_list("pk", flat=True)[0]
        document = add_to_pack(specialist, entry, DocumentFacts("Báo cáo kè sông", "report"))
        consultation = draft_consultation(specialist, content(bound, entry_id=entry.pk))
    return {
        "entry_id": entry.pk,
        "deadline_id": duty,
        "organisation_id": bound.department.pk,
        "body_id": bound.executive_committee.pk,
        "person_id": bound.user(next(iter(bound.users))).person_id,
        "room_id": bound.room.pk,
        "year": 2026,
        "consultation_id": consultation.pk,
        "document_id": document.pk,
    }


@pytest.mark.parametrize(("operation", "there"), ASKED)
def test_an_endpoint_answers_as_the_schema_says(operation, there, numbers, office):
    application = get_wsgi_application()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case):
        if there:
            case.path_parameters = {name: numbers[name] for name in case.path_parameters}
        response = case.call(
            app=application,
            headers={"Authorization": f"Bearer {office.secret}", "Accept-Encoding": "identity"},
        )
        case.validate_response(response, checks=CHECKS)

    ask()


def test_the_schema_is_openapi_3_1_and_names_every_endpoint(db):
    told = Client().get("/api/v1/openapi.json")
    assert told.status_code == 200
    document = told.json()
    assert document["openapi"].startswith("3.1")
    described = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert len(described) == len(BEHIND_A_TOKEN)
    assert all(
        {"401", "404", "422", "429"} <= set(one["responses"])
        for methods in document["paths"].values()
        for one in methods.values()
    )
    assert document["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"


def test_the_page_for_people_names_every_endpoint_and_runs_nothing(db):
    answer = Client().get("/api/v1/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert all(path in page for path in schema()["paths"])
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "<script" not in page.replace('<script src="', "")
