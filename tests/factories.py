"""Sample rows for tests: two committees, their units, bodies and people, made only when asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify
from django_scopes import scopes_disabled

from nghisu.accounts.models import PositionRole, User
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.core.text import fold, sort_key
from nghisu.directory.models import Appointment, Body, Organisation, Person, Position, Room
from nghisu.directory.spelling import person_sort_key
from nghisu.foundation.models import Committee
from nghisu.rulebook.models import Binding

SINCE = date(2025, 1, 1)
PASSWORD = "mật khẩu dài để thử 2026"

_number = count(1)
_hashed: dict[str, str] = {}


def hashed(password: str = PASSWORD) -> str:
    """The hash of a password, worked out once for all tests: Argon2id takes its time on purpose."""
    if password not in _hashed:
        _hashed[password] = make_password(password)
    return _hashed[password]


def make_committee(code: str, name: str, short_name: str, place: str) -> Committee:
    return Committee.objects.create(
        code=code, name=name, short_name=short_name, place=place, level=Committee.Level.PROVINCE
    )


def make_organisation(
    committee: Committee, name: str, kind: Organisation.Kind = Organisation.Kind.DEPARTMENT
) -> Organisation:
    return Organisation.objects.create(
        committee=committee,
        code=f"{slugify(fold(name))}-{next(_number)}",
        name=name,
        short_name=name,
        kind=kind,
        bloc=Organisation.Bloc.PARTY,
        tier=Organisation.Tier.PROVINCE,
        search_text=fold(name),
        sort_key=sort_key(name),
        since=SINCE,
    )


def make_body(committee: Committee, code: str, name: str, within: Body | None = None) -> Body:
    return Body.objects.create(
        committee=committee,
        code=code,
        name=name,
        short_name=name,
        within=within,
        search_text=fold(name),
        since=SINCE,
    )


def make_room(committee: Committee, name: str) -> Room:
    return Room.objects.create(
        committee=committee,
        code=f"{slugify(fold(name))}-{next(_number)}",
        name=name,
        search_text=fold(name),
        sort_key=sort_key(name),
        since=SINCE,
    )


def make_person(full_name: str) -> Person:
    return Person.objects.create(
        full_name=full_name,
        given_name=full_name.split()[-1],
        search_text=fold(full_name),
        sort_key=person_sort_key(full_name),
    )


def make_position(
    committee: Committee,
    title: str,
    organisation: Organisation | None = None,
    body: Body | None = None,
    roles: tuple[Role, ...] = (),
    acting_for: Organisation | None = None,
) -> Position:
    """A position with the roles that come with it, held for `acting_for` or for the whole committee."""
    code = slugify(fold(title))
    position = Position.objects.create(
        committee=committee,
        code=f"{code}-{next(_number)}",
        title=title,
        title_code=code,
        organisation=organisation,
        body=body,
        search_text=fold(title),
        sort_key=sort_key(title),
        since=SINCE,
    )
    for role in roles:
        PositionRole.objects.create(
            committee=committee, position=position, role=role, organisation=acting_for, since=SINCE
        )
    return position


def make_appointment(
    person: Person, position: Position, since: date = SINCE, until: date | None = None
) -> Appointment:
    return Appointment.objects.create(
        committee=position.committee, person=person, position=position, since=since, until=until
    )


def make_user(username: str, person: Person | None = None, **fields: object) -> User:
    user = User(username=fold(username), person=person, **fields)
    user.password = hashed()
    user.save()
    return user


@dataclass(slots=True)
class Ground:
    """One committee and a handful of rows: three units, three bodies one within the other, a room, people.

    `mark` is a word that stands in the name of each of its rows, and in no row of another committee.
    """

    committee: Committee
    mark: str
    office: Organisation
    department: Organisation
    other_department: Organisation
    executive_committee: Body
    standing_committee: Body
    standing_board: Body
    room: Room
    users: dict[Role, User] = field(default_factory=dict)

    def user(self, role: Role) -> User:
        """The account whose person holds this role alone, through a position in the unit where one would."""
        if role not in self.users:
            self.users[role] = self._make_user(role)
        return self.users[role]

    def _make_user(self, role: Role) -> User:
        name = f"{ROLE_NAMES[role].split()[0]} {self.mark} {role.name.replace('_', ' ').title()}"
        username = f"{role.value}.{self.committee.code}"
        if role is Role.INSTALLATION_ADMINISTRATOR:
            return make_user(username, is_installation_administrator=True)
        person = make_person(name)
        with scopes_disabled():
            acting_for = self.department if role in UNIT_ROLES else None
            body = self.executive_committee if role is Role.DELEGATE else None
            unit = None if body else acting_for or self.office
            position = make_position(
                self.committee, f"Chức danh {name}", unit, body, roles=(role,), acting_for=acting_for
            )
            make_appointment(person, position)
        return make_user(username, person)


# Roles that are held for a unit: what the matrix limits to one's own unit they may do for that unit only.
UNIT_ROLES = frozenset(
    {Role.CONTENT_OFFICER, Role.CONTENT_HEAD, Role.CLERK, Role.FOLLOW_UP_OFFICER, Role.OTHER_OFFICE_OFFICER}
)


def make_ground(code: str, name: str, place: str, mark: str) -> Ground:
    """A committee and its rows, each with `mark` in its name."""
    committee = make_committee(code, f"{name} {mark}", f"{name} {mark}", place)
    with scopes_disabled():
        Binding.objects.create(committee=committee, rulebook="5609", since=date(2015, 1, 30))
    executive_committee = make_body(committee, "ban-chap-hanh", f"Ban Chấp hành {mark}")
    standing_committee = make_body(committee, "ban-thuong-vu", f"Ban Thường vụ {mark}", executive_committee)
    return Ground(
        committee=committee,
        mark=mark,
        office=make_organisation(committee, f"Văn phòng {mark}", Organisation.Kind.PARTY_OFFICE),
        department=make_organisation(committee, f"Sở Bến Cảng {mark}"),
        other_department=make_organisation(committee, f"Sở Muối Biển {mark}"),
        executive_committee=executive_committee,
        standing_committee=standing_committee,
        standing_board=make_body(committee, "thuong-truc", f"Thường trực {mark}", standing_committee),
        room=make_room(committee, f"Hội trường {mark}"),
    )
