/* The page of what this device keeps (documents/kept.html): the list, or, where the network failed on the way to a document,
 * that document as it was kept. */
import { dropCopy, keptCopies, keptCopy } from "./kept.js";
import { said, showWaiting, watchNotes } from "./keeping.js";
import { watchReader } from "./reader.js";
import { element, icon } from "./words.js";

const DOCUMENT = /^\/tai-lieu\/(\d+)\/(?:doc\/(?:(\d+)\/(\d+)\/)?)?$/;
const SVG = "http://www.w3.org/2000/svg";

export async function showKept() {
  const root = document.querySelector("[data-kept]");
  if (!root) return;
  const [, id, , page] = DOCUMENT.exec(location.pathname) ?? [];
  const away = location.pathname !== root.dataset.kept;
  if (away) sayAway(root);
  const copy = id ? await keptCopy(id) : null;
  if (copy) await showDocument(root, copy, Number(page ?? new URLSearchParams(location.search).get("trang") ?? copy.page) || 1);
  else await showList(root, Boolean(id));
}

function sayAway(root) {
  const band = element("div", { class: "notice is-soon", role: "status" }, icon("wifi-off"), element("div", { class: "notice-body" }, said("away")));
  const again = element("a", { class: "btn btn-small", href: location.href }, said("again"));
  root.before(band);
  const offer = () => {
    band.querySelector(".notice-body").textContent = said("back");
    band.append(again);
  };
  window.addEventListener("online", offer);
  if (navigator.onLine) offer();
}

async function showList(root, missing) {
  const copies = await keptCopies();
  copies.sort((one, other) => one.title.localeCompare(other.title, "vi"));
  const waiting = element("div", { class: "stack" });
  const heading = element("h2", {}, said("waitingTitle"));
  heading.hidden = !(await showWaiting(waiting));
  const list = element("ul", { class: "list-unstyled stack" }, ...copies.map(lineOf));
  root.replaceChildren(
    missing ? element("p", { class: "notice is-late", "data-not-kept": true }, said("notKept")) : null ?? "",
    heading, waiting,
    element("h2", {}, said("listTitle")),
    copies.length ? list : element("p", { class: "muted" }, said("empty")),
    element("p", { class: "muted small" }, said("rules")),
  );
}

function lineOf(copy) {
  const pages = copy.pages.length;
  const drop = element("button", { class: "btn btn-small btn-quiet", type: "button" }, said("dropCopy"));
  const line = element("li", { class: "card", "data-copy": copy.document }, element("div", { class: "card-body" },
    element("a", { class: "row-title", href: `/tai-lieu/${copy.document}/doc/${copy.version}/${Math.min(copy.page, pages)}/` }, copy.title),
    element("p", { class: "muted small" }, said("copy", { version: copy.version, pages, at: copy.at })),
    copy.newer ? element("p", { class: "badge is-soon" }, icon("refresh"), said("newer", { version: copy.newer })) : null,
    copy.done < pages ? element("p", { class: "badge is-soon" }, icon("clock"), said("part", { done: copy.done, pages })) : null,
    drop));
  drop.addEventListener("click", async () => {
    await dropCopy(copy.document);
    line.remove();
  });
  return line;
}

function drawing(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) made.setAttribute(name, value);
  return made;
}

