"""A conference of the committee with what it owes, for tests of marking a duty."""

from tests.programme.conftest import add, bound, content_officer, duty_of, specialist

__all__ = ["add", "bound", "content_officer", "duty_of", "specialist"]
