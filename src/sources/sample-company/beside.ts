/** What stands beside the contract list of the sample company: tables that `annua inputs import` takes, made of the same story. */
import type { Block } from "./block.js";
import { csvRecord } from "./csv.js";
import { eventColumns, eventsOf } from "./events.js";
import { financeOf, type FinanceMonth } from "./finance.js";
import { addBlock, emptyMonths, type Month } from "./months.js";
import { targetsOf, type TargetMonth } from "./targets.js";
import { noteColumns, renewalColumns, saveColumns, toldOfCustomers, type ToldOfCustomers } from "./told-of-customers.js";
import type { Timeline } from "./timeline.js";

export const besideNames = ["inputs", "events", "saves", "notes", "renewals"] as const;

/** A table beside the list: what it tells of, and its CSV text. */
export interface BesideTable {
  name: (typeof besideNames)[number];
  csv: string;
}

/** Customers of whom people speak: those of so many blocks, so that a large company has no more to read. */
const spokenBlocks = 5;

const groups = ["segment", "csm"] as const;
const targets = ["new", "expansion", "contraction", "churn", "reactivation", "opening", "closing", "net_new", "customers", "new_customers", "churned_customers"].map((row) => `target_${row}`);
const figures = ["revenue", "billings", "sales_and_marketing", "net_burn", "headcount", "cs_cost"] as const;
const margins = ["gross_margin_pct", "operating_margin_pct", "ebitda_margin_pct", "fcf_margin_pct"] as const;
const inputColumns = ["period", ...groups, ...targets, ...figures, ...margins, "note", "recorded_on"];

type InputRow = Readonly<Partial<Record<string, string>>>;

/** The tables, of the blocks of the company in their order. */
export function besideTables(timeline: Timeline, seed: number, blocks: Iterable<Block>): BesideTable[] {
  const months = emptyMonths(timeline);
  const told: ToldOfCustomers = { saves: [], renewals: [], notes: [] };
  let events: string[][] = [];
  let csmLeaves = timeline.months;
  let number = 0;
  for (const block of blocks) {
    addBlock(months, block);
    if (number === 0) [events, csmLeaves] = [eventsOf(block), timeline.month(block.csmLeaves)];
    if (number < spokenBlocks) for (const [name, rows] of Object.entries(toldOfCustomers(block, number))) told[name as keyof ToldOfCustomers].push(...(rows as string[][]));
    number++;
  }
  const rows = [...targetRows(timeline, targetsOf(months, seed)), ...financeRows(timeline, months, seed, csmLeaves)].map((row) => inputColumns.map((name) => row[name] ?? ""));
  const tables: [BesideTable["name"], readonly string[], string[][]][] = [
    ["inputs", inputColumns, rows], ["events", eventColumns, events], ["saves", saveColumns, byDay(told.saves, 0)], ["notes", noteColumns, byDay(told.notes, 0)], ["renewals", renewalColumns, byDay(told.renewals, renewalColumns.length - 1)],
  ];
  // a table of a company so small that nothing is told of it would be a header without rows
  return tables.filter(([, , all]) => all.length > 0).map(([name, header, all]) => ({ name, csv: [header, ...all].map((cells) => csvRecord(cells, cells.map((_, at) => at))).join("") }));
}

/** Rows by a day in one of their cells; those of one day as they are. */
const byDay = (rows: string[][], at: number): string[][] => rows.sort((a, b) => (a[at]! < b[at]! ? -1 : a[at]! > b[at]! ? 1 : 0));

/** The plan by segment, and of the whole as their sum; it was made on the day before its year began. */
function* targetRows(timeline: Timeline, planned: readonly TargetMonth[]): Generator<InputRow> {
  const firstPlanned = timeline.months - 24;
  const inOrder = [...planned].sort((a, b) => a.month - b.month);
  for (const [at, target] of inOrder.entries()) {
    const made = timeline.iso(timeline.start(firstPlanned + Math.floor((target.month - firstPlanned) / 12) * 12) - 1);
    const base = { period: timeline.iso(timeline.start(target.month)).slice(0, 7), note: "Budget", recorded_on: made };
    if (at % 3 === 0) yield { ...base, ...targetCells(sumOf(inOrder.slice(at, at + 3))) };
    yield { ...base, segment: target.segment, ...targetCells(target) };
  }
}

const summed = ["new", "expansion", "contraction", "churn", "reactivation", "opening", "closing", "customers", "newCustomers", "churnedCustomers"] as const;

const sumOf = (parts: readonly TargetMonth[]): TargetMonth => ({ ...parts[0]!, ...Object.fromEntries(summed.map((name) => [name, parts.reduce((sum, part) => sum + part[name], 0)])) });

function targetCells({ opening, closing, customers, newCustomers, churnedCustomers, ...flows }: TargetMonth): InputRow {
  const money = { new: flows.new, expansion: flows.expansion, contraction: flows.contraction, churn: flows.churn, reactivation: flows.reactivation, opening, closing, net_new: closing - opening };
  const counts = { customers, new_customers: newCustomers, churned_customers: churnedCustomers };
  const cells = [...Object.entries(money).map(([name, cents]) => [name, String(cents / 100)]), ...Object.entries(counts).map(([name, many]) => [name, String(many)])];
  return Object.fromEntries(cells.map(([name, text]) => [`target_${name}`, text]));
}

/** Each month as its books were closed. */
function* financeRows(timeline: Timeline, months: readonly Month[], seed: number, csmLeaves: number): Generator<InputRow> {
  for (const [at, month] of financeOf(months, seed, csmLeaves).entries()) {
    const base = { period: timeline.iso(timeline.start(at)).slice(0, 7), recorded_on: timeline.iso(Math.min(timeline.lastDay, timeline.start(at + 1) + 8)) };
    yield { ...base, ...figureCells(month), note: "General ledger: services and usage are in revenue, credits are taken off" };
    for (const [csm, cost] of month.cs_cost) yield { ...base, csm, cs_cost: String(cost / 100) };
  }
}

function figureCells(month: FinanceMonth): InputRow {
  const money = figures.slice(0, 4).map((name) => [name, String((month[name as keyof FinanceMonth] as number) / 100)]);
  const cost = [...month.cs_cost.values()].reduce((sum, one) => sum + one, 0);
  return { ...Object.fromEntries(money), headcount: String(month.headcount), cs_cost: String(cost / 100), ...Object.fromEntries(margins.map((name) => [name, `${tenths(month[name])}%`])) };
}

/** -104 -> -10.4 */
const tenths = (permille: number): string => `${permille < 0 ? "-" : ""}${Math.floor(Math.abs(permille) / 10)}.${Math.abs(permille) % 10}`;
