"""Findings of a programme (phát hiện): what breaks a rule or will cause trouble, each with what it rests
on."""

from nghisu.core.conferences.findings.check import check_programme
from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity

__all__ = ["Code", "Finding", "Ground", "Severity", "check_programme"]
