"""How fast ten thousand personal invitations with a QR code are drawn as PDF/A, and how much memory all processes take.

Runs by itself, without a database: `python bench/invitations.py [NUMBER]`. The last line is JSON with the figures.
"""

import json
import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghisu.config.settings")

import django

from nghisu.core.papers.composing.invitation import compose_invitation
from tests.official import contents

NUMBER = 10_000
CHUNK = 100
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(process: int) -> int:
    """The bytes of memory that a process and its children hold."""
    total = 0
    try:
        total = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            total += resident(int(child))
    except (OSError, IndexError):
        return total
    return total


def watch(peak: list[int], ended: threading.Event) -> None:
    """Keep the most memory that was held at one time."""
    while not ended.wait(0.1):
        peak[0] = max(peak[0], resident(os.getpid()))


def main() -> None:
    django.setup()
    from nghisu.invitations.adapters.drawing import drawers

    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    letter = contents()["giay-moi"]
    peak, ended = [0], threading.Event()
    watching = threading.Thread(target=watch, args=(peak, ended))
    watching.start()
    begun = time.perf_counter()
    used = os.times()
    drawn = written = 0
    with drawers(nice=0) as hands:
        for first in range(0, number, CHUNK):
            papers = [
                compose_invitation(
                    replace(
                        letter,
                        invitee=f"Đồng chí Nguyễn Thị Thuỳ Dương, Bí thư Đảng ủy phường số {place}",
                        code=f"https://hop.songlam.example/m/{place:022d}",
                    )
                )
                for place in range(first, min(first + CHUNK, number))
            ]
            letters = hands.draw(papers)
            drawn += len(letters)
            written += sum(map(len, letters))
    seconds = time.perf_counter() - begun
    ended.set()
    watching.join()
    own = os.times()
    work = own.user - used.user + own.system - used.system
    print(
        f"{drawn} letters, {written // drawn // 1024} KB each, in {seconds:.1f} s; our own process worked {work:.1f} s"
    )
    key = f"invitations_{number}_s"
    print(json.dumps({"figures": {key: round(seconds, 1), "peak_mb": peak[0] >> 20}}))


if __name__ == "__main__":
    main()
