/** Another file beside a table: each of its rows belongs to the rows of the table that have the same key, as an invoice to its lines. */
import { createHash } from "node:crypto";
import { problem, ProblemError } from "../domain/problem.js";
import { loose } from "./loose.js";
import { safeText } from "./safe-text.js";
import type { SiftedRow, Table, TableRow } from "./table.js";

/**
 * The table with the columns of `other` behind its own. `keys`: names of the column by which they belong together, the first that both have.
 * A row whose key the other file lacks has nothing in those columns. The other file is held in memory.
 */
export async function withBeside(table: Table, other: Table, keys: readonly string[]): Promise<Table> {
  const at = { file: other.source };
  const positionIn = ({ header }: Table, key: string): number => header.findIndex((name) => loose(name) === loose(key));
  const key = keys.find((name) => positionIn(table, name) >= 0 && positionIn(other, name) >= 0);
  if (key === undefined) throw new ProblemError([problem("beside-without-key", { file: table.source, other: other.source, keys: keys.join(", "), has: other.header.map(safeText).join(", ") }, at)]);
  const [own, its] = [positionIn(table, key), positionIn(other, key)];
  const taken = new Set(table.header.map(loose));
  const added = other.header.flatMap((name, position) => (name === "" || taken.has(loose(name)) ? [] : [position]));
  const found = await rowsByKey(other, its, key);
  const joined = (row: SiftedRow): SiftedRow => {
    if (!("cells" in row)) return row;
    const beside = found.get((row.cells[own] ?? "").trim());
    return { ...row, cells: [...table.header.map((_, position) => row.cells[position] ?? ""), ...added.map((position) => beside?.cells[position] ?? "")] };
  };
  const { plain: _, ...rest } = table;
  return {
    ...rest,
    header: [...table.header, ...added.map((position) => other.header[position]!)],
    content: createHash("sha256").update(JSON.stringify([table.content, other.content, key])).digest("hex"),
    warnings: [...table.warnings, ...other.warnings],
    batches: async function* () {
      for await (const batch of table.batches()) yield batch.map(joined);
    },
    rows: async function* () {
      for await (const row of table.rows()) yield joined(row);
    },
    dispose: () => Promise.all([table.dispose(), other.dispose()]).then(() => undefined),
  };
}

async function rowsByKey(other: Table, position: number, column: string): Promise<Map<string, TableRow>> {
  const found = new Map<string, TableRow>();
  for await (const row of other.rows()) {
    if (!("cells" in row)) continue;
    const value = (row.cells[position] ?? "").trim();
    const first = found.get(value);
    if (first !== undefined && value !== "" && JSON.stringify(first.cells) !== JSON.stringify(row.cells)) {
      throw new ProblemError([problem("beside-key-twice", { column: safeText(column), value: safeText(value), first: first.row, second: row.row }, { file: other.source, row: row.row, column, value })]);
    }
    if (value !== "") found.set(value, row);
  }
  return found;
}
