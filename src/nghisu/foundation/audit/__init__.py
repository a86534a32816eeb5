"""The audit trail: written with every act, sealed into a chain, shown, verified (TRUST 12)."""

from nghisu.foundation.audit.records import Act, remember, remember_each
from nghisu.foundation.audit.sealing import seal_pending
from nghisu.foundation.audit.verifying import Fault, Verification, verify_audit

__all__ = ["Act", "Fault", "Verification", "remember", "remember_each", "seal_pending", "verify_audit"]
