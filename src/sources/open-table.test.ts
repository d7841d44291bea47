import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { openTable, type TableChoice } from "./open-table.js";
import type { SiftedRow, Table } from "./table.js";

const folder = mkdtempSync(join(tmpdir(), "annua-table-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function opened(bytes: string | Buffer, choice: TableChoice = {}): Promise<Table> {
  const path = join(folder, "lines.csv");
  writeFileSync(path, bytes);
  const outcome = await openTable(path, choice);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.table;
}

/** Rows in short: `3:a|b|c` for lines, `4-totals` for what is left out, `5!cell_count` for what is refused. */
async function shortRows(table: Table): Promise<string[]> {
  const rows: SiftedRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return rows.map((row) => ("cells" in row ? `${row.row}:${row.cells.join("|")}` : "why" in row ? `${row.row}-${row.why}` : `${row.row}!${row.broken}`));
}

const short = async (bytes: string | Buffer) => shortRows(await opened(bytes));

const plainText = "line_id,customer_id,start_date,amount,amount_per\nL1,Total Energies,2025-01-01,100,year\nL2,Bolt,2025-01-01,100,year\n";

test("a plain file keeps out of the way, with its probe for the fast reader", async () => {
  const table = await opened(plainText);
  expect(table.plain?.records).toBe(2);
  expect(table).toMatchObject({ source: "lines.csv", headerRow: 1, size: 2, otherSheets: [], warnings: [] });
  expect(await shortRows(table)).toEqual(["2:L1|Total Energies|2025-01-01|100|year", "3:L2|Bolt|2025-01-01|100|year"]);
  expect((await opened(gzipSync(plainText))).plain).toBeDefined();
});

test.each([
  ["a total below", `${plainText}Total,,,200,\n`],
  ["a title above", `Contracts,,,,\n${plainText}`],
  ["a blank row within", plainText.replace("\nL2", "\n,,,,\nL2")],
])("a file with %s is not plain, and every row has its reason", async (_, text) => {
  const table = await opened(text);
  expect(table.plain).toBeUndefined();
  expect((await shortRows(table)).filter((row) => row.includes(":"))).toHaveLength(2);
});

test("an export of Salesforce: title above, totals and the confidential footer below", async () => {
  const text = '"Opportunities"\n"Generated: 2025-04-01"\n\n"Account","Close Date","Amount","Stage"\n"Acme","2025-01-01","12,000.00","Won"\n"Bolt","2025-02-01","24,000.00","Won"\n' +
    '"Grand Totals (2 records)","","36,000.00",""\n\n"Confidential Information - Do Not Distribute"\n"Copyright (c) 2000-2025 salesforce.com, inc. All rights reserved."\n';
  const table = await opened(text);
  expect(table).toMatchObject({ headerRow: 4, header: ["Account", "Close Date", "Amount", "Stage"] });
  expect(await shortRows(table)).toEqual(["5:Acme|2025-01-01|12,000.00|Won", "6:Bolt|2025-02-01|24,000.00|Won", "7-totals", "9-note", "10-note"]);
});

test("a report of QuickBooks: the customers are headings without a column name", async () => {
  const text = 'Acme Inc,,,\nSales by Customer Detail,,,\n,,,\n,Date,Product,Amount\nAcme Corp,,,\n,01/05/2025,Platform,"1,200.00"\n,02/05/2025,Platform,"1,200.00"\nTotal for Acme Corp,,,"$2,400.00"\n' +
    'Bolt LLC,,,\n,01/05/2025,Seats,500.00\n,02/05/2025,Seats,500.00\nTotal for Bolt LLC,,,"$1,000.00"\nTOTAL,,,"$3,400.00"\n,,,\n"Accrual basis Friday, April 4, 2025",,,\n';
  const table = await opened(text);
  expect(table.header).toEqual(["Group", "Date", "Product", "Amount"]);
  expect(table.warnings).toEqual([]);
  expect(await shortRows(table)).toEqual([
    "5-note", "6:Acme Corp|01/05/2025|Platform|1,200.00", "7:Acme Corp|02/05/2025|Platform|1,200.00", "8-subtotal",
    "9-note", "10:Bolt LLC|01/05/2025|Seats|500.00", "11:Bolt LLC|02/05/2025|Seats|500.00", "12-subtotal", "13-totals", "14-blank", "15-note",
  ]);
});

test.each([
  ["Total Energies is a customer", "c,s,mrr\nTotal Energies,A,100\nBolt,A,100\nCore,B,200\n", ["2:Total Energies|A|100", "3:Bolt|A|100", "4:Core|B|200"]],
  ["even after a customer of the same amount", "c,mrr\nBolt,100\nTotal Energies,100\nCore,200\n", ["2:Bolt|100", "3:Total Energies|100", "4:Core|200"]],
  ["a row called Total with all of a line is refused, as it may be either", "c,start,mrr\nBolt,2025-01-01,100\nTotal,2025-01-01,50\nCore,2025-01-01,200\n", ["2:Bolt|2025-01-01|100", "3!total_or_line", "4:Core|2025-01-01|200"]],
  ["customers called as measures are lines below one called Total", "c,plan,start,mrr\nTotal,A,2025-01-01,100\nCustomer,A,2025-01-01,100\nNew,A,2025-01-01,7\n", ["2!total_or_line", "3:Customer|A|2025-01-01|100", "4:New|A|2025-01-01|7"]],
  ["a total that is one", "c,mrr\nBolt,100\nCore,200\nTotal,300\n", ["2:Bolt|100", "3:Core|200", "4-totals"]],
  ["a total that fills all of a line", "c,plan,start,mrr\nBolt,A,2025-01-01,100\nCore,A,2025-01-01,200\nTotal,A,2025-01-01,300\n", ["2:Bolt|A|2025-01-01|100", "3:Core|A|2025-01-01|200", "4-totals"]],
  ["a subtotal that fills all of a line, and one that nothing but its name makes a sum", "c,plan,start,mrr\nBolt,A,2025-01-01,100\nSubtotal,A,2025-01-01,100\nCore,A,2025-01-01,200\nDune,A,2025-01-01,1\nSubtotal,A,2025-01-01,201\nEcho,B,2025-01-01,5\n", ["2:Bolt|A|2025-01-01|100", "3!total_or_line", "4:Core|A|2025-01-01|200", "5:Dune|A|2025-01-01|1", "6!total_or_line", "7:Echo|B|2025-01-01|5"]],
  ["a product called Total is one", "c,plan,start,mrr\nBolt,A,2025-01-01,100\nCore,Total,2025-01-01,7\nDune,A,2025-01-01,1\n", ["2:Bolt|A|2025-01-01|100", "3:Core|Total|2025-01-01|7", "4:Dune|A|2025-01-01|1"]],
  ["the same header under a title of its own begins another list", "c,plan,mrr\nBolt,A,100\n\nLost\nc,plan,mrr\nCore,A,7\n\nc,plan,mrr\nDune,A,8\nTotal,,15\n", ["2:Bolt|A|100", "4-note", "5-other_list", "6-other_list", "8-other_list", "9-other_list", "10-other_list"]],
  ["a page break repeats title and header of one list", "MRR of all\n\nc,plan,mrr\nBolt,A,100\nPage 1 of 2\nMRR of all\nc,plan,mrr\nCore,A,7\n", ["4:Bolt|A|100", "5-note", "6-note", "7-repeated_header", "8:Core|A|7"]],
  ["totals of groups named before or behind", "c,seg,mrr\nBolt,ENT,100\nCore,ENT,200\nENT Total,,300\nDune,SMB,5\nTotal SMB,,5\nTotal,,305\n", ["2:Bolt|ENT|100", "3:Core|ENT|200", "4-subtotal", "5:Dune|SMB|5", "6-subtotal", "7-totals"]],
  ["a group beside the word", "c,plan,mrr\nBolt,A,100\nBolt,B,200\nBolt,Subtotal,300\nCore,A,5\n", ["2:Bolt|A|100", "3:Bolt|B|200", "4-subtotal", "5:Core|A|5"]],
  ["an unlabelled sum at the end", "c,plan,mrr\nBolt,A,100\nBolt,B,200\n,,300\n", ["2:Bolt|A|100", "3:Bolt|B|200", "4-totals"]],
  ["an unlabelled number that is no sum is refused by name elsewhere", "c,plan,mrr\nBolt,A,100\nBolt,B,200\n,,301\n", ["2:Bolt|A|100", "3:Bolt|B|200", "4:||301"]],
  ["a header again", "c,plan,mrr\nBolt,A,100\nC,Plan,MRR\nBolt,B,200\n", ["2:Bolt|A|100", "3-repeated_header", "4:Bolt|B|200"]],
  ["a line cut short is refused", "c,plan,mrr\nBolt,A,100\nCore,A\nBolt,B,200\n", ["2:Bolt|A|100", "3!cell_count", "4:Bolt|B|200"]],
  ["a line without its amount stays a line", "c,start,plan,mrr\nBolt,2025-01-01,A,100\nCore,2025-01-01,A,\nDune,2025-01-01,B,200\n", ["2:Bolt|2025-01-01|A|100", "3:Core|2025-01-01|A|", "4:Dune|2025-01-01|B|200"]],
])("%s", async (_, text, rows) => {
  expect(await short(text)).toEqual(rows);
});

test.each([
  ["Month,Acme,Acme,Initech\nproduct,Core,Addon,Addon\n", ["Month | product", "Acme | Core", "Acme | Addon", "Initech | Addon"]],
  ["Month,Acme,Bolt,Initech\nproduct,Core,Plus,Addon\n", ["Month | product", "Acme | Core", "Bolt | Plus", "Initech | Addon"]],
  ["Month,Acme,,Initech\n,Core,Addon,Addon\n", ["Month |", "Acme | Core", "Acme | Addon", "Initech | Addon"]],
  ["MRR of all,,,\nMonth,Acme,Bolt,Initech\n", ["Month", "Acme", "Bolt", "Initech"]],
])("months down under %j", async (head, header) => {
  const table = await opened(`${head}2026-09,100,200,300\n2026-10,100,200,300\n2026-11,100,200,300\n`);
  expect([table.header, (await shortRows(table)).length]).toEqual([header, 3]);
});

test("the delimiter is told by all rows, not by a title", async () => {
  const table = await opened("Report, as of today, by Jane\n\nCustomer;Start;MRR\nAcme;2025-01-01;1.200,00\nBolt;2025-01-01;300,00\n");
  expect(table.header).toEqual(["Customer", "Start", "MRR"]);
  expect(await shortRows(table)).toEqual(["4:Acme|2025-01-01|1.200,00", "5:Bolt|2025-01-01|300,00"]);
});

test.each([",,,,\n", "\n\n", " \n,,,,\n\n"])("blank rows above the header, as %j", async (blank) => {
  const table = await opened(`${blank},Customer,Start,MRR,\n,Acme,2025-01-01,100,\n,Bolt,2025-02-01,200,\n`);
  expect(table.header).toEqual(["", "Customer", "Start", "MRR", ""]);
  const row = blank.split("\n").length + 1;
  expect(await shortRows(table)).toEqual([`${row}:|Acme|2025-01-01|100|`, `${row + 1}:|Bolt|2025-02-01|200|`]);
});

test("a title that is no record is no matter", async () => {
  expect((await opened('The "ARR" list\nCustomer,Start,MRR\nAcme,2025-01-01,100\nBolt,2025-01-01,100\n')).header).toEqual(["Customer", "Start", "MRR"]);
});

test("the header row that a person names", async () => {
  const table = await opened("a,b,c\nCustomer,Start,MRR\nAcme,2025-01-01,100\n", { headerRow: 2 });
  expect([table.header, await shortRows(table)]).toEqual([["Customer", "Start", "MRR"], ["3:Acme|2025-01-01|100"]]);
  const outcome = await openTable(join(folder, "lines.csv"), { headerRow: 40 });
  expect("problems" in outcome && outcome.problems[0]).toMatchObject({ code: "header-row-missing" });
});

test("JSON lines have no header to find, and keep their numbers as written", async () => {
  const table = await opened('{"customer":"Total","mrr":1.10}\n{"customer":"Acme","mrr":12345678901234567890.123}\n');
  expect(table).toMatchObject({ headerRow: 0, header: ["customer", "mrr"] });
  expect(await shortRows(table)).toEqual(["1:Total|1.10", "2:Acme|12345678901234567890.123"]);
});

test("a file without sheets has none to choose", async () => {
  writeFileSync(join(folder, "lines.csv"), plainText);
  const outcome = await openTable(join(folder, "lines.csv"), { sheet: "Contracts" });
  expect("problems" in outcome && outcome.problems[0]).toMatchObject({ code: "sheet-without-sheets" });
});

test("a file that is not there", async () => {
  const outcome = await openTable(join(folder, "none.xlsx"));
  expect("problems" in outcome && outcome.problems[0]).toMatchObject({ code: "file-missing" });
});
