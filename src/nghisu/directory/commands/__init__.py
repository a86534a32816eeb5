"""What changes the directory: each one transaction, one lock, one record. Nothing is deleted, it ends."""

from nghisu.directory.commands.appointments import (
    AppointmentContent,
    appoint,
    change_appointment,
    end_appointment,
)
from nghisu.directory.commands.bodies import (
    BodyContent,
    TermContent,
    add_body,
    add_term,
    change_body,
    change_term,
    close_body,
)
from nghisu.directory.commands.committees import CommitteeContent, found_committee
from nghisu.directory.commands.organisations import (
    OrganisationContent,
    add_organisation,
    change_organisation,
    close_organisation,
)
from nghisu.directory.commands.people import PersonContent, add_person, change_person
from nghisu.directory.commands.positions import (
    PositionContent,
    add_position,
    change_position,
    close_position,
)
from nghisu.directory.commands.precedence import OrderContent, RankedTitleContent, set_precedence
from nghisu.directory.commands.rooms import RoomContent, add_room, change_room, close_room

__all__ = [
    "AppointmentContent",
    "BodyContent",
    "CommitteeContent",
    "OrderContent",
    "OrganisationContent",
    "PersonContent",
    "PositionContent",
    "RankedTitleContent",
    "RoomContent",
    "TermContent",
    "add_body",
    "add_organisation",
    "add_person",
    "add_position",
    "add_room",
    "add_term",
    "appoint",
    "change_appointment",
    "change_body",
    "change_organisation",
    "change_person",
    "change_position",
    "change_room",
    "change_term",
    "close_body",
    "close_organisation",
    "close_position",
    "close_room",
    "end_appointment",
    "found_committee",
    "set_precedence",
]
