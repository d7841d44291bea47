import { addMonths, dayText } from "./calendar.js";
import { minorPlaces } from "./currency.js";
import { beginOf, endOf } from "./end.js";
import { Fraction } from "./fraction.js";
import { Groups } from "./hierarchy.js";
import { type Knobs, type Policy, readKnobs } from "./knobs.js";
import type { Line, Row } from "./line.js";
import { Cover } from "./standing.js";
import { isCounted, isEmpty, ramps, termMonths, valuation } from "./value.js";
import { readView } from "./view.js";

/** What makes a book nasty; the generator must bring each often enough. */
export const FEATURES = [
  "gap inside grace", "lapse", "overlap", "same-day swap", "same-day swap at an equal price", "29 February", "month-end term", "snapped term",
  "zero line", "negative line", "empty line", "replaced line", "ended discount", "ramp", "late signature", "superseded version",
  "withdrawn version", "acquired line", "currency switch", "segment change", "auto-renew", "notice", "one_time", "services", "usage",
  "week or day price", "amount_every", "half a cent", "free to paid or back", "refused row", "repeated row", "timestamp", "far end",
  "several replacers", "notice at the end of a later term", "return as a window closes", "parents of two generations", "parents in a circle",
  "rate that moves while a line lives", "product swap", "acquired beside own",
] as const;

export type Feature = (typeof FEATURES)[number];

/** Which of FEATURES a book holds under its knobs. */
export function featuresOf(rows: Row[], knobs: Knobs): Feature[] {
  const policy = readKnobs(knobs);
  const view = readView(rows, policy);
  const holds: Record<Feature, boolean> = {
    ...ofRows(rows, view.refused.length),
    ...ofLines(view.lines, policy),
    ...ofPairs(view.lines, policy),
    ...ofParents(view.lines, policy),
  };
  return FEATURES.filter((feature) => holds[feature]);
}

type RowFeature =
  | "refused row" | "repeated row" | "timestamp" | "far end" | "superseded version" | "withdrawn version" | "auto-renew" | "notice";

function ofRows(rows: Row[], refused: number): Record<RowFeature, boolean> {
  const versions = rows.filter((row) => rows.some((other) => sameId(row, other) && other["recorded_on"] !== row["recorded_on"]));
  const written = rows.map((row) => JSON.stringify(Object.entries(row).sort()));
  return {
    "refused row": refused > 0,
    "repeated row": new Set(written).size < written.length,
    "timestamp": rows.some((row) => row["start_date"]?.includes("T")),
    "far end": rows.some((row) => (row["end_date"] ?? "") >= "2099-12-30"),
    "superseded version": versions.length > 0,
    "withdrawn version": rows.some((row) => row["superseded_on"]),
    "auto-renew": rows.some((row) => row["auto_renew"] === "true"),
    "notice": rows.some((row) => row["auto_renew"] === "true" && row["cancelled_on"]),
  };
}

type PairFeature =
  | "gap inside grace" | "lapse" | "overlap" | "same-day swap" | "same-day swap at an equal price" | "replaced line"
  | "currency switch" | "segment change" | "free to paid or back" | "several replacers" | "return as a window closes"
  | "product swap" | "acquired beside own" | "rate that moves while a line lives";
type ParentFeature = "parents of two generations" | "parents in a circle";
/** The windows that the knobs draw from; the day, the day before and the day after. */
const WINDOWS = [1, 2, 12];
const AROUND = 1;
type LineFeature = Exclude<Feature, RowFeature | PairFeature | ParentFeature>;

function ofLines(lines: Line[], policy: Policy): Record<LineFeature, boolean> {
  const counted = lines.filter((line) => isCounted(line, policy) && !isEmpty(line));
  const price = ({ amount, quantity }: Line): Fraction => amount.times(quantity);
  return {
    "29 February": counted.some(({ start, end }) => [start, end ?? start].some((day) => dayText(day).endsWith("02-29"))),
    "month-end term": counted.some(({ start, end }) => end !== undefined && isMonthEnd(start)),
    "snapped term": policy.termSnapDays > 0 && counted.some(({ start, end }) => end !== undefined && dayText(start).slice(8) !== dayText(end).slice(8)),
    "zero line": counted.some((line) => price(line).isZero()),
    "negative line": counted.some((line) => Fraction.ZERO.isAbove(price(line))),
    "empty line": lines.some(isEmpty),
    "ended discount": counted.some(({ start, end, discountUntil: until }) => until !== undefined && until > start && until < (end ?? Infinity)),
    "ramp": ramps(lines, policy).length > 0,
    "late signature": counted.some(({ start, signedOn }) => signedOn > start),
    "acquired line": counted.some(({ acquired }) => acquired),
    "one_time": lines.some(({ kind }) => kind === "one_time"),
    "services": lines.some(({ kind }) => kind === "services"),
    "usage": lines.some(({ kind }) => kind === "usage"),
    "week or day price": counted.some(({ per }) => per === "week" || per === "day"),
    "amount_every": counted.some(({ every }) => every.isAbove(Fraction.ONE)),
    "notice at the end of a later term": counted.some((line) => line.autoRenew && isNoticeAtTermEnd(line, policy)),
    "half a cent": counted.some((line) => isHalfway(line, lines, policy)),
  };
}

