"""Drawing up an official document: begun from data, written version by version, put forward, approved."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction

from nghisu.approvals.commands import submit, withdraw
from nghisu.approvals.models import Approval
from nghisu.core.papers.kept import UnreadableContent
from nghisu.core.papers.kinds import KINDS, Content
from nghisu.core.text import fold, legible, nfc
from nghisu.documents.models import Draft, DraftVersion, Issuer, TextBlock
from nghisu.documents.queries.blocks import filled, places_of
from nghisu.documents.queries.drafts import OFFICIAL, content_of, shown_of_draft, version_of, visible_drafts
from nghisu.documents.queries.sources import taken_over
from nghisu.documents.refusals import (
    ContentUnread,
    DraftElsewhere,
    DraftMeanwhile,
    NobodyIssues,
    SourceGone,
)
from nghisu.documents.registry import gathered_again
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused

State = Draft.State


@transaction.atomic
def begin_draft(
    by: Actor,
    kind: str,
    side: str,
    data: Content | dict[str, Any],
    *,
    title: str,
    about: tuple[str, int] | None = None,
    issuer_id: int | None = None,
) -> Draft:
    """Begin a document of a kind from its data: what they leave empty is filled from the office's text blocks.

    `about` is what it belongs to, (kind, id), which decides who may see it. The issuer is by default the first of the
    side. Raises NobodyIssues, ContentUnread; AccessRefused for a kind or an issuer that there is not.
    """
    unit = min(by.organisation_ids, default=None)
    must(by, "draft.write", None if unit is None else [unit])
    if kind not in KINDS or not title.strip():
        raise AccessRefused(kind)
    issuers = Issuer.objects.filter(committee=by.committee_id, side=side, is_closed=False)
    if issuer_id is not None:
        issuers = issuers.filter(pk=issuer_id)
    issuer = issuers.order_by("id").first()
    if issuer is None:
        raise NobodyIssues
    gathered = _read(kind, data if isinstance(data, dict) else data.to_json())
    content = filled(by, kind, gathered)
    about_kind, about_id = about or ("", None)
    title = " ".join(legible(nfc(title)).split())[:500]
    draft = Draft.objects.create(
        committee_id=by.tenant,
        kind=kind,
        issuer=issuer,
        title=title,
        about_kind=about_kind,
        about_id=about_id,
        organisation_id=unit,
        search_text=fold(f"{title} {KINDS[kind].name}")[:600],
        begun_at=clock.now(),
        begun_by_name=by.name,
        begun_by_person=by.person_id,
        gathered=gathered.to_json() if about is not None else None,
    )
    _keep(by, draft, content)
    remember(by, "draft.begun", draft, after={"paper_kind": kind, "title": title})
    return draft


@transaction.atomic
def write_draft(by: Actor, draft_id: int, data: Content | dict[str, Any], revision: int) -> Draft:
    """Keep another version of a draft, written upon `revision`. What says the same makes none.

    Raises DraftMeanwhile, DraftElsewhere, ContentUnread.
    """
    draft = _writable(by, draft_id)
    if draft.revision != revision:
        raise DraftMeanwhile
    content = _read(draft.kind, data if isinstance(data, dict) else data.to_json())
    if _digest(content) != DraftVersion.objects.get(draft=draft, number=draft.revision).digest:
        _keep(by, draft, content)
        remember(by, "draft.written", draft, after={"version": draft.revision})
    return draft


@transaction.atomic
def take_over(by: Actor, draft_id: int, places: frozenset[str], revision: int) -> Draft:
    """Take the data of now over at some places of a draft, written upon `revision`; what changed elsewhere is left as the
    draft has it, and neither is told of any more. Raises DraftMeanwhile, DraftElsewhere, SourceGone."""
    draft = _writable(by, draft_id)
    if draft.revision != revision:
        raise DraftMeanwhile
    now = gathered_again(by, draft)
    if draft.gathered is None or now is None:
        raise SourceGone
    before = version_of(draft)
    content = _read(draft.kind, taken_over(before.content, now.to_json(), places))
    if _digest(content) != before.digest:
        _keep(by, draft, content)
    draft.gathered = now.to_json()
    draft.save(update_fields=["gathered"])
    remember(by, "draft.took_over", draft, after={"version": draft.revision, "places": sorted(places)})
    return draft


@transaction.atomic
def submit_draft(by: Actor, draft_id: int, answer: str = "") -> Draft:
    """Put a draft before those who approve official documents; the approval binds to what it says."""
    draft = _writable(by, draft_id)
    approval = submit(by, OFFICIAL, draft, shown_of_draft(draft), answer=answer)
    draft.state, draft.approval_id = State.SUBMITTED, approval.pk
    draft.save(update_fields=["state", "approval_id"])
    remember(by, "draft.submitted", draft, after={"version": draft.revision})
    return draft


@transaction.atomic
def take_back_draft(by: Actor, draft_id: int) -> Draft:
    """Take back a draft that waits for approval, or one approved and not issued: it may be written again."""
    draft = _locked(by, draft_id)
    if draft.state == State.SUBMITTED and draft.approval_id is not None:
        withdraw(by, draft.approval_id)  # heard in reactions
        draft.refresh_from_db()
        return draft
    if draft.state != State.APPROVED:
        raise DraftElsewhere(draft.get_state_display())
    return reopen(by, draft)


@transaction.atomic
def drop_draft(by: Actor, draft_id: int) -> Draft:
    """Drop a draft that goes no further. What it said stays to be read."""
    draft = _writable(by, draft_id)
    draft.state = State.DROPPED
    draft.save(update_fields=["state"])
    remember(by, "draft.dropped", draft)
    return draft


@transaction.atomic
def set_blocks(by: Actor, kind: str, words: dict[str, str]) -> None:
    """Keep the office's own words for the places of a kind. Raises AccessRefused for a place that there is not."""
    must(by, "block.edit")
    known = {name for name, _several in places_of(kind)} if kind in KINDS else set()
    if not known or set(words) - known:
        raise AccessRefused(kind)
    for place, text in sorted(words.items()):
        said = legible(nfc(text)).strip()
        TextBlock.objects.update_or_create({"text": said}, committee_id=by.tenant, kind=kind, place=place)
    remember(by, "block.set", label=kind, after={"places": sorted(words)})


