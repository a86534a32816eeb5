"""What a person was shown before accepting, sealed into the form, and what has become different since."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from nghisu.programme.queries.consequences.reckoning import Consequences

SALT = "nghisu.programme.consequences"


class NothingSeen(Exception):
    """The form carries no consequences, others' than these, or such as were never shown."""


def signature(consequences: Consequences) -> dict[str, Any]:
    """All that acceptance rests on, whatever the language: the proposal, the revision, the rules, what follows."""
    return {
        "entry": consequences.entry.pk,
        "proposal": consequences.proposal.as_json(),
        "revision": consequences.revision,
        "rules": consequences.rules[:16],
        "days_off": consequences.days_off[:16],
        "duties": {
            one.act: [str(one.before or ""), str(one.after or ""), one.change, one.hurry]
            for one in consequences.duties
        },
        "tight": list(consequences.tight_ids),
        "appear": [one.key for one in consequences.appear],
        "vanish": [one.key for one in consequences.vanish],
    }


def seal(consequences: Consequences) -> str:
    """What was shown, for a form to carry: signed, so that nobody accepts what was never shown."""
    return signing.dumps(signature(consequences), salt=SALT, compress=True)


def unseal(text: str, entry_id: int) -> dict[str, Any]:
    """What a form says was shown of a conference. Raises NothingSeen."""
    try:
        seen = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise NothingSeen from None
    if not isinstance(seen, dict) or seen.get("entry") != entry_id:
        raise NothingSeen
    return seen


def differences(seen: dict[str, Any], now: Consequences) -> list[str]:
    """What is different from what was shown, in sentences; empty where all is as it was."""
    found = signature(now)
    said = []
    if seen["revision"] != found["revision"]:
        said.append(_("Hội nghị này vừa được người khác sửa hoặc dời."))
    if seen["rules"] != found["rules"]:
        said.append(_("Bộ quy định áp dụng cho ngày này đã thay đổi."))
    if seen["days_off"] != found["days_off"]:
        said.append(_("Lịch ngày nghỉ đã thay đổi."))
    names = {one.act: one.name for one in now.duties}
    changed = [act for act, what in found["duties"].items() if seen["duties"].get(act) != what]
    changed += [act for act in seen["duties"] if act not in found["duties"]]
    if changed:
        listed = "; ".join(names.get(act, act) for act in changed)
        said.append(_("Thời hạn hoặc tình trạng của các việc sau đã khác: %(acts)s.") % {"acts": listed})
    if seen["tight"] != found["tight"]:
        said.append(_("Chỗ vướng giữa các thời hạn đã khác."))
    for one in now.appear:
        if one.key not in seen["appear"]:
            said.append(_("Mới phát sinh: %(message)s") % {"message": one.message})
    if any(key not in found["appear"] for key in seen["appear"]):
        said.append(_("Có phát hiện đã nêu nay không còn."))
    if seen["vanish"] != found["vanish"]:
        said.append(_("Những phát hiện sẽ hết khi dời đã khác."))
    return said
