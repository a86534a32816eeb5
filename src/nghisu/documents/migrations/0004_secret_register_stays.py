"""The database itself keeps the register of secret documents (TRUST 4 and 7): what was entered stays; a copy is destroyed
once and never while somebody holds it; a holding ends once; a destroyed copy is given to nobody."""

from django.db import migrations

SECRET, COPY, HOLDING = (
    "documents_secretdocument",
    "documents_numberedcopy",
    "documents_copyholding",
)
COPY_STAYS = ("id", "committee_id", "document_id", "number")
HOLDING_STAYS = (
    "id",
    "committee_id",
    "copy_id",
    "holder_name",
    "person_id",
    "unit_id",
    "handed_at",
    "handed_by_name",
)


def refuse(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"

    def differs(names):
        if postgresql:
            return " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in names)
        return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)

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

    for table in (SECRET, COPY, HOLDING):
        trigger("kept", table, "DELETE", "1 = 1", f"append only: {table}")
    trigger("stays", SECRET, "UPDATE", "1 = 1", f"append only: {SECRET}")
    trigger(
        "next",
        COPY,
        "INSERT",
        f"NEW.number < 1 OR NEW.number > (SELECT d.copies FROM {SECRET} d WHERE d.id = NEW.document_id)",  # noqa: S608  our own tables
        "a copy is one of those of its document",
    )
    held = f"EXISTS (SELECT 1 FROM {HOLDING} h WHERE h.copy_id = NEW.id AND h.back_at IS NULL)"  # noqa: S608  our own tables
    trigger(
        "stays",
        COPY,
        "UPDATE",
        f"OLD.destroyed_at IS NOT NULL OR NEW.destroyed_at IS NULL OR {held} OR {differs(COPY_STAYS)}",
        f"append only: {COPY}",
    )
    gone = f"EXISTS (SELECT 1 FROM {COPY} c WHERE c.id = NEW.copy_id AND c.destroyed_at IS NOT NULL)"  # noqa: S608  our own tables
    trigger(
        "there", HOLDING, "INSERT", f"{gone} OR NEW.back_at IS NOT NULL", "a destroyed copy is held by nobody"
    )
    trigger(
        "stays",
        HOLDING,
        "UPDATE",
        f"OLD.back_at IS NOT NULL OR NEW.back_at IS NULL OR {differs(HOLDING_STAYS)}",
        f"append only: {HOLDING}",
    )


def allow(apps, schema_editor):
    names = {
        SECRET: ("kept", "stays"),
        COPY: ("kept", "next", "stays"),
        HOLDING: ("kept", "there", "stays"),
    }
    for table, ends in names.items():
        for end in ends:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER {table}_{end} ON {table}")
                schema_editor.execute(f"DROP FUNCTION {table}_{end}()")
            else:
                schema_editor.execute(f"DROP TRIGGER {table}_{end}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_drafts_stay")]
    operations = [migrations.RunPython(refuse, allow)]
