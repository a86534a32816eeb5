from tests.programme.conftest import add, bound, duty_of, specialist

__all__ = ["add", "bound", "duty_of", "specialist"]
