"""A version of a programme as a spreadsheet that can be taken in again; of a term, its themes as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation.actors import Actor
from nghisu.foundation.tables import xlsx_table
from nghisu.programme.adapters.xlsx_writing import write_programme
from nghisu.programme.queries.frozen import conferences_of, official_kinds


def write_version(by: Actor, period: Period, title: str, lines: Sequence[Mapping[str, Any]]) -> bytes:
    """The lines of a version as XLSX."""
    if period.tier is Tier.TERM:
        head = [_("Năm"), _("Nội dung trọng tâm"), _("Cơ quan chủ trì"), _("Ghi chú")]
        rows = [[line["year"], line["title"], line["preparing"], line["note"]] for line in lines]
        return xlsx_table(_("Chương trình nhiệm kỳ"), head, rows)
    return write_programme(
        conferences_of(lines), title=title, kinds=official_kinds(by, period.since), gettext=_
    )
