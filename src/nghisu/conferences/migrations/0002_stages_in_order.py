"""The database itself keeps the stages in order (TRUST 7): a conference begins as proposed, goes on only with the row
that says who took it on, and a row is only added for a step that may follow while the conference is to be held."""

from django.db import migrations

FOLLOWS = {
    "proposed": ("approved", "returned"),
    "returned": ("proposed",),
    "approved": ("preparing", "proposed"),
    "preparing": ("invited", "proposed"),
    "invited": ("open", "preparing"),
    "open": ("closed",),
    "closed": ("concluded",),
    "concluded": ("archived",),
}
APPEND_ONLY = ("conferences_transition", "conferences_override", "conferences_confirmation")

ALLOWED = " OR ".join(
    f"(NEW.from_stage = '{one}' AND NEW.to_stage IN ({', '.join(repr(stage) for stage in after)}))"
    for one, after in FOLLOWS.items()
)
OUT_OF_ORDER = f"NOT ({ALLOWED})"
NOT_FROM_HERE = (
    "NOT EXISTS (SELECT 1 FROM conferences_conference c WHERE c.id = NEW.conference_id"
    " AND c.committee_id = NEW.committee_id AND c.stage = NEW.from_stage AND c.revision + 1 = NEW.revision)"
)
NOT_HELD = (
    "NOT EXISTS (SELECT 1 FROM conferences_conference c JOIN programme_entry e ON e.id = c.entry_id"
    " WHERE c.id = NEW.conference_id AND e.state = 'planned')"
)
STEPS = (
    ("conferences_transition_in_order", OUT_OF_ORDER, "no such step between stages"),
    ("conferences_transition_from_here", NOT_FROM_HERE, "the conference stands elsewhere"),
    ("conferences_transition_held", NOT_HELD, "the conference is not to be held"),
)
UNSAID = (
    "NEW.stage <> OLD.stage AND NOT EXISTS (SELECT 1 FROM conferences_transition t"
    " WHERE t.conference_id = NEW.id AND t.from_stage = OLD.stage AND t.to_stage = NEW.stage"
    " AND t.revision = NEW.revision)"
)


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        keep_on_postgresql(schema_editor)
    else:
        keep_on_sqlite(schema_editor)


def keep_on_sqlite(schema_editor):
    run = schema_editor.execute
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            run(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append only: {table}'); END",
                params=None,
            )
    for name, condition, words in STEPS:
        run(
            f"CREATE TRIGGER {name} BEFORE INSERT ON conferences_transition WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END",
            params=None,
        )
    run(
        "CREATE TRIGGER conferences_conference_stage BEFORE UPDATE OF stage ON conferences_conference "
        f"WHEN {UNSAID} BEGIN SELECT RAISE(ABORT, 'a stage without its transition'); END",
        params=None,
    )
    run(
        "CREATE TRIGGER conferences_conference_begins BEFORE INSERT ON conferences_conference "
        "WHEN NEW.stage <> 'proposed' BEGIN SELECT RAISE(ABORT, 'a conference begins as proposed'); END",
        params=None,
    )


def keep_on_postgresql(schema_editor):
    run = schema_editor.execute
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            run(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION nghisu_append_only()",
                params=None,
            )
    checks = " ".join(
        f"IF {condition} THEN RAISE EXCEPTION '{words}'; END IF;" for _name, condition, words in STEPS
    )
    run(
        "CREATE FUNCTION nghisu_transition_allowed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {checks} RETURN NEW; END $$",
        params=None,
    )
    run(
        "CREATE TRIGGER conferences_transition_allowed BEFORE INSERT ON conferences_transition "
        "FOR EACH ROW EXECUTE FUNCTION nghisu_transition_allowed()",
        params=None,
    )
    run(
        "CREATE FUNCTION nghisu_stage_said() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'INSERT' THEN "
        "IF NEW.stage <> 'proposed' THEN RAISE EXCEPTION 'a conference begins as proposed'; END IF; "
        f"ELSIF {UNSAID} THEN RAISE EXCEPTION 'a stage without its transition'; END IF; "
        "RETURN NEW; END $$",
        params=None,
    )
    run(
        "CREATE TRIGGER conferences_conference_stage BEFORE INSERT OR UPDATE ON conferences_conference "
        "FOR EACH ROW EXECUTE FUNCTION nghisu_stage_said()",
        params=None,
    )


def loosen(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    names = [(f"{table}_no_{act}", table) for table in APPEND_ONLY for act in ("update", "delete")]
    names.append(("conferences_conference_stage", "conferences_conference"))
    if postgresql:
        names.append(("conferences_transition_allowed", "conferences_transition"))
    else:
        names += [(name, "") for name, _condition, _words in STEPS]
        names.append(("conferences_conference_begins", ""))
    for name, table in names:
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION nghisu_transition_allowed()")
        schema_editor.execute("DROP FUNCTION nghisu_stage_said()")


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0001_conferences"),
        ("foundation", "0002_append_only_audit"),
    ]
    operations = [migrations.RunPython(keep, loosen)]