function sheetOf(copy, shown) {
  const { width, height } = shown;
  const sheet = drawing("svg", { class: "sheet", "data-sheet": "", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": said("pageOf", { page: shown.number, pages: copy.pages.length }) });
  const picture = drawing("image", { href: `/tai-lieu/${copy.document}/anh/${copy.version}/${shown.number}/`, width, height });
  /* Where its picture had not come yet, a page is its words. */
  picture.addEventListener("error", () => sheet.classList.add("is-words-only"));
  sheet.append(picture);
  for (const note of copy.notes.filter((one) => one.page === shown.number && !one.orphan)) for (const [x, y, wide, high] of note.marks) sheet.append(drawing("rect", { class: "sheet-mark", x, y, width: wide, height: high }));
  for (const [text, x, y, wide, size, start] of shown.lines) {
    const line = drawing("text", { class: "sheet-line", "data-start": start, x, y, "font-size": size, textLength: wide > 1 ? wide : null, lengthAdjust: wide > 1 ? "spacingAndGlyphs" : null });
    line.textContent = text;
    sheet.append(line);
  }
  return sheet;
}

function barOf(copy, page) {
  const pages = copy.pages.length;
  const to = (number) => `/tai-lieu/${copy.document}/doc/${copy.version}/${number}/`;
  const turn = (way, number, word, sign) => {
    const inside = way === "on" ? [element("span", { class: "reader-word" }, word), icon(sign)] : [icon(sign), element("span", { class: "reader-word" }, word)];
    const there = number >= 1 && number <= pages;
    return element(there ? "a" : "span", { class: `btn ${way === "on" && there ? "btn-primary" : ""}`, "data-turns": there ? way : null, href: there ? to(number) : null, "aria-disabled": there ? null : "true" }, ...inside);
  };
  const field = element("input", { class: "input num", id: "jump", name: "trang", type: "number", inputmode: "numeric", min: 1, max: pages, value: page, required: true });
  return element("nav", { class: "reader-bar", "aria-label": said("turning") },
    turn("back", page - 1, said("before"), "chevron-left"),
    element("form", { class: "reader-jump", action: `/tai-lieu/${copy.document}/doc/`, "data-jump": true }, element("label", { for: "jump" }, said("pageWord")), field, element("span", { class: "num" }, `/ ${pages}`), element("button", { class: "btn btn-quiet" }, said("go"))),
    turn("on", page + 1, said("after"), "chevron-right"),
    element("a", { class: "btn btn-quiet reader-close", "data-closes-reader": true, href: document.querySelector("[data-kept]").dataset.kept }, icon("x"), element("span", { class: "reader-word" }, said("close"))));
}

async function showDocument(root, copy, asked) {
  const page = Math.min(Math.max(asked, 1), copy.pages.length);
  const shown = copy.pages[page - 1];
  document.body.classList.add("is-reading");
  document.querySelector("h1").textContent = copy.title;
  document.title = `${said("page", { page })} · ${copy.title}`;
  const waiting = element("div", { class: "stack" });
  const form = document.querySelector("template[data-note-form]").content.cloneNode(true).querySelector("form");
  form.elements.page.value = page;
  form.elements.key.value = crypto.randomUUID();
  const here = copy.notes.filter((one) => one.page === page && !one.orphan);
  const orphans = copy.notes.filter((one) => one.orphan);
  root.replaceChildren(
    element("p", { class: "page-state" }, said("pageOf", { page, pages: copy.pages.length }), " · ", said("copy", { version: copy.version, pages: copy.pages.length, at: copy.at })),
    copy.newer ? element("p", { class: "notice is-note" }, said("newer", { version: copy.newer })) : "",
    barOf(copy, page),
    element("div", { class: "reader" }, sheetOf(copy, shown),
      element("section", { class: "reader-notes stack" }, element("h2", {}, said("notes")), ...here.map(noteCard), waiting, form,
        orphans.length ? element("h3", {}, said("orphans")) : null, ...orphans.map(noteCard))),
    element("button", { class: "btn btn-primary reader-choose", type: "button", "data-chosen": true, hidden: true }, icon("pencil"), said("chosen")),
  );
  watchReader();
  await watchNotes(form, { token: "", document: copy.document, version: copy.version, title: copy.title, shown: { place: waiting, owner: copy.owner } });
}

function noteCard(note) {
  return element("article", { class: "card note" }, element("div", { class: "card-body" }, note.quote ? element("blockquote", { class: "note-quote" }, note.quote) : null, element("p", { class: "note-text" }, note.text)));
}
