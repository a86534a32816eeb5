"""What happened to a letter stays as it was told: receipts are only added, whoever writes to the table."""

from django.db import migrations

TABLE = "invitations_receipt"


def keep(apps, schema_editor):
    for act in ("UPDATE", "DELETE"):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} "
                "FOR EACH ROW EXECUTE FUNCTION nghisu_append_only()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, 'append only: {TABLE}'); END"
            )


def loosen(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [
        ("invitations", "0001_invitees_letters_replies"),
        ("foundation", "0002_append_only_audit"),
    ]
    operations = [migrations.RunPython(keep, loosen)]
