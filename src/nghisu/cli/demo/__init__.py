"""The demonstration: a city committee and a ward committee with invented people, and a real year of work."""
