/** Customers and products that go, and seats that are given back. */
import type { Block } from "./block.js";
import { customerArr, type Customer, type Line } from "./line.js";
import { roomOf } from "./budgets.js";
import { share } from "./growth-plan.js";
import { never } from "./timeline.js";
import { cancelReasons } from "./words.js";

/** Ends lines for good: by notice, or silently where a term simply runs out (some of these say that they renew by themselves). */
export function leave(block: Block, customer: Customer, lines: Line[], close: number): void {
  const { random, rota } = block;
  const silent = lines.every((line) => line.end < never) && rota.silentEnd();
  const byItself = silent && rota.silentThoughAutoRenew();
  const reason = random.pick(cancelReasons);
  const lastDay = close - random.between(0, 26);
  for (const line of lines) {
    if (line.end === never) stop(line, lastDay > line.start ? lastDay : close, lastDay - random.between(25, 50), reason);
    else if (silent) line.autoRenew = byItself && line.price.quantity > 0;
    else giveNotice(line, line.end - line.noticeDays - random.between(0, 25), reason);
    line.cover = line.end;
  }
  if (customerArr(customer, close) !== 0) return;
  customer.lapsed = Math.max(...lines.map((line) => line.end));
  block.gone.push(customer);
}

/** Gives a month-to-month line the end that it has not got. */
function stop(line: Line, end: number, notice: number, reason: string): void {
  line.end = end;
  line.cover = end;
  giveNotice(line, notice, reason);
}

/** Notice comes after the signature and before the end. */
export function giveNotice(line: Line, wanted: number, reason: string): void {
  line.notice = { on: Math.min(line.end - 1, Math.max(line.signed + 4, wanted)), reason };
}

/** Once a quarter, and when a year's losses lag behind, a customer gives seats back in mid-term: a negative line. */
export function returnSeats(block: Block, month: number): void {
  if (month < 12) return;
  if (month % 3 === 1) returnSome(block, month, Math.max(roomOf(block, month).loss, share(block.opening, 2)));
  for (let i = 0; month % 12 >= 10 && i < 6; i++) {
    const room = roomOf(block, month).loss;
    if (room <= share(block.opening, 3)) return;
    returnSome(block, month, room);
  }
}

/** The seats come from the largest of a few lines that leave the budget whole. */
function returnSome(block: Block, month: number, room: number): void {
  const { random } = block;
  const start = block.dayIn(month);
  let line: Line | null = null;
  for (let tries = 0, found = 0; tries < block.active.length && found < 5; tries++) {
    const candidate = seatsToReturn(random.pick(block.active), start, block.timeline.start(month + 1) + 60, room);
    if (!candidate) continue;
    found++;
    if (!line || candidate.full > line.full) line = candidate;
  }
  if (!line) return;
  const { product, end, months, contract, discount } = line;
  const percent = Math.max(8, Math.min(random.between(8, 25), Math.round((room * 100) / line.full)));
  const quantity = -Math.max(1, Math.round((line.price.quantity * percent) / 100));
  block.sell(line.customer, { product, price: { ...line.price, quantity }, start, end, months, contract, discount, signed: start - 3, autoRenew: false });
}

function seatsToReturn(customer: Customer, from: number, to: number, room: number): Line | undefined {
  if (customer.opening === 0) return undefined;
  return customer.live.find((line) => line.price.quantity >= 10 && line.full <= room * 8 && isMidTerm(line, from, to));
}

/** A line by the seat, in the middle of its term, from which no seats were given back yet. */
export function isMidTerm(line: Line, from: number, to: number): boolean {
  const { price, discount } = line;
  const plain = price.per !== "term" && price.quantity > 1 && (discount === null || (discount.until === never && discount.amount === 0));
  const inTerm = !line.followed && line.cover === line.end && line.start + 45 < from && line.end > to;
  return plain && inTerm && !line.customer.live.some((other) => other.price.quantity < 0 && other.product === line.product);
}
