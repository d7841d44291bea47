/** The account that an import gives of its rows: what the policy leaves out of ARR, what was taken for granted, why rows were ignored. */
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, type Problem } from "../domain/problem.js";
import type { LeftOut } from "../sources/table.js";
import type { Database, Row } from "./database.js";
import { moneyOf, type OutcomeMoney } from "./land.js";
import type { Assumption, FilledRows, RowSet } from "./row-set.js";
import { sqlFile } from "./sql-file.js";
import { groupedText } from "./stake.js";

/** kind_rules: the rules gave it a kind that does not count; include_kinds: it names one itself; plan: partial_year or sub_annual_plans; empty: its term has no day; rate: its currency has none; decision: people said that it counts nowhere. */
export type LeftOutReason = "kind_rules" | "include_kinds" | "plan" | "empty" | "rate" | "decision";

/** Used rows that are in no ARR on any day. */
export interface LeftOutOfArr {
  reason: LeftOutReason;
  kind: string;
  rows: number;
  /** Amount x quantity as written, each to its currency's minor unit. */
  money: OutcomeMoney[];
  /** Some of their products. */
  products: string[];
  /** What would count them; empty where that is no knob, but taking back a decision. */
  knob: string;
}

/** Why rows are ignored: empty, a row repeated unchanged, or left out by the reading of the table. */
export type IgnoredBy = Partial<Record<LeftOut | "repeated", number>>;

const knobs: Record<LeftOutReason, string> = {
  kind_rules: "kind_rules", include_kinds: "include_kinds", plan: "partial_year, sub_annual_plans", empty: "end_date_convention", rate: "fx", decision: "",
};

/** What the used rows leave out of ARR; to be asked when they are derived. */
export async function leftOutOfArr(db: Database): Promise<LeftOutOfArr[]> {
  const found: LeftOutOfArr[] = [];
  for (const row of await db.rows(sqlFile("land/left_out"))) {
    const [reason, kind] = [row["reason"] as LeftOutReason, String(row["kind"])];
    let one = found.find((other) => other.reason === reason && other.kind === kind);
    if (one === undefined) found.push((one = { reason, kind, rows: 0, money: [], products: [], knob: knobs[reason] }));
    const currency = String(row["currency"]);
    const every = Number(row["amount_every"]);
    const amountPer = String(row["amount_per"]);
    one.rows += Number(row["lines"]);
    one.money.push({ currency, amount_per: every === 1 ? amountPer : `${every} ${amountPer}s`, sum: decimalText(BigInt(String(row["written"])), minorPlaces(currency)) });
    one.products = [...new Set([...one.products, ...((row["products"] ?? []) as string[])])].slice(0, 3);
  }
  return found;
}

/** Rows of a workbook that nobody sees there and that count, with their money; to be asked when the rows are judged. */
export async function hiddenRows(db: Database, { source, hiddenRows: hidden = [] }: RowSet): Promise<Problem[]> {
  if (hidden.length === 0) return [];
  const rows = await db.rows(
    `select distinct row_no % 4294967296 as row from judged_row
     where outcome in ('used', 'unchanged') and row_no % 4294967296 in (select unnest(from_json($hidden, '["BIGINT"]'))) order by row`,
    { hidden: JSON.stringify(hidden) },
  );
  if (rows.length === 0) return [];
  const { used, unchanged } = await moneyOf(db, undefined, hidden);
  const money = [...used, ...unchanged].map(({ currency, amount_per, sum }) => `${currency} ${groupedText(sum)}${amount_per === "" ? "" : ` per ${amount_per}`}`).join("; ");
  return hiddenProblem(source, rows.map(({ row }) => Number(row)), money);
}

/** The same of a file about customers, whose rows have no money. */
export async function hiddenFacts(db: Database, { source, hiddenRows: hidden = [] }: RowSet): Promise<Problem[]> {
  const rows = hidden.length === 0 ? [] : await db.rows(`select row_no as row from judged_customer where verdict = 'used' and row_no in (select unnest(from_json($hidden, '["BIGINT"]'))) order by row`, { hidden: JSON.stringify(hidden) });
  return rows.length === 0 ? [] : hiddenProblem(source, rows.map(({ row }) => Number(row)), "");
}

