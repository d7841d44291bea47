/** An import that makes ARR ten or twelve times what it was, or a tenth or a twelfth, has most likely misread its amounts. */
import { problem, type Problem } from "../domain/problem.js";
import { minorPlaces } from "../domain/money.js";
import type { JumpCause } from "../domain/problems/import-problems.js";
import { safeText } from "../sources/safe-text.js";
import type { Database, Row } from "./database.js";
import { sqlFile } from "./sql-file.js";
import { grouped } from "./stake.js";

/** ARR at the close of today in minor units, as exact text, and how many lines carry it. */
export interface ArrOfDay {
  arr: string;
  lines: string;
}

export interface ArrAround {
  before: ArrOfDay;
  after: ArrOfDay;
  /** Of the used lines alone. */
  used: ArrOfDay;
  /** Of what was before, what a whole list ends. */
  ended: ArrOfDay;
}

/** The problem, or undefined where ARR moved as it may; to be asked when the import is derived. */
export async function jumpOf(db: Database, { before, after, used, ended }: ArrAround, currency: string): Promise<Problem | undefined> {
  const params = {
    arr_before: before.arr, lines_before: before.lines, arr_ended: ended.arr, lines_ended: ended.lines, arr_after: after.arr, arr_used: used.arr, lines_used: used.lines,
  };
  const [row] = await db.rows(sqlFile("land/jump"), params);
  if (row === undefined) return undefined;
  const places = minorPlaces(currency);
  const tenths = String(row["times"]);
  const { cause, shown } = causeOf(row);
  return problem("arr-jump", {
    cause, shown, currency,
    times: timesText(tenths),
    is_up: row["is_up"] === true,
    arr_before: grouped(BigInt(String(row["arr_before"])), places),
    arr_after: grouped(BigInt(after.arr), places),
    corrected: Number(row["corrected"]),
    per_before: String(row["per_before"] ?? ""),
    per_now: String(row["per_now"] ?? ""),
  });
}

/** Fewer lines than these may well be bought twice. */
const fewAlike = 3;

/** Where most lines that a file brings are lines that the book has under other names: both would count. To be asked when the versions are kept. */
export async function namedAnew(db: Database, file: string): Promise<Problem | undefined> {
  const row = await db.row(sqlFile("land/named_anew"));
  const [brought, alike] = [Number(row["brought"]), Number(row["alike"])];
  if (alike < fewAlike || alike * 2 <= brought) return undefined;
  return problem("lines-named-anew", { alike, brought, example: safeText(String(row["example"])), known: safeText(String(row["known_example"])) }, { file });
}

/** What most of the corrected lines show goes first; else what the multiple itself says. */
function causeOf(row: Row): { cause: JumpCause; shown: number } {
  const corrected = Number(row["corrected"]);
  const signs: [JumpCause, string][] = [["period", "other_period"], ["month-year", "twelve"], ["cents", "hundred"], ["thousands", "thousand"], ["point", "ten"]];
  for (const [cause, column] of signs) {
    const shown = Number(row[column]);
    if (shown * 2 > corrected && (cause !== "period" || row["per_before"] !== null)) return { cause, shown };
  }
  if (row["is_up"] === true && row["is_of_others"] === true) return { cause: "others", shown: 0 };
  const tenths = Number(row["times"]);
  const isUp = row["is_up"] === true;
  const near = (times: number) => Math.abs(tenths - times * 10) * 20 <= times * 10;
  if (tenths === 0) return { cause: "ended", shown: 0 };
  if (near(12)) return { cause: "month-year", shown: 0 };
  if (near(10)) return { cause: "point", shown: 0 };
  if (near(100)) return { cause: "cents", shown: 0 };
  if (near(1000)) return { cause: "thousands", shown: 0 };
  return { cause: isUp ? "larger" : "smaller", shown: 0 };
}

/** 125 tenths are 12.5; what is far beyond needs no tenths. */
function timesText(tenths: string): string {
  if (tenths === "0") return "";
  const whole = tenths.slice(0, -1).replace(/\B(?=(\d{3})+$)/g, ",");
  return tenths.endsWith("0") || tenths.length > 3 ? whole : `${whole}.${tenths.slice(-1)}`;
}
