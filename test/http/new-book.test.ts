/** A book that is begun by serving it: empty, until its first list is sent. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { contracts } from "../cli/typed.js";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "annua-new-book-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("serve --new begins an empty book and says so; the first list comes over HTTP, and stays", async () => {
  const path = join(folder, "new.annua");
  const child = spawn(process.execPath, [main, "serve", "--book", path, "--new", "--port", "0", "--log-level", "error"], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (text) => {
      said += String(text);
      const found = /is served at (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((status) => reject(new Error(`it ended with ${String(status)}`)));
  });
  expect(said).toMatch(/new\.annua is a new, empty book/);
  const snapshot = async () => (await (await fetch(`${url}/api/v1/reports/snapshot?on=2025-06-30`)).json()) as { rows: { arr: string }[]; problems: { code: string }[] };
  expect((await snapshot()).problems.map(({ code }) => code)).toEqual(["book-empty"]);
  const sent = await fetch(`${url}/api/v1/imports?name=contracts.csv`, { method: "POST", headers: { "content-type": "text/csv", prefer: "wait=60" }, body: contracts });
  expect(sent.status).toBe(201);
  expect((await snapshot()).rows[0]!.arr).not.toBe("0.00");
  child.kill("SIGTERM");
  expect([await ended, existsSync(path)]).toEqual([0, true]);
});
