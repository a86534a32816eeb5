from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import time
from typing import Any

from django.db import transaction

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import MailRule, Measure, ReminderPlan


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose; see `Measure`."""

    ways: dict[str, str] = field(default_factory=dict)
    digest: bool = False
    digest_hour: int = 7
    quiet_from: time | None = None
    quiet_until: time | None = None
    urgent_in_quiet: bool = True
    language: str = ""


@transaction.atomic
def choose_measure(by: Actor, chosen: Chosen) -> Measure:
    """Be told in another way from now on. Raises AccessRefused for an account without a person or a committee."""
    must(by, "notices.own")
    if by.person_id is None:
        raise AccessRefused("no person")
    measure, _new = Measure.objects.get_or_create(committee_id=by.tenant, person_id=by.person_id)
    after = asdict(chosen)
    before = {name: getattr(measure, name) for name in after}
    for name, value in after.items():
        setattr(measure, name, value)
    measure.save(update_fields=list(after))
    remember(by, "measure.chosen", measure, before=_as_kept(before), after=_as_kept(after), label=by.name)
    return measure


def _as_kept(chosen: dict[str, Any]) -> dict[str, Any]:
    """The fields under the names they have in the trail, where a digest is something else."""
    return {"daily_digest" if name == "digest" else name: value for name, value in chosen.items()}


@transaction.atomic
def set_mail_rule(by: Actor, most_at_once: int, own_domains: list[str]) -> MailRule:
    """Say what mail a person must release before it goes."""
    must(by, "settings.edit")
    rule, _new = MailRule.objects.get_or_create(committee_id=by.tenant)
    before = {"most_at_once": rule.most_at_once, "own_domains": rule.own_domains}
    rule.most_at_once, rule.own_domains = most_at_once, own_domains
    rule.save()
    after = {"most_at_once": most_at_once, "own_domains": own_domains}
    remember(by, "mail_rule.set", rule, before=before, after=after, label=" ")
    return rule


@transaction.atomic
def set_reminder_plan(
    by: Actor, act: str, before: list[int], to_head: int | None, to_board: int | None
) -> ReminderPlan:
    """Say how many working days before a duty is reminded of, and after how many it is told on. Without an act: for
    all acts that have no plan of their own."""
    must(by, "settings.edit")
    plan, new = ReminderPlan.objects.get_or_create(committee_id=by.tenant, act=act)
    was = {} if new else {"before": plan.before, "to_head": plan.to_head, "to_board": plan.to_board}
    plan.before, plan.to_head, plan.to_board = sorted(set(before), reverse=True), to_head, to_board
    plan.save()
    now = {"before": plan.before, "to_head": to_head, "to_board": to_board}
    remember(by, "reminder_plan.set", plan, before=was, after=now, label=act or " ")
    return plan


@transaction.atomic
def remove_reminder_plan(by: Actor, act: str) -> None:
    """Let an act be reminded of like all others again. Nothing happens where it has no plan of its own."""
    must(by, "settings.edit")
    plan = ReminderPlan.objects.filter(committee=by.tenant, act=act).first()
    if plan is not None:
        remember(by, "reminder_plan.removed", plan, before={"before": plan.before}, label=act or " ")
        plan.delete()
