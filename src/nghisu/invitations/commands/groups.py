from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nghisu.core.text import fold, nfc
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.commands.choosing import Choice, must_be_own
from nghisu.invitations.enums import Source
from nghisu.invitations.models import GroupLine, SavedGroup, Selection
from nghisu.invitations.refusals import GroupStands


@transaction.atomic
def save_group(by: Actor, name: str, note: str, group_id: int | None = None) -> SavedGroup:
    """Begin a saved group, or give one another name. Raises GroupStands where another has that name."""
    must(by, "invitee.edit")
    name, note = nfc(" ".join(name.split())), nfc(note.strip())
    group = SavedGroup(committee_id=by.tenant) if group_id is None else _locked(by, group_id)
    before = {} if group_id is None else {"name": group.name, "note": group.note}
    group.name, group.note, group.search_text = name, note, fold(f"{name} {note}")[:700]
    group.revision += 1
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError:
        raise GroupStands(_("Đã có nhóm tên “%(name)s”. Hãy đặt tên khác.") % {"name": name}) from None
    remember(
        by,
        "invitee_group.added" if group_id is None else "invitee_group.changed",
        group,
        before=before,
        after={"name": name, "note": note},
    )
    return group


@transaction.atomic
def add_to_group(by: Actor, group_id: int, choice: Choice) -> GroupLine:
    """Add a line to a saved group. Conferences whose list was made with it change only when they are made anew."""
    must(by, "invitee.edit")
    group = _locked(by, group_id)
    must_be_own(by, choice)
    if choice.source == Source.GROUP:
        raise AccessRefused("a group within a group")
    line = GroupLine(committee_id=by.tenant, group=group, **choice.columns())
    line.save()
    remember(by, "invitee_group.line_added", group, after={"line": str(line)})
    return line


@transaction.atomic
def remove_from_group(by: Actor, group_id: int, line_id: int) -> None:
    """Take a line out of a saved group."""
    must(by, "invitee.edit")
    group = _locked(by, group_id)
    line = GroupLine.objects.filter(committee=by.committee_id, group=group, pk=line_id).first()
    if line is None:
        raise AccessRefused(str(line_id))
    remember(by, "invitee_group.line_removed", group, before={"line": str(line)})
    line.delete()


@transaction.atomic
def remove_group(by: Actor, group_id: int) -> None:
    """Remove a saved group that no conference was invited by. Raises GroupStands where one was: its list could not be
    made anew without it."""
    must(by, "invitee.edit")
    group = _locked(by, group_id)
    if Selection.objects.filter(committee=by.committee_id, group=group).exists():
        raise GroupStands(
            _("Nhóm này đã dùng để mời hội nghị nên được giữ lại. Có thể đổi tên hoặc bỏ từng dòng.")
        )
    remember(by, "invitee_group.removed", group, before={"name": group.name})
    group.delete()


def _locked(by: Actor, group_id: int) -> SavedGroup:
    group = (
        SavedGroup.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, pk=group_id)
        .first()
    )
    if group is None:
        raise AccessRefused(str(group_id))
    return group
