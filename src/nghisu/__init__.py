"""Nghị Sự: the whole life of a Party committee's conferences, with every deadline derived from its clause."""
