"""Tables of one migration made together are the tables made one by one, only sooner."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from nghisu.foundation.created_together import CreateTables, created_together

ROOM = "created_together"


def _table(name, **columns):
    return migrations.CreateModel(name, [("id", models.AutoField(primary_key=True)), *columns.items()])


def _operations():
    return [
        _table("Shelf", place=models.CharField(max_length=20)),
        _table("Book", shelf=models.ForeignKey(f"{ROOM}.Shelf", models.CASCADE, related_name="books")),
        migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop),
        _table("Reader", book=models.ForeignKey(f"{ROOM}.Book", models.CASCADE)),
    ]


def _sql(operations):
    """What a database is told, and the state after it."""
    state = ProjectState()
    _rendered = state.apps  # as in a run of migrations: what stands is rendered already
    with connection.schema_editor(collect_sql=True) as editor:
        for operation in operations:
            before = state.clone()
            operation.state_forwards(ROOM, state)
            operation.database_forwards(ROOM, editor, before, state)
    return editor.collected_sql, state


@pytest.mark.django_db(transaction=True)
def test_the_database_is_told_the_same_as_by_tables_made_one_by_one():
    together, state = _sql(created_together(_operations()))
    singly, expected = _sql(_operations())

    assert [each for each in together if "CREATE TABLE" in each]
    assert together == singly
    assert state.models == expected.models


def test_a_run_is_broken_by_whatever_stands_between():
    first, between, second = created_together(_operations())

    assert isinstance(first, CreateTables)
    assert len(first.tables) == 2
    assert isinstance(between, migrations.RunPython)
    assert isinstance(second, CreateTables)
    assert len(second.tables) == 1
    assert "Shelf" in first.describe()
    assert "Book" in first.describe()


@pytest.mark.django_db(transaction=True)
def test_what_was_made_together_is_taken_away_together():
    (tables, *_) = created_together(_operations())
    before, after = ProjectState(), ProjectState()
    tables.state_forwards(ROOM, after)
    with connection.schema_editor() as editor:
        tables.database_forwards(ROOM, editor, before, after)
    made = set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        tables.database_backwards(ROOM, editor, after, before)

    assert {f"{ROOM}_shelf", f"{ROOM}_book"} <= made
    assert not {f"{ROOM}_shelf", f"{ROOM}_book"} & set(connection.introspection.table_names())
