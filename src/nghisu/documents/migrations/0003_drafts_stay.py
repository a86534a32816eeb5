"""The database itself keeps what a draft said when it was saved, and an issued draft as it is (TRUST 7)."""

from django.db import migrations

VERSION, DRAFT = "documents_draftversion", "documents_draft"


def refuse(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, act, condition in (
        (f"{VERSION}_no_update", VERSION, "UPDATE", "1 = 1"),
        (f"{VERSION}_no_delete", VERSION, "DELETE", "1 = 1"),
        (f"{DRAFT}_stays", DRAFT, "UPDATE", "OLD.state = 'issued'"),
        (f"{DRAFT}_kept", DRAFT, "DELETE", "1 = 1"),
    ):
        if postgresql:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW WHEN ({condition}) "
                "EXECUTE FUNCTION nghisu_append_only()",
                params=None,
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END",
                params=None,
            )


def allow(apps, schema_editor):
    for table, ends in ((VERSION, ("no_update", "no_delete")), (DRAFT, ("stays", "kept"))):
        for end in ends:
            on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_{end}{on}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_numbers_stay"), ("foundation", "0002_append_only_audit")]
    operations = [migrations.RunPython(refuse, allow)]
