from nghisu.web.queries.waiting import waiting_counts

__all__ = ["waiting_counts"]
