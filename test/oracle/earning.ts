import { addMonths, type Day, startOfMonth, startOfNextMonth } from "./calendar.js";
import { endOf } from "./end.js";
import { Fraction } from "./fraction.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { countsAtFace, discountedShare, factor, isEmpty, lengthInMonths, listPrice, netPrice, termMonths } from "./value.js";

/** What one line brings and when it is billed (SEMANTICS 16), in its own currency and unrounded; discounts count while they are in force. */

const MONTHS_A_YEAR = Fraction.of(12);
const MONTHS_OF_INSTALMENT: Record<string, number> = { monthly: 1, quarterly: 3, annual: 12 };
const MONTHS_OF_PRICE: Record<string, number> = { month: 1, quarter: 3, half_year: 6, year: 12 };

export class Earning {
  /** Where it stops bringing anything, cut short or running on. */
  private readonly stop: Day;

  constructor(readonly line: Line, lines: Line[], private readonly policy: Policy) {
    this.stop = endOf(line, lines, policy);
  }

  /** All that was signed, also what a replacer has cut off; nothing is promised of usage, or without an end. */
  get tcv(): Fraction | undefined {
    return this.line.kind === "usage" ? undefined : this.price();
  }

  /** What a signature counts as: a year of it where there is no end. */
  get booked(): Fraction {
    const { line } = this;
    if (line.kind === "usage") return Fraction.ZERO;
    return this.price() ?? this.overTerm({ ...line, end: addMonths(line.start, 12) });
  }

  /** What all of the term brings that no replacer has cut off. */
  get kept(): Fraction {
    return (this.price() ?? Fraction.ZERO).times(this.share(this.line.end ?? Infinity));
  }

  /** Of the signed term, up to the close of a day. */
  earnedOn(day: Day): Fraction {
    return (this.price() ?? Fraction.ZERO).times(this.share(day + 1));
  }

  /** The same with what it brings where it has no end or runs on past it. */
  recognisedOn(day: Day): Fraction {
    const { line } = this;
    if (this.isAtOnce()) return this.earnedOn(day);
    const [open, until] = [line.end ?? line.start, Math.min(day + 1, this.stop)];
    return this.earnedOn(day).plus(until > open ? this.inForce(open, until) : Fraction.ZERO);
  }

  /** Of the signed term, by its schedule, but for what a replacer has cut off. */
  billedOn(day: Day): Fraction {
    const price = this.price();
    if (price === undefined) return Fraction.ZERO;
    const [due, kept] = [this.dueShare(day), this.share(this.line.end ?? Infinity)];
    return price.times(due.isAbove(kept) ? kept : due);
  }

  /** The same with what is billed where it has no end or runs on past it: what each instalment is for, at the price of its day. */
  invoicedOn(day: Day): Fraction {
    const { line } = this;
    const open = line.end ?? line.start;
    if (this.isAtOnce() || this.stop <= open) return this.billedOn(day);
    let invoiced = this.billedOn(day);
    const months = MONTHS_OF_INSTALMENT[line.billing] ?? pricePeriod(line, this.policy);
    for (let k = 0, on = open; on <= day && on < this.stop; on = addMonths(open, ++k * months)) {
      invoiced = invoiced.plus(this.annual(on).times(Fraction.of(months)).over(MONTHS_A_YEAR));
    }
    return invoiced;
  }

  /** Of a term, a fee or usage; nothing of what has no end. */
  private price(): Fraction | undefined {
    const { line } = this;
    if (countsAtFace(line)) return averagePrice(line, this.policy);
    return line.end === undefined ? undefined : this.overTerm(line);
  }

  private overTerm(line: Line): Fraction {
    const price = averagePrice(line, this.policy);
    if (line.per === "term") return price;
    return price.times(factor(line, this.policy)).times(lengthInMonths(line, this.policy)).over(MONTHS_A_YEAR);
  }

  /** A fee without a term, which an empty one is. */
  private isAtOnce(): boolean {
    const { line } = this;
    return isEmpty(line) || (countsAtFace(line) && line.end === undefined);
  }

  /** How much of the signed term lies before a day and before what cut it, by equal months or by days. */
  private share(before: Day): Fraction {
    const { line } = this;
    const isRemoved = this.stop <= line.start && !isEmpty(line);
    if (isRemoved || before <= line.start) return Fraction.ZERO;
    if (this.isAtOnce()) return Fraction.ONE;
    if (line.end === undefined) return Fraction.ZERO;
    return this.length(line.start, Math.min(before, this.stop, line.end)).over(this.length(line.start, line.end));
  }

  private length(from: Day, to: Day): Fraction {
    return this.policy.revenue === "daily" ? Fraction.of(to - from) : monthsWithin(from, to).reduce((sum, { share }) => sum.plus(share), Fraction.ZERO);
  }

  private inForce(from: Day, to: Day): Fraction {
    return monthsWithin(from, to, this.line.discountUntil).reduce((sum, { first, days, share }) => {
      const year = this.policy.revenue === "daily" ? Fraction.of(days).over(this.policy.daysPerYear) : share.over(MONTHS_A_YEAR);
      return sum.plus(this.annual(first).times(year));
    }, Fraction.ZERO);
  }

  /** A year at the price in force on a day. */
  private annual(day: Day): Fraction {
    const { line } = this;
    const isDiscounted = line.discountUntil === undefined || day < line.discountUntil;
    return (isDiscounted ? netPrice(line) : listPrice(line)).times(factor(line, this.policy));
  }

  private dueShare(day: Day): Fraction {
    const { line } = this;
    if (day < line.start) return Fraction.ZERO;
    if (this.isAtOnce() || line.end === undefined || line.billing === "upfront" || line.kind === "one_time") return Fraction.ONE;
    const months = MONTHS_OF_INSTALMENT[line.billing] as number;
    let instalments = 1;
    while (addMonths(line.start, instalments * months) <= day && addMonths(line.start, instalments * months) < line.end) instalments++;
    if (addMonths(line.start, instalments * months) >= line.end) return Fraction.ONE;
    const share = Fraction.of(instalments * months).over(lengthInMonths(line, this.policy));
    return share.isAbove(Fraction.ONE) ? Fraction.ONE : share;
  }
}

/** How many months a price is for; one at a time where they are not whole. */
function pricePeriod(line: Line, policy: Policy): number {
  if (line.per === "term") return termMonths(line, policy) ?? 1;
  return (MONTHS_OF_PRICE[line.per] ?? 0) * Number(line.every.numerator) || 1;
}

/** The price of one period, or of a fee, less its discount for as long as that is in force of the term. */
function averagePrice(line: Line, policy: Policy): Fraction {
  const [list, net, until] = [listPrice(line), netPrice(line), line.discountUntil];
  if (until === undefined) return net;
  if (line.end === undefined) return line.start < until ? net : list;
  return list.minus(list.minus(net).times(discountedShare(line, until, line.end, policy)));
}

/** The calendar months of [from, to), with how much of each is within, parted at a day where there is one. */
function monthsWithin(from: Day, to: Day, parting = from): { first: Day; days: number; share: Fraction }[] {
  const months = [];
  for (let first = from; first < to; ) {
    const next = startOfNextMonth(first);
    const after = Math.min(to, next, parting > first ? parting : Infinity);
    months.push({ first, days: after - first, share: Fraction.of(after - first, next - startOfMonth(first)) });
    first = after;
  }
  return months;
}
