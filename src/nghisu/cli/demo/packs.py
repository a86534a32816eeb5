"""Documents of the two conferences in preparation: those of the Ban Thường vụ are out, one in a changed version, one as a
supplement; those of the Ban Chấp hành wait, a scheme for the second part of its appraisal.

Every sentence is invented and says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django_scopes import scope

from nghisu.cli.demo.conferences import BCH, BTV, CITY, OFFICE, SCHEME
from nghisu.cli.demo.programme import person
from nghisu.conferences.commands.packs import add_to_pack, send_out
from nghisu.conferences.models import AgendaItem, Conference, ConferencePack
from nghisu.core.papers.composing.parts import paragraph
from nghisu.core.papers.paper import Block, Column, Formalities, Heading, Paper, Row, Table
from nghisu.directory.models import Organisation
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.commands import DocumentFacts, Opinion, ask_appraisal, hand_in, say_appraisal
from nghisu.documents.commands.drawing import draw_version
from nghisu.documents.models import Document
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.files import arriving_content
from nghisu.foundation.models import Committee

HANDED_IN = datetime(2026, 3, 9, 14, 0, tzinfo=clock.VIETNAM)
APPRAISED = datetime(2026, 3, 9, 16, 0, tzinfo=clock.VIETNAM)
SENT = datetime(2026, 3, 9, 17, 0, tzinfo=clock.VIETNAM)
SUPPLEMENTED = datetime(2026, 3, 10, 7, 10, tzinfo=clock.VIETNAM)

INVENTED = "Văn bản minh họa của bản dùng thử: mọi tên, số liệu và nhận định dưới đây đều là hư cấu."
SENTENCES = (
    "Các đơn vị đã rà soát theo kế hoạch, gửi kết quả đúng hạn và nêu rõ phần việc còn lại.",
    "Số liệu được tổng hợp đến ngày cuối của kỳ; chênh lệch giữa các nguồn đã được đối chiếu, ghi chú.",
    "Còn ba việc chưa xong, mỗi việc có một đơn vị chịu trách nhiệm và thời hạn cụ thể.",
    "Kinh phí trong dự toán được giao; không phát sinh biên chế, không lập tổ chức mới.",
    "Đề nghị cho ý kiến về thứ tự ưu tiên và mốc thời gian báo cáo lại.",
)
PARTS = ("Tình hình", "Kết quả", "Hạn chế, nguyên nhân", "Nhiệm vụ tới", "Kiến nghị")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document of the demonstration: whose, of which kind, under which item, how many pages it comes to, about."""

    conference: str
    item: int
    title: str
    kind: str
    unit: str
    pages: int
    asks: str = ""


REVIEW = "Báo cáo kết quả rà soát công tác cán bộ quý I"
TABLE_OF_WORK = "Dự thảo bảng phân công theo dõi địa bàn năm 2026"
ANNEX = "Phụ lục danh sách cán bộ được rà soát"
PAPERS = (
    Drawn(BTV, 2, REVIEW, "report", "ban-to-chuc-thanh-uy", 3, "Thứ tự ưu tiên của ba việc còn lại."),
    Drawn(BTV, 4, "Tờ trình về phân công theo dõi địa bàn", "proposal", "van-phong-thanh-uy", 2),
    Drawn(BTV, 4, TABLE_OF_WORK, "other", "van-phong-thanh-uy", 1, "Địa bàn của từng đồng chí."),
    Drawn(BCH, 2, "Báo cáo kinh tế - xã hội quý I năm 2026", "report", "dang-uy-ubnd-thanh-pho", 4),
    Drawn(BCH, 3, f"Dự thảo {SCHEME}", "scheme", "dang-uy-ubnd-thanh-pho", 5, "Nguồn lực, lộ trình."),
)
APPRAISERS = {"form": "tham-dinh", "content": "truong-don-vi"}
"""Who looks at which part: Văn phòng, and the ban Đảng whose field it is."""
OPINIONS = {
    "form": Opinion(True, "Đúng mẫu, đủ phần.", structure="Đủ năm phần, cân đối.", form="Đúng thể thức."),
    "content": Opinion(True, "Số liệu khớp nguồn.", content="Kiến nghị rõ việc, rõ đơn vị."),
}
LATE = Drawn(BTV, 2, ANNEX, "other", "ban-to-chuc-thanh-uy", 1)


