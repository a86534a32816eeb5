"""The database itself keeps an issued version as it is (TRUST 7): a later one may take its place, and nothing else."""

from django.db import migrations

TABLE = "programme_programmeversion"
STAYS = ("issued", "superseded")
KEPT = (
    "committee_id",
    "tier",
    "since",
    "until",
    "number",
    "title",
    "lines",
    "digest",
    "note",
    "submitted_at",
    "submitted_by_name",
    "submitted_by_person",
    "approval_id",
    "approved_at",
    "approved_by_name",
    "issued_at",
    "issued_by_name",
    "document",
)
ON_ITS_WAY = ("lines", "digest", "tier", "since", "until", "number", "committee_id")
"""What no state of a version lets be changed: it was frozen when it was submitted."""


def refuse_changes(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    states = ", ".join(f"'{state}'" for state in STAYS)
    if vendor == "postgresql":

        def differs(names):
            return " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in names)
    else:

        def differs(names):
            return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)

    changed = f"(OLD.state IN ({states}) AND (NEW.state <> 'superseded' OR {differs(KEPT)})) OR {differs(ON_ITS_WAY)}"
    gone = f"OLD.state IN ({states})"
    if vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed}) "
            "EXECUTE FUNCTION nghisu_append_only()",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_is_kept BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN ({gone}) "
            "EXECUTE FUNCTION nghisu_append_only()",
            params=None,
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, 'append only: {TABLE}'); END",
        params=None,
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_is_kept BEFORE DELETE ON {TABLE} WHEN {gone} "
        f"BEGIN SELECT RAISE(ABORT, 'append only: {TABLE}'); END",
        params=None,
    )


def allow_changes(apps, schema_editor):
    for name in (f"{TABLE}_stays", f"{TABLE}_is_kept"):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {TABLE}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0002_append_only_audit"),
        ("programme", "0004_periods_versions_suggestions"),
    ]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
