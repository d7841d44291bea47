/** Tables of inputs and of saves are known by their columns, in any layout; what can't be read is refused by row, and nothing is said twice. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measures, findMeasure } from "../src/domain/measures.js";
import { openBook, ProblemError, type Book, type InputOptions } from "../src/index.js";
import { inputPeriod } from "../src/sources/input-period.js";
import { typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-inputs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = [
  { line_id: "L1", customer_id: "acme", product: "Core", start_date: "2025-01-01", amount: "12000", amount_per: "year", segment: "ENT", region: "EMEA" },
  { line_id: "L2", customer_id: "bolt", product: "Core", start_date: "2025-01-01", amount: "6000", amount_per: "year", segment: "SMB", region: "EMEA" },
];

async function bookOf(): Promise<Book> {
  const book = await openBook({ path: ":memory:" });
  await book.import(lines);
  return book;
}

let files = 0;
function fileOf(text: string): string {
  const path = join(folder, `inputs-${++files}.csv`);
  writeFileSync(path, text);
  return path;
}

const told = async (book: Book, importId: number | null = null): Promise<string[]> =>
  (await book.inputs()).filter(({ import_id }) => importId === null || import_id === importId).map(({ said }) => [said["measure"], said["period"], said["groups"], said["amount"] ?? said["percent"] ?? said["count"], said["currency"]].filter(Boolean).join(" "));

const shared = bookOf();
afterAll(async () => (await shared).close());

/** What a table says. */
async function saidBy(text: string, options: InputOptions = {}): Promise<string[]> {
  const book = await shared;
  const { kept, import_id } = await book.importInputs(fileOf(text), options);
  expect(kept).toBe(true);
  return (await told(book, import_id)).sort();
}

const codesOf = (work: Promise<unknown>): Promise<string[]> => work.then(() => [], (error: unknown) => (error as ProblemError).problems.map(({ code }) => code));

describe("a table is known by its columns", () => {
  test("one value a row", async () => {
    const said = await saidBy("period,measure,value,currency,segment\n2026-01,s_and_m,100000,,\n2026-Q1,Gross margin %,80%,,\n2026-01-31,headcount,41,,\n2026-01,target_new,5000.50,eur,ENT\n");
    expect(said).toEqual(["gross_margin_pct 2026-Q1 80", "headcount 2026-01 41", "sales_and_marketing 2026-01 100000", 'target_new 2026-01 {"segment":"ENT"} 5000.5 EUR']);
  });

  test("a column for each period", async () => {
    expect(await saidBy("Measure;Jan 2026;Q1 2026;FY2026;region\nrevenue;250.000,50;;;\nnet new;;1.000,00;;EMEA\nclosing;;;3.000.000;\n")).toEqual(["revenue 2026-01 250000.5", "target_closing 2026 3000000", 'target_net_new 2026-Q1 {"region":"EMEA"} 1000']);
  });

  test("a column for each measure", async () => {
    expect(await saidBy("month,S&M,net burn\n2026-01,100,-50\n2026-02,,60\n")).toEqual(["net_burn 2026-01 -50", "net_burn 2026-02 60", "sales_and_marketing 2026-01 100"]);
  });

  test("under names of the file's own, and with a group in words", async () => {
    expect(await saidBy("When,What it is,Worth,Of whom\n2026-01,revenue,100,\"segment=ENT, region=EMEA\"\n", { map: { period: "When", measure: "What it is", value: "Worth", group: "Of whom" } })).toEqual([
      'revenue 2026-01 {"region":"EMEA","segment":"ENT"} 100',
    ]);
  });

  test("losses that are planned are below zero, however they are written", async () => {
    expect(await saidBy("period,churn,contraction\n2026-01,500,-20\n2026-02,0,\n")).toEqual(["target_churn 2026-01 -500", "target_churn 2026-02 0", "target_contraction 2026-01 -20"]);
  });

  test("as objects", async () => {
    const book = await shared;
    const result = await book.importInputs([{ period: "2026", measure: "billings", value: 10.5 }]);
    expect(result).toMatchObject({ rows_of: "inputs", read: 1, used: 1, said: 1, kept: true });
    expect(await told(book, result.import_id)).toEqual(["billings 2026 10.5"]);
  });

  test("saves, words on renewals, notes and events", async () => {
    const book = await shared;
    expect(await book.importInputs(fileOf('Date,Customer,Kind,Amount,Owner,Note\n31/03/2026,acme,prevented churn,"24,000",jane,sponsor back\n'))).toMatchObject({ rows_of: "save", used: 1 });
    expect(await book.importInputs(fileOf("customer_id,due,outcome,probability\nacme,2026-Q1,renewed,80%\nbolt,2026-01-01,churn,0.5\n"))).toMatchObject({ rows_of: "renewal", used: 2 });
    // a note does not make notes of them
    expect(await book.importInputs(fileOf("customer_id,due,outcome,probability,note\nbolt,2026-02-01,churn,0.5,sponsor left\n"))).toMatchObject({ rows_of: "renewal", used: 1 });
    expect(await book.importInputs(fileOf("customer_id,text\nacme,budget freeze\n"))).toMatchObject({ rows_of: "note", used: 1 });
    expect(await book.importInputs(fileOf("date,title\n2026-03-01,Launch\n"))).toMatchObject({ rows_of: "event", used: 1 });
    expect((await book.said("save")).map(({ said }) => said)).toEqual([{ date: "2026-03-31", customer_id: "acme", kind: "prevented_churn", amount: "24000", owner: "jane", note: "sponsor back" }]);
    expect((await book.said("renewal")).map(({ said }) => `${said["customer_id"]} ${said["due"]} ${said["probability"]}`)).toEqual(["acme 2026-Q1 0.8", "bolt 2026-01-01 0.5", "bolt 2026-02-01 0.5"]);
  });
});

