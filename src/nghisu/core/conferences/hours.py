"""Hours of a conference from the part of the day (buổi) that a programme states."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class PartOfDay(StrEnum):
    """The part of the day a programme names: sáng, chiều, tối, cả ngày."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WHOLE_DAY = "whole-day"


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours an office gives to each part of the day, local time; a setting of the office, not a rule of
    law.

    The ends of the half-days are what a conference is taken to last when its programme names no closing hour.
    """

    morning: time = time(8, 0)
    afternoon: time = time(14, 0)
    evening: time = time(19, 0)
    morning_end: time = time(11, 30)
    afternoon_end: time = time(17, 0)
    evening_end: time = time(21, 30)

    def opening(self, on: date, part: PartOfDay) -> datetime:
        """The opening (giờ khai mạc), local and without zone, of a conference held on that part of the
        day."""
        hour = {
            PartOfDay.MORNING: self.morning,
            PartOfDay.WHOLE_DAY: self.morning,
            PartOfDay.AFTERNOON: self.afternoon,
            PartOfDay.EVENING: self.evening,
        }[part]
        return datetime.combine(on, hour)

    def closing(self, on: date, part: PartOfDay) -> datetime:
        """The end of that part of the day: the closing that is assumed when none is written."""
        hour = {
            PartOfDay.MORNING: self.morning_end,
            PartOfDay.AFTERNOON: self.afternoon_end,
            PartOfDay.WHOLE_DAY: self.afternoon_end,
            PartOfDay.EVENING: self.evening_end,
        }[part]
        return datetime.combine(on, hour)

    def part_of(self, hour: time) -> PartOfDay:
        """The part of the day an hour belongs to: before noon, before 18:00, later."""
        if hour < time(12, 0):
            return PartOfDay.MORNING
        return PartOfDay.AFTERNOON if hour < time(18, 0) else PartOfDay.EVENING
