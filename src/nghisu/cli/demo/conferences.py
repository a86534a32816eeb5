"""The demonstration's two conferences in preparation, DEMO-BTV and DEMO-BCH: a scheme goes from the one to the other.

All through commands, by invented people: the Ban Thường vụ of 18 March 2026 deals with the scheme that the Ban Chấp
hành of 7 April 2026 is to decide.
"""

from __future__ import annotations

from datetime import date, datetime

from django_scopes import scope

from nghisu.cli.demo.programme import person
from nghisu.conferences.commands import ItemContent, add_item, conference_of_entry
from nghisu.conferences.enums import Purpose
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.programme.models import Entry

CITY, OFFICE = "ha-noi", "chuyen-vien"
BTV, BCH = "DEMO-BTV", "DEMO-BCH"
PREPARED = datetime(2026, 3, 4, 9, 0, tzinfo=clock.VIETNAM)
"""When the agendas were drawn up."""

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
PASSED = {SCHEME: SCHEME + " (trước khi trình Ban Chấp hành)"}
"""An item of the Ban Chấp hành to the one of the Ban Thường vụ at which the matter is dealt with first."""


def prepare_two(committees: dict[str, Committee]) -> int:
    """Prepare the two conferences, unless they were before. Returns how many were prepared."""
    committee = committees[CITY]
    with scope(committee=committee), clock.standing(PREPARED):
        if Conference.objects.filter(code__in=DAYS).exists():
            return 0
        by = person(OFFICE, committee)
        units = dict(Organisation.objects.values_list("code", "pk"))
        for code, (kind, day) in DAYS.items():
            entry = Entry.objects.get(
                kind=kind, opening__gte=clock.beginning_of(day), opening__lt=clock.end_of(day)
            )
            conference_of_entry(by, entry, code)
            _agenda(by, entry, code, units)
        return len(DAYS)


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
