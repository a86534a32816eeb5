"""Gates on the documents before the opening: answered by what the pack holds, or by a person who states it by name."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from nghisu.conferences.commands import ItemContent, add_item, advance, confirm_gate, override_gate
from nghisu.conferences.commands.packs import add_to_pack, change_in_pack
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import Confirmation
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import GateNotMissing, GatesNotPassed
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.documents.commands import DocumentFacts, Opinion, ask_appraisal, say_appraisal
from nghisu.documents.models import Appraisal, Document, DocumentPage, DocumentVersion
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from tests.conferences.test_stages import brought_to, given_all, raw, tried


def read_version(document: Document, words: str) -> DocumentVersion:
    """A version of a document whose one page says something."""
    version = DocumentVersion.objects.create(
        committee_id=document.committee_id,
        document=document,
        number=document.versions.count() + 1,
        state=DocumentVersion.State.DRAWN,
        at=clock.now(),
        by_name="Đơn vị",
    )
    DocumentPage.objects.create(
        committee_id=document.committee_id,
        version=version,
        number=1,
        width=595,
        height=842,
        stored=uuid4().hex,
        search_text=fold(words),
    )
    return version


@pytest.fixture
def invited(specialist, add):
    """`invited(kind, **stated)`: a conference of today, its invitations out, with its entry."""

    def inviting(kind: str, **stated: object):
        entry = add(kind=kind, opening=clock.now(), **stated)
        return entry, brought_to(specialist, entry, "invited")

    return inviting


@pytest.fixture
def missing(specialist):
    """`missing(conference)`: what is missing before it opens, in words by gate."""

    def asking(conference) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in may_advance(specialist, conference, Stage.OPEN):
            found.setdefault(one.gate, []).append(one.said)
        return found

    return asking


def test_a_matter_put_to_the_vote_has_a_document_that_says_what_is_asked_and_proposed(
    specialist, board, invited, missing
):
    entry, conference = invited("ban-thuong-vu")
    item = add_item(specialist, entry.pk, ItemContent(title="Bến cảng", purpose=Purpose.VOTE))
    add_item(specialist, entry.pk, ItemContent(title="Tình hình quý I"))
    assert [said.split(":")[0] for said in missing(conference)["document-asks"]] == [
        "Nội dung 1 chưa có tài liệu nêu điều xin ý kiến và giải pháp"
    ]
    drafted = add_to_pack(specialist, entry, DocumentFacts("Dự thảo nghị quyết", "resolution"), [item.pk])
    assert len(missing(conference)["document-asks"]) == 1
    facts = DocumentFacts("Đề án", "scheme", needs_opinion="Chọn phương án")
    scheme = add_to_pack(specialist, entry, facts, [item.pk])
    [said] = missing(conference)["document-asks"]
    assert "chưa nêu giải pháp" in said
    with pytest.raises(GatesNotPassed, match=r"5609 I/III/1.2/b1"):
        advance(specialist, conference.pk, Stage.OPEN)
    [gate] = [one for one in may_advance(specialist, conference, Stage.OPEN) if one.gate == "document-asks"]
    override_gate(board, conference.pk, Stage.OPEN, gate.gate, gate.missing.key, "Gấp", "CV 3-CV/TU")
    assert "document-asks" not in missing(conference)
    change_in_pack(specialist, scheme.pk, DocumentFacts("Đề án", "scheme"), [item.pk])
    assert len(missing(conference)["document-asks"]) == 1
    stated = DocumentFacts("Đề án", "scheme", needs_opinion="Chọn", solutions="Hai bước")
    change_in_pack(specialist, scheme.pk, stated, [item.pk])
    assert "document-asks" not in missing(conference)
    assert drafted.needs_opinion == ""


def test_what_units_contribute_to_a_review_conference_was_appraised_in_its_newest_version(
    specialist, actor_of, invited, missing
):
    entry, conference = invited("so-tong-ket")
    appraiser = actor_of(Role.APPRAISER)
    add_to_pack(specialist, entry, DocumentFacts("Lời Thường trực", "speech"))
    words = add_to_pack(specialist, entry, DocumentFacts("Tham luận của sở", "contribution"))
    for round_of in (1, 2):
        version = read_version(words, f"bản {round_of}")
        assert missing(conference)["contributed-appraised"] == [
            "“Tham luận của sở” chưa được thẩm định. Hãy giao người thẩm định."
        ]
        ask_appraisal(specialist, version.pk, "form", [appraiser.person_id])
        assert "đang chờ" in missing(conference)["contributed-appraised"][0]
        say_appraisal(appraiser, Appraisal.objects.get(version=version).pk, Opinion(True, "Đạt"))
        assert "contributed-appraised" not in missing(conference)
    other, other_conference = invited("ban-thuong-vu")
    add_to_pack(specialist, other, DocumentFacts("Tham luận", "contribution"))
    assert "contributed-appraised" not in missing(other_conference)


def test_a_giao_ban_opens_once_its_reports_state_all_and_a_person_confirmed_what_they_say(
    specialist, chief, invited, missing
):
    _entry, nowhere = invited("giao-ban")
    assert missing(nowhere)["giao-ban-place"] == ["Thông tin hội nghị chưa ghi: địa điểm"]
    entry, conference = invited("giao-ban", room_text="Hội trường xã Phù Sa")
    add_item(specialist, entry.pk, ItemContent(title="Tình hình quý I"))
    assert {"giao-ban-reports", "giao-ban-last-conclusions", "giao-ban-synthesis"} <= missing(
        conference
    ).keys()
    report = add_to_pack(specialist, entry, DocumentFacts("Báo cáo của sở", "report"))
    read_version(report, "Tình hình quý I. Khó khăn: thiếu vốn")
    assert missing(conference)["giao-ban-reports"] == [
        "“Báo cáo của sở”: không thấy nêu kiến nghị",
        "“Báo cáo của sở”: không thấy nêu giải pháp",
    ]
    stated = DocumentFacts("Báo cáo của sở", "report", needs_opinion="Xin vốn")
    change_in_pack(specialist, report.pk, stated, [])
    read_version(report, "Thực trạng. Vướng mắc. GIẢI PHÁP: điều vốn")
    assert "giao-ban-reports" not in missing(conference)
    for title, kind in (
        ("Báo cáo kết quả thực hiện Kết luận giao ban quý IV", "report"),
        ("Báo cáo tổng hợp", "report"),
        ("Dự thảo kết luận", "resolution"),
    ):
        read_version(add_to_pack(specialist, entry, DocumentFacts(title, kind)), "x")
    left = missing(conference)
    assert "giao-ban-last-conclusions" not in left
    assert left["giao-ban-synthesis"] == ["Chưa ai xác nhận nội dung báo cáo tổng hợp và dự thảo kết luận"]
    with pytest.raises(GatesNotPassed, match=r"5609 II/IV/1.2/b2"):
        advance(specialist, conference.pk, Stage.OPEN)
    given_all(specialist, conference, Stage.OPEN)
    kept = Confirmation.objects.get(gate="giao-ban-synthesis")
    assert (kept.by_name, kept.clauses) == (specialist.name, ["5609 II/IV/1.2/b2"])
    assert missing(conference) == {}
    read_version(add_to_pack(specialist, entry, DocumentFacts("Dự thảo hai", "resolution")), "x")
    again = may_advance(specialist, conference, Stage.OPEN)
    assert {one.gate for one in again} == {
        "giao-ban-synthesis",
        "document-both-forms",
        "document-needed",
        "document-states",
    }
    for one in again:
        confirm_gate(chief, conference.pk, Stage.OPEN, one.gate, one.missing.key)
    advance(specialist, conference.pk, Stage.OPEN)


def test_a_person_confirms_on_the_page_by_name_only_what_is_a_persons_to_judge(
    client_of, specialist, board, invited
):
    entry, conference = invited("ban-chap-hanh")
    add_item(specialist, entry.pk, ItemContent(title="Bến cảng", purpose=Purpose.VOTE))
    page = reverse("conferences:stages", args=[entry.pk])
    office = client_of(Role.OFFICE_SPECIALIST)
    shown = office.get(page).content.decode()
    assert shown.count("Tôi xác nhận") == 2  # the drafts, the hall
    assert "văn phòng đã soạn đủ dự thảo" in shown
    known = next(
        one for one in may_advance(specialist, conference, Stage.OPEN) if one.gate == "document-asks"
    )
    with pytest.raises(GateNotMissing):
        confirm_gate(specialist, conference.pk, Stage.OPEN, known.gate, known.missing.key)
    with pytest.raises(AccessRefused):
        confirm_gate(board, conference.pk, Stage.OPEN, "executive-papers", "judged")
    typed = {"giai-doan": "open", "dieu-kien": "executive-papers", "muc": "judged", "command_id": uuid4()}
    address = reverse("conferences:confirm", args=[entry.pk])
    assert client_of(Role.STANDING_BOARD_MEMBER).post(address, typed).status_code == 404
    for _twice in range(2):
        assert office.post(address, typed).status_code == 302
    assert Confirmation.objects.count() == 1
    for sql in (
        "UPDATE conferences_confirmation SET by_name = 'x'",
        "DELETE FROM conferences_confirmation",
    ):
        assert not tried(lambda sql=sql: raw(sql))
    after = office.get(page).content.decode()
    assert "xác nhận lúc" in after
    assert after.count("Tôi xác nhận") == 1
    kept = after.split("confirmed-title")[-1]
    assert specialist.name in kept
    assert "5609 II/III/2.1/b4" in kept
    assert AuditRecord.objects.filter(verb="gate.confirmed").count() == 1


def test_what_is_to_be_issued_is_needed_and_states_resources_deadline_and_responsibility(
    specialist, invited, missing
):
    entry, conference = invited("ban-thuong-vu")
    read_version(add_to_pack(specialist, entry, DocumentFacts("Báo cáo", "report")), "x")
    draft = add_to_pack(specialist, entry, DocumentFacts("Dự thảo nghị quyết", "resolution"))
    assert not {"document-needed", "document-states"} & missing(conference).keys()  # nothing to read yet
    read_version(draft, "Thời hạn: quý III. Kinh phí: 2 tỷ đồng")
    found = missing(conference)
    assert found["document-states"] == ["“Dự thảo nghị quyết”: không thấy nêu phân công trách nhiệm"]
    assert len(found["document-needed"]) == 1
    for one in may_advance(specialist, conference, Stage.OPEN):
        if one.gate in ("document-needed", "document-states"):
            confirm_gate(specialist, conference.pk, Stage.OPEN, one.gate, one.missing.key)
    kept = {one.gate: one.clauses for one in Confirmation.objects.all()}
    assert kept == {"document-needed": ["226 p6", "226 p8"], "document-states": ["226 p8"]}
    assert not kept.keys() & missing(conference).keys()
    read_version(draft, "Thời hạn: quý III. Kinh phí: 2 tỷ đồng. Đơn vị chủ trì: Sở Xây dựng")
    found = missing(conference)
    assert "document-states" not in found  # all three are said now
    assert len(found["document-needed"]) == 1  # another version is judged anew
