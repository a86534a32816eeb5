/* What the pages of a document add to app.js. Every one of them works without it. */
import { watchReader } from "./reader.js";

watchReader();
