"""The product used as people use it: the demonstration served, a real browser, a keyboard, a phone."""
