/** Golden cases: test/golden/*.md. Each claim is asked through the library and must answer what stands beneath its commands. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Asked } from "./golden/ask.js";
import { type CaseFile, type Claim, readCaseFile, type Step } from "./golden/case-file.js";
import { answeredTables, rewritten } from "./golden/judge.js";
import { type Table, writeTable } from "./golden/table.js";

const folder = join(import.meta.dirname, "golden");
const names = readdirSync(folder).filter((name) => /^\d.*(?<!-changed)\.md$/.test(name));

/** ANNUA_GOLDEN=write rewrites the cases with what is answered; without it a difference is left beside the case. */
const isWriting = process.env["ANNUA_GOLDEN"] === "write";

const cellsOf = (tables: Table[]): string => tables.map((table) => writeTable(table).join("\n")).join("\n\n");

for (const name of names) {
  const path = join(folder, name);
  const changedPath = path.replace(/\.md$/, "-changed.md");
  const file = readCaseFile(readFileSync(path, "utf8"));
  const answers = new Map<Step, Table[]>();

  describe(`${name}: ${file.topic}`, () => {
    for (const claim of file.claims) test.concurrent(claim.title, () => holds(claim, answers));
    afterAll(() => settle(file, answers, path, changedPath));
  });
}

async function holds(claim: Claim, answers: Map<Step, Table[]>): Promise<void> {
  const asked = new Asked(claim);
  try {
    for (const step of claim.steps) answers.set(step, answeredTables(await asked.answer(step.command), step.tables));
  } finally {
    await asked.close();
  }
  if (isWriting) return;
  for (const step of claim.steps) expect(cellsOf(answers.get(step)!), `$ ${step.command}`).toBe(cellsOf(step.tables));
}

function settle(file: CaseFile, answers: Map<Step, Table[]>, path: string, changedPath: string): void {
  const differs = [...answers].some(([step, tables]) => cellsOf(tables) !== cellsOf(step.tables));
  rmSync(changedPath, { force: true });
  if (isWriting) writeFileSync(path, rewritten(file, answers));
  else if (differs) writeFileSync(changedPath, rewritten(file, answers));
}
