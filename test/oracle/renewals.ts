import type { Day } from "./calendar.js";
import { moneyText } from "./currency.js";
import { endOf, runsOn, takesPlaceOf, termEnd } from "./end.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import { Groups } from "./hierarchy.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { ratio } from "./retention.js";
import type { Cover } from "./standing.js";
import { isCounted, isEmpty } from "./value.js";

/** What came up for renewal, and what became of it (SEMANTICS 14), line by line and with no thought of speed. */

/** An end at which a line is due, in minor units of the reporting currency. */
interface Due {
  line: Line;
  on: Day;
  amount: bigint;
  /** It went on by itself, and nothing else renews it. */
  goesOn: boolean;
  /** The last day on which something may start that renews it: of what is held, the day on which another line ends that. Pending before, lost from then on. */
  latest: Day;
}

/** A customer's product with something due in a period. */
export interface DuePair {
  customer: string;
  product: string;
  payer: string;
  /** The first of its ends, and the line of the last. */
  on: Day;
  last: Line;
  lines: Line[];
  due: bigint;
  renewed: bigint;
  downsell: bigint;
  lost: bigint;
  pending: bigint;
  /** What of it is pending though a notice came. */
  noticed: bigint;
  /** When all of its lines were under one. */
  noticedOn: Day | undefined;
}

/** The sums of a period, over its pairs of customer and product. */
export interface RenewalSums {
  available_to_renew: bigint;
  renewed: bigint;
  uplift: bigint;
  downsell: bigint;
  lost: bigint;
  pending: bigint;
  /** Of each pair the lesser of what was due and what was renewed. */
  kept: bigint;
  /** Customers, or their top parents, to whom anything was due, and those of them of whom anything above zero was renewed. */
  due: Set<string>;
  stayed: Set<string>;
}

const DAYS_AHEAD = 90;

export class Renewals {
  private readonly eligible: Line[];
  private readonly dues: Due[];
  private readonly groups: Groups;

  /** Of ends before a day and those that a line could be nearer to; a line that runs on has no last one. */
  constructor(private readonly lines: Line[], private readonly cover: Cover, private readonly policy: Policy, before: Day) {
    this.eligible = lines.filter((line) => line.kind === "recurring" && isCounted(line, policy) && !isEmpty(line) && !line.isAdjustment);
    this.groups = new Groups(lines, policy);
    const until = Math.max(before, ...this.eligible.map(({ start }) => start + DAYS_AHEAD + 1));
    this.dues = this.eligible.flatMap((line) => this.duesOf(line, until));
  }

  /** Over [from, to); what nothing has renewed is lost or pending as of the close of a day. */
  sums(from: Day, to: Day, on: Day): RenewalSums {
    const pairs = [...grouped(this.dues.filter((due) => due.on >= from && due.on < to), ({ line }) => pairOf(line)).values()];
    return pairs.map((dues) => this.ofPair(dues, on)).reduce(plus, NOTHING);
  }

  /** The days on which anything is due. */
  ends(): Day[] {
    return this.dues.map(({ on }) => on);
  }

  /** Pairs of [from, to) one by one, seen at the close of a day. */
  pairs(from: Day, to: Day, on: Day): DuePair[] {
    const found = [...grouped(this.dues.filter((due) => due.on >= from && due.on < to), ({ line }) => pairOf(line)).values()];
    return found.filter((dues) => sum(dues.map(({ amount }) => amount)) > 0n).map((dues) => {
      const { available_to_renew: due, renewed, downsell, lost, pending } = this.ofPair(dues, on);
      const last = dues.toSorted((a, b) => a.on - b.on || (a.line.lineId < b.line.lineId ? -1 : 1)).at(-1)!.line;
      const noticed = dues.filter(({ line, latest }) => latest > on && line.cancelledOn !== undefined && line.cancelledOn <= on);
      return {
        customer: last.customer, product: last.product, payer: this.groups.of(last.customer), on: Math.min(...dues.map((one) => one.on)), last, lines: dues.map(({ line }) => line),
        due, renewed, downsell, lost, pending, noticed: pending === 0n ? 0n : sum(noticed.map(({ amount }) => amount)),
        noticedOn: dues.every(({ line }) => line.cancelledOn !== undefined) ? Math.max(...dues.map(({ line }) => line.cancelledOn!)) : undefined,
      };
    });
  }

  private ofPair(dues: Due[], on: Day): RenewalSums {
    const due = sum(dues.map(({ amount }) => amount));
    if (due <= 0n) return NOTHING;
    const renewed = sum(dues.map((one) => this.renewedOf(one)));
    const payer = new Set(dues.map(({ line }) => this.groups.of(line.customer)));
    const base = { ...NOTHING, available_to_renew: due, renewed, kept: least(renewed, due), due: payer, stayed: renewed > 0n ? payer : NOBODY };
    if (renewed > due) return { ...base, uplift: renewed - due };
    if (renewed !== 0n) return { ...base, downsell: due - renewed };
    const lost = sum(dues.filter((one) => on >= one.latest).map(({ amount }) => amount));
    return { ...base, lost, pending: due - lost };
  }

