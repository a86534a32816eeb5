"""When something fails it fails closed, with words a person understands and no traceback (TRUST 23)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from nghisu.core.people.roles import Role

pytestmark = pytest.mark.django_db


def losing(*_: Any, **__: Any) -> Any:
    """What a database that has gone away answers to every question."""
    raise OperationalError("server closed the connection unexpectedly")


@pytest.fixture
def specialist(client_of) -> Client:
    client: Client = client_of(Role.OFFICE_SPECIALIST)
    client.raise_request_exception = False
    return client


def test_a_lost_database_answers_503_in_vietnamese_with_a_code(specialist):
    with connection.execute_wrapper(losing):
        response = specialist.get("/")
    page = response.content.decode()
    assert response.status_code == 503
    assert "Hệ thống" in page
    assert "Traceback" not in page
    assert "server closed" not in page
    assert response["Retry-After"]


def test_with_the_database_back_the_same_page_is_there_again(specialist):
    with connection.execute_wrapper(losing):
        specialist.get("/")
    assert specialist.get("/").status_code == 200


def test_a_database_lost_in_the_middle_of_saving_saves_nothing_and_says_so(specialist):
    def losing_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            raise OperationalError("disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(losing_writes):
        response = specialist.post("/tai-khoan/mat-khau/", {"present": "x", "new": "y", "again": "y"})
    assert response.status_code in {422, 503}
    assert "Traceback" not in response.content.decode()


def test_a_page_that_is_not_there_says_what_to_do_next(specialist):
    response = specialist.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "href" in response.content.decode()
