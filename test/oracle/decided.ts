import { addMonths, type Day, mustReadDay } from "./calendar.js";
import type { Kind, Policy } from "./knobs.js";
import { type DecidedFields, type Line, ruledKind } from "./line.js";
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
export function decidedLines(lines: Line[], decisions: Decided[], policy: Policy): Line[] {
  const heads = headsOf(decisions);
  const named = new Map(lines.map((line) => [line.lineId, line]));
  let decided = lines.map((line) => ({ ...line, customer: heads(line.customer), parent: heads(line.parent) }));
  for (const decision of decisions) {
    decided = decided.flatMap((line) => {
      const changed = changedBy(decision, line, named, policy);
      return changed === undefined ? [] : [changed];
    });
  }
  return decided;
}

/** The day that an answer says or means, worked out when it is given: the end of the own term after today, or a year of the discount. */
export function daysOf(kind: string, choice: string, facts: AskedOf, until: string | undefined, lines: Line[], today: Day, policy: Policy): Map<string, Day> {
  const of = (ids: unknown, day: (line: Line) => Day): Map<string, Day> =>
    new Map(lines.filter((line) => (ids as string[]).includes(line.lineId)).map((line) => [line.lineId, day(line)]));
  const said = until === undefined ? undefined : mustReadDay(until);
  const inclusive = policy.endDateConvention === "inclusive" ? 1 : 0;
  if (kind === "ended" && choice === "renewed") return of(facts["lines"], (line) => (said === undefined ? nextTermEnd(line, today, policy) : said + inclusive));
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
function changedBy({ kind, choice, facts, days }: Decided, line: Line, named: Map<string, Line>, policy: Policy): Line | undefined {
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
    case "duplicate one_counts": return isCopy(facts["lines"] as string[], lineId, named) ? undefined : line;
    case "attribute always_new": return lineId === facts["other"] ? withAttributes(line, named.get(String(facts["line"])), policy) : line;
    case "attribute always_old": return lineId === facts["line"] ? withAttributes(line, named.get(String(facts["other"])), policy) : line;
  }
  if (kind === "kind") return line.product === facts["product"] && !line.isKindWritten ? { ...line, kind: choice as Kind, isKindWritten: true } : line;
  if (kind === "amount" && choice.startsWith("per_")) return lineId === facts["line"] ? { ...line, per: choice.slice(4) } : line;
  if (kind === "currency" && choice.startsWith("in_")) return lineId === facts["line"] ? { ...line, currency: choice.slice(3) } : line;
  return line;
}

/** A day said before says nothing any more. */
function renewingItself(line: Line): Line {
  const { runsUntil: _, ...others } = line.decided;
  return { ...line, decided: { ...others, renewsItself: true } };
}

/** Of a line that is named before it and that is there. */
const isCopy = (lines: string[], lineId: string, named: Map<string, Line>): boolean => lines.slice(0, Math.max(0, lines.indexOf(lineId))).some((one) => named.has(one));

const isOneOf = (ids: unknown, lineId: string): boolean => (ids as string[]).includes(lineId);

/** The name that the line itself bears, and the customer that its row names. */
const isNamed = (line: Line, named: Map<string, Line>, facts: AskedOf): boolean =>
  line.customerName === facts["other_name"] && named.get(line.lineId)?.customer === facts["customer"];

/** The rules look at the description, which is an attribute, where no kind is written. */
function withAttributes(line: Line, model: Line | undefined, policy: Policy): Line {
  if (model === undefined) return line;
  const { attributes } = model;
  const kind = line.isKindWritten ? line.kind : ruledKind(line.product === "-" ? "" : line.product, attributes["description"] ?? "", policy);
  return { ...line, attributes, kind };
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
