"""What follows when another rulebook binds the committee from a day on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.accounts.queries import holders_of
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.commands import Said, tell
from nghisu.programme.commands.ground import derive_entries, touch_programmes
from nghisu.programme.models import Entry, ProgrammeVersion
from nghisu.programme.queries.entries import day_start
from nghisu.rulebook.models import Subject
from nghisu.rulebook.queries import rulebooks_on


def rule_anew(by: Actor, since: date) -> None:
    """Derive anew what the conferences that open from a day on owe.

    Those of an approved or issued programme keep their deadlines: the office is told of them, to decide case by case.
    """
    rows = Entry.objects.filter(
        committee=by.committee_id, opening__gte=max(day_start(since), clock.now())
    ).select_related("subject")
    entries = list(rows.order_by("opening"))
    approved = _approved(by)
    kept = [entry for entry in entries if entry.pk in approved]
    changed = [entry for entry in entries if entry.pk not in approved]
    rulebooks = rulebooks_on(by, (clock.local(entry.opening).date() for entry in changed))
    by_code: dict[str, list[int]] = defaultdict(list)
    for entry in changed:
        code = rulebooks[clock.local(entry.opening).date()].code
        if entry.subject.rulebook != code:
            entry.subject.rulebook = code
            by_code[code].append(entry.subject_id)
    for code, subjects in by_code.items():
        Subject.objects.filter(committee=by.committee_id, pk__in=subjects).update(rulebook=code)
    derive_entries(by, changed)
    touch_programmes(by, changed)
    if kept:
        tell(
            by,
            holders_of(by.tenant, (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF), clock.today()),
            "rulebook.kept",
            _said(len(kept), since),
            url=reverse("rulebook:law"),
        )


def _approved(by: Actor) -> set[int]:
    """The conferences that stand in a programme that was approved or issued."""
    states = (ProgrammeVersion.State.APPROVED, ProgrammeVersion.State.ISSUED)
    versions = ProgrammeVersion.objects.filter(committee=by.committee_id, state__in=states)
    return {
        line["id"] for lines in versions.values_list("lines", flat=True) for line in lines if "id" in line
    }


def _said(count: int, since: date) -> Callable[[], Said]:
    def said() -> Said:
        return Said(
            _("Quy định mới từ %(day)s") % {"day": f"{since:%d/%m/%Y}"},
            ngettext(
                "%(count)d hội nghị trong chương trình đã duyệt vẫn giữ thời hạn cũ. Muốn theo quy định mới thì sửa "
                "từng hội nghị.",
                "%(count)d hội nghị trong chương trình đã duyệt vẫn giữ thời hạn cũ. Muốn theo quy định mới thì sửa "
                "từng hội nghị.",
                count,
            )
            % {"count": count},
        )

    return said
