from nghisu.foundation.models.audit import AuditChain, AuditPending, AuditRecord, AuditSeal
from nghisu.foundation.models.clock import StandingClock
from nghisu.foundation.models.committee import Committee
from nghisu.foundation.models.heartbeat import Heartbeat
from nghisu.foundation.models.outbox import Outgoing, ScheduleMark
from nghisu.foundation.models.receipt import CommandReceipt
from nghisu.foundation.models.stored_file import StoredFile

__all__ = [
    "AuditChain",
    "AuditPending",
    "AuditRecord",
    "AuditSeal",
    "CommandReceipt",
    "Committee",
    "Heartbeat",
    "Outgoing",
    "ScheduleMark",
    "StandingClock",
    "StoredFile",
]
