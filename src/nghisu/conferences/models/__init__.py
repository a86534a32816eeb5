from nghisu.conferences.models.agenda_item import AgendaItem
from nghisu.conferences.models.conference import Conference
from nghisu.conferences.models.proposal import Proposal
from nghisu.conferences.models.transition import Override, Transition

__all__ = ["AgendaItem", "Conference", "Override", "Proposal", "Transition"]
