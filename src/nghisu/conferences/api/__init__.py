"""Conferences for other programs: stage with its gates, agenda, documents, consultations; the commands of the pages."""

from ninja import Router

from nghisu.conferences.api.agenda import router as agenda
from nghisu.conferences.api.appraising import router as appraisals
from nghisu.conferences.api.asking import router as consultations
from nghisu.conferences.api.changing import router as documents
from nghisu.conferences.api.sending import router as sending
from nghisu.conferences.api.stages import router as stages

router = Router()
for part in (stages, agenda, documents, appraisals, sending, consultations):
    router.add_router("", part)

__all__ = ["router"]
