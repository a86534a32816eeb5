/* A box [data-drop] around a file field: a file may be dropped anywhere on it. */
export function watchDrops(root) {
  for (const box of root.querySelectorAll("[data-drop]")) {
    const field = box.querySelector("input[type=file]");
    if (!field || box.dataset.watched) continue;
    box.dataset.watched = "yes";
    /* The browser's own button speaks the browser's language; ours speaks the page's. */
    const choice = box.querySelector("[data-drop-choice]");
    if (choice) {
      choice.hidden = false;
      field.classList.add("visually-hidden");
      const name = choice.querySelector("[data-drop-name]");
      const none = name.textContent;
      field.addEventListener("change", () => {
        name.textContent = field.files[0]?.name ?? none;
      });
    }
    const over = (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    };
    const away = () => box.classList.remove("is-over");
    box.addEventListener("dragenter", over);
    box.addEventListener("dragover", over);
    box.addEventListener("dragleave", (event) => box.contains(event.relatedTarget) || away());
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      away();
      if (!event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  }
}
