"""What a line of a register says to whom, where the document is secret."""


class Withheld:
    """A line whose words are only for those who may read the register of secret documents, where it is secret (TRUST 4).

    Queries state `reads_secrets` for whoever asks; where none did, nothing is said.
    """

    level: str

    def unless_secret(self, words: str) -> str:
        """The words, or "" where whoever asks may not read them."""
        return "" if self.withheld else words

    @property
    def withheld(self) -> bool:
        """Whether this line says less than it holds."""
        return self.level != "normal" and not getattr(self, "reads_secrets", False)
