"""Working without a mouse: every stop shows where the focus is."""

from __future__ import annotations

import re

from playwright.sync_api import Page

FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing has the focus";
  /* What shows the focus may be the label or the box around the control. */
  for (let shown = at; shown && shown !== document.body; shown = shown.parentElement) {
    const style = getComputedStyle(shown);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) return "";
  }
  return `no outline on ${at.tagName.toLowerCase()}.${at.className} ${at.textContent.trim().slice(0, 40)}`;
}"""


def press(page: Page, key: str) -> None:
    """Press a key; wherever the focus went, it must be seen."""
    page.keyboard.press(key)
    assert page.evaluate(FOCUS) == ""


WORDS = """() => {
  const at = document.activeElement;
  const labels = [...(at.labels ?? [])].map(label => label.textContent);
  const words = [at.textContent, at.getAttribute("aria-label"), at.name, ...labels];
  return words.join(" ").replace(/\\s+/g, " ").trim();
}"""


def tab_to(page: Page, described: str, most: int = 80) -> None:
    """Tab on until the focused element's words, label or name match; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        unseen, words = page.evaluate(f"() => [({FOCUS})(), ({WORDS})()]")
        assert unseen == ""
        if re.search(described, words):
            return
    raise AssertionError(f"{described} is not reached with {most} tabs")
