"""The database itself keeps what took place: an entry whose conference opened is not called off (TRUST 7). One that was
called off before may be taken up again."""

from django.db import migrations

NAME = "conferences_what_opened_took_place"
CALLED_OFF = (
    "OLD.state = 'planned' AND NEW.state <> 'planned' AND EXISTS (SELECT 1 FROM conferences_conference c"
    " WHERE c.entry_id = NEW.id AND c.stage IN ('open', 'closed', 'concluded', 'archived'))"
)
WORDS = "the conference took place"


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION nghisu_{NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {CALLED_OFF} THEN RAISE EXCEPTION '{WORDS}'; END IF; RETURN NEW; END $$",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON programme_entry FOR EACH ROW "
            f"EXECUTE FUNCTION nghisu_{NAME}()",
            params=None,
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE OF state ON programme_entry WHEN {CALLED_OFF} "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
            params=None,
        )


def loosen(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {NAME} ON programme_entry")
        schema_editor.execute(f"DROP FUNCTION nghisu_{NAME}()")
    else:
        schema_editor.execute(f"DROP TRIGGER {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0005_passed_by_a_majority"),
        ("programme", "0006_rows_that_move"),
    ]
    operations = [migrations.RunPython(keep, loosen)]
