"""The sentences in which dates and conflicts are explained to people."""
