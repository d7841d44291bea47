/** Decisions tie lines together, and then the lines move: figures that are kept are those of a book worked out anew, and what a hand makes of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Book, type LineInput, openBook } from "../../src/index.js";

const ON = "2026-11-15";
const SOURCE = { source: "list" };
let book: Book;

beforeEach(async () => {
  book = await openBook({ path: ":memory:" });
});

afterEach(async () => {
  expect((await book.run("check")).problems.filter(({ code }) => code === "law-broken")).toEqual([]);
  await book.close();
});

/** ARR by customer on a day inside every term, which the same rows derived anew must say as well. */
async function arr(): Promise<Record<string, string>> {
  const asked = { on: ON, by: ["customer"] };
  const kept = (await book.run("snapshot", asked)).rows;
  expect((await book.run("snapshot", { ...asked, set: { week_start: "sunday" } })).rows).toEqual(kept);
  return Object.fromEntries(kept.map((row) => [String(row["customer"]), String(row["arr"])]));
}

/** Answers the one open question of a kind, and tells its number. */
async function answer(kind: string, choice: string): Promise<string> {
  const asked = (await book.questions()).filter((question) => question.kind === kind);
  expect(asked).toHaveLength(1);
  await book.answer(asked[0]!.id, choice);
  return asked[0]!.id;
}

const yearly = (line_id: string, customer_id: string, start_date: string, amount: string, rest: Partial<LineInput> = {}): LineInput =>
  ({ line_id, customer_id, start_date, amount, amount_per: "year", product: "P", ...rest }) as LineInput;

describe("two customers said to be one", () => {
  const lines = [yearly("B1", "b", "2025-06-01", "1500", { customer_name: "Acme" }), yearly("A1", "a", "2025-01-01", "1000", { customer_name: "Acme Inc" })];

  beforeEach(async () => {
    await book.import(lines, SOURCE);
    await answer("ids", "one_customer");
  });

  test("keep the other's ARR when a line of one is retracted, and get it back", async () => {
    const [head] = Object.keys(await arr());
    expect(await arr()).toEqual({ [head!]: "2500.00" });
    const { import_id } = await book.retract(["B1"]);
    expect(Object.values(await arr())).toEqual(["1000.00"]);
    await book.undoImport(import_id!);
    expect(await arr()).toEqual({ [head!]: "2500.00" });
  });

  test("lose a line to whom a correction gives it", async () => {
    const { import_id } = await book.import([yearly("B1", "c", "2025-06-01", "1500", { customer_name: "Gamma" })], SOURCE);
    const [head] = Object.keys(await arr()).filter((customer) => customer !== "c");
    expect(await arr()).toEqual({ [head!]: "1000.00", c: "1500.00" });
    await book.undoImport(import_id!);
    expect(Object.values(await arr())).toEqual(["2500.00"]);
  });
});

describe("a line that takes the place of another", () => {
  const first = yearly("A1", "a", "2026-01-01", "1000", { end_date: "2027-01-01" });
  const second = (customer: string, start: string): LineInput => yearly("B1", customer, start, "1500", { end_date: "2027-06-01" });
  const other = yearly("X", "o", "2025-02-01", "9999");

  test("does so no more when a correction gives it to another customer, or when it goes, and again when that is undone", async () => {
    await book.import([first, second("a", "2026-06-01"), other], SOURCE);
    await answer("overlap", "replaces");
    expect(await arr()).toEqual({ a: "1500.00", o: "9999.00" });
    await book.import([first, second("b", "2026-06-01"), other], SOURCE);
    expect(await arr()).toEqual({ a: "1000.00", b: "1500.00", o: "9999.00" });
    const { import_id } = await book.import([first, second("b", "2026-12-01"), other], SOURCE);
    expect(await arr()).toEqual({ a: "1000.00", o: "9999.00" });
    await book.undoImport(import_id!);
    expect(await arr()).toEqual({ a: "1000.00", b: "1500.00", o: "9999.00" });
    const { import_id: retracted } = await book.retract(["B1"]);
    expect(await arr()).toEqual({ a: "1000.00", o: "9999.00" });
    await book.undoImport(retracted!);
    expect(await arr()).toEqual({ a: "1000.00", b: "1500.00", o: "9999.00" });
    await book.import([first, second("a", "2026-06-01"), other], SOURCE);
    expect(await arr()).toEqual({ a: "1500.00", o: "9999.00" });
  });

  test("does so no more when the two customers of the two lines are no longer said to be one", async () => {
    const named = (line: LineInput, customer_name: string): LineInput => ({ ...line, customer_name });
    const list = (start: string): LineInput[] => [named(first, "Acme Inc"), named(second("b", start), "Acme"), named(other, "Foo")];
    await book.import(list("2026-06-01"), SOURCE);
    const joined = await answer("ids", "one_customer");
    await answer("overlap", "replaces");
    expect(Object.values(await arr()).sort()).toEqual(["1500.00", "9999.00"]);
    await book.withdraw(joined);
    expect(await arr()).toEqual({ a: "1000.00", b: "1500.00", o: "9999.00" });
    const { import_id } = await book.import(list("2026-12-01"), SOURCE);
    expect(await arr()).toEqual({ a: "1000.00", o: "9999.00" });
    await book.retract(["B1"]);
    expect(await arr()).toEqual({ a: "1000.00", o: "9999.00" });
    await book.undoImport(import_id!);
    expect(await arr()).toEqual({ a: "1000.00", o: "9999.00" });
  });

  test("gives it back when a whole list lacks it, an adjustment standing, and takes it again when that is undone", async () => {
    await book.import([first, second("a", "2026-06-01"), other], SOURCE);
    await answer("overlap", "replaces");
    await book.adjust({ customer: "a", amount: "77", from: "2026-01-01", reason: "a promise" });
    expect(await arr()).toEqual({ a: "1577.00", o: "9999.00" });
    const whole = await book.import([first, other], { ...SOURCE, full: true, maxEnded: 90 });
    expect(whole).toMatchObject({ kept: true, ended: { lines: 1 } });
    expect(await arr()).toEqual({ a: "1077.00", o: "9999.00" });
    expect((await book.questions("decided")).map(({ kind }) => kind).sort()).toHaveLength(2);
    await book.undoImport(whole.import_id!);
    expect(await arr()).toEqual({ a: "1577.00", o: "9999.00" });
    await book.importCustomers([{ customer_id: "a", segment: "zz", name: "Alpha" }]);
    expect(await arr()).toEqual({ a: "1577.00", o: "9999.00" });
    const cut = (await book.run("snapshot", { on: ON, by: ["segment"] })).rows.map((row) => [row["segment"], row["arr"]]);
    expect(cut).toEqual([["", "9999.00"], ["zz", "1577.00"]]);
  });
});

