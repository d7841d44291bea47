/** What a change of churn, of the price at renewal, or of how long customers commit would make of ARR; each formula is written once. */
import type { Calculation, FormulaFigure, GivenNumber } from "../calc/calculation.js";
import { workedRows } from "../calc/calc.js";
import { Rational, readDecimal } from "../rational.js";

const base = (formula: string): FormulaFigure => ({ name: "base", kind: "money", formula });
const changed = (formula: string): FormulaFigure => ({ name: "changed", kind: "money", formula });
const assumption = (name: string, ...figures: FormulaFigure[]): Calculation => ({ name, title: name, sentence: "", inputs: [], figures });

/** ARR a year on, before anything new or expanded. */
const churn = assumption("churn", base("arr * (1 - churn)"), changed("arr * (1 - churn - churn_points)"));
/** What of the ARR that is due is renewed, and at which price. */
const price = assumption("price", base("due * renewal_rate"), changed("due * renewal_rate * (1 + price)"));
/** ARR of those who commit for less than a year, and what it is when some of them sign for a year at a discount. */
const annual = assumption("to_annual", base("short_arr"), changed("short_arr * (1 - annual_share * annual_discount)"));
export const assumptions: readonly Calculation[] = [churn, price, annual];

export interface SupposedRow {
  assumption: string;
  base: string;
  changed: string;
  difference: string;
  formula: string;
}

/** One row for each assumption whose inputs are known, and all of them together, on top of the ARR that is left after a year. */
export function supposedRows(known: ReadonlyMap<string, GivenNumber>, places: number): SupposedRow[] {
  const rows = assumptions.filter(({ name }) => known.has(told[name]!)).map((calculation) => supposed(calculation, known, places));
  const [left] = workedRows(churn, new Map([...known, ["churn_points", none]]), places);
  const together = rows.reduce((sum, { difference }) => sum.plus(readDecimal(difference)!), new Rational(0n));
  const before = String(left!.value);
  const after = readDecimal(before)!.plus(together).toFixed(places);
  return [...rows, { assumption: "together", base: before, changed: after, difference: together.toFixed(places), formula: `${left!.formula}; and the differences above` }];
}

const none: GivenNumber = { value: new Rational(0n), text: "0" };

/** The input by which an assumption is made. */
const told: Readonly<Record<string, string>> = { churn: "churn_points", price: "price", to_annual: "annual_discount" };
export const tellingInputs: readonly string[] = Object.values(told);

function supposed(calculation: Calculation, known: ReadonlyMap<string, GivenNumber>, places: number): SupposedRow {
  const [was, then] = workedRows(calculation, known, places);
  const [before, after] = [String(was!.value), String(then!.value)];
  return { assumption: calculation.name, base: before, changed: after, difference: readDecimal(after)!.minus(readDecimal(before)!).toFixed(places), formula: then!.formula };
}
