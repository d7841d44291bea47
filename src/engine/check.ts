/**
 * The checks of a book: laws that every figure must satisfy, and warnings about the data that change no number but matter.
 * Each is one file of src/sql/check that gives the offending rows of the derivation in use; none means that it passes.
 */
import { checks, type Check } from "../catalogue/checks.js";
import type { ReportRow } from "../catalogue/result.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import { problem, type Problem, type ProblemCode } from "../domain/problem.js";
import type { Database, Row, SqlParams } from "./database.js";
import { bindView } from "./derive.js";
import { sqlFile } from "./sql-file.js";

/** The offending rows of a check: how many lines or days they stand for, the ARR that hangs on all of them, and the largest. */
interface Finding {
  offending: number;
  arrAtStake: bigint | null;
  worst: Row[];
}

/** After `with offence as (…)`: the first offending rows of a law. */
const broken = "select offence.*, count(*) over () as offending, reporting_currency from offence cross join policy order by subject limit cast($limit as bigint)";

/** The same of a warning: those with most at stake, where they come from, and what all of them come to. */
const warned = `
, worst as (
  select * from offence order by arr_at_stake desc nulls last, lines desc, line_key, subject limit cast($limit as bigint)
), total as (
  select cast(sum(lines) as bigint) as offending, cast(sum(arr_at_stake) as hugeint) as total_at_stake from offence
)
select worst.*, total.*, import.source as file, source_row as row, reporting_currency
from worst cross join total cross join policy left join line_version using (line_key) left join import using (import_id)
order by worst.arr_at_stake desc nulls last, lines desc, line_key, subject`;

/** What the report `check` says, or some checks of it, and the laws that do not hold as problems. */
export async function checkBook(db: Database, on: string, places: number, chosen: readonly Check[] = checks): Promise<{ rows: ReportRow[]; problems: Problem[] }> {
  await bindRelations(db);
  const rows: ReportRow[] = [];
  const problems: Problem[] = [];
  for (const check of chosen) {
    const finding = await findingOf(db, check, { on, limit: 1 });
    const largest = finding.worst[0];
    const example = largest === undefined ? null : exampleOf(check, largest, places);
    if (example !== null && check.severity === "law") problems.push(problem("law-broken", { sentence: check.sentence, example, offending: String(finding.offending) }));
    rows.push({
      check: check.name,
      passed: example === null ? "yes" : "no",
      severity: check.severity,
      arr_at_stake: finding.arrAtStake === null ? null : decimalText(finding.arrAtStake, places),
      offending: finding.offending,
      example,
    });
  }
  return { rows, problems };
}

/**
 * Warnings about the data under the derivation in use, errors first and then those on which most ARR hangs; at most `limit`, of each kind too.
 * `today` is the close on which a customer's ARR is told, and until which an end lies in the past; `places` are the decimals of the
 * reporting currency.
 */
export async function warningsOf(db: Database, today: string, places: number, limit: number): Promise<Problem[]> {
  await bindRelations(db);
  const found: { warned: Problem; stake: bigint }[] = [];
  for (const check of checks.filter((c) => c.severity === "warning")) {
    const { worst } = await findingOf(db, check, { on: today, limit });
    for (const row of worst) found.push({ warned: warningOf(check.name, row, places), stake: stakeOf(row) ?? -1n });
  }
  const isError = (p: Problem) => Number(p.severity === "error");
  found.sort((a, b) => isError(b.warned) - isError(a.warned) || Number(b.stake > a.stake) - Number(b.stake < a.stake));
  return found.slice(0, limit).map(({ warned }) => warned);
}

/** The SQL of every check, one statement each. */
export function checkSql(): string {
  return checks.map((check) => `-- ${check.name}: ${check.sentence}\n${textOf(check)}`).join("\n");
}

async function bindRelations(db: Database): Promise<void> {
  await bindView(db);
  await db.runFile("question/written_line");
}

const textOf = (check: Check) => sqlFile(`check/${check.name.replaceAll("-", "_")}`);

async function findingOf(db: Database, check: Check, params: SqlParams): Promise<Finding> {
  const offence = textOf(check).trimEnd().replace(/;$/, "");
  const worst = await db.rows(`with offence as (\n${offence}\n)\n${check.severity === "law" ? broken : warned}`, params);
  const total = worst[0]?.["total_at_stake"];
  return { offending: Number(worst[0]?.["offending"] ?? 0), arrAtStake: total === null || total === undefined ? null : BigInt(String(total)), worst };
}

function exampleOf(check: Check, row: Row, places: number): string {
  if (check.severity === "warning") return warningOf(check.name, row, places).message;
  const shown = (value: Row[string]) => (row["unit"] === "money" ? `${grouped(BigInt(String(value)), places)} ${row["reporting_currency"]}` : String(value));
  return `${row["subject"]} ${shown(row["found"] ?? null)}, not ${shown(row["wanted"] ?? null)}.`;
}

function warningOf(code: string, row: Row, places: number): Problem {
  const stake = stakeOf(row);
  const at = row["file"] === null || row["file"] === undefined ? {} : { file: String(row["file"]), row: Number(row["row"]) };
  const warned = problem(code as ProblemCode, wordsOf(row, places) as never, at);
  return stake === null ? warned : { ...warned, arr_at_stake: decimalText(stake, places) };
}

/** The columns of a row as its sentence takes them: money in the reporting currency, or, as written, in the row's own. */
function wordsOf(row: Row, places: number): Record<string, string> {
  const ownPlaces = minorPlaces(String(row["currency"] ?? ""));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value === null) return [name, ""];
      if (name === "arr_at_stake") return [name, grouped(BigInt(String(value)), places)];
      if (name === "native" || name === "written") return [name, grouped(BigInt(String(value)), ownPlaces)];
      return [name, String(value)];
    }),
  );
}

const stakeOf = (row: Row) => (row["arr_at_stake"] === null ? null : BigInt(String(row["arr_at_stake"])));

/** 123456789n with 2 places -> 1,234,567.89 */
function grouped(minor: bigint, places: number): string {
  const [whole, ...rest] = decimalText(minor, places).split(".");
  return [whole!.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}
