"""What each kind of document states, composed from plain data. The wording is ours; an office writes its own over it."""
