"""What a new office has set and what is still missing before it works: read across the apps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nghisu.accounts.models import User
from nghisu.accounts.queries import holders_of
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.directory.models import Appointment, Organisation, Room, Term
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, OpeningHours
from nghisu.programme.queries.past import count_late
from nghisu.rulebook.queries import DOCUMENTS_LAST_YEAR, base_figure, binding_on, rulebook_of
from nghisu.rulebook.queries.last_numbers import last_numbers

NEEDED_ROLES = (Role.STANDING_BOARD_MEMBER, Role.OFFICE_CHIEF, Role.OFFICE_SPECIALIST, Role.CLERK)
"""Roles without a holder of which the office cannot build, approve and send out a programme."""
FEWEST_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """One thing to set: whether it is, in words what there is, where it is set (empty: not this person's to set)."""

    name: str
    done: bool
    said: str
    url: str
    needed: bool = True


def starting_points(by: Actor) -> Sequence[StartingPoint]:
    """What an office sets before it works, in the order in which it is done."""
    today = clock.today()
    committee = by.committee_id
    terms = Term.objects.filter(valid_on(today), committee=committee).count()
    units = Organisation.objects.filter(valid_on(today), committee=committee).count()
    held = Appointment.objects.filter(valid_on(today), committee=committee)
    people = held.values("person").distinct().count()
    accounts = User.objects.filter(is_active=True, person__in=held.values("person")).count()
    unheld = [role for role in NEEDED_ROLES if not holders_of(by.tenant, [role], today)]
    binding = binding_on(by, today)
    entries = Entry.objects.filter(committee=committee, programme__year__gte=today.year).count()
    figure = base_figure(by, today.year - 1)
    documents = base_figure(by, today.year - 1, DOCUMENTS_LAST_YEAR)
    numbers = last_numbers(by).count()
    late = count_late(by, today)
    edits, opens = may(by, "directory.edit"), may(by, "accounts.edit")
    imports = reverse("directory:import_start") if edits else ""
    return [
        StartingPoint(
            _("Nhiệm kỳ đang diễn ra"),
            terms > 0,
            _("%(count)s tập thể đã ghi nhiệm kỳ") % {"count": terms},
            reverse("directory:bodies"),
        ),
        StartingPoint(
            _("Bộ quy định áp dụng"),
            binding is not None,
            _rulebook_name(by, today) if binding else _("chưa chọn"),
            reverse("programme:bindings"),
        ),
        StartingPoint(_("Cơ quan, đơn vị"), units > 1, _("%(count)s cơ quan") % {"count": units}, imports),
        StartingPoint(
            _("Người và chức danh"),
            people >= FEWEST_PEOPLE,
            _("%(count)s người đang giữ chức danh") % {"count": people},
            imports,
        ),
        StartingPoint(
            _("Vai trò có người giữ"),
            not unheld,
            _("chưa ai giữ: %(roles)s") % {"roles": ", ".join(_(ROLE_NAMES[role]) for role in unheld)}
            if unheld
            else _("đủ người trình, duyệt, phát hành"),
            reverse("directory:positions"),
        ),
        StartingPoint(
            _("Tài khoản đăng nhập"),
            accounts > 1,
            _("%(count)s trong %(people)s người có tài khoản") % {"count": accounts, "people": people},
            reverse("accounts:administration") if opens else "",
        ),
        StartingPoint(
            _("Giờ khai mạc theo buổi"),
            OpeningHours.objects.filter(committee=committee).exists(),
            _("giờ của buổi sáng, buổi chiều"),
            reverse("programme:settings"),
        ),
        StartingPoint(
            _("Phòng họp"),
            Room.objects.filter(valid_on(today), committee=committee).exists(),
            _("nơi tổ chức hội nghị"),
            reverse("directory:rooms"),
            needed=False,
        ),
        StartingPoint(
            _("Số hội nghị năm trước"),
            figure is not None,
            str(figure) if figure is not None else _("để tính mức giảm"),
            reverse("programme:settings"),
            needed=False,
        ),
        StartingPoint(
            _("Số văn bản hành chính năm trước"),
            documents is not None,
            str(documents) if documents is not None else _("để tính mức giảm"),
            reverse("programme:settings"),
            needed=False,
        ),
        StartingPoint(
            _("Số cuối của sổ đăng ký"),
            numbers > 0,
            _("%(count)s sổ đã ghi") % {"count": numbers} if numbers else _("để số văn bản nối tiếp sổ cũ"),
            reverse("rulebook:last_numbers"),
            needed=False,
        ),
        StartingPoint(
            _("Chương trình"),
            entries > 0,
            _("%(count)s hội nghị") % {"count": entries},
            reverse("programme:import_start") if may(by, "programme.import") else "",
        ),
        StartingPoint(
            _("Việc đã làm trước khi dùng phần mềm"),
            not late,
            _("%(count)s việc đã qua ngày, chưa ghi nhận") % {"count": late}
            if late
            else _("không có việc nào quá ngày"),
            reverse("programme:past", args=[today.year]) if may(by, "deadline.complete") else "",
            needed=False,
        ),
    ]


def still_missing(by: Actor) -> list[StartingPoint]:
    """What an office must have set before it works, and has not."""
    return [one for one in starting_points(by) if one.needed and not one.done]


def _rulebook_name(by: Actor, on: date) -> str:
    rulebook = rulebook_of(by, on)
    return rulebook.name_en if get_language() == "en" else rulebook.name
