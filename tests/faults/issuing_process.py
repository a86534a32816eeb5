"""An office that has issued letters, and its workers, who may be killed: what the test of letters going out speaks with.

`python issuing_process.py PORT` does what stands on each line it reads, and answers with one line of JSON:
`issue COUNT` issues so many letters by mail, through a mail server at that port; `work MINUTES` starts a worker as of so
many minutes later and gives its number, `dying MINUTES` one that is killed once it drew a few letters, `early MINUTES`
one that says a letter was sent before it is, as a broken build would; `wait` waits for it to end and gives how; `state`
tells how the letters issued last stand.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "nghisu.config.settings"

import django  # noqa: E402

django.setup()

import time_machine  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django_scopes import scopes_disabled  # noqa: E402

from nghisu.conferences.commands import conference_of_entry  # noqa: E402
from nghisu.foundation import clock  # noqa: E402
from nghisu.foundation.actors import system_actor  # noqa: E402
from nghisu.foundation.models import Committee, Outgoing  # noqa: E402
from nghisu.foundation.outbox import Worker  # noqa: E402
from nghisu.foundation.outbox.channels import channel, channels  # noqa: E402
from nghisu.invitations.commands import drawing  # noqa: E402
from nghisu.invitations.commands.writing import LETTERS, write_to_all  # noqa: E402
from nghisu.invitations.enums import MailingState, Way  # noqa: E402
from nghisu.invitations.models import Invitee, Mailing, PersonalLink  # noqa: E402
from nghisu.invitations.queries.letters import standing_of  # noqa: E402
from nghisu.invitations.queries.wording import FIELDS  # noqa: E402
from nghisu.notices.adapters.mail import MAIL  # noqa: E402
from nghisu.programme.commands import EntryContent  # noqa: E402
from nghisu.programme.commands.entries import put_entries  # noqa: E402
from tests.factories import make_ground  # noqa: E402

FEW = 4
"""Letters that are kept when a worker dies at its drawing."""


@transaction.atomic
def issue(committee: Committee, count: int) -> Mailing:
    """So many letters that wait to be drawn and to go by mail."""
    by = system_actor(committee.pk)
    content = EntryContent(
        title=f"Hội nghị quán triệt nghị quyết, {count} đại biểu",
        kind="quan-triet",
        opening=datetime(2036, 3, 18, 8, 0, tzinfo=clock.VIETNAM),
        part="morning",
        form="in-person",
        scale="province-wide",
        unscheduled=True,
    )
    conference = conference_of_entry(by, put_entries(by, [content])[0])
    mailing = Mailing.objects.create(
        committee=committee,
        conference=conference,
        content=dict.fromkeys(FIELDS, "Theo thông báo") | {"board_position": "PHÓ BÍ THƯ"},
        state=MailingState.ISSUED,
        approved_at=clock.now(),
        issued_at=clock.now(),
        number="12",
    )
    Invitee.objects.bulk_create(
        Invitee(
            committee=committee,
            conference=conference,
            name=f"Đại biểu {place}",
            email=f"dai-bieu-{place}@example.vn",
            way=Way.MAIL,
            rank=place,
            resolved_on=clock.today(),
        )
        for place in range(count)
    )
    write_to_all(by, mailing, conference)
    return mailing


def start(minutes: int, how: str) -> int:
    """A worker in a process of its own, as of some minutes later."""
    connections.close_all()
    number = os.fork()
    if number:
        return number
    os.setsid()
    time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes)).start()
    if how == "dying":
        die_at_drawing()
    if how == "early":
        sound = channels()[MAIL]

        @channel(MAIL, lease=sound.lease, tries=sound.tries, batch=sound.batch)
        def send(row: Outgoing) -> None:
            Outgoing.objects.filter(pk=row.pk).update(state=Outgoing.State.DONE)
            sound.send(row)

    Worker(frozenset({LETTERS, MAIL})).drain()
    connections.close_all()
    os._exit(0)


def die_at_drawing() -> None:
    """Have this process killed at its drawing, when some letters are kept and others are not."""
    keep, kept = drawing._keep, 0

    def last_breath(issue: drawing.Issue, drawn: Sequence[drawing.Drawn]) -> list[Any]:
        nonlocal kept
        failed = keep(issue, drawn)
        kept += sum(len(some.rows) for some in drawn)
        if kept >= FEW:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(failed)

    drawing._keep = last_breath


def state(mailing: Mailing) -> dict[str, Any]:
    """How the letters stand, as the page says it and as the rows do."""
    standing = standing_of(system_actor(mailing.committee_id), mailing)
    rows = Outgoing.objects.filter(channel=MAIL, bundle=f"invitation {mailing.pk}")
    return {
        "drawn": standing.drawn,
        "sent": standing.steps.get("sent", 0),
        "dead": standing.dead,
        "put_out": rows.count(),
        "waiting": rows.filter(state=Outgoing.State.WAITING).count(),
        "letters": dict(mailing.deliveries.values_list("invitee__email", "sha256")),
        "links": PersonalLink.objects.filter(invitee__conference=mailing.conference_id).count(),
    }


def main() -> None:
    # The threads of a pool are not there on the other side of a fork.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", int(sys.argv[1]), 5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    drawing.CHUNK = 2  # kept as often as ten thousand letters are
    with scopes_disabled():
        committee = make_ground("loi", "Thành ủy", "Thành phố", mark="Bến Cảng").committee
        worker, mailing = 0, None
        for line in sys.stdin:
            word, _space, number = line.strip().partition(" ")
            answer: Any = None
            if word == "issue":
                mailing = issue(committee, int(number))
            elif word in ("work", "dying", "early"):
                answer = worker = start(int(number), word)
            elif word == "wait":
                answer = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
            elif mailing is not None:
                answer = state(mailing)
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
