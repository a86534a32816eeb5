"""Who is invited, the letters, their delivery and receipts, the replies."""
