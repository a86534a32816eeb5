/* Answers for the network on the pages of documents, where there is none. It keeps the parts of one page that shows what the
 * device has (documents/kept.html); the documents themselves are kept by kept.js. SHELL comes from the server. */
import { keptCopy, meet } from "./kept.js";

const NAME = `shell:${SHELL.digest}`;
const PATIENCE = 8_000;
const PICTURE = /^\/tai-lieu\/\d+\/anh\/\d+\/\d+\/$/;
const OF_DOCUMENT = /^\/tai-lieu\/(\d+)\//;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((shell) => shell.addAll([SHELL.page, ...SHELL.parts])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("shell:") && name !== NAME) await caches.delete(name);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (PICTURE.test(url.pathname)) event.respondWith(keptFirst(request));
  else if (SHELL.parts.includes(url.pathname)) event.respondWith(keptFirst(request));
});

/* A picture of a version never changes, and a part has its content in its name. */
async function keptFirst(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function page(event, url) {
  const [, document] = OF_DOCUMENT.exec(url.pathname) ?? [];
  const copy = document ? await keptCopy(document) : null;
  try {
    const answer = await (copy ? soon(fetch(event.request)) : fetch(event.request));
    if (answer.status === 404 && copy) event.waitUntil(meet());
    return answer;
  } catch {
    return (await caches.match(SHELL.page, { ignoreVary: true })) ?? Response.error();
  }
}

/* In a full hall the network may be there and not answer: what is kept is shown then. */
function soon(answer) {
  return Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE))]);
}
