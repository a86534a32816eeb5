from nghisu.notices.commands.digesting import put_out_digests
from nghisu.notices.commands.telling import Said, tell
from nghisu.notices.commands.urging import urge

__all__ = ["Said", "put_out_digests", "tell", "urge"]
