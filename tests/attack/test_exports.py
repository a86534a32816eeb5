"""Whatever a name says, no spreadsheet runs it: every file of the house, with hostile names in every row (TRUST 11)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from django.apps import apps
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Concat
from django.test import Client
from django_scopes import scopes_disabled
from openpyxl import Workbook

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.core.planning.changes import digest_of
from nghisu.core.planning.periods import Period
from nghisu.directory.models import TitleRank
from nghisu.documents.commands import SecretContent, register_incoming, register_issued, register_secret
from nghisu.foundation.access import load_matrix
from nghisu.foundation.tables import CSV, XLSX, csv_table, xlsx_table
from nghisu.notices.models import Notice
from nghisu.programme.models import ProgrammeVersion
from tests.attack.posting import WALKERS
from tests.house import furnishing
from tests.house.furnishing import Furnished, address
from tests.house.furnishing.papers import sample_incoming, sample_issued
from tests.house.routes import BEHIND_SIGN_IN
from tests.house.test_access_matrix import allowed

HOSTILE = "=HYPERLINK(1+1)"
LONG = 30
STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "|", "%", "＝", "＋", "－", "＠")
# What people type and others read in a file.
TYPED = (
    "full_name name short_name title email phone honorific place note participants coordinating_text matter why "
    "author_name reason allowed_by label document drafter_name user_agent username"
)
KEPT = {
    "foundation.Committee",
    "programme.ProgrammeVersion",
    "approvals.Step",
    "approvals.Decision",
    "approvals.Comment",
    "conferences.AskedPerson",
    "conferences.Consultation",
    "conferences.Confirmation",
    "conferences.Override",
    "conferences.Transition",
    "documents.IssuedDocument",
    "documents.IncomingDocument",
    "documents.DocumentFile",
    "documents.Recipient",
    "documents.Dispatch",
    "documents.DispatchReceipt",
    "documents.SecretDocument",
    "documents.NumberedCopy",
    "documents.CopyHolding",
    "invitations.Reply",
}
"""Tables whose rows the database lets nobody change, and the committee's own name, which nobody types."""

WITHOUT_ROWS = {
    "directory:import_template",
    "directory:import_example",
    "programme:import_template",
    # Its words are frozen once it is sent: tests/conferences/test_consultations.py writes a hostile answer of its own.
    "conferences:consultation_file",
    # Recipients are named as the directory named them when they were sent the document, in rows that nobody changes.
    "documents:dispatch_file",
}
"""Files that nobody's words go into here."""


def begin_with(hostile: str, it: Furnished) -> None:
    """Put the hostile words before every name that a person may type."""
    with scopes_disabled():
        for model in apps.get_models():
            for one in model._meta.concrete_fields:
                wanted = one.name in TYPED.split() and not one.choices and model._meta.label not in KEPT
                wanted = wanted and (one.max_length or LONG) >= LONG  # shorter ones are codes
                if wanted and "nghisu" in model.__module__ and isinstance(one, CharField | TextField):
                    model._base_manager.update(**{one.name: Concat(Value(hostile), one.name)})
        TitleRank.objects.create(
            committee=it.ground.committee,
            title_code="bi-thu",
            title=f"{hostile}Bí thư",
            rank=1,
            basis="Công văn 1",
            since=date(2025, 1, 1),
        )
        by = actor_for(it.ground.user(Role.OFFICE_CHIEF), it.ground.committee.pk, date(2026, 3, 10))
        register_issued(by, sample_issued(it.papers.issuer, hostile))
        register_incoming(by, sample_incoming(hostile))
        register_secret(by, SecretContent("secret", hostile, hostile, 1, hostile))
        for notice in Notice.objects.all():
            notice.words = {
                language: {part: hostile + said for part, said in told.items()}
                for language, told in notice.words.items()
            }
            notice.save()
        # A version that was approved changes no more, so another one says it.
        version = ProgrammeVersion.objects.get(pk=it.version.pk)
        version.lines = [line | {"title": hostile + line["title"], "room": hostile} for line in version.lines]
        version.pk, version.number, version.digest = None, 2, digest_of(version.lines)
        version.state = ProgrammeVersion.State.WITHDRAWN
        version.save()
        it.version = version


def files_of(
    client_of: Callable[..., Client], it: Furnished, monkeypatch
) -> dict[tuple[str, str, str], bytes]:
    """Every table that a page lets one keep, by route, kind and who keeps it."""
    clients: dict[str, Client] = {}
    found: dict[tuple[str, str, str], bytes] = {}
    for route in BEHIND_SIGN_IN:
        roles = [one for one in WALKERS if allowed(load_matrix()[route.action or ""], one)]
        if not re.search(r"file|export|template|example", route.name):
            continue
        kinds = ("csv", "xlsx") if "kind" in route.parts else ("",)
        for role, kind in product(roles, kinds):
            monkeypatch.setitem(furnishing.OF_EVERYBODY, "kind", lambda it, kind=kind: kind)
            client = clients.setdefault(role, client_of(role))
            answer = client.get(address(route, it))
            if answer.headers["Content-Type"] in {CSV, XLSX}:
                found[route.name, kind, role] = answer.content
    return found


def formulas(content: bytes) -> list[str]:
    """What a spreadsheet would run of a file."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
        return [found for sheet in sheets for found in re.findall(r"<f[ >/].{0,60}|t=\"str\".{0,60}", sheet)]
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if cell.startswith(STARTS)]


def says(content: bytes, words: str) -> bool:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return any(words in book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    return words in content.decode()


def test_no_file_of_the_house_runs_what_a_name_says(here, client_of, monkeypatch):
    monkeypatch.setitem(furnishing.OF_EVERYBODY, "period", lambda it: Period.read("2026-Q1"))
    here.ground.user(Role.DELEGATE)  # a body has a member
    begin_with(HOSTILE, here)
    files = files_of(client_of, here, monkeypatch)
    assert {name: found for name, content in files.items() if (found := formulas(content))} == {}
    # The control: the words are in every file that has words of people.
    told = {(name, kind) for (name, kind, _role), content in files.items() if says(content, HOSTILE)}
    assert {name for name, kind, _role in files if (name, kind) not in told} == WITHOUT_ROWS
    assert len(told) > 15


@pytest.mark.parametrize("start", STARTS)
def test_however_it_begins_a_cell_is_text(start):
    rows = [[f"{start}1+1", "Tên"], ["", f"{start}cmd"]]
    assert formulas(csv_table(["A", f"{start}B"], rows)) == []
    assert formulas(xlsx_table("Bảng", ["A", f"{start}B"], rows)) == []
    assert says(csv_table(["A", "B"], rows), "1+1")


def test_the_control_a_formula_is_found():
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "=1+1"
    kept = io.BytesIO()
    book.save(kept)
    assert formulas(kept.getvalue())
    assert formulas("Tên\n=1+1\n".encode())
