/** Slips of the pen: what is told of them, in whose words, and with which status the program ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, type Problem } from "../src/index.js";
import { contracts, typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-slips-"));
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  writeFileSync(at("contracts.csv"), contracts);
  writeFileSync(at("bad.csv"), "line_id,customer_id,start_date,amount,amount_per\nL1,acme,2025-02-30,5,month\nL2,acme,2025-01-01,1,month\n");
  writeFileSync(at("eur.csv"), "line_id,customer_id,start_date,amount,amount_per,currency\nL1,a,2025-01-01,5,month,EUR\nL2,b,2025-01-01,1,month,\n");
  writeFileSync(at("bad.yaml"), "overlap: sum\nrampp: exit\n");
  writeFileSync(at("text.annua"), "no book\n");
  await typed(["import", at("contracts.csv"), "--book", at("b.annua")]);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("slips of the pen", () => {
  const file = () => at("contracts.csv");

  test.each([[["help", "snapshoot"]], [["snapshoot", "--help"]]])("%j is help of a command that there is none of", async (words) => {
    const { status, err } = await typed(words);
    expect(status).toBe(2);
    expect(err).toContain("snapshot");
    expect(err).not.toContain("outputHelp");
  });

  test("a script fails by the severity of an alert, or of a worse one", async () => {
    const status = async (severity: string) => (await typed(["alerts", file(), "--rules", "concentration=0.01", "--fail-on", severity])).status;
    expect([await status("info"), await status("warning"), await status("critical")]).toEqual([1, 1, 0]);
  });

  test.each([
    [["waterfal"], 2, "command-unknown"],
    [["--book", "x.annua", "waterfall"], 2, "command-first"],
    [["nope.csv"], 1, "file-missing"],
    [["waterfall", "--book", "nope.annua"], 1, "book-missing"],
    [["waterfall", "FILE", "--frm", "2025"], 2, "option-unknown"],
    [["waterfall", "FILE", "--from"], 2, "command-line"],
    [["waterfall", "FILE", "--from", "2025-13"], 2, "param-value"],
    [["waterfall", "FILE", "--from", "2026", "--to", "2025"], 2, "from-after-to"],
    [["waterfall", "FILE", "-Q", "-M"], 2, "options-clash"],
    [["alerts", "FILE", "--fail-on", "high"], 2, "option-value"],
    [["alerts", "FILE", "--rules", "concentraton"], 2, "param-value"],
    [["alerts", "FILE", "--rules", "concentration=much"], 2, "param-value"],
    [["alerts", "FILE", "--groups", "segmnt"], 2, "column-unknown"],
    [["retention", "FILE", "--open", "2024-12-31"], 2, "window-half"],
    [["retention", "FILE", "--open", "2025-12-31", "--close", "2024-12-31"], 2, "window-backwards"],
    [["retention", "FILE", "--open", "2024-12-31", "--close", "2025-12-31", "--window", "6"], 2, "options-clash"],
    [["retention", "FILE", "--window", "100000"], 2, "param-value"],
    [["waterfall", "FILE", "-D", "--from", "1900"], 2, "too-many-periods"],
    [["waterfall", "FILE", "--by", "segmnt"], 2, "column-unknown"],
    [["waterfall", "FILE", "--known-on", "2025-02-30"], 2, "param-value"],
    [["concentration", "FILE", "--by", "segment"], 2, "param-later"],
    [["waterfall", "FILE", "--vs", "target"], 2, "targets-missing"],
    [["retention", "FILE", "--vs", "target"], 2, "target-without"],
    [["waterfall", "FILE", "--level", "parnt"], 2, "param-value"],
    [["waterfall", "FILE", "--level", "customer_product", "--by", "segment"], 2, "param-value"],
    [["waterfall", "FILE", "--format", "xlsx"], 2, "option-later"],
    [["waterfall", "FILE", "--format", "tabel"], 2, "option-value"],
    [["waterfall", "FILE", "--out", "x.xlsx"], 2, "option-later"],
    [["waterfall", "FILE", "--out", "/nowhere/x.csv"], 2, "file-unwritable"],
    [["waterfall", "FILE", "--in", "B"], 2, "option-value"],
    [["waterfall", "FILE", "--book", "b.annua"], 2, "options-clash"],
    [["waterfall", "FILE", "--policy", "nope.yaml"], 2, "policy-file"],
    [["waterfall", "FILE", "--map", "customer_id"], 2, "option-value"],
    [["waterfall", "FILE", "--max-rejects", "some"], 2, "option-value"],
    [["snapshot", "FILE", "--by", "segmnt"], 2, "column-unknown"],
    [["snapshot", "FILE", "--where", "segment"], 2, "param-value"],
    [["snapshot", "FILE", "--on", "2025-02-30"], 2, "param-value"],
    [["customer"], 2, "customer-unnamed"],
    [["customer", "FILE"], 2, "customer-unnamed"],
    [["imports", "show"], 2, "command-line"],
    [["imports", "show", "1", "2"], 2, "command-line"],
    [["customer", "acmee", "FILE"], 2, "customer-not-found"],
    [["lines", "FILE", "--limit", "0"], 2, "param-value"],
    [["import"], 2, "command-line"],
    [["imports", "undo", "x"], 2, "option-value"],
    [["policy", "set"], 2, "command-line"],
    [["policy", "diff", "boardd"], 2, "option-value"],
    [["calc", "grwth"], 2, "calc-unknown"],
    [["completion", "ksh"], 2, "option-value"],
  ])("%j", async (words, status, code) => {
    const args = words.map((word) => (word === "FILE" ? file() : word));
    const told = await typed(args, { env: { ANNUA_BOOK: at("none.annua") } });
    const answer = JSON.parse(told.out) as { ok: boolean; problems: Problem[] };
    expect({ status: told.status, code: answer.problems[0]?.code, ok: answer.ok }).toEqual({ status, code, ok: false });
    expect(told.err).toContain(code);
    const shown = await typed(args, { columns: 80, env: { ANNUA_BOOK: at("none.annua") } });
    expect(shown.out).toBe("");
    expect(shown.err).toContain(answer.problems[0]!.code);
  });

  test.each([
    [["imports", "show"], "annua imports show needs the number of an import, and none was given.\nFor example: `annua imports show 3`. `annua imports show --help` shows how it is written."],
    [["imports", "show", "1", "2", "3"], "annua imports show takes one word beside its options, and was given 3."],
    [["policy", "presets", "x"], "annua policy presets takes no words beside its options, and was given 1."],
    [["waterfall", "FILE", "--from"], "--from <period> stands without a value."],
    [["retract"], "annua retract needs ids of lines, as imported, and none was given."],
    [["concentration", "FILE", "--by", "segment"], "--by is not taken by concentration."],
    [["waterfall", "FILE", "--from", "2025-13"], "2025-13 is no value for --from."],
    [["waterfall", "FILE", "--from", "2026", "--to", "2025"], "Swap --from and --to; both are inclusive."],
    [["customer", "--book", "b.annua"], "Put its id first, such as `annua customer acme --book b.annua`; `annua customers --book b.annua` lists the ids."],
  ])("%j is told in the words that were typed", async (words, said) => {
    const { err } = await typed(words.map((word) => (word === "FILE" ? file() : word)));
    expect(err).toContain(said);
    expect(err).not.toContain("..");
  });

  test("the library names its parameters as they are written there", async () => {
    const book = await openBook({ path: ":memory:" });
    const told = (params: object, report = "waterfall") => book.run(report, { ...params }).then(String, (error: Error) => error.message);
    expect(await told({ by: ["segment"] }, "concentration")).toContain("by is not taken by concentration.");
    expect(await told({ from: "2026", to: "2025" })).toContain("Swap from and to; both are inclusive.");
    await book.close();
  });

  test("a currency without a rate is an error that the answer still stands beside", async () => {
    const { status, out, err } = await typed(["snapshot", at("eur.csv")]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ rows: [{ arr: "12.00" }], problems: [{ code: "currency-without-rate" }] });
    expect(err).toContain("currency-without-rate");
  });
});

describe("the status with which the program ends is that of docs/cli.md", () => {
  const page = readFileSync(new URL("../docs/cli.md", import.meta.url), "utf8");
  const told = new Map([...page.matchAll(/^\| (\d+) \| ([^|]+) \|/gm)].map((match): [number, string] => [Number(match[1]), match[2]!.trim()]));

  test("the page tells all of them, and --help those that a command gives by itself", async () => {
    expect([...told.keys()]).toEqual([0, 1, 2, 130]);
    const { out } = await typed(["--help"]);
    for (const status of [0, 1, 2]) expect(out.replace(/\s+/g, " ")).toContain(`${status} ${told.get(status)!.replace(/\.$/, "")}`);
  });

  test.each([
    ["an answer", 0, ["snapshot", "FILE contracts.csv"]],
    ["an answer about a book with warnings", 0, ["check", "--book", "FILE b.annua"]],
    ["help", 0, ["waterfall", "--help"]],
    ["a definition", 0, ["define", "nrr"]],
    ["an import of what is there already", 0, ["import", "FILE contracts.csv", "--book", "FILE b.annua"]],
    ["an import without the refused rows, as allowed", 0, ["import", "FILE bad.csv", "--allow-rejects", "--dry-run", "--book", "FILE b.annua"]],
    ["an import with refused rows", 1, ["import", "FILE bad.csv", "--book", "FILE b.annua"]],
    ["a report on a file with refused rows", 1, ["snapshot", "FILE bad.csv"]],
    ["a file that is not there", 1, ["snapshot", "FILE none.csv"]],
    ["a book that is not there", 1, ["snapshot", "--book", "FILE none.annua"]],
    ["a file that is no book", 1, ["snapshot", "--book", "FILE text.annua"]],
    ["an import that is not there", 2, ["imports", "show", "9", "--book", "FILE b.annua"]],
    ["a line that is not there", 2, ["retract", "L99", "--book", "FILE b.annua"]],
    ["a currency without a rate", 1, ["snapshot", "FILE eur.csv"]],
    ["a mistyped command", 2, ["waterfal"]],
    ["a mistyped option", 2, ["waterfall", "--frm", "2025"]],
    ["a value that is none", 2, ["snapshot", "FILE contracts.csv", "--on", "2025-02-30"]],
    ["a customer that is not there", 2, ["customer", "acmee", "FILE contracts.csv"]],
    ["a policy file with a mistake", 2, ["snapshot", "FILE contracts.csv", "--policy", "FILE bad.yaml"]],
    ["an input of a calculation that is none", 2, ["calc", "growth", "entry=x", "exit=2"]],
    ["what comes later", 2, ["concentration", "FILE contracts.csv", "--by", "segment"]],
    ["a result that can't be written", 2, ["snapshot", "FILE contracts.csv", "--out", "FILE nowhere/x.csv"]],
  ] as const)("%s: %i", async (_, status, words) => {
    const args = words.map((word) => (word.startsWith("FILE ") ? at(word.slice(5)) : word));
    expect((await typed(args, { env: { ANNUA_BOOK: at("none.annua") } })).status).toBe(status);
  });
});
