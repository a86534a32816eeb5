"""Appraisal in rounds: the office assigns who appraises a version; they say what it came to; the unit answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from nghisu.core.text import nfc
from nghisu.documents.commands.versions import locked_version
from nghisu.documents.events import AppraisalGiven
from nghisu.documents.models import Appraisal
from nghisu.documents.queries.appraisers import appraisers_of
from nghisu.documents.refusals import AppraisalSaid, ReasonNeeded
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.commands import Said, tell


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an appraisal came to: what is said of structure, content and form; whether it is accepted, and why."""

    accepted: bool
    reason: str
    structure: str = ""
    content: str = ""
    form: str = ""


@transaction.atomic
def ask_appraisal(by: Actor, version_id: int, part: str, person_ids: Iterable[int]) -> int:
    """Assign who appraises a part of a version, and tell them. Returns how many are new. Raises AccessRefused for anybody
    to whom that part cannot be assigned here: somebody of another committee does not exist for the actor.

    Nobody appraises what they handed in themselves. Their unit may: 5609 I/III/1.2/b2 has Văn phòng and the ban Đảng
    appraise and excepts nothing that these prepared; without them nobody could appraise it.
    """
    must(by, "pack.edit")
    version = locked_version(by, version_id)
    rounds = Appraisal.objects.filter(version__document=version.document_id, part=part)
    before = rounds.aggregate(last=Max("round"))["last"] or 0
    current = rounds.filter(version=version).values_list("round", flat=True).first()
    standing = Appraisal.objects.filter(version=version).exclude(outcome=Appraisal.Outcome.WITHDRAWN)
    here = set(standing.values_list("appraiser", flat=True))
    author = version.by.person_id if version.by is not None else None
    people = set(person_ids) - here - {author}
    if part not in Appraisal.Part.values or not people <= appraisers_of(by, part):
        raise AccessRefused("not one to whom this part of an appraisal can be assigned")
    new = [
        Appraisal(
            committee_id=by.tenant,
            version=version,
            part=part,
            appraiser_id=person,
            round=current or before + 1,
            asked_at=clock.now(),
            asked_by=by.name,
        )
        for person in sorted(people)
    ]
    Appraisal.objects.bulk_create(new)
    if new:
        title = version.document.title
        remember(
            by,
            "appraisal.asked",
            version.document,
            after={"number": version.number, "part": part, "people": len(new)},
        )
        tell(
            by,
            people,
            "appraisal.asked",
            lambda: Said(_said_asked() % {"title": title}),
            url=f"/tai-lieu/{version.document_id}/",
            thing=version.document,
        )
    return len(new)


@transaction.atomic
def say_appraisal(by: Actor, appraisal_id: int, opinion: Opinion) -> Appraisal:
    """Say what an appraisal came to: by whom it was asked, once. Raises ReasonNeeded, AppraisalSaid."""
    must(by, "document.appraise")
    appraisal = _locked(by, appraisal_id)
    if appraisal.appraiser_id != by.person_id or appraisal.outcome == Appraisal.Outcome.WITHDRAWN:
        raise AccessRefused(str(appraisal_id))
    if appraisal.outcome != Appraisal.Outcome.ASKED:
        raise AppraisalSaid
    if not opinion.reason.strip():
        raise ReasonNeeded
    outcome = Appraisal.Outcome.ACCEPTED if opinion.accepted else Appraisal.Outcome.RETURNED
    appraisal.outcome, appraisal.reason = outcome, nfc(opinion.reason.strip())[:2_000]
    appraisal.structure = nfc(opinion.structure.strip())[:4_000]
    appraisal.content = nfc(opinion.content.strip())[:4_000]
    appraisal.form = nfc(opinion.form.strip())[:4_000]
    appraisal.said_at, appraisal.said_by_id = clock.now(), by.user_id
    appraisal.save()
    version = appraisal.version
    remember(
        by,
        "appraisal.said",
        version.document,
        after={
            "number": version.number,
            "part": appraisal.part,
            "outcome": appraisal.outcome,
            "reason": appraisal.reason,
        },
    )
    publish(AppraisalGiven(by=by, appraisal=appraisal))
    if version.by is not None and version.by.person_id is not None:
        title, accepted = version.document.title, opinion.accepted
        tell(
            by,
            [version.by.person_id],
            "appraisal.said",
            lambda: Said(_said_outcome(accepted) % {"title": title}, opinion.reason),
            url=f"/tai-lieu/{version.document_id}/",
            thing=version.document,
        )
    return appraisal


@transaction.atomic
def withdraw_appraisal(by: Actor, appraisal_id: int, why: str) -> Appraisal:
    """Take back that somebody was to appraise, who did not say anything yet, with the reason; they are told. What was
    said stays. Raises ReasonNeeded, AppraisalSaid."""
    must(by, "pack.edit")
    appraisal = _locked(by, appraisal_id)
    if appraisal.outcome == Appraisal.Outcome.WITHDRAWN:
        raise AccessRefused(str(appraisal_id))
    if appraisal.outcome != Appraisal.Outcome.ASKED:
        raise AppraisalSaid
    if not why.strip():
        raise ReasonNeeded
    appraisal.outcome, appraisal.reason = Appraisal.Outcome.WITHDRAWN, nfc(why.strip())[:2_000]
    appraisal.said_at, appraisal.said_by_id = clock.now(), by.user_id
    appraisal.save()
    document = appraisal.version.document
    remember(
        by,
        "appraisal.withdrawn",
        document,
        after={
            "number": appraisal.version.number,
            "part": appraisal.part,
            "people": appraisal.appraiser.full_name,
            "reason": appraisal.reason,
        },
    )
    title = document.title
    tell(
        by,
        [appraisal.appraiser_id],
        "appraisal.withdrawn",
        lambda: Said(_said_withdrawn() % {"title": title}, appraisal.reason),
        thing=document,
    )
    return appraisal


@transaction.atomic
def answer_appraisal(by: Actor, appraisal_id: int, answer: str) -> Appraisal:
    """The unit's answer to what was said: what it takes up, what not and why. Given once, after it was said."""
    appraisal = _locked(by, appraisal_id)
    owner = appraisal.version.document.owner_id
    must(by, "document.hand_in", [owner] if owner else [])
    unsaid = appraisal.outcome in (Appraisal.Outcome.ASKED, Appraisal.Outcome.WITHDRAWN)
    if unsaid or appraisal.answered_at is not None:
        raise AccessRefused(str(appraisal_id))
    if not answer.strip():
        raise ReasonNeeded
    appraisal.answer = nfc(answer.strip())[:4_000]
    appraisal.answered_at, appraisal.answered_by = clock.now(), by.name
    appraisal.save()
    remember(by, "appraisal.answered", appraisal.version.document, after={"answer": appraisal.answer})
    return appraisal


def _locked(by: Actor, appraisal_id: int) -> Appraisal:
    rows = Appraisal.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=appraisal_id, version__document__withdrawn_at=None
    )
    appraisal = rows.order_by().first()
    if appraisal is None:
        raise AccessRefused(str(appraisal_id))
    return appraisal


def _said_asked() -> str:
    return _("Đề nghị thẩm định: %(title)s")


def _said_withdrawn() -> str:
    return _("Không phải thẩm định nữa: %(title)s")


def _said_outcome(accepted: bool) -> str:
    return _("Đạt thẩm định: %(title)s") if accepted else _("Chưa đạt thẩm định: %(title)s")
