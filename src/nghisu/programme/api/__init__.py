"""The programme for other programs: conferences, duties, findings, by the same queries and commands as the pages."""

from ninja import Router

from nghisu.programme.api.deadlines import router as deadlines
from nghisu.programme.api.entries import router as entries
from nghisu.programme.api.findings import router as findings
from nghisu.programme.api.moving import router as moving
from nghisu.programme.api.taking_part import router as taking_part

router = Router()
for part in (entries, moving, taking_part, deadlines, findings):
    router.add_router("", part)

__all__ = ["router"]
