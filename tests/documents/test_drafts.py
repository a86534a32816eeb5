"""A draft is written in versions, approved as what it says, and issued with number, day and files at one act."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from nghisu.accounts.queries import actor_for
from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.core.form.rules import Side
from nghisu.core.papers.composing.letters import Notice
from nghisu.core.papers.composing.parts import Meeting
from nghisu.core.papers.kinds import KINDS
from nghisu.core.papers.paper import Authority, Formalities, Signer
from nghisu.core.people.roles import Role
from nghisu.documents import registry
from nghisu.documents.commands import (
    begin_draft,
    issue,
    set_blocks,
    submit_draft,
    take_back_draft,
    write_draft,
)
from nghisu.documents.events import DocumentIssued
from nghisu.documents.models import Draft, IssuedDocument
from nghisu.documents.queries.blocks import blocks_of, places_of, shipped_blocks
from nghisu.documents.queries.drafts import compared, content_of, version_of, visible_drafts
from nghisu.documents.refusals import DraftElsewhere, DraftMeanwhile, NobodyIssues
from nghisu.foundation import events
from nghisu.foundation.refusals import AccessRefused


def a_notice(**changes: object) -> Notice:
    said: dict[str, object] = {
        "formalities": Formalities(
            side=Side.PARTY,
            issuer="Văn phòng",
            unit="TU",
            place="Ven Sông",
            signer=Signer("CHÁNH VĂN PHÒNG", "Trần Văn Thử", (Authority("TL", "BAN THƯỜNG VỤ"),)),
            recipients=("Các sở, ngành",),
        ),
        "meeting": Meeting(name="Hội nghị Ban Thường vụ", place="Hội trường lớn"),
        "issuer": "Ban Thường vụ",
        "contents": ("Cho ý kiến về đê biển",),
    }
    return Notice(**(said | changes))  # type: ignore[arg-type]  # a test names what it changes


@pytest.fixture
def people(at_work, party):
    def person(role: Role):
        return actor_for(at_work.user(role), at_work.committee.pk, date(2026, 3, 10))

    return person


@pytest.fixture
def specialist(people):
    return people(Role.OFFICE_SPECIALIST)


@pytest.fixture
def draft(specialist):
    return begin_draft(specialist, "thong-bao", "party", a_notice(), title="Thông báo về hội nghị")


def approved(people, draft):
    submit_draft(people(Role.OFFICE_SPECIALIST), draft.pk)
    for role in (Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER):
        people(role)
    draft.refresh_from_db()
    for role in (Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER):
        approval = Approval.objects.get(pk=draft.approval_id)
        decide(people(role), approval.pk, Outcome.GRANTED, approval.digest)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def board(people):
    """There is somebody at each step before anything is put forward."""
    return [people(Role.OFFICE_CHIEF), people(Role.STANDING_BOARD_MEMBER)]


def test_from_the_first_word_to_the_number(people, board, draft, clerk, monkeypatch):
    heard: list[DocumentIssued] = []
    monkeypatch.setitem(events._hearers, DocumentIssued, [heard.append])
    write_draft(people(Role.OFFICE_SPECIALIST), draft.pk, a_notice(contents=("Về cảng cá",)), 1)
    row = issue(clerk, approved(people, draft).pk)
    assert (row.sign, row.issued_on, row.signer_name) == ("01-TB/TU", date(2026, 3, 10), "Trần Văn Thử")
    files = {one.role: one for one in row.files.select_related("file")}
    assert set(files) == {"pdf", "docx"}
    assert files["pdf"].file.name == "01-TB-TU.pdf"
    draft.refresh_from_db()
    assert (draft.state, draft.issued_id) == ("issued", row.pk)
    assert [(event.document.pk, event.draft.pk if event.draft else None) for event in heard] == [
        (row.pk, draft.pk)
    ]
    with pytest.raises(DraftElsewhere):
        issue(clerk, draft.pk)


def test_nothing_is_issued_that_was_not_approved_or_says_something_else(people, board, draft, clerk):
    with pytest.raises(AccessRefused):  # not approved: the clerk does not even see it
        issue(clerk, draft.pk)
    approved(people, draft)
    draft.issuer.name = "Cơ quan khác"
    draft.issuer.save()
    with pytest.raises(DraftElsewhere):
        issue(clerk, draft.pk)
    assert not IssuedDocument.objects.exists()
    take_back_draft(people(Role.OFFICE_SPECIALIST), draft.pk)
    draft.refresh_from_db()
    assert draft.state == "drafting"


def test_what_two_wrote_is_not_lost_and_versions_are_compared_in_words(specialist, draft):
    write_draft(specialist, draft.pk, a_notice(contents=("Cho ý kiến về cảng cá",)), 1)
    with pytest.raises(DraftMeanwhile):
        write_draft(specialist, draft.pk, a_notice(contents=("Khác",)), 1)
    write_draft(
        specialist, draft.pk, a_notice(contents=("Cho ý kiến về cảng cá",)), 2
    )  # the same: no version
    draft.refresh_from_db()
    assert draft.revision == 2
    parts = [(one.part.value, one.text) for one in compared(draft, 1, 2).stretches if one.part != "same"]
    assert set(parts) == {("gone", "đê"), ("new", "cảng"), ("gone", "biển"), ("new", "cá")}


def test_who_sees_a_draft_follows_from_what_it_is_about(people, specialist, monkeypatch):
    monkeypatch.setattr(registry, "_resolvers", {})
    draft = begin_draft(
        specialist, "thong-bao", "party", a_notice(), title="Về hội nghị", about=("conference", 7)
    )
    chief = people(Role.OFFICE_CHIEF)
    assert not visible_drafts(chief).exists()  # closed by default
    assert visible_drafts(specialist).get() == draft  # who drew it up
    registry.sees_about("conference")(lambda by, ids: ids if by.holds(Role.OFFICE_CHIEF) else frozenset())
    assert visible_drafts(chief).get() == draft
    assert not visible_drafts(people(Role.SECRETARY)).exists()
    with pytest.raises(AccessRefused):
        write_draft(people(Role.SECRETARY), draft.pk, a_notice(), 1)


def test_text_blocks_of_the_office_fill_what_the_data_leave_empty(people, specialist):
    set_blocks(specialist, "thong-bao", {"grounds": "Căn cứ Quy chế làm việc\nCăn cứ chương trình"})
    draft = begin_draft(specialist, "thong-bao", "party", a_notice(), title="Thông báo")
    content = content_of("thong-bao", version_of(draft).content)
    assert content.grounds == ("Căn cứ Quy chế làm việc", "Căn cứ chương trình")  # type: ignore[attr-defined]
    assert content.contents == ("Cho ý kiến về đê biển",)  # type: ignore[attr-defined]
    assert blocks_of(people(Role.OFFICE_CHIEF), "thong-bao")["grounds"].startswith("Căn cứ Quy chế")


def test_our_own_words_stand_at_places_that_there_are():
    for kind, words in shipped_blocks().items():
        assert set(words) <= {name for name, _several in places_of(kind)}, kind
    assert set(shipped_blocks()) <= set(KINDS)


def test_without_an_issuer_of_its_side_none_is_begun(specialist):
    with pytest.raises(NobodyIssues):
        begin_draft(specialist, "thong-bao", "state", a_notice(), title="Thông báo")
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_draftversion SET content = '{}'",
        "DELETE FROM documents_draftversion",
        "DELETE FROM documents_draft",
        "UPDATE documents_draft SET state = 'issued'",
    ],
)
def test_the_database_keeps_what_a_draft_said(draft, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
