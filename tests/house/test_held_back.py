"""Whatever a person may upload, and wherever: a text with the stamp of a secret document is held back, nothing of it is
kept (TRUST 4). Every form with a field for a file is found and asked."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

import docx
import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from django_scopes import scopes_disabled
from openpyxl import Workbook

from nghisu.core.people.roles import Role
from nghisu.foundation.models import StoredFile
from nghisu.rulebook.own_forms import UPLOAD
from tests.foundation.files.making import a_pdf

pytestmark = [pytest.mark.once, pytest.mark.django_db]

HEAD = ("BÁO CÁO", "MẬT", "về một việc")


def pdf() -> bytes:
    return a_pdf("\n".join(HEAD))


def word() -> bytes:
    paper = docx.Document()
    for line in HEAD:
        paper.add_paragraph(line)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def word_in_a_head() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("Điều 1. Phạm vi")
    paper.sections[0].header.paragraphs[0].text = "MẬT"
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def sheet() -> bytes:
    book = Workbook()
    rows = book.active
    assert rows is not None
    for line in (("CHƯƠNG TRÌNH CÔNG TÁC", ""), ("", "MẬT"), ("Ngày", "Nội dung"), ("1/4/2026", "Họp")):
        rows.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def toml() -> bytes:
    return "# MẬT\n".encode() + "MẬT\nid = 'x'\n".encode()


OFFICE, CLERK = Role.OFFICE_CHIEF, Role.CLERK
LEVEL = {"level": "normal", "title": "Tên", "command_id": "5f0c4fe5-8f3c-4f3e-9f65-4c1f6d1b2a12"}
ASKED = {
    "FormCheckForm": (OFFICE, "web:form_check", {}, word),
    "UploadForm": (OFFICE, "programme:import_start", {}, sheet),
    "DirectoryUploadForm": (Role.COMMITTEE_ADMINISTRATOR, "directory:import_start", {}, sheet),
    "TextForm": (Role.COMMITTEE_ADMINISTRATOR, "rulebook:attach_text", {"edition": "5609"}, word_in_a_head),
    "BeginForm": (OFFICE, "rulebook:own_begin", {"start": UPLOAD, "title": "T"}, toml),
    "PackDocumentForm": (OFFICE, "conferences:pack_add", {"title": "Tên", "kind": "report"}, pdf),
    "OwnFileForm": (Role.OFFICE_SPECIALIST, "documents:folder", {"put": "1"}, word),
    "VersionForm": (OFFICE, "documents:new_version", {}, word),
    "IssuedForm": (CLERK, "documents:issue", LEVEL | {"kind": "TB", "signer_name": "A"}, word),
    "IncomingForm": (CLERK, "documents:receive", LEVEL | {"sender": "A", "received_on": "10/03/2026"}, pdf),
    "SignForm": (CLERK, "documents:sign", {"way": "scan"}, pdf),
    "PaperForm": (OFFICE, "conferences:consultation_paper", {"signed_on": "10/03/2026"}, pdf),
    "CheckForm": (CLERK, "documents:check_signature", {}, pdf),
}
"""Who uploads by which form, on which page, with what beside it, a file of which kind."""

FIELDS = {"PaperForm": "scan"}
"""The field for the file, where it is called otherwise."""

GROUND = {"LevelForm", "DocumentForm", "CertificateForm", "RootForm", "SealForm"}
"""Forms that others are made of and no page shows, and three that take a key, a certificate, a picture of a
seal, and no text."""


def forms_of_the_house(base: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Every form that a page may show."""
    for one in base.__subclasses__():
        yield from forms_of_the_house(one)
    if base.__module__.startswith("nghisu"):
        yield base


def test_every_form_that_takes_a_file_is_asked():
    get_resolver().url_patterns  # noqa: B018  the pages bring their forms
    taking = {
        one.__name__
        for one in forms_of_the_house()
        if any(isinstance(field, forms.FileField) for field in getattr(one, "base_fields", {}).values())
    }
    assert taking - GROUND == set(ASKED)


def kept() -> Counter[str]:
    """How much every table holds that may hold what was uploaded."""
    with scopes_disabled():
        return Counter({model._meta.label: model._base_manager.count() for model in apps.get_models()})


@pytest.mark.parametrize("name", ASKED)
def test_what_carries_a_stamp_is_held_back(name, here, client_of):
    role, route, typed, made = ASKED[name]
    parts = {
        "rulebook:attach_text": ["5609"],
        "conferences:pack_add": [here.entry.pk],
        "documents:folder": [here.own_paper.folder_id],
        "documents:new_version": [here.pack_note.document_id],
        "documents:sign": [here.papers.issued.pk],
    }.get(route, [])
    if name == "PaperForm":
        parts = [here.consultation.pk, here.asked_person.pk]
        with scopes_disabled():
            typed = typed | {f"choice_{one.pk}": "agree" for one in here.consultation.questions.all()}
    if name == "IssuedForm":
        typed = typed | {"issuer": here.papers.issuer.pk}
    before = kept()
    upload = SimpleUploadedFile("tep", made())
    answer = client_of(role).post(
        reverse(route, args=parts), typed | {FIELDS.get(name, "file"): upload}, follow=True
    )
    assert "không được đưa lên hệ thống này" in answer.content.decode(), answer.status_code
    grown = {label for label, count in kept().items() if count > before[label]}
    # A document of a pack has its line before its file comes; that something was held back stands in the trail.
    told = {
        "AuditRecord",
        "AuditPending",
        "CommandReceipt",
        *(["Document"] if name == "PackDocumentForm" else []),
    }
    assert {one for one in grown if not one.startswith(("accounts.", "sessions."))} <= {
        "documents.Document" if one == "Document" else f"foundation.{one}" for one in told
    }
    assert StoredFile._meta.label not in grown
