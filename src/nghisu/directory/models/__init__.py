from nghisu.directory.models.body import Body, Term
from nghisu.directory.models.columns import SortKeyField
from nghisu.directory.models.importing import DirectoryImport, DirectoryImportRow
from nghisu.directory.models.organisation import Organisation
from nghisu.directory.models.person import Appointment, Person
from nghisu.directory.models.position import Position, TitleRank
from nghisu.directory.models.room import Room

__all__ = [
    "Appointment",
    "Body",
    "DirectoryImport",
    "DirectoryImportRow",
    "Organisation",
    "Person",
    "Position",
    "Room",
    "SortKeyField",
    "Term",
    "TitleRank",
]
