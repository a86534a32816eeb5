"""When the samples are made, and when their conference opens."""

from datetime import date, datetime

from nghisu.foundation import clock

ON = date(2026, 3, 10)
OPENING = datetime(2026, 3, 25, 8, 0, tzinfo=clock.VIETNAM)
