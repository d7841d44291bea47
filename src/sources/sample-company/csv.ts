/** Rows as CSV text by RFC 4180, with line feeds. */

const special = /[",\r\n]/;

/** One record with its line feed. Only the cells at the `freeText` places may need quotes, so only they are looked at. */
export function csvRecord(cells: readonly string[], freeText: readonly number[]): string {
  let record = cells;
  for (const at of freeText) {
    const cell = cells[at] as string;
    if (cell !== "" && special.test(cell)) record = record.with(at, `"${cell.replaceAll('"', '""')}"`);
  }
  return `${record.join(",")}\n`;
}
