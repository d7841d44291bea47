/** Months as headers and cells write them. */
import { isDate } from "../../domain/calendar.js";

const names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const long = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/**
 * The first day of the month that a text names: `2024-01`, `2024-01-31`, `2024-01-31 00:00:00`, `2024/01`, `01/2024`, `Jan-24`, `Jan 2024`, `January 2024`, `2024 Jan`;
 * undefined for anything else, also for `1/2/2024`, whose order nothing tells.
 */
export function monthOfText(text: string): string | undefined {
  const said = text.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?)?$/.exec(said);
  if (iso !== null) return iso[3] !== undefined && !isDate(`${iso[1]}-${iso[2]!.padStart(2, "0")}-${iso[3]}`) ? undefined : firstDay(iso[1]!, Number(iso[2]));
  const numbers = /^(\d{1,2})[-/.](\d{4})$/.exec(said);
  if (numbers !== null) return firstDay(numbers[2]!, Number(numbers[1]));
  const named = /^([a-z]{3,9})\.?[\s\-/'’,]*(\d{4}|\d{2})$/i.exec(said) ?? swapped(/^(\d{4})[\s\-/]*([a-z]{3,9})\.?$/i.exec(said));
  return named === null ? undefined : firstDay(named[2]!.length === 2 ? `20${named[2]}` : named[2]!, monthNamed(named[1]!));
}

/** Each header that names a month, with its first day. */
export const monthsOfHeader = (header: string[]): { column: string; month: string }[] =>
  header.flatMap((column) => {
    const month = monthOfText(column);
    return month === undefined ? [] : [{ column, month }];
  });

const swapped = (match: RegExpExecArray | null): string[] | null => (match === null ? null : [match[0]!, match[2]!, match[1]!]);

function monthNamed(word: string): number {
  const lower = word.toLowerCase();
  const at = names.indexOf(lower === "sept" ? "sep" : lower);
  return (at >= 0 ? at : long.indexOf(lower)) + 1;
}

const firstDay = (year: string, month: number): string | undefined => (month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}-01` : undefined);
