import { expect, test } from "vitest";
import { findHeader, type HeadRow } from "./header.js";
import { labelOf } from "./label.js";

/** Rows from lines of text, cells parted by bars; a blank line is a blank row. */
function rowsOf(text: string): HeadRow[] {
  const lines = text.split("\n").map((line, at) => ({ row: at + 1, cells: line.split("|").map((cell) => cell.trim()) }));
  return lines.filter(({ cells }) => cells.some((cell) => cell !== ""));
}

const namesOf = (text: string, wanted?: number) => findHeader(rowsOf(text), wanted)?.names;

test.each([
  ["in row 1", "Customer|Start|MRR\nAcme|2025-01-01|100\nBolt|2025-02-01|200", ["Customer", "Start", "MRR"]],
  ["under a title and a blank row", "ARR report\n\nCustomer|Start|MRR\nAcme|2025-01-01|100", ["Customer", "Start", "MRR"]],
  ["under notes of two cells", "Report:|Contracts\nAs of:|2025-04-01\nCustomer|Start|MRR\nAcme|2025-01-01|100\nBolt|2025-01-01|100", ["Customer", "Start", "MRR"]],
  ["of a grid", "Grid\nCustomer|2024-01-01|2024-02-01\nAcme|100|100\nBolt||50", ["Customer", "2024-01-01", "2024-02-01"]],
  ["of years", "Customer|2023|2024\nAcme|100|100\nBolt|75|50", ["Customer", "2023", "2024"]],
  ["without known words", "Foo|Bar|Baz\nx|1|2\ny|3|4", ["Foo", "Bar", "Baz"]],
  ["of texts only", "customer|plan|note\nAcme|Acme|pro\nBolt|basic|pro", ["customer", "plan", "note"]],
  ["with a column without a name", "|Customer|MRR\n0|Acme|100\n1|Bolt|200", ["", "Customer", "MRR"]],
  ["of a grid whose first month is dashes", "Month|Acme|Bolt\nJan 2024|-|-\nFeb 2024|\u2013|50\nMar 2024|70|50", ["Month", "Acme", "Bolt"]],
  ["of customers over products, over months of which most are dashes", "Month|Acme|Bolt\nMonth|Core|Data\nNov 2022|-|-\nDec 2022|-|-\nJan 2023|-|-\nFeb 2023|100|-\nMar 2023|100|70", ["Month | Month", "Acme | Core", "Bolt | Data"]],
  ["of years over months", "||2024|||2025\nCustomer|Segment|Jan|Feb|Mar|Jan\nAcme|ENT|1|2|3|4\nBolt|SMB|5|6|7|8", ["Customer", "Segment", "2024 Jan", "2024 Feb", "2024 Mar", "2025 Jan"]],
])("the header %s", (_, text, names) => {
  expect(namesOf(text)).toEqual(names);
});

test("merged groups over names are joined; a merged title is none", () => {
  const grouped: HeadRow[] = [
    { row: 3, cells: ["Customer", "Contract", "", "", "Owner"], spans: [[1, 3]] },
    { row: 4, cells: ["", "Start", "End", "Value"] },
    { row: 5, cells: ["Acme", "2025-01-01", "2026-01-01", "100", "Jane"] },
    { row: 6, cells: ["Bolt", "2025-01-01", "2026-01-01", "100", "Jane"] },
  ];
  expect(findHeader(grouped)).toMatchObject({ names: ["Customer", "Contract Start", "Contract End", "Contract Value", "Owner"], first: 0, last: 1 });
  const titled: HeadRow[] = [{ row: 1, cells: ["Acme ARR report"], spans: [[0, 2]] }, { row: 2, cells: ["Customer", "Start", "MRR"] }, { row: 3, cells: ["Acme", "2025-01-01", "100"] }];
  expect(findHeader(titled)?.names).toEqual(["Customer", "Start", "MRR"]);
});

test("a row that a person names is taken", () => {
  const text = "Old name|Old start|Old MRR\nCustomer|Start|MRR\nAcme|2025-01-01|100";
  expect(namesOf(text, 2)).toEqual(["Customer", "Start", "MRR"]);
  expect(namesOf(text, 9)).toBeUndefined();
});

test("a row of values is never taken for the header, whatever the columns are called", () => {
  const text = "id|synced|active|note|made|caption|name\np1|2024-05-19 12:34:06|true||2022-09-19|{}|Ultimate\np2|2024-05-19 12:34:06|true|Test|2022-09-19|{}|Og\np3|2024-05-19 12:34:06|true||2022-09-19|{}|Tick\np4|2024-05-19 12:34:06|true|x|2022-09-19|{}|Mob";
  expect(namesOf(text)).toEqual(["id", "synced", "active", "note", "made", "caption", "name"]);
});

test("one row, or none, is no table", () => {
  expect([namesOf(""), namesOf("Customer|MRR")]).toEqual([undefined, undefined]);
});

test.each([
  ["Total", "sure"], ["TOTAL:", "sure"], ["Grand Total (12 records)", "sure"], ["Total ARR", "sure"], ["Total for Acme", "sub"], ["Subtotal", "sub"], ["Sub-Total ENT", "sub"], ["Summe", "sure"], ["Zwischensumme", "sub"],
  ["Total Energies", "energies"], ["Acme Total", "acme"], ["TotalEnergies", undefined], ["Sumo Logic", undefined], ["Summit", undefined], ["Totally Inc", undefined], ["Acme", undefined],
])("the label %s", (text, expected) => {
  const label = labelOf(text);
  expect(label === undefined ? undefined : label.sure ? (label.sub ? "sub" : "sure") : label.of).toBe(expected);
});
