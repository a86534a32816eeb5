from nghisu.conferences.queries.agenda import Agenda, agenda_of, item_of
from nghisu.conferences.queries.conferences import conference_by_code, conference_of, visible_conferences

__all__ = ["Agenda", "agenda_of", "conference_by_code", "conference_of", "item_of", "visible_conferences"]
