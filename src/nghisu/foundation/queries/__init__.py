from nghisu.foundation.queries.audit import AuditState, audit_records, audit_state, history_of

__all__ = ["AuditState", "audit_records", "audit_state", "history_of"]
