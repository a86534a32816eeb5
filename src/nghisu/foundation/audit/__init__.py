"""The audit trail: written with every act, sealed into a chain, shown, verified (TRUST 12)."""

from nghisu.foundation.audit.records import remember
from nghisu.foundation.audit.sealing import seal_pending
from nghisu.foundation.audit.verifying import Fault, Verification, verify_audit

__all__ = ["Fault", "Verification", "remember", "seal_pending", "verify_audit"]
