/** Deals whose columns are the prices of their years: Year 1, Year 2, Year 3. */
import { addDays, addMonths } from "../../domain/calendar.js";
import { isNoAmount } from "../profile/grid.js";
import { amountNameOf } from "./amount-names.js";
import { isDates, isNumbers, type ColumnLook } from "./column-look.js";
import { readDate } from "./date-style.js";
import { guessCurrency } from "./guess-currency.js";
import { millionths } from "./guess-amount.js";
import type { Guessing } from "./guessing.js";
import { readMonths } from "./value-words.js";

const WORD = "(?:arr|acv|mrr|amount|price|fee|value|revenue|subscription|commit(?:ment)?)";
const YEAR = new RegExp(`^(?:${WORD}\\s+)?(?:contract\\s+)?(?:year|yr|y|jahr)\\s*[-_.#]?\\s*([1-9])(?:\\s+${WORD})?(?:\\s*\\(.*\\))?$`, "i");

/** Settles the prices of a ramp where the columns leave no doubt: each deal has a start, its years follow each other, and what else is said of its end or its sum agrees. */
export function guessYears(guess: Guessing): void {
  if (guess.has("amount") || guess.profile.years !== undefined) return;
  const years = yearColumns(guess);
  const start = guess.lookOf("start_date");
  if (years.length < 2 || start === undefined) return;
  const others = guess.free().filter((look) => !years.includes(look) && isNumbers(look) && !isDates(look) && amountNameOf(look) !== undefined);
  const names = years.map((look) => look.name).join(", ");
  if (!others.every((look) => isSumOf(look, years))) {
    guess.assume(`${names} are not read as the prices of the years of a deal, as ${others.map((look) => look.name).join(", ")} may be its amount.`, `If they are: years: [${names}] in a profile.`);
    return;
  }
  if (!endsAgree(guess, start, years)) return;
  for (const look of others) guess.rely([look, ...years], ([sum, ...parts], row) => !isSumIn(sum!, parts, row));
  const isMonthly = years.every((look) => / (?:mrr|monthly) /.test(look.words));
  guess.profile.years = years.map((look) => look.name);
  for (const look of years) guess.spend(look, "amount", 0.85, "its name is a year of the deal");
  for (const look of others) guess.ignore(look, "it is the sum of the years");
  delete guess.profile.columns["end_date"];
  delete guess.profile.end_convention;
  if (!guess.has("amount_per")) guess.constant("amount_per", isMonthly ? "month" : "year");
  guess.assume(`${names} are the prices of the years of a deal from its ${start.name} on, each a line of its own${isMonthly ? ", a month each" : ""}.`, 'If one of them is the amount: --map amount="…".');
  guessCurrency(guess, years);
}

/** Year 1 and those that follow it, in order. */
function yearColumns(guess: Guessing): ColumnLook[] {
  const found = new Map<number, ColumnLook>();
  for (const look of guess.looks) {
    const year = YEAR.exec(look.name)?.[1];
    if (year === undefined || !(isNumbers(look) || look.texts.every(isNoAmount))) continue;
    if (found.has(Number(year))) return [];
    found.set(Number(year), look);
  }
  const years = [...found.keys()].sort((a, b) => a - b);
  return years.every((year, at) => year === at + 1) ? years.map((year) => found.get(year)!) : [];
}

/** TCV beside the years is the same money twice. */
const isSumOf = (look: ColumnLook, years: readonly ColumnLook[]): boolean => look.texts.every((_, row) => isSumIn(look, years, row));

function isSumIn(look: ColumnLook, years: readonly ColumnLook[], row: number): boolean {
  const total = years.reduce((sum, year) => sum + (millionths(year, row) ?? 0n), 0n);
  const said = millionths(look, row);
  return said === undefined ? isNoAmount(look.texts[row]!) : said - total < 10_000n && total - said < 10_000n;
}

/** An end or a term beside the years says that the deal has as many. */
function endsAgree(guess: Guessing, start: ColumnLook, years: readonly ColumnLook[]): boolean {
  const source = guess.profile.columns["end_date"];
  if (source === undefined || !("from" in source)) return !guess.has("end_date");
  const term = "months" in source && typeof source.months === "object" ? guess.named(source.months.from) : undefined;
  const end = term ?? guess.named(source.from);
  if (end === undefined || !start.texts.every((_, row) => endsIn([start, end, ...years], row, term !== undefined))) return false;
  guess.rely([start, end, ...years], (looks, row) => !endsIn(looks, row, term !== undefined));
  return true;
}

/** Whether a row's end, or its term, is that of as many years as have a price. */
function endsIn([start, end, ...years]: readonly ColumnLook[], row: number, isTerm: boolean): boolean {
  const last = years.findLastIndex((look) => !isNoAmount(look.texts[row]!)) + 1;
  if (last === 0 || start!.texts[row] === "") return true;
  if (isTerm) return readMonths(end!.texts[row]!) === last * 12;
  const [from, to] = [dayIn(start!, row), dayIn(end!, row)];
  if (from === undefined || to === undefined) return false;
  return to === addMonths(from, 12 * last) || addDays(to, 1) === addMonths(from, 12 * last);
}

const dayIn = (look: ColumnLook, row: number): string | undefined => (look.date?.kind === "date" ? readDate(look.texts[row]!, look.date.style)?.slice(0, 10) : undefined);
