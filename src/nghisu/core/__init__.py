"""The pure heart: law, days, conferences, people. No Django, no database, no clock."""