function hiddenProblem(file: string, numbers: readonly number[], money: string): Problem[] {
  const named = `${numbers.slice(0, mostHiddenNamed).join(", ")}${numbers.length > mostHiddenNamed ? ", …" : ""}`;
  return [problem("rows-hidden", { rows: numbers.length, named, money }, { file, row: numbers[0]! })];
}

const mostHiddenNamed = 10;

/** How many decisions are told by name. */
const mostTold = 3;

/** Lines about which was decided and that the import ended or changed; to be asked when its versions are kept. */
export async function decidedLines(db: Database, file: string): Promise<Problem[]> {
  const rows = await db.rows(sqlFile("land/decided_ended"));
  if (rows.length === 0) return [];
  const examples = rows.slice(0, mostTold).map((row) => `${String(row["question"])} ${String(row["choice"])}, ${String(row["line_id"])} ${changeText(row)}`);
  const lines = new Set(rows.map((row) => String(row["line_id"]))).size;
  return [problem("decided-lines", { lines, examples: examples.join("; "), more: rows.length - examples.length }, { file })];
}

const changeText = ({ is_ended, is_void }: Row): string => (is_ended === true ? "ended" : is_void === true ? "has another amount now, to which the answer does nothing" : "changed");

/** Why rows were ignored, those that the reading left out included. */
export async function ignoredBy(db: Database, filled: FilledRows): Promise<IgnoredBy> {
  const counts: IgnoredBy = Object.fromEntries((filled.leftOut ?? []).map(({ why, rows }) => [why, rows]));
  const { blank, repeated } = await db.row(
    "select count(*) filter (where is_blank) as blank, count(*) filter (where not is_blank) as repeated from judged_row join typed_row using (row_no) where outcome = 'ignored'",
  );
  if (Number(blank) > 0) counts.blank = (counts.blank ?? 0) + Number(blank);
  if (Number(repeated) > 0) counts.repeated = Number(repeated);
  return counts;
}

/** What was taken for granted of the used rows, under a policy and as of a day. */
export async function assumptionsOf(db: Database, policy: Policy, on: string): Promise<Assumption[]> {
  const row = await db.row(sqlFile("land/assumption"), { on });
  const count = (name: string) => Number(row[name] ?? 0);
  const all = count("lines");
  const told: Assumption[] = [];
  const say = (rows: number, text: string, knob?: string) => {
    if (rows > 0) told.push({ text: `${rows === all ? `${all === 1 ? "The row" : `All ${shown(all)} rows`}` : plural(rows)} ${text}`, ...(knob === undefined ? {} : { knob }) });
  };
  const ends = policy.end_date_convention === "inclusive" ? "the last day of the term" : "the first day after the term";
  const hint = policy.end_date_convention === "exclusive" && count("last_days") * 2 > count("with_end") ? `, though ${shown(count("last_days"))} would make whole months if it were the last day: probably it is` : "";
  say(count("without_currency"), `without a currency: read as ${policy.reporting_currency}`, "reporting_currency");
  say(count("without_kind"), `without a kind: ${kindsText(count("without_kind"), count("ruled"))}`, "kind_rules");
  say(count("with_end"), `with an end: it is taken as ${ends}${hint}`, "end_date_convention");
  say(count("ended"), `ended by today without a notice: ${expiredText[policy.expired]}`, "expired");
  say(count("without_end"), "without an end: open-ended, counted until one comes");
  return told;
}

const expiredText: Record<Policy["expired"], string> = {
  churn: "lost on that day unless another line renews it", renewed_if_auto_renew: "run on where auto_renew says so", hold: "held until another line renews them",
};

function kindsText(rows: number, ruled: number): string {
  if (ruled === 0) return "recurring, as no rule names their products";
  return ruled === rows ? "told by the rules" : `${shown(ruled)} told by the rules, the others recurring`;
}

const shown = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const plural = (rows: number): string => `${shown(rows)} row${rows === 1 ? "" : "s"}`;
