/** What a calculation says about itself: its sentence, its inputs, its formulas, a command to try. */
import type { CalcInput, Calculation, Figure } from "./calculation.js";
import { readExpression } from "./expression.js";

/** An input that more figures than this need is simply needed. */
const mostFiguresNamed = 4;

/** A command line that answers: `annua calc growth entry=1000000 exit=1728000`. Lists are quoted for a shell. */
export function exampleCommand(calculation: Calculation): string {
  const assignments = calculation.inputs.map((input) => {
    const assignment = `${input.name}=${input.example}`;
    return /[^\w.=-]/.test(assignment) ? `'${assignment}'` : assignment;
  });
  return ["annua calc", calculation.name, ...assignments].join(" ");
}

/** The whole help of one calculation as plain lines; the inputs and figures stand in columns. */
export function calculationHelp(calculation: Calculation): string {
  const inputs = calculation.inputs.map((input) => [input.name, inputHelp(input, calculation)]);
  const figures = calculation.figures.map((figure) => [figure.name, "formula" in figure ? figure.formula : `from ${figure.needs.join(" and ")}`]);
  return [
    `${calculation.title}. ${calculation.sentence}`,
    "",
    "Inputs",
    ...columns(inputs),
    "",
    "Figures",
    ...columns(figures),
    "",
    "Example",
    `  ${exampleCommand(calculation)}`,
  ].join("\n");
}

/** One line a calculation: its name and title. */
export function calculationList(calculations: readonly Calculation[]): string {
  return columns(calculations.map((calculation) => [calculation.name, calculation.title])).join("\n");
}

/** The figures that can't be answered without this input. */
export function figuresNeeding(input: CalcInput, calculation: Calculation): string[] {
  const needing = new Set([input.name]);
  for (const figure of calculation.figures) if (needsOf(figure).some((name) => needing.has(name))) needing.add(figure.name);
  return calculation.figures.map((figure) => figure.name).filter((name) => needing.has(name));
}

function inputHelp(input: CalcInput, calculation: Calculation): string {
  if (input.standard !== undefined) return `${input.sentence} (${input.standard} if not given)`;
  const needing = figuresNeeding(input, calculation);
  const isTelling = needing.length < calculation.figures.length && needing.length <= mostFiguresNamed;
  return isTelling ? `${input.sentence} (for ${needing.join(", ")})` : input.sentence;
}

function needsOf(figure: Figure): string[] {
  return "formula" in figure ? readExpression(figure.formula).names : figure.needs;
}

function columns(rows: string[][]): string[] {
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  return rows.map(([name = "", text = ""]) => `  ${name.padEnd(width)}  ${text}`);
}
