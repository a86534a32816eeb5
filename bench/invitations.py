"""How fast a whole issue of 10,000 personal letters is drawn, PDF with QR each, and how much memory all processes take.

    python bench/invitations.py            10,000 letters, the machine to itself
    python bench/invitations.py 1000       so many

A database of its own in a temporary folder. The last line is JSON: `invitations_10000_s` (reckoned to 10,000),
`peak_mb` (the largest sum of all processes).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.mkdtemp(prefix="nghisu-bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "nghisu.config.settings",
    "NGHISU_DATA": FOLDER,
    "NGHISU_DEMO": "1",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}

import django  # noqa: E402

django.setup()

from datetime import datetime  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402

from nghisu.conferences.commands import conference_of_entry  # noqa: E402
from nghisu.foundation import clock  # noqa: E402
from nghisu.foundation.actors import system_actor  # noqa: E402
from nghisu.foundation.models import Committee  # noqa: E402
from nghisu.foundation.outbox import Worker  # noqa: E402
from nghisu.invitations.commands.mailing import LETTERS, write_to_all  # noqa: E402
from nghisu.invitations.enums import MailingState, Way  # noqa: E402
from nghisu.invitations.models import Delivery, Invitee, Mailing  # noqa: E402
from nghisu.invitations.queries.wording import FIELDS  # noqa: E402
from nghisu.programme.commands import EntryContent  # noqa: E402
from nghisu.programme.commands.entries import put_entries  # noqa: E402
from tests.factories import make_ground  # noqa: E402

SAMPLE = 0.2  # seconds between two looks at the memory


def memory_of(pid: int) -> int:
    """Kilobytes that a process and all below it hold, each page shared by several counted in parts (PSS)."""
    total = 0
    for one in (pid, *descendants(pid)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = [int(one) for one in (task / "children").read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def issue(count: int) -> Mailing:
    """An issue of so many letters, waiting to be drawn."""
    ground = make_ground("bench", "Thành ủy", "Thành phố", mark="Bến Cảng")
    by = system_actor(ground.committee.pk)
    content = EntryContent(
        title="Hội nghị quán triệt, triển khai nghị quyết",
        kind="quan-triet",
        opening=datetime(2026, 3, 18, 8, 0, tzinfo=clock.VIETNAM),
        part="morning",
        form="online",
        scale="province-wide",
        unscheduled=True,
    )
    entry = put_entries(by, [content])[0]
    conference = conference_of_entry(by, entry)
    said = dict.fromkeys(FIELDS, "Theo thông báo của Văn phòng") | {"board_position": "PHÓ BÍ THƯ"}
    mailing = Mailing.objects.create(
        committee=ground.committee,
        conference=conference,
        content=said,
        state=MailingState.ISSUED,
        approved_at=clock.now(),
        issued_at=clock.now(),
        number="12",
    )
    Invitee.objects.bulk_create(
        (
            Invitee(
                committee=ground.committee,
                conference=conference,
                name=f"Nguyễn Thị Hồng Hạnh {place}",
                title="Bí thư Đảng ủy phường, Chủ tịch Hội đồng nhân dân phường",
                organisation=ground.department,
                way=Way.POST,
                rank=place,
                resolved_on=clock.today(),
            )
            for place in range(count)
        ),
        batch_size=500,
    )
    write_to_all(by, mailing, conference)
    return mailing


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    stopped, peak = threading.Event(), [0]

    def watch() -> None:
        while not stopped.wait(SAMPLE):
            peak[0] = max(peak[0], memory_of(os.getpid()))

    with scopes_disabled(), transaction.atomic():
        began = time.monotonic()
        mailing = issue(count)
        listed = time.monotonic() - began
    threading.Thread(target=watch, daemon=True).start()
    began = time.monotonic()
    Worker(frozenset({LETTERS})).drain()
    took = time.monotonic() - began
    stopped.set()
    with scope(committee=Committee.objects.get()):
        drawn = Delivery.objects.filter(mailing=mailing, drawn_at__isnull=False).count()
    print(
        f"{drawn} of {count} letters in {took:.1f} s ({drawn / took:.0f} a second); listed in {listed:.1f} s"
    )
    print(
        json.dumps(
            {
                "figures": {
                    "invitations_10000_s": round(took * 10_000 / max(1, drawn), 1),
                    "peak_mb": round(peak[0] / 1024),
                    "letters": drawn,
                }
            }
        )
    )
    connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
