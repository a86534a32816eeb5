"""A letter to the units that prepare what DEMO-BCH deals with, issued under a number and sent to each by its ways; some
have opened it, one sent it on, one has it on paper only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.cli.demo.conferences import BCH, BOARD, CHIEF, CITY, OFFICE
from nghisu.cli.demo.invitations import CLERK
from nghisu.cli.demo.programme import person
from nghisu.conferences.commands import begin_paper
from nghisu.conferences.models import Conference
from nghisu.directory.models import Organisation
from nghisu.documents.commands import issue, submit_draft
from nghisu.documents.commands.dispatch_receipts import Forwarding, record_dispatch, record_forwarding
from nghisu.documents.commands.dispatching import dispatch
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.models import IssuedDocument, Recipient
from nghisu.documents.queries.drafts import OFFICIAL
from nghisu.documents.queries.reaching import Chosen
from nghisu.foundation import clock
from nghisu.foundation.models import Committee

LETTER = "cong-van"
DRAFTED, AGREED, ISSUED, ARRIVED = (
    datetime(2026, 3, 6, 9, 0, tzinfo=clock.VIETNAM),
    datetime(2026, 3, 6, 11, 0, tzinfo=clock.VIETNAM),
    datetime(2026, 3, 6, 14, 0, tzinfo=clock.VIETNAM),
    datetime(2026, 3, 9, 8, 30, tzinfo=clock.VIETNAM),
)
WAYS: dict[DispatchWay, tuple[str, ...]] = {
    DispatchWay.NETWORK: ("dang-uy-ubnd-thanh-pho", "dang-uy-hdnd-thanh-pho", "ban-to-chuc-thanh-uy"),
    DispatchWay.POST: ("dang-uy-cong-an-thanh-pho", "dang-uy-phuong-ba-dinh"),
    DispatchWay.HAND: ("ban-to-chuc-thanh-uy", "uy-ban-kiem-tra-thanh-uy"),
}
FORWARDED = ("dang-uy-ubnd-thanh-pho", Forwarding(6, "Các đồng chí Ủy viên Ban Thường vụ Đảng ủy"))


def send_letter(committees: Mapping[str, Committee]) -> None:
    """Issue the letter and send it, unless a letter of that kind is out."""
    city = committees[CITY]
    with scope(committee=city):
        if Recipient.objects.filter(committee=city).exists():
            return
        row = _issue(city)
        units = dict(Organisation.objects.filter(committee=city).values_list("code", "pk"))
        clerk = person(CLERK, city)
        with clock.standing(ISSUED):
            for way, codes in WAYS.items():
                dispatch(
                    clerk, row.pk, Chosen(frozenset(units[code] for code in codes), ways=frozenset({way}))
                )
            _note(city, row, WAYS[DispatchWay.NETWORK], DispatchStep.SENT)
        with clock.standing(ARRIVED):
            _note(city, row, WAYS[DispatchWay.NETWORK], DispatchStep.DELIVERED)
            _note(city, row, ("uy-ban-kiem-tra-thanh-uy",), DispatchStep.CONFIRMED)
            code, forwarding = FORWARDED
            record_forwarding(clerk, row.pk, _of(row, (code,)), forwarding)


def _issue(city: Committee) -> IssuedDocument:
    desk = person(OFFICE, city)
    entry = Conference.objects.select_related("entry").get(committee=city, code=BCH).entry
    with clock.standing(DRAFTED):
        draft = begin_paper(desk, entry, LETTER)
        submit_draft(desk, draft.pk)
    with clock.standing(AGREED):
        for username in (CHIEF, BOARD):
            approval = Approval.objects.get(committee=city, kind=OFFICIAL, thing_id=draft.pk)
            decide(person(username, city), approval.pk, Outcome.GRANTED, approval.digest)
    with clock.standing(ISSUED):
        return issue(
            person(CLERK, city), draft.pk, copies=len({code for codes in WAYS.values() for code in codes})
        )


def _note(city: Committee, row: IssuedDocument, codes: tuple[str, ...], step: DispatchStep) -> None:
    record_dispatch(person(CLERK, city), row.pk, _of(row, codes), step)


def _of(row: IssuedDocument, codes: tuple[str, ...]) -> list[int]:
    return list(Recipient.objects.filter(issued=row, unit__code__in=codes).values_list("pk", flat=True))
