"""A process that saves and acknowledges until it is killed: what the durability test kills.

`python saving_process.py soundly` says "saved" after the commit; `… early` says it before, as a broken build would.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from uuid import UUID, uuid4


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "nghisu.config.settings"
    import django

    django.setup()
    from django.db import transaction

    from nghisu.foundation.actors import Actor
    from nghisu.foundation.audit import remember
    from nghisu.foundation.commands import once

    by = Actor(committee_id=None, name="Người lưu", user_id=1)
    early = sys.argv[1] == "early"

    def act(command: UUID) -> dict[str, str]:
        remember(by, "entry.added", label=str(command))
        if early:
            say(command)
            time.sleep(0.2)
        return {"saved": str(command)}

    while True:
        command = uuid4()
        with transaction.atomic():
            once(by, command, "entry.add", {}, partial(act, command))
        if not early:
            say(command)


def say(command: UUID) -> None:
    sys.stdout.write(f"{command}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
