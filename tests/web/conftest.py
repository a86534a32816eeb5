"""A committee with conferences and what they owe, for the pages that gather from all of the house."""

from tests.programme.conftest import add, bound, content_officer, duty_of, specialist

__all__ = ["add", "bound", "content_officer", "duty_of", "specialist"]