function ofPairs(lines: Line[], policy: Policy): Record<PairFeature, boolean> {
  const counted = lines.filter((line) => isCounted(line, policy) && !isEmpty(line));
  const cover = new Cover(lines, policy);
  const begin = (line: Line): number => beginOf(line, policy);
  const end = (line: Line): number => endOf(line, lines, policy);
  const isGone = (line: Line): boolean => Number.isFinite(end(line)) && !cover.isActive(line, end(line));
  const some = (meet: (a: Line, b: Line) => boolean): boolean =>
    counted.some((a) => counted.some((b) => a !== b && a.customer === b.customer && meet(a, b)));
  const swap = (a: Line, b: Line): boolean => a.product === b.product && end(a) === begin(b);
  const annual = valuation(lines, policy);
  const worth = (line: Line): Fraction => annual(line, line.start);
  return {
    "gap inside grace": counted.some((line) => end(line) > begin(line) && Number.isFinite(end(line)) && cover.isActive(line, end(line))),
    "lapse": counted.some((line) => end(line) > begin(line) && isGone(line)),
    "overlap": some((a, b) => a.product === b.product && begin(a) <= begin(b) && begin(b) < Math.min(end(a), end(b))),
    "same-day swap": some(swap),
    "same-day swap at an equal price": some((a, b) => swap(a, b) && worth(a).minus(worth(b)).isZero() && a.currency === b.currency),
    "replaced line": lines.some((a) => lines.some((b) => a !== b && b.replaces === a.lineId)),
    "currency switch": some((a, b) => swap(a, b) && a.currency !== b.currency),
    "segment change": some((a, b) => end(a) <= begin(b) && a.attributes["segment"] !== b.attributes["segment"]),
    "product swap": some((a, b) => end(a) === begin(b) && a.product !== b.product),
    "acquired beside own": some((a, b) => a.acquired && !b.acquired && begin(b) < end(a) && begin(a) < end(b)),
    "rate that moves while a line lives": counted.some((line) => movesBetween(line.currency, begin(line), end(line), policy)),
    "free to paid or back": some((a, b) => swap(a, b) && worth(a).isZero() !== worth(b).isZero()),
    "several replacers": lines.some((line) => new Set(lines.filter((other) => other !== line && other.replaces === line.lineId).map(({ start }) => start)).size > 1),
    "return as a window closes": some((a, b) => isGone(a) && WINDOWS.some((months) => Math.abs(begin(b) - addMonths(end(a), months)) <= AROUND)),
  };
}

function ofParents(lines: Line[], policy: Policy): Record<ParentFeature, boolean> {
  const groups = new Groups(lines, policy);
  const isParent = policy.level === "parent";
  return {
    "parents of two generations": isParent && lines.some(({ customer }) => groups.circle(customer).length === 0 && groups.chain(customer).length > 2),
    "parents in a circle": isParent && lines.some(({ customer }) => groups.circle(customer).length > 0),
  };
}

function movesBetween(currency: string, begin: number, end: number, { rates }: Policy): boolean {
  return (rates.get(currency) ?? []).some(({ from }) => begin < from && from < end);
}

function isHalfway(line: Line, lines: Line[], policy: Policy): boolean {
  const minor = valuation(lines, policy)(line, line.start).times(Fraction.of(10n ** BigInt(minorPlaces(line.currency))));
  return minor.denominator === 2n;
}

/** Within a day of an end of a term after the signed one. */
function isNoticeAtTermEnd(line: Line, policy: Policy): boolean {
  const { start, end, cancelledOn } = line;
  if (end === undefined || cancelledOn === undefined || cancelledOn <= end) return false;
  const months = line.renewalMonths ?? termMonths(line, policy);
  for (let terms = 1; ; terms++) {
    const termEnd = months === undefined ? end + terms * (end - start) : addMonths(end, terms * months);
    if (termEnd >= cancelledOn - AROUND) return termEnd <= cancelledOn + AROUND;
  }
}

function isMonthEnd(day: number): boolean {
  return dayText(day + 1).endsWith("-01") || dayText(addMonths(day, 1)).slice(8) !== dayText(day).slice(8);
}

function sameId(a: Row, b: Row): boolean {
  return a["line_id"] === b["line_id"];
}
