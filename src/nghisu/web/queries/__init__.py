from nghisu.web.queries.duties import DutyLine, duties_of, lines_of
from nghisu.web.queries.home import Column, Home, home_of
from nghisu.web.queries.installation import Installation, installation_of
from nghisu.web.queries.search import Group, Hit, search
from nghisu.web.queries.waiting import waiting_counts

__all__ = [
    "Column",
    "DutyLine",
    "Group",
    "Hit",
    "Home",
    "Installation",
    "duties_of",
    "home_of",
    "installation_of",
    "lines_of",
    "search",
    "waiting_counts",
]
