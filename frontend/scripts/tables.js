/* Chosen columns of a table are kept in this browser: a form [data-columns-of="table-id"] with one checkbox a column,
 * whose value is the data-column of the heading. */
import { keep, recall } from "./store.js";

function apply(table, hidden) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, at) => {
    const away = hidden.includes(heading.dataset.column);
    heading.hidden = away;
    for (const body of table.tBodies) for (const row of body.rows) if (row.cells[at] && row.cells.length === headings.length) row.cells[at].hidden = away;
  });
}

export function watchTables(root) {
  for (const chooser of root.querySelectorAll("[data-columns-of]")) {
    const table = document.getElementById(chooser.dataset.columnsOf);
    if (!table) continue;
    const key = `columns:${table.id}`;
    const boxes = [...chooser.querySelectorAll("input[type=checkbox]")];
    const hidden = recall(key) ?? [];
    for (const box of boxes) box.checked = !hidden.includes(box.value);
    apply(table, hidden);
    chooser.addEventListener("change", () => {
      const away = boxes.filter((box) => !box.checked).map((box) => box.value);
      keep(key, away);
      apply(table, away);
    });
  }
  /* Rows that "Xem thêm" brought in keep the chosen columns. */
  const table = root.closest?.("table[id]");
  if (table?.tHead) apply(table, recall(`columns:${table.id}`) ?? []);
}
