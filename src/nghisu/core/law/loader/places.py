"""Where the rule files that ship with the product lie."""

from pathlib import Path

_HERE = Path(__file__).resolve()


def regulations_folder() -> Path:
    """The folder of rule files: inside the installed package, or at the top of a checkout."""
    packaged = _HERE.parents[3] / "regulations"
    if packaged.is_dir():
        return packaged
    return _HERE.parents[5] / "regulations"