  private duesOf(line: Line, until: Day): Due[] {
    const end = endOf(line, this.lines, this.policy);
    if (line.end === undefined || end <= line.start) return [];
    if (end < line.end) return this.isRenewedEarly(line, line.end, end) ? this.dueAt(line, line.end, end - 1, end) : [];
    if (!runsOn(line, this.policy)) return this.dueAt(line, line.end, line.end - 1, end);
    if (this.policy.expired === "hold") return this.dueAt(line, line.end, line.end - 1, end, true);
    const dues: Due[] = [];
    for (let terms = 0; ; terms++) {
      const on = termEnd(line, line.end, terms, this.policy);
      if (on > end || on >= until) return dues;
      dues.push(...this.dueAt(line, on, on - 1, end));
    }
  }

  private dueAt(line: Line, on: Day, lastCovered: Day, end: Day, isHeld = false): Due[] {
    const goesOnAs = this.eligible.some((other) => isSameContract(other, line) && isSamePair(other, line) && other.start === on);
    if (goesOnAs) return [];
    const grace = on + this.policy.graceDays;
    const held = isHeld && end > on;
    const amount = this.cover.worth(line, lastCovered, lastCovered);
    return [{ line, on, amount, goesOn: end > on && !isHeld, latest: held ? Math.max(grace, end) : grace }];
  }

  /** What cut the line is the next term of the same, not a change of this one. */
  private isRenewedEarly(line: Line, signedEnd: Day, cut: Day): boolean {
    return this.eligible.some(
      (other) =>
        other !== line && takesPlaceOf(other, line) && other.start === cut && isSamePair(other, line) && !isSameContract(other, line) &&
        other.start >= signedEnd - DAYS_AHEAD && endsAfter(other, signedEnd) && endOf(other, this.lines, this.policy) > other.start,
    );
  }

  private renewedOf(due: Due): bigint {
    if (due.goesOn) return this.cover.worth(due.line, due.on, due.on);
    return sum(this.eligible.filter((line) => this.renews(line) === due).map((line) => this.cover.worth(line, line.start, line.start)));
  }

  /** The end that is nearest to its start, of those that it can renew; the earlier of two. */
  private renews(line: Line, seen: Line[] = []): Due | undefined {
    if (endOf(line, this.lines, this.policy) <= line.start) return undefined;
    const replaced = this.priceBefore(line, seen);
    const open = this.dues.filter((due) => this.canRenew(line, due) && (replaced.length === 0 || replaced.includes(due.line)));
    const distance = ({ on }: Due): number => Math.abs(on - line.start);
    return open.sort((a, b) => distance(a) - distance(b) || a.on - b.on)[0];
  }

  private canRenew(line: Line, { line: due, on, goesOn, latest }: Due): boolean {
    if (goesOn || line === due || !isSamePair(line, due) || line.start <= due.start) return false;
    if (line.start < on - DAYS_AHEAD || line.start > latest || !endsAfter(line, on)) return false;
    return !(isSameContract(line, due) && line.start < on);
  }

  /** Renewals, or price changes of renewals, that this line only puts another price on: it renews none but them. */
  private priceBefore(line: Line, seen: Line[]): Line[] {
    const named = this.eligible.filter((other) => other !== line && !seen.includes(other) && takesPlaceOf(line, other) && isSamePair(other, line));
    return named.filter((other) => this.renews(other, [...seen, line]) !== undefined || this.priceBefore(other, [...seen, line]).length > 0);
  }
}

/** Amounts as text, losses as positive ones; rates in six places, null where nothing was due. */
export type RenewalFigures = Record<"available_to_renew" | "renewed" | "uplift" | "downsell" | "lost" | "pending", string> & Record<"renewal_rate" | "net_renewal_rate" | "logo_renewal_rate", string | null>;

export function renewalFigures({ kept, due: dueTo, stayed, ...sums }: RenewalSums, currency: string): RenewalFigures {
  const money = (amount: bigint): string => moneyText(amount, currency);
  const due = Fraction.of(sums.available_to_renew);
  return {
    available_to_renew: money(sums.available_to_renew),
    renewed: money(sums.renewed),
    uplift: money(sums.uplift),
    downsell: money(sums.downsell),
    lost: money(sums.lost),
    pending: money(sums.pending),
    renewal_rate: ratio(Fraction.of(kept), due),
    net_renewal_rate: ratio(Fraction.of(sums.renewed), due),
    logo_renewal_rate: ratio(Fraction.of(stayed.size), Fraction.of(dueTo.size)),
  };
}

const NOBODY: Set<string> = new Set();
const NOTHING: RenewalSums = { available_to_renew: 0n, renewed: 0n, uplift: 0n, downsell: 0n, lost: 0n, pending: 0n, kept: 0n, due: NOBODY, stayed: NOBODY };

function plus(one: RenewalSums, other: RenewalSums): RenewalSums {
  return {
    available_to_renew: one.available_to_renew + other.available_to_renew,
    renewed: one.renewed + other.renewed,
    uplift: one.uplift + other.uplift,
    downsell: one.downsell + other.downsell,
    lost: one.lost + other.lost,
    pending: one.pending + other.pending,
    kept: one.kept + other.kept,
    due: new Set([...one.due, ...other.due]),
    stayed: new Set([...one.stayed, ...other.stayed]),
  };
}

function endsAfter({ end }: Line, day: Day): boolean {
  return end === undefined || end > day;
}

/** Lines without a contract are of none together. */
function isSameContract(one: Line, other: Line): boolean {
  return one !== other && one.contract !== "" && one.contract === other.contract;
}

function isSamePair(one: Line, other: Line): boolean {
  return pairOf(one) === pairOf(other);
}

function pairOf({ customer, product }: Line): string {
  return JSON.stringify([customer, product]);
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
