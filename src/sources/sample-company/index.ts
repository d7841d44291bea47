/**
 * The sample company: a believable B2B software company as contract lines, for demonstrations, tests and benchmarks.
 * It is made in blocks of about 400 customers, each a small company that meets its own budgets, so that it streams at any size.
 */
import { refuse } from "../../domain/problem.js";
import { besideTables, type BesideTable } from "./beside.js";
import type { Block } from "./block.js";
import { liveThrough } from "./company.js";
import { csvRecord } from "./csv.js";
import { customerRows, freeTextColumns, sampleColumns, type Numbering } from "./rows.js";
import { Timeline } from "./timeline.js";

export { besideNames, type BesideTable } from "./beside.js";
export { sampleColumns } from "./rows.js";

export interface SampleOptions {
  /** How many customers ever signed anything; 400. */
  customers?: number | undefined;
  /** Which of the companies; 1. */
  seed?: number | undefined;
  /** The last month of the history, YYYY-MM; the last whole one by the UTC clock. */
  until?: string | undefined;
  /** Length of the history; 4. */
  years?: number | undefined;
}

type Chosen = { [K in keyof SampleOptions]-?: NonNullable<SampleOptions[K]> };

/** The policy that goes with the company: its books are in dollars, at one budget rate each for its other currencies. */
export const samplePolicy = { reporting_currency: "USD", fx: { mode: "constant", rates: { EUR: "1.10", GBP: "1.27" } } } as const;

const blockSize = 400;
const chunkRows = 2_000;

/**
 * The company as rows of text: first the names of the columns, then about four rows a customer. The same options give the same rows on
 * every machine; memory does not grow with the number of customers.
 * @throws ProblemError for an option out of range.
 */
export function sampleCompany(options: SampleOptions = {}): Generator<string[], void> {
  return rows(checked(options));
}

/** The same as CSV text (RFC 4180, line feeds), in chunks of whole records. */
export function sampleCsv(options: SampleOptions = {}): Generator<string, void> {
  return chunks(sampleCompany(options));
}

/**
 * What people tell beside the list, as tables that `annua inputs import` takes: targets and what the finance team knows by month, key events, saves, notes,
 * words on renewals. It agrees with the list of the same options.
 * @throws ProblemError for an option out of range.
 */
export function sampleBeside(options: SampleOptions = {}): BesideTable[] {
  const chosen = checked(options);
  const timeline = new Timeline(chosen.until, chosen.years);
  return besideTables(timeline, chosen.seed, stories(timeline, chosen));
}

function* stories(timeline: Timeline, { customers, seed }: Chosen): Generator<Block, void> {
  const blocks = Math.max(1, Math.round(customers / blockSize));
  for (let block = 0; block < blocks; block++) {
    const from = Math.floor((customers * block) / blocks);
    const to = Math.floor((customers * (block + 1)) / blocks);
    yield liveThrough(timeline, to - from, seed, block, from + 1);
  }
}

function* rows(chosen: Chosen): Generator<string[], void> {
  yield [...sampleColumns];
  const numbering: Numbering = { line: 0, contract: 0 };
  for (const story of stories(new Timeline(chosen.until, chosen.years), chosen)) {
    for (const customer of story.customers) for (const row of customerRows(story, customer, numbering)) yield row;
  }
}

function* chunks(all: Generator<string[], void>): Generator<string, void> {
  let text = "";
  let held = 0;
  for (const row of all) {
    text += csvRecord(row, freeTextColumns);
    if (++held === chunkRows) {
      yield text;
      text = "";
      held = 0;
    }
  }
  if (held > 0) yield text;
}

function checked(options: SampleOptions): Chosen {
  const { customers = 400, seed = 1, until = lastMonth(new Date()), years = 4 } = options;
  whole("customers", customers, 1, 10_000_000);
  whole("seed", seed, 0, 4_294_967_295);
  whole("years", years, 3, 10);
  if (!/^(19[89]\d|20[0-8]\d)-(0[1-9]|1[0-2])$/.test(until)) {
    refuse("sample-option", { option: "until", value: until, expected: "a month from 1980-01 to 2089-12, such as 2025-12" });
  }
  return { customers, seed, until, years };
}

function whole(option: keyof SampleOptions, value: number, low: number, high: number): void {
  if (Number.isSafeInteger(value) && value >= low && value <= high) return;
  refuse("sample-option", { option, value: String(value), expected: `a whole number from ${low} to ${high}` });
}

/** The month before the one that holds `now`. */
function lastMonth(now: Date): string {
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  return before.toISOString().slice(0, 7);
}
