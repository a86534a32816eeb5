/* Dialogs: [data-opens="id"] opens one; [data-closes] closes its own; a link with data-panel opens its page in the side
 * panel (without script it is just a link); a form with data-confirm="dialog-id" asks there before it is sent. */
import { element, words } from "./words.js";

function open(dialog) {
  if (!dialog.open) dialog.showModal();
}

function loading() {
  return element("div", { role: "status" },
    element("span", { class: "visually-hidden" }, words("loading")),
    element("span", { class: "skeleton skeleton-60" }), element("span", { class: "skeleton" }),
    element("span", { class: "skeleton" }), element("span", { class: "skeleton skeleton-60" }));
}

export function watchDialogs(htmx) {
  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog) {
        event.preventDefault();
        open(dialog);
      }
      return;
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) {
      closer.closest("dialog")?.close();
      return;
    }
    const link = event.target.closest("a[data-panel]");
    const panel = document.getElementById("panel");
    if (link && panel && plain) {
      event.preventDefault();
      document.getElementById("panel-title").textContent = link.dataset.panel || words("panel");
      document.getElementById("panel-whole").href = link.href;
      const content = document.getElementById("panel-content");
      content.replaceChildren(loading());
      open(panel);
      /* The panel asks, not the link: a link inside the panel has just been cleared away with what stood there. */
      htmx.ajax("GET", link.href, { target: "#panel-content", swap: "innerHTML", source: panel });
      return;
    }
    /* A click on the veil, which is the dialog itself, closes it. */
    if (event.target instanceof HTMLDialogElement && event.target.open) {
      const box = event.target.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside) event.target.close();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = form.dataset.confirm && document.getElementById(form.dataset.confirm);
    if (!dialog || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    const yes = dialog.querySelector("[data-yes]");
    yes.onclick = () => {
      form.dataset.confirmed = "yes";
      dialog.close();
      form.requestSubmit(submitter?.form === form ? submitter : undefined);
    };
    open(dialog);
  }, true);
}
