"""The programme for other programs: conferences, duties, findings, by the same queries and commands as the pages."""

from ninja import Router

from nghisu.programme.api.deadlines import router as deadlines
from nghisu.programme.api.entries import router as entries
from nghisu.programme.api.findings import router as findings
from nghisu.programme.api.merging import router as merging
from nghisu.programme.api.moving import router as moving
from nghisu.programme.api.taking_part import router as taking_part
from nghisu.programme.api.versions import router as versions

router = Router()
for part in (entries, moving, merging, taking_part, deadlines, findings, versions):
    router.add_router("", part)

__all__ = ["router"]
