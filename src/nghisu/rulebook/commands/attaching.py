from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from nghisu.core.law.edition import Edition
from nghisu.core.law.texts import Placement, match, split
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.kept_files import keep_file
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.adapters.text_reading import ReadText
from nghisu.rulebook.models import AttachedText, TextPassage
from nghisu.rulebook.refusals import PassageTaken

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that an office holds: what it is called, its content, and the words that were read from it."""

    name: str
    content: bytes
    read: ReadText


@dataclass(frozen=True, slots=True)
class _Passage:
    line: int
    found_at: str
    words: str
    clause: str = ""
    same: bool | None = None


@transaction.atomic
def attach_text(by: Actor, edition: Edition, file: HeldFile) -> AttachedText:
    """Attach the text of a regulation to its edition for the actor's committee; it takes the place of the one before."""
    if by.user_id is not None:
        must(by, "text.attach")
    AttachedText.objects.filter(committee=by.committee_id, edition=edition.id, replaced_at=None).update(
        replaced_at=clock.now()
    )
    text = AttachedText.objects.create(
        committee_id=by.tenant,
        edition=edition.id,
        file_name=file.name[-LONGEST_NAME:],
        kind=file.read.kind.value,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        stored=keep_file(file.content),
        pages=file.read.pages,
        at=clock.now(),
        by_name=by.name,
    )
    passages = _passages(file.read.text, match(edition, file.read.text))
    TextPassage.objects.bulk_create(
        (
            TextPassage(
                committee_id=by.tenant,
                text=text,
                position=place,
                line=one.line,
                found_at=one.found_at[:60],
                words=one.words,
                clause=one.clause,
                same=one.same,
            )
            for place, one in enumerate(passages)
        ),
        batch_size=300,
    )
    placed = sum(1 for one in passages if one.clause)
    remember(
        by,
        "text.attached",
        text,
        after={"file": text.file_name, "digest": text.sha256, "placed": placed},
    )
    return text


def _passages(text: str, placement: Placement) -> list[_Passage]:
    """All that may be placed, in the order of the text: what was placed, what was not, and where a text has no
    numbered clause its paragraphs."""
    found = [_Passage(one.line, one.found_at, one.words, one.id, one.same) for one in placement.placed]
    found += [_Passage(one.line, one.id, one.words) for one in placement.unplaced]
    if not found:
        found = [_Passage(number, "", words) for number, words in enumerate(split(text).before, 1)]
    return sorted(found, key=lambda one: one.line)


@transaction.atomic
def place_clause(by: Actor, edition: Edition, clause: str, passage_id: int | None) -> None:
    """Say by hand which passage of the attached text a clause is; None: none of them. Raises PassageTaken."""
    must(by, "text.attach")
    if clause not in edition.clauses:
        raise AccessRefused(clause)
    text = (
        AttachedText.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, edition=edition.id, replaced_at=None)
        .order_by()
        .first()
    )
    if text is None:
        raise AccessRefused(edition.id)
    rows = TextPassage.objects.filter(committee=by.committee_id, text=text)
    before = rows.filter(clause=clause).first()
    rows.filter(clause=clause).update(clause="", by_hand=False, same=None)
    if passage_id is not None:
        try:
            with transaction.atomic():
                placed = rows.filter(pk=passage_id, clause="").update(clause=clause, by_hand=True, same=None)
        except IntegrityError:
            raise PassageTaken from None
        if not placed:
            raise PassageTaken
    remember(
        by,
        "text.clause_placed",
        text,
        label=f"{edition.id} {clause}",
        before={"passage": str(before) if before else ""},
        after={"passage": str(rows.filter(pk=passage_id).first() or "") if passage_id else ""},
    )
