import { type Day, startOfNextMonth } from "./calendar.js";
import { fromMinor, toMinor } from "./currency.js";
import { Earning } from "./earning.js";
import type { Fraction } from "./fraction.js";
import type { Kind, Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { rateOn } from "./rates.js";
import { isEmpty, type Valuation, valuation } from "./value.js";

/** Revenue, bookings, billings and balances (SEMANTICS 16), in minor units of the reporting currency; each line is rounded in its own. */

export interface Position {
  tcv: bigint;
  billed: bigint;
  recognised: bigint;
  deferred: bigint;
  unbilled: bigint;
  rpo: bigint;
}

export interface Bookings {
  tcv: bigint;
  acv: bigint;
  one_time: bigint;
}

export class Revenue {
  private readonly earnings: Earning[];
  private readonly annual: Valuation;

  constructor(lines: Line[], private readonly policy: Policy) {
    this.annual = valuation(lines, { ...policy, timeLimitedDiscount: "net_in_force" });
    this.earnings = lines.map((line) => new Earning(line, lines, policy));
  }

  /** Of the lines of some kinds over [from, to). */
  recognised(from: Day, to: Day, kinds: Kind[]): bigint {
    return this.flow(from, to, kinds, (earning, day) => earning.recognisedOn(day));
  }

  billings(from: Day, to: Day): bigint {
    return this.flow(from, to, ["recurring", "usage", "one_time", "services"], (earning, day) => earning.invoicedOn(day));
  }

  bookings(from: Day, to: Day): Bookings {
    const signed = this.earnings.filter(({ line: { signedOn } }) => signedOn >= from && signedOn < to);
    const tcvOf = (those: Earning[]): bigint => sum(those.map(({ line, booked }) => this.converted(toMinor(booked, line.currency), line, line.signedOn)));
    return {
      tcv: tcvOf(signed),
      acv: sum(signed.filter(({ line }) => line.kind === "recurring" && !isEmpty(line)).map(({ line }) => this.converted(toMinor(this.annual(line, line.start), line.currency), line, line.signedOn))),
      one_time: tcvOf(signed.filter(({ line }) => line.kind === "one_time" || line.kind === "services")),
    };
  }

  /** At the close of a day, of what was signed by then and has a price for all of it. */
  position(on: Day): Position {
    const all = { tcv: 0n, billed: 0n, recognised: 0n, deferred: 0n, unbilled: 0n, rpo: 0n };
    for (const earning of this.earnings) {
      const { line, tcv } = earning;
      if (tcv === undefined || line.signedOn > on) continue;
      const told = (amount: Fraction): bigint => this.converted(toMinor(amount, line.currency), line, on);
      const [billed, recognised] = [told(earning.billedOn(on)), told(earning.earnedOn(on))];
      all.tcv += told(tcv);
      all.billed += billed;
      all.recognised += recognised;
      if (billed > recognised) all.deferred += billed - recognised;
      else all.unbilled += recognised - billed;
      all.rpo += told(earning.kept) - recognised;
    }
    return all;
  }

  /** What sums to date grow by in each calendar month, at the rate of its last day or of the last day asked. */
  private flow(from: Day, to: Day, kinds: Kind[], toDate: (earning: Earning, day: Day) => Fraction): bigint {
    const earnings = this.earnings.filter(({ line }) => kinds.includes(line.kind));
    let flow = 0n;
    for (let first = from; first < to; first = startOfNextMonth(first)) {
      const last = Math.min(startOfNextMonth(first), to) - 1;
      for (const earning of earnings) {
        const { line } = earning;
        const grown = toMinor(toDate(earning, last), line.currency) - toMinor(toDate(earning, first - 1), line.currency);
        flow += this.converted(grown, line, last);
      }
    }
    return flow;
  }

  /** Nothing is known of a currency without a rate. */
  private converted(amount: bigint, { currency }: Line, day: Day): bigint {
    const { reportingCurrency, rates } = this.policy;
    if (currency === reportingCurrency) return amount;
    const rate = rateOn(rates, currency, day);
    return rate === undefined ? 0n : toMinor(fromMinor(amount, currency).times(rate), reportingCurrency);
  }
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}
