"""How numbers, days and hours are written in a document."""

from __future__ import annotations

from datetime import date, datetime

from nghisu.core.form.rules import FormRules, Side
from nghisu.core.papers.paper import Formalities

BLANK = "\N{NO-BREAK SPACE}" * 6
"""Room for a number or a day that is not given yet: it is written, or filled in, when the document is issued."""
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def number_line(rules: FormRules, symbol: str, said: Formalities) -> str:
    """Number and symbol; a number below ten with its leading 0, room for one that is not given yet. A letter of the state
    side has the part of the office that drafts it in the place of a type."""
    number = said.number
    figures = (f"{int(number):02d}" if number.isdecimal() else number) or BLANK
    form = rules.setting.number if symbol else rules.setting.letter_number
    unit = (
        f"{said.unit}-{said.section}"
        if said.section and not symbol and said.side is Side.STATE
        else said.unit
    )
    return form.replace("{number}", figures).replace("{type}", symbol).replace("{unit}", unit)


def date_line(place: str, day: date | None) -> str:
    """Place and date: a leading 0 for days below ten and for the months one and two."""
    if day is None:
        return f"{place}, ngày{BLANK}tháng{BLANK}năm{BLANK}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def day_words(day: date) -> str:
    """A day within a sentence: ngày 18/3/2026."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d}/{month}/{day.year}"


def hour_words(at: datetime) -> str:
    """An hour within a sentence: 8 giờ 00 phút."""
    return f"{at.hour} giờ {at.minute:02d} phút"


def moment_words(at: datetime) -> str:
    """An instant within a sentence: 8 giờ 00 phút, thứ Tư, ngày 18/3/2026."""
    return f"{hour_words(at)}, {WEEKDAYS[at.weekday()]}, {day_words(at.date())}"


def span_words(opening: datetime, closing: datetime | None) -> str:
    """From when until when: within one day, or from a day to another."""
    if closing is None:
        return moment_words(opening)
    if closing.date() == opening.date():
        hours = f"từ {hour_words(opening)} đến {hour_words(closing)}"
        return f"{hours}, {WEEKDAYS[opening.weekday()]}, {day_words(opening.date())}"
    return f"từ {moment_words(opening)} đến {moment_words(closing)}"
