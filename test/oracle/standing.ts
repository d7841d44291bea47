import type { Day } from "./calendar.js";
import { fromMinor, toMinor } from "./currency.js";
import { beginOf, endOf } from "./end.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { isCounted, isEmpty, type Valuation, valuation } from "./value.js";

/** A line that stands in the ARR of a day, with its amount in minor units of both currencies. */
export interface Standing {
  line: Line;
  native: bigint;
  reporting: bigint;
}

interface Dated {
  line: Line;
  begin: Day;
  end: Day;
}

/**
 * Which lines make up the ARR of a day: active terms, then overlap, then held cover, then
 * churn_date. Each answer is worked out for its day alone; answers are kept, they never change.
 */
export class Cover {
  readonly customers: string[];
  readonly firstBegin: Day;
  private readonly dated: Dated[];
  private readonly annual: Valuation;
  /** Lines by customer x product: grace and overlap look at one pair at a time; each adjustment by itself. */
  private readonly pairs: Dated[][];
  private readonly keptOfCustomer = new Map<string, Standing[]>();
  private readonly keptOfPair = new Map<Dated[], Map<Day, Standing[]>>();

  constructor(lines: Line[], private readonly policy: Policy) {
    this.annual = valuation(lines, policy);
    this.dated = lines
      .filter((line) => isCounted(line, policy) && !isEmpty(line))
      .map((line) => ({ line, begin: beginOf(line, policy), end: endOf(line, lines, policy) }));
    this.customers = [...new Set(this.dated.map(({ line }) => line.customer))].sort();
    this.firstBegin = Math.min(...this.dated.map(({ begin }) => begin));
    this.pairs = [...grouped(this.dated, ({ line }) => JSON.stringify([line.customer, line.product, ...(line.isAdjustment ? [line.lineId] : [])])).values()];
  }

  /** The lines in a customer's ARR at the close of a day, free ones too; none where churn_date counts it as gone. */
  of(customer: string, day: Day): Standing[] {
    const standing = this.beforeChurnDate(customer, day);
    if (this.policy.churnDate !== "last_day" || total(standing) <= 0n) return standing;
    return total(this.beforeChurnDate(customer, day + 1)) === 0n ? [] : standing;
  }

  /** Whether the line is in its term or held on the day, also where overlap leaves it out of the sum. */
  isActive(line: Line, day: Day): boolean {
    return (
      this.dated.some((dated) => dated.line === line && isWithin(dated, day)) ||
      this.beforeChurnDate(line.customer, day).some((standing) => standing.line === line)
    );
  }

  private beforeChurnDate(customer: string, day: Day): Standing[] {
    const key = `${day} ${customer}`;
    const pairs = this.pairs.filter((pair) => pair[0]?.line.customer === customer);
    const standing = this.keptOfCustomer.get(key) ?? pairs.flatMap((pair) => this.withHold(pair, day));
    this.keptOfCustomer.set(key, standing);
    return standing;
  }

  /** A pair's lines, or those of its last covered day where grace holds them (SEMANTICS 8, gaps). */
  private withHold(pair: Dated[], day: Day): Standing[] {
    const grace = pair.some(({ line }) => line.isAdjustment) ? 0 : this.policy.graceDays;
    if (this.isCovered(pair, day)) return this.afterOverlap(pair, day);
    for (let last = day - 1; last >= day - grace; last--) {
      if (!this.isCovered(pair, last)) continue;
      const held = this.policy.renewalGap === "hold_until_lapsed" || this.coverReturns(pair, day, last + 1 + grace);
      return this.afterOverlap(pair, held ? last : day);
    }
    return this.afterOverlap(pair, day);
  }

  private coverReturns(pair: Dated[], day: Day, latest: Day): boolean {
    for (let later = day + 1; later <= latest; later++) if (this.isCovered(pair, later)) return true;
    return false;
  }

  /** Covered: one of the sums by attributes and currency is not zero; free lines are no cover. */
  private isCovered(pair: Dated[], day: Day): boolean {
    const alike = grouped(this.afterOverlap(pair, day), ({ line }) =>
      JSON.stringify([line.currency, Object.entries(line.attributes).sort()]),
    );
    return [...alike.values()].some((members) => members.reduce((sum, { native }) => sum + native, 0n) !== 0n);
  }

  private afterOverlap(pair: Dated[], day: Day): Standing[] {
    const kept = this.keptOfPair.get(pair) ?? new Map<Day, Standing[]>();
    this.keptOfPair.set(pair, kept);
    const standing = kept.get(day) ?? this.counting(pair, day).map(({ line }) => this.valued(line, day));
    kept.set(day, standing);
    return standing;
  }

  private counting(pair: Dated[], day: Day): Dated[] {
    const active = pair.filter((dated) => isWithin(dated, day));
    const latest = Math.max(...active.map(({ begin }) => begin));
    return this.policy.overlap === "latest_start" ? active.filter(({ begin }) => begin === latest) : active;
  }

  /** Rounded once in the line's currency and once more in the reporting currency (SEMANTICS 4). */
  private valued(line: Line, day: Day): Standing {
    const native = toMinor(this.annual(line, day), line.currency);
    const reporting = toMinor(fromMinor(native, line.currency).times(this.rate(line.currency)), this.policy.reportingCurrency);
    return { line, native, reporting };
  }

  private rate(currency: string): Fraction {
    if (currency === this.policy.reportingCurrency) return Fraction.ONE;
    const rate = this.policy.rates.get(currency);
    if (!rate) throw new Error(`no rate for ${currency}`);
    return rate;
  }
}

export function total(standing: Standing[]): bigint {
  return standing.reduce((sum, { reporting }) => sum + reporting, 0n);
}

function isWithin({ begin, end }: Dated, day: Day): boolean {
  return begin <= day && day < end;
}
