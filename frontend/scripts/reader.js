/* Reading page by page: arrows turn, t goes to a page, n writes a note at the words chosen, Esc closes. Without script the
 * links turn, and the quote is typed. */
import { recall } from "./store.js";

const TURNS = { ArrowRight: "on", PageDown: "on", ArrowLeft: "back", PageUp: "back" };
const FIELDS = "input, textarea, select";
const NEAR = 4;

export function watchReader() {
  const sheet = document.querySelector("[data-sheet]");
  const form = document.querySelector("[data-note]");
  if (!sheet || !form) return;
  watchTurning(form);
  watchChoosing(sheet, form);
}

function watchTurning(form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (event.target.closest(FIELDS)) event.target.blur();
      else document.querySelector("[data-closes-reader]")?.click();
      return;
    }
    if (event.target.closest(FIELDS) || recall("keys") === false) return;
    const way = TURNS[event.key];
    if (way) turn(event, way);
    else if (event.key === "t") focusOn(event, document.querySelector("[data-jump] input[type=number]"));
    else if (event.key === "n") focusOn(event, form.elements.text);
  });
}

/* PageDown first goes to the end of what is on the screen, then to the next page. */
function turn(event, way) {
  const { scrollY, innerHeight } = window;
  if (event.key === "PageDown" && scrollY + innerHeight < document.documentElement.scrollHeight - NEAR) return;
  if (event.key === "PageUp" && scrollY > NEAR) return;
  const link = document.querySelector(`a[data-turns="${way}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

function focusOn(event, field) {
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

/* The words chosen on the page are the quote of the next note, or the place of one that lost its own; a button follows them, for those who read on a tablet. */
function watchChoosing(sheet, form) {
  const button = document.querySelector("[data-chosen]");
  const places = document.querySelectorAll("form[data-place]");
  document.addEventListener("selectionchange", () => {
    const found = chosen(sheet);
    if (found) {
      for (const one of [form, ...places]) {
        one.elements.start.value = found.start;
        one.elements.quote.value = found.quote;
      }
    }
    if (button) button.hidden = !found;
  });
  button?.addEventListener("click", () => {
    button.hidden = true;
    form.elements.text.focus();
  });
  /* What is typed by hand may stand anywhere on the page. */
  for (const one of [form, ...places]) one.elements.quote.addEventListener("input", () => (one.elements.start.value = ""));
}

function chosen(sheet) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!sheet.contains(range.commonAncestorContainer)) return null;
  const parts = [];
  let start = 0;
  for (const line of sheet.querySelectorAll("text")) {
    if (!range.intersectsNode(line)) continue;
    const from = line.contains(range.startContainer) ? range.startOffset : 0;
    const to = line.contains(range.endContainer) ? range.endOffset : line.textContent.length;
    if (!parts.length) start = Number(line.dataset.start) + from;
    parts.push(line.textContent.slice(from, to));
  }
  const quote = parts.join(" ").trim();
  return quote ? { quote, start } : null;
}
