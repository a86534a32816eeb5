from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditChain, AuditPending, AuditRecord, AuditSeal


@dataclass(frozen=True, slots=True)
class AuditState:
    """How far the chain has come: for the page that an auditor opens first."""

    sealed: int
    pending: int
    last_sealed_at: datetime | None
    head: str


def audit_records(
    actor: Actor,
    *,
    text: str = "",
    verb: str = "",
    since: date | None = None,
    until: date | None = None,
    before_id: int | None = None,
) -> QuerySet[AuditRecord]:
    """The acts of the actor's committee, latest first. `before_id` is where the last page ended."""
    must(actor, "audit.view")
    rows = AuditRecord.objects.filter(committee=actor.committee_id).select_related("seal").order_by("-id")
    for word in text.split():
        rows = rows.filter(Q(actor_name__icontains=word) | Q(thing_label__icontains=word))
    if verb:
        rows = rows.filter(verb=verb)
    if since:
        rows = rows.filter(at__gte=clock.beginning_of(since))
    if until:
        rows = rows.filter(at__lt=clock.end_of(until))
    if before_id is not None:
        rows = rows.filter(id__lt=before_id)
    return rows


def history_of(actor: Actor, *things: models.Model) -> QuerySet[AuditRecord]:
    """What was done to some things, latest first. Whoever may see a thing may see its history: the caller asks that."""
    wanted = Q(pk__in=[])
    for thing in things:
        wanted |= Q(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
    return AuditRecord.objects.filter(wanted, committee=actor.committee_id).order_by("-id")


def audit_state() -> AuditState:
    """The state of the installation's one chain."""
    head = AuditChain.objects.filter(id=1).first()
    last = AuditSeal.objects.order_by("-number").values_list("sealed_at", flat=True).first()
    return AuditState(
        sealed=head.number if head else 0,
        pending=AuditPending.objects.count(),
        last_sealed_at=last,
        head=head.digest if head else "",
    )
