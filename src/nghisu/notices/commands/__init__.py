from nghisu.notices.commands.telling import Said, tell

__all__ = ["Said", "tell"]
