/** Formulas answered from numbers alone: no book, no database. */
import { label, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { calc, calculations, findCalculation } from "../domain/calc/calc.js";
import { calculationHelp, exampleCommand } from "../domain/calc/help.js";
import { refuse } from "../domain/problem.js";
import { objectOf } from "../export/json.js";
import type { Sheet } from "../export/sheet.js";
import type { Options } from "./options.js";
import { give, showingOf } from "./showing.js";
import { write, type Shell } from "./shell.js";

const columns: Column[] = [label("figure", "Figure"), { name: "value", type: "text", kind: "label", title: "Value" }, label("formula", "Formula")];

export async function runCalc(shell: Shell, name: string | undefined, pairs: readonly string[], options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  if (name === undefined) return give(shell, showing, { sheet: listSheet, json: () => objectOf({ calculations: calculations.map(({ name: one, title, sentence, inputs }) => ({ name: one, title, sentence, inputs })) }) });
  const calculation = findCalculation(name);
  if (options["help"] === true) return write(shell.stdout, `${calculationHelp(calculation)}\n`);
  const inputs = inputsOf(pairs, exampleCommand(calculation));
  const rows = calc(name, inputs);
  const answer = { report: "calc", params: { name, ...inputs }, columns, rows, problems: [] };
  await give(shell, showing, { sheet: () => figureSheet(calculation.title, rows.map((row) => ({ ...row, value: valueText(row.value) }))), json: () => objectOf(answer) });
}

function inputsOf(pairs: readonly string[], example: string): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at <= 0) refuse("option-value", { option: "An input", value: pair, expected: `key=value, for example ${example}` });
    const key = pair.slice(0, at).trim();
    if (Object.hasOwn(inputs, key)) refuse("options-clash", { one: `${key}=${inputs[key]!}`, other: pair, remedy: "Give each input once." });
    inputs[key] = pair.slice(at + 1).trim();
  }
  return inputs;
}

/** Undefined figures are empty in a table and null in JSON. */
const valueText = (value: unknown): string | null => (value === null ? null : Array.isArray(value) ? value.join(", ") : String(value));

const figureSheet = (title: string, rows: ReportRow[]): Sheet => ({ title, scope: [], currency: null, columns, rows, shape: "plain", notes: [] });

function listSheet(): Sheet {
  const rows = calculations.map((calculation) => ({ name: calculation.name, title: calculation.title, example: exampleCommand(calculation) }));
  return {
    title: "Calculations", scope: [], currency: null, rows, shape: "plain", notes: ["`annua calc NAME --help` lists the inputs and figures of one."],
    columns: [label("name", "Name"), label("title", "What"), label("example", "Example")],
  };
}
