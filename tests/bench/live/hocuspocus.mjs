// Hocuspocus as its own pages set it up: everything in memory, and a file per text when KEEP names a folder.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";

const folder = process.env.KEEP;
if (folder) mkdirSync(folder, { recursive: true });
const path = (name) => `${folder}/${encodeURIComponent(name)}.bin`;
const keep = new Database({
  fetch: async ({ documentName }) => (existsSync(path(documentName)) ? readFileSync(path(documentName)) : null),
  store: async ({ documentName, state }) => writeFileSync(path(documentName), state),
});
new Server({ port: Number(process.argv[2]), address: "127.0.0.1", quiet: true, extensions: folder ? [keep] : [] }).listen();
