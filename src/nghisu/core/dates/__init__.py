"""Days in Vietnam: which are worked, which are off and by what notice, the lunar calendar."""

from nghisu.core.dates.workcalendar import (
    DayOff,
    DayWorked,
    Source,
    WorkCalendar,
    default_calendar,
    load_days,
)

__all__ = ["DayOff", "DayWorked", "Source", "WorkCalendar", "default_calendar", "load_days"]
