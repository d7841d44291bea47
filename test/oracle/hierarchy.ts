import type { Day } from "./calendar.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";

/** Who counts as one customer: each id by itself, or all under the top of their parents (SEMANTICS 11). */
export class Groups {
  private readonly latestOfCustomer = new Map<string, Line>();
  private readonly found = new Map<string, string>();

  /** Of all lines of the view, whatever their kind or price; those to come, too. What people add to a customer says nothing of who it is. */
  constructor(lines: Line[], private readonly policy: Policy) {
    for (const line of lines) if (!line.isAdjustment) keepLatest(this.latestOfCustomer, line.customer, line);
  }

  of(customer: string): string {
    if (this.policy.level === "customer") return customer;
    const known = this.found.get(customer) ?? this.top(customer);
    this.found.set(customer, known);
    return known;
  }

  /** The line whose attributes are those that the customer of the file has today (SEMANTICS 12 by 11's choice, which is by the file's customer). */
  latestLine(customer: string): Line | undefined {
    return this.latestOfCustomer.get(customer);
  }

  /** The ids from the customer up, each once; the last has no parent, or one of them. */
  chain(customer: string): string[] {
    const ids = [customer];
    for (let next = this.parent(customer); next !== undefined && !ids.includes(next); next = this.parent(next)) ids.push(next);
    return ids;
  }

  /** The ids that go round in a circle above the customer; none where the chain has a top. */
  circle(customer: string): string[] {
    const ids = this.chain(customer);
    const again = this.parent(ids.at(-1) as string);
    return again === undefined ? [] : ids.slice(ids.indexOf(again));
  }

  private top(customer: string): string {
    const circle = this.circle(customer);
    return (circle.length > 0 ? circle.sort()[0] : this.chain(customer).at(-1)) as string;
  }

  /** A customer without lines has none, nor has one that names itself. */
  private parent(customer: string): string | undefined {
    const named = this.latestOfCustomer.get(customer)?.parent;
    return named === customer || named === "" ? undefined : named;
  }
}

function keepLatest(latest: Map<string, Line>, key: string, line: Line): void {
  const before = latest.get(key);
  if (before === undefined || isLater(line, before)) latest.set(key, line);
}

function isLater(line: { start: Day; lineId: string }, other: { start: Day; lineId: string }): boolean {
  return line.start > other.start || (line.start === other.start && line.lineId > other.lineId);
}
