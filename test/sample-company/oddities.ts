/** How often a company shows each thing that real books show: counted in the rows of its file, not taken from its maker. */
import { presentRows, recurringLines, type PlainLine, type Row } from "./plain-book.js";

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const by = <T extends Row>(rows: readonly T[], ...columns: string[]): T[][] => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = columns.map((column) => row[column]).join("|");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
};
const distinct = (rows: readonly Row[], column: string): number => new Set(rows.map((row) => row[column])).size;
const termMonths = (row: Row): number => (row["end_date"] === "" ? 0 : Math.round(days(row["start_date"]!, row["end_date"]!) / 30.4));

/** Counts by name of oddity; `lastDay` is the last of the history. */
export function oddities(rows: readonly Row[], lastDay: string): Record<string, number> {
  const present = presentRows(rows);
  const paid = recurringLines(rows).filter((line) => Number(line["amount"]) > 0);
  return {
    ...termsAndKinds(present, paid), ...sizes(present, paid), ...renewals(paid, lastDay), ...endings(paid, lastDay),
    ...records(rows, present), ...people(rows, present, paid),
  };
}

function termsAndKinds(present: readonly Row[], paid: readonly PlainLine[]): Record<string, number> {
  const length = (from: number, to: number): number => paid.filter((line) => termMonths(line) >= from && termMonths(line) <= to).length;
  const kind = (name: string): Row[] => present.filter((row) => row["kind"] === name);
  return {
    month_to_month: paid.filter((line) => line["end_date"] === "").length,
    half_year: length(6, 6),
    annual: length(12, 12),
    multi_year: length(23, 37),
    priced_by_the_term: paid.filter((line) => line["amount_per"] === "term").length,
    every_three_months: paid.filter((line) => line["amount_every"] === "3").length,
    seats: paid.filter((line) => Number(line["quantity"]) > 1).length,
    trial: kind("recurring").filter((row) => Number(row["amount"]) === 0).length,
    usage: kind("usage").length,
    one_time: kind("one_time").length,
    services: kind("services").length,
    kind_left_empty: kind("").length,
    implementation_without_kind: kind("").filter((row) => row["product"] === "Implementation services").length,
    overage_without_kind: kind("").filter((row) => /overage/.test(row["product"]!)).length,
  };
}

function sizes(present: readonly Row[], paid: readonly PlainLine[]): Record<string, number> {
  const contracts = by(paid.filter((line) => line["end_date"] !== ""), "contract_id", "customer_id", "product");
  const chains = by(paid, "customer_id", "product").flatMap((lines) => lines.slice(1).map((line, i) => ({ line, before: lines[i]! })));
  const renewed = chains.filter(({ line, before }) => line["contract_id"] !== before["contract_id"] && line["amount_per"] === before["amount_per"]);
  const customers = by(paid, "customer_id");
  return {
    ramp: contracts.filter((lines) => lines.some((line) => lines.some((next) => next["start_date"] === line["end_date"]))).length,
    uplift: renewed.filter(({ line, before }) => Number(line["quantity"]) > 1 && Number(line["amount"]) > Number(before["amount"])).length,
    cross_sell: customers.filter(([first, ...later]) => later.some((line) => line["product"] !== first!["product"] && line["start_date"]! > first!["start_date"]!)).length,
    all_four_products: customers.filter((lines) => distinct(lines, "product") === 4).length,
    discount_that_ends: paid.filter((line) => line["discount_until"] !== "").length,
    discount_that_stays: paid.filter((line) => line["discount_percent"] !== "" && line["discount_until"] === "").length,
    discount_amount: paid.filter((line) => line["discount_amount"] !== "").length,
    negative_line: paid.filter((line) => Number(line["quantity"]) < 0).length,
    amendment: chains.filter(({ line, before }) => line["replaces"] !== "" && line["contract_id"] === before["contract_id"]).length,
    go_live_later: present.filter((row) => row["live_on"] !== "" && row["live_on"]! > row["start_date"]!).length,
  };
}

/** A line and one of the same customer and product that starts later. */
interface Succession {
  line: PlainLine;
  next: PlainLine;
}

/** Every such two lines, of lines that are worth something and have an end. */
function successions(lines: readonly PlainLine[]): Succession[] {
  const later = (line: PlainLine, group: PlainLine[]): PlainLine[] => group.filter((next) => next["start_date"]! > line["start_date"]!);
  const groups = by(lines, "customer_id", "product");
  return groups.flatMap((group) => group.filter((line) => line["end_date"] !== "").flatMap((line) => later(line, group).map((next) => ({ line, next }))));
}

