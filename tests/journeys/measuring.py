"""What is measured on a page as it stands in the browser: rules of accessibility, room, size of targets."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.journeys.house import CHECKOUT

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules whose answer may change with the colours alone: the structure of a page is the same in the dark."""
OF_ROOM = ["scrollable-region-focusable", "target-size", "bypass", "meta-viewport"]
"""Rules whose answer may change with the room alone: what a page says is the same on a phone."""
SMALLEST_TARGET = 44
"""CSS pixels of a target under a thumb."""


@cache
def axe() -> str:
    """axe-core of the lock file. The browser's debugger brings it into the page, past the strict content policy."""
    return (CHECKOUT / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, rules: list[str] | None = None, *, within: str = "html") -> list[str]:
    """What axe-core objects to, one line for each rule with the places; `within` a part of the page alone.

    All rules are asked where none are named.
    """
    page.evaluate(axe())
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    found: list[dict[str, Any]] = page.evaluate(
        "([asked, within]) => axe.run(within, {runOnly: asked, resultTypes: ['violations']})"
        ".then(({violations}) => violations)",
        [asked, within],
    )
    return [
        f"{one['id']}: {one['help']}: " + "; ".join(_place(node) for node in one["nodes"][:4])
        for one in found
    ]


def _place(node: dict[str, Any]) -> str:
    said = [check["message"] for check in (*node["any"], *node["all"], *node["none"])]
    return f"{node['html'][:160]} ({' '.join(said)[:200]})"


def overhang(page: Page) -> int:
    """CSS pixels by which the page is wider than the screen. A phone widens its window to what it holds, so the window is
    no measure."""
    return int(
        page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


SMALL_TARGETS = """smallest => {
  const small = [];
  const lists = "main li a, main li button, main tbody a, main tbody button, main .btn, nav a, nav button, summary";
  for (const target of document.querySelectorAll(lists)) {
    if (!target.checkVisibility({ visibilityProperty: true })) continue;
    const box = target.getBoundingClientRect();
    if (!box.width || target.closest("dialog:not([open]), .visually-hidden, [inert]")) continue;
    /* Where a press lands: the box itself, with what a ::before or ::after adds around it. */
    let height = box.height;
    for (const around of ["::before", "::after"]) {
      const style = getComputedStyle(target, around);
      const drawn = style.content !== "none" && style.position === "absolute";
      if (drawn) height = Math.max(height, parseFloat(style.height) || 0);
    }
    /* A link inside a sentence is as high as its line (WCAG 2.5.8). */
    const own = target.textContent.trim();
    const inSentence = target.parentElement.textContent.trim().length > own.length + 20;
    if (getComputedStyle(target).display === "inline" && inSentence) continue;
    const what = `${target.tagName.toLowerCase()}.${target.className} ${own.slice(0, 40)}`;
    if (height < smallest - 0.5) small.push(`${Math.round(box.width)}×${Math.round(height)} ${what}`);
  }
  return small;
}"""


def small_targets(page: Page) -> list[str]:
    """Links and buttons of lists and bars that a thumb would miss."""
    return list(page.evaluate(SMALL_TARGETS, SMALLEST_TARGET))
