"""What was approved is what people are invited to and what opens: asked again where a conference stands otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.gates import Missing, asks
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.deviations import deviations_of
from nghisu.foundation.actors import Actor

STATED = "proposal-content"
BY_PASSAGE: Mapping[str, tuple[str, ...]] = {
    "scale": ("scale-stated", STATED),
    "participants": ("scale-stated", STATED),
    "number": ("scale-stated", STATED),
    "blocs": ("scale-stated", STATED),
    "chair": ("convened-by", STATED),
    "topic": (STATED, "purpose-clear", "meeting-purpose"),
    "content": (STATED, "purpose-clear", "meeting-purpose"),
    "time": (STATED, "meeting-purpose"),
}
"""A passage of the tờ trình to the gates that asked for it; of any other, that of the tờ trình itself."""


@asks("open")
@asks("invited")
def it_is_as_it_was_approved(by: Actor, conference: Conference) -> Iterable[Missing]:
    """Thường trực approved what the tờ trình stated (5609 I/III/1.1/b1; 226 p10): what reads otherwise since is approved
    anew, or passed over by one who may. Changed once more it is asked once more."""
    for one in deviations_of(by, conference):
        gates = BY_PASSAGE.get(one.key, (STATED,))
        said = _("Khác tờ trình đã duyệt. %(what)s: đã duyệt “%(approved)s”, nay là “%(now)s”")
        yield Missing(
            gate=gates[0],
            key=f"approved-{one.key}-{one.mark}",
            said=said % {"what": one.name, "approved": _brief(one.approved), "now": _brief(one.now)},
            url=reverse("conferences:turn_back", args=[conference.entry_id]),
            action=_("Lùi lại để trình lại"),
            also=gates[1:],
        )


def _brief(text: str) -> str:
    """A passage in one line, not too long to be read in a list."""
    line = "; ".join(text.split("\n"))
    if not line:
        return _("không ghi")
    return line if len(line) <= 200 else f"{line[:199]}…"
