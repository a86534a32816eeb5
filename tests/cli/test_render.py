"""`nghisu render`: an official document of a conference from the data of its committee, as a person asks for it."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from click.testing import CliRunner, Result
from docx import Document
from pypdf import PdfReader

from nghisu.cli.main import main
from nghisu.conferences.commands import (
    ItemContent,
    add_item,
    conference_of_entry,
    draft_consultation,
    send_consultation,
)
from nghisu.conferences.commands.in_time import close_due
from nghisu.conferences.enums import Purpose
from nghisu.conferences.gathering import known_codes
from nghisu.foundation import clock
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.models import Invitee
from tests.conferences.test_consultations import CLOSES, content, seated_too
from tests.invitations.conftest import House, entry, house, invited, specialist
from tests.programme.conftest import add, bound

__all__ = ["House", "add", "bound", "entry", "house", "invited", "specialist"]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["render", *map(str, words)])


@pytest.fixture
def code(invited, specialist, bound):
    conference = conference_of_entry(specialist, invited)
    add_item(
        specialist, invited.pk, ItemContent(title="Đề án chuyển đổi số", purpose=Purpose.VOTE, minutes=45)
    )
    return conference.code


def test_a_letter_is_drawn_to_the_first_invited_or_to_the_one_named(code, tmp_path):
    first, other = tmp_path / "một.pdf", tmp_path / "hai.docx"
    done = run("--type", "giay-moi", "--conference", code, "--to", first)
    assert done.exit_code == 0, done.stderr
    text = " ".join(PdfReader(first).pages[0].extract_text().split())
    assert "GIẤY MỜI" in text
    assert "Đồng chí Trần Văn An" in text
    assert "Đề án chuyển đổi số" in text
    named = Invitee.objects.get(name="Lê Thị Bình")
    done = run("--type", "giay-moi", "--conference", code, "--invitee", named.pk, "--to", other)
    assert done.exit_code == 0, done.stderr
    paragraphs = [one.text for one in Document(io.BytesIO(other.read_bytes())).paragraphs]
    assert any("Lê Thị Bình" in one for one in paragraphs)
    assert "người ký" in done.stderr  # nobody heads the office here: it is said, not made up


def test_the_report_on_a_consultation_of_no_conference_is_drawn_once_it_is_closed(
    bound, specialist, tmp_path
):
    seated_too(bound)
    stated = content(bound, body_id=bound.standing_committee.pk)
    row = send_consultation(specialist, draft_consultation(specialist, stated).pk)
    asked = ("--type", "bao-cao-tong-hop", "--consultation", row.pk, "--to", tmp_path / "báo cáo.pdf")
    done = run(*asked)
    assert (done.exit_code, done.stderr) == (2, "Báo cáo tổng hợp có sau khi kết thúc lấy ý kiến.\n")
    with clock.standing(CLOSES):
        close_due(specialist.tenant)
    done = run(*asked)
    assert done.exit_code == 0, done.stderr
    text = " ".join(PdfReader(tmp_path / "báo cáo.pdf").pages[0].extract_text().split())
    assert "BÁO CÁO" in text
    assert "phương án kè sông" in text
    assert "Chưa trả lời 1 100%" in text


TITLES = {
    "to-trinh": "TỜ TRÌNH", "cong-van": "về việc", "thong-bao": "THÔNG BÁO", "giay-moi": "GIẤY MỜI",
    "chuong-trinh": "CHƯƠNG TRÌNH", "danh-sach-dai-bieu": "DANH SÁCH", "phieu-xin-y-kien": "PHIẾU XIN Ý KIẾN",
    "bao-cao-tong-hop": "BÁO CÁO", "phat-bieu-khai-mac": "PHÁT BIỂU", "ket-luan-be-mac": "PHÁT BIỂU",
    "nghi-quyet": "NGHỊ QUYẾT", "nghi-quyet-chuyen-de": "NGHỊ QUYẾT", "thong-bao-ket-luan": "THÔNG BÁO",
}  # fmt: skip
"""What stands on the document of each type that the command offers."""


@pytest.mark.once
def test_every_type_that_the_command_offers_is_rendered_as_pdf_and_as_docx(specialist, add, tmp_path):
    entry = add(kind="ban-chap-hanh", opening=datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM))
    conference = conference_of_entry(specialist, entry)
    add_item(specialist, entry.pk, ItemContent(title="Đề án cảng biển", purpose=Purpose.VOTE, minutes=45))
    guest = Choice(
        "guest",
        standing="guest",
        guest_name="Nguyễn Văn Dũng",
        guest_title="Vụ trưởng",
        guest_level="central",
    )
    choose(specialist, entry, guest)
    assert set(known_codes()) == set(TITLES)
    for kind, title in TITLES.items():
        pdf, word = tmp_path / f"{kind}.pdf", tmp_path / f"{kind}.docx"
        for target in (pdf, word):
            done = run("--type", kind, "--conference", conference.code, "--to", target)
            assert done.exit_code == 0, (kind, done.stderr)
        document = Document(io.BytesIO(word.read_bytes()))
        in_word = [one.text for one in document.paragraphs]
        in_word += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        in_pdf = " ".join("\n".join(page.extract_text() for page in PdfReader(pdf).pages).split())
        assert title in in_pdf, kind
        assert any(title in one for one in in_word), kind
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in in_pdf, kind
        if kind not in ("danh-sach-dai-bieu", "bao-cao-tong-hop", "cong-van"):
            assert "cảng biển" in in_pdf, kind
        if kind in ("giay-moi", "danh-sach-dai-bieu"):
            assert "Nguyễn Văn Dũng" in in_pdf


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--consultation", 10**30],
            "Không có phiếu xin ý kiến số 1000000000000000000000000000000. Các phiếu mới nhất: chưa có phiếu nào",
        ),
        (["--consultation", "1", "--conference", "HN-0"], "một trong hai"),
        ([], "một trong hai"),
        (["--consultation", "1", "--invitee", "3"], "chỉ dùng với --conference"),
    ],
)
def test_a_consultation_that_cannot_be_drawn_is_said_in_a_sentence(db, tmp_path, words, said):
    done = run("--type", "bao-cao-tong-hop", "--to", tmp_path / "x.pdf", *words)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"--type": "giay-phep"}, "Không có loại văn bản “giay-phep”. Các loại có thể dựng: to-trinh"),
        ({"--conference": "HN-0"}, "Không có hội nghị “HN-0”. Các hội nghị đang có: BTV-"),
        ({"--to": "văn bản.odt"}, "phải có đuôi .pdf hoặc .docx"),
        ({"--to": "/không/có/tệp.pdf"}, "Không có thư mục “/không/có”"),
        ({"--to": "/proc/tệp.pdf"}, "Không ghi được"),
        ({"--invitee": "999999999"}, "không có trong danh sách đại biểu"),
        ({"--invitee": "1", "--type": "to-trinh"}, "--invitee chỉ dùng với --type giay-moi"),
        ({"--committee": "tinh-khac"}, "Không có cấp ủy “tinh-khac”"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(code, tmp_path, asked, said):
    words = {"--type": "giay-moi", "--conference": code, "--to": str(tmp_path / "x.docx")} | asked
    done = run(*(part for pair in words.items() for part in pair))
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output + done.stderr
