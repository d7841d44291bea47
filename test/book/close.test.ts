/** Closing a period: all of it or nothing, never rewritten, and worked out again from what was known. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBook, ProblemError, type Book, type LineInput } from "../../src/index.js";
import { asked, typed } from "../cli/typed.js";
import { tamper } from "./tamper.js";

const folder = mkdtempSync(join(tmpdir(), "annua-close-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const accepted = { acceptRestatement: true };
const yearly = (line_id: string, customer_id: string, amount: string, rest: Partial<LineInput> = {}): LineInput =>
  ({ line_id, customer_id, start_date: "2025-01-01", amount, amount_per: "year", segment: "SMB", ...rest }) as LineInput;

const codes = (work: Promise<unknown>): Promise<string[]> =>
  work.then(() => [], (error: unknown) => (error instanceof ProblemError ? error.problems.map(({ code }) => code) : Promise.reject(error as Error)));
const closingOf = async (book: Book, period: string): Promise<unknown> => (await book.closedAnswer(period)).rows[0]!["closing"];
const causesOf = async (book: Book, period: string) =>
  Object.fromEntries((await book.run("restatement", { period })).rows.filter((row) => /[1-9]/.test(String(row["amount"]))).map((row) => [row["line"], row["amount"]]));

test("what was known goes by what the book was told, whatever the record times say", async () => {
  const book = await openBook({ path: ":memory:", threads: 1 });
  await book.import([yearly("L1", "acme", "100"), yearly("L2", "beta", "20")]);
  await book.import([yearly("L1", "acme", "110", { recorded_on: "2025-03-10" })]);
  await book.closePeriod("2025-01", { by: [["segment"]] });
  // each of these moves an end that the close knew: an earlier version, one that is retracted before its day is over and so ends nothing, an undo
  await book.import([yearly("L1", "acme", "105", { recorded_on: "2025-02-01" })], accepted);
  await book.import([yearly("L2", "beta", "25", { recorded_on: "2999-01-01" })], accepted);
  await book.retract(["L2"], accepted);
  await book.undoImport(2, accepted);
  expect(await book.verifyClose("2025-01")).toMatchObject({ agrees: true, cells: [], same_model: true });
  expect([await closingOf(book, "2025-01"), await causesOf(book, "2025-01")]).toEqual(["130.00", { reported: "130.00", corrected: "-5.00", now: "125.00" }]);
  await book.close();
});

test("every way to change the book asks first, and keeps nothing where nobody accepts", async () => {
  const book = await openBook({ path: ":memory:", threads: 1, policy: { level: "parent" } });
  await book.import([yearly("L1", "acme", "100"), yearly("L2", "beta", "20", { segment: "" })]);
  await book.closePeriod("2025-01", { by: [["segment"]] });
  const before = (await book.provenance()).data;
  const adjustment = { customer: "acme", amount: "5", from: "2025-01", reason: "a promise" };
  const parents = [{ customer_id: "beta", segment: "ENT" }, { customer_id: "acme", parent_id: "beta" }];
  const refused = ["closed-period-changes"];
  expect((await book.import([yearly("L3", "acme", "1")])).problems.map(({ code }) => code)).toEqual(refused);
  expect((await book.importCustomers(parents)).problems.map(({ code }) => code)).toEqual(refused);
  expect(await codes(book.retract(["L1"]))).toEqual(refused);
  expect(await codes(book.undoImport(1))).toEqual(refused);
  expect(await codes(book.adjust(adjustment))).toEqual(refused);
  expect(await codes(book.setPolicy({ include_kinds: ["usage"] }))).toEqual(refused);
  expect([(await book.provenance()).data, (await book.policies()).length, (await book.run("snapshot", { on: "2025-01-31" })).rows[0]!["arr"]]).toEqual([before, 1, "120.00"]);
  const later = await book.import([yearly("L4", "corp", "7", { start_date: "2025-02-01" })]);
  expect([later.kept, later.problems]).toEqual([true, []]);
  const dry = await book.retract(["L1"], { dryRun: true });
  expect(dry.restated).toMatchObject([{ period: "2025-01", reported: "120.00", before: "120.00", after: "20.00", change: "-100.00" }]);
  const told: (string | null)[] = [];
  const confirmed = await book.adjust({ ...adjustment, confirmRestatement: async (changes) => (told.push(...changes.map(({ change }) => change)), true) });
  expect([told, confirmed.decision_id]).toEqual([["5.00"], 1]);
  const { problems } = await book.importCustomers(parents, accepted);
  expect(problems.map(({ code }) => code)).toContain("closed-period-changed");
  expect((await book.run("logos", { from: "2025-01", to: "2025-01" })).rows[0]!["closing"]).toBe(1);
  expect(await book.verifyClose("2025-01")).toMatchObject({ agrees: true });
  await book.close();
});

test("a close is kept as it is beside another of its period, and the rows of both can be had", async () => {
  const book = await openBook({ path: ":memory:", threads: 1 });
  await book.import([yearly("L1", "acme", "100")]);
  await book.closePeriod("2025-Q1", { by: [["segment"], ["product", "segment"]], note: "board" });
  await book.import([yearly("L2", "beta", "50", { segment: "ENT" })], accepted);
  const second = await book.closePeriod("2025-Q1", { again: true });
  expect(second).toMatchObject({ close_id: 2, cuts: [["segment"], ["product", "segment"]], closing: "150.00", from_date: "2025-01-01", to_date: "2025-04-01" });
  expect(await Promise.all(["1", "2", "2025-Q1"].map((word) => closingOf(book, word)))).toEqual(["100.00", "150.00", "150.00"]);
  const live = await book.run("waterfall", { from: "2025-Q1", to: "2025-Q1", grain: "quarter", by: ["segment"] });
  const kept = await book.closedAnswer("2025-Q1", "waterfall", ["segment"]);
  expect({ columns: kept.columns, rows: kept.rows }).toEqual({ columns: live.columns, rows: live.rows });
  expect([await causesOf(book, "1"), await causesOf(book, "2025-Q1")]).toEqual([{ reported: "100.00", late: "50.00", now: "150.00" }, { reported: "150.00", now: "150.00" }]);
  expect((await book.run("waterfall", { from: "2025", to: "2025", grain: "year" })).problems.map(({ code }) => code)).toEqual(["period-closed"]);
  await expect(book.sql("restatement", { period: "1" })).rejects.toThrow("several states");
  await book.close();
});

test("verify lists what does not come out again, with exit status 1, and a report tells what was reported in another currency", async () => {
  const path = join(folder, "tampered.annua");
  const book = await openBook({ path });
  await book.import([yearly("L1", "acme", "100"), yearly("L2", "beta", "40", { segment: "ENT" })]);
  await book.closePeriod("2025-01", { by: [["segment"]] });
  const told = await book.run("snapshot", { on: "2025-01-31", set: { reporting_currency: "EUR", fx: { rates: { USD: "0.9" } } } });
  expect(told.problems.map(({ message }) => message).join()).toContain("in another currency");
  await book.close();
  expect(await asked(["verify", "2025-01", "--book", path])).toMatchObject({ agrees: true, cells: [] });
  await tamper(path, `update closed_row set figures = map_from_entries(list_transform(map_entries(figures), e -> struct_pack(k := e.key, v := case when e.key = 'new' then e.value + 5 else e.value end)))
    where report = 'waterfall' and group_values = ['ENT']`);
  const { status, out } = await typed(["verify", "2025-01", "--book", path]);
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ agrees: false, cells: [{ report: "waterfall", group: "segment=ENT", column: "new", reported: "40.05", recomputed: "40.00", difference: "-0.05" }] });
});

test("a restatement tells of groups by a column that no line has any more", async () => {
  const book = await openBook({ path: ":memory:", threads: 1 });
  await book.import([{ line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "year" }]);
  await book.import([yearly("L2", "beta", "40", { segment: "ENT" })]);
  await book.closePeriod("2025-01", { by: [["segment"]] });
  await book.undoImport(2, accepted);
  const { rows } = await book.run("restatement", { period: "2025-01", by: ["segment"], detail: "lines" });
  expect(rows).toMatchObject([{ segment: "ENT", line: "removed", line_id: "L2", reported: "40.00", now: "0.00", amount: "-40.00", source: "undo, import 3" }]);
  expect(await codes(book.run("restatement", { period: "2025-01", by: ["no such column"] }))).toEqual(["close-without"]);
  expect(await codes(book.run("restatement", { period: "2025-01", by: ["segment"], detail: "history" }))).toEqual(["options-clash"]);
  await book.close();
});

test("a restatement says where the close does not come out again, and never passes it off as another definition alone", async () => {
  const path = join(folder, "unlike.annua");
  const book = await openBook({ path });
  await book.import([yearly("L1", "acme", "100"), yearly("L2", "beta", "40", { segment: "ENT" })]);
  await book.closePeriod("2025-01", { by: [["segment"]] });
  expect((await book.run("restatement", { period: "2025-01", by: ["segment"] })).problems.map(({ code }) => code)).not.toContain("close-unlike");
  await book.close();
  await tamper(path, `update closed_row set figures = map_from_entries(list_transform(map_entries(figures), e -> struct_pack(k := e.key, v := case when e.key = 'closing' then e.value - 300 else e.value end)))
    where report = 'waterfall' and group_values = ['ENT']`);
  const changed = await openBook({ path });
  const { rows, problems } = await changed.run("restatement", { period: "2025-01", by: ["segment"] });
  expect(rows.filter(({ amount }) => /[1-9]/.test(String(amount))).map(({ segment, line, amount, lines }) => [segment, line, amount, lines])).toEqual([
    ["ENT", "reported", "37.00", 0], ["ENT", "definition", "3.00", 0], ["ENT", "now", "40.00", 0], ["SMB", "reported", "100.00", 0], ["SMB", "now", "100.00", 0],
  ]);
  const told = problems.find(({ code }) => code === "close-unlike")!;
  expect([told.severity, told.message, told.remedy]).toEqual(["warning", expect.stringMatching(/37\.00 USD at its end for segment=ENT, and comes to 40\.00 .* behind Annua's back.*\+3\.00/), expect.stringContaining("annua verify 2025-01")]);
  expect((await changed.run("restatement", { period: "2025-01" })).problems.map(({ code }) => code)).not.toContain("close-unlike");
  await changed.close();
  await tamper(path, "update period_close set model_hash = 'another', version = '0.0.9'");
  const older = await openBook({ path });
  const other = (await older.run("restatement", { period: "2025-01", by: ["segment"], detail: "lines" })).problems.find(({ code }) => code === "close-unlike")!;
  expect(other.message).toContain("Other SQL made it (version 0.0.9)");
  await older.close();
});

test("the program closes, lists, shows and refuses as the library does, also on a book made before there were closes", async () => {
  const path = join(folder, "typed.annua");
  const book = await openBook({ path });
  await book.import([yearly("L1", "acme", "100")]);
  await book.close();
  await tamper(path, "drop table period_close; drop table closed_row");
  expect((await typed(["close", "2025-01", "--by", "segment,product", "--note", "board", "--book", path])).status).toBe(0);
  expect(await asked(["close", "list", "--book", path])).toMatchObject({ closes: [{ close_id: 1, cuts: [["segment", "product"]], note: "board" }] });
  expect(await asked(["close", "show", "2025-01", "--by", "segment,product", "--book", path])).toMatchObject({ rows: [{ segment: "SMB", product: "-", closing: "100.00" }] });
  expect((await typed(["close", "2025-01", "--book", path])).status).toBe(2);
  expect((await typed(["retract", "L1", "--book", path])).status).toBe(1);
  const { status, err } = await typed(["retract", "L1", "--accept-restatement", "--book", path, "--format", "table"]);
  expect([status, err]).toEqual([0, ""]);
  const table = await typed(["restatement", "2025-01", "--detail", "history", "--book", path, "--format", "table"]);
  expect(table.out).toContain("as known now");
  expect(table.out).not.toContain("Cross-sell");
});

test("a kill leaves a close whole or not at all, and what was acknowledged is there", async () => {
  const base = join(folder, "base.annua");
  const book = await openBook({ path: base });
  await book.import([yearly("L1", "acme", "100")]);
  await book.close();
  const found = { closed: 0, open: 0 };
  for (const delay of [0, 40, 5_000]) {
    const path = join(folder, `killed-${delay}.annua`);
    copyFileSync(base, path);
    const said = await closeUntil(path, delay);
    const after = await openBook({ path });
    const closes = await after.closes();
    if (said.includes("closed 1")) expect(closes).toHaveLength(1);
    if (closes.length > 0) expect(await after.verifyClose("2025-01")).toMatchObject({ agrees: true, compared: 51 });
    found[closes.length > 0 ? "closed" : "open"]++;
    await after.close();
  }
  expect(found.closed).toBeGreaterThan(0);
});

/** Closes in a program of its own, which is killed so many milliseconds after it has begun. */
function closeUntil(path: string, delay: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [new URL("./close-child.mjs", import.meta.url).pathname, path, "2025-01"], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    running.stdout.on("data", (chunk: Buffer) => {
      const began = !text.includes("closing");
      text += chunk.toString();
      if (began && text.includes("closing")) setTimeout(() => running.kill("SIGKILL"), delay).unref();
    });
    running.on("error", reject);
    running.on("close", () => resolve(text));
  });
}
