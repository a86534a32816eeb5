"""The database itself keeps what was decided of a proposal and of a revised scheme (TRUST 7): approved only by the approval
that was granted for it, unchanged from the day it was put forward, never deleted once it was."""

from django.db import migrations

KINDS = {"proposal": "conference-proposal", "schemeopinion": "scheme-opinion"}
DECIDED = {"proposal": "approved", "schemeopinion": "granted"}
SHOWN = {
    "proposal": (
        "committee_id",
        "conference_id",
        "approval_id",
        "purpose",
        "requirements",
        "need_rule",
        "need_why",
        "no_guidance",
        "combined",
        "blocs",
        "budget",
        "division",
        "ceremony",
        "press",
    ),
    "schemeopinion": ("committee_id", "item_id", "approval_id", "revised", "versions"),
}
SIGNED = {
    "proposal": ("approved_at", "approved_by_name"),
    "schemeopinion": ("granted_at", "granted_by_name"),
}

GRANTED = (
    "EXISTS (SELECT 1 FROM approvals_approval a WHERE a.id = NEW.approval_id AND a.thing_id = NEW.id"
    " AND a.kind = '{kind}' AND a.state = 'granted')"
)


def rules_of(table, differs):
    decided = DECIDED[table]
    granted = GRANTED.format(kind=KINDS[table])
    standing = f"IN ('submitted', '{decided}')"
    shown = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in SHOWN[table])
    signed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in SIGNED[table])
    return (
        ("INSERT", f"NEW.state = '{decided}'", "decided by nobody"),
        ("UPDATE", f"NEW.state = '{decided}' AND OLD.state <> '{decided}' AND NOT {granted}", "no approval"),
        ("UPDATE", f"OLD.state = '{decided}' AND NEW.state NOT IN ('{decided}', 'draft')", "decided already"),
        ("UPDATE", f"OLD.state {standing} AND NEW.state {standing} AND ({shown})", "what was shown stays"),
        (
            "UPDATE",
            f"OLD.state = '{decided}' AND NEW.state = '{decided}' AND ({signed})",
            "who decided stays",
        ),
        ("DELETE", "OLD.approval_id IS NOT NULL", "what was put forward stays"),
    )


def keep(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    for table in KINDS:
        for number, (act, condition, words) in enumerate(rules_of(table, differs)):
            name = f"conferences_{table}_decided_{number}"
            if postgresql:
                back = "OLD" if act == "DELETE" else "NEW"
                schema_editor.execute(
                    f"CREATE FUNCTION nghisu_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    f"IF {condition} THEN RAISE EXCEPTION '{words}'; END IF; RETURN {back}; END $$",
                    params=None,
                )
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON conferences_{table} FOR EACH ROW "
                    f"EXECUTE FUNCTION nghisu_{name}()",
                    params=None,
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {act} ON conferences_{table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{words}'); END",
                    params=None,
                )


def loosen(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in KINDS:
        for number, _rule in enumerate(rules_of(table, "IS NOT")):
            name = f"conferences_{table}_decided_{number}"
            if postgresql:
                schema_editor.execute(f"DROP TRIGGER {name} ON conferences_{table}")
                schema_editor.execute(f"DROP FUNCTION nghisu_{name}()")
            else:
                schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("conferences", "0003_answers_until_closed"), ("approvals", "0002_bound_and_append_only")]
    operations = [migrations.RunPython(keep, loosen)]
