"""What is typed bold, italic, numbered or as a table in the editor stands so in the PDF and in the Word file."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from nghisu.core.papers.composing.conclusions import ConclusionNotice, ItemConclusion
from nghisu.core.papers.composing.resolutions import ThematicResolution
from nghisu.core.papers.kinds import compose
from nghisu.core.people.roles import Role
from nghisu.documents.adapters.drawing import draw_docx, draw_pdf
from nghisu.documents.commands import begin_draft
from nghisu.documents.forms.drafts import DraftForm
from nghisu.documents.queries.drafts import content_of, version_of
from tests.documents.drawing.measuring import line, seen_in
from tests.documents.test_draft_pages import form_of
from tests.documents.test_drafts import a_notice, people, specialist  # noqa: F401  fixtures
from tests.official import contents

pytestmark = pytest.mark.once
TYPED = (
    "**Khẩn trương** nộp *trước* hạn.\n1. Ý thứ nhất\n| Việc | Đơn vị |\n| Đề án cảng | Sở Bến Cảng |\nXong."
)


def test_marks_survive_from_the_editor_into_both_files_and_are_seen_in_the_comparison(
    client_of,
    specialist,  # noqa: F811  fixture
    party,
):
    draft = begin_draft(specialist, "thong-bao", "party", a_notice(words="Lời đầu"), title="Thông báo")
    browser = client_of(Role.OFFICE_SPECIALIST)
    here = f"/van-ban/du-thao/{draft.pk}/"
    page = browser.get(f"{here}sua/").content.decode()
    assert "data-marks" in page
    assert browser.post(f"{here}sua/", form_of(page) | {"words": TYPED}).status_code == 302
    draft.refresh_from_db()
    paper = compose(content_of("thong-bao", version_of(draft).content))
    seen = seen_in(draw_pdf(paper))
    assert line(seen, "Khẩn trương").face == "Tinos-Bold"
    assert line(seen, "trước").face == "Tinos-Italic"
    assert line(seen, "1. Ý thứ nhất.").face == "Tinos-Regular"
    assert line(seen, "Sở Bến Cảng").left > line(seen, "Đề án cảng").right
    word = Document(io.BytesIO(draw_docx(paper)))
    runs = {run.text: run for one in word.paragraphs for run in one.runs}
    assert runs["Khẩn trương"].bold
    assert runs["trước"].italic
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in word.tables]
    assert [["Việc", "Đơn vị"], ["Đề án cảng", "Sở Bến Cảng"]] in tables
    assert "**Khẩn" in browser.get(f"{here}so-sanh/").content.decode()
    assert "**" not in browser.get(here).content.decode()


def test_the_texts_of_sections_and_of_conclusions_are_written_place_by_place():
    notice: ConclusionNotice = replace(
        contents()["thong-bao-ket-luan"], items=(ItemConclusion(title="Đê biển"),)
    )
    form = DraftForm("thong-bao-ket-luan", notice, 1)
    typed = {name: form.get_initial_for_field(one, name) or "" for name, one in form.fields.items()}
    done = DraftForm(
        "thong-bao-ket-luan", notice, 1, typed | {"items-0": "Thống nhất\n**Giao** Sở", "revision": 1}
    )
    assert done.is_valid(), done.errors
    assert done.content().items[0].conclusion == "Thống nhất\n**Giao** Sở"  # type: ignore[attr-defined]
    thematic: ThematicResolution = contents()["nghi-quyet-chuyen-de"]
    form = DraftForm("nghi-quyet-chuyen-de", thematic, 1)
    typed = {name: form.get_initial_for_field(one, name) or "" for name, one in form.fields.items()}
    done = DraftForm("nghi-quyet-chuyen-de", thematic, 1, typed | {"sections-1": "Một\nHai", "revision": 1})
    assert done.is_valid(), done.errors
    sections = done.content().sections  # type: ignore[attr-defined]
    assert (sections[1].paragraphs, sections[0]) == (("Một", "Hai"), thematic.sections[0])
