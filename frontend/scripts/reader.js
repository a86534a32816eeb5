/* Reading page by page: arrows and PageUp/PageDown turn, n writes a note at the words chosen. Without script the links
 * turn, and the quote is typed. */
export function watchReader() {
  const sheet = document.querySelector("[data-sheet]");
  const form = document.querySelector("[data-note]");
  if (!sheet || !form) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    const way = { ArrowRight: "on", PageDown: "on", ArrowLeft: "back", PageUp: "back" }[event.key];
    const link = way && document.querySelector(`[data-turns="${way}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    } else if (event.key === "n") {
      event.preventDefault();
      quote(sheet, form);
    }
  });
}

function quote(sheet, form) {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  if (range && sheet.contains(range.commonAncestorContainer)) {
    const parts = [];
    for (const line of sheet.querySelectorAll("text")) {
      if (!range.intersectsNode(line)) continue;
      const from = line.contains(range.startContainer) ? range.startOffset : 0;
      const to = line.contains(range.endContainer) ? range.endOffset : line.textContent.length;
      if (!parts.length) form.elements.start.value = Number(line.dataset.start) + from;
      parts.push(line.textContent.slice(from, to));
    }
    form.elements.quote.value = parts.join(" ").trim();
  }
  form.elements.text.focus();
}
