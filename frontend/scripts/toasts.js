/* Short messages at the corner. They wait while a pointer or the focus is on them; a fault stays until it is closed. */
import { element, icon, words } from "./words.js";

const STAY = 8000;
const STAY_WITH_UNDO = 20000;

function watch(toast) {
  if (toast.dataset.watched) return;
  toast.dataset.watched = "yes";
  toast.querySelector("[data-toast-close]")?.addEventListener("click", () => toast.remove());
  /* Taken back: the toast that offered it has done its work. */
  toast.addEventListener("htmx:afterRequest", () => toast.remove());
  if (toast.classList.contains("is-late")) return;
  let timer;
  const start = () => {
    timer = setTimeout(() => toast.remove(), toast.querySelector("form") ? STAY_WITH_UNDO : STAY);
  };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusout", start);
  start();
}

export function watchToasts(root) {
  if (root.matches?.("[data-toast]")) watch(root);
  for (const toast of root.querySelectorAll("[data-toast]")) watch(toast);
}

export function toast(title, text, { late = false } = {}) {
  const box = document.getElementById("toasts");
  if (!box) return;
  const made = element("div", { class: `toast ${late ? "is-late" : "is-done"}`, "data-toast": true, role: late ? "alert" : "status" },
    icon(late ? "alert-triangle" : "circle-check"),
    element("div", { class: "toast-text" }, element("b", {}, title), text),
    element("button", { class: "btn btn-icon", type: "button", "data-toast-close": true, "aria-label": words("close") }, icon("x")));
  box.append(made);
  watch(made);
}
