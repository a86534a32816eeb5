"""Storey 4: which committee is bound by which rulebook, and what its subjects owe by it."""
