/* A date is typed as 18/3/2026, 18-3, 18.3.26 or picked. The field keeps text dd/mm/yyyy; the day of the week stands
 * beside it, so that a slip is seen at once. */
import { element, icon, words } from "./words.js";

const pad = (part) => String(part).padStart(2, "0");
const written = (day) => `${pad(day.getDate())}/${pad(day.getMonth() + 1)}/${day.getFullYear()}`;
const today = () => {
  const said = document.body.dataset.today;
  return said ? parse(said) ?? new Date() : new Date();
};

export function parse(text, base = new Date()) {
  const parts = /^\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?\s*$/.exec(text);
  if (!parts) return null;
  const year = parts[3] ? Number(parts[3].length === 2 ? `20${parts[3]}` : parts[3]) : base.getFullYear();
  const day = new Date(year, Number(parts[2]) - 1, Number(parts[1]));
  return day.getDate() === Number(parts[1]) && day.getMonth() === Number(parts[2]) - 1 ? day : null;
}

function enhance(input) {
  if (input.dataset.enhanced) return;
  input.dataset.enhanced = "yes";
  const names = words("weekdays").split("|");
  const short = words("weekdaysShort").split("|");
  const line = element("div", { class: "date-line" });
  input.before(line);
  const button = element("button", { type: "button", class: "btn btn-icon", "aria-label": words("pickDate"), "aria-expanded": "false" }, icon("calendar"));
  const said = element("output", { class: "date-day" });
  const pop = element("div", { class: "date-pop", role: "dialog", "aria-label": words("pickDate"), hidden: true });
  line.append(input, button, said, pop);

  const say = () => {
    const day = parse(input.value, today());
    said.textContent = day ? names[(day.getDay() + 6) % 7] : input.value.trim() ? words("notADate") : "";
  };
  const settle = () => {
    const day = parse(input.value, today());
    if (day) input.value = written(day);
    say();
  };
  const choose = (day) => {
    input.value = written(day);
    say();
    shut();
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const shut = () => {
    pop.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const draw = (at, focus) => {
    const chosen = parse(input.value, today());
    const turn = (by) => () => draw(new Date(at.getFullYear(), at.getMonth() + by, 1), false);
    const before = element("button", { type: "button", class: "btn btn-quiet btn-icon", "aria-label": words("monthBefore") }, icon("chevron-left"));
    const after = element("button", { type: "button", class: "btn btn-quiet btn-icon", "aria-label": words("monthAfter") }, icon("chevron-right"));
    before.addEventListener("click", turn(-1));
    after.addEventListener("click", turn(1));
    const head = element("div", { class: "date-pop-head" }, before, element("b", { "aria-live": "polite" }, words("month", { month: at.getMonth() + 1, year: at.getFullYear() })), after);
    const body = element("tbody");
    const first = new Date(at.getFullYear(), at.getMonth(), 1);
    const start = new Date(first.getFullYear(), first.getMonth(), 1 - ((first.getDay() + 6) % 7));
    for (let week = 0; week < 6; week += 1) {
      const row = element("tr");
      for (let place = 0; place < 7; place += 1) {
        const day = new Date(start.getFullYear(), start.getMonth(), start.getDate() + week * 7 + place);
        const classes = [day.getMonth() !== at.getMonth() && "is-other", place > 4 && "is-weekend", written(day) === written(today()) && "is-today"].filter(Boolean).join(" ");
        const pick = element("button", { type: "button", class: classes, tabindex: written(day) === written(at) ? "0" : "-1", "aria-pressed": String(Boolean(chosen) && written(day) === written(chosen)), "aria-label": `${names[place]} ${written(day)}`, "data-day": written(day) }, String(day.getDate()));
        pick.addEventListener("click", () => choose(day));
        row.append(element("td", {}, pick));
      }
      body.append(row);
    }
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...short.map((name) => element("th", { scope: "col" }, name)))), body);
    pop.replaceChildren(head, table);
    if (focus) pop.querySelector("[tabindex='0']")?.focus();
  };

  pop.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      shut();
      button.focus();
      return;
    }
    const at = parse(event.target.dataset?.day ?? "");
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (at && step) {
      event.preventDefault();
      draw(new Date(at.getFullYear(), at.getMonth(), at.getDate() + step), true);
    } else if (at && (event.key === "PageUp" || event.key === "PageDown")) {
      event.preventDefault();
      draw(new Date(at.getFullYear(), at.getMonth() + (event.key === "PageUp" ? -1 : 1), at.getDate()), true);
    }
  });
  button.addEventListener("click", () => {
    if (!pop.hidden) return shut();
    pop.hidden = false;
    button.setAttribute("aria-expanded", "true");
    draw(parse(input.value, today()) ?? today(), true);
  });
  document.addEventListener("pointerdown", (event) => !line.contains(event.target) && shut());
  line.addEventListener("keydown", (event) => {
    if (event.key === "Tab") setTimeout(() => line.contains(document.activeElement) || shut());
  });
  input.addEventListener("input", say);
  input.addEventListener("blur", settle);
  input.addEventListener("draft:restored", say);
  say();
}

export function watchDates(root) {
  for (const input of root.querySelectorAll("input[data-date]")) enhance(input);
}
