/** Lists in the columns that lines have here: any other column is an attribute, but for those that say whether, in what or for how long a row counts. */
import { requiredColumns } from "../../domain/contract.js";
import { loose, wordsOf } from "../loose.js";
import { bestNamed, discountNames, kindNames, oneTimeNames, plainNames, quantityNames, statusNames, termNames, type NamePattern } from "./field-names.js";
import { guessCurrency } from "./guess-currency.js";
import { endedNames, endNames, guessEarlyEnd, guessEnd } from "./guess-dates.js";
import { guessCurrencyColumn, guessKind } from "./guess-identity.js";
import { guessStatus } from "./guess-status.js";
import { flagOf, type Guessing } from "./guessing.js";

/** Whether every column that a line needs is there under its own name, or one that somebody named. */
export const isOwnList = (guess: Guessing): boolean => requiredColumns.every((field) => guess.mapped(field) !== undefined || guess.looks.some((look) => loose(look.name) === loose(field)));

const telling: readonly NamePattern[] = [...statusNames, ...kindNames, ...plainNames["currency"]!, ...endedNames, ...quantityNames, ...discountNames, ...oneTimeNames];
const ends: readonly NamePattern[] = [...endNames, ...termNames];

/** Whether one of the columns that a list in our own columns has besides may be one that ARR hangs on, by its name. */
export const hasTellingColumn = (others: readonly string[], hasEnd: boolean): boolean =>
  others.some((name) => [...telling, ...(hasEnd ? [] : ends)].some(([pattern]) => pattern.test(` ${wordsOf(name).join(" ")} `)));

/** What the columns beside our own say. To be called when the own ones have their meaning. */
export function guessOwn(guess: Guessing): void {
  const end = guess.mapped("end_date") === undefined ? guess.lookOf("end_date") : undefined;
  if (end === undefined) guessEnd(guess, guess.lookOf("start_date"));
  else guessEarlyEnd(guess, end);
  guessCurrencyColumn(guess);
  guessKind(guess);
  const amount = guess.lookOf("amount");
  if (amount !== undefined) guessCurrency(guess, [amount]);
  for (const [field, names] of [["quantity", quantityNames], ["discount_percent", discountNames]] as const) tellUnread(guess, field, names);
  guessStatus(guess);
}

/** Beside an amount in our own column, how many there are or what was taken off is told by our own columns too. */
function tellUnread(guess: Guessing, field: "quantity" | "discount_percent", names: readonly NamePattern[]): void {
  if (guess.has(field) || guess.has(field.replace("percent", "amount"))) return;
  for (const { look } of bestNamed(guess.free(), names)) {
    if (look.number === undefined) continue;
    const does = field === "quantity" ? "multiplies nothing" : "takes nothing off";
    guess.assume(`${look.name} is kept as an attribute and ${does}, as amount is of the whole line.`, `If it does: ${flagOf(field, look)}.`);
  }
}
