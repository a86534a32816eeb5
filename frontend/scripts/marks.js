/* Buttons above a text that bears light marks: bold, italic, numbered points, a table. The marks are typed without them, too. */
const SIGNS = { bold: "**", italic: "*" };

function insert(area, since, until, text, selectFrom, selectTo) {
  area.focus();
  area.setRangeText(text, since, until, "end");
  area.setSelectionRange(selectFrom, selectTo);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/* Around what is selected; pressed again, the sign goes. */
function surround(area, sign) {
  const { selectionStart: since, selectionEnd: until, value } = area;
  const chosen = value.slice(since, until);
  const size = sign.length;
  if (value.slice(since - size, since) === sign && value.slice(until, until + size) === sign) {
    insert(area, since - size, until + size, chosen, since - size, until - size);
  } else {
    insert(area, since, until, sign + chosen + sign, since + size, until + size);
  }
}

/* The lines that are selected, or the one of the cursor. */
function linesOf(area) {
  const { selectionStart, selectionEnd, value } = area;
  const since = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  return [since, end < 0 ? value.length : end];
}

function number(area) {
  const [since, until] = linesOf(area);
  const lines = area.value.slice(since, until).split("\n");
  const text = lines.map((line, place) => `${place + 1}. ${line.replace(/^\s*(\d+[.)]|-)\s*/, "")}`).join("\n");
  insert(area, since, until, text, since, since + text.length);
}

function table(area, head) {
  const [, until] = linesOf(area);
  const row = head.replace(/[^|]+/g, "  ");
  const before = area.value.slice(0, until).trim() ? "\n" : "";
  const text = `${before}${head}\n${row}\n${row}`;
  const first = until + before.length + head.length + 3;
  insert(area, until, until, text, first, first);
}

function act(area, button) {
  const mark = button.dataset.mark;
  if (SIGNS[mark]) surround(area, SIGNS[mark]);
  else if (mark === "number") number(area);
  else table(area, button.dataset.row);
}

export function watchMarks(root) {
  const bar = document.getElementById("marks-bar");
  if (!bar) return;
  for (const area of root.querySelectorAll("textarea[data-marks]:not([data-marks-on])")) {
    area.dataset.marksOn = "";
    const tools = bar.content.firstElementChild.cloneNode(true);
    tools.setAttribute("aria-controls", area.id);
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (button) act(area, button);
    });
    area.before(tools);
    area.addEventListener("keydown", (event) => {
      const mark = { b: "bold", i: "italic" }[event.key.toLowerCase()];
      if (mark && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        surround(area, SIGNS[mark]);
      }
    });
  }
}
