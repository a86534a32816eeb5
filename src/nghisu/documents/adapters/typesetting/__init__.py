"""The process that sets documents in type, and its template. Kept free of all that is slow to start."""
