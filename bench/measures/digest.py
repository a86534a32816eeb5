"""The daily digest of 2,000 people: composed and put into the outbox, and then sent to a mail server on this machine."""

from __future__ import annotations

import logging
import socket
import time
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

PEOPLE = 2_000
UNITS = 60
CONFERENCES = 80
DUTIES = 400
UNREAD = 3  # notices of each person
TODAY = date(2026, 3, 10)
MORNING = datetime(2026, 3, 10, 0, 30, tzinfo=UTC)


def measure() -> dict[str, float]:
    """`digest_s`: seconds until 2,000 letters lie in the outbox; `digest_sent_s`: seconds until all are sent."""
    from django.core.management import call_command
    from django_scopes import scope

    from nghisu.foundation import clock
    from nghisu.foundation.models import Outgoing
    from nghisu.notices.commands import put_out_digests

    call_command("migrate", interactive=False, verbosity=0)
    with clock.standing(MORNING):
        committee = _build()
        began = time.perf_counter()
        with scope(committee=committee):
            put_out = put_out_digests(committee.pk, TODAY, 8)
        composed = time.perf_counter() - began
        if put_out != PEOPLE or Outgoing.objects.count() != PEOPLE:
            raise AssertionError(f"{put_out} digests of {PEOPLE}")
        sent = _send_all()
    return {"digest_s": round(composed, 2), "digest_sent_s": round(sent, 2), "digest_people": PEOPLE}


def _send_all() -> float:
    """Seconds in which a worker sends all of them."""
    from aiosmtpd.controller import Controller
    from django.conf import settings

    from nghisu.foundation.outbox import Worker
    from nghisu.notices.adapters.mail import hang_up

    class Counting:
        letters = 0

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            self.letters += 1
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # the far side would write more than it takes
    taking = Counting()
    server = Controller(taking, hostname="127.0.0.1", port=port)
    server.start()
    try:
        began = time.perf_counter()
        Worker(only=frozenset({"mail"})).drain()
        took = time.perf_counter() - began
    finally:
        hang_up()
        server.stop()
    if taking.letters != PEOPLE:
        raise AssertionError(f"{taking.letters} letters of {PEOPLE} arrived")
    return took


def _build() -> Any:
    """A committee with its units and people, each of whom chose the digest, and what they owe this week."""
    from django_scopes import scope

    from nghisu.foundation.models import Committee
    from nghisu.rulebook.models import Binding

    committee = Committee.objects.create(
        code="bench", name="Bench", short_name="Bench", level="province", place="Hà Nội"
    )
    with scope(committee=committee):
        Binding.objects.create(committee=committee, rulebook="5609", since=date(2015, 1, 30))
        units = _units(committee)
        _people(committee, units)
        _duties(committee, units)
    return committee


def _units(committee: Any) -> list[Any]:
    from nghisu.core.text import fold, sort_key
    from nghisu.directory.models import Organisation

    return Organisation.objects.bulk_create(
        Organisation(
            committee=committee,
            code=f"don-vi-{n}",
            name=f"Đơn vị {n}",
            kind=Organisation.Kind.PARTY_OFFICE if n == 0 else Organisation.Kind.DEPARTMENT,
            bloc=Organisation.Bloc.PARTY,
            tier=1,
            search_text=fold(f"Đơn vị {n}"),
            sort_key=sort_key(f"Đơn vị {n}"),
            since=date(2015, 1, 1),
        )
        for n in range(UNITS)
    )


def _people(committee: Any, units: list[Any]) -> None:
    """One position of each unit, its roles, and people in turn; those of the first unit look after all."""
    from nghisu.accounts.models import PositionRole
    from nghisu.directory.models import Appointment, Person, Position
    from nghisu.foundation import clock
    from nghisu.notices.models import Measure, Notice

    since = date(2015, 1, 1)
    positions = Position.objects.bulk_create(
        Position(
            committee=committee,
            code=f"cv-{n}",
            title="Chuyên viên",
            title_code="cv",
            organisation=unit,
            search_text="chuyen vien",
            sort_key="cv",
            since=since,
        )
        for n, unit in enumerate(units)
    )
    PositionRole.objects.bulk_create(
        PositionRole(
            committee=committee,
            position=position,
            role="content-officer" if n else "office-specialist",
            organisation=units[n] if n else None,
            since=since,
        )
        for n, position in enumerate(positions)
    )
    people = Person.objects.bulk_create(
        Person(
            full_name=f"Nguyễn Thị Ngọc {n}",
            given_name="Ngọc",
            email=f"ngoc.{n}@vi-du.vn",
            search_text=f"nguyen thi ngoc {n}",
            sort_key=f"ngoc{n}",
        )
        for n in range(PEOPLE)
    )
    Appointment.objects.bulk_create(
        Appointment(committee=committee, person=person, position=positions[n % UNITS], since=since)
        for n, person in enumerate(people)
    )
    Measure.objects.bulk_create(
        Measure(committee=committee, person=person, digest=True, language="en" if n % 10 == 0 else "")
        for n, person in enumerate(people)
    )
    said = {"title": "Hội nghị dời sang thứ Năm", "body": "Giờ và phòng không đổi."}
    Notice.objects.bulk_create(
        Notice(
            committee=committee,
            person=person,
            kind="entry.moved",
            words={"vi": said, "en": said},
            key=str(n),
            at=clock.now(),
        )
        for person in people
        for n in range(UNREAD)
    )


def _duties(committee: Any, units: list[Any]) -> None:
    from nghisu.core.law import load_rulebook
    from nghisu.core.text import fold
    from nghisu.foundation import clock
    from nghisu.programme.models import Entry, Programme
    from nghisu.rulebook.models import Deadline, Subject

    random = Random(20260310)  # noqa: S311  figures to be had again, not secrets
    acts = list(load_rulebook("5609").acts)
    programme = Programme.objects.create(committee=committee, year=2026, title="2026")
    subjects = Subject.objects.bulk_create(
        Subject(committee=committee, rulebook="5609") for _ in range(CONFERENCES)
    )
    Entry.objects.bulk_create(
        Entry(
            committee=committee,
            programme=programme,
            subject=subject,
            title=f"Hội nghị bàn việc thứ {n}",
            kind="ban-thuong-vu",
            opening=datetime(2026, 3, 16, 1, tzinfo=clock.VIETNAM) + timedelta(days=n % 20),
            part="morning",
            form="in-person",
            search_text=fold(f"Hội nghị bàn việc thứ {n}"),
        )
        for n, subject in enumerate(subjects)
    )
    Deadline.objects.bulk_create(
        Deadline(
            committee=committee,
            subject=subjects[n % CONFERENCES],
            act=acts[n // CONFERENCES],
            position=n // CONFERENCES,
            rule="bench",
            document="5609",
            clause="II/1",
            basis="stated",
            legal_date=day,
            act_by=day,
            owner="VP",
            organisation=random.choice(units),
        )
        for n in range(DUTIES)
        for day in [TODAY + timedelta(days=random.choice([-3, -1, 0, 0, 1, 2, 3]))]
    )
