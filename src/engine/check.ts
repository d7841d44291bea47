/**
 * The checks of a book: laws that every figure must satisfy, and warnings about the data that change no number but matter.
 * Each is one file of src/sql/check that gives the offending rows of the derivation in use; none means that it passes.
 */
import { checks, type Check } from "../catalogue/checks.js";
import type { ReportRow } from "../catalogue/result.js";
import { minorPlaces } from "../domain/money.js";
import { problem, type Problem, type ProblemCode } from "../domain/problem.js";
import type { Database, Row, SqlParams } from "./database.js";
import { sqlFile } from "./sql-file.js";
import { grouped, stakeColumns, stakeFields, stakeOf, stakeText, type Stake } from "./stake.js";
import { supposeLines } from "./suppose.js";

/** The offending rows of a check: how many lines or days they stand for, the ARR that hangs on all of them, and the largest. */
interface Finding {
  offending: number;
  stake: Stake;
  worst: Row[];
}

/** After `with offence as (…)`: the first offending rows of a law. */
const broken = "select offence.*, count(*) over () as offending, reporting_currency from offence cross join policy order by subject limit cast($limit as bigint)";

/** The same of a warning: those with most at stake, where they come from, and what all of them come to. */
const warned = `
, told as (             -- a warning that looks at counted ARR only has no column "unrated"
  select * from offence union all by name select null::struct(currency varchar, native hugeint)[] as unrated where false
), worst as (
  select * from told order by arr_at_stake desc nulls last, lines desc, line_key, subject limit cast($limit as bigint)
), unrated_currency as (
  select currency, sum(native) as native from (select unnest(unrated, recursive := true) from told) group by currency
), total as (
  select cast(sum(lines) as bigint) as offending, cast(sum(arr_at_stake) as hugeint) as total_at_stake,
    (select list({'currency': currency, 'native': native} order by currency) from unrated_currency) as total_unrated
  from told
)
select worst.*, total.*, import.source as file, source_row as row, reporting_currency
from worst cross join total cross join policy left join line_version using (line_key) left join import using (import_id)
order by worst.arr_at_stake desc nulls last, lines desc, line_key, subject`;

/** What the report `check` says, or some checks of it, and the laws that do not hold as problems. */
export async function checkBook(db: Database, on: string, places: number, chosen: readonly Check[] = checks): Promise<{ rows: ReportRow[]; problems: Problem[] }> {
  const isTold = await bindRelations(db, on);
  const rows: ReportRow[] = [];
  const problems: Problem[] = [];
  for (const check of chosen) {
    const { offending, stake, worst } = await findingOf(db, check, { on, limit: 1 }, isTold);
    const largest = worst[0];
    const example = largest === undefined ? null : exampleOf(check, largest, { on, places });
    if (example !== null && check.severity === "law") problems.push(problem("law-broken", { sentence: check.sentence, example, offending: String(offending) }));
    rows.push({
      check: check.name,
      passed: example === null ? "yes" : "no",
      severity: check.severity,
      ...stakeColumns(stake, places),
      offending,
      example,
    });
  }
  return { rows, problems };
}

const everyCase = 1_000_000_000;

/** A row for each case that a check finds, those with most at stake first. */
export async function casesOf(db: Database, check: Check, on: string, places: number): Promise<ReportRow[]> {
  const { worst } = await findingOf(db, check, { on, limit: everyCase }, await bindRelations(db, on));
  return worst.map((row) => ({
    check: check.name, passed: "no", severity: check.severity, ...stakeColumns(ownStake(row), places), offending: Number(row["lines"] ?? 1), example: exampleOf(check, row, { on, places }),
  }));
}

/**
 * Warnings about the data under the derivation in use, errors first and then those on which most ARR hangs; at most `limit`, of each kind too.
 * `today` is the close on which a customer's ARR is told, and until which an end lies in the past; `places` are the decimals of the
 * reporting currency.
 */
export async function warningsOf(db: Database, today: string, places: number, limit: number): Promise<Problem[]> {
  const isTold = await bindRelations(db, today);
  const found: { warned: Problem; stake: bigint }[] = [];
  for (const check of checks.filter((c) => c.severity === "warning")) {
    const { worst } = await findingOf(db, check, { on: today, limit }, isTold);
    for (const row of worst) found.push({ warned: warningOf(check.name, row, { on: today, places }), stake: ownStake(row).arr ?? -1n });
  }
  const isError = (p: Problem) => Number(p.severity === "error");
  found.sort((a, b) => isError(b.warned) - isError(a.warned) || Number(b.stake > a.stake) - Number(b.stake < a.stake));
  return found.slice(0, limit).map(({ warned }) => warned);
}

