from nghisu.conferences.models.agenda_item import AgendaItem
from nghisu.conferences.models.conference import Conference
from nghisu.conferences.models.consultation import (
    Answer,
    AskedPerson,
    Consultation,
    PaperSheet,
    Question,
)
from nghisu.conferences.models.delegated import DelegatedMatter
from nghisu.conferences.models.opinion import SchemeOpinion
from nghisu.conferences.models.pack import ConferencePack, ConsultationPack, ItemDocument
from nghisu.conferences.models.proposal import Proposal
from nghisu.conferences.models.settings import PreparationSettings
from nghisu.conferences.models.transition import Confirmation, Override, Transition

__all__ = [
    "AgendaItem",
    "Answer",
    "AskedPerson",
    "Conference",
    "ConferencePack",
    "Confirmation",
    "Consultation",
    "ConsultationPack",
    "DelegatedMatter",
    "ItemDocument",
    "Override",
    "PaperSheet",
    "PreparationSettings",
    "Proposal",
    "Question",
    "SchemeOpinion",
    "Transition",
]
