/** Times of a zone: the offset that a time without one has there, and the day on which an instant falls there. */
import { isDate } from "../../domain/calendar.js";

const timeForm = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** `2024-01-31 23:30:00` in America/New_York -> `2024-01-31T23:30:00-05:00`. Days alone and times with an offset stay as they are. */
export function withOffset(text: string, zone: string): string {
  const match = timeForm.exec(text);
  if (match === null || match[6] !== undefined || !isDate(match[1]!)) return text;
  const [, day, hour, minute, second = "00", fraction] = match;
  const asUtc = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(asUtc)) return text;
  return `${day}T${hour}:${minute}:${second}${fraction === undefined ? "" : `.${fraction}`}${offsetText(offsetOfLocal(asUtc, zone))}`;
}

/** The day of a date or time: of an instant with an offset its day in `zone`, of any other the day as it stands; undefined where it is neither. */
export function dayOf(text: string, zone: string | undefined): string | undefined {
  if (isDate(text)) return text;
  const match = timeForm.exec(text);
  if (match === null || !isDate(match[1]!)) return undefined;
  const offset = match[6];
  if (offset === undefined || zone === undefined) return match[1]!;
  const instant = Date.parse(`${match[1]}T${match[2]}:${match[3]}:${match[4] ?? "00"}${offset === "Z" ? "Z" : offset.length === 3 ? `${offset}:00` : offset.replace(/^(...)(\d\d)$/, "$1:$2")}`);
  return Number.isNaN(instant) ? undefined : new Date(instant + offsetAt(instant, zone) * 60_000).toISOString().slice(0, 10);
}

/** Minutes east of UTC at a local time; of the two offsets around a change of clocks the one before it. */
function offsetOfLocal(asUtc: number, zone: string): number {
  const before = offsetAt(asUtc - 86_400_000, zone);
  const guess = offsetAt(asUtc - before * 60_000, zone);
  return guess === before ? before : offsetAt(asUtc - guess * 60_000, zone) === guess ? guess : before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function offsetAt(instant: number, zone: string): number {
  if (zone === "UTC") return 0;
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });
    clocks.set(zone, clock);
  }
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(part["year"]!, part["month"]! - 1, part["day"], part["hour"], part["minute"], part["second"]);
  return Math.round((local - Math.floor(instant / 1000) * 1000) / 60_000);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
}
