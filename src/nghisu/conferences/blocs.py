"""The four blocs whose people a conference invites (226): each invites its own."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLOCS: Mapping[str, Promise] = {
    "party": _("Khối Đảng"),
    "state": _("Khối chính quyền"),
    "elected": _("Khối cơ quan dân cử"),
    "mass": _("Khối Mặt trận, đoàn thể"),
}
"""The code of a bloc to what people call it, in the order of a list."""
