from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.models import User
from nghisu.accounts.queries import Station, own_account
from nghisu.accounts.refusals import NotServingThere
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.commands import once


def choose_language(by: Actor, command_id: UUID, language: str) -> None:
    """Read the pages in a language from now on. Raises ValueError for a language there is not."""
    must(by, "account.own")
    wanted = User.Language(language)

    def run() -> dict[str, str]:
        with transaction.atomic():
            user = own_account(by, lock=True)
            before, user.language = user.language, wanted
            user.save(update_fields=["language"])
            remember(
                by,
                "user.language_chosen",
                user,
                before={"language": before},
                after={"language": wanted.value},
                label=by.name,
            )
        return {"language": wanted.value}

    once(by, command_id, "account.choose_language", {"language": wanted.value}, run)


def choose_committee(by: Actor, stations: Mapping[int, Station], committee_id: int) -> int:
    """The committee to work in from now on. Raises NotServingThere unless the person serves in it today."""
    must(by, "account.own")
    if committee_id not in stations:
        raise NotServingThere(_("Đồng chí không giữ chức danh nào ở cấp ủy này."))
    user = own_account(by)
    with transaction.atomic():
        remember(
            by,
            "user.committee_chosen",
            user,
            before={"committee": by.committee_id},
            after={"committee": committee_id},
            label=by.name,
        )
    return committee_id
