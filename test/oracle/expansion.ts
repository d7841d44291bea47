import { type Cell, cellsOf, type Compared } from "./cell.js";
import { fromMinor, toMinor } from "./currency.js";
import { Fraction } from "./fraction.js";
import { native, rateMovedAt, type Step } from "./fx.js";
import { grouped } from "./group.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import type { Movements } from "./movement.js";
import { type Cover, type Standing, total } from "./standing.js";
import { isCounted, isEmpty } from "./value.js";

/** Price and volume (SEMANTICS 10): what the movement of a customer that stays is made of, in minor units. */
export const EXPANSION_PARTS = ["price", "volume", "cross_sell", "product_loss", "discount", "ramp", "other", "fx", "acquired", "total"] as const;
export type ExpansionPart = (typeof EXPANSION_PARTS)[number];
export type ExpansionParts = Record<ExpansionPart, bigint>;

/** What a customer has of one product at the two closings, without what came with a company bought. */
interface Sold {
  before: Standing[];
  after: Standing[];
}

export class Expansion {
  constructor(
    private readonly lines: Line[],
    private readonly cover: Cover,
    private readonly movements: Movements,
    private readonly policy: Policy,
    private readonly step: Step,
  ) {}

  /** All zero for whoever comes, goes or does not move. */
  of(group: string): ExpansionParts {
    const parts = nothing();
    const compared = this.movements.continuing(group, this.step);
    if (compared === undefined) return parts;
    for (const cell of cellsOf(compared, ["product"], this.policy)) {
      const own = cell.closing - cell.opening - cell.fx - cell.acquired;
      for (const [part, amount] of Object.entries(this.ofProduct(cell, own, compared))) parts[part as ExpansionPart] += amount;
      parts.fx += cell.fx;
      parts.acquired += cell.acquired;
      parts.total += own;
    }
    return parts;
  }

  private ofProduct(cell: Cell, own: bigint, compared: Compared): Partial<ExpansionParts> {
    if (cell.opening === 0n && cell.closing > 0n) return { cross_sell: own };
    if (cell.opening > 0n && cell.closing === 0n) return { product_loss: own };
    const ofIt = (those: Standing[]): Standing[] => those.filter(({ line }) => line.product === cell.values[0]);
    if (this.holds(ofIt(compared.before), this.step.opening) || this.holds(ofIt(compared.after), this.step.closing)) return { other: own };
    const sold = { before: ofIt(compared.before), after: ofIt(compared.after).filter((one) => !compared.arrived.includes(one)) };
    const [steps, ended] = [this.rampSteps(sold), endedDiscounts(sold)];
    const [ramp, discount] = [this.change(steps, compared), this.change(ended, compared)];
    const volume = volumeOf(cell, sold.before, [...sold.after.filter((one) => !steps.after.includes(one)), ...steps.before]);
    return { volume, ramp, discount, price: own - volume - ramp - discount };
  }

  private holds(standing: Standing[], day: number): boolean {
    return standing.some(({ line }) => this.cover.isHeld(line, day));
  }

  /** Lines that left and lines that came, of which the second are later steps of the first. */
  private rampSteps({ before, after }: Sold): Sold {
    const left = before.filter((one) => !has(after, one.line));
    const came = after.filter((one) => !has(before, one.line));
    return {
      before: left.filter(({ line }) => came.some((other) => this.leadsTo(line, other.line))),
      after: came.filter(({ line }) => left.some((other) => this.leadsTo(other.line, line))),
    };
  }

  /** Directly, or by steps in between: each starts where the signed term of the one before ends. */
  private leadsTo(line: Line, later: Line): boolean {
    const next = this.lines.filter((other) => isNextStep(line, other) && isCounted(other, this.policy) && other.start <= this.step.closing);
    return next.some((other) => other === later || this.leadsTo(other, later));
  }

  /** By currency, at the rate at which all of the customer's movement in it is taken. */
  private change(sold: Sold, { before, after, step }: Compared): bigint {
    const currencies = new Set([...sold.before, ...sold.after].map(({ line }) => line.currency));
    return [...currencies].reduce((sum, currency) => {
      const inIt = (those: Standing[]): Standing[] => those.filter(({ line }) => line.currency === currency);
      const rate = rateMovedAt(currency, inIt(before), inIt(after), step, this.policy);
      const [first, last] = [inIt(sold.before), inIt(sold.after)];
      if (rate === undefined) return sum + total(last) - total(first);
      return sum + toMinor(fromMinor(native(last) - native(first), currency).times(rate), this.policy.reportingCurrency);
    }, 0n);
  }
}

/** Lines at both closings whose price in their own currency differs: only the end of a discount can do that. */
function endedDiscounts({ before, after }: Sold): Sold {
  const pairs = before.flatMap((first) => after.filter((last) => last.line === first.line && last.native !== first.native).map((last) => [first, last] as const));
  return { before: pairs.map(([first]) => first), after: pairs.map(([, last]) => last) };
}

/** More or fewer units at the old price; nothing where there are none at either closing. */
function volumeOf({ opening, closing }: Cell, before: Standing[], after: Standing[]): bigint {
  const [q0, q1] = [quantityOf(before), quantityOf(after)];
  if (opening === 0n || closing === 0n || q0.isZero() || q1.isZero()) return 0n;
  return q1.minus(q0).times(Fraction.of(opening)).over(q0).rounded();
}

function quantityOf(standing: Standing[]): Fraction {
  return standing.reduce((sum, { line }) => sum.plus(line.quantity), Fraction.ZERO);
}

function isNextStep(line: Line, other: Line): boolean {
  const isOfIt = other.contract !== "" && grouped([line, other], ({ contract, customer, product, currency }) => JSON.stringify([contract, customer, product, currency])).size === 1;
  return isOfIt && line !== other && !isEmpty(line) && !isEmpty(other) && line.end === other.start;
}

function has(standing: Standing[], line: Line): boolean {
  return standing.some((one) => one.line === line);
}

function nothing(): ExpansionParts {
  return Object.fromEntries(EXPANSION_PARTS.map((part) => [part, 0n])) as ExpansionParts;
}
