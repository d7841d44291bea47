/** A table written as CSV, guessed and read into lines. */
import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import { applyProfile } from "../../src/sources/profile/apply-profile.js";
import { guessReading, spellingOf, type Guess, type Hints } from "../../src/sources/reading/index.js";

interface Sheet {
  header: string[];
  rows: { row: number; cells: string[] }[];
}

export function sheetOf(csv: string): Sheet {
  const [header = [], ...rows] = parse(csv.trim(), { relax_column_count: true, trim: true }) as string[][];
  return { header, rows: rows.map((cells, i) => ({ row: i + 2, cells })) };
}

export function guessOf(csv: string, hints: Hints = {}): Guess {
  const { header, rows } = sheetOf(csv);
  return guessReading(header, rows, hints);
}

/** Field -> column, constant or what else says it, in short. */
export function fieldsOf(guess: Guess): Record<string, string> {
  return Object.fromEntries(Object.entries(guess.profile.columns).map(([field, source]) => {
    if ("const" in source) return [field, `=${source.const}`];
    const shift = "months" in source ? (typeof source.months === "object" ? ` + ${source.months.from}` : ` + ${source.months}`) : "";
    return [field, source.from + shift];
  }));
}

export const asked = (guess: Guess): string[] => guess.questions.map((question) => `${question.field}: ${question.flag}`);
export const said = (guess: Guess): string => guess.assumptions.map((each) => `${each.sentence} ${each.remedy}`).join("\n");
export const codes = (guess: Guess): string[] => guess.problems.map((each) => each.code);

/** The lines that the guess comes to. */
export function linesOf(csv: string, hints: Hints = {}): Record<string, string>[] {
  const { header, rows } = sheetOf(csv);
  const guess = guessReading(header, rows, hints);
  expect(guess.problems).toEqual([]);
  const spelling = spellingOf(guess.profile, header, rows);
  const applied = applyProfile(guess.profile, header, spelling);
  if ("problems" in applied) throw new Error(applied.problems.map((each) => each.message).join("\n"));
  const { reader } = applied;
  const lines = rows.flatMap((row) => {
    const read = reader.read(row);
    return "lines" in read ? read.lines : [];
  });
  return [...lines, ...reader.end().flatMap((ended) => ("cells" in ended ? [ended.cells] : []))].map((cells) => Object.fromEntries(reader.header.map((name, i) => [name, cells[i]!])));
}
