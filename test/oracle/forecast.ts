import { addMonths, civil, type Day, dayText, startOfMonth, startOfNextMonth } from "./calendar.js";
import { moneyText } from "./currency.js";
import { Dimensions } from "./dimension.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { runsOn } from "./end.js";
import { type Amounts, Movements } from "./movement.js";
import { type DuePair, Renewals } from "./renewals.js";
import { type Cover, total } from "./standing.js";
import { termMonths } from "./value.js";

/** ARR run forward from the close of a day, as the definitions of forecast, renewal, probability, commit and best say it; nobody said anything of a renewal. */

export const FORECAST_COLUMNS = ["period", "opening", "renewal", "new", "expansion", "churn", "closing", "commit", "expected", "best"] as const;
export type ForecastRow = Record<(typeof FORECAST_COLUMNS)[number], string>;

const HISTORY = 24;
const YEAR = 12;
const ENOUGH = 10;
const MILLION = 1_000_000n;
const NEW = ["new", "reactivation", "acquired"];
const LOST = ["churn", "contraction"];

interface Span {
  from: Day;
  to: Day;
}

/** A renewal each time that it comes up: what is there before and after it. */
interface Turn {
  payer: string;
  month: number;
  was: bigint;
  expected: bigint;
  commit: bigint;
  best: bigint;
  /** The lines whose end is open; none when it comes up again. */
  lines: Line[];
}

export class Forecast {
  private readonly months: Span[];
  private readonly renewals: Renewals;
  private readonly movements: Movements;
  private readonly past: Span[];
  private readonly settled: { pair: DuePair; segment: string; months: number; age: number }[];

  constructor(lines: Line[], private readonly cover: Cover, private readonly policy: Policy, private readonly on: Day, horizon: number) {
    const first = on + 1;
    const whole = startOfMonth(first) === first ? first : startOfNextMonth(first);
    const starts = [...(whole === first ? [] : [first]), ...Array.from({ length: horizon + 1 }, (_, at) => addMonths(whole, at))];
    this.months = starts.slice(1).map((to, at) => ({ from: starts[at]!, to }));
    this.renewals = new Renewals(lines, cover, policy, starts.at(-1)!);
    this.movements = new Movements(cover, policy);
    this.past = Array.from({ length: HISTORY }, (_, at) => ({ from: addMonths(first, at - HISTORY), to: at === HISTORY - 1 ? first : addMonths(first, at + 1 - HISTORY) }));
    this.settled = this.past.flatMap(({ from, to }) => this.renewals.pairs(from, to, on)).filter(({ pending }) => pending === 0n)
      .map((pair) => ({ pair, segment: segmentOf(pair), months: this.monthsOf(pair), age: this.ageOf(pair) }));
  }

