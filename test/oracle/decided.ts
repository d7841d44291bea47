import { addMonths, type Day, mustReadDay } from "./calendar.js";
import { Fraction } from "./fraction.js";
import type { Kind, Policy } from "./knobs.js";
import type { DecidedFields, Line } from "./line.js";
import { termMonths } from "./value.js";

/** What a question is about, as it is told with it. */
export type AskedOf = Record<string, unknown>;

/** An answer that stands, as a person gave it: "renewed" means the same whatever is imported later. */
export interface Decided {
  kind: string;
  choice: string;
  facts: AskedOf;
  /** The day given with it, or worked out when it was given, for each line that runs on or changes its price. */
  days: Map<string, Day>;
}

/** The lines as people say they are: each answer in the order of recording, a later one over an earlier. Only the first choice of a kind leaves all as it is. */
export function decidedLines(lines: Line[], decisions: Decided[]): Line[] {
  const heads = headsOf(decisions);
  const named = new Map(lines.map((line) => [line.lineId, line]));
  let decided = lines.map((line) => ({ ...line, customer: heads(line.customer), parent: heads(line.parent) }));
  for (const decision of decisions) {
    decided = decided.flatMap((line) => {
      const changed = changedBy(decision, line, named);
      return changed === undefined ? [] : [changed];
    });
  }
  const nowOf = new Map(lines.flatMap((line) => decidedAlone(line, decisions, heads, named)).map((line) => [line.lineId, line]));
  const isCopy = ({ lineId }: Line): boolean => decisions.some((decision) => copiedBy(decision, lineId).some((other) => isLike(lineId, other, named, nowOf)));
  return decided.filter((line) => !isCopy(line)).map((line) => givingWay(line, nowOf));
}

/** A line as the answers leave it, were it not left out. */
function decidedAlone(line: Line, decisions: Decided[], heads: (customer: string) => string, named: Map<string, Line>): Line[] {
  let left: Line = { ...line, customer: heads(line.customer) };
  for (const decision of decisions) left = changedBy(decision, left, named) ?? left;
  return [left];
}

/** Lines beside which this one counts nowhere, by this answer: those named before it. */
const copiedBy = ({ kind, choice, facts }: Decided, lineId: string): string[] => {
  const lines = kind === "duplicate" && choice === "one_counts" ? (facts["lines"] as string[]) : [];
  return lines.slice(0, Math.max(0, lines.indexOf(lineId)));
};

/** One row twice, still: of one customer as people say, and alike in every field, as it is written or as they say. */
function isLike(one: string, other: string, written: Map<string, Line>, decided: Map<string, Line>): boolean {
  const [mine, theirs, mineNow, theirsNow] = [written.get(one), written.get(other), decided.get(one), decided.get(other)];
  if (!mine || !theirs || !mineNow || !theirsNow || mineNow.customer !== theirsNow.customer) return false;
  const was = [tellingOf(mine), tellingOf(theirs)] as const;
  const is = [tellingOf(mineNow), tellingOf(theirsNow)] as const;
  return was[0].every((value, at) => value === was[1][at] || is[0][at] === is[1][at]);
}

const exact = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;

const tellingOf = (line: Line): string[] => [
  line.product, line.isKindWritten ? line.kind : "", exact(line.amount), exact(line.quantity), line.per, exact(line.every), `${line.start}`, `${line.end}`,
  exact(line.percent), exact(line.discountAmount), `${line.discountUntil}`, line.replaces, line.currency, JSON.stringify(Object.entries(line.attributes).sort()),
];

/** To lines of its own customer and product only. */
function givingWay(line: Line, nowOf: Map<string, Line>): Line {
  const { givesWayTo } = line.decided;
  if (givesWayTo === undefined) return line;
  const isTied = (other: Line | undefined): boolean => other !== undefined && other.customer === line.customer && other.product === line.product;
  return { ...line, decided: { ...line.decided, givesWayTo: givesWayTo.filter((id) => isTied(nowOf.get(id))) } };
}

/** The day that an answer says or means, worked out when it is given: the end of the own term after today, or a year of the discount. */
export function daysOf(kind: string, choice: string, facts: AskedOf, until: string | undefined, lines: Line[], today: Day, policy: Policy): Map<string, Day> {
  const of = (ids: unknown, day: (line: Line) => Day): Map<string, Day> =>
    new Map(lines.filter((line) => (ids as string[]).includes(line.lineId)).map((line) => [line.lineId, day(line)]));
  const said = until === undefined ? undefined : mustReadDay(until);
  if (kind === "ended" && choice === "renewed") return of(facts["lines"], (line) => (said === undefined ? nextTermEnd(line, today, policy) : said + 1));
  if (kind === "gap" && choice === "renewed_late") return of(facts["lines"], () => mustReadDay(String(facts["back_on"])));
  if (kind === "discount" && choice === "ends") return of([facts["line"]], (line) => said ?? addMonths(line.start, 12));
  if (kind === "not_live" && choice === "live") return of([facts["line"]], (line) => line.signedOn);
  return new Map();
}

