/* Menus are <details class="menu">; on a phone the stages of work slide in from #stages. */
/* Calls back when Tab has led the focus out of an open thing. Listening to focusout would also hear a press of the
 * pointer on the thing's own words, which moves the focus to <main>. */
function onTabOut(selector, left) {
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Tab" && event.target.closest?.(selector);
    if (open) setTimeout(() => open.contains(document.activeElement) || left(open));
  });
}

export function watchMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const stages = document.getElementById("stages");
    if (!stages) return;
    if (event.target.closest("[data-stages-open]")) {
      event.preventDefault();
      stages.classList.add("is-open");
      stages.querySelector("a.stage")?.focus();
    } else if (event.target.closest("[data-stages-close]") || (stages.classList.contains("is-open") && !stages.contains(event.target))) {
      if (event.target.closest("[data-stages-close]")) event.preventDefault();
      stages.classList.remove("is-open");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const stages = document.getElementById("stages");
    if (stages?.classList.contains("is-open")) {
      stages.classList.remove("is-open");
      document.querySelector("[data-stages-open]")?.focus();
    }
  });
  onTabOut("details.menu[open]", (menu) => {
    menu.open = false;
  });
}
