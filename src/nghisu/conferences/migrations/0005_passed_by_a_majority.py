"""What passed in writing says who recorded it and, where no majority was reached, why it stands all the same; a form says
by what the steps before it are shown. The database itself lets nothing pass to which nobody agreed (TRUST 5).

SQLite makes a table anew for a column, and its triggers are lost with the old one: they are dropped before and set after.
"""

from importlib import import_module

from django.db import migrations, models

kept = import_module("nghisu.conferences.migrations.0003_answers_until_closed")

AGREED_TO = (
    "EXISTS (SELECT 1 FROM conferences_answer a JOIN conferences_question q ON q.id = a.question_id"
    " WHERE q.consultation_id = NEW.id AND a.choice NOT IN ('disagree', 'other'))"
)


def rules_of(differs):
    return (
        (f"OLD.passed_on IS NULL AND NEW.passed_on IS NOT NULL AND NOT {AGREED_TO}", "nobody agreed"),
        (f"OLD.state <> 'draft' AND OLD.earlier_steps {differs} NEW.earlier_steps", "what was stated stays"),
    )


def keep(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for number, (condition, words) in enumerate(rules_of("IS DISTINCT FROM" if postgresql else "IS NOT")):
        name = f"conferences_consultation_passed_{number}"
        if postgresql:
            schema_editor.execute(
                f"CREATE FUNCTION nghisu_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {condition} THEN RAISE EXCEPTION '{words}'; END IF; RETURN NEW; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON conferences_consultation FOR EACH ROW "
                f"EXECUTE FUNCTION nghisu_{name}()",
                params=None,
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON conferences_consultation WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END",
                params=None,
            )


def loosen(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for number, _rule in enumerate(rules_of("IS NOT")):
        name = f"conferences_consultation_passed_{number}"
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {name} ON conferences_consultation")
            schema_editor.execute(f"DROP FUNCTION nghisu_{name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("conferences", "0004_decided_as_it_was_shown")]
    operations = [
        migrations.RunPython(kept.loosen, kept.keep),
        migrations.AddField("consultation", "earlier_steps", models.CharField(blank=True, max_length=300)),
        migrations.AddField("consultation", "passed_despite", models.CharField(blank=True, max_length=500)),
        migrations.AddField("consultation", "passed_by_name", models.CharField(blank=True, max_length=200)),
        migrations.RunPython(kept.keep, kept.loosen),
        migrations.RunPython(keep, loosen),
    ]
