import type { Difference } from "./answers.js";
import type { Knobs, Row } from "./index.js";

/** A failing book as a golden case to paste, its table by the rules as the oracle reads them; then what was answered. */
export function goldenCase(book: { rows: Row[]; knobs: Knobs }, { question, expected, answered }: Difference): string {
  const knobs = Object.entries(book.knobs);
  const policy = ["```yaml", ...knobs.map(([knob, value]) => `${knob}: ${JSON.stringify(value)}`), "```", ""];
  return [
    "## (say here what the book shows)",
    "",
    "```csv",
    ...csvOf(book.rows),
    "```",
    "",
    ...(knobs.length > 0 ? policy : []),
    "```console",
    `$ ${question.command}${knobs.length > 0 ? " --policy annua.yaml" : ""}`,
    "```",
    "",
    ...tableOf(expected),
    "",
    "---- but answered was:",
    "",
    ...tableOf(answered),
    "",
  ].join("\n");
}

function csvOf(rows: Row[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (text: string | undefined): string => (/[",\n]/.test(text ?? "") ? `"${text?.replaceAll('"', '""')}"` : (text ?? ""));
  return [columns.join(","), ...rows.map((row) => columns.map((column) => cell(row[column])).join(","))];
}

function tableOf(answer: unknown): string[] {
  const rows = (Array.isArray(answer) ? answer : [answer]) as Record<string, unknown>[];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return ["(no rows)"];
  const line = (cells: unknown[]): string => `| ${cells.map(shown).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(columns.map((column) => row[column])))];
}

/** Money as a reader of the golden cases sees it: 12000.00 is 12,000.00. */
function shown(cell: unknown): string {
  const text = String(cell ?? "");
  return /^-?\d+(\.\d+)?$/.test(text) ? text.replace(/\B(?=(\d{3})+(?!\d)(\.|$))/g, ",") : text;
}
