"""The own notices as a file: those looked for, and nobody else's."""

from __future__ import annotations

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.notices.models import Notice
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def told(ground, role: Role, title: str, key: str) -> None:
    said = {"title": title, "body": "Sang thứ Năm"}
    Notice.objects.create(
        committee=ground.committee,
        person_id=ground.user(role).person_id,
        kind="entry.moved",
        words={"vi": said, "en": said},
        url="/lich/",
        key=key,
        at=clock.now(),
    )


def test_the_file_holds_the_own_notices_and_no_other_ones(ground, in_committee):
    told(ground, Role.OFFICE_CHIEF, "Dời hội nghị bến cảng", "a")
    told(ground, Role.CLERK, "Việc của văn thư", "b")
    chief = signed_in(ground.user(Role.OFFICE_CHIEF))
    text = chief.get("/thong-bao/tep.csv").content.decode("utf-8-sig")
    assert "Dời hội nghị bến cảng" in text
    assert "Việc của văn thư" not in text
    assert "/thong-bao/tep.xlsx" in chief.get("/thong-bao/").content.decode()
    assert chief.get("/thong-bao/tep.xlsx")["Content-Disposition"].startswith("attachment")
    assert chief.get("/thong-bao/tep.pdf").status_code == 404
