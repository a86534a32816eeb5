"""What somebody answered stays as it was said (TRUST 7): a later answer takes its place, and nothing else of it changes."""

from django.db import migrations

TABLE = "invitations_reply"
STAYS = ("committee_id", "invitee_id", "answer", "site", "reason", "channel", "said_by", "at", "by_name")


def keep(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in STAYS)
    another = f"(NEW.is_current AND NOT OLD.is_current) OR {changed}"
    for name, act, condition in (("stays", "UPDATE", another), ("no_delete", "DELETE", "1 = 1")):
        if postgresql:
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_{name} BEFORE {act} ON {TABLE} FOR EACH ROW WHEN ({condition}) "
                "EXECUTE FUNCTION nghisu_append_only()",
                params=None,
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_{name} BEFORE {act} ON {TABLE} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, 'append only: {TABLE}'); END",
                params=None,
            )


def loosen(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for name in ("stays", "no_delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}{on}")


class Migration(migrations.Migration):
    dependencies = [("invitations", "0002_receipts_stay")]
    operations = [migrations.RunPython(keep, loosen)]
