"""Storey 17: the shell of every page, the home page, search, help, and what reads across the apps."""