/** What a warning finds: its largest case, how many, and all that hangs on them. */
export interface Look {
  worst: Problem;
  offending: number;
  arr_at_stake: string | null;
  /** In currencies without a rate. */
  unrated_at_stake: string | null;
}

/** Every warning that finds something under the derivation in use, errors first and then those on which most ARR hangs. */
export async function looksOf(db: Database, on: string, places: number): Promise<Look[]> {
  const isTold = await bindRelations(db, on);
  const found: { look: Look; stake: bigint }[] = [];
  for (const check of checks.filter((c) => c.severity === "warning")) {
    const { worst, offending, stake } = await findingOf(db, check, { on, limit: 1 }, isTold);
    if (worst[0] !== undefined) found.push({ look: { worst: warningOf(check.name, worst[0], { on, places }), offending, ...stakeColumns(stake, places) }, stake: stake.arr ?? -1n });
  }
  const isError = ({ look }: { look: Look }) => Number(look.worst.severity === "error");
  found.sort((a, b) => isError(b) - isError(a) || Number(b.stake > a.stake) - Number(b.stake < a.stake));
  return found.map(({ look }) => look);
}

/** The currencies without a rate, as every answer names them: in the words of the check, with the ARR at the close of `on`. */
export async function unratedCurrencies(db: Database, on: string, places: number): Promise<Problem[]> {
  const rows = await db.rows(sqlFile("check/currency_without_rate"), { on });
  return rows.map((row) => warningOf("currency-without-rate", row, { on, places }));
}

/** The SQL of every check, one statement each. */
export function checkSql(): string {
  return checks.map((check) => `-- ${check.name}: ${check.sentence}\n${textOf(check)}`).join("\n");
}

/** The day that is asked about, and the decimals of the reporting currency. */
interface Asked {
  on: string;
  places: number;
}

/** False where the stakes of lines that count nowhere can't be told. */
async function bindRelations(db: Database, on: string): Promise<boolean> {
  const isTold = await supposeLines(db);
  await db.runFile("question/written_line", { on });
  return isTold;
}

/** The rows of a check whose stake is unknown. */
const untold = { arr_at_stake: null, unrated: null, total_at_stake: null, total_unrated: null, is_untold: true };

const supposes = (check: Check): boolean => /\b(written_line|carried_on)\b/.test(textOf(check));

const textOf = (check: Check) => sqlFile(`check/${check.name.replaceAll("-", "_")}`);

async function findingOf(db: Database, check: Check, params: SqlParams, isTold: boolean): Promise<Finding> {
  const offence = textOf(check).trimEnd().replace(/;$/, "");
  const found = await db.rows(`with offence as (\n${offence}\n)\n${check.severity === "law" ? broken : warned}`, params);
  const worst: Row[] = isTold || !supposes(check) ? found : found.map((row) => ({ ...row, ...untold }));
  return { offending: Number(worst[0]?.["offending"] ?? 0), stake: stakeOf(worst[0] ?? {}, "total_at_stake", "total_unrated"), worst };
}

function exampleOf(check: Check, row: Row, asked: Asked): string {
  if (check.severity === "warning") return warningOf(check.name, row, asked).message;
  const shown = (value: Row[string]) => (row["unit"] === "money" ? `${grouped(BigInt(String(value)), asked.places)} ${row["reporting_currency"]}` : String(value));
  return `${row["subject"]} ${shown(row["found"] ?? null)}, not ${shown(row["wanted"] ?? null)}.`;
}

function warningOf(code: string, row: Row, asked: Asked): Problem {
  const at = row["file"] === null || row["file"] === undefined ? {} : { file: String(row["file"]), row: Number(row["row"]) };
  return { ...problem(code as ProblemCode, wordsOf(row, asked) as never, at), ...stakeFields(ownStake(row), asked.places) };
}

const ownStake = (row: Row): Stake => stakeOf(row, "arr_at_stake", "unrated");

/** Amounts in the minor units of the row's own currency. */
const ownAmounts = ["written", "worth", "carried"];

/** The columns of a row as its sentence takes them, amounts in the places of their currency, with the day and the stake. */
function wordsOf(row: Row, { on, places }: Asked): Record<string, string> {
  const ownPlaces = minorPlaces(String(row["currency"] ?? ""));
  const words = Object.entries(row).map(([name, value]) => {
    if (value === null) return [name, ""];
    return [name, ownAmounts.includes(name) ? grouped(BigInt(String(value)), ownPlaces) : String(value)];
  });
  return { ...(Object.fromEntries(words) as Record<string, string>), on, stake: row["is_untold"] === true ? "an amount too large to be told" : stakeText(ownStake(row), String(row["reporting_currency"]), places) };
}