describe("an adjustment", () => {
  const line = yearly("L1", "acme", "2025-01-01", "1000");

  beforeEach(async () => {
    await book.import([line], SOURCE);
    await book.adjust({ customer: "acme", amount: "500", from: "2025-06-01", reason: "a promise" });
  });

  test("is not overwritten by a line of a list that has its id", async () => {
    const result = await book.import([line, yearly("decision-1", "acme", "2025-01-01", "9")], { ...SOURCE, allowRejects: true });
    expect(result).toMatchObject({ used: 0, unchanged: 1, rejected: 1, rejects: [{ row: 2, problems: [{ code: "line-id-reserved" }] }] });
    expect(await arr()).toEqual({ acme: "1500.00" });
    await book.withdraw("D1");
    expect(await arr()).toEqual({ acme: "1000.00" });
  });

  test("is taken back by withdrawing it, and by nothing else", async () => {
    await expect(book.retract(["decision-1"])).rejects.toThrow(/line-is-decision/);
    expect(await arr()).toEqual({ acme: "1500.00" });
    const [imported] = await book.imports();
    const { import_id } = await book.undoImport(imported!.import_id);
    expect(await arr()).toEqual({ acme: "500.00" });
    await book.undoImport(import_id!);
    expect(await arr()).toEqual({ acme: "1500.00" });
    await book.withdraw("D1");
    expect(await arr()).toEqual({ acme: "1000.00" });
  });
});

describe("an import that ends or changes lines about which was decided", () => {
  const told = async (rows: LineInput[], full = false) => (await book.import(rows, { ...SOURCE, full, maxEnded: 100 })).problems.filter(({ code }) => code === "decided-lines").map(({ message }) => message);
  const both = [yearly("L1", "a", "2025-01-01", "1000"), yearly("L2", "a", "2025-06-01", "1500")];
  const intro = (lines: string) => `The import ends or changes ${lines} about which was decided, and the decisions stand: `;

  test("names them with the decisions", async () => {
    await book.import(both, SOURCE);
    const overlap = await answer("overlap", "replaces");
    expect(await told([{ ...both[1]!, region: "EU" }])).toEqual([]);
    expect(await told([{ ...both[0]!, amount: "1100" }, { ...both[1]!, amount: "1600" }])).toEqual([`${intro("2 lines")}${overlap} replaces, L1 changed; ${overlap} replaces, L2 changed.`]);
    expect(await told([yearly("L3", "b", "2025-01-01", "1"), { ...both[0]!, amount: "1100" }], true)).toEqual([`${intro("a line")}${overlap} replaces, L2 ended.`]);
    await book.withdraw(overlap);
    expect(await told([both[0]!])).toEqual([]);
  });

  test("does so where rows without ids of their own come in another order", async () => {
    const folder = mkdtempSync(join(tmpdir(), "annua-moved-"));
    const [head, ...rows] = ["Customer,Product,Start,ARR", "Acme,Core,2025-01-01,1000", "Acme,Core,2025-01-01,200", "Beta,Core,2025-01-01,100"];
    const list = (order: number[]): string => {
      writeFileSync(join(folder, "list.csv"), [head, ...order.map((at) => rows[at]!)].join("\n"));
      return join(folder, "list.csv");
    };
    await book.import(list([0, 1, 2]), SOURCE);
    const overlap = await answer("overlap", "replaces");
    const { problems } = await book.import(list([1, 0, 2]), { ...SOURCE, acceptJump: true });
    expect(problems.map(({ code }) => code)).toContain("decided-lines");
    expect(problems.find(({ code }) => code === "decided-lines")!.message).toContain(`${overlap} replaces`);
    rmSync(folder, { recursive: true });
  });
});
