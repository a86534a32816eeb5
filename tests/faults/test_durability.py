""" "Saved" is said only after a durable commit (TRUST 3)."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

PROCESS = Path(__file__).with_name("saving_process.py")
KILLED_AFTER = 40


def acknowledged_before_the_kill(environment: dict[str, str], how: str, count: int) -> set[str]:
    """Let the process save until it has acknowledged so many, kill it in the middle of its work, and return all it
    said was saved."""
    with subprocess.Popen(
        [sys.executable, str(PROCESS), how], env=environment, stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stdout is not None
        said = [one.stdout.readline().strip() for _ in range(count)]
        one.send_signal(signal.SIGKILL)
        said += one.stdout.read().split()
    assert one.returncode == -signal.SIGKILL
    return {line for line in said if len(line) == 36}


def kept(environment: dict[str, str]) -> set[str]:
    """What the database holds when it is opened again: an act and its receipt together, never one of them."""
    look = (
        "import django; django.setup()\n"
        "from nghisu.foundation.models import AuditRecord, CommandReceipt\n"
        "acts = set(AuditRecord.objects.values_list('thing_label', flat=True))\n"
        "receipts = {str(one) for one in CommandReceipt.objects.values_list('command_id', flat=True)}\n"
        "assert acts == receipts, 'an act without its receipt'\n"
        "print(*acts, sep='\\n')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", look],
        env=environment | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


def test_nothing_that_was_said_to_be_saved_is_lost_when_the_process_is_killed(own_installation):
    said = acknowledged_before_the_kill(own_installation, "soundly", KILLED_AFTER)
    assert len(said) >= KILLED_AFTER
    assert said <= kept(own_installation)


def test_a_build_that_says_saved_too_early_is_caught(own_installation):
    said = acknowledged_before_the_kill(own_installation, "early", 3)
    assert said - kept(own_installation)
