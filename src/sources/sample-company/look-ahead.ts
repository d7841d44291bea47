/** What is known on the last day about terms that end soon after: renewals already signed, and notices already given. */
import type { Block } from "./block.js";
import { giveNotice } from "./losses.js";
import type { Customer, Line } from "./line.js";
import { renewInTime } from "./renewed-line.js";
import { never } from "./timeline.js";
import { cancelReasons } from "./words.js";

/** How many of the terms that end one, two and three months after the last day are settled by then, in percent. */
const settled = [100, 50, 15] as const;

/** Settles what is settled: most renew, each eighth has given notice. */
export function lookAhead(block: Block): void {
  const { random, timeline, rota } = block;
  settled.forEach((percent, ahead) => {
    const groups = new Map<Customer, Line[]>();
    for (const line of block.due(timeline.months + ahead)) groups.set(line.customer, [...(groups.get(line.customer) ?? []), line]);
    for (const lines of groups.values()) {
      if (mayLeave(block, lines) && rota.aheadNotice()) noticeNow(block, lines);
      else if (random.percent(percent)) for (const line of lines) renewInTime(block, line);
    }
  });
  const open = block.active.filter((customer) => customer.live.some((line) => line.cover === never));
  for (const customer of random.shuffle(open).slice(0, Math.ceil(block.customers.length / 200))) stopSoon(block, customer);
}

function noticeNow(block: Block, lines: Line[]): void {
  const { random, timeline } = block;
  const on = timeline.lastDay - random.between(0, 40);
  const reason = random.pick(cancelReasons);
  for (const line of lines) giveNotice(line, on, reason);
}

/** Not the large ones, nor who has just signed. */
function mayLeave(block: Block, lines: Line[]): boolean {
  const atStake = lines.reduce((sum, line) => sum + line.full, 0);
  return atStake * 150 < block.opening && lines.every((line) => line.signed + 10 < block.timeline.lastDay);
}

/** A month-to-month customer has said that it will stop next month. */
function stopSoon(block: Block, customer: Customer): void {
  const { random, timeline } = block;
  const lines = customer.live.filter((line) => line.cover === never && line.signed + 10 < timeline.lastDay);
  const end = timeline.lastDay + random.between(8, 26);
  for (const line of lines) {
    line.end = end;
    line.cover = end;
  }
  noticeNow(block, lines);
}
