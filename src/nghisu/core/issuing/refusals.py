"""What the rules of signing refuse."""


class SigningRefused(ValueError):
    """The rules of signing cannot be read, or none fits; says where and why."""