describe("every row is used, unchanged, ignored or refused", () => {
  let book: Book;
  beforeAll(async () => {
    book = await bookOf();
  });
  afterAll(() => book.close());

  const bad = "period,measure,value,group\n2026-01,revenue,100,\n2026-02,revenu,100,\n2026-01-15,revenue,100,\n2026-03,revenue,a lot,\n2026-03,ebitda_margin,0.12,\n2026-04,headcount,-3,\n2026-05,revenue,1,\n2026-05,revenue,2,\n2026-06,revenue,5,sgment=ENT\n2026-07,revenue,,\n2026-01,revenue,100,\n";

  test("one that can't be used keeps all of them out, and is named with its place", async () => {
    const result = await book.importInputs(fileOf(bad));
    expect(result).toMatchObject({ kept: false, read: 11, used: 1, ignored: 2, rejected: 8, ignored_by: { no_amount: 1, repeated: 1 } });
    expect(result.problems.map(({ code }) => code)).toEqual(["rows-rejected"]);
    expect(result.rejects.map(({ row, problems }) => `${row} ${problems.map(({ code, at }) => `${code} ${at.column ?? ""}`).join(" ")}`.trim())).toEqual([
      "3 input-measure-unknown measure", "4 statement-value period", "5 input-value value", "6 input-share-doubtful value", "7 input-value value", "8 statement-twice", "9 statement-twice", "10 input-group group",
    ]);
    expect(result.rejects[0]!.problems[0]!.remedy).toContain("revenue");
    expect(await told(book)).toEqual([]);
  });

  test("those that can may be kept without it, and come again unchanged", async () => {
    const file = fileOf(bad);
    expect(await book.importInputs(file, { allowRejects: true, maxRejects: 7 })).toMatchObject({ kept: false, problems: [{ code: "too-many-rejects" }] });
    expect(await book.importInputs(file, { allowRejects: true, dryRun: true })).toMatchObject({ kept: false, used: 1, said: 1, import_id: null });
    expect(await book.importInputs(file, { allowRejects: true })).toMatchObject({ kept: true, used: 1, unchanged: 0, said: 1, import_id: 2 });
    expect(await book.importInputs(file, { allowRejects: true })).toMatchObject({ kept: false, used: 0, unchanged: 1 });
    expect((await book.imports()).at(-1)).toMatchObject({ kind: "inputs", rows_read: 11, used: 1, ignored: 2, rejected: 8, superseded: 0 });
  });

  test("a later table of the same measure, period and group takes its place, and an undo gives it back", async () => {
    await book.importInputs(fileOf("period,measure,value\n2026-01,revenue,90\n"));
    expect(await told(book)).toEqual(["revenue 2026-01 90"]);
    expect((await book.imports()).at(-1)).toMatchObject({ superseded: 1 });
    expect((await book.undoImport(3)).statements).toHaveLength(1);
    expect(await told(book)).toEqual(["revenue 2026-01 100"]);
  });

  test("groups and renewals that nothing has are kept and warned of, once where the table says something new", async () => {
    const book = await bookOf();
    const inputs = fileOf("period,measure,value,segment\n2026-01,target_new,5000,ENTT\n2026-02,target_new,5000,ENTT\n2026-02,target_new,10,SMB\n");
    const { problems } = await book.importInputs(inputs);
    expect(problems.map(({ code, at, severity }) => `${code} ${at.row} ${severity}`)).toEqual(["input-group-unmet 2 warning"]);
    expect(problems[0]!.remedy).toContain("Did you mean ENT?");
    expect((await book.importInputs(inputs)).problems).toEqual([]);
    const words = await book.importInputs(fileOf("customer_id,due,outcome\nacme,2026-Q3,churn\nbolt,2027-Q1,renewed\n"));
    expect(words.problems.map(({ code, at }) => `${code} ${at.row}`)).toEqual(["renewal-word-undue 2", "renewal-word-undue 3"]);
    await book.close();
  });

  test("what is known of a day is told by recorded_on", async () => {
    await book.importInputs(fileOf("period,measure,value,recorded_on\n2026-01,billings,7,2025-12-01\n2026-01,billings,8,2026-01-10\n"));
    expect(await told(book)).toEqual(expect.arrayContaining(["billings 2026-01 8"]));
    expect((await book.inputs()).find(({ said }) => said["measure"] === "billings")!.recorded_at).toBe("2026-01-10T23:59:59.999999Z");
  });

  test("columns that nobody knows are asked about, not passed over", async () => {
    expect(await codesOf(book.importInputs(fileOf("a,b\n1,2\n")))).toEqual(["inputs-columns"]);
    expect(await codesOf(book.importInputs(fileOf("period,measure,value,segmnt\n2026-01,revenue,1,ENT\n")))).toEqual(["inputs-column-unknown"]);
    expect(await codesOf(book.importInputs(fileOf("period,measure,value,metric\n2026-01,revenue,1,x\n")))).toEqual(["column-twice"]);
    expect(await codesOf(book.importInputs(fileOf("period,measure,value\n2026-01,revenue,1\n"), { map: { period: "Then" } }))).toEqual(["map-column-unknown"]);
    expect(await codesOf(book.importInputs(fileOf("period,measure,value\n2026-01,revenue,1.200\n")))).toEqual(["decimal-unknown"]);
    expect(await codesOf(book.importInputs([]))).toEqual(["rows-empty"]);
    const empty = await openBook({ path: ":memory:" });
    expect(await codesOf(empty.importInputs(fileOf("period,measure,value\n2026-01,revenue,1\n")))).toEqual(["statement-before-lines"]);
    await empty.close();
  });
});

