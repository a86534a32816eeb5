"""Conferences for other programs: their stage with its gates, their agenda; the commands are those of the pages."""

from ninja import Router

from nghisu.conferences.api.agenda import router as agenda
from nghisu.conferences.api.stages import router as stages

router = Router()
for part in (stages, agenda):
    router.add_router("", part)

__all__ = ["router"]
