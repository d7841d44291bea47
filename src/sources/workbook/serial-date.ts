const DAY = 86_400_000;
/** The day after 9999-12-31 in the system of 1900. */
const TOO_LATE = 2_958_466;
/** Day 60 of the system of 1900 is a 29 February that never was; the days before it are counted from one day later. */
const PHANTOM = 60;

/**
 * The day that a serial number of a workbook means, YYYY-MM-DD, or day and time of day without offset (`2024-01-31T10:30:00`) where the format
 * shows a time and there is one; a time alone is `10:30:00`. Undefined where it means no day.
 */
export function serialDate(written: string, showsTime: boolean, from1904: boolean): string | undefined {
  const serial = Number(written);
  if (written.trim() === "" || !(serial >= 0 && serial < TOO_LATE)) return undefined;
  let day = Math.floor(serial);
  let time = wholeSeconds(Math.round((serial - day) * DAY));
  if (time === DAY) {
    day += 1;
    time = 0;
  }
  if (showsTime && day === 0 && serial > 0) return clock(time);
  const date = dateOf(day, from1904);
  return showsTime && time > 0 ? `${date}T${clock(time)}` : date;
}

function dateOf(day: number, from1904: boolean): string {
  if (from1904) return isoDay(Date.UTC(1904, 0, 1) + day * DAY);
  if (day === 0) return "1900-01-00";
  if (day === PHANTOM) return "1900-02-29";
  return isoDay(Date.UTC(1899, 11, day < PHANTOM ? 31 : 30) + day * DAY);
}

/** Lists have few days and many rows. */
const knownDays = new Map<number, string>();
const MOST_DAYS = 20_000;

function isoDay(instant: number): string {
  const known = knownDays.get(instant);
  if (known !== undefined) return known;
  const day = new Date(instant).toISOString().slice(0, 10);
  if (knownDays.size < MOST_DAYS) knownDays.set(instant, day);
  return day;
}

/** Serials hold a time to about ten microseconds: a millisecond off a second is noise. */
function wholeSeconds(milliseconds: number): number {
  const seconds = Math.round(milliseconds / 1000) * 1000;
  return Math.abs(milliseconds - seconds) <= 1 ? seconds : milliseconds;
}

function clock(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString().slice(11, 23);
  return text.endsWith(".000") ? text.slice(0, 8) : text;
}
