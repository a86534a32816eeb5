"""Why a file as a whole is not taken."""


class UnreadableFile(Exception):
    """The file as a whole cannot be read; nothing of it was taken in. Says what is wrong and what to do."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(f"{message} {way_out}")
        self.message = message
        self.way_out = way_out
