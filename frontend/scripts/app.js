/* What the browser does beyond links and forms. Every page works without it. */
import htmx from "htmx.org";
import { watchDialogs } from "./dialogs.js";
import { watchComboboxes } from "./combobox.js";
import { watchDates } from "./dates.js";
import { watchDrops } from "./drop.js";
import { watchDrafts } from "./drafts.js";
import { watchFaults } from "./faults.js";
import { watchForms } from "./forms.js";
import { watchKeys } from "./keys.js";
import { watchMarks } from "./marks.js";
import { watchMenus } from "./menus.js";
import { watchPasskeys } from "./passkeys.js";
import { watchLeaving } from "./leaving.js";
import { watchMoving } from "./moving.js";
import { watchRemarks } from "./remarks.js";
import { watchTables } from "./tables.js";
import { watchTabs } from "./tabs.js";
import { watchTheme } from "./theme.js";
import { watchToasts } from "./toasts.js";

window.htmx = htmx;

/* Each is given the part of the page that is new: the document now, what HTMX brings later. */
const enhancers = [watchComboboxes, watchDates, watchDrafts, watchDrops, watchMarks, watchPasskeys, watchRemarks, watchTables, watchTabs, watchToasts];

function enhance(root) {
  for (const enhancer of enhancers) enhancer(root);
}

watchTheme();
watchMenus();
watchDialogs(htmx);
watchLeaving();
watchForms();
watchFaults();
watchKeys();
watchMoving(htmx);
enhance(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) enhance(event.target);
});
