/* The pages of documents with a network: keeping them for when there is none, sending what was written meanwhile. */
import { canKeep, dropWaiting, forgetOld, keepCopy, keptCopy, meet, putWaiting, sendNote, sentSince, waitingNotes } from "./kept.js";
import { toast } from "./toasts.js";
import { element, icon } from "./words.js";

const WORKER = "/tai-lieu/ngoai-mang.js";
const ground = () => document.getElementById("reading-words");

/* A sentence of the page (documents/_reading_words.html); `{name}` is filled in. */
export function said(name, values = {}) {
  return (ground()?.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

export const owner = () => ground()?.dataset.owner ?? "";

export async function begin() {
  if (!canKeep() || !navigator.serviceWorker) return;
  await forgetOld();
  navigator.serviceWorker.register(WORKER, { scope: "/tai-lieu/" }).catch(() => {});
  window.addEventListener("online", report);
  await report();
}

async function report() {
  const outcome = await meet();
  if (!outcome) return;
  const form = document.querySelector("form[data-note][data-document]");
  const lacks = form && !form.elements.text.value && (outcome.sent || (await sentSince(owner(), form.dataset.document)));
  if (lacks) return location.reload();
  if (outcome.sent) toast(said("sent", { count: outcome.sent }), "");
  if (outcome.refused) toast(said("notSent", { count: outcome.refused }), said("notSentNow"), { late: true });
  for (const title of outcome.gone) toast(said("gone"), title, { late: true });
  document.dispatchEvent(new CustomEvent("kept:changed"));
}

/* A button with data-keeps="DOCUMENT:VERSION …" fetches them all; beside it stands how far it has come. */
export function watchKeeping() {
  if (!canKeep() || !navigator.serviceWorker) return;
  for (const button of document.querySelectorAll("[data-keeps]")) prepare(button);
}

async function prepare(button) {
  if (!button.dataset.keeps.trim()) return;
  const wanted = button.dataset.keeps.trim().split(/\s+/).map((one) => one.split(":").map(Number));
  const place = button.closest("[data-keeping]");
  const bar = place.querySelector("progress");
  const line = place.querySelector("[data-keeping-said]");
  const missing = [];
  for (const [id, version] of wanted) {
    const copy = await keptCopy(id);
    const noted = button.dataset.notes ?? copy?.noted;
    if (!copy || copy.version !== version || copy.done < copy.pages.length || copy.noted !== noted) missing.push([id, version]);
  }
  place.hidden = false;
  if (!missing.length) return finish(button, line, bar);
  const work = async () => {
    button.disabled = true;
    bar.hidden = false;
    navigator.storage?.persist?.();
    try {
      for (const [at, [id, version]] of missing.entries()) {
        await keepCopy(owner(), id, version, (done, pages) => {
          bar.max = pages;
          bar.value = done;
          line.textContent = said("keeping", { done, pages, document: at + 1, documents: missing.length });
        });
      }
      finish(button, line, bar);
    } catch (problem) {
      button.disabled = false;
      bar.hidden = true;
      line.textContent = said(problem?.name === "QuotaExceededError" ? "full" : "stopped");
    }
  };
  button.addEventListener("click", work);
  /* A document that was opened is kept by itself; a whole pack only when one asks. */
  if ("keepsOpened" in button.dataset) work();
}

function finish(button, line, bar) {
  bar.hidden = true;
  button.hidden = true;
  line.replaceChildren(icon("circle-check", "icon-s"), ` ${said("kept")} `, element("a", { href: "/tai-lieu/ngoai-mang/" }, said("list")));
}

/* A note is sent without leaving the page; where nobody answers it waits on this device, seen beside the others. */
export async function watchNotes(form, { token, document: id, version, title, shown }) {
  if (!canKeep()) return;
  const key = () => crypto.randomUUID();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = form.elements;
    const note = { document: id, version, title, page: Number(fields.page.value), text: fields.text.value.trim(), quote: fields.quote.value.trim(), start: fields.start.value, key: fields.key.value || key() };
    if (!note.text) return;
    const { became, reason, note: number } = token ? await sendNote(note, token) : { became: "away" };
    if (became === "kept") {
      form.reset();
      location.hash = `note-${number}`;
      location.reload();
    } else if (became === "refused") {
      toast(said("refused"), reason, { late: true });
    } else {
      await putWaiting(shown.owner, note);
      form.reset();
      fields.key.value = key();
      fields.start.value = "";
      await showWaiting(shown.place, id, Number(fields.page.value));
    }
  });
  await showWaiting(shown.place, id, Number(form.elements.page.value));
  document.addEventListener("kept:changed", () => showWaiting(shown.place, id, Number(form.elements.page.value)));
}

/* Notes that the server does not have yet: of a page, or all of them. */
export async function showWaiting(place, id = null, page = null) {
  const notes = (await waitingNotes()).filter((one) => id === null || (one.document === Number(id) && one.page === page));
  place.replaceChildren(...notes.map((note) => waitingCard(note, id === null)));
  return notes.length;
}

function waitingCard(note, named) {
  const drop = element("button", { class: "btn btn-small btn-quiet", type: "button" }, said("drop"));
  const card = element("article", { class: "card note", "data-waiting": note.key }, element("div", { class: "card-body" },
    named ? element("b", {}, `${note.title}, ${said("page", { page: note.page })}`) : null,
    note.quote ? element("blockquote", { class: "note-quote" }, note.quote) : null,
    element("p", { class: "note-text" }, note.text),
    element("p", { class: `badge ${note.refused ? "is-late" : "is-soon"}` }, icon(note.refused ? "alert-triangle" : "clock"), said(note.refused ? "cannotSend" : "waits")),
    note.refused && note.reason ? element("p", { class: "small muted" }, note.reason) : null,
    drop));
  drop.addEventListener("click", async () => {
    if (drop.dataset.sure) {
      await dropWaiting(note.key);
      card.remove();
    } else {
      drop.dataset.sure = "yes";
      drop.textContent = said("dropSure");
      drop.classList.add("btn-danger");
    }
  });
  return card;
}
