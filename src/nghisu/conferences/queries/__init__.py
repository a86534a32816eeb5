from nghisu.conferences.queries.conferences import conference_by_code, conference_of

__all__ = ["conference_by_code", "conference_of"]
