"""Samples of the rules: a text that is attached, a waiver."""

from __future__ import annotations

from nghisu.core.law import load_rulebook
from nghisu.foundation.actors import Actor
from nghisu.programme.models import (
    Entry,
)
from nghisu.rulebook.adapters.text_reading import read_text
from nghisu.rulebook.commands import Allowing, waive_deadline
from nghisu.rulebook.commands.attaching import HeldFile, attach_text
from nghisu.rulebook.models import AttachedText, Deadline, Waiver
from tests.factories import Ground
from tests.house.furnishing.days import ON


def a_text(ground: Ground, by: Actor) -> AttachedText:
    content = f"Chương I\n\nCHUYỆN CHUNG {ground.mark}\n\nI. AI\n\n1. Người làng {ground.mark}.\n".encode()
    edition = next(one for one in load_rulebook("5609").editions if one.id == "5609")
    return attach_text(by, edition, HeldFile(f"quy-dinh {ground.mark}.txt", content, read_text(content)))


def a_waiver(ground: Ground, by: Actor, entry: Entry) -> Waiver:
    duty = Deadline.objects.filter(subject=entry.subject_id, act_by__isnull=False).first()
    assert duty is not None
    allowing = Allowing(f"Đồng chí {ground.mark}", ON, f"Vì bão {ground.mark}", f"12-CV/{ground.mark}", ON)
    return waive_deadline(by, duty.pk, allowing, f"Giấy mời {ground.mark}")
