/* A box [data-drop] around a file field: a file may be dropped anywhere on it. */
export function watchDrops(root) {
  for (const box of root.querySelectorAll("[data-drop]")) {
    const field = box.querySelector("input[type=file]");
    if (!field || box.dataset.watched) continue;
    box.dataset.watched = "yes";
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
