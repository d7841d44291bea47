/** What a calculation is: a name, the inputs it takes, and the figures it answers, each a formula written once. */
import type { Rational } from "../rational.js";

/**
 * What may stand in an input: `number`, any decimal; `share`, a ratio up to 1 (0.25 is 25%); `part`, a share from 0 on; `chance`, a probability;
 * `percent`, as 10 for 10%; `amount`, a number from 0 on; `positive`, one above 0; `loss`, an amount from 0 on, as a loss is written without its
 * sign; `places`, a whole number from 0 to 12.
 */
export type NumberKind = "number" | "share" | "part" | "chance" | "percent" | "amount" | "positive" | "loss" | "places";
/** numbers: [1.4, 2.4]; weighted: [[arr, probability], ...]; bands: [[from, name], ...]; owned: {"owner": arr}. */
export type ListKind = "numbers" | "weighted" | "bands" | "owned";

export interface CalcInput {
  name: string;
  kind: NumberKind | ListKind;
  /** What it stands for, in one sentence without a full stop. */
  sentence: string;
  /** As typed after `name=` on the command line. */
  example: string;
  /** What is taken where it isn't given; without one, figures that need it are left out. */
  standard?: string;
}

/** money: two decimals; ratio: six; times (a multiple such as 3.00), months and points: two; count: an integer; verdict: true or false. */
export type FigureKind = "money" | "ratio" | "times" | "months" | "points" | "count" | "verdict";

/** A figure worked out from its formula; the formula names inputs and earlier figures. */
export interface FormulaFigure {
  name: string;
  kind: FigureKind;
  formula: string;
  /** Formulas of other calculations that it names as figures. */
  from?: readonly FormulaFigure[];
}

/** The formula in inputs and earlier figures alone. */
export function writtenOut({ formula, from = [] }: FormulaFigure): string {
  return from.reduce((text, part) => text.replaceAll(new RegExp(`\\b${part.name}\\b`, "g"), `(${writtenOut(part)})`), formula);
}

export type CalcValue = string | number | boolean | null | string[];

/** A figure over a list, for which a formula of names is not enough. */
export interface ListFigure {
  name: string;
  needs: string[];
  work: (given: Given) => { value: CalcValue; formula: string };
}

export type Figure = FormulaFigure | ListFigure;

export interface Calculation {
  name: string;
  title: string;
  /** What it tells and where the formula comes from. */
  sentence: string;
  inputs: CalcInput[];
  figures: Figure[];
}

/** A number as it was written and as it is. */
export interface GivenNumber {
  text: string;
  value: Rational;
}

/** One entry of a list: its numbers in order, and the owner or name where the list has one. */
export interface GivenEntry {
  label: string;
  numbers: GivenNumber[];
}

/** The inputs of one question, read and checked. */
export interface Given {
  numbers: Map<string, GivenNumber>;
  lists: Map<string, GivenEntry[]>;
}

/** A figure as answered, with its exact value where it is a number that goes on into other formulas. */
export type WorkedRow = CalcRow & { exact?: Rational };

/** One answered figure. Money and ratios are exact decimal text; counts integers; `null` is undefined; footing's rows are arrays of text. */
export interface CalcRow {
  figure: string;
  value: CalcValue;
  /** The formula in words, then with the numbers put in; for an undefined figure also why. */
  formula: string;
}
