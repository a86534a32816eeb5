/* Comments on a return: words chosen in a passage are quoted above the field that comments on them. Without script one
 * comments on the passage as a whole. */
export function watchRemarks(root) {
  for (const passage of root.querySelectorAll("[data-remarks]")) {
    const text = passage.querySelector("[data-passage]");
    if (!text || passage.dataset.watched) continue;
    passage.dataset.watched = "yes";
    const take = () => {
      const chosen = chosenIn(text);
      if (chosen) quote(passage, chosen);
    };
    text.addEventListener("pointerup", () => setTimeout(take));
    text.addEventListener("keyup", take);
    document.addEventListener("touchend", () => setTimeout(take, 350), { passive: true });
  }
}

function chosenIn(text) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const lead = words.length - words.trimStart().length;
  return words.trim() ? { words: words.trim(), start: [...before.toString()].length + lead } : null;
}

function quote(passage, chosen) {
  const remarks = [...passage.querySelectorAll("[data-remark]")];
  if (remarks.some((remark) => quoteOf(remark).value === chosen.words && startOf(remark).value === String(chosen.start))) return;
  /* The field in which nothing stands yet takes the quote; where all are used, a new one follows the last. */
  const free = remarks.find((remark) => !remark.querySelector("textarea").value.trim()) ?? further(passage, remarks);
  const shown = free.querySelector("[data-quote]");
  shown.textContent = chosen.words;
  shown.hidden = false;
  quoteOf(free).value = chosen.words;
  startOf(free).value = chosen.start;
  free.querySelector("textarea").focus({ preventScroll: true });
  free.scrollIntoView({ block: "nearest" });
}

function further(passage, remarks) {
  const last = remarks.at(-1);
  const place = passage.dataset.remarks;
  const number = remarks.length;
  const remark = last.cloneNode(true);
  for (const field of remark.querySelectorAll("[name]")) {
    field.name = `${field.name.split("-")[0]}-${place}-${number}`;
    field.value = "";
  }
  const typed = remark.querySelector("textarea");
  typed.id = typed.name;
  remark.querySelector("label").htmlFor = typed.id;
  last.after(remark);
  return remark;
}

const quoteOf = (remark) => remark.querySelector("[name^=quote-]");
const startOf = (remark) => remark.querySelector("[name^=start-]");
