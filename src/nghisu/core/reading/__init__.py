"""Notes anchored to the words they stand at, and the time that reading takes."""
