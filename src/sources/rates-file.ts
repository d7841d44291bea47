/** A list of exchange rates: a CSV of date, currency, rate, as a policy file names it. */
import { refuse } from "../domain/problem.js";

const columns = ["date", "currency", "rate"] as const;

/** Its rows as the policy says dated rates; texts as they stand. Throws a problem that names the row that has not three cells. */
export function ratesIn(text: string, file: string): string[][] {
  const rows = text.replace(/^\uFEFF/, "").split(/\r?\n/).map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
  const header = (rows[0] ?? []).map((name) => name.toLowerCase());
  const at = columns.map((name) => header.indexOf(name));
  if (at.includes(-1)) refuse("policy-file", { reason: `${file} has no header with the columns ${columns.join(", ")}` }, { file, row: 1 });
  return rows.flatMap((cells, index) => {
    if (index === 0 || cells.every((cell) => cell === "")) return [];
    if (cells.length !== header.length) refuse("policy-file", { reason: `row ${index + 1} of ${file} has ${cells.length} cells, its header ${header.length}` }, { file, row: index + 1 });
    return [at.map((place) => cells[place]!)];
  });
}
