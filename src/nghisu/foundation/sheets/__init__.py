"""Sheets that strangers send: XLSX and CSV opened safely, the header found, cells as a person would type them."""

from nghisu.foundation.sheets.unreadable import UnreadableFile

__all__ = ["UnreadableFile"]
