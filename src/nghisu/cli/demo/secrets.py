"""A secret document of DEMO-BTV in its register: numbered copies, one of them out. Invented; without a text, as ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from nghisu.cli.demo.conferences import BTV, CHIEF, CITY
from nghisu.cli.demo.programme import person
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.secrets import ABOUT
from nghisu.documents.commands import Holder, SecretContent, hand_out, register_secret
from nghisu.documents.models import SecretDocument
from nghisu.foundation import clock
from nghisu.foundation.models import Committee

ENTERED = datetime(2026, 3, 9, 14, 0, tzinfo=clock.VIETNAM)


def enter_secrets(committees: Mapping[str, Committee]) -> int:
    """Enter a secret document, unless one is there. Returns how many were entered."""
    city = committees[CITY]
    with scope(committee=city), clock.standing(ENTERED):
        conference = Conference.objects.filter(committee=city, code=BTV).first()
        if conference is None or SecretDocument.objects.filter(committee=city).exists():
            return 0
        by = person(CHIEF, city)
        content = SecretContent(
            "secret",
            "03-BC/BTCTU",
            "Ban Tổ chức Thành ủy",
            5,
            "Báo cáo rà soát công tác cán bộ",
            about=(ABOUT, conference.pk),
        )
        row = register_secret(by, content)
        hand_out(by, row.numbered.get(number=1).pk, Holder("Người đọc thử thứ nhất, Ủy viên Ban Thường vụ"))
    return 1
