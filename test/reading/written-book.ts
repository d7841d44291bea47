/** A small book written out in one of the shapes that lists come in, with what its writer would answer if asked. */
import type { ImportOptions } from "../../src/engine/import.js";
import { addDays, addMonths } from "../../src/domain/calendar.js";
import { asCsv, asJsonLines, asParquet, asWorkbook, type TextTable, type WrittenFile } from "./containers.js";
import type { Dice } from "./dice.js";
import { monthLines, termLines, type Per, type SmallLine } from "./small-book.js";
import { amountAs, amountSpellings, dateAs, dateSpellings, decimalOf, hasCents, orderOf, type AmountSpelling, type DateSpelling } from "./spell.js";

/** What a person who knows the file says of it. */
export type Truth = Pick<ImportOptions, "dateOrder" | "decimal" | "measure"> & { map: Record<string, string>; constants: Record<string, string> };

export interface WrittenBook extends WrittenFile {
  lines: SmallLine[];
  truth: Truth;
  /** Said from the start, as nothing in the file could tell it. */
  stated: ImportOptions;
  /** Rows that are lines; undefined where a row is no line. */
  rowsOfLines?: number;
}

const dressed = async (dice: Dice, table: TextTable, folder: string): Promise<WrittenFile> => {
  const isBare = table.above.length + table.below.length === 0 && table.rows.every((row) => row.some((text) => text !== ""));
  const kind = dice.below(isBare ? 8 : 5);
  if (kind < 3) return asCsv(dice, table);
  if (kind < 5) return asWorkbook(dice, table);
  return kind < 7 ? asJsonLines(dice, table) : asParquet(dice, table, folder);
};

const called: Record<string, readonly string[]> = {
  line_id: ["line_id", "Line ID", "Subscription ID", "Subscription Item ID"],
  customer_id: ["customer_id", "Customer", "Account Name", "Client", "Customer Name", "Company"],
  product: ["product", "Product Name", "Plan", "Item", "Product"],
  start_date: ["start_date", "Start Date", "Contract Start", "Term Start Date", "Service Start", "From"],
  end_date: ["end_date", "End Date", "Contract End", "Term End Date", "Service End", "To"],
  quantity: ["quantity", "Qty", "Seats", "Licenses"],
  amount_per: ["amount_per", "Billing Frequency", "Billing Period", "Per"],
};
const amountCalled: Record<Per, readonly string[]> = {
  month: ["MRR", "Monthly Fee", "Monthly Recurring Revenue", "Amount per Month"],
  quarter: ["Quarterly Fee", "Price per Quarter"],
  year: ["ARR", "ACV", "Annual Contract Value", "Annual Amount"],
  term: ["TCV", "Total Contract Value", "Contract Value", "Contract Total"],
};
const spans: Record<Per, readonly string[]> = { month: ["month", "Monthly", "MONTHLY"], quarter: ["quarter", "Quarterly", "QUARTERLY"], year: ["year", "Annual", "YEARLY"], term: ["term", "term", "TERM"] };

interface ListStyle {
  per: Per | "mixed";
  units: boolean;
  dates: DateSpelling;
  amounts: AmountSpelling;
  isInclusive: boolean;
  spanStyle: number;
}

function listStyle(dice: Dice): ListStyle {
  const per = dice.one<Per | "mixed">(["month", "quarter", "year", "term", "mixed", "mixed"]);
  return { per, units: per !== "term" && dice.often(35), dates: dice.one(dateSpellings), amounts: dice.one(amountSpellings), isInclusive: dice.often(30), spanStyle: dice.below(3) };
}

/** One column of the list: its field, or an attribute's name, its header and its cells. */
interface Column {
  field: string;
  name: string;
  textOf: (line: SmallLine, at: number) => string;
}