def grant(by: Actor, approval: Approval) -> None:
    """The draft was approved: it waits to be issued."""
    draft = _of_approval(by, approval)
    if draft is not None and draft.state == State.SUBMITTED:
        draft.state = State.APPROVED
        draft.save(update_fields=["state"])
        remember(by, "draft.approved", draft, after={"version": draft.revision})


def send_back(by: Actor, approval: Approval, why: str) -> None:
    """The draft came back; `why` is what was said."""
    draft = _of_approval(by, approval)
    if draft is not None and draft.state == State.SUBMITTED:
        draft.state, draft.returned_note = State.RETURNED, nfc(why)
        draft.save(update_fields=["state", "returned_note"])
        remember(by, "draft.returned", draft, after={"note": why})


def stop(by: Actor, approval: Approval) -> None:
    """The approval ended without a decision: the draft may be written again."""
    draft = _of_approval(by, approval)
    if draft is not None and draft.state == State.SUBMITTED:
        reopen(by, draft)


def reopen(by: Actor, draft: Draft) -> Draft:
    draft.state = State.DRAFTING
    draft.save(update_fields=["state"])
    remember(by, "draft.reopened", draft)
    return draft


def locked_visible(by: Actor, draft_id: int) -> Draft:
    """A draft that the actor may see, locked. Raises AccessRefused."""
    if not visible_drafts(by).filter(pk=draft_id).exists():
        raise AccessRefused(str(draft_id))
    rows = Draft.objects.select_for_update(of=("self",)).select_related("issuer", "issued")
    return rows.get(committee=by.committee_id, pk=draft_id)


def _locked(by: Actor, draft_id: int) -> Draft:
    draft = locked_visible(by, draft_id)
    must(by, "draft.write", None if draft.organisation_id is None else [draft.organisation_id])
    return draft


def _writable(by: Actor, draft_id: int) -> Draft:
    draft = _locked(by, draft_id)
    if draft.state not in Draft.OPEN:
        raise DraftElsewhere(draft.get_state_display())
    return draft


def _of_approval(by: Actor, approval: Approval) -> Draft | None:
    rows = Draft.objects.select_for_update(of=("self",))
    return rows.filter(committee=by.committee_id, pk=approval.thing_id).order_by().first()


def _read(kind: str, data: dict[str, Any]) -> Content:
    try:
        return content_of(kind, data)
    except UnreadableContent as fault:
        raise ContentUnread(str(fault)) from fault


def _keep(by: Actor, draft: Draft, content: Content) -> None:
    draft.revision += 1
    DraftVersion.objects.create(
        committee_id=by.tenant,
        draft=draft,
        number=draft.revision,
        content=content.to_json(),
        digest=_digest(content),
        at=clock.now(),
        by_name=by.name,
    )
    draft.save(update_fields=["revision"])


def _digest(content: Content) -> str:
    text = json.dumps(content.to_json(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
