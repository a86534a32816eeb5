"""What the first view of a page costs over the wire, in kilobytes, with an empty cache (at most 300 KB).

Builds the demonstration in a temporary folder, serves it as `nghisu serve` does, opens each page in a browser that has
never been here, and adds up what the network brought: page, style, script, type, drawings, heads of the answers
included. Runs by itself, as root too: `python bench/first_view.py`. Needs Chromium and the assets of `make install`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from tests.journeys.browser import CHROMIUM, DESK, launch, open_context  # noqa: E402  a program in a folder of the checkout
from tests.journeys.house import House, open_house  # noqa: E402

MOST = 300
"""Kilobytes of 1,024 bytes that a first view may take."""


def pages_of(house: House) -> dict[str, tuple[str, str | None]]:
    """The pages that are measured: name → address and who opens it (None: a stranger)."""
    conference = house.conference("ban-thuong-vu", "2026-03-18")
    return {
        "home": ("/", "chuyen-vien"),
        "calendar": ("/lich/thang/2026-03/", "chuyen-vien"),
        "conference": (f"/hoi-nghi/{conference}/", "chuyen-vien"),
        "sign_in": ("/dang-nhap/", None),
    }


def weigh(browser: Browser, house: House, address: str, who: str | None) -> float:
    """Kilobytes that the network brings for a page, in a browser without a cache."""
    context = open_context(browser, house, DESK, who)
    page = context.new_page()
    session: CDPSession = context.new_cdp_session(page)
    brought: list[float] = []
    session.on("Network.loadingFinished", lambda event: brought.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    page.goto(address)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(brought) / 1024


def main() -> int:
    if CHROMIUM is None:
        print("Cần Chromium (gói chromium của Debian) để đo.", file=sys.stderr)
        return 2
    figures = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        open_house(Path(folder)) as house,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for name, (address, who) in pages_of(house).items():
            figures[f"{name}_kb"] = round(weigh(browser, house, address, who), 1)
            print(f"{address}: {figures[f'{name}_kb']} KB")
        browser.close()
    print(json.dumps({"figures": figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