function listColumns(dice: Dice, style: ListStyle): Column[] {
  const column = (field: string, textOf: Column["textOf"], name = dice.one(called[field]!)): Column => ({ field, name, textOf });
  const { dates, amounts, per, units, isInclusive } = style;
  const endOf = ({ end_date }: SmallLine) => (end_date === "" ? "" : dateAs(dates, isInclusive ? addDays(end_date, -1) : end_date));
  const amountName = per === "mixed" ? dice.one(["amount", "Amount", "Price"]) : dice.one(amountCalled[per]);
  const columns = [
    column("customer_id", (line) => line.customer_id), column("product", (line) => line.product),
    column("start_date", (line) => dateAs(dates, line.start_date)), column("end_date", endOf),
    column("amount", (line) => amountAs(amounts, line.cents), units ? dice.one(["Unit Price", "Price per Unit"]) : amountName),
  ];
  if (dice.often(70)) columns.push(column("line_id", (line) => line.line_id));
  if (units) columns.push(column("quantity", (line) => String(line.quantity)));
  if (per === "mixed" || units) columns.push(column("amount_per", (line) => spans[line.amount_per][style.spanStyle]!));
  if (dice.often(40)) columns.push(column("attribute", (_, at) => ["EMEA", "US", "APAC"][at % 3]!, "Region"));
  if (dice.often(25)) columns.push(column("attribute", (_, at) => String(20 + at * 37), "Employees"));
  if (dice.often(25)) columns.push(column("attribute", (_, at) => (at % 3 === 0 ? "renewed by phone, see mail" : ""), "Notes"));
  return dice.often(50) ? dice.shuffled(columns) : columns;
}

/** Titles above, totals and notes below, blank rows between: what people add to a list for people. */
function framed(dice: Dice, header: string[], rows: string[][], total: { at: number; text: string } | undefined): TextTable {
  const wide = (texts: string[]) => [...texts, ...Array<string>(header.length - texts.length).fill("")];
  const isBare = dice.often(40);
  const above = isBare || dice.often(40) ? [] : [["Subscriptions of Example Inc."], ["As of last month"], [""]].slice(0, dice.between(1, 3)).map(wide);
  const between = !isBare && dice.often(40) ? rows.flatMap((row, at) => (at % 4 === 3 ? [row, wide([""])] : [row])) : rows;
  const below: string[][] = [];
  if (!isBare && total !== undefined && total.at > 0 && dice.often(60)) below.push(wide([dice.one(["Total", "TOTAL", "Grand total"])]).map((text, at) => (at === total.at ? total.text : text)));
  if (!isBare && dice.often(25)) below.push(wide([""]), wide(["Source: billing system"]));
  return { above, header, rows: between, below };
}

export async function writtenList(dice: Dice, folder: string): Promise<WrittenBook> {
  const style = listStyle(dice);
  const made = termLines(dice, style.per, style.units);
  const lines = hasCents(style.amounts) ? made : made.map((line) => ({ ...line, cents: Math.max(100, Math.floor(line.cents / 100) * 100) }));
  const columns = listColumns(dice, style);
  const rows = (dice.often(70) ? dice.shuffled(lines) : lines).map((line, at) => columns.map((column) => column.textOf(line, at)));
  const cents = lines.reduce((sum, line) => sum + line.cents, 0);
  const table = framed(dice, columns.map((column) => column.name), rows, { at: columns.findIndex((column) => column.field === "amount"), text: amountAs(style.amounts, cents) });
  const file = await dressed(dice, table, folder);
  const dateOrder = orderOf(style.dates);
  const truth: Truth = {
    ...(dateOrder === undefined ? {} : { dateOrder }), decimal: decimalOf(style.amounts),
    map: Object.fromEntries(columns.filter((column) => column.field !== "attribute").map((column) => [column.field, column.name])),
    constants: style.per === "mixed" ? {} : { amount_per: style.per },
  };
  const said = `${file.said}; dates ${style.dates}, amounts ${style.amounts}, per ${style.per}${style.units ? ", by units" : ""}, ends ${style.isInclusive ? "inclusive" : "exclusive"}`;
  return { ...file, said, lines, truth, stated: style.isInclusive ? { endConvention: "inclusive" } : {}, rowsOfLines: lines.length };
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthAs: Record<string, (iso: string) => string> = {
  "2024-01": (iso) => iso.slice(0, 7),
  "Jan-24": (iso) => `${monthNames[Number(iso.slice(5, 7)) - 1]!}-${iso.slice(2, 4)}`,
  "Jan 2024": (iso) => `${monthNames[Number(iso.slice(5, 7)) - 1]!} ${iso.slice(0, 4)}`,
  "2024-01-01": (iso) => iso,
  "2024-01-31": (iso) => addDays(addMonths(iso, 1), -1),
  "01/2024": (iso) => `${iso.slice(5, 7)}/${iso.slice(0, 4)}`,
};

/** Cents of a customer, or of a product of it, in a month. */
function cellsOf(lines: readonly SmallLine[], months: readonly string[], keyOf: (line: SmallLine) => string): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  for (const line of lines) {
    const row = cells.get(keyOf(line)) ?? months.map(() => 0);
    cells.set(keyOf(line), row.map((cents, at) => (line.start_date <= months[at]! && (line.end_date === "" || months[at]! < line.end_date) ? cents + line.cents : cents)));
  }
  return cells;
}

