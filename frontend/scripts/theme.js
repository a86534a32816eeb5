/* Light, dark or as the machine says. A cookie, so that the server writes it into <html> and no page flashes. */
const YEAR = 60 * 60 * 24 * 365;

function show(choice) {
  if (choice === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

export function watchTheme() {
  show(document.documentElement.dataset.theme ?? "auto");
  for (const row of document.querySelectorAll("[data-needs-script]")) row.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (button) {
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `nghisu_theme=${button.dataset.themeChoice}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
      show(button.dataset.themeChoice);
    }
    if (event.target.closest("[data-prints]")) window.print();
  });
}
