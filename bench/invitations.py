"""How fast a whole issue of 10,000 personal letters is drawn, PDF with QR each, and how much memory all processes take.

    python bench/invitations.py                    10,000 letters, the machine to itself
    python bench/invitations.py 1000               so many
    python bench/invitations.py 10000 --beside     beside a web server that two people ask for pages all the time

A database of its own in a temporary folder. The last line is JSON: `invitations_10000_s` (reckoned to 10,000),
`letter_ms` (time of a processor that one letter takes, whatever else the machine does, a worker's start included),
`peak_mb` (the largest sum of the worker's processes), `…_page_ms` (the median of the pages of a conference with so many
invited). Beside the web: `beside_web_s` (reckoned to 10,000) and `pages_p95_ms`; its processes count in `peak_mb`, too.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.mkdtemp(prefix="nghisu-bench-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "nghisu.config.settings",
    "NGHISU_DATA": FOLDER,
    "NGHISU_DEMO": "1",
    "NGHISU_HOSTS": "localhost",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}

import django  # noqa: E402

django.setup()

from datetime import datetime  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402

from nghisu.conferences.commands import conference_of_entry  # noqa: E402
from nghisu.core.people.roles import Role  # noqa: E402
from nghisu.foundation import clock  # noqa: E402
from nghisu.foundation.actors import system_actor  # noqa: E402
from nghisu.foundation.models import Committee  # noqa: E402
from nghisu.invitations.commands.writing import write_to_all  # noqa: E402
from nghisu.invitations.enums import Level, MailingState, Way  # noqa: E402
from nghisu.invitations.models import Delivery, Invitee, Mailing  # noqa: E402
from nghisu.invitations.queries.wording import FIELDS  # noqa: E402
from nghisu.programme.commands import EntryContent  # noqa: E402
from nghisu.programme.commands.entries import put_entries  # noqa: E402
from tests.conftest import signed_in  # noqa: E402
from tests.factories import make_ground  # noqa: E402

SAMPLE = 0.2  # seconds between two looks at the memory


def memory_of(pid: int) -> int:
    """Kilobytes that a process holds, each page shared by several counted in parts (PSS); 0 of one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


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


def issue(count: int) -> tuple[Mailing, Client]:
    """An issue of so many letters, waiting to be drawn, and a clerk at the desk."""
    ground = make_ground("bench", "Thành ủy", "Thành phố", mark="Bến Cảng")
    Committee.objects.update(is_demo=True)
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
                level=Level.COMMUNE,
                way=Way.POST,
                rank=place,
                resolved_on=clock.today(),
            )
            for place in range(count)
        ),
        batch_size=500,
    )
    write_to_all(by, mailing, conference)
    return mailing, signed_in(ground.user(Role.CLERK), Client(headers={"Host": "localhost"}))


def pages_of(entry_id: int) -> dict[str, str]:
    """The pages of a conference that grow with those invited."""
    at = f"/hoi-nghi/{entry_id}"
    return {
        "invitees": f"{at}/dai-bieu/",
        "letters": f"{at}/giay-moi/",
        "replies": f"{at}/tra-loi/",
        "hall_list": f"{at}/giay-moi/hoi-truong/",
    }


def times_of_pages(client: Client, entry_id: int) -> dict[str, float]:
    """How long each takes, in the median of some."""
    figures = {}
    for name, path in pages_of(entry_id).items():
        taken, worked_at = [], []
        for _again in range(6):
            began, working = time.perf_counter(), time.process_time()
            answer = client.get(path)
            taken.append((time.perf_counter() - began) * 1000)
            worked_at.append((time.process_time() - working) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
        figures[f"{name}_page_ms"] = round(statistics.median(taken[1:]), 1)
        figures[f"{name}_page_work_ms"] = round(statistics.median(worked_at[1:]), 1)
    return figures


@contextmanager
def busy_web(client: Client, entry_id: int) -> Iterator[list[float]]:
    """A web server that two people ask for pages; afterwards how long each page took stands in the list."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = [sys.executable, "-m", "nghisu.cli.main", "serve", "--no-worker", "--port", str(port)]
    server = subprocess.Popen(said, stderr=subprocess.DEVNULL)
    taken: list[float] = []
    try:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > until:
                    raise SystemExit("the web server did not start") from None
                time.sleep(0.2)
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        pages = pages_of(entry_id)
        paths = ["/", f"/hoi-nghi/{entry_id}/", pages["invitees"], pages["letters"]]
        program = str(ROOT / "bench" / "measures" / "asking.py")
        with subprocess.Popen(
            [sys.executable, program, str(port), cookie, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as people:
            yield taken
            out, _nothing = people.communicate()
        taken += json.loads(out)
    finally:
        server.terminate()
        server.wait()


def drain(peak: list[int]) -> float:
    """Have a worker draw all that waits, as an office has one; how long it took, its start included."""
    began = time.monotonic()
    said = [sys.executable, "-m", "nghisu.cli.main", "worker", "--once"]
    with subprocess.Popen(said, stderr=subprocess.DEVNULL) as worker:
        while worker.poll() is None:
            peak[0] = max(peak[0], sum(memory_of(one) for one in descendants(os.getpid())))
            time.sleep(SAMPLE)
    if worker.returncode:
        raise SystemExit(f"the worker ended with {worker.returncode}")
    return time.monotonic() - began


def worked() -> float:
    """Seconds of a processor that the processes which have ended used: the worker's and its own."""
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return below.ru_utime + below.ru_stime


def main(count: int, beside: bool) -> None:
    call_command("migrate", verbosity=0)
    with scopes_disabled(), transaction.atomic():
        began = time.monotonic()
        mailing, client = issue(count)
        listed = time.monotonic() - began
    entry_id = mailing.conference.entry_id
    client.get(pages_of(entry_id)["letters"])  # all that is read once is read
    peak, figures = [0], {}
    if beside:
        with busy_web(client, entry_id) as taken:
            time.sleep(3)
            took = drain(peak)
        figures["pages_p95_ms"] = round(statistics.quantiles(taken, n=20)[-1], 1)
        figures["pages"] = len(taken)
    else:
        before = worked()
        took = drain(peak)
        figures["letter_ms"] = round((worked() - before) / count * 1000, 2)
    with scope(committee=Committee.objects.get()):
        drawn = Delivery.objects.filter(mailing=mailing, drawn_at__isnull=False).count()
    print(
        f"{drawn} of {count} letters in {took:.1f} s ({drawn / took:.0f} a second); listed in {listed:.1f} s"
    )
    name = "beside_web_s" if beside else "invitations_10000_s"
    figures |= {
        name: round(took * 10_000 / max(1, drawn), 1),
        "peak_mb": round(peak[0] / 1024),
        "letters": drawn,
    }
    if not beside:
        figures |= times_of_pages(client, entry_id)
    print(json.dumps({"figures": figures}))
    connection.close()


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    main(numbers[0] if numbers else 10_000, "--beside" in sys.argv[1:])
