"""Storey 5: what people are told: inbox, mail, digest, reminders; what a person releases."""
