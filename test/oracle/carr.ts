import { addMonths, type Day, dayText } from "./calendar.js";
import { beginOf, endOf, takesPlaceOf } from "./end.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import type { Cover, Standing } from "./standing.js";
import { isCounted, isEmpty } from "./value.js";

/** The parts of committed ARR (SEMANTICS 7), in minor units of the reporting currency. */
export interface CarrParts {
  live: bigint;
  signed_not_live: bigint;
  known_contraction: bigint;
  known_churn: bigint;
  carr: bigint;
}

/** What goes live in a month: how many lines, what they bring and give up, and how many days ago the first of them was signed. */
export interface GoLive {
  go_live: string;
  lines: number;
  signed_not_live: bigint;
  known_contraction: bigint;
  age: number;
}

interface Signed {
  line: Line;
  begin: Day;
  end: Day;
}

/** An amount that a line that comes brings, or that it takes the place of; what it is set against is its customer's product. */
interface Move {
  of: Line;
  on: Day;
  amount: bigint;
  isLine: boolean;
}

/** CARR of one day: line by line, with no thought of speed. */
export class Carr {
  private readonly signed: Signed[];
  private readonly live: Standing[];

  constructor(
    private readonly lines: Line[],
    private readonly cover: Cover,
    private readonly policy: Policy,
    private readonly day: Day,
  ) {
    this.live = cover.customers.flatMap((customer) => cover.of(customer, day));
    this.signed = lines
      .filter((line) => isCounted(line, policy) && !isEmpty(line))
      .map((line) => ({ line, begin: beginOf(line, policy), end: endOf(line, lines, policy) }))
      .filter((signed) => this.isSignedNotLive(signed));
  }

  parts(): CarrParts {
    const live = this.live.reduce((sum, { reporting }) => sum + reporting, 0n);
    const months = this.goLive();
    const signed_not_live = months.reduce((sum, month) => sum + month.signed_not_live, 0n);
    const known_contraction = months.reduce((sum, month) => sum + month.known_contraction, 0n);
    const known_churn = -this.live
      .filter(({ line }) => this.leavesByNotice(line) && this.takersOf(line).length === 0)
      .reduce((sum, { reporting }) => sum + reporting, 0n);
    return { live, signed_not_live, known_contraction, known_churn, carr: live + signed_not_live + known_contraction + known_churn };
  }

  goLive(): GoLive[] {
    const moves = this.moves();
    const isExcess = ({ of: { customer, product } }: Move): boolean =>
      moves.filter(({ of }) => of.customer === customer && of.product === product).reduce((sum, { amount }) => sum + amount, 0n) >= 0n;
    const months = [...new Set(moves.map(({ on }) => dayText(on).slice(0, 7)))].sort();
    return months.map((go_live) => {
      const ofMonth = moves.filter(({ on }) => dayText(on).slice(0, 7) === go_live);
      const sum = (those: Move[]): bigint => those.reduce((all, { amount }) => all + amount, 0n);
      return {
        go_live,
        lines: ofMonth.filter(({ isLine }) => isLine).length,
        signed_not_live: sum(ofMonth.filter(isExcess)),
        known_contraction: sum(ofMonth.filter((move) => !isExcess(move))),
        age: this.day - Math.min(...ofMonth.map(({ of }) => of.signedOn)),
      };
    });
  }

  private moves(): Move[] {
    const arriving = this.signed.filter(({ line }) => this.takersOf(line).length === 0);
    const brought = arriving.map(({ line, begin }) => ({ of: line, on: begin, amount: this.cover.worth(line, begin, this.day), isLine: true }));
    const given = this.live.flatMap(({ line, reporting }) => {
      const [taker] = this.takersOf(line);
      if (!taker) return [];
      const next = arriving.filter(({ line: other, begin }) => isSamePair(other, taker.line) && begin >= taker.begin).map(({ begin }) => begin);
      return [{ of: taker.line, on: next.length > 0 ? Math.min(...next) : taker.begin, amount: -reporting, isLine: false }];
    });
    return [...brought, ...given];
  }

  private isSignedNotLive({ line, begin, end }: Signed): boolean {
    const { carrHorizonMonths: months } = this.policy;
    const isNear = months === null || begin < addMonths(this.day + 1, months);
    return line.signedOn <= this.day && this.day < begin && begin < end && isNear && !this.leavesByNotice(line);
  }

  private leavesByNotice({ cancelledOn }: Line): boolean {
    return this.policy.carrKnownChurn === "deduct" && cancelledOn !== undefined && cancelledOn <= this.day;
  }

  /** The lines that come and take a line's place, the earliest first. */
  private takersOf(line: Line): Signed[] {
    return this.signed
      .filter((signed) => signed.line !== line && this.takes(signed, line))
      .sort((a, b) => a.begin - b.begin || (a.line.lineId < b.line.lineId ? -1 : 1));
  }

  private takes({ line: coming, begin }: Signed, line: Line): boolean {
    if (coming.lineId !== line.lineId && takesPlaceOf(coming, line)) return true;
    if (!isSamePair(coming, line)) return false;
    const end = endOf(line, this.lines, this.policy);
    if (end <= coming.start && coming.start <= end + this.policy.graceDays) return true;
    if (this.policy.overlap === "latest_start" && beginOf(line, this.policy) < begin && begin < end) return true;
    return this.live.some((standing) => standing.line === line) && this.cover.isHeld(line, this.day);
  }
}

function isSamePair(one: Line, other: Line): boolean {
  return one.customer === other.customer && one.product === other.product;
}
