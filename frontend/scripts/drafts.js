/* Nothing typed is lost: a form with data-draft="name" keeps what is typed in this browser until the server has it.
 * Kept per person; passwords, files and hidden fields are not kept; signing out forgets all of that person. */
import { element, icon, words } from "./words.js";
import { forget, keep, keysUnder, recall } from "./store.js";

const PAUSE = 400;
const mine = () => `draft:${document.body.dataset.actor ?? ""}:`;
const keyOf = (form) => `${mine()}${location.pathname}:${form.dataset.draft}`;

function fields(form) {
  return [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "password" && field.type !== "file" && field.type !== "submit" && !field.closest("[data-no-draft]"));
}

function read(form) {
  const values = {};
  for (const field of fields(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) (values[field.name] ??= []).push(field.value);
      else values[field.name] ??= [];
    } else if (field.multiple) values[field.name] = [...field.selectedOptions].map((option) => option.value);
    else (values[field.name] ??= []).push(field.value);
  }
  return values;
}

function write(form, values) {
  const seen = {};
  for (const field of fields(form)) {
    const kept = values[field.name];
    if (!kept) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = kept.includes(option.value);
    else {
      const at = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      if (kept[at] !== undefined) field.value = kept[at];
    }
    field.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }
}

/* Once the answer to a sent form is a page without errors, its draft has done its work. */
function clearSent() {
  const failed = document.querySelector("[data-form-errors], [data-error-page]");
  for (const key of keysUnder(mine())) {
    const draft = recall(key);
    if (!draft?.sent) continue;
    if (failed) keep(key, { ...draft, sent: false });
    else forget(key);
  }
}

let cleared = false;

function watch(form) {
  if (form.dataset.draftWatched) return;
  form.dataset.draftWatched = "yes";
  const key = keyOf(form);
  const initial = JSON.stringify(read(form));
  const draft = recall(key);
  const answered = form.querySelector("[data-form-errors]");

  if (draft && !answered && JSON.stringify(draft.values) !== initial) {
    write(form, draft.values);
    const back = element("button", { type: "button", class: "link-button" }, words("draftDrop"));
    const note = element("div", { class: "notice is-soon draft-note", role: "status" }, icon("device-floppy"),
      element("div", { class: "notice-body" }, words("draftKept", { at: draft.at }), " ", back));
    back.addEventListener("click", () => {
      write(form, JSON.parse(initial));
      forget(key);
      note.remove();
    });
    form.prepend(note);
  }

  let timer;
  const save = () => {
    const at = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const said = form.querySelector("[data-draft-said]");
    if (keep(key, { values: read(form), at, sent: false }) && said) said.textContent = words("draftSaved", { at });
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("change", save);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(key, { ...(recall(key) ?? { values: read(form), at: "" }), sent: true });
  });
  form.addEventListener("reset", () => forget(key));
}

export function watchDrafts(root) {
  if (!cleared) {
    cleared = true;
    clearSent();
    document.addEventListener("submit", (event) => {
      if (event.target.matches("[data-signs-out]")) for (const key of keysUnder(mine())) forget(key);
    });
    document.addEventListener("htmx:afterRequest", (event) => {
      const form = event.target.closest?.("form[data-draft]");
      if (form && event.detail.successful) forget(keyOf(form));
    });
  }
  for (const form of root.querySelectorAll("form[data-draft]")) watch(form);
}
