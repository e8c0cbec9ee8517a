// Passkeys: a form with data-passkey="create|get|login" asks the browser for a credential and sends it.

const bytes = (text) => {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
};
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server wrote as text becomes bytes again.
function opened(options) {
  const opened = { ...options, challenge: bytes(options.challenge) };
  if (options.user) opened.user = { ...options.user, id: bytes(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) opened[list] = options[list].map((key) => ({ ...key, id: bytes(key.id) }));
  }
  return opened;
}

// What the browser answers in bytes becomes text.
function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function created(form) {
  const { publicKey } = JSON.parse(form.dataset.options).creation_options;
  const alone = Boolean(form.elements.passwordless && form.elements.passwordless.checked);
  const selection = { ...publicKey.authenticatorSelection, residentKey: alone ? "required" : "discouraged" };
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  return navigator.credentials.create({ publicKey: opened({ ...publicKey, authenticatorSelection: selection }) });
}

async function got(form) {
  let options = form.dataset.options && JSON.parse(form.dataset.options);
  if (!options) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    options = await answer.json();
  }
  return navigator.credentials.get({ publicKey: opened(options.request_options.publicKey) });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const failed = form.querySelector("[data-failed]");
    form.querySelector("[data-ask]").addEventListener("click", async () => {
      failed.hidden = true;
      try {
        const credential = await (form.dataset.passkey === "create" ? created(form) : got(form));
        form.elements.credential.value = JSON.stringify(told(credential));
        form.submit();
      } catch (error) {
        console.warn(error);
        failed.hidden = false;
      }
    });
  }
}