def build_packs(committees: Mapping[str, Committee]) -> None:
    """Put the documents in and send those of the Ban Thường vụ out, unless it was done before."""
    city = committees[CITY]
    with scope(committee=city):
        if ConferencePack.objects.exists():
            return
        by = person(OFFICE, city)
        units = {one.code: one for one in Organisation.objects.filter(committee=city)}
        with clock.standing(HANDED_IN):
            made = {one.title: _put_in(by, one, units, city) for one in PAPERS}
        with clock.standing(APPRAISED):
            _appraise(by, made[REVIEW], city)
            _appraise(by, made[PAPERS[-1].title], city, said=("form",))
        entry = Conference.objects.select_related("entry").get(code=BTV).entry
        with clock.standing(SENT):
            send_out(by, entry, [made[one.title].pk for one in PAPERS if one.conference == BTV])
        with clock.standing(SUPPLEMENTED):
            late = _put_in(by, LATE, units, city)
            _appraise(by, late, city)
            changed = replace(PAPERS[2], pages=2)
            _hand_in(by, made[TABLE_OF_WORK], changed, units, city, "Bổ sung ba địa bàn.")
            send_out(by, entry, [late.pk, made[TABLE_OF_WORK].pk])


def _put_in(by: Actor, one: Drawn, units: Mapping[str, Organisation], city: Committee) -> Document:
    conference = Conference.objects.select_related("entry").get(code=one.conference)
    item = AgendaItem.objects.get(conference=conference, position=one.item)
    facts = DocumentFacts(one.title, one.kind, units[one.unit].pk, needs_opinion=one.asks)
    document = add_to_pack(by, conference.entry, facts, [item.pk])
    _hand_in(by, document, one, units, city)
    return document


def _appraise(by: Actor, document: Document, city: Committee, said: Iterable[str] = APPRAISERS) -> None:
    """Have both parts of a document appraised; those `said` are accepted, what is left waits."""
    version = document.versions.get()
    for part, username in APPRAISERS.items():
        appraiser = person(username, city)
        ask_appraisal(by, version.pk, part, [appraiser.person_id or 0])
        if part in said:
            say_appraisal(appraiser, version.appraisals.get(part=part).pk, OPINIONS[part])


def _hand_in(
    by: Actor,
    document: Document,
    one: Drawn,
    units: Mapping[str, Organisation],
    city: Committee,
    note: str = "",
) -> None:
    content = draw_pdf(_paper(one, units[one.unit], city))
    with arriving_content(content, f"{one.title}.pdf") as arrived:
        version = hand_in(by, document.pk, arrived, note)
    draw_version(version.pk)


def _paper(one: Drawn, unit: Organisation, city: Committee) -> Paper:
    """Its words: as many parts as make its pages, with a table of figures."""
    blocks: list[Block] = [paragraph(INVENTED, italic=True)]
    for place in range(1, one.pages * 2):
        blocks.append(Heading(f"{place}. {PARTS[(place - 1) % len(PARTS)]}"))
        blocks += [paragraph(SENTENCES[(place + turn) % len(SENTENCES)]) for turn in range(6)]
        if place % 3 == 1:
            blocks.append(_figures(place))
    named = {"report": "Báo cáo", "proposal": "Tờ trình"}.get(one.kind, "Tài liệu")
    subject = one.title.removeprefix(named).strip()
    return Paper(
        kind="bao-cao",
        type=named.upper(),
        formalities=Formalities(
            superior=city.name, issuer=unit.name, unit="", place=city.place, day=HANDED_IN.date()
        ),
        subject=subject[0].lower() + subject[1:],
        numbered=False,
        blocks=tuple(blocks),
    )


def _figures(place: int) -> Table:
    columns = (Column("Địa bàn", 80), Column("Kế hoạch", 40), Column("Kết quả", 40))
    rows = tuple(
        Row((f"Phường số {number}", str(place * 7 + number * 3), str(place * 6 + number * 3)))
        for number in range(1, 7)
    )
    return Table(columns, rows)
