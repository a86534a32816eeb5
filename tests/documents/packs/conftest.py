from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts, add_document, hand_in, new_pack
from nghisu.documents.models import Document, DocumentVersion, Pack
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import arriving
from nghisu.foundation.outbox import Worker
from tests.foundation.files.making import a_pdf
from tests.programme.conftest import bound

__all__ = ["bound"]


@pytest.fixture
def specialist(in_committee, standing_clock, actor_of):
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def officer(in_committee, standing_clock, actor_of):
    return actor_of(Role.CONTENT_OFFICER)


@pytest.fixture
def delegate(in_committee, standing_clock, actor_of):
    return actor_of(Role.DELEGATE)


@pytest.fixture
def pack(specialist) -> Pack:
    return new_pack(specialist)


@pytest.fixture
def document_of_unit(pack, officer, ground) -> Document:
    return add_document(officer, pack, DocumentFacts("Báo cáo kết quả quý I", "report", ground.department.pk))


@contextmanager
def upload(*pages: str):
    with arriving(SimpleUploadedFile("bao-cao.pdf", a_pdf(*pages))) as arrived:
        yield arrived


@pytest.fixture
def handed_in() -> Callable[..., DocumentVersion]:
    """A version of a document, its pages drawn."""

    def hand(by: Actor, document: Document, *pages: str, note: str = "") -> DocumentVersion:
        with upload(*pages) as arrived:
            version = hand_in(by, document.pk, arrived, note)
        Worker(frozenset({"pages"})).drain()
        version.refresh_from_db()
        return version

    return hand
