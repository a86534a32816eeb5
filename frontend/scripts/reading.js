/* What the pages of documents add to app.js. Every one of them works without it, with a network. */
import { showKept } from "./away.js";
import { begin, said, watchKeeping, watchNotes, owner } from "./keeping.js";
import { watchReader } from "./reader.js";
import { toast } from "./toasts.js";

async function start() {
  watchReader();
  await showKept();
  await begin();
  watchKeeping();
  const form = document.querySelector("form[data-note][data-document]");
  if (form) await watchNotes(form, { token: form.elements.csrfmiddlewaretoken.value, document: Number(form.dataset.document), version: Number(form.dataset.version), title: form.dataset.title, shown: { place: document.querySelector("[data-waiting-notes]"), owner: owner() } });
}

document.addEventListener("submit", (event) => {
  if (navigator.onLine || !event.target.matches("[data-needs-network]")) return;
  event.preventDefault();
  toast(said("needsNetwork"), "", { late: true });
}, true);
start();
