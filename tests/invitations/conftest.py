from tests.programme.conftest import add, bound, content_officer, specialist

__all__ = ["add", "bound", "content_officer", "specialist"]
