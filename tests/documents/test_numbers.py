"""A number is the next of its series, given at the act of issuing and never again; the database holds to it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from nghisu.documents.commands import Made, cancel_issued, register_incoming, register_issued
from nghisu.documents.enums import FileRole, Level
from nghisu.documents.events import DocumentIssued
from nghisu.documents.models import DocumentFile, IssuedDocument, Issuer, Series
from nghisu.documents.refusals import (
    AlreadyCancelled,
    NoFileOfASecret,
    NoTermRuns,
    NumberLeaps,
    NumberTaken,
)
from nghisu.foundation import clock, events
from nghisu.foundation.files import FileKind
from nghisu.foundation.models import AuditRecord, StoredFile
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.models import LastNumber
from tests.documents.conftest import an_issuer, received, stated

PDF = Made(FileRole.PDF, "van-ban.pdf", FileKind.PDF, b"%PDF-1.7 thu")


def test_each_series_counts_for_itself_from_one(clerk, party, state):
    signs = [
        register_issued(clerk, stated(issuer, kind=kind)).sign
        for issuer, kind in [(party, "TB"), (party, "NQ"), (party, "TB"), (state, "TB"), (state, "CV")]
    ]
    assert signs == ["01-TB/TU", "01-NQ/TU", "02-TB/TU", "01/TB-VPUB", "01/VPUB"]
    assert {(one.per, one.period) for one in Series.objects.all()} == {("term", "XVIII"), ("year", "2026")}
    assert AuditRecord.objects.filter(verb="document.issued").count() == 5


def test_an_office_that_began_mid_way_goes_on_after_its_last_number(clerk, party):
    LastNumber.objects.create(
        committee=party.committee, kind="TB", symbol="TU", per="term", period="XVIII", number=41
    )
    LastNumber.objects.create(
        committee=party.committee, kind="IN", symbol="ĐẾN", per="year", period="2026", number=317
    )
    assert [register_issued(clerk, stated(party)).number for _ in range(2)] == [42, 43]
    assert [register_incoming(clerk, received()).number for _ in range(2)] == [318, 319]


def test_a_number_that_a_paper_book_gave_is_the_next_one_or_refused_with_what_to_do(clerk, party):
    LastNumber.objects.create(
        committee=party.committee, kind="TB", symbol="TU", per="term", period="XVIII", number=41
    )
    assert register_issued(clerk, stated(party, number=42)).sign == "42-TB/TU"
    for taken in (1, 41, 42):
        with pytest.raises(NumberTaken, match="43-TB/TU"):
            register_issued(clerk, stated(party, number=taken))
    with pytest.raises(NumberLeaps, match="đến số 44"):
        register_issued(clerk, stated(party, number=45))
    with pytest.raises(AccessRefused):
        register_issued(clerk, stated(party, number=0))
    assert [register_issued(clerk, stated(party)).number, IssuedDocument.objects.count()] == [43, 2]


def test_with_a_new_year_the_state_begins_anew_and_the_party_goes_on(clerk, party, state):
    register_issued(clerk, stated(party))
    register_issued(clerk, stated(state))
    with clock.standing(datetime(2027, 1, 4, 8, tzinfo=clock.VIETNAM)):
        assert register_issued(clerk, stated(party)).number == 2
        assert register_issued(clerk, stated(state)).number == 1


def test_without_a_term_no_party_number_is_given(clerk, party, at_work):
    at_work.executive_committee.terms.all().delete()
    with pytest.raises(NoTermRuns):
        register_issued(clerk, stated(party))
    assert not Series.objects.exists()


def test_a_refused_act_takes_no_number(clerk, party, monkeypatch):
    def refusing(event):
        raise AccessRefused("heard and refused")

    with monkeypatch.context() as patched:
        patched.setitem(events._hearers, DocumentIssued, [refusing])
        with pytest.raises(AccessRefused):
            register_issued(clerk, stated(party))
    assert register_issued(clerk, stated(party)).number == 1


def test_a_cancelled_document_keeps_its_number_with_the_reason(clerk, party):
    first = register_issued(clerk, stated(party))
    cancel_issued(clerk, first.pk, "ban hành nhầm")
    first.refresh_from_db()
    assert (first.state, first.cancelled_why) == ("cancelled", "ban hành nhầm")
    assert register_issued(clerk, stated(party)).number == 2
    with pytest.raises(AlreadyCancelled):
        cancel_issued(clerk, first.pk, "lần nữa")


def test_of_a_secret_document_the_register_alone_is_kept(clerk, party):
    top = register_issued(clerk, stated(party, level=Level.TOP_SECRET, title="không được ghi"))
    assert top.title == ""
    assert "khong duoc ghi" not in top.search_text
    assert "không được ghi" not in str(AuditRecord.objects.get(verb="document.issued").changes)
    with pytest.raises(NoFileOfASecret):
        register_issued(clerk, stated(party, level=Level.SECRET), [PDF])
    assert register_incoming(clerk, received(level=Level.TOP_SECRET)).title == ""


def test_another_committees_issuer_or_a_closed_one_issues_nothing(clerk, party, other_ground):
    with pytest.raises(AccessRefused):
        register_issued(clerk, stated(an_issuer(other_ground)))
    Issuer.objects.filter(pk=party.pk).update(is_closed=True)
    with pytest.raises(AccessRefused):
        register_issued(clerk, stated(party))


RAW = {
    "another number": "UPDATE documents_issueddocument SET number = 9",
    "another title": "UPDATE documents_issueddocument SET title = 'khác'",
    "a day before": "UPDATE documents_issueddocument SET issued_on = '2026-01-01'",
    "gone": "DELETE FROM documents_issueddocument",
    "another series": "UPDATE documents_series SET period = 'XIX'",
    "the file gone": "DELETE FROM documents_documentfile",
    "another file": "UPDATE documents_documentfile SET sha256 = 'x'",
    "cancelled without a reason": "UPDATE documents_issueddocument SET state = 'cancelled'",
    "received otherwise": "UPDATE documents_incomingdocument SET sender = 'nơi khác'",
    "received, gone": "DELETE FROM documents_incomingdocument",
}


@pytest.mark.parametrize("statement", RAW.values(), ids=RAW)
def test_the_database_refuses_what_would_change_the_registers(clerk, party, statement):
    register_issued(clerk, stated(party), [PDF])
    register_incoming(clerk, received())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def again(row: IssuedDocument, **changes: object) -> None:
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    with transaction.atomic():
        row.save()


def test_the_database_takes_the_next_number_and_no_other(clerk, party):
    row = register_issued(clerk, stated(party))
    for number in (1, 3, 40):
        with pytest.raises(DatabaseError):
            again(row, number=number)
    again(row, number=2)
    assert IssuedDocument.objects.count() == 2


def test_the_database_takes_no_file_and_no_title_of_a_secret_document(clerk, party):
    secret = register_issued(clerk, stated(party, level=Level.SECRET))
    register_issued(clerk, stated(party, kind="NQ"), [PDF])
    stored = StoredFile.objects.get()
    for level in ("normal", "secret"):
        with pytest.raises(DatabaseError), transaction.atomic():
            DocumentFile.objects.create(
                committee=party.committee,
                issued=secret,
                role="pdf",
                level=level,
                file=stored,
                sha256="0" * 64,
            )
    with pytest.raises(DatabaseError):
        again(secret, number=2, level=Level.TOP_SECRET)
