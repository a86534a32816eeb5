"""Data of official documents for tests: one of every kind, Party and state side; every person is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from nghisu.core.form.rules import Side
from nghisu.core.papers.composing.agenda import Agenda, AgendaLine
from nghisu.core.papers.composing.conclusions import ConclusionNotice, ItemConclusion, Task
from nghisu.core.papers.composing.delegates import Delegate, DelegateGroup, DelegateList
from nghisu.core.papers.composing.invitation import Invitation
from nghisu.core.papers.composing.letters import ContentLetter, Notice, Request
from nghisu.core.papers.composing.opinion import OpinionForm, Question
from nghisu.core.papers.composing.parts import Meeting, Section
from nghisu.core.papers.composing.proposal import Proposal
from nghisu.core.papers.composing.report import ConsultationReport, Count, Opinion, Outcome
from nghisu.core.papers.composing.resolutions import PARTS, SessionResolution, ThematicResolution
from nghisu.core.papers.composing.speeches import ClosingConclusion, OpeningSpeech
from nghisu.core.papers.paper import Authority, Formalities, Signer


def at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


SENTENCE = (
    "Các cấp ủy, tổ chức đảng trực thuộc quán triệt, cụ thể hóa thành kế hoạch của đơn vị mình, phân công rõ người, "
    "rõ việc, rõ thời hạn và định kỳ báo cáo kết quả thực hiện"
)
OFFICE = Formalities(
    superior="Thành ủy Sông Lam",
    issuer="Văn phòng",
    unit="VPTU",
    place="Sông Lam",
    number="7",
    day=date(2026, 2, 5),
    signer=Signer("Chánh Văn phòng", "Đặng Hữu Nghĩa", (Authority("TL", "Ban Thường vụ"),)),
    recipients=("Như trên", "Thường trực Thành ủy (để báo cáo)", "Các ban Đảng Thành ủy"),
    kept_by="Văn phòng Thành ủy",
)
COMMITTEE = replace(
    OFFICE,
    superior="Đảng bộ Thành phố Sông Lam",
    issuer="Ban Chấp hành",
    unit="TU",
    signer=Signer("Bí thư", "Vũ Quỳnh Hưởng", (Authority("TM", "Ban Chấp hành"),)),
)
STATE = Formalities(
    side=Side.STATE,
    superior="Ủy ban nhân dân thành phố Sông Lam",
    issuer="Văn phòng",
    unit="VPUB",
    section="TH",
    place="Sông Lam",
    number="7",
    day=date(2026, 2, 5),
    signer=Signer("Chánh Văn phòng", "Đặng Hữu Nghĩa", (Authority("TL", "Chủ tịch"),)),
    recipients=("Như trên", "Chủ tịch, các Phó Chủ tịch (để báo cáo)", "Các sở, ban, ngành"),
    kept_by="VT, TH",
)
MEETING = Meeting(
    name="Hội nghị Ban Chấp hành Đảng bộ Thành phố lần thứ sáu",
    opening=at(2026, 3, 18, 8, 0),
    closing=at(2026, 3, 18, 16, 30),
    place="Hội trường lớn, Trụ sở Thành ủy",
    chair="Đồng chí Vũ Quỳnh Hưởng, Ủy viên Trung ương Đảng, Bí thư Thành ủy",
    form="Trực tiếp, kết hợp trực tuyến đến điểm cầu các phường, xã",
)
STATE_MEETING = replace(
    MEETING,
    name="Hội nghị giao ban công tác quý I năm 2026",
    chair="Ông Lê Nguyễn Ước, Chủ tịch Ủy ban",
)


def contents(side: Side = Side.PARTY, people: int = 12) -> dict[str, Any]:
    """Data of every kind that makes sense on a side, by the kind's code."""
    office = OFFICE if side is Side.PARTY else STATE
    meeting = MEETING if side is Side.PARTY else STATE_MEETING
    body = "Ban Thường vụ Thành ủy" if side is Side.PARTY else "Ủy ban nhân dân Thành phố"
    topics = (
        "Tình hình kinh tế - xã hội quý I",
        "Công tác tổ chức, cán bộ",
        "Chương trình chuyển đổi số của cấp ủy",
    )
    found: dict[str, Any] = {
        "to-trinh": Proposal(
            formalities=office,
            meeting=meeting,
            proposer=office.issuer,
            to=(f"Thường trực {body}",),
            grounds=("Căn cứ Quy chế làm việc", "Căn cứ chương trình công tác năm 2026"),
            need=SENTENCE,
            purpose=("Đánh giá kết quả quý I", "Thống nhất nhiệm vụ quý II"),
            topic="Kỷ cương, hành động",
            contents=topics,
            participants=("Các đồng chí Ủy viên Ban Chấp hành", "Đại biểu mời"),
            scale="toàn Thành phố",
            delegates=320,
            budget="Từ nguồn chi thường xuyên năm 2026 của Văn phòng",
            hall="Văn phòng chuẩn bị",
            division=("Văn phòng: chuẩn bị chương trình, giấy mời", "Ban Tổ chức: chuẩn bị báo cáo nhân sự"),
        ),
        "cong-van": ContentLetter(
            formalities=office,
            meeting=meeting,
            convener=body,
            to=("Ban Tổ chức", "Ban Tuyên giáo và Dân vận", "Đảng ủy Ủy ban"),
            requests=(
                Request(unit="Ban Tổ chức", content="báo cáo công tác cán bộ", due=date(2026, 3, 6)),
                Request(
                    unit="Ban Tuyên giáo và Dân vận",
                    content="dự thảo nghị quyết về chuyển đổi số",
                    due=date(2026, 3, 6),
                ),
            ),
            send_to="Văn phòng, phòng Tổng hợp",
            pages="Mỗi tài liệu không quá 15 trang",
        ),
        "thong-bao": Notice(
            formalities=office,
            meeting=meeting,
            issuer=office.issuer,
            contents=topics,
            participants=("Đại biểu trong danh sách",),
            words=SENTENCE,
        ),
        "giay-moi": Invitation(
            formalities=office,
            meeting=meeting,
            convener=body,
            invitee="Đồng chí Nguyễn Thị Thuỳ Dương, Ủy viên Ban Chấp hành, Bí thư Đảng ủy phường Bến Thủy",
            contents=topics,
            participants=("Các đồng chí Ủy viên Ban Chấp hành", "Lãnh đạo các ban Đảng"),
            documents=("Đọc trên trang hội nghị theo mã gửi kèm",),
            absence_to="Văn phòng trước ngày 16/3/2026",
            code="https://hop.songlam.example/m/7Qk2mZ9vT4xLw8RbNc3HsA",
        ),
        "chuong-trinh": Agenda(
            formalities=replace(office, recipients=("Đại biểu dự hội nghị",)),
            meeting=meeting,
            items=(
                AgendaLine(
                    part="BUỔI SÁNG",
                    title="Ổn định tổ chức, giới thiệu đại biểu",
                    presenter="Văn phòng",
                    minutes=10,
                ),
                AgendaLine(title="Phát biểu khai mạc", presenter="Đồng chí Bí thư", minutes=10),
                *(AgendaLine(title=one, presenter="Ban chủ trì nội dung", minutes=30) for one in topics),
                AgendaLine(
                    part="BUỔI CHIỀU",
                    title="Thảo luận tại hội trường",
                    presenter="Đại biểu",
                    minutes=120,
                    at=at(2026, 3, 18, 13, 30),
                ),
                AgendaLine(title="Kết luận, bế mạc", presenter="Đồng chí Bí thư", minutes=30),
            ),
        ),
        "danh-sach-dai-bieu": DelegateList(
            formalities=replace(office, recipients=()),
            meeting=meeting,
            groups=(
                DelegateGroup("Ủy viên Ban Chấp hành", delegates(people)),
                DelegateGroup("Đại biểu mời", delegates(3)),
            ),
        ),
        "phieu-xin-y-kien": OpinionForm(
            formalities=replace(
                office,
                recipients=(),
                kept_by="",
                signer=Signer("Người cho ý kiến", "Nguyễn Thị Thuỳ Dương", below="(Ký, ghi rõ họ tên)"),
            ),
            asker=body,
            subject="về chủ trương đầu tư Nhà văn hóa thiếu nhi",
            member="Đồng chí Nguyễn Thị Thuỳ Dương",
            position="Ủy viên Ban Chấp hành",
            documents=("Tờ trình số 12-TTr/VPTU", "Dự thảo nghị quyết"),
            questions=(
                Question(text="Sự cần thiết đầu tư"),
                Question(text="Địa điểm xây dựng", options=("Phương án 1", "Phương án 2"), ticked=1),
            ),
            closing=at(2026, 2, 20, 17, 0),
            send_to="Văn phòng",
        ),
        "bao-cao-tong-hop": ConsultationReport(
            formalities=office,
            asker=body,
            subject="Về chủ trương đầu tư Nhà văn hóa thiếu nhi",
            sent=at(2026, 2, 12, 8, 0),
            closed=at(2026, 2, 20, 17, 0),
            asked_people=15,
            answered=13,
            outcomes=(
                Outcome(
                    text="Sự cần thiết đầu tư",
                    counts=(
                        Count(name="Đồng ý", number=11),
                        Count(name="Không đồng ý", number=1),
                        Count(name="Ý kiến khác", number=1),
                    ),
                    others=(
                        Opinion(text="Đề nghị lùi sang năm 2027 để cân đối nguồn", names=("Lê Nguyễn Ước",)),
                    ),
                    reservations=(
                        Opinion(
                            text="Chưa rõ hiệu quả sử dụng", names=("Trần Thuỳ Dương",), choice="Không đồng ý"
                        ),
                    ),
                ),
                Outcome(
                    text="Địa điểm xây dựng",
                    counts=(
                        Count(name="Phương án 1: khu đất bến xe cũ", number=9),
                        Count(name="Phương án 2: khu đô thị mới", number=4),
                    ),
                ),
            ),
            unanswered=("Vũ Hữu Nghĩa", "Đặng Quỳnh Hưởng"),
            synthesis=f"{SENTENCE}\n{SENTENCE}",
            proposals=("Thông qua chủ trương đầu tư theo phương án 1",),
        ),
        "thong-bao-ket-luan": ConclusionNotice(
            formalities=office,
            meeting=meeting,
            body=body,
            items=tuple(ItemConclusion(title=one, conclusion=f"{SENTENCE}\n{SENTENCE}") for one in topics),
            tasks=tuple(
                Task(
                    text="Hoàn thiện báo cáo theo ý kiến tại hội nghị",
                    lead="Ban Tổ chức",
                    support="Văn phòng",
                    due=date(2026, 4, 10),
                    product="Báo cáo",
                )
                for _ in range(4)
            ),
        ),
    }
    if side is Side.PARTY:
        speaker = "đồng chí Vũ Quỳnh Hưởng, Bí thư Thành ủy"
        unsigned = replace(COMMITTEE, signer=None, recipients=(), kept_by="", draft="Dự thảo lần 2")
        grounds = ("Căn cứ Điều lệ Đảng Cộng sản Việt Nam", "Căn cứ Quy chế làm việc của Ban Chấp hành")
        found |= {
            "phat-bieu-khai-mac": OpeningSpeech(
                formalities=unsigned,
                meeting=meeting,
                speaker=speaker,
                context=SENTENCE,
                contents=topics,
                asked=topics[:2],
            ),
            "ket-luan-be-mac": ClosingConclusion(
                formalities=unsigned,
                meeting=meeting,
                speaker=speaker,
                summary=SENTENCE,
                conclusions=(SENTENCE,) * 3,
                next_steps=topics,
            ),
            "nghi-quyet": SessionResolution(
                formalities=COMMITTEE,
                meeting=meeting,
                body="Ban Chấp hành Đảng bộ Thành phố",
                grounds=grounds,
                decisions=(SENTENCE,) * 4,
                carried_out_by="Ban Thường vụ Thành ủy",
            ),
            "nghi-quyet-chuyen-de": ThematicResolution(
                formalities=COMMITTEE,
                body="Ban Chấp hành Đảng bộ Thành phố",
                subject="Về chuyển đổi số của cấp ủy",
                grounds=grounds,
                sections=tuple(Section(one, (SENTENCE,) * 5) for one in PARTS),
            ),
        }
    return found


def delegates(count: int) -> tuple[Delegate, ...]:
    return tuple(
        Delegate(
            name=f"Trần Nguyễn Ước {number}",
            position="Ủy viên Ban Chấp hành Đảng bộ Thành phố",
            unit=f"Đảng ủy phường số {number}",
        )
        for number in range(1, count + 1)
    )
