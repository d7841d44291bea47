/** One figure spread over the page: what stands in rows below one another stands in columns of one row, as people read a triangle. */
import type { Column, ReportRow } from "../catalogue/index.js";
import type { Sheet } from "./sheet.js";

/** The sheet with a column for each value of the one that is spread over it; any other sheet as it is. */
export function spreadOver(sheet: Sheet): Sheet {
  const { spread } = sheet;
  const [across, figure] = [spread?.across, spread?.value].map((name) => sheet.columns.find((column) => column.name === name));
  if (across === undefined || figure === undefined || sheet.rows.length === 0) return sheet;
  const naming = sheet.columns.filter((column) => column !== across && column !== figure);
  const places = inOrder([...new Set(sheet.rows.map((row) => row[across.name]!))]);
  const columns = places.map((place, at): Column => ({ ...figure, name: String(place), title: at === 0 && across.type === "count" ? `${across.title} ${String(place)}` : String(place) }));
  const rows = new Map<string, ReportRow>();
  for (const row of sheet.rows) {
    const key = JSON.stringify(naming.map(({ name }) => row[name]));
    const line = rows.get(key) ?? Object.fromEntries(naming.map(({ name }) => [name, row[name]!]));
    line[String(row[across.name])] = row[figure.name]!;
    rows.set(key, line);
  }
  return { ...sheet, columns: [...naming, ...columns], rows: [...rows.values()], spreadFrom: naming.length };
}

/** Numbers by size; names of periods as text, which is their order in time. */
const inOrder = <Place>(places: Place[]): Place[] => places.sort((one, other) => (one < other ? -1 : 1));

/** What the foot says where the last of the columns find no room. */
export function leftOutNote({ columns, spreadFrom = 0 }: Sheet, leftOut: readonly string[]): string {
  const all = columns.length - spreadFrom;
  const which = leftOut.length === 1 ? `${leftOut[0]!}, the last of ${all} columns` : `the last ${leftOut.length} of ${all} columns (${leftOut[0]!} to ${leftOut.at(-1)!})`;
  return `No room for ${which}; a coarser grain or larger units (--in) make some, and --format csv has every one.`;
}
