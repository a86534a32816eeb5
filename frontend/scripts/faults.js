/* When an answer does not come, or comes as an error, it is said plainly, with a code and what to do. */
import { toast } from "./toasts.js";
import { element, icon, words } from "./words.js";

function showOffline() {
  let band = document.getElementById("offline");
  if (navigator.onLine) {
    band?.remove();
    return;
  }
  if (band) return;
  band = element("div", { id: "offline", class: "offline-band", role: "status" }, icon("wifi-off"), words("offline"));
  document.querySelector(".topbar")?.after(band);
}

const SENTENCES = { 401: "signedOut", 403: "missing", 404: "missing", 409: "changed", 429: "tooOften", 503: "busy" };

export function watchFaults() {
  window.addEventListener("online", showOffline);
  window.addEventListener("offline", showOffline);
  showOffline();

  const bar = document.querySelector(".page-progress");
  document.addEventListener("htmx:beforeRequest", () => bar?.classList.add("is-on"));
  document.addEventListener("htmx:afterRequest", () => bar?.classList.remove("is-on"));

  document.addEventListener("htmx:beforeSwap", (event) => {
    /* 422 is a form with its errors: an answer like any other. */
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    const name = SENTENCES[xhr.status] ?? "serverFault";
    const code = xhr.getResponseHeader("X-Error-Code") ?? String(xhr.status);
    closeEmptyPanel();
    toast(words(name), `${words(`${name}Now`)} ${words("code", { code })}`, { late: true });
  });
  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(kind, () => {
      closeEmptyPanel();
      toast(words("noAnswer"), words("noAnswerNow"), { late: true });
    });
  }
}

function closeEmptyPanel() {
  const panel = document.getElementById("panel");
  if (panel?.open && panel.querySelector(".skeleton")) panel.close();
}
