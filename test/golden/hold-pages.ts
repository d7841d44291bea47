/**
 * Golden cases: test/golden/*.md. Each claim is asked through the library and must answer what stands beneath its commands; some,
 * in the long run all, are asked of the program itself as well.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Asked } from "./ask.js";
import { AskedOfProgram } from "./ask-cli.js";
import { type CaseFile, type Claim, readCaseFile, type Step } from "./case-file.js";
import { answeredTables, rewritten } from "./judge.js";
import { type Table, writeTable } from "./table.js";

const folder = import.meta.dirname;

/** ANNUA_GOLDEN=write rewrites the cases with what is answered; without it a difference is left beside the case. */
const isWriting = process.env["ANNUA_GOLDEN"] === "write";

const cellsOf = (tables: Table[]): string => tables.map((table) => writeTable(table).join("\n")).join("\n\n");

/** One of each sort of command and answer. */
const askedOfProgram = [
  "Setup fees and services are not recurring, whatever they are called in the price list",
  "A renewal that names the old line replaces it",
  "The same month from its totals alone, with the figures that are often mistaken for these",
  "Each row is used, unchanged, ignored or rejected, and the four add up to the rows read",
  "A later file corrects a line by naming it; the former version ends, and an undo brings it back",
  "A snapshot counts ARR, customers, contracts and lines, and what discounts cost",
  "In a cut, what was transferred is taken off, and the line that it came from stands beside",
  "A word that the policy does not know is refused with its place, and nothing is answered",
];
const isAskedOfProgram = (claim: Claim): boolean => process.env["ANNUA_LONG"] === "1" || askedOfProgram.includes(claim.title);

/** The topic about what was typed, which only the program can answer. */
const isTyped = (name: string): boolean => name.startsWith("310");

/** Holds the pages whose number begins with one of these digits; several files of tests share them, so that several workers do. */
export function holdPages(digits: string): void {
  const names = readdirSync(folder).filter((name) => digits.includes(name[0]!) && name.endsWith(".md") && !name.endsWith("-changed.md"));
  for (const name of names) holdPage(name);
}

function holdPage(name: string): void {
  const path = join(folder, name);
  const changedPath = path.replace(/\.md$/, "-changed.md");
  const file = readCaseFile(readFileSync(path, "utf8"));
  const answers = new Map<Step, Table[]>();

  describe(`${name}: ${file.topic}`, () => {
    for (const claim of file.claims) test.concurrent(claim.title, () => holds(claim, isTyped(name) ? new AskedOfProgram(claim) : new Asked(claim), answers));
    for (const claim of isTyped(name) ? [] : file.claims.filter(isAskedOfProgram)) test.concurrent(`${claim.title} (by the program)`, () => holdsByProgram(claim));
    afterAll(() => settle(file, answers, path, changedPath));
  });
}

async function holds(claim: Claim, asked: Asked | AskedOfProgram, answers: Map<Step, Table[]>): Promise<void> {
  await ask(claim, asked, answers);
  if (!isWriting) compare(claim, answers);
}

async function holdsByProgram(claim: Claim): Promise<void> {
  const answers = new Map<Step, Table[]>();
  await ask(claim, new AskedOfProgram(claim), answers);
  compare(claim, answers);
}

async function ask(claim: Claim, asked: Asked | AskedOfProgram, answers: Map<Step, Table[]>): Promise<void> {
  try {
    for (const step of claim.steps) answers.set(step, answeredTables(await asked.answer(step.command), step.tables));
  } finally {
    await asked.close();
  }
}

function compare(claim: Claim, answers: Map<Step, Table[]>): void {
  for (const step of claim.steps) expect(cellsOf(answers.get(step)!), `$ ${step.command}`).toBe(cellsOf(step.tables));
}

function settle(file: CaseFile, answers: Map<Step, Table[]>, path: string, changedPath: string): void {
  const differs = [...answers].some(([step, tables]) => cellsOf(tables) !== cellsOf(step.tables));
  rmSync(changedPath, { force: true });
  if (isWriting) writeFileSync(path, rewritten(file, answers));
  else if (differs) writeFileSync(changedPath, rewritten(file, answers));
}
