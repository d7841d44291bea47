/** The calculator: one table of named formulas, answered from inputs alone, without a book. */
import { nearest, refuse } from "../problem.js";
import { Rational } from "../rational.js";
import { writtenOut, type CalcRow, type CalcValue, type Calculation, type Figure, type FigureKind, type FormulaFigure, type Given, type GivenNumber, type WorkedRow } from "./calculation.js";
import { evaluate, readExpression, withNumbers, type NotDefined } from "./expression.js";
import { exampleCommand } from "./help.js";
import { readInputs } from "./read-inputs.js";
import { efficiencyCalculations } from "./table/efficiency.js";
import { growthCalculations } from "./table/growth.js";
import { levelCalculations } from "./table/level.js";
import { listCalculations } from "./table/list.js";
import { movementCalculations } from "./table/movement.js";
import { planCalculations } from "./table/plan.js";

/** Every calculation, in the order in which a list shows them. */
export const calculations: readonly Calculation[] = [
  ...growthCalculations,
  ...movementCalculations,
  ...levelCalculations,
  ...efficiencyCalculations,
  ...planCalculations,
  ...listCalculations,
];

const decimals: Record<Exclude<FigureKind, "count" | "verdict">, number> = { money: 2, ratio: 6, times: 2, months: 2, points: 2 };

/** What is known while the figures of one question are worked out: exact values, and the texts that formulas show for them. */
interface Known {
  values: Map<string, Rational | NotDefined>;
  shown: Map<string, string>;
  /** Decimals of money. */
  places: number;
}

/**
 * Works out the figures of `name` from `inputs`: text, numbers or bigints; lists as arrays and objects or as their JSON text.
 * Figures whose inputs were not given are left out. Everything is exact until it is rounded, half away from zero, to be shown:
 * money to two decimals, ratios to six, months and multiples to two. A denominator of zero or less makes a figure null.
 *
 * calc("growth", { entry: "100", exit: 120 })
 * -> [{ figure: "growth", value: "0.200000", formula: "(exit - entry) / entry = (120 - 100) / 100" }]
 *
 * @throws ProblemError if the name or an input is unknown, an input can't be read or is out of range, or no figure can be worked out
 */
export function calc(name: string, inputs: Record<string, unknown>): CalcRow[] {
  const calculation = findCalculation(name);
  const given = readInputs(calculation, inputs);
  const rows = Object.values(inputs).some((value) => value !== undefined && value !== null) ? figureRows(calculation, given) : [];
  if (rows.length > 0) return rows.map(({ exact: _, ...row }): CalcRow => row);
  const missing = calculation.inputs.filter((input) => !given.numbers.has(input.name) && !given.lists.has(input.name)).map((input) => input.name);
  return refuse("calc-input-missing", { calculation: name, missing, example: exampleCommand(calculation) });
}

/** @throws ProblemError naming the nearest calculation */
export function findCalculation(name: string): Calculation {
  const names = calculations.map((calculation) => calculation.name);
  return calculations.find((calculation) => calculation.name === name) ?? refuse("calc-unknown", { name, nearest: nearest(name, names), names });
}

/**
 * The figures of a calculation from numbers that were read already, each with its exact value, for whoever goes on from there.
 * @param places decimals of money
 */
export function workedRows(calculation: Calculation, numbers: ReadonlyMap<string, GivenNumber>, places = decimals.money): WorkedRow[] {
  return figureRows(calculation, { numbers: new Map(numbers), lists: new Map() }, places);
}

function figureRows(calculation: Calculation, given: Given, places = decimals.money): WorkedRow[] {
  const known: Known = { values: new Map(), shown: new Map(), places };
  for (const [name, { text, value }] of given.numbers) {
    known.values.set(name, value);
    known.shown.set(name, text);
  }
  return calculation.figures.flatMap((figure) => figureRow(figure, given, known) ?? []);
}

function figureRow(figure: Figure, given: Given, known: Known): WorkedRow | undefined {
  if ("formula" in figure) return formulaRow(figure, known);
  if (!figure.needs.every((name) => given.numbers.has(name) || given.lists.has(name))) return undefined;
  return { figure: figure.name, ...figure.work(given) };
}

function formulaRow(figure: FormulaFigure, known: Known): WorkedRow | undefined {
  const expression = readExpression(writtenOut(figure));
  if (!expression.names.every((name) => known.values.has(name))) return undefined;
  const value = evaluate(expression.root, known.values);
  const formula = `${expression.source}${figure.kind === "verdict" ? ": " : " = "}${withNumbers(expression, known.shown)}`;
  known.values.set(figure.name, value);
  if (!(value instanceof Rational)) {
    known.shown.set(figure.name, "undefined");
    return { figure: figure.name, value: null, formula: `${formula}; undefined, for ${value.because}` };
  }
  const shown = shownValue(value, figure, known.places);
  known.shown.set(figure.name, String(shown));
  return { figure: figure.name, value: shown, formula, exact: value };
}

function shownValue(value: Rational, figure: FormulaFigure, places: number): CalcValue {
  if (figure.kind === "verdict") return !value.isZero();
  if (figure.kind !== "count") return value.toFixed(figure.kind === "money" ? places : decimals[figure.kind]);
  const count = Number(value.numerator);
  return Number.isSafeInteger(count) ? count : refuse("calc-too-large", { what: figure.name });
}
