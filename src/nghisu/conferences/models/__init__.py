from nghisu.conferences.models.conference import Conference

__all__ = ["Conference"]
