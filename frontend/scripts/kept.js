/* Documents that this browser keeps to be read without a network. Each person has a cache in each committee, and nothing is
 * kept anywhere else; so forgetting is deleting the cache. In it, under addresses of our own:
 *   /tai-lieu/ID/giu/            the document: lines of its pages, own notes, how many of its pictures have come
 *   /tai-lieu/ID/anh/VERSION/N/  the picture of a page
 *   /tai-lieu/cho-gui/KEY        a note written without a network, until the server has it
 *   /tai-lieu/da-gui/ID          when a note of a document was last sent from here
 *   /tai-lieu/giu/               when this device last heard from the server */
const PREFIX = "kept:";
const MET = "/tai-lieu/giu/";
const WAITING = "/tai-lieu/cho-gui/";
const SENT = "/tai-lieu/da-gui/";
const DAYS = 14;
const AT_ONCE = 3;

export const canKeep = () => isSecureContext && "caches" in self;
const entryOf = (document) => `/tai-lieu/${document}/giu/`;
const pictureOf = (copy, number) => `/tai-lieu/${copy.document}/anh/${copy.version}/${number}/`;
export const pictures = (copy) => copy.pages.map((page) => pictureOf(copy, page.number));

async function names() {
  return canKeep() ? (await caches.keys()).filter((name) => name.startsWith(PREFIX)) : [];
}

async function read(store, path) {
  const found = await store.match(path);
  return found ? found.json() : null;
}

const write = (store, path, value) => store.put(path, new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } }));
const paths = async (store) => (await store.keys()).map((request) => new URL(request.url).pathname);

async function all(pattern) {
  const found = [];
  for (const name of await names()) {
    const store = await caches.open(name);
    for (const path of await paths(store)) if (pattern.test(path)) found.push({ ...(await read(store, path)), owner: name.slice(PREFIX.length) });
  }
  return found;
}

export const keptCopies = () => all(/^\/tai-lieu\/\d+\/giu\/$/);
export const waitingNotes = () => all(/^\/tai-lieu\/cho-gui\//);

export async function keptCopy(document) {
  return (await keptCopies()).find((copy) => copy.document === Number(document)) ?? null;
}

/* Fetches a version page by page; goes on where it was stopped. Raises where the server or the disk refuses. */
export async function keepCopy(owner, document, version, said = () => {}) {
  const store = await caches.open(PREFIX + owner);
  const answer = await fetch(`/tai-lieu/${document}/giu/${version}/`, { redirect: "manual" });
  if (!answer.ok) throw new Error(String(answer.status));
  const copy = await answer.json();
  const before = await read(store, entryOf(document));
  if (before && before.version !== copy.version) for (const path of pictures(before)) await store.delete(path);
  const wanted = pictures(copy);
  const there = new Set(await paths(store));
  const missing = wanted.filter((path) => !there.has(path));
  copy.done = wanted.length - missing.length;
  await write(store, entryOf(document), copy);
  if (!(await store.match(MET))) await write(store, MET, { at: Date.now() });
  said(copy.done, wanted.length);
  while (missing.length) {
    await Promise.all(missing.splice(0, AT_ONCE).map((path) => store.add(path)));
    copy.done = wanted.length - missing.length;
    said(copy.done, wanted.length);
  }
  await write(store, entryOf(document), copy);
  return copy;
}

export async function dropCopy(document) {
  for (const name of await names()) {
    const store = await caches.open(name);
    for (const path of await paths(store)) if (path.startsWith(`/tai-lieu/${document}/`)) await store.delete(path);
  }
}

export async function putWaiting(owner, note) {
  const store = await caches.open(PREFIX + owner);
  await write(store, WAITING + note.key, note);
}

export async function dropWaiting(key) {
  for (const name of await names()) await (await caches.open(name)).delete(WAITING + key);
}

/* Of anybody but this person nothing stays. */
export async function forgetOthers(person) {
  for (const name of await names()) if (!name.startsWith(`${PREFIX}${person}:`)) await caches.delete(name);
}

export async function forgetAll() {
  for (const name of await names()) await caches.delete(name);
}

/* A device that has not heard from the server for two weeks keeps nothing any more: perhaps its reader may no longer read. */
export async function forgetOld() {
  for (const name of await names()) {
    const met = await read(await caches.open(name), MET);
    if (met && Date.now() - met.at > DAYS * 86_400_000) await caches.delete(name);
  }
}

/* Sends a note. The answer says what became of it: "kept", "refused" with the reason, "away" where nobody answered. */
export async function sendNote(note, token) {
  const body = new URLSearchParams({ page: note.page, text: note.text, quote: note.quote ?? "", start: note.start ?? "", key: note.key });
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  try {
    const answer = await fetch(`/tai-lieu/${note.document}/ghi-chu/${note.version}/`, { method: "POST", body, headers, redirect: "manual" });
    if (answer.ok) return { became: "kept", note: (await answer.json()).note };
    if (answer.status === 422) return { became: "refused", reason: (await answer.json()).refused };
    return { became: answer.status === 404 ? "refused" : "away", reason: "" };
  } catch {
    return { became: "away", reason: "" };
  }
}

/* Whether a note of a document was sent after this page was asked for: by the page before it, so this one lacks it. */
export async function sentSince(owner, document) {
  if (!(await caches.has(PREFIX + owner))) return false;
  const sent = await read(await caches.open(PREFIX + owner), SENT + document);
  return Boolean(sent) && sent.at >= performance.timeOrigin;
}

/* Being back: what waits is sent, what may no longer be read is forgotten, what is newer is marked. Returns null while
 * nobody answers or nobody is signed in, else what was sent, and which documents had to go. */
export async function meet() {
  const copies = await keptCopies();
  const notes = await waitingNotes();
  if (!copies.length && !notes.length) return { sent: 0, refused: 0, gone: [] };
  let said;
  try {
    const asked = new URLSearchParams(copies.map((copy) => ["d", copy.document]));
    const answer = await fetch(`/tai-lieu/giu/?${asked}`, { redirect: "manual" });
    if (!answer.ok) return null;
    said = await answer.json();
  } catch {
    return null;
  }
  await forgetOthers(said.owner.split(":")[0]);
  const store = await caches.open(PREFIX + said.owner);
  const outcome = { sent: 0, refused: 0, gone: [] };
  for (const note of notes.filter((one) => one.owner === said.owner && !one.refused)) {
    const { became, reason } = await sendNote(note, said.token);
    if (became === "kept") {
      await write(store, SENT + note.document, { at: Date.now() });
      await dropWaiting(note.key);
      outcome.sent += 1;
    } else if (became === "refused") {
      await write(store, WAITING + note.key, { ...note, refused: true, reason });
      outcome.refused += 1;
    }
  }
  for (const copy of copies.filter((one) => one.owner === said.owner)) {
    const number = said.documents[copy.document];
    if (number === undefined) {
      await dropCopy(copy.document);
      outcome.gone.push(copy.title);
    } else if (number !== copy.version && number !== copy.newer) {
      await write(store, entryOf(copy.document), { ...copy, newer: number });
    }
  }
  await write(store, MET, { at: Date.now() });
  return outcome;
}
