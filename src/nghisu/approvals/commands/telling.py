"""Who is told what of an approval."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.accounts.queries import delegates_of
from nghisu.approvals.models import Approval, Author, Decision, Step
from nghisu.approvals.queries.deciders import deciders_of
from nghisu.approvals.queries.routes import kind_name
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.commands import Said, tell


def page_of(approval: Approval) -> str:
    """The address of an approval's page."""
    return reverse("approvals:approval", kwargs={"approval_id": approval.pk})


def tell_deciders(by: Actor, approval: Approval, step: Step) -> None:
    """Those who can decide the step now are told that something waits for them."""

    def said() -> Said:
        return Said(
            _("Chờ đồng chí phê duyệt: %(title)s") % {"title": approval.title},
            _("%(kind)s do %(drafter)s trình.")
            % {"kind": kind_name(approval.kind), "drafter": approval.drafter_name},
        )

    people = set(deciders_of(step, clock.today()))
    people |= set(delegates_of(by.tenant, people, clock.today(), approval.kind))
    _tell(by, approval, people, "approval.waiting", said, f"approval {approval.pk} step {step.position}")


def tell_authors(by: Actor, approval: Approval, title: str, reason: str = "") -> None:
    """Those who drafted it are told how it ended. `title` is a text marked for translation, with %(title)s and
    %(name)s."""

    def said() -> Said:
        words = {"title": approval.title, "name": approval.ended_by_name}
        return Said(_(title) % words, reason)

    authors = Author.objects.filter(approval=approval).values_list("person", flat=True)
    _tell(by, approval, authors, f"approval.{approval.state}", said, f"approval {approval.pk} ended")


def tell_those_asked(by: Actor, approval: Approval, title: str) -> None:
    """Those who were asked, or had already agreed, are told that it waits no more."""

    def said() -> Said:
        return Said(_(title) % {"title": approval.title, "name": approval.ended_by_name}, approval.reason)

    spoken = Decision.objects.filter(approval=approval).values_list("person", "holder")
    people = {person for pair in spoken for person in pair}
    step = Step.objects.filter(approval=approval, position=approval.step).first()
    if step is not None:
        asked = set(deciders_of(step, clock.today()))
        people |= asked | set(delegates_of(by.tenant, asked, clock.today(), approval.kind))
    _tell(by, approval, people, f"approval.{approval.state}", said, f"approval {approval.pk} over")


def _tell(
    by: Actor, approval: Approval, people: Iterable[int], kind: str, said: Callable[[], Said], key: str
) -> None:
    tell(by, people, kind, said, url=page_of(approval), thing=approval, key=key)
