import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { sheetXml, workbookOf, type Cell, type Sheet } from "../../../test/files/workbook.js";
import { zipOf } from "../../../test/files/zip.js";
import { ProblemError } from "../../domain/problem.js";
import { problemOfBroken } from "../broken.js";
import { openTable, type TableChoice } from "../open-table.js";
import type { SiftedRow, Table } from "../table.js";
import { openArchive } from "./archive.js";
import { readContents } from "./contents.js";
import { FilledDown } from "./merged-cells.js";

const folder = mkdtempSync(join(tmpdir(), "annua-workbook-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(bytes: Buffer): string {
  const path = join(folder, "Lines.csv"); // what a file is, its bytes tell
  writeFileSync(path, bytes);
  return path;
}

async function opened(bytes: Buffer, choice: TableChoice = {}): Promise<Table> {
  const outcome = await openTable(written(bytes), choice);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.table;
}

async function problemsOf(bytes: Buffer, choice: TableChoice = {}) {
  const outcome = await openTable(written(bytes), choice);
  return "problems" in outcome ? outcome.problems.map(({ code, message, remedy }) => ({ code, text: `${message} ${remedy}` })) : [];
}

async function shortRows(table: Table): Promise<string[]> {
  const rows: SiftedRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  await table.dispose();
  return rows.map((row) => ("cells" in row ? `${row.row}:${row.cells.join("|")}` : "why" in row ? `${row.row}-${row.why}` : `${row.row}!${row.detail}`));
}

const sheet = (rows: Sheet["rows"], more: Partial<Sheet> = {}): Sheet => ({ name: "Sheet1", rows, ...more });
const lines: Cell[][] = [["Customer", "Start", "MRR"], ["Acme", "2025-01-01", 100], ["Bolt", "2025-02-01", 200]];
const date = (serial: number): Cell => ({ xml: `<v>${serial}</v>`, style: 1 });
const formula = (text: string, value?: number): Cell => ({ xml: `<f>${text}</f>${value === undefined ? "<v></v>" : `<v>${value}</v>`}` });

describe("the rows of a workbook", () => {
  test("title rows, two rows of merged headers, totals, notes", async () => {
    const table = await opened(workbookOf({
      formats: ["yyyy-mm-dd", "0%"],
      sheets: [sheet([
        ["Acme Corp ARR"], null,
        ["Customer", "Contract", null, null, "Uplift"],
        [null, "Start", "End", "Value"],
        ["Total Energies", date(45658), date(46023), { xml: "<v>1199.9999999999998</v>" }, { xml: "<v>0.45</v>", style: 2 }],
        ["Bolt", date(45658), date(46023), 300, { xml: "<v>0.05</v>", style: 2 }],
        null,
        ["Total", null, null, formula("SUM(D5:D6)", 1500)],
        null,
        ["Generated on 2025-04-01"],
      ], { merges: ["A1:E1", "A3:A4", "B3:D3", "E3:E4"] })],
    }));
    expect(table).toMatchObject({ sheet: "Sheet1", headerRow: 4, header: ["Customer", "Contract Start", "Contract End", "Contract Value", "Uplift"], size: 4, warnings: [] });
    expect(table.content).toMatch(/^[0-9a-f]{64}$/);
    expect(await shortRows(table)).toEqual(["5:Total Energies|2025-01-01|2026-01-01|1200|45%", "6:Bolt|2025-01-01|2026-01-01|300|5%", "7-blank", "8-totals", "9-blank", "10-note"]);
  });

  test("dates of 1904, times, booleans and errors", async () => {
    const rows: Cell[][] = [["Customer", "Start", "MRR", "Active"], ["Acme", date(44196), 1, { xml: "<v>1</v>", type: "b" }], ["Bolt", date(44196.4375), { xml: "<v>#N/A</v>", type: "e" }, { xml: "<v>0</v>", type: "b" }]];
    const table = await opened(workbookOf({ date1904: true, formats: ["yyyy-mm-dd hh:mm"], sheets: [sheet(rows)] }));
    expect(await shortRows(table)).toEqual(["2:Acme|2025-01-01|1|true", "3:Bolt|2025-01-01T10:30:00|#N/A|false"]);
  });

  test("shared texts, in runs, without the readings above them and with escapes", async () => {
    const texts = '<sst xmlns="x"><si><t>Customer</t></si><si><r><t>Ac</t></r><r><t xml:space="preserve">me </t></r><rPh><t>reading</t></rPh></si><si><t>a_x000D_b_x005F_</t></si></sst>';
    const relations = '<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="a/sharedStrings" Target="sharedStrings.xml"/></Relationships>';
    const shared = (index: number): Cell => ({ xml: `<v>${index}</v>`, type: "s" });
    const table = await opened(workbookOf({
      sheets: [sheet([[shared(0), "MRR"], [shared(1), 100], [shared(2), 5]])],
      parts: [{ name: "xl/sharedStrings.xml", bytes: texts }, { name: "xl/_rels/workbook.xml.rels", bytes: relations }],
    }));
    expect(await shortRows(table)).toEqual(["2:Acme |100", "3:a\rb_|5"]);
  });

  test("a merged range that begins inside another is passed over, and so many of them cost no more than one", () => {
    const merges = Array.from({ length: 20_000 }, (_, at) => ({ firstRow: at + 2, lastRow: 1_048_576, firstColumn: 0, lastColumn: 0 }));
    const filled = new FilledDown(merges, 2);
    const began = performance.now();
    for (let row = 2; row < 30_002; row++) expect(filled.fill({ row, cells: row % 2 === 0 ? [`C${row}`] : ["", "x"] }).cells[0]).toBe(row % 2 === 0 ? `C${row}` : "C2");
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("a customer merged over its lines stands in each of them; an amount is never repeated", async () => {
    const rows: Cell[][] = [["Customer", "Plan", "MRR"], ["Acme", "A", 100], [null, "B", null], ["Bolt", "A", 300], [null, "B", 5]];
    expect(await shortRows(await opened(workbookOf({ sheets: [sheet(rows, { merges: ["A2:A3", "C2:C3", "A4:A5"] })] })))).toEqual(["2:Acme|A|100", "3:Acme|B|", "4:Bolt|A|300", "5:Bolt|B|5"]);
  });

  test("a formula that was never worked out refuses its line, and names the cell; in a totals row it is no matter", async () => {
    const rows: Cell[][] = [["Customer", "Start", "MRR"], ["Acme", "2025-01-01", formula("1200/12")], ["Bolt", "2025-01-01", formula("100*2", 200)], ["Total", null, formula("SUM(C2:C3)")]];
    const short = await shortRows(await opened(workbookOf({ sheets: [sheet(rows)] })));
    expect(short).toEqual(["2!has a formula without a value in C2: the program that wrote the workbook never worked it out", "3:Bolt|2025-01-01|200", "4-totals"]);
  });

  test("the problem of such a line has its place and remedy", async () => {
    const table = await opened(workbookOf({ sheets: [sheet([...lines, ["Core", "2025-01-01", formula("B2*12")]])] }));
    const broken = [];
    for await (const row of table.rows()) if ("broken" in row) broken.push(problemOfBroken(row, table.source));
    await table.dispose();
    expect(broken).toMatchObject([{ code: "row-formula-without-value", at: { file: "Lines.csv", row: 4, text: "Core · 2025-01-01" } }]);
    expect(broken[0]!.remedy).toContain("save it");
  });

  test("a formula that gives an empty text is an empty cell", async () => {
    const rows: Cell[][] = [...lines, ["Core", { xml: '<f>""</f><v></v>', type: "str" }, 5]];
    expect((await shortRows(await opened(workbookOf({ sheets: [sheet(rows)] })))).at(-1)).toBe("4:Core||5");
  });

  test("the sum of a row is no total", async () => {
    const rows: Cell[][] = [["Customer", "Jan-24", "Feb-24", "Year"], ["Acme", 1, 2, formula("SUM(B2:C2)", 3)], ["Bolt", 3, 4, formula("SUM(B3:C3)", 7)], [null, formula("SUM(B2:B3)", 4), formula("SUM(C2:C3)", 6), formula("SUM(D2:D3)", 10)]];
    expect(await shortRows(await opened(workbookOf({ sheets: [sheet(rows)] })))).toEqual(["2:Acme|1|2|3", "3:Bolt|3|4|7", "4-totals"]);
  });

  test("a column without a name that holds values is told", async () => {
    const table = await opened(workbookOf({ sheets: [sheet([["Customer", null, "MRR"], ["Acme", "x", 100], ["Bolt", null, 5]])] }));
    expect(table.warnings.map((each) => [each.code, each.at.column])).toEqual([["column-unnamed", 2]]);
    await table.dispose();
  });

  test("rows may be asked for twice, and a workbook be read from a pipe", async () => {
    const bytes = workbookOf({ sheets: [sheet(lines)] });
    const outcome = await openTable("-", { stdin: Readable.from([bytes]) });
    if ("problems" in outcome) throw new ProblemError(outcome.problems);
    const twice = [];
    for (let time = 0; time < 2; time++) for await (const row of outcome.table.rows()) twice.push(row.row);
    await outcome.table.dispose();
    expect([outcome.table.source, twice]).toEqual(["standard input", [2, 3, 2, 3]]);
  });

  test("a workbook that openpyxl wrote", async () => {
    const table = await opened(readFileSync(join(import.meta.dirname, "../../../test/fixtures/workbook/openpyxl.xlsx")));
    expect(table).toMatchObject({ sheet: "Contracts", otherSheets: ["Notes"], headerRow: 4, header: ["Customer", "Contract Start", "Contract End", "Contract Value", "Uplift", "Account no"] });
    expect(await shortRows(table)).toEqual([
      "5:Total Energies|2025-01-01|2025-12-31|1200|45%|00007", "6:Bolt & Söhne|2025-02-01||0.3|12.5%|00012",
      "7!has a formula without a value in D7: the program that wrote the workbook never worked it out", "8-totals", "9-blank", "10-note",
    ]);
  });

  test("prefixed names, as some programs write them, are read", async () => {
    const xml = sheetXml({ rows: lines }).replaceAll(/<(\/?)(?=\w)/g, "<$1x:").replace('xmlns="', 'xmlns:x="');
    expect(await shortRows(await opened(workbookOf({ sheets: [sheet([])], parts: [{ name: "xl/worksheets/sheet1.xml", bytes: xml }] })))).toEqual(["2:Acme|2025-01-01|100", "3:Bolt|2025-02-01|200"]);
  });
});

describe("the sheet", () => {
  const notes: Sheet = { name: "Read me", rows: Array.from({ length: 20 }, (_, at): Cell[] => [`Note ${at}`, "some words"]) };
  const contracts: Sheet = { name: "Contracts", rows: lines };
  const rates: Sheet = { name: "FX", rows: [["Currency", "Rate"], ...Array.from({ length: 30 }, (_, at): Cell[] => [`C${at}`, at])] };

  test("is the one that looks like contracts; the others are named", async () => {
    const table = await opened(workbookOf({ sheets: [notes, rates, contracts, { ...contracts, name: "Backup", state: "hidden" }] }));
    expect([table.sheet, table.otherSheets]).toEqual(["Contracts", ["Read me", "FX"]]);
    await table.dispose();
  });

  test("is the one with most rows where nothing speaks", async () => {
    const plain = (name: string, count: number): Sheet => ({ name, rows: [["Foo", "Bar"], ...Array.from({ length: count }, (_, at): Cell[] => [`x${at}`, `y${at}`])] });
    const table = await opened(workbookOf({ sheets: [plain("A", 3), plain("B", 9), plain("C", 5)] }));
    expect(table.sheet).toBe("B");
    await table.dispose();
  });

  test.each([["contracts", "Contracts"], ["2", "FX"], ["Backup", "Backup"]])("%s is found by name or number, also if hidden", async (wanted, name) => {
    const table = await opened(workbookOf({ sheets: [notes, rates, contracts, { ...contracts, name: "Backup", state: "veryHidden" }] }), { sheet: wanted });
    expect(table.sheet).toBe(name);
    await table.dispose();
  });

  test("that is not there is a problem with the nearest", async () => {
    const [found] = await problemsOf(workbookOf({ sheets: [notes, contracts] }), { sheet: "Contacts" });
    expect(found?.code).toBe("sheet-unknown");
    expect(found?.text).toContain("nearest: 'Contracts'");
    expect(found?.text).toContain("1 Read me, 2 Contracts");
  });
});

describe("a workbook that can't be read", () => {
  const whole = workbookOf({ sheets: [sheet(lines)] });
  const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);

  test.each([
    ["empty", workbookOf({ sheets: [sheet([])] }), "workbook-empty"],
    ["of hidden sheets only", workbookOf({ sheets: [sheet(lines, { state: "hidden" })] }), "workbook-empty"],
    ["a note and no table", workbookOf({ sheets: [sheet([["Hello"]])] }), "header-not-found"],
    ["cut short", whole.subarray(0, whole.length - 40), "workbook-broken"],
    ["of broken XML", workbookOf({ sheets: [sheet(lines)], parts: [{ name: "xl/worksheets/sheet1.xml", bytes: sheetXml({ rows: lines }).slice(0, -60) }] }), "workbook-broken"],
    ["without its sheet", workbookOf({ sheets: [sheet(lines)], parts: [{ name: "xl/_rels/workbook.xml.rels", bytes: '<R><Relationship Id="rId1" Type="a/worksheet" Target="worksheets/none.xml"/></R>' }] }), "workbook-broken"],
    ["locked, as Excel does", Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]), "workbook-locked"],
    ["locked, as a zip", zipOf([{ name: "xl/workbook.xml", bytes: "x", locked: true }]), "workbook-locked"],
    ["an old .xls", Buffer.concat([compound, Buffer.from("Workbook", "utf16le")]), "workbook-unread"],
    ["an .ods", zipOf([{ name: "mimetype", bytes: "application/vnd.oasis.opendocument.spreadsheet" }, { name: "content.xml", bytes: "<x/>" }]), "workbook-unread"],
    ["an .xlsb", zipOf([{ name: "xl/workbook.bin", bytes: "x" }]), "workbook-unread"],
    ["a zip of something else", zipOf([{ name: "contracts.csv", bytes: "a,b\n1,2\n" }]), "workbook-unread"],
    ["a zip of nothing", zipOf([]), "workbook-unread"],
  ])("%s", async (_, bytes, code) => {
    const found = await problemsOf(bytes);
    expect(found.map((each) => each.code)).toEqual([code]);
    expect(found[0]!.text).toContain("Lines.csv");
  });

  test("a part that unpacks to far more than a table is refused before it is unpacked", async () => {
    const bomb = workbookOf({ sheets: [sheet(lines)], parts: [{ name: "xl/worksheets/sheet1.xml", bytes: Buffer.alloc(70 * 1024 ** 2, 32) }] });
    expect((await problemsOf(bomb)).map((each) => each.code)).toEqual(["workbook-too-large"]);
  });

  test("a part that unpacks to more than it claims is broken", async () => {
    const liar = workbookOf({ sheets: [sheet(lines)], parts: [{ name: "xl/worksheets/sheet1.xml", bytes: sheetXml({ rows: lines }) + " ".repeat(100_000), claimed: 500 }] });
    expect((await problemsOf(liar)).map((each) => each.code)).toEqual(["workbook-broken"]);
  });

  test("the limits hold", async () => {
    const path = written(whole);
    await expect(openArchive(path, "a.xlsx", { unpacked: 1000, texts: 1000, ratio: 200 })).rejects.toThrow(/workbook-too-large/);
  });

  test("the limit of shared texts holds whatever their part is called", async () => {
    const relations = '<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="a/sharedStrings" Target="words.xml"/></Relationships>';
    const texts = `<sst>${`<si><t>${"x".repeat(100)}</t></si>`.repeat(50)}</sst>`;
    const bytes = workbookOf({ sheets: [sheet(lines)], parts: [{ name: "xl/words.xml", bytes: texts }, { name: "xl/_rels/workbook.xml.rels", bytes: relations }] });
    const archive = await openArchive(written(bytes), "a.xlsx", { unpacked: 1e6, texts: 5000, ratio: 200 });
    await expect(readContents(archive)).rejects.toThrow(/workbook-too-large/);
    archive.close();
    const allowed = await openArchive(written(bytes), "a.xlsx", { unpacked: 1e6, texts: 10_000, ratio: 200 });
    expect((await readContents(allowed)).texts.length).toBe(50);
    allowed.close();
  });

  test("too many columns, a cell too long, an entity that would grow", async () => {
    const wide = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>';
    const withSheet = (xml: string) => workbookOf({ sheets: [sheet([])], parts: [{ name: "xl/worksheets/sheet1.xml", bytes: xml }] });
    expect((await problemsOf(withSheet(wide))).map((each) => each.code)).toEqual(["too-many-columns"]);
    expect(await shortRows(await opened(workbookOf({ sheets: [sheet([...lines, ["x".repeat(40_000), "2025-01-01", 1]])] })))).toContainEqual(expect.stringContaining("4!has a text in A4 that is longer"));
    const growing = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheetXml({ rows: lines }).split("\n")[1]!.replace("Acme", "&a;")}`;
    expect((await problemsOf(withSheet(growing))).map((each) => each.code)).toEqual(["workbook-broken"]);
  });
});
