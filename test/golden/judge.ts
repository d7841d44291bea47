/** Puts what was answered into the text of a case in the place of what it expected; where both are the same, the case holds. */
import type { AnswerTable } from "./answer.js";
import type { CaseFile, Step } from "./case-file.js";
import { type Table, writeTable } from "./table.js";

/** The answer of a step in the columns that the case chose. */
export function answeredTables(answer: AnswerTable[], expected: Table[]): Table[] {
  const left = [...expected];
  return answer.flatMap((part) => {
    const at = left.findIndex((table) => table.columns.every((column) => part.columns.includes(column)));
    const [chosen] = at < 0 ? [] : left.splice(at, 1);
    return chosen || part.needed ? [choose(part, chosen)] : [];
  });
}

function choose(part: AnswerTable, chosen: Table | undefined): Table {
  const wanted = chosen?.columns ?? part.usual;
  const moved = part.watched.filter((column) => part.rows.some((row) => /[1-9]/.test(row[column]!)));
  const columns = moved.every((column) => wanted.includes(column)) ? wanted : part.columns.filter((column) => wanted.includes(column) || moved.includes(column));
  const named = namedCodes(chosen);
  const rows = part.rows.filter((row) => row["severity"] !== "warning" || row["code"] === undefined || named.includes(row["code"]));
  return { columns, rows: rows.map((row) => columns.map((column) => row[column]!)) };
}

function namedCodes(table: Table | undefined): string[] {
  const at = table?.columns.indexOf("code") ?? -1;
  return at < 0 ? [] : table!.rows.map((row) => row[at]!);
}

/** The file's text with each step's tables replaced; text between them is kept. */
export function rewritten(file: CaseFile, answers: Map<Step, Table[]>): string {
  const lines = [...file.lines];
  for (const step of file.claims.flatMap((claim) => claim.steps).reverse()) {
    const answer = answers.get(step);
    if (answer) lines.splice(step.from, step.to - step.from, ...stepText(file.lines.slice(step.from, step.to), answer));
  }
  return lines.join("\n");
}

function stepText(lines: string[], tables: Table[]): string[] {
  const words = lines.filter((line) => !line.startsWith("|")).join("\n").trim();
  const written = tables.flatMap((table) => ["", ...writeTable(table)]);
  return [...written, "", ...(words === "" ? [] : [...words.split("\n"), ""])];
}
