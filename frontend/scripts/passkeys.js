/* Passkeys: the page asks the device, and sends its answer as a form. What has no answer here has a password beside it. */

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const descriptors = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function make(options) {
  const made = await navigator.credentials.create({
    publicKey: { ...options, challenge: toBytes(options.challenge), user: { ...options.user, id: toBytes(options.user.id) }, excludeCredentials: descriptors(options.excludeCredentials) },
  });
  return {
    ...named(made),
    response: { attestationObject: toText(made.response.attestationObject), clientDataJSON: toText(made.response.clientDataJSON), transports: made.response.getTransports?.() ?? [] },
  };
}

async function show(options) {
  const shown = await navigator.credentials.get({
    publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: descriptors(options.allowCredentials) },
  });
  const { authenticatorData, clientDataJSON, signature, userHandle } = shown.response;
  return {
    ...named(shown),
    response: { authenticatorData: toText(authenticatorData), clientDataJSON: toText(clientDataJSON), signature: toText(signature), userHandle: userHandle ? toText(userHandle) : null },
  };
}

const named = (key) => ({ id: key.id, rawId: toText(key.rawId), type: key.type, authenticatorAttachment: key.authenticatorAttachment, clientExtensionResults: {} });

async function asked(form) {
  const answer = await fetch(form.dataset.passkeyAsk, { method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return show(await answer.json());
}

function watch(form, ask) {
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.disabled = true;
    said.textContent = said.dataset.waiting;
    try {
      form.elements.answer.value = JSON.stringify(await ask());
      HTMLFormElement.prototype.submit.call(form);
    } catch {
      said.textContent = said.dataset.refused;
      button.disabled = false;
    }
  }, true);
}

export function watchPasskeys(root) {
  if (!window.isSecureContext || !window.PublicKeyCredential) return;
  for (const form of root.querySelectorAll("form[data-passkey-ask]")) watch(form, () => asked(form));
  for (const form of root.querySelectorAll("form[data-passkey-make]")) {
    watch(form, () => make(JSON.parse(document.getElementById(form.dataset.passkeyMake).textContent)));
    const missing = document.querySelector("[data-passkey-missing]");
    if (missing) missing.hidden = true;
  }
}
