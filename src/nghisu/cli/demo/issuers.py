"""Who issues documents in the demonstration: the committee, its office, the office of the people's committee, each
under its own symbol."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django_scopes import scope

from nghisu.cli.demo.conferences import CHIEF, CITY
from nghisu.cli.demo.programme import person
from nghisu.documents.commands.issuers import IssuerContent, add_issuer
from nghisu.documents.models import Issuer
from nghisu.foundation import clock
from nghisu.foundation.models import Committee

ENTERED = datetime(2026, 1, 5, 8, 0, tzinfo=clock.VIETNAM)

ISSUERS = (
    IssuerContent(side=Issuer.Side.PARTY, name="Thành ủy Hà Nội", symbol="TU", place="Hà Nội"),
    IssuerContent(
        side=Issuer.Side.PARTY,
        name="Văn phòng",
        superior="Thành ủy Hà Nội",
        symbol="VPTU",
        place="Hà Nội",
    ),
    IssuerContent(
        side=Issuer.Side.STATE,
        name="Văn phòng",
        superior="Ủy ban nhân dân thành phố Hà Nội",
        symbol="VPUB",
        place="Hà Nội",
    ),
)


def enter_issuers(committees: Mapping[str, Committee]) -> int:
    """Enter those who issue documents, unless they are there. Returns how many were entered."""
    city = committees[CITY]
    with scope(committee=city), clock.standing(ENTERED):
        if Issuer.objects.filter(committee=city).exists():
            return 0
        by = person(CHIEF, city)
        for content in ISSUERS:
            add_issuer(by, content)
    return len(ISSUERS)