export async function writtenGrid(dice: Dice, folder: string): Promise<WrittenBook> {
  const { lines, months } = monthLines(dice);
  const layout = dice.one(["across", "across", "across", "down", "long"]);
  const measure = dice.one(["mrr", "arr"] as const);
  const byProduct = dice.often(40);
  const [monthStyle, empty, amounts] = [dice.one(Object.keys(monthAs)), dice.one(["", "", "0", "-"]), dice.one(["1200.00", "1,200.00", "$1,200.00", "1.200,00"] as const)];
  const cells = cellsOf(lines, months, (line) => JSON.stringify(byProduct ? [line.customer_id, line.product] : [line.customer_id]));
  const spelled = months.map((month) => monthAs[monthStyle]!(month));
  const textOf = (cents: number) => (cents === 0 ? empty : amountAs(amounts, cents * (measure === "arr" ? 12 : 1)));
  const keys = [...cells.keys()].map((key) => JSON.parse(key) as string[]);
  const amountsOf = (key: string[]) => cells.get(JSON.stringify(key))!;
  const names = byProduct ? ["Customer", "Product"] : ["Customer"];
  const totals = months.map((_, at) => amountAs(amounts, [...cells.values()].reduce((sum, row) => sum + row[at]!, 0) * (measure === "arr" ? 12 : 1)));
  let table: TextTable;
  if (layout === "across") {
    const rows = dice.shuffled(keys).map((key) => [...key, ...amountsOf(key).map(textOf)]);
    table = framed(dice, [...names, ...spelled], rows, undefined);
    if (table.above.length > 0 && dice.often(60)) table.below.push(["Total", ...names.slice(1).map(() => ""), ...totals]);
  } else if (layout === "down" && byProduct) {
    const rows = months.map((_, at) => [spelled[at]!, ...keys.map((key) => textOf(amountsOf(key)[at]!))]);
    table = { above: [[dice.one(["Month", ""]), ...keys.map(([name]) => name!)]], header: [dice.one(["Product", "Month"]), ...keys.map(([, product]) => product!)], rows, below: [] };
  } else if (layout === "down") {
    table = { above: [], header: ["Month", ...keys.map(([name]) => name!)], rows: months.map((_, at) => [spelled[at]!, ...keys.map((key) => textOf(amountsOf(key)[at]!))]), below: [] };
  } else {
    const rows = keys.flatMap((key) => amountsOf(key).flatMap((cents, at) => (cents === 0 && empty === "" && key !== keys[0] ? [] : [[spelled[at]!, ...key, textOf(cents)]])));
    table = { above: [], header: ["Month", ...names, measure.toUpperCase()], rows: dice.shuffled(rows), below: [] };
  }
  const file = await dressed(dice, table, folder);
  return {
    ...file, lines, stated: {},
    said: `${file.said}; grid ${layout}${byProduct ? " by product" : ""}, months ${monthStyle}, ${measure} ${amounts}, nothing is ${JSON.stringify(empty)}`,
    truth: { measure, decimal: decimalOf(amounts), map: { customer_id: "Customer", ...(byProduct ? { product: "Product" } : {}) }, constants: {} },
  };
}

