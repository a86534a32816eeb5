from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from nghisu.core.conferences.problems import Problem
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands.importing.drafting import searchable
from nghisu.programme.commands.importing.elsewhere import Elsewhere, answer_by_itself
from nghisu.programme.commands.importing.reading import (
    DraftReader,
    Reading,
    Standing,
    identity_of,
    standing_of,
    twin_key,
    twins_of,
)
from nghisu.programme.models import ImportDraft, ImportRow
from nghisu.programme.queries.places import unit_names
from nghisu.programme.refusals import ImportAlreadyAccepted

LONGEST_CORRECTION = 2_000


@transaction.atomic
def correct_row(by: Actor, draft_id: int, row: int, texts: Mapping[str, str]) -> ImportRow:
    """Write a row's fields anew, as a person typed them, and read it again by the same reader.

    Fields that are not given stay as they are. Raises ImportAlreadyAccepted.
    """
    draft, held = _held(by, draft_id, row)
    before = dict(held.raw)
    typed = {name: text[:LONGEST_CORRECTION] for name, text in texts.items()}
    faults = tuple(_fault(one) for one in held.faults if one["field"] not in typed)
    reader = DraftReader(by, draft.year)
    reading = reader.read(before | typed, row, faults)
    was_alike = held.identity
    held.raw = dict(reading.raw)
    held.faults = [one for one in held.faults if one["field"] not in typed]
    held.corrected = True
    held.identity = identity_of(held.raw)
    held.search_text = searchable(held.raw)
    _stand(by, draft, reader, held, reading)
    held.left_out = held.standing in (Standing.COPY, Standing.TWIN)
    held.save()
    if was_alike != held.identity:
        _judge_again(by, draft, reader, held, [was_alike, held.identity])
    _note_units(draft, reader, reading)
    remember(by, "import.row_corrected", draft, before=before, after=held.raw, label=f"{draft}, {row}")
    return held


@transaction.atomic
def leave_out_row(by: Actor, draft_id: int, row: int, left_out: bool) -> ImportRow:
    """Leave a row out of what is taken in, or take it back. Raises ImportAlreadyAccepted."""
    draft, held = _held(by, draft_id, row)
    if held.left_out != left_out:
        held.left_out = left_out
        held.save(update_fields=["left_out"])
        remember(
            by,
            "import.row_left_out",
            draft,
            before={"left_out": not left_out},
            after={"left_out": left_out},
            label=f"{draft}, {row}",
        )
    return held


@transaction.atomic
def answer_row(by: Actor, draft_id: int, row: int, answer: str, moves_id: int | None = None) -> ImportRow:
    """Say what a row is whose conference stands in the programme on another day: that one, moved (`moves_id`, one of
    the candidates), or another one. Raises ImportAlreadyAccepted; AccessRefused for what was not asked."""
    draft, held = _held(by, draft_id, row)
    chosen = moves_id if answer == ImportRow.Answer.MOVE else None
    if held.standing != Standing.ELSEWHERE or answer not in ImportRow.Answer.values:
        raise AccessRefused(f"{draft_id}/{row}")
    if answer == ImportRow.Answer.MOVE and chosen not in held.candidates:
        raise AccessRefused(f"{draft_id}/{row}: {moves_id}")
    before = {"answer": held.get_answer_display(), "left_out": held.left_out}
    held.answer, held.moves_id, held.left_out = answer, chosen, False
    held.save(update_fields=["answer", "moves", "left_out"])
    after = {"answer": held.get_answer_display(), "left_out": held.left_out}
    if held.moves is not None:
        after["moves"] = str(held.moves)
    remember(by, "import.row_answered", draft, before=before, after=after, label=f"{draft}, {row}")
    return held


