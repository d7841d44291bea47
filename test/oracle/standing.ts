import type { Day } from "./calendar.js";
import { fromMinor, toMinor } from "./currency.js";
import { beginOf, endOf } from "./end.js";
import { grouped } from "./group.js";
import { Groups } from "./hierarchy.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { rateOn } from "./rates.js";
import { isCounted, isEmpty, type Valuation, valuation } from "./value.js";

/** A line that stands in the ARR of a day, with its amount in minor units of both currencies. */
export interface Standing {
  line: Line;
  /** The customer, or the top of its parents. */
  group: string;
  /** Those of the line, or those that its group has today. */
  attributes: Record<string, string>;
  native: bigint;
  reporting: bigint;
}

/** A line with its amount in minor units of its own currency. */
interface Priced {
  line: Line;
  native: bigint;
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
  /** Whoever counts as one customer, with or without parents. */
  readonly customers: string[];
  readonly firstBegin: Day;
  private readonly dated: Dated[];
  private readonly annual: Valuation;
  private readonly groups: Groups;
  /** Lines by customer x product: grace and overlap look at one pair at a time, never at another child of the same parent; each adjustment by itself. */
  private readonly pairs: Dated[][];
  private readonly pairsOfGroup: Map<string, Dated[][]>;
  private readonly keptOfGroup = new Map<string, Standing[]>();
  private readonly keptOfPair = new Map<Dated[], Map<Day, Priced[]>>();

  constructor(lines: Line[], private readonly policy: Policy) {
    this.annual = valuation(lines, policy);
    this.groups = new Groups(lines, policy);
    this.dated = lines
      .filter((line) => isCounted(line, policy) && !isEmpty(line))
      .map((line) => ({ line, begin: beginOf(line, policy), end: endOf(line, lines, policy) }));
    this.firstBegin = Math.min(...this.dated.map(({ begin }) => begin));
    this.pairs = [...grouped(this.dated, ({ line }) => JSON.stringify([line.customer, line.product, ...(line.isAdjustment ? [line.lineId] : [])])).values()];
    this.pairsOfGroup = grouped(this.pairs, ([first]) => this.groups.of((first as Dated).line.customer));
    this.customers = [...this.pairsOfGroup.keys()].sort();
  }

  /** The lines in a customer's ARR at the close of a day, free ones too; none where churn_date counts it as gone. */
  of(group: string, day: Day): Standing[] {
    const standing = this.beforeChurnDate(group, day);
    if (this.policy.churnDate !== "last_day" || total(standing) <= 0n) return standing;
    return total(this.beforeChurnDate(group, day + 1)) === 0n ? [] : standing;
  }

  /** Whether the line is in its term or held on the day, also where overlap leaves it out of the sum. */
  isActive(line: Line, day: Day): boolean {
    const pair = this.pairs.find((members) => members.some((dated) => dated.line === line)) ?? [];
    return (
      pair.some((dated) => dated.line === line && isWithin(dated, day)) || this.withHold(pair, day).some((priced) => priced.line === line)
    );
  }

  /** Of the lines of a closing, those that came with a company bought since the opening (SEMANTICS 13). */
  arrived(after: Standing[], opening: Day): Standing[] {
    return after.filter(({ line, reporting }) => line.acquired && reporting !== 0n && !this.isActive(line, opening));
  }

  /** The first day ever on which a customer's ARR is above zero; none is after the last day on which anything begins, ends or gets another rate. */
  firstActive(group: string): Day | undefined {
    const pairs = this.pairsOfGroup.get(group) ?? [];
    const days = pairs.flat().flatMap(({ line, begin, end }) => [begin, end, line.discountUntil ?? begin]).filter((day) => day !== Infinity);
    const rated = [...this.policy.rates.values()].flat().map(({ from }) => from);
    const last = Math.max(...days, ...rated) + this.policy.graceDays;
    for (let day = Math.min(...days); day <= last; day++) if (total(this.of(group, day)) > 0n) return day;
    return undefined;
  }

  /** Whether what stands of a customer's product on a day is cover that grace holds. */
  isHeld({ customer, product }: Line, day: Day): boolean {
    return this.pairs.some(
      (pair) => pair[0]?.line.customer === customer && pair[0].line.product === product && this.dayOfCover(pair, day) !== day,
    );
  }

  /** What a line is worth at the prices of one day and the rates of another, whether or not it stands in the ARR of either. */
  worth(line: Line, priced: Day, rated: Day): bigint {
    return total(this.converted({ line, native: toMinor(this.annual(line, priced), line.currency) }, rated));
  }

  private beforeChurnDate(group: string, day: Day): Standing[] {
    const key = `${day} ${group}`;
    const pairs = this.pairsOfGroup.get(group) ?? [];
    const standing = this.keptOfGroup.get(key) ?? pairs.flatMap((pair) => this.withHold(pair, day).flatMap((priced) => this.converted(priced, day)));
    this.keptOfGroup.set(key, standing);
    return standing;
  }

  /** A pair's lines, or those of its last covered day where grace holds them (SEMANTICS 8, gaps). */
  private withHold(pair: Dated[], day: Day): Priced[] {
    return this.afterOverlap(pair, this.dayOfCover(pair, day));
  }

  /** The day whose cover counts on a day: the day itself, or the last covered one where grace holds it. */
  private dayOfCover(pair: Dated[], day: Day): Day {
    const grace = pair.some(({ line }) => line.isAdjustment) ? 0 : this.policy.graceDays;
    if (this.isCovered(pair, day)) return day;
    for (let last = day - 1; last >= day - grace; last--) {
      if (!this.isCovered(pair, last)) continue;
      const held = this.policy.renewalGap === "hold_until_lapsed" || this.coverReturns(pair, day, last + 1 + grace);
      return held ? last : day;
    }
    return day;
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

  private afterOverlap(pair: Dated[], day: Day): Priced[] {
    const kept = this.keptOfPair.get(pair) ?? new Map<Day, Priced[]>();
    this.keptOfPair.set(pair, kept);
    const priced = kept.get(day) ?? this.counting(pair, day).map(({ line }) => ({ line, native: toMinor(this.annual(line, day), line.currency) }));
    kept.set(day, priced);
    return priced;
  }

  private counting(pair: Dated[], day: Day): Dated[] {
    const active = pair.filter((dated) => isWithin(dated, day));
    const latest = Math.max(...active.map(({ begin }) => begin));
    return this.policy.overlap === "latest_start" ? active.filter(({ begin }) => begin === latest) : active;
  }

  /**
   * Rounded once in the line's currency and once more in the reporting currency, at the rate of the day
   * asked (SEMANTICS 4 and 8); a line in a currency without a rate has no ARR.
   */
  private converted({ line, native }: Priced, day: Day): Standing[] {
    const { reportingCurrency, rates, segmentChange } = this.policy;
    const isOwn = line.currency === reportingCurrency;
    const rate = rateOn(rates, line.currency, day);
    if (rate === undefined && !isOwn) return [];
    const group = this.groups.of(line.customer);
    const today = segmentChange === "restate_current" ? this.groups.latestLine(line.customer) : line;
    const amount = fromMinor(native, line.currency);
    const reporting = isOwn || rate === undefined ? native : toMinor(amount.times(rate), reportingCurrency);
    return [{ line, group, attributes: (today ?? line).attributes, native, reporting }];
  }
}

export function total(standing: Standing[]): bigint {
  return standing.reduce((sum, { reporting }) => sum + reporting, 0n);
}

function isWithin({ begin, end }: Dated, day: Day): boolean {
  return begin <= day && day < end;
}
