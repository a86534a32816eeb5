from nghisu.conferences.commands.beginning import conference_of_entry

__all__ = ["conference_of_entry"]
