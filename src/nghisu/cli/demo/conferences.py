"""The demonstration's two conferences in preparation, DEMO-BTV and DEMO-BCH: a scheme goes from the one to the other.

All through commands, by invented people: the Ban Thường vụ of 18 March 2026 deals with the scheme that the Ban Chấp
hành of 7 April 2026 is to decide.
"""

from __future__ import annotations

from datetime import date, datetime

from django_scopes import scope

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.cli.demo.programme import person
from nghisu.conferences.commands import (
    ConsultationContent,
    ItemContent,
    MatterContent,
    ProposalContent,
    QuestionContent,
    add_item,
    advance,
    conference_of_entry,
    draft_consultation,
    draft_proposal,
    enter_delegated,
    give_answers,
    send_consultation,
    submit_proposal,
)
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.conferences.queries.proposals import KIND
from nghisu.directory.models import Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.programme.commands import EntryContent, change_entry
from nghisu.programme.commands.content import content_of
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import complete_deadline
from nghisu.rulebook.models import Deadline

CITY, OFFICE, CHIEF, BOARD = "ha-noi", "chuyen-vien", "chanh-van-phong", "thuong-truc"
BTV, BCH = "DEMO-BTV", "DEMO-BCH"
PREPARED = datetime(2026, 3, 4, 9, 0, tzinfo=clock.VIETNAM)
"""When the agendas were drawn up and the proposals put forward."""
AGREED, APPROVED, BEGUN = (
    datetime(2026, 3, 5, 8, 30, tzinfo=clock.VIETNAM),
    datetime(2026, 3, 5, 16, 0, tzinfo=clock.VIETNAM),
    datetime(2026, 3, 6, 8, 0, tzinfo=clock.VIETNAM),
)
"""When the chief of office agreed, when the standing board approved, when the preparation began."""

ASKED, ANSWERED = (
    datetime(2026, 3, 9, 9, 0, tzinfo=clock.VIETNAM),
    datetime(2026, 3, 9, 16, 20, tzinfo=clock.VIETNAM),
)
"""When opinions were asked in writing, and when the first member answered."""

SCHEME = "Đề án phát triển khoa học, công nghệ và chuyển đổi số giai đoạn 2026 - 2030"

AGENDAS = {
    BTV: (
        ("Khai mạc, thông qua chương trình làm việc", Purpose.OPENING, "", 5, ""),
        (
            "Báo cáo kết quả rà soát công tác cán bộ quý I",
            Purpose.REPORT,
            "ban-to-chuc-thanh-uy",
            30,
            "Báo cáo kết quả rà soát\nPhụ lục danh sách cán bộ được rà soát",
        ),
        (
            SCHEME + " (trước khi trình Ban Chấp hành)",
            Purpose.VOTE,
            "dang-uy-ubnd-thanh-pho",
            60,
            "Tờ trình\nDự thảo Đề án\nBản tóm tắt Đề án\nBáo cáo thẩm định",
        ),
        (
            "Phân công thành viên Ban Thường vụ theo dõi địa bàn năm 2026",
            Purpose.OPINION,
            "van-phong-thanh-uy",
            25,
            "Tờ trình\nDự thảo bảng phân công",
        ),
        ("Kết luận, bế mạc", Purpose.CONCLUSION, "", 10, ""),
    ),
    BCH: (
        ("Khai mạc, chào cờ, giới thiệu đại biểu", Purpose.OPENING, "", 10, ""),
        (
            "Báo cáo tình hình kinh tế - xã hội quý I, nhiệm vụ quý II năm 2026",
            Purpose.REPORT,
            "dang-uy-ubnd-thanh-pho",
            40,
            "Báo cáo kinh tế - xã hội quý I\nBản tóm tắt",
        ),
        (
            SCHEME,
            Purpose.VOTE,
            "dang-uy-ubnd-thanh-pho",
            90,
            "Tờ trình\nDự thảo Đề án\nBản tóm tắt Đề án\nDự thảo Nghị quyết",
        ),
        (
            "Báo cáo kết quả kiểm tra, giám sát quý I",
            Purpose.REPORT,
            "uy-ban-kiem-tra-thanh-uy",
            25,
            "Báo cáo kiểm tra, giám sát quý I",
        ),
        ("Thảo luận, biểu quyết", Purpose.DISCUSSION, "", 60, ""),
        ("Kết luận, bế mạc", Purpose.CONCLUSION, "", 20, ""),
    ),
}
"""What, what for, the code of the reporting unit, minutes, documents one a line."""

