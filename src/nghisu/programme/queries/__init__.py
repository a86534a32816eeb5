from nghisu.programme.queries.entries import entries_between, entries_of_subjects, entry_of, visible_entries
from nghisu.programme.queries.findings import findings_of_entry, findings_of_programme
from nghisu.programme.queries.planned import planned_of, question_of
from nghisu.programme.queries.programmes import programme_of, programmes_of
from nghisu.programme.queries.settings import opening_hours_of

__all__ = [
    "entries_between",
    "entries_of_subjects",
    "entry_of",
    "findings_of_entry",
    "findings_of_programme",
    "opening_hours_of",
    "planned_of",
    "programme_of",
    "programmes_of",
    "question_of",
    "visible_entries",
]
