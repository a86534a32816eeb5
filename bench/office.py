"""What an office at work waits for: every measure of `bench/measures/`, each in a process and a folder of its own.

    python bench/office.py              all of them
    python bench/office.py moving api   only these

Prints a JSON object with all figures. On SQLite; with NGHISU_DATABASE on the PostgreSQL that it names, which must be
empty before each measure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parent
MEASURES = sorted(path.stem for path in (BENCH / "measures").glob("*.py") if path.stem != "__init__")
PROGRAM = (
    "import json, sys, django; django.setup();"
    "from importlib import import_module;"
    "print(json.dumps(import_module(f'bench.measures.{sys.argv[1]}').measure()))"
)


def measured(name: str) -> dict[str, float]:
    """The figures of one measure. Raises CalledProcessError when it cannot be made."""
    with tempfile.TemporaryDirectory(prefix="nghisu-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, name],
            env=os.environ
            | {
                "NGHISU_DATA": folder,
                "NGHISU_DEMO": "1",
                "DJANGO_SETTINGS_MODULE": "nghisu.config.settings",
                "PYTHONPATH": os.pathsep.join([str(BENCH.parent / "src"), str(BENCH.parent)]),
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main(wanted: list[str]) -> None:
    figures: dict[str, float] = {}
    for name in wanted or MEASURES:
        if name not in MEASURES:
            sys.exit(f"no such measure: {name}; there are {', '.join(MEASURES)}")
        print(f"{name} …", file=sys.stderr)
        figures |= measured(name)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
