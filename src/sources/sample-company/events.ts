/** What happened to the company on which days: from its story, and what every such company does. */
import type { Block } from "./block.js";
import type { Line } from "./line.js";
import type { Timeline } from "./timeline.js";
import { csms } from "./words.js";

export const eventColumns = ["date", "title", "kind", "recorded_on"] as const;

/** What happens each year, or once: months after the first. */
const usual: readonly (readonly [month: number, day: number, title: string, kind: string])[] = [
  [14, 0, "Analytics: forecasts launched", "launch"],
  [18, 3, "Users' conference", "marketing"],
  [24, 0, "New price list", "pricing"],
  [30, 8, "Users' conference", "marketing"],
  [33, 14, "Compliance certified to ISO 27001", "launch"],
  [38, 0, "Sales office in Munich", "people"],
  [42, 7, "Users' conference", "marketing"],
  [45, 0, "Workflows 2 launched", "launch"],
];

/** Events of the company, oldest first; of its customers those of `block`. */
export function eventsOf(block: Block): string[][] {
  const { timeline, plan } = block;
  const shift = timeline.months - 48;
  const of = (day: number, title: string, kind: string) => ({ day, title, kind });
  const events = usual.filter(([month]) => month + shift >= 0).map(([month, day, title, kind]) => of(timeline.start(month + shift) + day, title, kind));
  if (plan.acquiredCustomers > 0) events.push(of(timeline.start(plan.acquisitionMonth), `Larkfield Software bought, with ${plan.acquiredCustomers} customers`, "acquisition"));
  events.push(of(block.csmLeaves, `${csms[1]} leaves customer success, accounts handed over`, "people"));
  const [won, lost] = [largest(block, timeline, (line) => line.start, isFirst), largest(block, timeline, (line) => line.end, (line) => line.customer.lapsed === line.end)];
  if (won) events.push(of(won.start, `Won ${won.customer.name}`, "customer"));
  if (lost) events.push(of(lost.end, `Lost ${lost.customer.name}`, "customer"));
  return events.sort((a, b) => a.day - b.day).map(({ day, title, kind }) => [timeline.iso(day), title, kind, timeline.iso(day)]);
}

const isFirst = (line: Line): boolean => line.customer.lines.every((other) => other.kind !== "recurring" || other.full === 0 || other.start >= line.start);

/** The largest line of the last twelve months of which something holds on its day. */
function largest({ customers }: Block, timeline: Timeline, dayOf: (line: Line) => number, holds: (line: Line) => boolean): Line | undefined {
  const from = timeline.start(timeline.months - 12);
  return customers.flatMap(({ lines }) => lines).filter((line) => line.kind === "recurring" && line.full > 0 && dayOf(line) > from && dayOf(line) <= timeline.lastDay && holds(line)).reduce<Line | undefined>((most, line) => (most && most.full >= line.full ? most : line), undefined);
}