function renewals(paid: readonly PlainLine[], lastDay: string): Record<string, number> {
  const positive = paid.filter((line) => Number(line["quantity"]) > 0);
  const all = successions(positive);
  const nearest = by(all.map(({ line, next }) => ({ ...next, follows: line["line_id"]!, gap: String(days(line.stops, next["start_date"]!)) })), "follows");
  const gaps = nearest.map((nexts) => Math.min(...nexts.map((next) => Number(next["gap"]))));
  return {
    late_renewal: gaps.filter((gap) => gap > 0 && gap < 90).length,
    early_renewal: all.filter(({ line, next }) => next["replaces"] === line["line_id"] && next["contract_id"] !== line["contract_id"] && next["start_date"]! < line["end_date"]!).length,
    unlinked_overlap: all.filter(({ line, next }) => next["replaces"] === "" && next["start_date"]! < line.stops).length,
    signed_late: positive.filter((line) => line["signed_on"]! > line["start_date"]!).length,
    reactivation: by(positive, "customer_id").filter(cameBack).length,
    signed_not_live: by(positive, "customer_id").filter((lines) => lines.every((line) => line["signed_on"]! <= lastDay && line["start_date"]! > lastDay)).length,
    renewal_signed_ahead: all.filter(({ next }) => next["start_date"]! > lastDay).length,
  };
}

/** Whether a customer had nothing for ninety days and more, and then something. */
function cameBack(lines: readonly PlainLine[]): boolean {
  const inOrder = [...lines].sort((a, b) => (a["start_date"]! < b["start_date"]! ? -1 : 1));
  let covered = inOrder[0]!.stops;
  for (const line of inOrder) {
    if (covered < line["start_date"]! && days(covered, line["start_date"]!) >= 90) return true;
    if (line.stops > covered) covered = line.stops;
  }
  return false;
}

function endings(paid: readonly PlainLine[], lastDay: string): Record<string, number> {
  const positive = paid.filter((line) => Number(line["quantity"]) > 0);
  const soon = successions(positive).filter(({ line, next }) => days(line.stops, next["start_date"]!) < 90);
  const followed = new Set(soon.map(({ line }) => line["line_id"]));
  const ended = positive.filter((line) => line.stops <= lastDay && line.stops === line["end_date"] && !followed.has(line["line_id"]));
  const silent = ended.filter((line) => line["cancelled_on"] === "");
  return {
    cancelled: ended.filter((line) => line["cancelled_on"] !== "").length,
    ended_without_notice: silent.filter((line) => line["auto_renew"] !== "true").length,
    only_auto_renew_goes_on: silent.filter((line) => line["auto_renew"] === "true").length,
    auto_renewed_and_written: positive.filter((line) => line["auto_renew"] === "true" && followed.has(line["line_id"])).length,
    notice_with_future_end: positive.filter((line) => line["cancelled_on"] !== "" && line["cancelled_on"]! <= lastDay && line["end_date"]! > lastDay).length,
  };
}

function records(rows: readonly Row[], present: readonly Row[]): Record<string, number> {
  const versions = by(rows, "line_id").filter((lines) => lines.length > 1);
  const customers = by(present, "customer_id");
  const changed = (groups: Row[][], column: string): number => groups.filter((lines) => distinct(lines, column) > 1).length;
  return {
    corrected_amount: changed(versions, "amount"),
    corrected_start: changed(versions, "start_date"),
    notice_recorded_later: changed(versions, "cancelled_on"),
    taken_out_again: rows.filter((row) => row["superseded_on"] !== "").length,
    customer_with_two_names: changed(customers, "customer_name"),
    changed_segment: changed(customers, "segment"),
    changed_csm: changed(customers, "csm"),
  };
}

function people(rows: readonly Row[], present: readonly Row[], paid: readonly PlainLine[]): Record<string, number> {
  const customers = by(present, "customer_id");
  const acquired = paid.filter((line) => line["origin"] === "acquisition");
  const bought = new Set(acquired.map((line) => line["customer_id"]));
  const ids = new Set(present.map((row) => row["customer_id"]));
  return {
    rarest_of_three_currencies: rarest(customers, "currency", 3),
    rarest_of_five_regions: rarest(customers, "region", 5),
    rarest_of_ten_industries: rarest(customers, "industry", 10),
    rarest_of_three_segments: rarest(customers, "segment", 3),
    rarest_of_six_csms: rarest(customers, "csm", 6),
    child_of_a_customer: customers.filter((lines) => ids.has(lines[0]!["parent_id"])).length,
    child_of_a_holding: customers.filter((lines) => lines[0]!["parent_id"]!.startsWith("G-")).length,
    acquired_on_one_day: distinct(acquired, "start_date") === 1 ? bought.size : 0,
    acquired_and_renewed_without_the_mark: new Set(paid.filter((line) => line["origin"] === "" && bought.has(line["customer_id"])).map((line) => line["customer_id"])).size,
    rows_a_customer: Math.floor(rows.length / customers.length),
  };
}

/** Customers that have the rarest value of a column; 0 unless there are so many values. */
function rarest(customers: Row[][], column: string, values: number): number {
  const counts = new Map<string, number>();
  for (const lines of customers) for (const value of new Set(lines.map((line) => line[column]!))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts.size === values ? Math.min(...counts.values()) : 0;
}
