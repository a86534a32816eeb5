"""What tests of every storey share: two committees, an actor and a signed-in browser for each role."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django_scopes import scope, scopes_disabled
from xdist.scheduler import LoadScopeScheduling

from nghisu.accounts import sessions
from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from tests.factories import Ground, make_ground

DEMO_MORNING = datetime(2026, 3, 10, 7, 30, tzinfo=clock.VIETNAM)


@pytest.fixture(autouse=True)
def _own_house(settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test touches the data of the checkout, and none needs the assets to be gathered first."""
    folder: Path = tmp_path_factory.getbasetemp() / "data"
    folder.mkdir(exist_ok=True)
    settings.NGHISU_DATA = folder
    settings.STATIC_ROOT = folder
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def ground(db: None) -> Ground:
    """The committee of the test, with its units, bodies and room."""
    return make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")


@pytest.fixture
def other_ground(db: None) -> Ground:
    """Another committee in the same installation, of which the first must never see anything."""
    return make_ground("tinh-uy-cao-nguyen", "Tỉnh ủy Cao Nguyên", "Cao Nguyên", mark="Zơvarik")


@pytest.fixture
def committee(ground: Ground) -> Committee:
    return ground.committee


@pytest.fixture
def other_committee(other_ground: Ground) -> Committee:
    return other_ground.committee


@pytest.fixture
def in_committee(committee: Committee) -> Iterator[Committee]:
    """The test runs inside the scope of its committee, as a request does."""
    with scope(committee=committee):
        yield committee


@pytest.fixture
def unscoped() -> Iterator[None]:
    """The test looks at the tables of all committees at once."""
    with scopes_disabled():
        yield


@pytest.fixture
def standing_clock() -> Iterator[datetime]:
    """The clock stands where the demonstration's does: Tuesday 10 March 2026, 07:30."""
    with clock.standing(DEMO_MORNING):
        yield DEMO_MORNING


@pytest.fixture
def actor_of(ground: Ground) -> Callable[..., Actor]:
    """`actor_of(Role.CLERK)`: who holds this role alone in the committee; `ground=` names another."""
    own = ground

    def actor(role: Role | str, ground: Ground | None = None) -> Actor:
        where = ground or own
        return actor_for(where.user(Role(role)), where.committee.pk, clock.today())

    return actor


@pytest.fixture
def client_of(ground: Ground) -> Callable[..., Client]:
    """`client_of(Role.CLERK)`: a browser in which somebody with this role alone is signed in."""
    own = ground

    def client(role: Role | str, ground: Ground | None = None) -> Client:
        return signed_in((ground or own).user(Role(role)))

    return client


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser in which an account is signed in, without the work of checking a password."""
    client = client or Client()
    client.force_login(user)
    session = client.session
    sessions.begin(session)
    session.save()
    return client


@contextmanager
def installation(folder: Path, like: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """The environment of an installation with nothing in it: its data folder, and on PostgreSQL its database.
    With `like` it is a copy of another, at which nobody is at work."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
    environment |= {"NGHISU_DATA": str(folder), "NGHISU_DEMO": "1"}
    server = os.environ.get("NGHISU_DATABASE")
    name = f"apart_{uuid4().hex[:12]}"
    if server:
        base, _, _ = server.rpartition("/")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            template = like["NGHISU_DATABASE"].rpartition("/")[2] if like else "template1"
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        environment["NGHISU_DATABASE"] = f"{base}/{name}"
    if like:
        shutil.copytree(like["NGHISU_DATA"], folder, dirs_exist_ok=True)
    yield environment
    if server:
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def _migrated_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An installation that is migrated once, for others to be copied from: that takes its time."""
    with installation(tmp_path_factory.mktemp("migrated")) as environment:
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
            env=environment | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
            check=True,
        )
        yield environment


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, _migrated_installation: dict[str, str]
) -> Iterator[None]:
    """The database of the tests begins as a copy of the migrated installation: two runs of all migrations are one."""
    server = _migrated_installation.get("NGHISU_DATABASE")
    if server:
        connection.settings_dict["TEST"]["TEMPLATE"] = server.rpartition("/")[2]
        yield
        return
    with (
        closing(sqlite3.connect(Path(_migrated_installation["NGHISU_DATA"]) / "nghisu.sqlite3")) as migrated,
        closing(sqlite3.connect("file:memorydb_default?mode=memory&cache=shared", uri=True)) as memory,
    ):
        migrated.backup(memory)
        yield  # what is in memory lasts as long as somebody holds it open


@pytest.fixture
def own_installation(_migrated_installation: dict[str, str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, migrated."""
    with installation(tmp_path, like=_migrated_installation) as environment:
        yield environment


SHARING = frozenset(
    f"tests/{path}.py"
    for path in (
        "attack/test_starting",
        "cli/demo/test_programme",
        "cli/test_backups",
        "cli/test_demo",
        "documents/test_keys_kept",
        "documents/test_signatures",
        "faults/test_letters_go_out",
    )
)
"""Files whose tests share what is long in the making."""


class Together(LoadScopeScheduling):  # type: ignore[misc]  # the tool has no types
    """Hands tests out one by one, the longest row first: all journeys go to one process, which has one demonstration and
    one browser, and so do the tests of a file that share what is made once."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        if path.startswith("tests/journeys/"):
            return "tests/journeys"
        return path if path in SHARING else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup", "own_installation"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database is run again, and says something other there than on SQLite."""
    if connection.vendor != "postgresql":
        return
    again: list[pytest.Item] = []
    once: list[pytest.Item] = []
    for item in items:
        touches = not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        touches = touches or item.get_closest_marker("django_db") is not None
        (again if touches and item.get_closest_marker("once") is None else once).append(item)
    config.hook.pytest_deselected(items=once)
    items[:] = again
