"""Storey 8: programmes, entries, their calendar and findings."""
