/** The inputs of one question, read and checked before any figure is worked out; everything wrong is told at once. */
import { nearest, problem, ProblemError, type Problem } from "../problem.js";
import type { CalcInput, Calculation, Given, ListKind, NumberKind } from "./calculation.js";
import { readList } from "./read-list.js";
import { readNumber } from "./read-number.js";

const listKinds: readonly string[] = ["numbers", "weighted", "bands", "owned"] satisfies ListKind[];

/**
 * Reads `inputs` (text, numbers, arrays, objects) as the calculation wants them, with the standard values where none is given;
 * null and undefined count as not given.
 * @throws ProblemError with one problem for each input that is unknown, unreadable or out of range
 */
export function readInputs(calculation: Calculation, inputs: Record<string, unknown>): Given {
  const given: Given = { numbers: new Map(), lists: new Map() };
  const problems = Object.keys(inputs).flatMap((name) => unknownInput(name, calculation));
  for (const input of calculation.inputs) {
    const raw = (Object.hasOwn(inputs, input.name) ? inputs[input.name] : undefined) ?? input.standard;
    if (raw !== undefined) problems.push(...take(raw, input, calculation.name, given));
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return given;
}

function take(raw: unknown, input: CalcInput, calculation: string, given: Given): Problem[] {
  if (isListInput(input)) {
    const read = readList(raw, input, calculation);
    given.lists.set(input.name, read.entries);
    return read.problems;
  }
  const read = readNumber(raw, input.kind as NumberKind, { calculation, input: input.name });
  if ("code" in read) return [read];
  given.numbers.set(input.name, read);
  return [];
}

function unknownInput(name: string, calculation: Calculation): Problem[] {
  const known = calculation.inputs.map((input) => input.name);
  if (known.includes(name)) return [];
  return [problem("calc-input-unknown", { calculation: calculation.name, input: name, nearest: nearest(name, known), known }, { column: name })];
}

function isListInput(input: CalcInput): input is CalcInput & { kind: ListKind } {
  return listKinds.includes(input.kind);
}
