from nghisu.programme.models.calendar_address import CalendarAddress
from nghisu.programme.models.entry import Entry
from nghisu.programme.models.finding import Finding
from nghisu.programme.models.import_draft import ImportDraft, ImportRow
from nghisu.programme.models.move import Move
from nghisu.programme.models.opening_hours import OpeningHours
from nghisu.programme.models.programme import Programme

__all__ = [
    "CalendarAddress",
    "Entry",
    "Finding",
    "ImportDraft",
    "ImportRow",
    "Move",
    "OpeningHours",
    "Programme",
]
