/** What goes wrong with files: cells, headers and rows that nobody expects, and bytes that were lost or doubled on the way. */
import type { TextTable } from "./containers.js";
import type { Dice } from "./dice.js";

const junk = [
  "", " ", "-", "n/a", "#REF!", "#DIV/0!", "0", "-1", "1e3", "1.200", "1,200", "1.200,00", "$1,200.00", "(500.00)", "45%", "€ 12", "12 USD", "١٢", "99999999999999999999999999999999999999", "0.000000000000000001",
  "2024-02-30", "31/12/2024", "12/31/2024", "2024-13-01", "9999-12-31", "0000-00-00", "45321", "Jan-24", "yesterday", "2024-01-01T23:59:59-12:00", "Total", "Grand total", "customer_id", '"', "a\nb", "a;b|c\td", "=1+1", "'",
  "x".repeat(5000), "\u0000", "\u202eabc", "🙂", "null", "TRUE", "Setup fee", "__proto__", "constructor",
];
const headers = ["", " ", "amount", "Amount", "MRR", "ARR", "TCV", "Start Date", "End Date", "customer_id", "Customer", "Jan-24", "2024-02", "Total", "Currency", "line_id", "quantity", "Status", "__proto__", "x".repeat(300), "Discount", "Month"];

type Change = (dice: Dice, table: TextTable) => void;

const cell: Change = (dice, { rows, header }) => {
  for (let times = dice.between(1, 3); times > 0 && rows.length > 0; times--) {
    const row = dice.one(rows);
    row[dice.below(Math.max(1, header.length))] = dice.one(junk);
  }
};
const column: Change = (dice, { rows, header }) => {
  const [at, text] = [dice.below(Math.max(1, header.length)), dice.one(junk)];
  for (const row of rows) row[at] = text;
};
const rename: Change = (dice, { header }) => {
  header[dice.below(Math.max(1, header.length))] = dice.one(headers);
};
const repeatColumn: Change = (dice, { header, rows }) => {
  const at = dice.below(Math.max(1, header.length));
  for (const row of [header, ...rows]) row.push(row[at] ?? "");
};
const dropColumn: Change = (dice, { header, rows, above, below }) => {
  const at = dice.below(Math.max(1, header.length));
  for (const row of [header, ...rows, ...above, ...below]) row.splice(at, 1);
};
const dropRow: Change = (dice, { rows }) => void rows.splice(dice.below(Math.max(1, rows.length)), dice.between(1, 3));
const repeatRow: Change = (dice, { rows }) => {
  if (rows.length > 0) rows.splice(dice.below(rows.length), 0, [...dice.one(rows)]);
};
const strangeRow: Change = (dice, { rows, header }) => {
  const kinds = [header.map(() => ""), [...header], header.map((_, at) => (at === 0 ? "Total" : "100")), header.map((_, at) => (at === 0 ? "Subtotal EMEA" : "")), ["a note that someone wrote"], header.map(() => dice.one(junk))];
  rows.splice(dice.below(rows.length + 1), 0, [...dice.one(kinds)]);
};
const raggedRow: Change = (dice, { rows }) => {
  if (rows.length === 0) return;
  const row = dice.one(rows);
  if (dice.often(50)) row.pop();
  else row.push(dice.one(junk));
};
const titles: Change = (dice, { above, header }) => void above.unshift(header.map((_, at) => (at === 0 ? dice.one(["Report", "", "2024", "Customer"]) : "")));
const noHeader: Change = (_dice, shape) => {
  shape.header = shape.rows.shift() ?? [];
};

const changes = [cell, cell, cell, column, rename, rename, repeatColumn, dropColumn, dropRow, repeatRow, strangeRow, strangeRow, raggedRow, titles, noHeader];

/** The table with one to three things gone wrong. */
export function mutatedTable(dice: Dice, table: TextTable): TextTable {
  const changed = structuredClone(table);
  for (let times = dice.between(1, 3); times > 0; times--) dice.one(changes)(dice, changed);
  const filled = (rows: string[][]) => rows.map((row) => Array.from(row, (text: string | undefined) => text ?? ""));
  return { above: filled(changed.above), header: filled([changed.header])[0]!, rows: filled(changed.rows), below: filled(changed.below) };
}

/** The bytes with some of them changed, lost, doubled, put in, or cut off. */
export function mutatedBytes(dice: Dice, bytes: Buffer): Buffer {
  let changed = Buffer.from(bytes);
  for (let times = dice.between(1, 4); times > 0 && changed.length > 1; times--) {
    const at = dice.below(changed.length);
    const [before, after, some] = [changed.subarray(0, at), changed.subarray(at), dice.between(1, 40)];
    switch (dice.below(6)) {
      case 0: changed[at] = dice.below(256); break;
      case 1: changed[at] = dice.one([0, 10, 13, 34, 44, 59, 9, 255, 123, 45]); break;
      case 2: changed = Buffer.concat([before, after.subarray(some)]); break;
      case 3: changed = Buffer.concat([before, after.subarray(0, some), after]); break;
      case 4: changed = Buffer.concat([before, Buffer.from(dice.one(['"', "\r", ",", "\n\n", "\ufeff", "\u0000", "ÿþ", "}", "PK\u0003\u0004", "PAR1"])), after]); break;
      default: if (dice.often(30)) changed = Buffer.from(before);
    }
  }
  return changed;
}
