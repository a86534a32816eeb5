"""To whom an appraisal can be assigned."""

from __future__ import annotations

from nghisu.accounts.queries import holders_of
from nghisu.directory.models import Person
from nghisu.documents.queries.gates import APPRAISED_GATE
from nghisu.foundation import clock
from nghisu.foundation.access import load_matrix
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of


def appraisers_of(actor: Actor) -> set[int]:
    """The people of the actor's committee to whom an appraisal can be assigned today: whoever may say what one came to,
    of Văn phòng and the ban Đảng (5609 I/III/1.2/b2)."""
    return set(holders_of(actor.tenant, load_matrix()["document.appraise"].committee, clock.today()))


def appraiser_choices(actor: Actor) -> list[tuple[int, str]]:
    """The same people by name, to choose from."""
    rows = Person.objects.filter(pk__in=appraisers_of(actor)).order_by("sort_key")
    return list(rows.values_list("pk", "full_name"))


def appraisal_grounds(actor: Actor) -> list[Chip]:
    """The clauses that say who appraises; none where the committee's rulebook asks for no appraisal."""
    gates = rulebook_of(actor, clock.today()).gates
    return [chip for gate in gates if gate.id == APPRAISED_GATE for chip in chips_of(gate.citations)]