test("periods are read as tables write them, fiscal ones as the policy counts them", () => {
  const calendar = { fiscal_year_start: "02-01", week_start: "monday" } as const;
  const read = (text: string) => inputPeriod(text, calendar)?.period;
  expect(["2026-03", "Mar 2026", "Mar-26", "03/2026", "2026-03-01", "2026-03-31 00:00:00", "2026-Q1", "Q1 2026", "2026 Q1", "FY2026", "2026"].map(read)).toEqual(["2026-03", "2026-03", "2026-03", "2026-03", "2026-03", "2026-03", "2026-Q1", "2026-Q1", "2026-Q1", "2026", "2026"]);
  expect(inputPeriod("2026-Q1", calendar)).toMatchObject({ from_date: "2025-02-01", to_date: "2025-05-01" });
  expect(["2026-03-15", "2026-13", "soon", "", "2026-03-01 10:00"].map(read)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test("no name is that of two measures", () => {
  for (const one of measures) for (const name of [one.name, ...one.aliases]) expect(`${name}: ${findMeasure(name)?.name}`).toBe(`${name}: ${one.name}`);
  expect(findMeasure("gross margin %")?.name).toBe("gross_margin_pct");
  expect(findMeasure("arr")).toBeUndefined();
});

test("the command says what became of each row, and lists what holds", async () => {
  const book = join(folder, "acme.annua");
  const contracts = fileOf("line_id,customer_id,start_date,amount,amount_per,segment\nL1,acme,2025-01-01,12000,year,ENT\n");
  await typed(["import", contracts, "--book", book]);
  const inputs = fileOf("period,measure,value\n2026-01,s_and_m,100000\n2026-02,s_and_m,\n");
  const { out, err, status } = await typed(["inputs", "import", inputs, "--book", book, "--format", "table"]);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(out).toMatch(/inputs, kept in .*Ignored: 1 without an amount\./s);
  expect((await typed(["inputs", "list", "--book", book, "--format", "table"])).out).toMatch(/sales_and_marketing +2026-01 +100,000/);
  expect((await typed(["inputs", "import", fileOf("period,measure,value\n2026-01,nothing,1\n"), "--book", book])).status).toBe(1);
  expect((await typed(["inputs", "measures", "--format", "csv"])).out).toContain("gross_margin_pct");
  expect((await typed(["save", "add", "acme", "--kind", "prevented_churn", "--amount", "100", "--book", book, "--format", "table"])).out).toContain("imports undo 3");
  expect((await typed(["save", "--book", book, "--format", "csv"])).out).toContain("prevented_churn");
  expect((await typed(["save", "remove", "2", "--book", book, "--format", "table"])).out).toContain("brings it back");
  expect((await typed(["save", "remove", "x", "--book", book])).status).toBe(2);
  expect((await typed(["imports", "show", "2", "--book", book, "--format", "table"])).out).toContain("input: amount: 100000");
});
