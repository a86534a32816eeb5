from tests.house.conftest import elsewhere, here
from tests.programme.conftest import add, bound, duty_of, specialist

__all__ = ["add", "bound", "duty_of", "elsewhere", "here", "specialist"]
