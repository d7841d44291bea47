/** What only a person can say is asked at a terminal: the program itself in a terminal of its own, as `script` gives it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const program = join(import.meta.dirname, "..", "dist", "cli", "main.js");
const [down, enter, stop] = ["\u001b[B", "\r", "\u0003"];
const folder = mkdtempSync(join(tmpdir(), "annua-asked-"));

beforeAll(() =>
  writeFileSync(join(folder, "deals.csv"), "Account,Plan,Start Date,End Date,Value\nAcme,Core,03/04/2025,02/04/2027,1000\nBolt,Core,05/06/2025,04/06/2027,2000\n"),
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Waits for each text in turn, then types what answers it; all that the terminal showed, and the status. */
async function atTerminal(words: readonly string[], answers: readonly (readonly [text: string, keys: string])[]): Promise<{ shown: string; status: number | null }> {
  const command = [process.execPath, program, ...words].map((word) => `'${word}'`).join(" ");
  // for a terminal of 200 columns, so that no line is broken where a test looks
  const child = spawn("script", ["-qfec", `stty cols 200; ${command}`, "/dev/null"], { cwd: folder, env: { ...process.env, TERM: "xterm", LANG: "C.UTF-8" } });
  const left = [...answers];
  let shown = "";
  let seen = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += stripVTControlCharacters(text);
    const next = left[0];
    if (next === undefined || shown.indexOf(next[0], seen) < 0) return;
    seen = shown.length;
    left.shift();
    child.stdin.write(next[1]);
  });
  const status = await new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  expect(left, shown).toEqual([]);
  return { shown, status };
}

describe("what only a person can say of a file", () => {
  test("is asked one thing after the other, and the next commands say what was answered", async () => {
    const { shown, status } = await atTerminal(["deals.csv"], [["Nothing says what Value is the price of", down + enter], ["says whether the day or the month comes first", enter]]);
    expect(shown).toContain("ARR at the close of");
    expect(shown).toContain("36,000.00");
    expect(shown).toContain("annua waterfall deals.csv --const amount_per=month --date-order dmy -Q --ratios");
    expect(status).toBe(0);
  });

  test("is refused with the flags to give where nobody wants to answer", async () => {
    const { shown, status } = await atTerminal(["deals.csv"], [["Nothing says what Value is the price of", stop]]);
    expect(shown).toContain("Say it: --const amount_per=year");
    expect(shown).toContain("Say it: --date-order dmy");
    expect(status).toBe(1);
  });
});
