PAGES = "pages"
"""The channel of the outbox on which versions wait for their pages."""
