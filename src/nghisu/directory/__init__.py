"""Storey 2 (danh bạ): organisations, bodies, terms, positions, people, appointments, precedence, rooms."""
