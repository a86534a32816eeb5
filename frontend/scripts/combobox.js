/* A <select data-combobox> becomes a field to type in: "van phong" finds "Văn phòng". The select stays in the form and
 * carries the value, so the server sees the same either way. After the ARIA pattern "combobox with list". */
import { element, fold, words } from "./words.js";

const SHOWN = 60;
let number = 0;

function marked(text, wanted) {
  const at = wanted ? fold(text).indexOf(wanted) : -1;
  /* Folding keeps one letter for one letter of NFC text, so places agree. */
  if (at < 0 || fold(text).length !== text.length) return [text];
  return [text.slice(0, at), element("mark", {}, text.slice(at, at + wanted.length)), text.slice(at + wanted.length)];
}

function enhance(select) {
  if (select.dataset.enhanced) return;
  select.dataset.enhanced = "yes";
  const id = `combobox-${(number += 1)}`;
  const choices = [...select.options].filter((option) => option.value).map((option) => ({ value: option.value, text: option.text.normalize("NFC").trim(), folded: fold(option.text) }));
  const label = select.labels[0];
  const input = element("input", {
    type: "text", class: "input", id: `${id}-input`, role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": id, placeholder: words("typeToFind"),
    "aria-describedby": select.getAttribute("aria-describedby"), "aria-invalid": select.getAttribute("aria-invalid"),
  });
  const list = element("ul", { class: "combobox-list", id, role: "listbox", hidden: true, "aria-label": label?.textContent.trim() });
  const box = element("div", { class: "combobox" }, input, list);
  const said = element("span", { class: "visually-hidden", role: "status" });
  (select.closest(".select-wrap") ?? select).before(box);
  box.append(said);
  (select.closest(".select-wrap") ?? select).hidden = true;
  if (label) label.htmlFor = input.id;
  let active = -1;
  let found = [];

  const chosenText = () => (select.value ? select.selectedOptions[0].text.trim() : "");
  const show = () => {
    input.value = chosenText();
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const point = (at) => {
    active = at;
    [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
    const row = list.children[at];
    if (row) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    }
  };
  const take = (choice) => {
    select.value = choice.value;
    show();
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const find = (wanted) => {
    const parts = wanted.split(" ").filter(Boolean);
    found = choices.filter((choice) => parts.every((part) => choice.folded.includes(part)));
    found.sort((one, other) => Number(other.folded.startsWith(wanted)) - Number(one.folded.startsWith(wanted)));
    found = found.slice(0, SHOWN);
    list.replaceChildren(...found.map((choice, at) => {
      const row = element("li", { class: "combobox-option", role: "option", id: `${id}-${at}`, "aria-selected": "false" }, element("span", {}, ...marked(choice.text, wanted)));
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => take(choice));
      return row;
    }));
    if (!found.length) list.append(element("li", { class: "combobox-none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, words("nothingFound")));
    said.textContent = words("found", { count: found.length });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    active = -1;
  };

  input.addEventListener("input", () => {
    find(fold(input.value));
    if (found.length) point(0);
  });
  input.addEventListener("click", () => list.hidden && find(""));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) find("");
      if (found.length) point((active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (found[active]) take(found[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      show();
      close();
    }
  });
  input.addEventListener("blur", () => {
    if (!fold(input.value)) {
      if (select.value) {
        select.value = "";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
    } else show();
    close();
  });
  select.addEventListener("draft:restored", show);
  select.form?.addEventListener("reset", () => setTimeout(show));
  show();
}

export function watchComboboxes(root) {
  for (const select of root.querySelectorAll("select[data-combobox]")) enhance(select);
}
