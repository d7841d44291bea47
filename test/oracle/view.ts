import { compareInstants, type Instant, readInstant } from "./calendar.js";
import type { Policy } from "./knobs.js";
import { type Line, readLine, type Row } from "./line.js";

export interface Refused {
  index: number;
  why: string;
}

/** The present view of SEMANTICS 13: of each line_id the version that nothing supersedes. */
export interface View {
  lines: Line[];
  refused: Refused[];
}

export function readView(rows: Row[], policy: Policy): View {
  const distinct = distinctRows(rows);
  const refused: Refused[] = [];
  const lines: Line[] = [];
  for (const { row, index } of distinct) {
    const line = readLine(row, policy);
    if ("refused" in line) refused.push({ index, why: line.refused });
    else if (hasRival(row, distinct, policy)) refused.push({ index, why: "two different rows of one line_id and recorded_on" });
    else lines.push(line);
  }
  return { lines: lines.filter((line) => !line.superseded && !isFollowed(line, lines)), refused };
}

/** Rows repeated unchanged count once; wholly empty rows not at all. */
function distinctRows(rows: Row[]): { row: Row; index: number }[] {
  const seen = new Set<string>();
  return rows.map((row, index) => ({ row, index })).filter(({ row }) => {
    const written = Object.entries(row).filter(([, value]) => value).sort();
    const key = JSON.stringify(written);
    if (written.length === 0 || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function hasRival(row: Row, rows: { row: Row }[], policy: Policy): boolean {
  return rows.some(
    ({ row: other }) =>
      other !== row && other["line_id"] === row["line_id"] && recordKey(other, policy) === recordKey(row, policy),
  );
}

/** Rows whose recorded_on is the same point in time are rivals, however it is written. */
function recordKey(row: Row, policy: Policy): string {
  const written = row["recorded_on"] ?? "";
  return JSON.stringify(readInstant(written, policy.timeZone) ?? written);
}

function isFollowed(line: Line, lines: Line[]): boolean {
  return lines.some((other) => other.lineId === line.lineId && isLater(other.recordedOn, line.recordedOn));
}

function isLater(a: Instant | undefined, b: Instant | undefined): boolean {
  if (a === undefined) return false;
  return b === undefined || compareInstants(a, b) > 0;
}
