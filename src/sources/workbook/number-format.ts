/** What a number format makes of a number, as far as its text here depends on it. */
export type FormatKind = "number" | "percent" | "date" | "time" | { padded: number };

/** Formats that every workbook has by number: dates, times of day, and those of East Asian editions. */
const builtIn = new Map<number, FormatKind>([
  [9, "percent"], [10, "percent"],
  ...[14, 15, 16, 17, ...between(27, 31), 36, ...between(50, 54), 57, 58].map((id): [number, FormatKind] => [id, "date"]),
  ...[18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 47, 55, 56].map((id): [number, FormatKind] => [id, "time"]),
]);

function between(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** By the format's code if the workbook gives one, else by its number. */
export function kindOfFormat(id: number, code: string | undefined): FormatKind {
  return code === undefined ? (builtIn.get(id) ?? "number") : kindOfCode(code);
}

/** `[h]:mm` is a length of time and no date; texts in quotes, colours and locales say nothing. */
function kindOfCode(code: string): FormatKind {
  if (/\[(h+|m+|s+)\]/i.test(code)) return "number";
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").split(";")[0]!;
  if (/general/i.test(bare)) return "number";
  if (bare.includes("%")) return "percent";
  if (/[hs]/i.test(bare)) return "time";
  if (/[ymd]/i.test(bare)) return "date";
  return /^0{2,}$/.test(bare) ? { padded: bare.length } : "number";
}
