from nghisu.web.queries.duties import DutyLine, after_mark, duties_of, lines_of, mark_of
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
    "after_mark",
    "duties_of",
    "home_of",
    "installation_of",
    "lines_of",
    "mark_of",
    "search",
    "waiting_counts",
]
