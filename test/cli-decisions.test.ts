/** Questions, answers and adjustments as they are typed, and the headline of a snapshot. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-cli-decisions-"));
const book = join(folder, "acme.annua");

beforeAll(async () => {
  const file = join(folder, "contracts.csv");
  writeFileSync(file, ["line_id,customer_id,customer_name,product,start_date,end_date,amount,amount_per", "L1,acme,,Core,2024-01-01,2025-01-01,2400000,year", "L2,twins,Echo,Core,2024-01-01,,100,year", "L3,twins,Gecko,Plus,2024-02-01,,50,year"].join("\n"));
  expect((await typed(["import", file, "--book", book])).status).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true }));

const headline = async (): Promise<string | undefined> => (await typed(["snapshot", "--book", book, "--format", "table"])).out.split("\n").find((line) => line.includes(" · "));

test("a snapshot says how many questions are open and between what ARR lies, rounded outwards", async () => {
  expect(await headline()).toBe("ARR USD 150.00 · 2 open questions · between 150.00 and 2.5M");
  expect((await typed(["snapshot", "--book", book, "--format", "table", "--where", "product=Plus"])).out).not.toContain("open questions");
  expect((await typed([book, "--format", "table"])).out).toContain("ARR USD 150.00 · 2 open questions · between 150.00 and 2.5M");
});

test("questions are listed largest first, and keep their numbers when others are answered", async () => {
  const { rows } = await asked<{ rows: Record<string, string>[] }>(["questions", "--book", book]);
  expect(rows.map((row) => [row["id"], row["subject"], row["default_taken"]])).toEqual([["Q1", "acme, Core", "churned"], ["Q2", "twins", "one_customer"]]);
  const { out, status } = await typed(["answer", "q1", "auto_renewed", "--note", "mail of 3 March", "--by", "jane", "--book", book, "--format", "table"]);
  expect(status).toBe(0);
  expect(out).toContain("It renews by itself, term after term.");
  expect(out).toContain(`\`annua answer Q1 --withdraw --book ${book}\` takes it back`);
  expect(await headline()).toBe("ARR USD 2,400,150.00 · 1 open question");
  const open = await asked<{ rows: Record<string, string>[] }>(["questions", "--book", book]);
  expect(open.rows.map((row) => row["id"])).toEqual(["Q2"]);
});

test("customers that an answer tells apart are both in the list of customers", async () => {
  expect((await typed(["answer", "Q2", "two_customers", "--book", book])).status).toBe(0);
  const { rows } = await asked<{ rows: Record<string, string>[] }>(["customers", "--book", book]);
  expect(rows.map((row) => `${row["customer"]} ${row["arr"]}`)).toEqual(["acme 2400000.00", "twins / Echo 100.00", "twins 50.00"]);
});

test("the exception log tells who decided what, and what it moves", async () => {
  expect((await typed(["adjust", "--customer", "acme", "--amount", "-50.5", "--from", "2025-Q1", "--reason", "credit", "--book", book])).status).toBe(0);
  const { rows } = await asked<{ rows: Record<string, string>[] }>(["questions", "--status", "decided", "--book", book]);
  expect(rows.map((row) => [row["id"], row["effect"]])).toEqual([["Q1", "2400000.00"], ["Q2", "0.00"], ["D3", "-50.50"]]);
  expect(rows[0]!["decision"]).toMatch(/^auto_renewed, by jane on \d{4}-\d\d-\d\d: mail of 3 March$/);
  expect(rows[2]!["decision"]).toMatch(/^-50\.5 a year from 2025-01-01, on \d{4}-\d\d-\d\d: credit$/);
  const { out } = await typed(["lines", "--customer", "acme", "--book", book, "--format", "csv"]);
  expect(out).toContain("decided: Q1 auto_renewed");
  expect(out).toContain("decided: D3 credit");
});

test("the log tells how to take a decision back as it is typed, on the book that was named", async () => {
  const log = await asked<{ imports: { import_id: number; source: string }[] }>(["imports", "list", "--book", book]);
  const of = (source: string): string => String(log.imports.find((row) => row.source === source)!.import_id);
  for (const [source, back] of [["Q1 auto_renewed", "annua answer Q1 --withdraw"], ["decision 3", "annua adjust --withdraw 3"]] as const) {
    expect((await typed(["imports", "show", of(source), "--book", book, "--format", "table"])).out).toContain(`Nothing is deleted: \`${back} --book ${book}\` takes it back.`);
    const refused = await typed(["imports", "undo", of(source), "--book", book]);
    expect([refused.status, refused.err.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining(`Take the decision back: \`${back} --book ${book}\`.`)]);
  }
  const import1 = await typed(["imports", "show", "1", "--book", book, "--format", "table"]);
  expect(import1.out).toContain(`\`annua imports undo 1 --book ${book}\` takes it back`);
});

test("an amount that is no plain number is refused by its option", async () => {
  const { status, err } = await typed(["adjust", "--customer", "acme", "--amount", "1,200", "--from", "2025", "--reason", "x", "--book", book]);
  expect([status, err]).toEqual([2, expect.stringContaining("--amount can't be 1,200")]);
});

test("the remedy of a missing rate can be pasted", async () => {
  const other = join(folder, "euro.annua");
  const file = join(folder, "euro.csv");
  writeFileSync(file, "line_id,customer_id,start_date,amount,amount_per,currency\nL1,acme,2024-01-01,100,year,EUR\n");
  await typed(["import", file, "--book", other]);
  const told = (await typed(["snapshot", "--book", other])).err.replace(/\s+/g, " ");
  const [, set] = /`annua policy set --set '([^']+)' --book /.exec(told)!;
  expect((await typed(["policy", "set", "--set", set!, "--book", other])).status).toBe(0);
  // 100 x 1.10
  expect((await asked<{ rows: { arr: string }[] }>(["snapshot", "--book", other])).rows[0]!.arr).toBe("110.00");
});

test("what is missing or mistaken is said, and nothing is decided", async () => {
  expect((await typed(["adjust", "--customer", "acme", "--book", book])).err).toContain("An adjustment needs --amount.");
  expect((await typed(["adjust", "--customer", "acne", "--amount", "1", "--from", "2025", "--reason", "x", "--book", book])).err).toContain("Did you mean acme?");
  expect((await typed(["answer", "Q1", "--withdraw", "churned", "--book", book])).status).toBe(2);
  expect((await typed(["adjust", "--withdraw", "3", "--book", book])).status).toBe(0);
  expect((await typed(["adjust", "--withdraw", "3", "--book", book])).err).toContain("No decision D3 stands");
});
