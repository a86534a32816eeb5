"""The database itself keeps the registers (TRUST 4 and 7), whoever writes to the tables: a number is the next of its series,
what was issued or received stays as it is, and no file comes to a secret document."""

from django.db import migrations

ISSUED, INCOMING, FILE, SERIES = (
    "documents_issueddocument",
    "documents_incomingdocument",
    "documents_documentfile",
    "documents_series",
)
ISSUED_STAYS = (
    "committee_id",
    "issuer_id",
    "series_id",
    "number",
    "sign",
    "kind",
    "title",
    "level",
    "issued_on",
    "issued_at",
    "issued_by_name",
    "authority",
    "signer_position",
    "signer_name",
    "recipients",
    "copies",
    "about_kind",
    "about_id",
)
INCOMING_STAYS = (
    "committee_id",
    "series_id",
    "number",
    "received_on",
    "entered_at",
    "entered_by_name",
    "sender",
    "their_number",
    "their_date",
    "title",
    "level",
)
LAST_BEFORE = (
    "COALESCE((SELECT l.number FROM rulebook_lastnumber l JOIN documents_series s ON s.id = NEW.series_id"
    " WHERE l.committee_id = s.committee_id AND l.kind = s.kind AND l.symbol = s.symbol AND l.per = s.per"
    " AND l.period = s.period), 0)"
)


def level_of(table, key):
    return f"(SELECT d.level FROM {table} d WHERE d.id = NEW.{key})"  # noqa: S608  our own tables


def refuse(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    greatest = "GREATEST" if postgresql else "max"

    def differs(names):
        if postgresql:
            return " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in names)
        return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)

    def trigger(name, table, act, condition, words):
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

    for table in (ISSUED, INCOMING):
        last = f"COALESCE((SELECT max(d.number) FROM {table} d WHERE d.series_id = NEW.series_id), 0)"  # noqa: S608  our own tables
        trigger(
            f"{table}_next",
            table,
            "INSERT",
            f"NEW.number > 1 + {greatest}({last}, {LAST_BEFORE}) OR NEW.number <= {LAST_BEFORE}",
            "a number is the next of its series",
        )
        trigger(f"{table}_kept", table, "DELETE", "1 = 1", f"append only: {table}")
    trigger(
        f"{ISSUED}_stays",
        ISSUED,
        "UPDATE",
        f"OLD.state <> 'issued' OR NEW.state <> 'cancelled' OR {differs(ISSUED_STAYS)}",
        f"append only: {ISSUED}",
    )
    trigger(f"{INCOMING}_stays", INCOMING, "UPDATE", differs(INCOMING_STAYS), f"append only: {INCOMING}")
    trigger(f"{SERIES}_stays", SERIES, "UPDATE", "1 = 1", f"append only: {SERIES}")
    for act in ("UPDATE", "DELETE"):
        trigger(f"{FILE}_no_{act.lower()}", FILE, act, "1 = 1", f"append only: {FILE}")
    trigger(
        f"{FILE}_level",
        FILE,
        "INSERT",
        f"NEW.level <> COALESCE({level_of(ISSUED, 'issued_id')}, {level_of(INCOMING, 'incoming_id')}, NEW.level)",
        "a file is as secret as its document",
    )


def allow(apps, schema_editor):
    names = {
        ISSUED: ("next", "kept", "stays"),
        INCOMING: ("next", "kept", "stays"),
        SERIES: ("stays",),
        FILE: ("no_update", "no_delete", "level"),
    }
    for table, ends in names.items():
        for end in ends:
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER {table}_{end} ON {table}")
                schema_editor.execute(f"DROP FUNCTION {table}_{end}()")
            else:
                schema_editor.execute(f"DROP TRIGGER {table}_{end}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_packs_registers_drafts"), ("rulebook", "0010_recorded_afterwards")]
    operations = [migrations.RunPython(refuse, allow)]
