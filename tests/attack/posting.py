"""Every form of the house as a browser would send it, and one value of it swapped by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.urls import resolve, reverse

from nghisu.core.people.roles import Role
from nghisu.foundation.access import load_matrix
from tests.house.furnishing import Furnished, address
from tests.house.routes import BEHIND_SIGN_IN, Route
from tests.house.test_access_matrix import allowed

DAY = re.compile(r"day|date|since|until|(^|_)on$")
NEVER = {"accounts:sign_out"}  # whoever is signed out posts nothing further
# Who walks: between them they open every route that a person of a committee may open.
WALKERS = (
    Role.OFFICE_CHIEF,
    Role.COMMITTEE_ADMINISTRATOR,
    Role.OFFICE_SPECIALIST,
    Role.CONTENT_HEAD,
    Role.CONTENT_OFFICER,
    Role.STANDING_BOARD_MEMBER,
)


def typed(name: str) -> str:
    """What a person types where something must be typed."""
    if DAY.search(name):
        return "26/03/2026"
    return "1" if name in {"number", "days", "hours"} else "Một lời"


def kind_of(name: str) -> str:
    """The name of a control without its numbers: the tenth line of a form is like the first."""
    return re.sub(r"[\d.]+", "#", name)


@dataclass(slots=True)
class Sheet:
    """A form as it stands on a page: where it goes, what it holds, and which of its values name something."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, set[str]] = field(default_factory=dict)

    def ids(self) -> list[str]:
        """The controls that offer a number out of a list, or carry one unseen: what may name a row."""
        named = {
            kind_of(name): name
            for name, offered in self.choices.items()
            if any(value.isdecimal() for value in offered) or not any(offered)
        }
        return sorted(named.values())


class SheetReading(HTMLParser):
    """The forms of a page that are posted; a control may stand outside its form and name it."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self._path = path
        self._open: Sheet | None = None
        self._by_id: dict[str, Sheet] = {}
        self._select: tuple[Sheet, str] | None = None
        self._required = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            posted = values.get("method", "get").lower() == "post"
            self._open = Sheet(urlsplit(urljoin(self._path, values.get("action", ""))).path)
            if values.get("id"):
                self._by_id[values["id"]] = self._open
            if posted:
                self.sheets.append(self._open)
            return
        sheet = self._by_id.get(values.get("form", ""), self._open)
        if tag == "option" and self._select:
            self._offer(values)
        elif sheet and values.get("name"):
            self._control(tag, values, sheet)

    def _control(self, tag: str, values: dict[str, str], sheet: Sheet) -> None:
        name, value = values["name"], values.get("value", "")
        kind = values.get("type", "text") if tag == "input" else tag
        if tag == "select":
            self._select = (sheet, name)
            self._required = "required" in values
            sheet.choices.setdefault(name, set())
        elif kind in {"radio", "checkbox", "hidden", "button"}:
            sheet.choices.setdefault(name, set()).add(value)
            if kind == "hidden" or "checked" in values or (kind == "radio" and name not in sheet.values):
                sheet.values.setdefault(name, []).append(value)
        elif kind != "file":
            sheet.values.setdefault(name, [value or (typed(name) if "required" in values else "")])

    def _offer(self, values: dict[str, str]) -> None:
        assert self._select
        sheet, name = self._select
        value = values.get("value", "")
        sheet.choices[name].add(value)
        if (
            "selected" in values
            or name not in sheet.values
            or (self._required and not any(sheet.values[name]))
        ):
            sheet.values[name] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that somebody may open, its address and the forms on it."""

    role: Role
    route: Route
    path: str
    client: Client
    sheets: list[Sheet]


def opened(
    client_of: Callable[..., Client], it: Furnished, routes: Iterable[Route] = BEHIND_SIGN_IN
) -> Iterator[Opened]:
    """Every page of the committee's own, opened by the first of the walkers who may."""
    clients: dict[Role, Client] = {}
    met: set[tuple[Role, str, frozenset[str]]] = set()
    everywhere = {reverse("accounts:sign_out"), reverse("accounts:language")}
    for route in routes:
        if route.name in NEVER:
            continue
        rule = load_matrix()[route.action or ""]
        for role in [role for role in WALKERS if allowed(rule, role)]:
            if role not in clients:
                clients[role] = client_of(role)
                clients[role].raise_request_exception = False
            path = address(route, it)
            answer = clients[role].get(path)
            if answer.status_code == 404:
                continue
            html = answer.headers.get("Content-Type", "").startswith("text/html")
            text = answer.content.decode() if html and not answer.streaming else ""
            sheets = [sheet for sheet in SheetReading(text, path).sheets if sheet.action not in everywhere]
            # An address that only takes a form has none of its own to show.
            if not any(sheet.action == path for sheet in sheets):
                sheets.append(Sheet(path))
            yield Opened(role, route, path, clients[role], [one for one in sheets if _is_new(one, role, met)])
            break


def _is_new(sheet: Sheet, role: Role, met: set[tuple[Role, str, frozenset[str]]]) -> bool:
    """Whether no form like it was met: the button of the second duty is like that of the first."""
    like = (role, resolve(sheet.action).view_name, frozenset(kind_of(name) for name in sheet.choices))
    is_new = like not in met
    met.add(like)
    return is_new


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is taken back, so that every form is sent to the same committee."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(client: Client, sheet: Sheet, **swapped: object):
    """Send a form with a command of its own and these values in place of its own."""
    values: dict[str, object] = dict(sheet.values) | swapped
    if "command_id" in values:
        values["command_id"] = str(uuid4())
    return client.post(sheet.action, values)


def number_from(first: int) -> None:
    """Rows made from now on bear numbers from `first`, the same in every table: one number then names a row of each."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first - 1])
            else:
                for sequence in connection.introspection.get_sequences(cursor, table):
                    cursor.execute(
                        "SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)",
                        [table, sequence["column"], first],
                    )
