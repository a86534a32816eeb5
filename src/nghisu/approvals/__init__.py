"""Storey 6: one engine for all that is approved: routes, steps, returns, four eyes, binding to what was shown."""