@transaction.atomic
def choose_units(by: Actor, draft_id: int, choices: Mapping[str, int | None]) -> ImportDraft:
    """Say which unit each unknown name means, None for keeping it as text.

    Names that are not asked for are ignored. Raises ImportAlreadyAccepted; AccessRefused for a unit of
    another committee.
    """
    draft = held_draft(by, draft_id)
    known = unit_names(by).names
    if any(pk is not None and pk not in known for pk in choices.values()):
        raise AccessRefused("unit")
    before = dict(draft.unit_choices)
    draft.unit_choices = before | {name: pk for name, pk in choices.items() if name in before}
    draft.save(update_fields=["unit_choices"])
    if draft.unit_choices != before:
        remember(by, "import.units_chosen", draft, before=before, after=draft.unit_choices)
    return draft


def held_draft(by: Actor, draft_id: int) -> ImportDraft:
    """The draft, locked for whoever changes it. Raises ImportAlreadyAccepted once it has been taken in."""
    must(by, "programme.import")
    draft = (
        ImportDraft.objects.select_for_update()
        .filter(committee=by.committee_id, pk=draft_id)
        .order_by()
        .first()
    )
    if draft is None:
        raise AccessRefused(str(draft_id))
    if draft.accepted_at is not None:
        raise ImportAlreadyAccepted
    return draft


def _held(by: Actor, draft_id: int, row: int) -> tuple[ImportDraft, ImportRow]:
    draft = held_draft(by, draft_id)
    held = ImportRow.objects.filter(committee=by.committee_id, draft=draft, row=row).first()
    if held is None:
        raise AccessRefused(f"{draft_id}/{row}")
    return draft, held


def _stand(by: Actor, draft: ImportDraft, reader: DraftReader, held: ImportRow, reading: Reading) -> None:
    conference = reading.conference
    held.twin_id = None
    if conference and conference.kind and conference.on:
        held.twin_id = twins_of(by, [conference]).get(
            twin_key(conference.title, conference.kind, conference.on)
        )
    copies = _is_copy(draft, held)
    before = list(held.candidates)
    held.candidates = []
    if conference and held.twin_id is None and not copies:
        claimed = ImportRow.objects.filter(
            committee_id=draft.committee_id, draft=draft, twin__isnull=False
        ).values_list("twin_id", flat=True)
        elsewhere = Elsewhere(by, reader, draft.unit_choices, [conference], list(claimed.order_by()))
        held.candidates = elsewhere.nearest(conference)
    held.standing = standing_of(reading, copies, held.twin_id is not None, bool(held.candidates))
    if held.candidates != before:
        others = ImportRow.objects.filter(
            committee_id=draft.committee_id, draft=draft, moves_id__in=held.candidates
        ).exclude(pk=held.pk)
        answer_by_itself(held, conference.on if conference else None, others.exists())


def _is_copy(draft: ImportDraft, held: ImportRow) -> bool:
    return ImportRow.objects.filter(
        committee_id=draft.committee_id, draft=draft, identity=held.identity, row__lt=held.row
    ).exists()


def _judge_again(
    by: Actor, draft: ImportDraft, reader: DraftReader, held: ImportRow, identities: Iterable[str]
) -> None:
    """Rows that were, or have become, the copy of the corrected one."""
    others = ImportRow.objects.filter(
        committee_id=draft.committee_id, draft=draft, identity__in=set(identities)
    ).exclude(pk=held.pk)
    for other in others:
        before = other.standing
        faults = tuple(_fault(one) for one in other.faults)
        _stand(by, draft, reader, other, reader.read(other.raw, other.row, faults))
        if (before == Standing.COPY) != (other.standing == Standing.COPY):
            other.left_out = other.standing in (Standing.COPY, Standing.TWIN)
        other.save(update_fields=["standing", "twin", "left_out", "candidates", "answer", "moves"])


def _note_units(draft: ImportDraft, reader: DraftReader, reading: Reading) -> None:
    if reading.conference is None:
        return
    unknown = [name for name in reader.unknown_units(reading.conference) if name not in draft.unit_choices]
    if unknown:
        draft.unit_choices = draft.unit_choices | dict.fromkeys(unknown)
        draft.save(update_fields=["unit_choices"])


def _fault(kept: Mapping[str, str]) -> Problem:
    """A fault of a cell as it was kept with the row."""
    return Problem(kept["field"], kept["message"], kept["way_out"])
