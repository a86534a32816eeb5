"""Documents that were appraised already, for tests of what comes after."""

from __future__ import annotations

from typing import Any

from django_scopes import scopes_disabled

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.documents.models import Appraisal, Document
from nghisu.foundation import clock
from tests.factories import Ground, make_appointment, make_organisation, make_person, make_position, make_user


def appraiser_of_an_agency(ground: Ground) -> Any:
    """Who appraises for a ban Đảng, which looks at the content."""
    with scopes_disabled():
        agency = make_organisation(
            ground.committee, f"Ban Kinh tế biển {ground.mark}", Organisation.Kind.PARTY_AGENCY
        )
        person = make_person(f"Người Của Ban {ground.mark}")
        make_appointment(
            person,
            make_position(
                ground.committee, "Phó Trưởng ban", agency, roles=(Role.APPRAISER,), acting_for=agency
            ),
        )
    user = make_user(f"ban-dang.{ground.committee.code}", person)
    return actor_for(user, ground.committee.pk, clock.today())


def appraised(*documents: Document) -> None:
    """Have the newest versions of documents accepted in both parts."""
    for document in documents:
        version = document.versions.order_by("-number")[0]
        for part in Appraisal.Part.values:
            Appraisal.objects.create(
                committee_id=document.committee_id,
                version=version,
                part=part,
                appraiser=make_person(f"Người Thẩm Định {version.pk} {part}"),
                round=1,
                outcome=Appraisal.Outcome.ACCEPTED,
                reason="Đạt",
                asked_at=clock.now(),
                said_at=clock.now(),
            )
