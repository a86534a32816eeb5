/* A form is sent once: the button says it is working; the errors of an answer get the focus. */
function settle() {
  for (const form of document.querySelectorAll("form[data-sent]")) release(form);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(".is-busy")) {
    button.classList.remove("is-busy");
    button.removeAttribute("aria-disabled");
  }
}

export function watchForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (event.defaultPrevented && !form.matches("[hx-post], [data-hx-post]")) return;
    /* A button that answers with a file leaves the page where it is: it may be pressed again. */
    if (event.submitter?.matches("[data-downloads]")) return;
    form.dataset.sent = "yes";
    const button = event.submitter ?? form.querySelector("[type=submit]");
    button?.classList.add("is-busy");
    button?.setAttribute("aria-disabled", "true");
  });
  /* Back in history shows the page as it was left: with the button still busy. */
  window.addEventListener("pageshow", settle);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });

  /* Filters that apply themselves; the button stays for those without script. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-applies]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });

  /* After an act by keys reading goes on from what is said of it; where the address names a place of this page, from there. */
  const errors = document.querySelector("[data-form-errors]");
  const said = document.querySelector(":target") ? null : document.querySelector("#messages:has(.notice), [data-said]");
  if (errors) errors.focus();
  else if (!document.querySelector("[autofocus]")) said?.focus({ preventScroll: true });
  document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector("[data-form-errors]")?.focus());
}
