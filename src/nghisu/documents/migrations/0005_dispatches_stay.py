"""The database itself keeps to whom an issued document was sent (TRUST 4 and 7), whoever writes to the tables: rows are only
added, never for a secret or a cancelled document; a unit alone forwards."""

from django.db import migrations

ISSUED, RECIPIENT, DISPATCH, RECEIPT = (
    "documents_issueddocument",
    "documents_recipient",
    "documents_dispatch",
    "documents_dispatchreceipt",
)
OPEN = "d.level = 'normal' AND d.state = 'issued'"
INSERTS = {
    RECIPIENT: (
        f"NOT EXISTS (SELECT 1 FROM {ISSUED} d WHERE d.id = NEW.issued_id AND {OPEN})",  # noqa: S608  our own tables
        "a secret or cancelled document is sent to nobody",
    ),
    DISPATCH: (
        f"NOT EXISTS (SELECT 1 FROM {RECIPIENT} r, {ISSUED} d WHERE r.id = NEW.recipient_id AND d.id = r.issued_id AND {OPEN})",  # noqa: S608  our own tables
        "a secret or cancelled document is sent to nobody",
    ),
    RECEIPT: (
        f"NEW.hop = 2 AND EXISTS (SELECT 1 FROM {RECIPIENT} r WHERE r.id = NEW.recipient_id AND r.unit_id IS NULL)",  # noqa: S608  our own tables
        "a unit alone forwards",
    ),
}


def refuse(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"

    def trigger(end, table, act, condition, words):
        name = f"{table}_{end}"
        if postgresql:
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END IF; RETURN {'OLD' if act == 'DELETE' else 'NEW'}; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
                params=None,
            )
            return
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END",
            params=None,
        )

    for table, (condition, words) in INSERTS.items():
        trigger("kept", table, "DELETE", "1 = 1", f"append only: {table}")
        trigger("stays", table, "UPDATE", "1 = 1", f"append only: {table}")
        trigger("open", table, "INSERT", condition, words)


def allow(apps, schema_editor):
    for table in INSERTS:
        for end in ("kept", "stays", "open"):
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER {table}_{end} ON {table}")
                schema_editor.execute(f"DROP FUNCTION {table}_{end}()")
            else:
                schema_editor.execute(f"DROP TRIGGER {table}_{end}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_secret_register_stays")]
    operations = [migrations.RunPython(refuse, allow)]
