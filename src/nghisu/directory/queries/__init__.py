"""What the directory tells, as of a day, to an actor who may look at it; to anybody else nothing."""

from nghisu.directory.queries.bodies import BodyOnDay, bodies_of, body_choices, body_of, members_of, term_of
from nghisu.directory.queries.counts import DirectoryCounts, directory_counts
from nghisu.directory.queries.dated import overlapping, valid_on
from nghisu.directory.queries.organisations import (
    Branch,
    OrganisationFilter,
    OrganisationPage,
    organisation_choices,
    organisation_page,
    organisation_tree,
    organisations_of,
)
from nghisu.directory.queries.paging import EVERYTHING, PAGE, Page
from nghisu.directory.queries.people import (
    PersonFilter,
    PersonPage,
    PersonRow,
    appointment_of,
    people_of,
    person_page,
)
from nghisu.directory.queries.positions import (
    PositionFilter,
    PositionRow,
    position_choices,
    position_of,
    positions_of,
)
from nghisu.directory.queries.precedence import RankedTitle, precedence_of, ranks_on, titles_of
from nghisu.directory.queries.rooms import RoomFilter, room_of, rooms_of

__all__ = [
    "EVERYTHING",
    "PAGE",
    "BodyOnDay",
    "Branch",
    "DirectoryCounts",
    "OrganisationFilter",
    "OrganisationPage",
    "Page",
    "PersonFilter",
    "PersonPage",
    "PersonRow",
    "PositionFilter",
    "PositionRow",
    "RankedTitle",
    "RoomFilter",
    "appointment_of",
    "bodies_of",
    "body_choices",
    "body_of",
    "directory_counts",
    "members_of",
    "organisation_choices",
    "organisation_page",
    "organisation_tree",
    "organisations_of",
    "overlapping",
    "people_of",
    "person_page",
    "position_choices",
    "position_of",
    "positions_of",
    "precedence_of",
    "ranks_on",
    "room_of",
    "rooms_of",
    "term_of",
    "titles_of",
    "valid_on",
]
