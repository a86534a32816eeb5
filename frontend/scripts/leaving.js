/* What a device keeps of a person goes with the person: at signing out, and when somebody else signs in. */
import { canKeep, forgetAll, forgetOthers, meet, waitingNotes } from "./kept.js";
import { toast } from "./toasts.js";
import { words } from "./words.js";

export function watchLeaving() {
  if (!canKeep()) return;
  const person = document.body.dataset.actor;
  if (person) forgetOthers(person);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-signs-out]")) return;
    event.preventDefault();
    leave(form);
  }, true);
}

/* What waits is sent first; what cannot be sent is lost only when one presses again. */
async function leave(form) {
  let left = 0;
  try {
    if (!form.dataset.warned && (await waitingNotes()).length) {
      await meet();
      left = (await waitingNotes()).length;
    }
    if (!left) await forgetAll();
  } catch {
    /* a browser that refuses to be asked has kept nothing */
  }
  if (left) {
    form.dataset.warned = "yes";
    toast(words("unsent", { count: left }), words("unsentNow"), { late: true });
  } else form.submit();
}
