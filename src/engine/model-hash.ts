/** The hash of all SQL that answers: two answers with one model hash were made by the same arithmetic. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { sqlFile } from "./sql-file.js";

let hash: string | undefined;

export function modelHash(): string {
  if (hash === undefined) {
    const names = readdirSync(new URL("../sql/", import.meta.url), { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
    const sum = createHash("sha256");
    for (const name of names.filter((n) => n.endsWith(".sql") && !n.startsWith("accounts/")).sort()) sum.update(`${name}\n${sqlFile(name.slice(0, -".sql".length))}\n`);
    hash = `sha256:${sum.digest("hex")}`;
  }
  return hash;
}
