"""The command line: JSON on standard output, messages on standard error."""
