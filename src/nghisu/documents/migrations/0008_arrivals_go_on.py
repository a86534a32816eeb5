"""A book of arrivals that began on paper goes on from its last number: the database asks for that one, too.

The series of received numbers has no symbol, the last number of its book is kept under "ĐẾN".
"""

from django.db import migrations

INCOMING = "documents_incomingdocument"
NAME = f"{INCOMING}_next"
WORDS = "a number is the next of its series"


LAST_BEFORE = (
    "COALESCE((SELECT l.number FROM rulebook_lastnumber l JOIN documents_series s ON s.id = NEW.series_id"
    " WHERE l.committee_id = s.committee_id AND l.kind = s.kind AND l.symbol = SYMBOL AND l.per = s.per"
    " AND l.period = s.period), 0)"
)


def ask(schema_editor, symbol):
    last = f"COALESCE((SELECT max(d.number) FROM {INCOMING} d WHERE d.series_id = NEW.series_id), 0)"  # noqa: S608  our own tables
    before = LAST_BEFORE.replace("SYMBOL", symbol)
    if schema_editor.connection.vendor == "postgresql":
        condition = f"NEW.number > 1 + GREATEST({last}, {before}) OR NEW.number <= {before}"
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NEW; END $$",
            params=None,
        )
        return
    condition = f"NEW.number > 1 + max({last}, {before}) OR NEW.number <= {before}"
    schema_editor.execute(f"DROP TRIGGER {NAME}")
    schema_editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE INSERT ON {INCOMING} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        params=None,
    )


def go_on(apps, schema_editor):
    ask(schema_editor, "'ĐẾN'")


def begin_anew(apps, schema_editor):
    ask(schema_editor, "s.symbol")


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_another_name_confirmed")]
    operations = [migrations.RunPython(go_on, begin_anew)]
