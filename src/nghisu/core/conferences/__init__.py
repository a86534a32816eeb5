"""Conferences as a programme plans them, and what a programme breaks."""
