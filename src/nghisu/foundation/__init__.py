"""Storey 1: tenancy, clock, actors, access, audit trail, command idempotency."""
