"""Days and hours as people of an office say them: "thứ Ba 10/03/2026", "còn 3 ngày", "rằm tháng Giêng"."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from nghisu.core.dates.lunar import LunarDate

register = template.Library()

WEEKDAYS = (
    N_("thứ Hai"),
    N_("thứ Ba"),
    N_("thứ Tư"),
    N_("thứ Năm"),
    N_("thứ Sáu"),
    N_("thứ Bảy"),
    N_("Chủ nhật"),
)
WEEKDAYS_SHORT = (N_("T2"), N_("T3"), N_("T4"), N_("T5"), N_("T6"), N_("T7"), N_("CN"))
FIRST_LUNAR_MONTH, LAST_LUNAR_MONTH = 1, 12


def local_day(value: date | datetime) -> date:
    """The day in Vietnam of an instant; a day is its own."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """10/03/2026."""
    return f"{local_day(value):%d/%m/%Y}" if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """10/03, where the year is plain from the page."""
    return f"{local_day(value):%d/%m}" if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """thứ Ba."""
    return _(WEEKDAYS[local_day(value).weekday()]) if value else ""


@register.filter
def weekday_short(value: date | datetime | None) -> str:
    """T3."""
    return _(WEEKDAYS_SHORT[local_day(value).weekday()]) if value else ""


@register.filter
def full_day(value: date | datetime | None) -> str:
    """thứ Ba 10/03/2026."""
    return f"{weekday(value)} {day(value)}" if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """07:30, in Vietnam."""
    if not value:
        return ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%H:%M}"


@register.filter
def moment(value: datetime | None) -> str:
    """07:30 thứ Ba 10/03/2026."""
    return f"{hour(value)} {full_day(value)}" if value else ""


@register.filter
def days_left(value: date | datetime | None, today: date) -> str:
    """`{{ deadline.act_by|days_left:today }}`: "còn 3 ngày", "hôm nay", "quá hạn 2 ngày"."""
    if not value:
        return ""
    left = (local_day(value) - today).days
    if left == 0:
        return _("hôm nay")
    if left == 1:
        return _("ngày mai")
    if left > 0:
        return ngettext("còn %(days)d ngày", "còn %(days)d ngày", left) % {"days": left}
    return ngettext("quá hạn %(days)d ngày", "quá hạn %(days)d ngày", -left) % {"days": -left}


@register.filter
def distance(value: date | datetime | None, today: date) -> str:
    """`{{ entry.day|distance:today }}` for what is not a duty: "sau 8 ngày", "hôm qua", "8 ngày trước"."""
    if not value:
        return ""
    left = (local_day(value) - today).days
    near = {0: _("hôm nay"), 1: _("ngày mai"), -1: _("hôm qua")}.get(left)
    if near:
        return near
    if left > 0:
        return ngettext("sau %(days)d ngày", "sau %(days)d ngày", left) % {"days": left}
    return ngettext("%(days)d ngày trước", "%(days)d ngày trước", -left) % {"days": -left}


@register.filter
def lunar_day(value: LunarDate | None) -> str:
    """ "22 tháng Giêng", "15 tháng Sáu nhuận" as "15 tháng 6 nhuận"."""
    if not value:
        return ""
    names = {FIRST_LUNAR_MONTH: _("tháng Giêng"), LAST_LUNAR_MONTH: _("tháng Chạp")}
    month = names.get(value.month) or _("tháng %(month)d") % {"month": value.month}
    leap = f" {_('nhuận')}" if value.leap else ""
    return f"{value.day} {month}{leap}"


@register.filter
def lunar_short(value: LunarDate | None) -> str:
    """22/1, as in the corner of a day of the calendar."""
    return f"{value.day}/{value.month}" if value else ""
