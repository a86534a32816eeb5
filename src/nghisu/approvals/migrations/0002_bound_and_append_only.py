"""The database keeps what approvals promise (TRUST 7): what was shown, decided and ended stays as it is, and who
drafted a thing does not approve it, whoever writes to the tables."""

from django.db import migrations

APPEND_ONLY = ("approvals_author", "approvals_step", "approvals_decision", "approvals_comment")
BOUND = (
    "committee_id",
    "kind",
    "thing_id",
    "round",
    "previous_id",
    "shown",
    "digest",
    "drafter_id",
    "organisation_id",
    "one_person_may_repeat",
    "steps_count",
    "submitted_at",
)
AUTHOR_DECIDES = (
    "EXISTS (SELECT 1 FROM approvals_author a WHERE a.approval_id = NEW.approval_id"
    " AND a.person_id IN (NEW.person_id, NEW.holder_id))"
)
DECIDES_TWICE = (
    "EXISTS (SELECT 1 FROM approvals_approval p WHERE p.id = NEW.approval_id AND NOT p.one_person_may_repeat)"
    " AND EXISTS (SELECT 1 FROM approvals_decision d WHERE d.approval_id = NEW.approval_id"
    " AND d.step_id <> NEW.step_id AND (d.person_id IN (NEW.person_id, NEW.holder_id)"
    " OR d.holder_id IN (NEW.person_id, NEW.holder_id)))"
)
OUT_OF_TURN = (
    "NOT EXISTS (SELECT 1 FROM approvals_approval p JOIN approvals_step s ON s.approval_id = p.id"
    " AND s.position = p.step WHERE p.id = NEW.approval_id AND p.state = 'pending'"
    " AND s.id = NEW.step_id AND NOT s.passed_over AND p.digest = NEW.digest)"
)
DECISIONS = (
    ("approvals_decision_by_author", AUTHOR_DECIDES, "the drafter does not approve"),
    ("approvals_decision_twice", DECIDES_TWICE, "one person does not decide two steps"),
    ("approvals_decision_in_turn", OUT_OF_TURN, "not what waits here"),
)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        keep_on_postgresql(schema_editor)
    else:
        keep_on_sqlite(schema_editor)


def keep_on_sqlite(schema_editor):
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END"
            )
    schema_editor.execute(
        "CREATE TRIGGER approvals_approval_no_delete BEFORE DELETE ON approvals_approval "
        "BEGIN SELECT RAISE(ABORT, 'append only: approvals_approval'); END"
    )
    schema_editor.execute(
        "CREATE TRIGGER approvals_approval_ended BEFORE UPDATE ON approvals_approval WHEN OLD.state <> 'pending' "
        "BEGIN SELECT RAISE(ABORT, 'an ended approval stays'); END"
    )
    schema_editor.execute(
        f"CREATE TRIGGER approvals_approval_bound BEFORE UPDATE OF {', '.join(BOUND)} ON approvals_approval "
        "BEGIN SELECT RAISE(ABORT, 'what was shown stays'); END"
    )
    schema_editor.execute(
        "CREATE TRIGGER approvals_approval_forward BEFORE UPDATE OF step ON approvals_approval "
        "WHEN NEW.step < OLD.step BEGIN SELECT RAISE(ABORT, 'steps go forward'); END"
    )
    for name, condition, words in DECISIONS:
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT ON approvals_decision WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def keep_on_postgresql(schema_editor):
    for table in (*APPEND_ONLY, "approvals_approval"):
        for act in ("UPDATE", "DELETE"):
            if (table, act) != ("approvals_approval", "UPDATE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    "FOR EACH ROW EXECUTE FUNCTION nghisu_append_only()"
                )
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in BOUND)
    schema_editor.execute(
        "CREATE FUNCTION nghisu_approval_bound() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF OLD.state <> 'pending' THEN RAISE EXCEPTION 'an ended approval stays'; END IF; "
        f"IF {changed} THEN RAISE EXCEPTION 'what was shown stays'; END IF; "
        "IF NEW.step < OLD.step THEN RAISE EXCEPTION 'steps go forward'; END IF; "
        "RETURN NEW; END $$",
        params=None,
    )
    schema_editor.execute(
        "CREATE TRIGGER approvals_approval_bound BEFORE UPDATE ON approvals_approval "
        "FOR EACH ROW EXECUTE FUNCTION nghisu_approval_bound()"
    )
    checks = " ".join(
        f"IF {condition} THEN RAISE EXCEPTION '{words}'; END IF;" for _name, condition, words in DECISIONS
    )
    schema_editor.execute(
        "CREATE FUNCTION nghisu_decision_allowed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {checks} RETURN NEW; END $$",
        params=None,
    )
    schema_editor.execute(
        "CREATE TRIGGER approvals_decision_allowed BEFORE INSERT ON approvals_decision "
        "FOR EACH ROW EXECUTE FUNCTION nghisu_decision_allowed()"
    )


def loosen(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    names = [(f"{table}_no_{act}", table) for table in APPEND_ONLY for act in ("update", "delete")]
    names += [
        ("approvals_approval_no_delete", "approvals_approval"),
        ("approvals_approval_bound", "approvals_approval"),
    ]
    if postgresql:
        names.append(("approvals_decision_allowed", "approvals_decision"))
    else:
        names += [("approvals_approval_ended", ""), ("approvals_approval_forward", "")]
        names += [(name, "") for name, _condition, _words in DECISIONS]
    for name, table in names:
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION nghisu_approval_bound()")
        schema_editor.execute("DROP FUNCTION nghisu_decision_allowed()")


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0001_routes_and_approvals"),
        ("foundation", "0002_append_only_audit"),
    ]
    operations = [migrations.RunPython(keep, loosen)]
