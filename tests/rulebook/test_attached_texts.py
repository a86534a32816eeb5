"""The text that an office attaches: kept as its own, matched, placed by hand, shown beside our words."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from nghisu.cli.texts import attach_text as attach_command
from nghisu.core.law import load_rulebook
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import system_actor
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.adapters.text_reading import read_text
from nghisu.rulebook.commands.attaching import HeldFile, attach_text, place_clause
from nghisu.rulebook.models import AttachedText, TextPassage
from nghisu.rulebook.queries.texts import literal_words, text_page
from nghisu.rulebook.refusals import PassageTaken
from tests.rulebook.files import with_parts, word_file

OURS = """Chương II

QUY ĐỊNH RIÊNG CỦA LÀNG

II. HỌP BAN THƯỜNG VỤ

2. Bước hai

2.1. Giấy mời

- Mời cho đủ người trong làng.

- Giấy mời và tài liệu gửi sớm để bà con kịp đọc.

- Gạch đầu dòng mà bản quy định chưa có.
"""
"""A text of our own words whose places are those of a few clauses of 5609."""

CLAUSE = "II/II/2.1/b2"


def held(content: bytes, name: str = "quy-dinh.txt") -> HeldFile:
    return HeldFile(name, content, read_text(content))


@pytest.fixture
def edition():
    return next(one for one in load_rulebook("5609").editions if one.id == "5609")


@pytest.fixture
def specialist(bound, actor_of):
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def attached(specialist, edition):
    return attach_text(specialist, edition, held(OURS.encode()))


def said(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def upload(client, content: bytes, name: str = "5609.docx", **more: str):
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post("/quy-dinh/5609/van-ban-goc/dinh-kem/", {"file": file, **more})


def test_the_words_of_a_clause_stand_beside_ours_on_its_page_and_in_every_why(
    attached, client_of, add, edition
):
    entry = add()
    clause = load_rulebook("5609").clause("5609", CLAUSE)
    office = client_of(Role.OFFICE_SPECIALIST)
    page = said(office.get(f"/quy-dinh/5609/{CLAUSE}/"))
    assert "Giấy mời và tài liệu gửi sớm để bà con kịp đọc." in page
    assert clause.gist in page
    why = said(office.get(f"/hoi-nghi/{entry.pk}/vi-sao/invitation/"))
    assert "Giấy mời và tài liệu gửi sớm để bà con kịp đọc." in why


def test_control_without_a_text_no_literal_words_are_shown(bound, client_of):
    assert "Nguyên văn" not in said(client_of(Role.OFFICE_SPECIALIST).get(f"/quy-dinh/5609/{CLAUSE}/"))


def test_what_is_placed_changed_unplaced_and_unknown_is_told(attached, specialist, edition):
    page = text_page(specialist, edition, attached)
    assert CLAUSE in {line.clause for line in page.changed}
    assert "I/III/1.1/b1" in {line.clause for line in page.unplaced}
    assert len(page.unplaced) + page.placed == len(edition.clauses)
    known = {line.passage.found_at for line in page.lines if line.passage}
    assert {one.found_at for one in page.free}.isdisjoint(known)


def test_no_other_committee_reads_a_word_or_gets_the_file(attached, other_ground, client_of, actor_of):
    stranger = actor_of(Role.OFFICE_SPECIALIST, ground=other_ground)
    with scope(committee=other_ground.committee):
        assert literal_words(stranger, [("5609", CLAUSE)]) == {}
    client = client_of(Role.OFFICE_SPECIALIST, ground=other_ground)
    assert client.get("/quy-dinh/5609/van-ban-goc/tep/").status_code == 404


def test_the_file_comes_back_as_it_was_as_an_attachment_of_its_own_kind(bound, client_of):
    office = client_of(Role.OFFICE_SPECIALIST)
    content = word_file(OURS.splitlines())
    assert upload(office, content, "../../quy định <b>.html").status_code == 302
    answer = office.get("/quy-dinh/5609/van-ban-goc/tep/")
    assert answer.getvalue() == content
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_is_kept_under_a_random_name_outside_what_is_served(attached):
    path = Path(settings.NGHISU_DATA) / "files" / attached.stored[:2] / attached.stored
    assert path.read_bytes() == OURS.encode()
    assert (path.stat().st_mode & 0o777, len(attached.stored)) == (0o600, 32)
    assert "quy-dinh" not in str(path)


def test_a_file_that_was_tampered_with_is_not_handed_out(attached, client_of):
    path = Path(settings.NGHISU_DATA) / "files" / attached.stored[:2] / attached.stored
    path.write_bytes(b"something else")
    assert client_of(Role.OFFICE_SPECIALIST).get("/quy-dinh/5609/van-ban-goc/tep/").status_code == 404


def test_what_cannot_be_read_is_refused_beside_the_field_and_nothing_is_kept(bound, client_of):
    office = client_of(Role.OFFICE_SPECIALIST)
    for content, words in (
        (with_parts(word_file(["a"]), {"word/vbaProject.bin": b"x"}), "macro"),
        (b"<!doctype html><script>alert(1)</script>", "không phải"),
        (b"", "Tệp rỗng"),
    ):
        answer = upload(office, content)
        assert answer.status_code == 422
        assert words in unescape(answer.content.decode())
    assert not AttachedText.objects.exists()


def test_a_clause_is_placed_by_hand_and_taken_back(attached, specialist, edition):
    free = TextPassage.objects.filter(text=attached).latest("position")
    TextPassage.objects.filter(pk=free.pk).update(clause="")
    place_clause(specialist, edition, "I/III/1.1/b1", free.pk)
    assert literal_words(specialist, [("5609", "I/III/1.1/b1")]) == {("5609", "I/III/1.1/b1"): free.words}
    with pytest.raises(PassageTaken):
        place_clause(specialist, edition, "I/III/1.2/b1", free.pk)
    place_clause(specialist, edition, "I/III/1.1/b1", None)
    assert literal_words(specialist, [("5609", "I/III/1.1/b1")]) == {}


def test_a_passage_of_another_committee_or_an_unknown_clause_is_not_there(
    attached, other_ground, actor_of, edition, specialist
):
    passage = TextPassage.objects.filter(text=attached)[0]
    with scope(committee=other_ground.committee):
        stranger = actor_of(Role.OFFICE_SPECIALIST, ground=other_ground)
        with pytest.raises(AccessRefused):
            place_clause(stranger, edition, "I/III/1.1/b1", passage.pk)
    with pytest.raises(AccessRefused):
        place_clause(specialist, edition, "IX/9", passage.pk)


def test_by_hand_through_the_page(attached, client_of):
    TextPassage.objects.filter(text=attached, clause=CLAUSE).update(clause="")
    passage = TextPassage.objects.get(text=attached, words__startswith="Giấy mời và tài liệu")
    office = client_of(Role.OFFICE_SPECIALIST)
    assert "chưa tìm thấy" in said(office.get("/quy-dinh/5609/van-ban-goc/"))
    form = {"clause": CLAUSE, "passage": str(passage.pk), "command_id": str(uuid4())}
    assert office.post("/quy-dinh/5609/van-ban-goc/dat/", form).status_code == 302
    page = said(office.get("/quy-dinh/5609/van-ban-goc/"))
    assert "Do người đặt bằng tay" in page
    assert client_of(Role.DELEGATE).get("/quy-dinh/5609/van-ban-goc/").status_code == 404


def test_a_newer_text_takes_the_place_of_the_one_before(attached, specialist, edition):
    newer = attach_text(specialist, edition, held(OURS.replace("kịp đọc", "đọc kỹ").encode(), "moi.txt"))
    attached.refresh_from_db()
    assert attached.replaced_at is not None
    assert "đọc kỹ" in literal_words(specialist, [("5609", CLAUSE)])[("5609", CLAUSE)]
    assert AttachedText.objects.get(replaced_at=None).pk == newer.pk


def test_a_text_without_numbered_clauses_is_placed_paragraph_by_paragraph(specialist, edition):
    plain = "Đoạn thứ nhất của bài báo.\n\nĐoạn thứ hai của bài báo.\n"
    text = attach_text(specialist, replace(edition, id="226"), held(plain.encode()))
    assert [one.words for one in TextPassage.objects.filter(text=text)] == [
        "Đoạn thứ nhất của bài báo.",
        "Đoạn thứ hai của bài báo.",
    ]


def test_the_command_line_keeps_the_text_for_a_committee(bound, tmp_path):
    file = tmp_path / "5609.txt"
    file.write_text(OURS, encoding="utf-8")
    code = bound.committee.code
    done = CliRunner().invoke(attach_command, ["5609", str(file), "--committee", code, "--json"])
    assert done.exit_code == 0, done.output
    assert CLAUSE in {one["clause"] for one in json.loads(done.stdout)["placed"]}
    assert AttachedText.objects.get(edition="5609").by_name == system_actor(None).name
    refused = CliRunner().invoke(attach_command, ["5609", str(file), "--committee", "khong-co"])
    assert refused.exit_code == 2
