"""The root of the API: every app's endpoints together, version 1."""
