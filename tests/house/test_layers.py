"""Imports, relations between tables and migrations go down the storeys only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).parents[2]
STOREYS = [
    "core",
    "foundation",
    "directory",
    "accounts",
    "rulebook",
    "notices",
    "approvals",
    "documents",
    "programme",
    "conferences",
    "invitations",
    "web",
    "config",
    "cli",
]
OWN_MODELS = [model for model in apps.get_models(include_auto_created=True) if "nghisu" in model.__module__]


def storey_of(label: str) -> int | None:
    """How high an app of ours stands; None for a package of others, which stands under all."""
    return STOREYS.index(label) if label in STOREYS else None


def goes_down(upper: str, lower: str) -> bool:
    """Whether `upper` may know `lower`: itself, a storey beneath, or a package of others."""
    below, above = storey_of(lower), storey_of(upper)
    return below is None or (above is not None and below <= above)


def lint(configuration: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", configuration, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_go_down_only():
    result = lint(ROOT / ".importlinter")
    assert result.returncode == 0, result.stdout


def test_an_import_that_goes_up_is_caught(tmp_path):
    """The control: with two storeys exchanged the same house breaks the contract."""
    text = (ROOT / ".importlinter").read_text(encoding="utf-8")
    exchanged = text.replace("    accounts\n    directory\n", "    directory\n    accounts\n")
    assert exchanged != text
    broken = tmp_path / "importlinter"
    broken.write_text(exchanged, encoding="utf-8")
    assert lint(broken).returncode == 1


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_a_table_points_only_to_tables_of_its_own_storey_or_beneath(model):
    upward = [
        f"{field.name} → {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if not goes_down(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert upward == []


def test_a_migration_waits_only_for_migrations_of_its_own_storey_or_beneath():
    upward = [
        f"{app}.{name} → {needed}.{parent}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if storey_of(app) is not None
        for needed, parent in migration.dependencies
        if not goes_down(app, needed)
    ]
    assert upward == []


def test_going_up_is_told_from_going_down():
    assert goes_down("programme", "rulebook")
    assert goes_down("directory", "contenttypes")
    assert not goes_down("rulebook", "programme")
    assert not goes_down("foundation", "directory")


def test_nothing_asks_for_the_time_but_the_clock():
    """`now()` and `today()` of the standard library stand in foundation/clock.py alone; Django's `Now` in columns."""
    found = []
    for file in sorted((ROOT / "src" / "nghisu").rglob("*.py")):
        if file.relative_to(ROOT / "src" / "nghisu").as_posix() == "foundation/clock.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if node.func.attr in {"now", "today", "utcnow"} and owner in ("datetime", "date", "timezone"):
                    found.append(f"{file.relative_to(ROOT)}:{node.lineno} {owner}.{node.func.attr}()")
    assert found == []
