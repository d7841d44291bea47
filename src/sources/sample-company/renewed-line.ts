/** How a renewal is written: on time, signed late, late with a gap, early in place of the old line, or early and never linked to it. */
import type { Block } from "./block.js";
import { customerArr, type Customer, type Line, type Price } from "./line.js";
import { repriced } from "./price-list.js";
import { never } from "./timeline.js";

/** A change of terms in permille of price and of quantity. */
export interface Change {
  price: number;
  quantity: number;
}

export const unchanged: Change = { price: 0, quantity: 0 };

/** Where a renewal begins: see {@link arrAt} for `steered`. */
type Begin = Pick<Line, "start" | "signed" | "steered" | "replaces">;

/** Writes the line that follows one which ends, or the new terms of one without an end. */
export function renewLine(block: Block, line: Line, change: Change, close: number): void {
  if (line.end === never) return newTerms(block, line, change, close);
  line.cover = line.end;
  line.followed = true;
  if (line.price.quantity < 0) return;
  writeRenewal(block, line, change, beginning(block, line));
}

/** A renewal signed in time, for the look ahead: no term that ends after the last day is renewed late. */
export function renewInTime(block: Block, line: Line): void {
  line.followed = true;
  if (line.price.quantity < 0) return;
  const signed = Math.min(block.timeline.lastDay - block.random.between(0, 20), line.end - block.random.between(5, 60));
  writeRenewal(block, line, { price: block.random.pick([0, 30, 50]), quantity: 0 }, { start: line.end, steered: line.end, signed, replaces: null });
}

/** A month-to-month customer changes its price or seats: a new line in place of the old. */
function newTerms(block: Block, line: Line, change: Change, close: number): void {
  if (line.price.quantity < 0 || (change.price === 0 && change.quantity === 0)) return;
  const start = block.timeline.start(block.timeline.month(close));
  block.cut(line, start);
  const { product, contract, noticeDays } = line;
  const price = changed(line.price, change);
  const discount = lasting(line);
  block.sell(line.customer, { product, price, contract, discount, noticeDays, start, end: never, months: 0, signed: start - 14, replaces: line, autoRenew: false });
}

function writeRenewal(block: Block, line: Line, change: Change, begin: Begin): void {
  const { customer, product, noticeDays, autoRenew } = line;
  const months = nextTerm(block, line);
  const back = returned(line);
  const price = changed(back === 0 ? line.price : { ...line.price, quantity: line.price.quantity + back }, change);
  if (price.per === "term") price.unit = Math.round((price.unit * months) / line.months / 100) * 100;
  outgrow(customer, begin.steered);
  if (begin.replaces) block.cut(line, begin.start);
  block.sell(customer, {
    product, price, noticeDays, autoRenew, discount: lasting(line), months, end: block.timeline.plusMonths(begin.start, months),
    start: begin.start, signed: begin.signed, steered: begin.steered, replaces: begin.replaces,
  });
}

/** A percentage that has no end stays with the customer. */
const lasting = (line: Line): Line["discount"] => (line.discount?.until === never && line.discount.amount === 0 ? line.discount : null);

/** A new price object under changed terms; for a flat fee more seats are a higher fee. */
function changed(price: Price, change: Change): Price {
  if (price.quantity === 1) return repriced(price, change.price + change.quantity);
  const dearer = repriced(price, change.price);
  dearer.quantity = Math.max(2, Math.round((price.quantity * (1000 + change.quantity)) / 1000));
  return dearer;
}

/** Seats given back in the term: a negative line that ends with this one. */
function returned(line: Line): number {
  const credits = line.customer.live.filter((other) => other.price.quantity < 0 && other.product === line.product && other.end === line.end);
  return credits.reduce((sum, credit) => sum + credit.price.quantity, 0);
}

function nextTerm(block: Block, line: Line): number {
  const { random } = block;
  if (line.months === 6) return random.percent(30) ? 12 : 6;
  if (line.months >= 24) return random.percent(20) ? 12 : line.months;
  return line.segment !== "smb" && random.percent(6) ? random.pick([24, 36]) : 12;
}

/** A renewal's begin; what overlaps or leaves a gap stays inside one year of the history, so that no year's end is bent by it. */
function beginning(block: Block, line: Line): Begin {
  const { random, timeline, rota } = block;
  const { end } = line;
  const inTime = { start: end, steered: end, signed: end - random.between(3, 60), replaces: null };
  const roomAfter = timeline.year(end + 76) === timeline.year(end) && end + 76 <= timeline.lastDay;
  if (roomAfter && rota.lateRenewal()) {
    const start = end + random.between(10, 75);
    return { start, steered: end, signed: start - random.between(0, 8), replaces: null };
  }
  const roomBefore = timeline.year(end - 76) === timeline.year(end) && line.start + 120 < end && line.cover === end && returned(line) === 0;
  if (roomBefore && rota.earlyRenewal()) {
    const start = end - random.between(20, 75);
    return { start, steered: start, signed: start - random.between(1, 20), replaces: line };
  }
  if (roomBefore && rota.unlinkedRenewal()) {
    const start = end - random.between(20, 75);
    return { start, steered: end, signed: start - random.between(1, 20), replaces: null };
  }
  if (rota.lateSignature()) return { ...inTime, signed: end + random.between(4, 32) };
  return inTime;
}

/** A customer that has grown is looked after as what it has become; lines signed before keep what they say. */
function outgrow(customer: Customer, day: number): void {
  const arr = customerArr(customer, day - 1);
  if (customer.segment === "smb" && arr > 3_200_000) customer.segment = "mid_market";
  else if (customer.segment === "mid_market" && arr > 11_000_000) customer.segment = "enterprise";
}
