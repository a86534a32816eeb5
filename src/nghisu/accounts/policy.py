"""How fast passwords may be tried (TRUST 15, 19): slower with every failure, never locked out.

Failures of the last quarter of an hour are counted in three separate places:

- per account, from browsers that never signed in to it: from the 5th on each next try waits 10, 20, 40 …
  seconds, at most 5 minutes;
- per account and browser that signed in to it before: the same, but counted apart, so that somebody who
  guesses at a leader's account from elsewhere cannot keep the leader from the desk;
- per address: from the 100th on each next try waits 10 seconds. A hundred sites (điểm cầu) behind one address
  whose people sign in rightly count nothing; browsers that signed in before are not counted here at all.

A try that is told to wait is not checked and counts as no failure. A right password ends the count of the
browser it was typed in; the two other counts end with the quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

WINDOW = timedelta(minutes=15)
FREE_FAILURES_OF_ACCOUNT = 5
FREE_FAILURES_OF_ADDRESS = 100
FIRST_WAIT = 10  # seconds
LONGEST_WAIT = 300  # seconds
ADDRESS_WAIT = 10  # seconds


def wait_for_account(failures: Sequence[datetime], now: datetime) -> int:
    """Whole seconds to wait before the next try, from the instants of the failures since the last success."""
    recent = [at for at in failures if now - at < WINDOW]
    beyond = len(recent) - FREE_FAILURES_OF_ACCOUNT
    if beyond < 0:
        return 0
    wait = min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT)
    return _left(max(recent), wait, now)


def wait_for_address(failures: int, latest: datetime | None, now: datetime) -> int:
    """Whole seconds to wait at an address with so many failures in the window, the latest at that instant."""
    if failures < FREE_FAILURES_OF_ADDRESS or latest is None:
        return 0
    return _left(latest, ADDRESS_WAIT, now)


def _left(latest: datetime, wait: int, now: datetime) -> int:
    return max(0, ceil((latest + timedelta(seconds=wait) - now).total_seconds()))
