/** Answers the commands of one claim with the program itself, `--format json`, in a folder of its own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReportResult } from "../../src/catalogue/index.js";
import { run } from "../../src/cli/run.js";
import type { CalcRow } from "../../src/domain/calc/calculation.js";
import type { Close, Decision, DiffResult, Explanation, ImportChange, ImportRecord, ImportResult, InputResult, Problem, Statement, Verification } from "../../src/index.js";
import { type AnswerTable, calcTables, changeTables, closeTables, decisionTables, diffTables, explanationTables, importTables, inputTables, problemTable, recordTables, reportTables, statementTables, verificationTables } from "./answer.js";
import type { Claim } from "./case-file.js";
import { shellWords } from "./command.js";

type Answered =
  | { imports: ImportResult[] | ImportRecord[] }
  | { ok: false; problems: Problem[] }
  | (ImportChange & { import_id: number })
  | Statement
  | { statements: Statement[] }
  | { removed: Statement[] }
  | { inputs: Statement[] }
  | InputResult
  | Decision
  | Close
  | Verification
  | Explanation
  | { report: "calc"; rows: CalcRow[] }
  | DiffResult
  | ReportResult;

export class AskedOfProgram {
  readonly #folder = mkdtempSync(join(tmpdir(), "annua-golden-"));

  constructor(readonly claim: Claim) {
    for (const [name, text] of claim.files) writeFileSync(join(this.#folder, name), text);
  }

  async answer(text: string): Promise<AnswerTable[]> {
    const words = shellWords(text).slice(1).map((word) => (this.claim.files.has(word) ? join(this.#folder, word) : word));
    const printed = await this.#printed([...words, "--format", "json"]);
    return tablesOf(JSON.parse(printed.replaceAll(`${this.#folder}/`, "")) as Answered);
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true });
  }

  async #printed(args: string[]): Promise<string> {
    let printed = "";
    const stdout = { write: (text: string, done?: () => void) => ((printed += text), done?.(), true) };
    const stderr = { write: (_text: string, done?: () => void) => (done?.(), true) };
    await run({ args, stdout, stderr, env: { ANNUA_BOOK: join(this.#folder, "company.annua") } });
    return printed;
  }
}

function tablesOf(answer: Answered): AnswerTable[] {
  if ("imports" in answer) {
    const [first] = answer.imports;
    return first && "rejects" in first ? importTables(first) : recordTables(answer.imports as ImportRecord[]);
  }
  if ("rows_of" in answer) return inputTables(answer);
  if ("statements" in answer && !("import_id" in answer)) return statementTables(answer.statements);
  if ("removed" in answer) return statementTables(answer.removed);
  if ("inputs" in answer) return statementTables(answer.inputs);
  if ("statement_id" in answer) return statementTables([answer]);
  if ("agrees" in answer) return verificationTables(answer);
  if ("close_id" in answer) return closeTables(answer);
  if ("decision_id" in answer) return decisionTables(answer);
  if ("import_id" in answer) return changeTables(answer);
  if ("cell" in answer) return explanationTables(answer);
  if ("ok" in answer) return [problemTable(answer.problems)];
  if (answer.report === "diff") return diffTables(answer as DiffResult);
  return answer.report === "calc" ? calcTables(answer.rows as CalcRow[]) : reportTables(answer as ReportResult);
}
