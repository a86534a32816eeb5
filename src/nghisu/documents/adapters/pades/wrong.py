class Wrong(Exception):
    """What came is not taken; the argument is the reason's name."""