  rows(): ForecastRow[] {
    const turns = this.open().flatMap((pair) => this.turns(pair));
    const lastYear = this.lastYear();
    let [closing, committed, best] = [this.arr(this.on), 0n, 0n];
    return this.months.map((month, at) => {
      const { from, to } = month;
      const share = (amount: bigint): bigint => Fraction.of(amount * BigInt(to - from), BigInt(YEAR * (startOfNextMonth(from) - startOfMonth(from)))).rounded();
      const signed = this.moved(month);
      const here = turns.filter((turn) => turn.month === at);
      const signedNew = sumOf(signed, (kind) => NEW.includes(kind));
      const signedExpansion = sumOf(signed, (kind) => !NEW.includes(kind) && !LOST.includes(kind));
      const [moreNew, moreExpansion, loss] = [most(0n, share(lastYear.new) - signedNew), most(0n, share(lastYear.expansion) - signedExpansion), share(lastYear.loss)];
      const held = (month: number): Map<string, bigint> => (month < 0 ? new Map() : this.held(turns, month));
      const [before, after] = [held(at - 1), held(at)];
      let [gained, lost] = [0n, 0n];
      for (const payer of this.cover.customers) {
        const own = sum(here.filter((turn) => turn.payer === payer).map(({ expected }) => expected));
        const net = sumOf(signed.filter((one) => one.payer === payer), (kind) => LOST.includes(kind)) + own + (before.get(payer) ?? 0n) - (after.get(payer) ?? 0n);
        if (net > 0n) gained += net;
        else lost += net;
      }
      const opening = closing;
      const flows = { new: signedNew + moreNew, expansion: signedExpansion + moreExpansion + gained, churn: lost - loss };
      closing += flows.new + flows.expansion + flows.churn;
      const kept = sum([...before.values()]) - sum([...after.values()]);
      committed += sum(here.map(({ commit }) => commit)) + kept - loss;
      best += sum(here.map((turn) => turn.best)) + kept + moreNew + moreExpansion;
      const contracted = this.arr(to - 1);
      const amounts = { opening, renewal: sum(here.map(({ was }) => was)), ...flows, closing, commit: contracted + committed, expected: closing, best: contracted + best };
      return { period: this.name(month), ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, moneyText(amount, this.policy.reportingCurrency)])) } as ForecastRow;
    });
  }

  private name({ from, to }: Span): string {
    return from === startOfMonth(from) && to === addMonths(from, 1) ? dayText(from).slice(0, 7) : `${dayText(from)}/${dayText(to - 1)}`;
  }

  /** What comes up ahead and is pending, and at once what is past its end and neither renewed nor lost. */
  private open(): (DuePair & { month: number })[] {
    const ahead = this.months.flatMap(({ from, to }, month) => this.renewals.pairs(from, to, this.on).map((pair) => ({ ...pair, month })));
    const first = this.policy.expired === "hold" ? -Infinity : this.on - this.policy.graceDays;
    const days = [...new Set(this.renewals.ends().filter((day) => day >= first && day <= this.on))].sort((a, b) => a - b);
    const overdue = days.flatMap((day) => this.renewals.pairs(day, day + 1, this.on)).filter(({ pending }) => pending > 0n);
    const together = [...grouped(overdue, ({ customer, product }) => JSON.stringify([customer, product])).values()].map((pairs) => ({
      ...pairs.at(-1)!, month: -1, pending: sum(pairs.map(({ pending }) => pending)), noticed: sum(pairs.map(({ noticed }) => noticed)), lines: pairs.flatMap(({ lines }) => lines),
    }));
    return [...together, ...ahead].filter(({ pending }) => pending > 0n);
  }

  private turns(pair: DuePair & { month: number }): Turn[] {
    const [first, months, kept] = [Math.max(pair.on, this.on + 1), this.termOf(pair.last), this.kept(pair)];
    const turns: Turn[] = [];
    let there = pair.pending;
    for (let turn = 0; ; turn++) {
      const day = turn === 0 ? first : addMonths(first, turn * months);
      const month = this.months.findIndex(({ from, to }) => day >= from && day < to);
      if (month < 0) return turns;
      const staying = turn === 0 ? pair.pending - pair.noticed : there;
      const left = Fraction.of(staying * kept, MILLION).rounded();
      const change = turn === 0 ? left : left - there;
      turns.push({ payer: pair.payer, month, was: there, expected: change, commit: change, best: turn === 0 ? staying : 0n, lines: turn === 0 ? pair.lines : [] });
      there = left;
    }
  }

  /** In millionths, by the renewals of the like that were settled by the day. */
  private kept(pair: DuePair): bigint {
    const months = this.monthsOf(pair);
    const isLike = (other: { months: number }): boolean => (other.months === YEAR) === (months === YEAR);
    const [segment, age] = [segmentOf(pair), this.ageOf(pair)];
    const ahead = Math.min(YEAR, Math.max(0, monthSteps(this.on, pair.on)));
    const unwarned = this.settled.filter(({ pair: { noticedOn, on } }) => noticedOn === undefined || monthSteps(noticedOn, on) <= ahead);
    const like = unwarned.filter(isLike);
    const ofSegment = like.filter((one) => one.segment === segment);
    const ofAge = ofSegment.filter((one) => one.age === age);
    const found = [[ofAge, ENOUGH], [ofSegment, ENOUGH], [like, 1], [unwarned, 1]] as const;
    const chosen = found.find(([those, least]) => those.length >= least)?.[0];
    if (chosen === undefined) return MILLION;
    const lost = sum(chosen.map(({ pair: one }) => one.due - least(one.due, one.renewed)));
    const exposed = sum(chosen.map(({ pair: one, months: term }) => one.due * BigInt(term)));
    const lostOf = (times: number): bigint => Fraction.of(lost * BigInt(times) * MILLION, exposed).rounded();
    if (months < YEAR || like.length > 0) return most(0n, MILLION - lostOf(months));
    return Array.from({ length: YEAR - 1 }).reduce<bigint>((left) => Fraction.of(left * (MILLION - lostOf(1)), MILLION).rounded(), MILLION - lostOf(1));
  }

  /** What each customer has at the close of a month of lines whose renewal is open. */
  private held(turns: Turn[], month: number): Map<string, bigint> {
    const close = this.months[month]!.to - 1;
    const open = new Set(turns.filter((turn) => turn.month <= month).flatMap(({ lines }) => lines));
    return new Map(this.cover.customers.map((payer) => [payer, total(this.cover.of(payer, close).filter(({ line }) => open.has(line) && line.end !== undefined && line.end <= close))]));
  }

  private lastYear(): { new: bigint; expansion: bigint; loss: bigint } {
    const months = this.past.slice(-YEAR);
    const moved = months.flatMap((month) => this.moved(month));
    const renewals = months.flatMap(({ from, to }) => this.renewals.pairs(from, to, this.on)).map(({ lost, downsell }) => lost + downsell);
    return {
      new: sumOf(moved, (kind) => kind === "new" || kind === "reactivation"),
      expansion: sumOf(moved, (kind) => kind === "expansion"),
      loss: most(0n, -sumOf(moved, (kind) => LOST.includes(kind)) - sum(renewals)),
    };
  }

  private moved({ from, to }: Span): { payer: string; rows: Amounts }[] {
    const step = { opening: from - 1, closing: to - 1 };
    const dimensions = new Dimensions(this.cover, this.policy, step.opening, step.closing);
    return this.cover.customers.flatMap((payer) => this.movements.amounts(payer, step, [], undefined, dimensions).map(({ rows }) => ({ payer, rows })));
  }

  private arr(day: Day): bigint {
    return sum(this.cover.customers.map((payer) => total(this.cover.of(payer, day))));
  }

  private termOf(line: Line): number {
    const own = termMonths(line, this.policy) ?? Math.floor(((line.end! - line.start) * YEAR) / 365);
    return Math.max(1, runsOn(line, this.policy) ? (line.renewalMonths ?? own) : own);
  }

  /** A year and more as a year. */
  private monthsOf({ last }: DuePair): number {
    return Math.min(YEAR, this.termOf(last));
  }

  private ageOf({ payer, on }: DuePair): number {
    const first = this.cover.firstActive(payer);
    if (first === undefined) return 0;
    return Math.min(2, Math.max(0, Math.floor(monthSteps(first, on) / YEAR)));
  }
}

/** From the month of one day to that of another. */
function monthSteps(from: Day, to: Day): number {
  const [then, now] = [civil(from), civil(to)];
  return (now.year - then.year) * YEAR + now.month - then.month;
}

const segmentOf = ({ last }: DuePair): string => last.attributes["segment"] ?? "";
const sum = (amounts: bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const sumOf = (moved: { rows: Amounts }[], isOf: (kind: string) => boolean): bigint =>
  sum(moved.flatMap(({ rows }) => Object.entries(rows).filter(([kind]) => isOf(kind)).map(([, amount]) => amount)));
