/**
 * A query whose first parts say that they are materialized is run part by part, each a temporary table: planning it whole takes far longer than
 * planning its parts, and of a small book planning is nearly all that is to be done. The answer is the same.
 */
import type { Database, Row, SqlParams } from "./database.js";

interface Part {
  name: string;
  sql: string;
}

/** What opens a part, after the word `with` or the comma behind the part before. */
const opening = /^\s*(\w+) as materialized \(/;

/** Where the parenthesis ends within which a text begins. */
function endOf(text: string): number {
  let depth = 1;
  for (const { 0: token, index } of text.matchAll(/--[^\n]*|'(?:[^']|'')*'|[()]/g)) {
    if (token === "(") depth++;
    if (token === ")" && --depth === 0) return index;
  }
  return text.length;
}

/** The parts that stand first, and what is asked of them. */
export function partsOf(sql: string): { parts: Part[]; rest: string } {
  const parts: Part[] = [];
  let rest = sql.replace(/^(\s*--[^\n]*\n)*\s*with\b/, "");
  if (rest === sql) return { parts, rest };
  for (let found = opening.exec(rest); found !== null; found = opening.exec(rest)) {
    const body = rest.slice(found[0].length);
    const end = endOf(body);
    parts.push({ name: found[1]!, sql: body.slice(0, end) });
    const after = body.slice(end + 1);
    if (!/^\s*,/.test(after)) return { parts, rest: after };
    rest = after.replace(/^\s*,/, "");
  }
  return { parts, rest: `with${rest}` };
}

/** The rows of a query, part by part where it has several. */
export async function rowsInSteps(db: Database, sql: string, params: SqlParams): Promise<Row[]> {
  const { parts, rest } = partsOf(sql);
  if (parts.length < 2) return db.rows(sql, params);
  try {
    for (const part of parts) await db.run(`create or replace temp table ${part.name} as ${part.sql}`, params);
    return await db.rows(rest, params);
  } finally {
    await db.run(parts.map(({ name }) => `drop table if exists temp.${name}`).join("; ")).catch(() => undefined);
  }
}
