"""Answers on paper are entered by the office, and a form that was sent may be withdrawn.

The triggers of the consultations are set anew: a form goes from sent to closed or to withdrawn, a paper is entered only
while opinions are taken. SQLite makes tables anew on the way, so all of them are dropped before and set after.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

kept = import_module("nghisu.conferences.migrations.0003_answers_until_closed")
passed = import_module("nghisu.conferences.migrations.0005_passed_by_a_majority")

ONWARD = (
    "NOT (OLD.state = NEW.state OR (OLD.state = 'draft' AND NEW.state = 'sent')"
    " OR (OLD.state = 'sent' AND NEW.state IN ('closed', 'withdrawn')))"
)
STATE_OF_PAPER = (
    "(SELECT c.state FROM conferences_consultation c JOIN conferences_askedperson a ON a.consultation_id = c.id"
    " WHERE a.id = NEW.asked_id)"
)
WITHDRAWN = ("withdrawn_at", "withdrawn_by_name", "withdrawn_why")


def rules_of(differs):
    asked = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in kept.FROZEN)
    withdrawn = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in WITHDRAWN)
    return (
        *(rule for rule in kept.RULES if rule[2] != kept.BACKWARD),
        ("consultation", "UPDATE", ONWARD, "a consultation goes forward"),
        ("consultation", "UPDATE", f"OLD.state <> 'draft' AND ({asked})", "what was asked stays"),
        ("answer", "INSERT", kept.ANOTHERS, "an answer of another consultation"),
        *(("consultation", "UPDATE", condition, words) for condition, words in passed.rules_of(differs)),
        ("consultation", "UPDATE", f"OLD.state = 'withdrawn' AND ({withdrawn})", "a withdrawal stays"),
        ("papersheet", "INSERT", f"{STATE_OF_PAPER} <> 'sent'", "no answer is taken now"),
        (
            "papersheet",
            "UPDATE",
            f"{STATE_OF_PAPER} <> 'sent' OR OLD.asked_id <> NEW.asked_id",
            "a paper stays",
        ),
        ("papersheet", "DELETE", "1 = 1", "a paper stays"),
    )


def keep(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    rules = rules_of("IS DISTINCT FROM" if postgresql else "IS NOT")
    for number, (table, act, condition, words) in enumerate(rules):
        name = f"conferences_asking_{number}"
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
    for number, (table, _act, _condition, _words) in enumerate(rules_of("IS NOT")):
        name = f"conferences_asking_{number}"
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {name} ON conferences_{table}")
            schema_editor.execute(f"DROP FUNCTION nghisu_{name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


FITS = (
    models.Q(state="draft", sent_at=None, closed_at=None, withdrawn_at=None)
    | models.Q(state="sent", sent_at__isnull=False, closed_at=None, withdrawn_at=None)
    | models.Q(state="closed", sent_at__isnull=False, closed_at__isnull=False, withdrawn_at=None)
    | models.Q(state="withdrawn", sent_at__isnull=False, closed_at=None, withdrawn_at__isnull=False)
    & ~models.Q(withdrawn_why="")
)


class Migration(migrations.Migration):
    dependencies = [("conferences", "0006_what_opened_took_place"), ("foundation", "0005_stored_files")]
    operations = [
        migrations.RunPython(passed.loosen, passed.keep),
        migrations.RunPython(kept.loosen, kept.keep),
        migrations.RemoveConstraint("consultation", "consultation_state_fits_its_instants"),
        migrations.AddField("consultation", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "consultation", "withdrawn_by_name", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField("consultation", "withdrawn_why", models.CharField(blank=True, max_length=500)),
        migrations.AlterField(
            "consultation",
            "state",
            models.CharField(
                choices=[
                    ("draft", "Đang soạn"),
                    ("sent", "Đang lấy ý kiến"),
                    ("closed", "Đã kết thúc"),
                    ("withdrawn", "Đã rút"),
                ],
                default="draft",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            "consultation",
            models.CheckConstraint(condition=FITS, name="consultation_state_fits_its_instants"),
        ),
        migrations.CreateModel(
            name="PaperSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("entered_by_name", models.CharField(max_length=200)),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "asked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="conferences.askedperson",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.committee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(entered_by_name=""), name="paper_sheet_says_who_entered_it"
                    ),
                ],
            },
        ),
        migrations.RunPython(keep, loosen),
    ]
