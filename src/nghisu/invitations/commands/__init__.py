"""What is done about who is invited."""
