from nghisu.programme.models.cadence_choice import CadenceChoice
from nghisu.programme.models.calendar_address import CalendarAddress
from nghisu.programme.models.entry import Entry
from nghisu.programme.models.finding import Finding
from nghisu.programme.models.import_draft import ImportDraft, ImportRow
from nghisu.programme.models.move import Move
from nghisu.programme.models.office_part import OfficePart
from nghisu.programme.models.opening_hours import OpeningHours
from nghisu.programme.models.programme import Programme
from nghisu.programme.models.suggestion import Suggestion, SuggestionCall
from nghisu.programme.models.theme import Theme
from nghisu.programme.models.version import ProgrammeVersion

__all__ = [
    "CadenceChoice",
    "CalendarAddress",
    "Entry",
    "Finding",
    "ImportDraft",
    "ImportRow",
    "Move",
    "OfficePart",
    "OpeningHours",
    "Programme",
    "ProgrammeVersion",
    "Suggestion",
    "SuggestionCall",
    "Theme",
]
