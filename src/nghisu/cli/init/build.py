"""Making what the plan says, all of it or nothing, through the commands of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django_scopes import scope

from nghisu.accounts.commands.setting_up import give_first_roles, join_own_person, open_first_account
from nghisu.accounts.models import User
from nghisu.cli.init.pattern import PositionPattern, party_of, place_kind_of
from nghisu.cli.init.plan import Plan
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.commands import (
    AppointmentContent,
    BodyContent,
    CommitteeContent,
    OrderContent,
    OrganisationContent,
    PersonContent,
    PositionContent,
    RankedTitleContent,
    TermContent,
    add_body,
    add_organisation,
    add_person,
    add_position,
    add_term,
    appoint,
    found_committee,
    set_precedence,
)
from nghisu.directory.models import Body, Organisation, Position
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, Grant, system_actor
from nghisu.foundation.models import Committee
from nghisu.programme.commands.settings import set_opening_hours
from nghisu.rulebook.commands import bind_committee

SYSTEM = "khởi tạo bằng nghisu init"
ADMINISTRATOR = "quan-tri"
"""The position that carries the administrator's role."""


@transaction.atomic
def build(plan: Plan, password: str) -> dict[str, Any]:
    """Make the committee and what it begins with. Returns what was made, for the summary.

    Raises what the commands raise: CommitteeThere, AccountThere and others. Then nothing was made.
    """
    system, who = system_actor(None, SYSTEM), plan.administrator
    committee = found_committee(
        system, CommitteeContent(plan.code, plan.name, plan.short_name, plan.level, plan.place)
    )
    account = account_of(who.username) if who.same_person else None
    if account is None:
        at_the_committee = system_actor(committee.pk, SYSTEM)
        account = open_first_account(at_the_committee, who.full_name, who.username, password)
    # The administrator makes the rest: the trail names a person for it, and how it was done.
    by = Actor(
        committee.pk,
        f"{who.full_name} ({SYSTEM})",
        user_id=account.pk,
        person_id=account.person_id,
        grants=frozenset({Grant(Role.COMMITTEE_ADMINISTRATOR), Grant(Role.OFFICE_CHIEF)}),
    )
    with scope(committee=committee):
        return _Builder(plan, committee, by).run()


class _Builder:
    """One run: what is made so far by the names that the plan and the pattern give it."""

    def __init__(self, plan: Plan, committee: Committee, by: Actor) -> None:
        self.plan, self.committee, self.by = plan, committee, by
        self.words = {
            "short": plan.short_name,
            "party": party_of(plan.short_name),
            "place_kind": place_kind_of(plan.short_name),
        }
        self.positions: dict[str, Position] = {}

    def run(self) -> dict[str, Any]:
        bodies = self._bodies()
        offices = self._offices()
        self._order()
        bind_committee(self.by, self.plan.rulebook, self.plan.rulebook_since)
        set_opening_hours(self.by, self.plan.morning, self.plan.afternoon)
        self._administrator()
        return {
            "committee": self.committee.code,
            "name": self.committee.name,
            "level": self.committee.level,
            "bodies": [body.name for body in bodies.values()],
            "term": self.plan.term_number,
            "offices": [office.name for office in offices],
            "positions": len(self.positions),
            "rulebook": self.plan.rulebook,
            "rulebook_since": self.plan.rulebook_since.isoformat(),
            "administrator": fold(self.plan.administrator.username),
        }

    def _said(self, text: str, unit: str = "") -> str:
        return " ".join(text.format(**self.words, unit=unit).split())

    def _bodies(self) -> Mapping[str, Body]:
        """The bodies one within the other, each with the term and its positions."""
        made: dict[str, Body] = {}
        for pattern in self.plan.pattern.bodies:
            body = add_body(
                self.by,
                BodyContent(
                    self._said(pattern.name),
                    self.plan.term_since,
                    pattern.short_name,
                    made[pattern.within].pk if pattern.within else None,
                    pattern.code,
                ),
            )
            made[pattern.code] = body
            add_term(
                self.by,
                body.pk,
                TermContent(self.plan.term_number, self.plan.term_since, self.plan.term_until),
            )
            for position in pattern.positions:
                self._position(position, body=body)
        return made

    def _offices(self) -> list[Organisation]:
        """The party office, and the others that were asked for."""
        tier = Organisation.Tier.COMMUNE if self.plan.level == "commune" else Organisation.Tier.PROVINCE
        made = []
        for pattern in self.plan.pattern.offices:
            name = self.plan.offices.get(pattern.key, "")
            if not name and not pattern.needed:
                continue
            office = add_organisation(
                self.by,
                OrganisationContent(
                    name=name or self._said(pattern.name),
                    kind=pattern.kind,
                    bloc=pattern.bloc,
                    tier=tier,
                    since=self.plan.term_since,
                    short_name="" if name else pattern.short_name,
                ),
            )
            made.append(office)
            for position in pattern.positions:
                self._position(position, organisation=office)
        return made

    def _position(
        self,
        pattern: PositionPattern,
        body: Body | None = None,
        organisation: Organisation | None = None,
    ) -> None:
        """A position and its roles. Those of an office are held for the office."""
        position = add_position(
            self.by,
            PositionContent(
                title=self._said(pattern.title, organisation.name if organisation else ""),
                title_code=pattern.title_code,
                since=self.plan.term_since,
                organisation_id=organisation.pk if organisation else None,
                body_id=body.pk if body else None,
                seats=pattern.seats,
            ),
        )
        self.positions[pattern.key] = position
        give_first_roles(
            self.by,
            position,
            [Role(role) for role in pattern.roles],
            organisation.pk if organisation else None,
        )

    def _order(self) -> None:
        titles = [RankedTitleContent(self._said(title), code) for code, title in self.plan.pattern.titles]
        set_precedence(self.by, OrderContent(titles, self.plan.basis, self.plan.term_since))

    def _administrator(self) -> None:
        """The person, and their positions from today on."""
        who = self.plan.administrator
        since = max(self.plan.term_since, min(clock.today(), self.plan.term_until))
        begins = AppointmentContent(since)
        seat = self.positions[ADMINISTRATOR].pk
        if self.by.person_id is not None:
            person_id = self.by.person_id
            appoint(self.by, person_id, seat, begins, known=True)
        else:
            stated = PersonContent(who.full_name, who.gender, "", who.email, who.phone)
            person_id = add_person(self.by, stated, seat, begins).pk
            join_own_person(self.by, person_id)
        if who.position and who.position != ADMINISTRATOR:
            appoint(self.by, person_id, self.positions[who.position].pk, begins)


def account_of(username: str) -> User | None:
    """The account that bears a name already, whose person is asked for before the committee is made."""
    return User.objects.select_related("person").filter(username=fold(username), is_active=True).first()
