/* Moving a conference on the calendar: dragged to another day ([data-day], in the week also [data-part]), or by keys: m on
 * a conference, arrows, Enter; Esc leaves it where it is. Both only open the page of the move in the side panel, filled
 * in: what follows is shown there, and accepted there. Without script the conference's own page leads to it. */
import { recall } from "./store.js";
import { words } from "./words.js";

let carried = null;

function cells() {
  return [...document.querySelectorAll("td[data-day]")];
}

function mark(cell, name) {
  for (const marked of document.querySelectorAll(`td.${name}`)) marked.classList.remove(name);
  cell?.classList.add(name);
}

function say(text) {
  const said = document.getElementById("move-said");
  if (said) said.textContent = text;
}

function title(event) {
  return event.querySelector(".event-title, span:not(.muted)")?.textContent.trim() ?? "";
}

/* The page of the move with the cell's day filled in, in the side panel; where there is none, as a page. */
function propose(htmx, event, cell) {
  const url = new URL(event.dataset.move, location.href);
  url.searchParams.set("ngay", cell.dataset.day);
  if (cell.dataset.part && cell.dataset.part !== event.closest("td[data-part]")?.dataset.part) url.searchParams.set("buoi", cell.dataset.part);
  url.searchParams.set("next", location.pathname);
  const panel = document.getElementById("panel");
  if (!panel) {
    location.assign(url);
    return;
  }
  document.getElementById("panel-title").textContent = document.getElementById("move-said")?.dataset.title || words("panel");
  document.getElementById("panel-whole").href = url.href;
  document.getElementById("panel-content").replaceChildren();
  panel.addEventListener("close", () => event.focus(), { once: true });
  if (!panel.open) panel.showModal();
  htmx.ajax("GET", url.pathname + url.search, { target: "#panel-content", swap: "innerHTML", source: panel });
}

function watchDragging(htmx) {
  document.addEventListener("dragstart", (event) => {
    const moved = event.target.closest?.("[data-move]");
    if (!moved) return;
    carried = moved;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", title(moved));
    moved.classList.add("is-carried");
  });
  document.addEventListener("dragover", (event) => {
    const cell = carried && event.target.closest?.("td[data-day]");
    if (!cell) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    mark(cell, "takes-move");
  });
  document.addEventListener("drop", (event) => {
    const cell = carried && event.target.closest?.("td[data-day]");
    if (!cell) return;
    event.preventDefault();
    if (cell !== carried.closest("td[data-day]")) propose(htmx, carried, cell);
  });
  document.addEventListener("dragend", () => {
    carried?.classList.remove("is-carried");
    carried = null;
    mark(null, "takes-move");
  });
}

/* The cell one day or one week on; in the week, up and down is another part of the day. */
function neighbour(cell, key) {
  const row = cell.parentElement;
  const all = cells();
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (across) {
    if (!cell.dataset.part) return all[all.indexOf(cell) + across];
    const own = all.filter((one) => one.parentElement === row);
    return own[own.indexOf(cell) + across];
  }
  const down = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[key];
  const place = all.filter((one) => one.parentElement === row).indexOf(cell);
  const other = row[down];
  return other ? [...other.querySelectorAll("td[data-day]")][place] : undefined;
}

function watchCarryingByKeys(htmx) {
  let chosen = null;
  let event = null;
  const leave = () => {
    event?.classList.remove("is-carried");
    mark(null, "takes-move");
    event = null;
    chosen = null;
  };
  document.addEventListener("keydown", (press) => {
    if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing || document.querySelector("dialog[open]")) return;
    if (!event) {
      const moved = press.target.closest?.("[data-move]");
      if (!moved || press.key.toLowerCase() !== "m" || recall("keys") === false) return;
      chosen = moved.closest("td[data-day]");
      if (!chosen) return;
      press.preventDefault();
      event = moved;
      event.classList.add("is-carried");
      mark(chosen, "takes-move");
      say((document.getElementById("move-said")?.dataset.start ?? "").replace("{title}", title(event)));
      return;
    }
    if (press.key === "Escape") {
      press.preventDefault();
      leave();
      say(document.getElementById("move-said")?.dataset.left ?? "");
    } else if (press.key === "Enter") {
      press.preventDefault();
      press.stopPropagation();
      const [moved, cell] = [event, chosen];
      leave();
      if (cell !== moved.closest("td[data-day]")) propose(htmx, moved, cell);
    } else if (press.key.startsWith("Arrow")) {
      press.preventDefault();
      const next = neighbour(chosen, press.key);
      if (!next) return;
      chosen = next;
      mark(chosen, "takes-move");
      chosen.scrollIntoView({ block: "nearest" });
      say(chosen.dataset.said ?? "");
    } else if (press.key === "Tab") {
      leave();
    }
  });
}

export function watchMoving(htmx) {
  if (!document.querySelector("td[data-day]")) return;
  watchDragging(htmx);
  watchCarryingByKeys(htmx);
}