DAYS = {BTV: ("ban-thuong-vu", date(2026, 3, 18)), BCH: ("ban-chap-hanh", date(2026, 4, 7))}
STATED = {
    BTV: {
        "participants": "Ủy viên Ban Thường vụ; lãnh đạo các ban Đảng, Văn phòng Thành ủy, Đảng ủy UBND Thành phố",
        "delegates": 42,
    },
    BCH: {
        "participants": "Ủy viên Ban Chấp hành; bí thư đảng ủy xã, phường; thủ trưởng các sở, ngành liên quan",
        "delegates": 260,
    },
}
"""What the programme did not state of them yet."""

PROPOSALS = {
    BTV: ProposalContent(
        purpose="Cho ý kiến về công tác cán bộ quý I và Đề án khoa học, công nghệ trước khi trình Ban Chấp hành.",
        requirements="Thống nhất phương án trình Ban Chấp hành; phân công rõ người chỉnh sửa Đề án và thời hạn.",
        need_rule="Chương trình công tác năm 2026 số 85-CTr/TU.",
        need_why="Đề án phải qua Ban Thường vụ trước kỳ họp Ban Chấp hành ngày 07/4/2026.",
        no_guidance="Đề án còn hai phương án về nguồn lực, cần thảo luận và biểu quyết trực tiếp.",
        combined="Đã ghép ba nội dung vào một kỳ họp định kỳ; không tổ chức kỳ họp riêng.",
        budget="12 triệu đồng, trong dự toán thường xuyên của Văn phòng Thành ủy.",
        division="Văn phòng: tài liệu, phòng họp. Đảng ủy UBND Thành phố: Đề án. Ban Tổ chức: báo cáo cán bộ.",
        press="Không mời báo chí; ghi âm phục vụ biên bản.",
        blocs={"party": 30, "state": 10, "elected": 2},
    ),
    BCH: ProposalContent(
        purpose="Đánh giá quý I, quyết định nhiệm vụ quý II và Đề án khoa học, công nghệ, chuyển đổi số.",
        requirements="Biểu quyết Đề án; ban hành nghị quyết kỳ họp; giao nhiệm vụ quý II có người chịu trách nhiệm.",
        need_rule="Quy chế làm việc: Ban Chấp hành họp định kỳ mỗi quý một lần.",
        need_why="Đề án thuộc thẩm quyền quyết định của Ban Chấp hành và phải triển khai từ tháng 5.",
        no_guidance="Nội dung thuộc diện biểu quyết của tập thể, không thay bằng văn bản hướng dẫn được.",
        combined="Ghép đánh giá quý I và Đề án vào cùng kỳ họp; báo cáo kiểm tra, giám sát gửi trước.",
        budget="185 triệu đồng, trong dự toán hội nghị năm 2026.",
        division="Văn phòng: nội dung, hội trường, phục vụ. Công an Thành phố: an ninh. Sở Y tế: y tế.",
        ceremony="Chào cờ; phông chữ, hoa theo quy định; không văn nghệ.",
        press="Mời Báo và Phát thanh, Truyền hình Hà Nội dự phần khai mạc; ghi âm toàn bộ.",
        blocs={"party": 190, "state": 45, "elected": 10, "mass": 15},
    ),
}

DELEGATED = (
    (
        "Phê duyệt kế hoạch tổ chức các ngày lễ kỷ niệm hằng năm",
        "",
        date(2025, 11, 3),
        "Quyết định 214-QĐ/TU ngày 03/11/2025",
    ),
    (
        "Cho ý kiến về nhân sự cấp phó các đơn vị sự nghiệp của Thành ủy",
        "ban-to-chuc-thanh-uy",
        date(2025, 11, 17),
        "Quyết định 231-QĐ/TU ngày 17/11/2025",
    ),
)
"""What was delegated: the matter, the code of the unit (none: the standing board), since when, by which document."""

PASSED = {SCHEME: SCHEME + " (trước khi trình Ban Chấp hành)"}
"""An item of the Ban Chấp hành to the one of the Ban Thường vụ at which the matter is dealt with first."""


