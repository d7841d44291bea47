/** Who renews when terms end, and on what terms; the year's loss budget says how many do not renew in full. */
import type { Block } from "./block.js";
import { share } from "./growth-plan.js";
import { arrAt, customerArr, type Customer, type Line } from "./line.js";
import { lost, roomOf, type Room } from "./budgets.js";
import { leave } from "./losses.js";
import { products } from "./price-list.js";
import { unchanged, renewLine, type Change } from "./renewed-line.js";
import { never } from "./timeline.js";

/** Decides about every line that comes up in a month. */
export function renewMonth(block: Block, month: number): void {
  const close = block.timeline.start(month + 1) - 1;
  const groups = block.random.shuffle(comingUp(block, month));
  const room = roomOf(block, month);
  for (const { customer, lines } of groups) {
    const before = customerArr(customer, close);
    decide(block, customer, lines, room, close);
    const after = customerArr(customer, close);
    room.loss -= lost(customer, after) - lost(customer, before);
    if (customer.opening > 0) room.gain -= after - before;
  }
}

/**
 * Lines due in a month by customer, and month-to-month customers that have an anniversary or think again.
 * Until it is decided upon, a due line stands as if it went on.
 */
function comingUp(block: Block, month: number): { customer: Customer; lines: Line[] }[] {
  const groups = new Map<Customer, Line[]>();
  for (const line of block.due(month)) {
    line.cover = never;
    const lines = groups.get(line.customer);
    if (lines) lines.push(line);
    else groups.set(line.customer, [line]);
  }
  const first = block.timeline.start(month);
  for (const customer of block.active) {
    const oldest = customer.live.find((line) => isOpen(line, first));
    if (!oldest || groups.has(customer)) continue;
    const anniversary = (month - block.timeline.month(oldest.start)) % 12 === 0;
    if (anniversary || block.random.percent(2)) groups.set(customer, customer.live.filter((line) => isOpen(line, first)));
  }
  return [...groups].map(([customer, lines]) => ({ customer, lines }));
}

/** A month-to-month line that was there before a day. */
const isOpen = (line: Line, day: number): boolean => line.end === never && line.cover === never && line.start < day;

function decide(block: Block, customer: Customer, lines: Line[], room: Room, close: number): void {
  const { random } = block;
  const standing = customerArr(customer, close);
  const whole = lines.reduce((sum, line) => sum + arrAt(line, close), 0) === standing;
  const atStake = Math.min(customer.opening, standing);
  if (whole && customer.opening === 0 && random.percent(7)) return leave(block, customer, lines, close);
  const eager = room.loss * 100 > block.opening ? 90 : 60;
  if (atStake > 0 && room.loss * 4 >= atStake && random.percent(eager)) {
    const small = atStake <= Math.max(1_500_000, share(block.opening, 22)) && atStake <= room.loss * 2;
    if (whole && small && random.percent(60)) return leave(block, customer, lines, close);
    return renewLess(block, customer, lines, room.loss, close);
  }
  for (const line of lines) renewLine(block, line, room.gain > 0 ? better(block) : unchanged, close);
}

/** A usual renewal: a rise in price, for some with more seats. */
function better(block: Block): Change {
  const { random } = block;
  return { price: random.percent(62) ? random.pick([20, 30, 30, 40, 50, 50, 70]) : 0, quantity: random.percent(18) ? random.between(50, 200) : 0 };
}

/** A product less where there is another to stay for, else fewer seats of each. */
function renewLess(block: Block, customer: Customer, lines: Line[], room: number, close: number): void {
  const standing = customerArr(customer, close);
  const droppable = lines.find((line) => line.product !== products[0] && line.end < never && line.full > 0 && line.full < standing && line.full < room * 2);
  if (droppable && block.random.percent(45)) {
    leave(block, customer, [droppable], close);
    for (const line of lines) if (line !== droppable) renewLine(block, line, unchanged, close);
    return;
  }
  const less = block.random.between(120, 350);
  const fits = (standing * less) / 1000 <= room * 2;
  for (const line of lines) renewLine(block, line, fits ? { price: 0, quantity: -less } : unchanged, close);
}
