"""`nghisu init`: a real committee of an office, made at the command line."""
