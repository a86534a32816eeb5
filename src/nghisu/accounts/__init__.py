"""Storey 3: users, sign-in, the roles they hold through positions."""
