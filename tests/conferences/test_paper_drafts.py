"""A document of a conference is begun from its data; its draft knows when they changed and keeps what hands wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from nghisu.conferences.commands import (
    ItemContent,
    add_item,
    begin_paper,
    conference_of_entry,
    draft_consultation,
)
from nghisu.conferences.gathering import gather, kinds_for
from nghisu.conferences.queries.papers.drafted import data_of_conference
from nghisu.conferences.refusals import ConferenceNotHeld, PaperOfAnotherBody, PaperOfNoSitting
from nghisu.core.people.roles import Role
from nghisu.documents.commands import take_over, write_draft
from nghisu.documents.models import Draft, Issuer
from nghisu.documents.queries.drafts import content_of, paper_of, version_of, visible_drafts, words_of
from nghisu.documents.queries.sources import changes_of
from nghisu.documents.refusals import DraftMeanwhile, NobodyIssues
from nghisu.foundation import clock
from nghisu.programme.commands import EntryContent, accept_move, change_entry
from nghisu.programme.commands.content import content_of as content_of_entry
from nghisu.programme.models import Move
from nghisu.programme.queries.consequences import not_held
from tests.conferences.test_consultations import content


@pytest.fixture
def entry(specialist, add):
    entry = add(room_text="Hội trường lớn")
    add_item(specialist, entry.pk, ItemContent(title="Đề án bến cảng", minutes=45))
    return entry


@pytest.fixture
def issuer(ground):
    return Issuer.objects.create(
        committee=ground.committee, side="party", name="Văn phòng", superior="Tỉnh ủy", symbol="VPTU", place="Ven Sông"
    )  # fmt: skip


def move_place(by, entry, place: str) -> None:
    entry.refresh_from_db()
    stated = EntryContent(**content_of_entry(entry, ()) | {"room_text": place})
    change_entry(by, entry.pk, stated, seen_revision=entry.revision)


def test_a_draft_begun_from_the_page_holds_the_data_and_stands_on_it(client_of, specialist, entry, issuer):
    browser = client_of(Role.OFFICE_SPECIALIST)
    listed = reverse("conferences:papers", args=[entry.pk])
    page = browser.get(listed).content.decode()
    assert "Còn thiếu: " in page
    assert "Soạn từ dữ liệu" in page
    begun = browser.post(reverse("conferences:paper_begin", args=[entry.pk, "thong-bao"]))
    row = Draft.objects.get()
    assert begun.url == f"/van-ban/du-thao/{row.pk}/"
    assert "Đề án bến cảng" in browser.get(begun.url).content.decode()
    assert "Dự thảo bản 1, đang soạn" in browser.get(listed).content.decode()
    seen = reverse("conferences:paper", args=[entry.pk, "thong-bao"])
    assert "Trang 1 trên 1" in browser.get(seen).content.decode()
    for picture in (f"{seen}trang/1.png", f"{begun.url}trang/1.png"):
        answer = browser.get(picture)
        assert answer.content.startswith(b"\x89PNG")
        assert answer["Content-Security-Policy"].startswith("sandbox")
    assert browser.get(f"{seen}trang/9.png").status_code == 404
    assert browser.get(f"{seen}?co-quan=999999").status_code == 404
    assert client_of(Role.CONTENT_OFFICER).get(begun.url).status_code == 404
    assert (
        client_of(Role.AUDITOR)
        .post(reverse("conferences:paper_begin", args=[entry.pk, "thong-bao"]))
        .status_code
        == 404
    )


def test_a_draft_says_what_changed_and_takes_over_what_is_ticked(client_of, specialist, entry, issuer):
    draft = begin_paper(specialist, entry, "thong-bao")
    assert changes_of(specialist, draft) == []
    written = content_of("thong-bao", version_of(draft).content)
    write_draft(specialist, draft.pk, replace(written, contents=("Lời sửa tay",)), 1)  # type: ignore[type-var]
    move_place(specialist, entry, "Nhà văn hóa")
    add_item(specialist, entry.pk, ItemContent(title="Kè sông", minutes=20))
    draft.refresh_from_db()
    found = {one.place: one for one in changes_of(specialist, draft)}
    assert {name: one.edited for name, one in found.items()} == {"meeting.place": False, "contents": True}
    assert (found["meeting.place"].before, found["meeting.place"].after) == ("Hội trường lớn", "Nhà văn hóa")
    browser = client_of(Role.OFFICE_SPECIALIST)
    here = f"/van-ban/du-thao/{draft.pk}/"
    assert "Dữ liệu của 2 chỗ đã thay đổi" in browser.get(here).content.decode()
    form = browser.get(f"{here}du-lieu/").content.decode()
    assert re.findall(r'value="([\w.]+)" checked', form) == [
        "meeting.place"
    ]  # what was written by hand is not ticked
    with pytest.raises(DraftMeanwhile):
        take_over(specialist, draft.pk, frozenset({"contents"}), 1)
    assert browser.post(f"{here}du-lieu/", {"places": "meeting.place", "revision": "2"}).url == here
    draft.refresh_from_db()
    now = content_of("thong-bao", version_of(draft).content)
    assert (now.meeting.place, now.contents) == ("Nhà văn hóa", ("Lời sửa tay",))  # type: ignore[attr-defined]
    assert changes_of(specialist, draft) == []


def test_without_an_issuer_the_page_says_so_and_begins_nothing(client_of, specialist, entry):
    with pytest.raises(NobodyIssues):
        begin_paper(specialist, entry, "thong-bao")
    browser = client_of(Role.OFFICE_SPECIALIST)
    answer = browser.post(reverse("conferences:paper_begin", args=[entry.pk, "thong-bao"]), follow=True)
    assert "Cơ quan ban hành" in answer.content.decode()
    assert not Draft.objects.exists()


def test_ban_chap_hanh_resolves_at_its_own_conferences_and_at_none_that_is_not_held(
    client_of, specialist, ground, add
):
    Issuer.objects.create(
        committee=ground.committee, side="party", name="Tỉnh ủy Ven Sông", symbol="TU", place="Ven Sông"
    )
    another = add(kind="ban-thuong-vu", opening=datetime(2026, 4, 6, 8, 0, tzinfo=clock.VIETNAM))
    conference = conference_of_entry(specialist, another)
    for code in ("nghi-quyet", "nghi-quyet-chuyen-de", "phat-bieu-khai-mac", "ket-luan-be-mac"):
        with pytest.raises(PaperOfAnotherBody):
            begin_paper(specialist, another, code)
        for name in ("paper", "paper_pdf"):
            address = reverse(f"conferences:{name}", args=[another.pk, code])
            assert client_of(Role.OFFICE_SPECIALIST).get(address).status_code == 404
    assert gather(specialist, conference, "thong-bao-ket-luan").kind.code == "thong-bao-ket-luan"
    own = add(kind="ban-chap-hanh", opening=datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM))
    draft = begin_paper(specialist, own, "nghi-quyet")
    accept_move(specialist, own.pk, not_held(own, Move.Act.CANCELLED), "Không còn cần")
    own.refresh_from_db()
    conference = conference_of_entry(specialist, own)
    for code in ("nghi-quyet", "thong-bao-ket-luan"):
        with pytest.raises(PaperOfNoSitting, match="hủy"):
            gather(specialist, conference, code)
    with pytest.raises(ConferenceNotHeld):
        begin_paper(specialist, own, "thong-bao")
    assert data_of_conference(specialist, draft) is None  # it stays as it is, and is not gathered anew
    assert not {"nghi-quyet", "thong-bao-ket-luan"} & {one.code for one in kinds_for(conference)}


def test_a_paper_of_the_executive_committee_has_its_own_head_under_the_symbol_of_the_committee(
    specialist, ground, add
):
    Issuer.objects.create(
        committee=ground.committee, side="party", name="Tỉnh ủy Ven Sông", symbol="TU", place="Ven Sông"
    )
    entry = add(kind="ban-chap-hanh", opening=datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM))
    draft = begin_paper(specialist, entry, "nghi-quyet")
    gathered = gather(specialist, conference_of_entry(specialist, entry), "nghi-quyet").content.formalities
    drawn = paper_of(draft, content_of("nghi-quyet", version_of(draft).content)).formalities
    assert (drawn.superior, drawn.issuer, drawn.unit) == (gathered.superior, "Ban Chấp hành", "TU")
    assert data_of_conference(specialist, draft) is not None
    assert visible_drafts(specialist).get() == draft


def test_every_form_of_a_consultation_has_its_word_file_and_its_draft_of_a_conference_or_of_none(
    client_of, specialist, entry, issuer, bound
):
    """Not only the latest of a conference: each form is drafted from its own questions, before it is sent too."""
    browser = client_of(Role.OFFICE_SPECIALIST)
    rows = [
        draft_consultation(specialist, content(bound, title=f"Xin ý kiến về {matter}", entry_id=of))
        for matter, of in (("kè sông", entry.pk), ("bến cảng", entry.pk), ("chợ nổi", None))
    ]
    for row in rows:
        word = browser.get(reverse("conferences:consultation_form_docx", args=[row.pk]))
        assert row.title[15:] in " ".join(one.text for one in Document(BytesIO(word.content)).paragraphs)
        begun = browser.post(reverse("conferences:consultation_form_begin", args=[row.pk]))
        draft = Draft.objects.get(about_kind="consultation", about_id=row.pk)
        assert (begun.url, draft.kind) == (f"/van-ban/du-thao/{draft.pk}/", "phieu-xin-y-kien")
        assert row.title[15:] in words_of(paper_of(draft, content_of(draft.kind, version_of(draft).content)))
        page = browser.get(reverse("conferences:consultation", args=[row.pk])).content.decode()
        assert f'href="{begun.url}"' in page
    report = browser.post(reverse("conferences:report_begin", args=[rows[0].pk]))
    assert (report.status_code, Draft.objects.count()) == (
        302,
        3,
    )  # how people answered is not drafted before the close
