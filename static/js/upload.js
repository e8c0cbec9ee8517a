// Sends files while one writes on, and goes on where a broken line, a reload or a restart of the server stopped it.
// Hooks: [data-upload] with its words in data-say-…; the tus client (data-client) is loaded with the first file.
// Tells the page by events that bubble: upload:opened, upload:ready, upload:refused, each with what the server said.

const CHUNK = 2 * 1024 * 1024;
const AT_ONCE = 3;
const DELAYS = [0, 1000, 2000, 5000, 10000, 20000, 30000, 60000];
const ASK = [500, 1000, 1500, 2000, 3000, 5000];
const ASK_FOR = 15 * 60 * 1000;

let client;
const tus = (address) =>
  (client ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.tus);
    script.onerror = () => ((client = undefined), script.remove(), failed(new Error("client")));
    document.head.append(script);
  }));

const wait = (time) => new Promise((done) => setTimeout(done, time));
const say = (row, words) => {
  const place = row.querySelector("[data-say]");
  if (place.textContent !== words) place.textContent = words;
};

class Field {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.input = root.querySelector("input[type=file]");
    this.list = root.querySelector("[data-upload-list]");
    this.form = root.closest("form");
    this.queue = [];
    this.running = new Set();
    this.stuck = new Set();
    // The bytes travel on their own from here on; the form carries ids.
    this.input.removeAttribute("name");
    this.input.required = false;
    this.listen();
    for (const row of this.list.querySelectorAll("[data-asking]")) this.ask(row, row.dataset.file);
  }

  listen() {
    const zone = this.root.querySelector("[data-upload-zone]");
    this.root.querySelector("[data-upload-hint]").hidden = false;
    this.input.addEventListener("change", () => {
      this.take(this.input.files);
      this.input.value = "";
    });
    zone.addEventListener("dragover", () => zone.classList.add("over"));
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      zone.classList.remove("over");
      this.take(event.dataTransfer.files);
    });
    addEventListener("online", () => {
      const waiting = [...this.stuck];
      this.stuck.clear();
      for (const entry of waiting) this.start(entry);
    });
    addEventListener("beforeunload", (event) => {
      if (this.running.size && !this.words.tell) event.preventDefault();
    });
  }

  token() {
    return this.form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  take(files) {
    for (const file of files) {
      const row = this.row(file);
      const most = Number(this.words.largest);
      if (file.size === 0) this.refuse({ row }, this.words.sayEmpty);
      else if (file.size > most) this.refuse({ row }, this.words.sayLarge);
      else this.queue.push(this.entry(file, row));
    }
    this.next();
  }

  row(file) {
    const row = this.root.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-size]").textContent = size(file.size);
    row.querySelector("progress").setAttribute("aria-label", file.name);
    say(row, this.words.sayWaiting);
    this.list.append(row);
    return row;
  }

  entry(file, row) {
    const entry = { file, row, progress: row.querySelector("progress") };
    row.querySelector("[data-cancel]").addEventListener("click", () => this.cancel(entry));
    row.querySelector("[data-again]").addEventListener("click", () => this.start(entry));
    return entry;
  }

  next() {
    while (this.running.size < AT_ONCE && this.queue.length) this.start(this.queue.shift());
  }

  async start(entry) {
    this.running.add(entry);
    entry.row.querySelector("[data-again]").hidden = true;
    // One begins after the other, so that files keep the order in which they were given.
    const before = this.line;
    this.line = new Promise((open) => (entry.isOpen = open));
    try {
      const { Upload } = await tus(this.words.client);
      entry.upload ??= this.prepare(entry, Upload);
      if (!entry.upload.url) {
        const [known] = await entry.upload.findPreviousUploads();
        if (known) entry.upload.resumeFromPreviousUpload(known);
        entry.resumed = Boolean(known);
      }
      await before;
      if (entry.cancelled) return entry.isOpen();
      if (entry.upload.url) entry.isOpen();
      say(entry.row, entry.resumed ? this.words.sayResumed : this.words.saySending);
      entry.upload.start();
    } catch {
      this.stop(entry);
    }
  }

  prepare(entry, Upload) {
    return new Upload(entry.file, {
      endpoint: this.words.endpoint,
      chunkSize: CHUNK,
      retryDelays: DELAYS,
      removeFingerprintOnSuccess: true,
      metadata: { filename: entry.file.name, filetype: entry.file.type },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", this.token()),
      onUploadUrlAvailable: () => this.opened(entry),
      onProgress: (sent, whole) => {
        const part = Math.floor((100 * sent) / whole);
        entry.progress.value = part;
        entry.progress.textContent = entry.row.querySelector("[data-part]").textContent = `${part}%`;
        if (entry.broken) {
          entry.broken = false;
          say(entry.row, this.words.sayResumed);
        }
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const worth = status < 400 || status >= 500 || status === 409 || status === 423 || status === 460;
        if (worth && !navigator.onLine) return false;
        if (worth) {
          entry.broken = true;
          say(entry.row, this.words.sayOffline);
        }
        return worth;
      },
      onError: (error) => this.stop(entry, error),
      onSuccess: () => this.sent(entry),
    });
  }

  async opened(entry) {
    entry.isOpen();
    const id = entry.upload.url.split("/").pop();
    if (entry.id === id) return;
    entry.id = id;
    entry.row.dataset.file = id;
    for (const old of this.list.querySelectorAll(`[data-file="${CSS.escape(id)}"]`)) if (old !== entry.row) old.remove();
    entry.hidden ??= entry.row.appendChild(document.createElement("input"));
    Object.assign(entry.hidden, { type: "hidden", name: this.words.name, value: id });
    this.tell("upload:opened", { id, name: entry.file.name });
    if (!this.words.tell) return;
    // One after the other: the first makes the draft, the others join it.
    this.told = (this.told ?? Promise.resolve()).then(() => this.tellServer(id)).catch(() => {});
  }

  async tellServer(id) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.token());
    body.append(this.words.name, id);
    const answer = await fetch(this.draft ?? this.words.tell, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
    const { address } = await answer.json();
    if (!address) return;
    this.draft = address;
    this.form.action = address;
    history.replaceState(null, "", address);
  }

  sent(entry) {
    entry.progress.hidden = true;
    entry.row.querySelector("[data-part]").textContent = "";
    entry.row.querySelector("[data-cancel]").hidden = true;
    this.running.delete(entry);
    this.next();
    this.ask(entry.row, entry.id);
  }

  async ask(row, id) {
    say(row, this.words.sayChecking);
    const since = Date.now();
    for (let n = 0; Date.now() - since < ASK_FOR; n += 1) {
      await wait(ASK[Math.min(n, ASK.length - 1)]);
      let file;
      try {
        const answer = await fetch(this.words.endpoint + id, { headers: { Accept: "application/json" } });
        if (answer.status === 404) return;
        file = await answer.json();
      } catch {
        continue;
      }
      if (file.state === "checking" || file.state === "receiving") continue;
      this.settled(row, file);
      return;
    }
    say(row, this.words.sayLate);
  }

  settled(row, file) {
    const good = file.state === "ready";
    this.mark(row, good);
    row.querySelector("[data-name]")?.replaceChildren(file.name);
    say(row, [good ? this.words.sayReady : "", file.title, file.sentence].filter(Boolean).join(" "));
    const twin = row.querySelector("[data-twin]");
    if (twin && file.duplicate) {
      twin.hidden = false;
      twin.href = file.duplicate.address;
      twin.textContent = `${this.words.sayTwin} ${file.duplicate.title}`;
    }
    this.tell(good ? "upload:ready" : "upload:refused", file);
  }

  mark(row, good) {
    row.classList.toggle("wrong", !good);
    const sign = row.querySelector("[data-sign]");
    if (!sign) return;
    sign.className = good ? "st ok" : "st wrong";
    sign.replaceChildren(this.root.querySelector(good ? "[data-upload-ok]" : "[data-upload-wrong]").content.cloneNode(true));
  }

  stop(entry, error) {
    this.running.delete(entry);
    entry.isOpen();
    if (entry.cancelled) return;
    const status = error?.originalResponse?.getStatus() ?? 0;
    const words = error?.originalResponse?.getBody();
    const plain = error?.originalResponse?.getHeader("Content-Type")?.startsWith("text/plain");
    if (status >= 400 && status < 500 && status !== 409 && status !== 460) {
      this.refuse(entry, (plain && words) || this.words.sayFailed);
    } else {
      entry.broken = true;
      this.stuck.add(entry);
      say(entry.row, (status && plain && words) || (navigator.onLine ? this.words.sayFailed : this.words.sayOffline));
      entry.row.querySelector("[data-again]").hidden = !navigator.onLine;
    }
    this.next();
  }

  refuse(entry, words) {
    this.mark(entry.row, false);
    entry.row.querySelector("[data-part]").textContent = "";
    entry.row.querySelector("progress").hidden = true;
    entry.row.querySelector("[data-cancel]").hidden = true;
    entry.hidden?.remove();
    say(entry.row, words);
    this.tell("upload:refused", { id: entry.id, sentence: words });
    entry.upload?.abort(true).catch(() => {});
  }

  async cancel(entry) {
    entry.cancelled = true;
    entry.isOpen?.();
    this.queue = this.queue.filter((other) => other !== entry);
    this.running.delete(entry);
    this.stuck.delete(entry);
    entry.row.remove();
    this.input.focus();
    this.next();
    await entry.upload?.abort(true).catch(() => {});
  }

  tell(name, detail) {
    this.root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1024, "kilobyte"] : [bytes / 1048576, "megabyte"];
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang || undefined, options).format(value);
}

const roots = document.querySelectorAll("[data-upload]");
for (const root of roots) new Field(root);
if (roots.length) {
  // A file that misses the area must not replace the page.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
}
