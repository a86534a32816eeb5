"""What people of the demonstration were told, and how some of them chose to be told."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope

from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for, holders_of
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import Committee
from nghisu.notices.commands import Said, tell, urge
from nghisu.notices.commands.measures import Chosen, choose_measure
from nghisu.notices.models.measure import QUIET_FROM, QUIET_UNTIL

CITY = "ha-noi"
DIGESTED = ("chanh-van-phong", "chuyen-vien", "truong-don-vi")
"""Those who chose the daily digest."""
ALL_WHO_PREPARE = (
    Role.CONTENT_OFFICER,
    Role.CONTENT_HEAD,
    Role.OFFICE_CHIEF,
    Role.CLERK,
    Role.STANDING_BOARD_MEMBER,
)


def tell_people(committees: dict[str, Committee], stands_at: datetime) -> None:
    """The reminders of the morning, a letter to so many people that one of them must release it, and digests."""
    with clock.standing(stands_at):
        for committee in committees.values():
            with scope(committee=committee):
                urge(committee.pk, clock.today())
        city = committees[CITY]
        with scope(committee=city):
            for username in DIGESTED:
                by = actor_for(User.objects.get(username=username), city.pk, clock.today())
                choose_measure(
                    by,
                    Chosen(digest=True, digest_hour=7, quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL),
                )
            specialist = actor_for(User.objects.get(username="chuyen-vien"), city.pk, clock.today())
            tell(
                specialist,
                holders_of(city.pk, ALL_WHO_PREPARE, clock.today()),
                "calendar.week",
                lambda: Said(_("Lịch công tác tuần từ 09/03 đến 15/03/2026")),
                url=reverse("programme:calendar"),
                key="lịch tuần 09/03/2026",
            )
