"""The database itself keeps a consultation honest: it goes from draft to sent to closed, questions and those asked are
frozen when it is sent, and an answer is taken only while it is open."""

from django.db import migrations

STATE_OF_QUESTION = "(SELECT c.state FROM conferences_consultation c WHERE c.id = {row}.consultation_id)"
STATE_OF_ANSWER = (
    "(SELECT c.state FROM conferences_consultation c JOIN conferences_question q ON q.consultation_id = c.id"
    " WHERE q.id = {row}.question_id)"
)
ANOTHERS = (
    "NOT EXISTS (SELECT 1 FROM conferences_question q JOIN conferences_askedperson a"
    " ON a.consultation_id = q.consultation_id WHERE q.id = NEW.question_id AND a.id = NEW.asked_id)"
)
BACKWARD = (
    "NOT (OLD.state = NEW.state OR (OLD.state = 'draft' AND NEW.state = 'sent')"
    " OR (OLD.state = 'sent' AND NEW.state = 'closed'))"
)
FROZEN = ("title", "content", "documents", "body_id", "committee_id")
RULES = (
    ("question", "INSERT", STATE_OF_QUESTION.format(row="NEW") + " <> 'draft'", "questions are frozen"),
    ("question", "UPDATE", STATE_OF_QUESTION.format(row="OLD") + " <> 'draft'", "questions are frozen"),
    ("question", "DELETE", STATE_OF_QUESTION.format(row="OLD") + " <> 'draft'", "questions are frozen"),
    ("askedperson", "INSERT", STATE_OF_QUESTION.format(row="NEW") + " <> 'draft'", "those asked are frozen"),
    ("askedperson", "UPDATE", "1 = 1", "those asked are frozen"),
    ("askedperson", "DELETE", "1 = 1", "those asked are frozen"),
    ("answer", "INSERT", STATE_OF_ANSWER.format(row="NEW") + " <> 'sent'", "no answer is taken now"),
    ("answer", "UPDATE", STATE_OF_ANSWER.format(row="OLD") + " <> 'sent'", "no answer is taken now"),
    ("answer", "DELETE", "1 = 1", "answers stay"),
    ("consultation", "UPDATE", BACKWARD, "a consultation goes forward"),
    ("consultation", "DELETE", "OLD.state <> 'draft'", "what was sent stays"),
)


def keep(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in FROZEN)
    rules = [
        *RULES,
        ("consultation", "UPDATE", f"OLD.state <> 'draft' AND ({changed})", "what was asked stays"),
        ("answer", "INSERT", ANOTHERS, "an answer of another consultation"),
    ]
    for number, (table, act, condition, words) in enumerate(rules):
        name = f"conferences_{table}_{act.lower()}_{number}"
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
    acts = [(table, act) for table, act, _condition, _words in RULES]
    acts += [("consultation", "UPDATE"), ("answer", "INSERT")]
    for number, (table, act) in enumerate(acts):
        name = f"conferences_{table}_{act.lower()}_{number}"
        if postgresql:
            schema_editor.execute(f"DROP TRIGGER {name} ON conferences_{table}")
            schema_editor.execute(f"DROP FUNCTION nghisu_{name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("conferences", "0002_stages_in_order")]
    operations = [migrations.RunPython(keep, loosen)]
