/**
 * The calculator's formulas as SQL macros, so that reports and the calculator work from one text. A macro answers a fraction of whole numbers, which
 * whoever asks rounds once; where all operands are whole and nothing is divided, the whole number.
 */
import type { CalcInput, Calculation, FormulaFigure } from "./calculation.js";
import { calculations } from "./calc.js";
import { readExpression, type Node } from "./expression.js";

/** What is added up, each with its sign. */
type Sum = { isMinus: boolean; text: string }[];

/** A value as SQL: whole numbers above and below the line; without `below` it is whole. */
interface Part {
  above: Sum;
  below?: string;
  /** What must be above zero, or it is undefined. */
  positive: string[];
}

type Named = (name: string) => Part;

/** The text of src/sql/formula.sql; scripts/formulas.mjs writes it, a test compares. Made of the formulas that `sql`, all the other files as one text, asks for. */
export function formulaPage(sql: string): string {
  const asked = [...findMacros()].filter(([name]) => new RegExp(`\\b${name}\\(`).test(sql));
  return [...head, ...asked.map(([, text]) => `${text}\n`)].join("\n");
}

const head = [
  "-- Formulas of the calculator (src/domain/calc/table), written by scripts/formulas.mjs: what is worked out here is worked out there.",
  "-- Amounts that are lost are negative, as in a waterfall. What is itself the answer of a formula, and every share, comes as a fraction.",
  "",
];

/** By name; a formula that stands in several calculations is that of the one that is named like it. */
function findMacros(): Map<string, string> {
  const macros = new Map<string, string>();
  for (const calculation of calculations) {
    for (const figure of calculation.figures) {
      const text = "formula" in figure ? macroText(calculation, figure) : undefined;
      const name = `${figure.name}_of`;
      if (text !== undefined && (!macros.has(name) || calculation.name === figure.name)) macros.set(name, text);
    }
  }
  return macros;
}

/** undefined where SQL has no exact form of the formula: powers, the largest of, whole steps, decimals. */
function macroText(calculation: Calculation, figure: FormulaFigure): string | undefined {
  const { names, root } = readExpression(figure.formula);
  const inputs = [...(figure.from ?? []).map(({ name }) => ({ name, kind: "number" as const })), ...calculation.inputs];
  const taken = inputs.filter((input) => names.includes(input.name));
  if (taken.length < names.length || !taken.every((input) => isPlain(input.kind))) return undefined;
  const parts = new Map(taken.map((input) => [input.name, parameter(input)]));
  const value = worked(root, (name) => parts.get(name)!);
  if (value === undefined) return undefined;
  return `create or replace temp macro ${figure.name}_of(${taken.map((input) => `p_${input.name}`).join(", ")}) as\n  ${guarded(value)};`;
}

const isPlain = (kind: CalcInput["kind"]): boolean => ["number", "amount", "loss", "share", "percent"].includes(kind);

const figureNames = new Set(calculations.flatMap((calculation) => calculation.figures.map((figure) => figure.name)));

function parameter({ name, kind }: Pick<CalcInput, "name" | "kind">): Part {
  const isFraction = kind === "share" || kind === "percent" || figureNames.has(name);
  if (!isFraction) return { above: [{ isMinus: kind === "loss", text: `p_${name}` }], positive: [] };
  return { above: [{ isMinus: false, text: `p_${name}.above` }], below: `p_${name}.below`, positive: [`p_${name}.below`] };
}

function worked(node: Node, named: Named): Part | undefined {
  if (node.kind === "name") return named(node.name);
  if (node.kind === "number") return node.value.isWhole() ? { above: [{ isMinus: false, text: node.value.toFixed(0) }], positive: [] } : undefined;
  const operands = node.operands.map((operand) => worked(operand, named));
  const [left, right] = operands;
  if (left === undefined || right === undefined) return undefined;
  const positive = [...left.positive, ...right.positive];
  switch (node.operation) {
    case "+":
    case "-":
      return { ...added(left, node.operation === "-" ? { ...right, above: turned(right.above) } : right), positive };
    case "*":
      return { above: product([left.above, right.above]), ...belowOf([left.below, right.below]), positive };
    case "/":
      return { above: product([left.above, right.below]), ...belowOf([left.below, right.above]), positive: [...positive, sumText(right.above)] };
    case ">":
      return { above: [{ isMinus: false, text: `${sumText(product([left.above, right.below]))} > ${sumText(product([right.above, left.below]))}` }], positive };
    default:
      return undefined;
  }
}

function added(left: Part, right: Part): Pick<Part, "above" | "below"> {
  if (left.below === undefined && right.below === undefined) return { above: [...left.above, ...right.above] };
  return { above: [...product([left.above, right.below]), ...product([right.above, left.below])], ...belowOf([left.below, right.below]) };
}

const turned = (sum: Sum): Sum => sum.map(({ isMinus, text }) => ({ isMinus: !isMinus, text }));

type Factor = Sum | string | undefined;

/** What is not there is one. */
function product(factors: Factor[]): Sum {
  const sums = factors.flatMap((factor) => (factor === undefined ? [] : [typeof factor === "string" ? [{ isMinus: false, text: factor }] : factor]));
  const [only, second] = sums;
  return only !== undefined && second === undefined ? only : [{ isMinus: false, text: sums.map(factorText).join(" * ") }];
}

function belowOf(factors: Factor[]): Pick<Part, "below"> {
  const below = sumText(product(factors));
  return below === "" ? {} : { below };
}

const factorText = (sum: Sum): string => (sum.length > 1 || sum[0]!.isMinus ? `(${sumText(sum)})` : sum[0]!.text);
const sumText = (sum: Sum): string => sum.map(({ isMinus, text }, at) => `${isMinus ? (at === 0 ? "-" : "- ") : at === 0 ? "" : "+ "}${text}`).join(" ");

/** The value, null where anything is divided by zero or less; of a plain fraction whoever rounds it sees to that. */
function guarded({ above, below, positive }: Part): string {
  const value = below === undefined ? sumText(above) : `fraction(${sumText(above)}, ${below})`;
  const guards = [...new Set(positive)].filter((text) => text !== below && !/^\d+$/.test(text));
  return guards.length === 0 ? value : `case when ${guards.map((text) => `${text} > 0`).join(" and ")} then\n    ${value} end`;
}
