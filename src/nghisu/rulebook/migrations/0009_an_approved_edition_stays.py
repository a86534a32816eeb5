"""The database itself keeps the text of a committee's own edition as it was approved: what was derived names its digest."""

from django.db import migrations

TABLE = "rulebook_ownedition"
KEPT = (
    "committee_id",
    "number",
    "base",
    "title",
    "text",
    "sha256",
    "state",
    "approved_at",
    "approved_by_name",
    "since",
)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION nghisu_approved_edition() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'an approved edition stays as it is'; END $$",
            params=None,
        )
        for act, when in (
            ("UPDATE", f"OLD.state = 'approved' AND ({changed})"),
            ("DELETE", "OLD.state = 'approved'"),
        ):
            schema_editor.execute(
                f"CREATE TRIGGER {TABLE}_kept_{act.lower()} BEFORE {act} ON {TABLE} FOR EACH ROW WHEN ({when}) "
                "EXECUTE FUNCTION nghisu_approved_edition()"
            )
        return
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in KEPT)
    for act, when in (
        ("UPDATE", f"OLD.state = 'approved' AND ({changed})"),
        ("DELETE", "OLD.state = 'approved'"),
    ):
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_kept_{act.lower()} BEFORE {act} ON {TABLE} WHEN {when} "
            "BEGIN SELECT RAISE(ABORT, 'an approved edition stays as it is'); END"
        )


def let_go(apps, schema_editor):
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for act in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_kept_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0008_last_numbers")]
    operations = [migrations.RunPython(keep, let_go)]
