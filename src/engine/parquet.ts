/** An answer as a Parquet file: the same rows, in types that hold them exactly. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Column } from "../catalogue/define.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { minorPlaces } from "../domain/money.js";
import { Database } from "./database.js";

/**
 * The bytes of the file. It has an engine of its own, as an answer hangs on no book. Its metadata say under the key `annua` what was asked, the
 * currency, and of each column its title, type and kind. What a type can't hold is thrown, never rounded.
 */
export async function parquetOf(result: ReportResult): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "annua-parquet-"));
  const db = await Database.start({ threads: 1, temporaryFolder: folder });
  try {
    const target = join(folder, "answer.parquet");
    const places = minorPlaces(result.currency);
    const columns = result.columns.map((column, at) => `cast(cells[${at + 1}] as ${typeOf(column, places)}) as ${quoted(column.name)}`).join(", ");
    const rows = JSON.stringify(result.rows.map((row) => result.columns.map((column) => textOf(row[column.name], column, places))));
    // names of columns can't be bound as values can
    await db.run(`copy (select ${columns} from (select unnest(from_json($rows, '[["varchar"]]')) as cells)) to $target (format parquet, kv_metadata {annua: $told})`, { rows, target, told: JSON.stringify(toldOf(result)) });
    return await readFile(target);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const toldOf = ({ report, params, currency, columns, provenance }: ReportResult) => ({ report, params, currency, columns, provenance });

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** As many digits as the engine's exact numbers have, so that whatever it worked out fits. */
const digits = 38;

const scaleOf = ({ type }: Column, places: number): number | undefined => (type === "money" ? places : type === "ratio" ? 6 : undefined);

function typeOf(column: Column, places: number): string {
  const scale = scaleOf(column, places);
  if (scale !== undefined) return `decimal(${digits}, ${scale})`;
  return column.type === "count" ? "bigint" : column.type === "date" ? "date" : "varchar";
}

/** A value as text that its type reads back; one with more places than its type would be rounded. */
function textOf(value: ReportRow[string] | undefined, column: Column, places: number): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  const scale = scaleOf(column, places);
  if (scale !== undefined && (text.split(".")[1] ?? "").length > scale) throw new Error(`${text} in ${column.name} has more than ${scale} places`);
  return text;
}
