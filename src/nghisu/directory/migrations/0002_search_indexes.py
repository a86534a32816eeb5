"""Indexes that make a search inside the folded text quick on PostgreSQL. SQLite reads the whole column: some
thousand short rows take it a millisecond."""

from django.db import DatabaseError, migrations, transaction

COLUMNS = [
    ("directory_organisation", "search_text"),
    ("directory_person", "search_text"),
    ("directory_position", "search_text"),
    ("directory_room", "search_text"),
]


def add_indexes(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    method = "USING gin ({column} gin_trgm_ops)"
    with connection.cursor() as cursor:
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            # An account without the right to add extensions: searches still work, only without this index.
            method = "({column} text_pattern_ops)"
        for table, column in COLUMNS:
            cursor.execute(f"CREATE INDEX {table}_search ON {table} {method.format(column=column)}")


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for table, _column in COLUMNS:
            cursor.execute(f"DROP INDEX IF EXISTS {table}_search")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(add_indexes, drop_indexes)]