def prepare_two(committees: dict[str, Committee]) -> int:
    """Prepare the two conferences, unless they were before. Returns how many were prepared."""
    committee = committees[CITY]
    with scope(committee=committee):
        if Conference.objects.filter(code__in=DAYS).exists():
            return 0
        _write(committee)
        for at, username in ((AGREED, CHIEF), (APPROVED, BOARD)):
            with clock.standing(at):
                _decide(person(username, committee))
        with clock.standing(BEGUN):
            for conference in Conference.objects.filter(code__in=DAYS):
                advance(person(OFFICE, committee), conference.pk, Stage.PREPARING)
            handed_in = Deadline.objects.get(subject__entry__conference__code=BTV, act="appraisal-copy")
            complete_deadline(person(OFFICE, committee), handed_in.pk, "Đã nhận Dự thảo Đề án để thẩm định.")
        _consult(committee)
        return len(DAYS)


def _write(committee: Committee) -> None:
    with clock.standing(PREPARED):
        by = person(OFFICE, committee)
        units = dict(Organisation.objects.values_list("code", "pk"))
        for code, (kind, day) in DAYS.items():
            entry = Entry.objects.get(
                kind=kind, opening__gte=clock.beginning_of(day), opening__lt=clock.end_of(day)
            )
            units_with = tuple(entry.coordinating.order_by("pk").values_list("pk", flat=True))
            said = content_of(entry, units_with) | {"coordinating_ids": units_with} | STATED[code]
            change_entry(by, entry.pk, EntryContent(**said), entry.revision)
            conference_of_entry(by, entry, code)
            _agenda(by, entry, code, units)
            draft_proposal(by, entry.pk, PROPOSALS[code])
            submit_proposal(by, entry.pk)
        for matter, unit, since, document in DELEGATED:
            enter_delegated(
                by,
                MatterContent(
                    matter=matter,
                    delegated_by="Ban Thường vụ Thành ủy",
                    delegated_to_id=units.get(unit),
                    delegated_to_text="" if unit in units else "Thường trực Thành ủy",
                    since=since,
                    document=document,
                ),
            )


def _consult(committee: Committee) -> None:
    """The members of the Ban Thường vụ are asked in writing on 9 March; one has answered."""
    with clock.standing(ASKED):
        by = person(OFFICE, committee)
        body = Body.objects.get(code="ban-thuong-vu")
        row = draft_consultation(
            by,
            ConsultationContent(
                title="Phương án phân luồng giao thông dịp lễ 30/4",
                body_id=body.pk,
                closes_at=datetime(2026, 3, 13, 17, 0, tzinfo=clock.VIETNAM),
                questions=(
                    QuestionContent("Đồng ý phương án phân luồng khu vực trung tâm?"),
                    QuestionContent("Giờ cấm xe tải", "Từ 6 giờ đến 20 giờ\nCả ngày"),
                ),
                content="Công an Thành phố đề xuất phân luồng từ ngày 29/4 đến ngày 02/5.",
                documents="Tờ trình của Công an Thành phố\nSơ đồ phân luồng",
                special_case="Phải thông báo cho nhân dân trước 15 ngày, không kịp chờ kỳ họp ngày 18/3.",
            ),
        )
        send_consultation(by, row.pk)
    with clock.standing(ANSWERED):
        member = person(BOARD, committee)
        first, second = row.questions.values_list("pk", flat=True)
        if row.asked.filter(person=member.person_id).exists():
            give_answers(
                member, row.pk, {first: ("agree", "Bổ sung bãi đỗ xe tạm ở vành đai."), second: ("1", "")}
            )


def _decide(by: Actor) -> None:
    for approval in Approval.objects.filter(kind=KIND, state="pending").order_by("pk"):
        decide(by, approval.pk, Outcome.GRANTED, approval.digest)


def _agenda(by: Actor, entry: Entry, code: str, units: dict[str, int]) -> None:
    for title, purpose, unit, minutes, documents in AGENDAS[code]:
        earlier = AgendaItem.objects.filter(title=PASSED[title]).first() if title in PASSED else None
        content = ItemContent(
            title=title,
            purpose=purpose,
            reporting_id=units.get(unit),
            minutes=minutes,
            documents=documents,
            follows_id=earlier.pk if earlier is not None else None,
        )
        add_item(by, entry.pk, content)
