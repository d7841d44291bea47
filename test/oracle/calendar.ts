/** A civil date as a count of days since 1970-01-01. */
export type Day = number;

/** A point on the record clock: the civil day and the second in it, in the reporting time zone. */
export interface Instant {
  day: Day;
  second: number;
}

const MILLISECONDS_A_DAY = 86_400_000;
const END_OF_DAY = 86_400;

/** "2025-02-30" and other texts that name no day give undefined. */
export function readDay(text: string): Day | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const day = dayOf(year, month, date);
  const back = civil(day);
  return back.year === year && back.month === month && back.date === date ? day : undefined;
}

export function dayText(day: Day): string {
  const { year, month, date } = civil(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

export function mustReadDay(text: string): Day {
  const day = readDay(text);
  if (day === undefined) throw new Error(`no such day: ${text}`);
  return day;
}

/** SEMANTICS 3: adding months clamps to the month's end. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = civil(day);
  const target = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(target / 12), (target % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/**
 * How many whole months [start, end) is, or undefined. An end may lie up to snap days from
 * them: the nearest count wins, the longer at equal distance; never 0 months.
 */
export function wholeMonths(start: Day, end: Day, snap: number): number | undefined {
  let best: { months: number; distance: number } | undefined;
  for (let months = 1; addMonths(start, months) <= end + snap + 1; months++) {
    for (const candidate of endsAfter(start, months)) {
      const distance = Math.abs(end - candidate);
      if (distance <= snap && (!best || distance <= best.distance)) best = { months, distance };
    }
  }
  return start === end ? undefined : best?.months;
}

/** The exclusive ends that make a term of so many months: two where the day is missing. */
function endsAfter(start: Day, months: number): Day[] {
  const clamped = addMonths(start, months);
  return civil(clamped).date === civil(start).date ? [clamped] : [clamped, clamped + 1];
}

export function startOfMonth(day: Day): Day {
  const { year, month } = civil(day);
  return dayOf(year, month, 1);
}

/** The last day of the calendar month that holds the day, plus one. */
export function startOfNextMonth(day: Day): Day {
  return addMonths(startOfMonth(day), 1);
}

/**
 * A date column's text -> its point in time in the zone. A date alone is taken as it stands (as an
 * instant: the end of that day), a timestamp with an offset is moved to the zone.
 */
export function readInstant(text: string, zone: string): Instant | undefined {
  const alone = readDay(text);
  if (alone !== undefined) return { day: alone, second: END_OF_DAY };
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const day = parts ? readDay(parts[1] as string) : undefined;
  if (!parts || day === undefined) return undefined;
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? "0")];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const stands = { day, second: hour * 3600 + minute * 60 + second };
  return parts[5] === undefined ? stands : inZone(stands, parts[5], zone);
}

function inZone(stands: Instant, offset: string, zone: string): Instant {
  const sign = offset.startsWith("-") ? -1 : 1;
  const ahead = offset === "Z" ? 0 : sign * (Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4, 6)) * 60);
  const moment = new Date(stands.day * MILLISECONDS_A_DAY + (stands.second - ahead) * 1000);
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(moment).map((p) => [p.type, Number(p.value)]));
  const at = (name: string): number => part[name] as number;
  return {
    day: dayOf(at("year"), at("month"), at("day")),
    second: at("hour") * 3600 + at("minute") * 60 + at("second"),
  };
}

export function compareInstants(a: Instant, b: Instant): number {
  return a.day - b.day || a.second - b.second;
}

export function civil(day: Day): { year: number; month: number; date: number } {
  const utc = new Date(day * MILLISECONDS_A_DAY);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate() };
}

export function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / MILLISECONDS_A_DAY;
}

function daysInMonth(year: number, month: number): number {
  return civil(dayOf(year, month + 1, 1) - 1).date;
}
