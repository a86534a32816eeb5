from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django_scopes import scopes_disabled

from nghisu.accounts.commands.tries import label_of
from nghisu.accounts.queries import own_account
from nghisu.directory.models import Body, Organisation
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.secrets import digest_of, new_secret
from nghisu.programme.models import CalendarAddress
from nghisu.programme.refusals import CalendarShowsNothing


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """What a calendar is to show."""

    of: str
    organisation_id: int | None = None
    body_id: int | None = None
    with_conferences: bool = True
    with_duties: bool = False


@transaction.atomic
def open_calendar(by: Actor, choice: CalendarChoice) -> tuple[CalendarAddress, str]:
    """A secret address for the actor's own calendar program, and the secret itself, which nobody can read again.

    Raises CalendarShowsNothing where neither conferences nor duties are wanted.
    """
    must(by, "calendar.share")
    if not (choice.with_conferences or choice.with_duties):
        raise CalendarShowsNothing
    _must_be_own(by, choice)
    secret = new_secret()
    address = CalendarAddress.objects.create(
        committee_id=by.tenant,
        user=own_account(by),
        of=CalendarAddress.Of(choice.of),
        organisation_id=choice.organisation_id,
        body_id=choice.body_id,
        with_conferences=choice.with_conferences,
        with_duties=choice.with_duties,
        digest=digest_of(secret),
        made_at=clock.server_now(),
    )
    remember(by, "calendar.opened", address, label=by.name, after=_chosen(address))
    return address, secret


@transaction.atomic
def renew_calendar(by: Actor, address_id: int) -> tuple[CalendarAddress, str]:
    """Another secret for the same calendar: the address before opens nothing any more."""
    address = _locked(by, address_id)
    secret = new_secret()
    address.digest = digest_of(secret)
    address.made_at, address.read_at = clock.server_now(), None
    address.save(update_fields=["digest", "made_at", "read_at"])
    remember(by, "calendar.renewed", address, label=by.name)
    return address, secret


@transaction.atomic
def close_calendar(by: Actor, address_id: int) -> None:
    """End an address at once."""
    address = _locked(by, address_id)
    address.revoked_at = clock.server_now()
    address.save(update_fields=["revoked_at"])
    remember(by, "calendar.closed", address, label=by.name)


def close_calendars_of(by: Actor, user_id: int) -> None:
    """End all addresses of an account, in every committee, as a part of the act that ends what it handed out."""
    with scopes_disabled():
        rows = CalendarAddress.objects.select_for_update(of=("self",)).filter(user=user_id, revoked_at=None)
        rows = rows.select_related("user__person")
        for address in rows.order_by("pk"):
            address.revoked_at = clock.server_now()
            address.save(update_fields=["revoked_at"])
            there = replace(by, committee_id=address.committee_id)
            remember(there, "calendar.closed", address, label=label_of(address.user))


@transaction.atomic
def note_read(address: CalendarAddress, content: str) -> CalendarAddress:
    """Write down what a calendar program was given, and since when it has been that. No act of a person."""
    now = clock.server_now().replace(microsecond=0)
    if address.content != content:
        address.content, address.changed_at, address.read_at = content, now, now
        address.save(update_fields=["content", "changed_at", "read_at"])
    elif address.read_at is None or (now - address.read_at).total_seconds() >= 600:
        address.read_at = now
        address.save(update_fields=["read_at"])
    return address


def _locked(by: Actor, address_id: int) -> CalendarAddress:
    must(by, "calendar.share")
    address = (
        CalendarAddress.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, user=by.user_id, pk=address_id, revoked_at=None)
        .order_by()
        .first()
    )
    if address is None:
        raise AccessRefused(str(address_id))
    return address


def _must_be_own(by: Actor, choice: CalendarChoice) -> None:
    own = {"committee": by.committee_id}
    if choice.organisation_id is not None:
        if not Organisation.objects.filter(pk=choice.organisation_id, **own).exists():
            raise AccessRefused("unit")
    elif choice.body_id is not None and not Body.objects.filter(pk=choice.body_id, **own).exists():
        raise AccessRefused("body")


def _chosen(address: CalendarAddress) -> dict[str, object]:
    return {
        "calendar_of": address.of,
        "organisation": str(address.organisation) if address.organisation else None,
        "body": str(address.body) if address.body else None,
        "with_conferences": address.with_conferences,
        "with_duties": address.with_duties,
    }
