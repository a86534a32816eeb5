"""The demonstration's programmes by period: the term's key matters, the year and the first quarter issued, the second
quarter being drawn up with what units suggest for it. All through commands, by invented people."""

from __future__ import annotations

from datetime import date, datetime

from django_scopes import scope

from nghisu.accounts.queries import holders_of
from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.cli.demo.programme import person
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.directory.models import Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.models import Committee
from nghisu.programme.commands.calls import CallContent, open_call
from nghisu.programme.commands.parts import mark_part_ready
from nghisu.programme.commands.sending import SuggestionContent, draft_suggestion, send_suggestion
from nghisu.programme.commands.themes import ThemeContent, add_theme
from nghisu.programme.commands.versions import issue_programme, submit_programme
from nghisu.programme.models import ProgrammeVersion

CITY = "ha-noi"
TERM = Period.read("2025-2030")
OFFICE, CHIEF, BOARD, CLERK = "chuyen-vien", "chanh-van-phong", "thuong-truc", "van-thu"
UNIT_OFFICER, UNIT_HEAD = "don-vi", "truong-don-vi"

ISSUED = (
    (Period.read("2026"), datetime(2025, 12, 29, 9, 0, tzinfo=clock.VIETNAM), "85-CTr/TU ngày 31/12/2025"),
    (Period.read("2026-Q1"), datetime(2025, 12, 30, 9, 0, tzinfo=clock.VIETNAM), "86-CTr/TU ngày 31/12/2025"),
)
CALLED = datetime(2026, 3, 2, 9, 0, tzinfo=clock.VIETNAM)

THEMES = (
    (2026, "Hoàn thiện mô hình chính quyền địa phương hai cấp", "ban-to-chuc-thanh-uy"),
    (2026, "Chuyển đổi số trong các cơ quan Đảng", "van-phong-thanh-uy"),
    (2027, "Sơ kết giữa nhiệm kỳ thực hiện nghị quyết đại hội", "van-phong-thanh-uy"),
    (2028, "Xây dựng đội ngũ cán bộ cơ sở", "ban-to-chuc-thanh-uy"),
)


def build_tiers(committees: dict[str, Committee]) -> int:
    """What the city has beyond its conferences. A city that has a version already keeps all as it is."""
    committee = committees[CITY]
    with scope(committee=committee):
        if ProgrammeVersion.objects.exists():
            return 0
        _themes(committee)
        for period, at, document in ISSUED:
            _issue(committee, period, at, document)
        with clock.standing(CALLED):
            _second_quarter(committee)
        return ProgrammeVersion.objects.count()


def _themes(committee: Committee) -> None:
    with clock.standing(ISSUED[0][1]):
        by = person(OFFICE, committee)
        units = dict(Organisation.objects.values_list("code", "pk"))
        for year, title, unit in THEMES:
            add_theme(by, TERM, ThemeContent(year, title, units.get(unit)))


def _issue(committee: Committee, period: Period, at: datetime, document: str) -> None:
    """Submitted in the morning, agreed to by the chief and the standing board, issued by the clerk."""
    with clock.standing(at):
        version = submit_programme(person(OFFICE, committee), period)
        for username in (CHIEF, BOARD):
            approval = Approval.objects.get(kind="programme", thing_id=version.pk, state="pending")
            decide(person(username, committee), approval.pk, Outcome.GRANTED, approval.digest)
        issue_programme(person(CLERK, committee), version.pk, document)


def _second_quarter(committee: Committee) -> None:
    """The second quarter on 2 March: units are asked, one has answered, the council's office has put in its part."""
    office, quarter = person(OFFICE, committee), Period.read("2026-Q2")
    asked = Organisation.objects.filter(
        kind__in=[
            Organisation.Kind.PARTY_AGENCY,
            Organisation.Kind.DEPARTMENT,
            Organisation.Kind.MASS_ORGANISATION,
        ]
    )
    body = Body.objects.filter(code="ban-thuong-vu").values_list("pk", flat=True)
    call = open_call(
        office,
        quarter,
        CallContent(
            date(2026, 3, 20),
            "Ưu tiên nội dung có trong chương trình toàn khóa; nội dung đã có hướng dẫn chi tiết thì không đề xuất họp.",
            tuple(asked.values_list("pk", flat=True)),
            tuple(body),
        ),
    )
    officer, head = person(UNIT_OFFICER, committee), person(UNIT_HEAD, committee)
    unit = min(officer.organisation_ids)
    sent = draft_suggestion(
        head,
        call.pk,
        unit,
        SuggestionContent(
            matter="Sơ kết một năm sắp xếp tổ chức bộ máy ở cơ sở",
            why="Nhiều xã, phường vướng về biên chế và chế độ; cần thống nhất hướng xử lý trước kỳ tuyển dụng.",
            kind="so-tong-ket",
            need="Chương trình toàn khóa, nội dung năm 2026",
            wished=date(2026, 5, 21),
            participants="Bí thư, chủ tịch các xã, phường; lãnh đạo các sở, ngành liên quan",
        ),
    )
    send_suggestion(head, sent.pk)
    waits = draft_suggestion(
        officer,
        call.pk,
        unit,
        SuggestionContent(
            matter="Cho ý kiến về quy hoạch cán bộ nhiệm kỳ tới",
            why="Đến hạn rà soát quy hoạch hằng năm.",
            kind="ban-thuong-vu",
            wished_text="nửa cuối tháng 4",
        ),
    )
    send_suggestion(officer, waits.pk)
    council = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL_OFFICE).first()
    if council is not None and holders_of(
        committee.pk, [Role.OTHER_OFFICE_OFFICER], clock.today(), [council.pk]
    ):
        mark_part_ready(office, quarter, council.pk, "Đã gửi lịch giám sát quý II")
