"""A worker killed in the middle of its work loses nothing and does at most one thing twice (TRUST 20)."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

PROCESS = Path(__file__).with_name("working_process.py")
ROWS, FEW = 40, 6
LONGEST = 60  # seconds


def start(environment: dict[str, str], how: str, ledger: Path, count: int = 0) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(PROCESS), how, str(ledger), str(count)], env=environment)


def written(ledger: Path) -> list[str]:
    return ledger.read_text().split() if ledger.exists() else []


def killed_after(
    environment: dict[str, str], how: str, ledger: Path, rows: int, count: int = 0, seen: Path | None = None
) -> None:
    """Let a worker run until the ledger, or what is `seen` instead, has so many rows, and kill it."""
    with start(environment, how, ledger, count) as one:
        until = time.monotonic() + LONGEST
        while len(written(seen or ledger)) < rows:
            assert time.monotonic() < until, "the worker did nothing"
            assert one.poll() is None, "the worker ended by itself"
            time.sleep(0.005)
        time.sleep(0.15)  # so that it is killed at its work rather than at the end of a row
        one.send_signal(signal.SIGKILL)
    assert one.returncode == -signal.SIGKILL


def finished(environment: dict[str, str], how: str, ledger: Path) -> Counter[str]:
    """Let a worker run until nothing is left; how often each row was done."""
    with start(environment, how, ledger) as one:
        one.wait(LONGEST)
    assert one.returncode == 0
    return Counter(written(ledger))


def test_nothing_is_lost_and_one_row_a_kill_at_most_is_done_twice(own_installation, tmp_path):
    ledger = tmp_path / "ledger"
    killed_after(own_installation, "soundly", ledger, 9, count=ROWS)
    killed_after(own_installation, "soundly", ledger, 23)
    done = finished(own_installation, "soundly", ledger)
    assert set(done) == {str(number) for number in range(ROWS)}
    assert sum(done.values()) - ROWS <= 2


def test_a_worker_that_says_done_before_it_is_would_be_caught(own_installation, tmp_path):
    """The control: of such a worker the row it was at is lost."""
    ledger = tmp_path / "ledger"
    killed_after(own_installation, "early", ledger, 3, count=FEW, seen=tmp_path / "ledger.said")
    done = finished(own_installation, "early", ledger)
    assert len(done) == FEW - 1


def test_several_workers_at_once_do_each_row_once(own_installation, tmp_path):
    ledger = tmp_path / "ledger"
    with start(own_installation, "soundly", ledger, ROWS) as first:
        while not written(ledger):
            time.sleep(0.01)
        with start(own_installation, "soundly", ledger) as second:
            assert (first.wait(LONGEST), second.wait(LONGEST)) == (0, 0)
    assert Counter(written(ledger)) == Counter(str(number) for number in range(ROWS))