function nextTermEnd(line: Line, today: Day, policy: Policy): Day {
  const end = line.end as Day;
  const months = termMonths(line, policy);
  for (let terms = 1; ; terms++) {
    const next = months === undefined ? end + terms * (end - line.start) : addMonths(end, terms * months);
    if (next > today) return next;
  }
}

/** A line as one answer leaves it; undefined: it counts nowhere. `named` are the lines as they are written. */
function changedBy({ kind, choice, facts, days }: Decided, line: Line, named: Map<string, Line>): Line | undefined {
  const { lineId } = line;
  const day = days.get(lineId);
  const saying = (more: DecidedFields): Line => ({ ...line, decided: { ...line.decided, ...more } });
  switch (`${kind} ${choice}`) {
    case "ended renewed":
    case "gap renewed_late": return day === undefined ? line : saying({ runsUntil: day });
    case "ended auto_renewed": return isOneOf(facts["lines"], lineId) ? renewingItself(line) : line;
    case "overlap replaces": return lineId === facts["other"] ? saying({ givesWayTo: [...(line.decided.givesWayTo ?? []), String(facts["line"])] }) : line;
    case "names two_customers": return isNamed(line, named, facts) ? { ...line, customer: `${String(facts["customer"])} / ${String(facts["other_name"])}` } : line;
    case "amount left_out":
    case "not_live fell_through": return lineId === facts["line"] ? undefined : line;
    case "not_live live": return day === undefined ? line : saying({ begin: day });
    case "discount ends": return day === undefined ? line : { ...line, discountUntil: day };
    case "attribute always_new": return lineId === facts["other"] ? withAttributes(line, facts, "now") : line;
    case "attribute always_old": return lineId === facts["line"] ? withAttributes(line, facts, "was") : line;
  }
  if (kind === "kind") return line.product === facts["product"] && !line.isKindWritten ? { ...line, kind: choice as Kind, isKindWritten: true } : line;
  if (kind === "amount" && choice.startsWith("per_")) return lineId === facts["line"] ? { ...line, per: choice.slice(4) } : line;
  const [, way, times] = /^(times|divided_by)_(\d+)$/.exec(choice) ?? [];
  if (kind === "amount" && times !== undefined) return lineId === facts["line"] && isAmount(line, named, facts) ? { ...line, amount: way === "times" ? line.amount.times(Fraction.of(BigInt(times))) : line.amount.over(Fraction.of(BigInt(times))) } : line;
  if (kind === "currency" && choice.startsWith("in_")) return lineId === facts["line"] ? { ...line, currency: choice.slice(3) } : line;
  return line;
}

/** The answer was given on an amount; another one is none of its business. */
const isAmount = ({ lineId }: Line, named: Map<string, Line>, { amount }: AskedOf): boolean => exact(named.get(lineId)!.amount) === exact(Fraction.readDecimal(String(amount))!);

/** A day said before says nothing any more. */
function renewingItself(line: Line): Line {
  const { runsUntil: _, ...others } = line.decided;
  return { ...line, decided: { ...others, renewsItself: true } };
}

const isOneOf = (ids: unknown, lineId: string): boolean => (ids as string[]).includes(lineId);

/** The name that the line itself bears, and the customer that its row names. */
const isNamed = (line: Line, named: Map<string, Line>, facts: AskedOf): boolean =>
  line.customerName === facts["other_name"] && named.get(line.lineId)?.customer === facts["customer"];

/** Each attribute that was told to differ, as one of the two said; one of nothing is none. */
function withAttributes(line: Line, facts: AskedOf, side: "was" | "now"): Line {
  const said = (facts["differences"] as { attribute: string; was: string; now: string }[]).map((one): [string, string] => [one.attribute, one[side]]);
  const attributes = Object.fromEntries(Object.entries({ ...line.attributes, ...Object.fromEntries(said) }).filter(([, value]) => value !== ""));
  return { ...line, attributes };
}

/**
 * Ids that are one customer, by its id: whoever is said to be another goes with all that is said to be it. Said the other way round
 * later, the later holds.
 */
function headsOf(decisions: Decided[]): (customer: string) => string {
  const heads = new Map<string, string>();
  const headOf = (customer: string): string => heads.get(customer) ?? customer;
  const lead = (head: string, members: string[]): void => members.forEach((member) => heads.set(member, head));
  const membersOf = (head: string): string[] => [head, ...[...heads].filter(([, of]) => of === head).map(([member]) => member)];
  for (const { kind, choice, facts } of decisions) {
    if (kind !== "ids" || choice !== "one_customer") continue;
    const [oldest, ...others] = facts["ids"] as [string, ...string[]];
    for (const other of others) {
      const isOneAlready = headOf(other) === headOf(oldest);
      if (!isOneAlready) lead(headOf(oldest), membersOf(headOf(other)));
      else if (headOf(oldest) === other) lead(oldest, membersOf(other));
    }
  }
  return headOf;
}
