/* Keys for those who live in it: "/" search, "?" the list of keys, g and a letter to go somewhere. They can be switched
 * off in that list (a single letter must not surprise those who dictate). Letters come from data-key on the stages. */
import { keep, recall } from "./store.js";

const WAIT = 1500;

function typing(target) {
  return target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select");
}

export function watchKeys() {
  const choice = document.querySelector("[data-keys-on]");
  let on = recall("keys") !== false;
  if (choice) {
    choice.checked = on;
    choice.addEventListener("change", () => {
      on = choice.checked;
      keep("keys", on);
    });
  }
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      const search = document.getElementById("search");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === "?") {
      event.preventDefault();
      document.getElementById("keys")?.showModal();
    } else if (going > Date.now()) {
      going = 0;
      const link = document.querySelector(`a[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
    } else if (event.key === "g") {
      going = Date.now() + WAIT;
    }
  });
}
