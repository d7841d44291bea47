/** Reads a file as a patient person would: where the reading asks, it is answered with the flag that the problem prints, and read again. */
import { ProblemError, type Book, type Problem } from "../../src/index.js";
import type { ImportOptions, ImportResult } from "../../src/engine/import.js";
import type { Truth } from "./written-book.js";

/** Rounds of questions, at most. */
const patience = 6;

/** @returns the options that the answers came to, too. Throws where a question has no answer, or is asked again after its answer. */
export async function readAsAsked(book: Book, path: string, truth: Truth, stated: ImportOptions): Promise<{ result: ImportResult; options: ImportOptions; asked: string[] }> {
  let options = stated;
  const asked: string[] = [];
  for (let round = 0; round < patience; round++) {
    try {
      return { result: await book.import(path, options), options, asked };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const errors = error.problems.filter((problem) => problem.severity === "error");
      for (const problem of errors) {
        const question = `${problem.code}: ${problem.remedy}`;
        if (asked.includes(question)) throw new Error(`asked again after its answer: ${problem.message} ${problem.remedy}`);
        asked.push(question);
        options = answered(options, problem, truth);
      }
    }
  }
  throw new Error(`still asking after ${patience} rounds: ${asked.join("\n")}`);
}

function answered(options: ImportOptions, problem: Problem, truth: Truth): ImportOptions {
  const flag = /--([a-z-]+) (?:(\w+)=)?/.exec(problem.remedy);
  const [, name, field] = flag ?? [];
  if (name === "date-order" && truth.dateOrder !== undefined) return { ...options, dateOrder: truth.dateOrder };
  if (name === "decimal" && truth.decimal !== undefined) return { ...options, decimal: truth.decimal };
  if (name === "measure" && truth.measure !== undefined) return { ...options, measure: truth.measure };
  if ((name === "map" || name === "const") && field !== undefined) {
    if (truth.map[field] !== undefined) return { ...options, map: { ...options.map, [field]: truth.map[field] } };
    if (truth.constants[field] !== undefined) return { ...options, constants: { ...options.constants, [field]: truth.constants[field] } };
  }
  throw new Error(`a question without an answer: ${problem.code}: ${problem.message} ${problem.remedy}`);
}
