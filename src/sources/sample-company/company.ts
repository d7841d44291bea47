/** The story of one block of the company, month by month: what leaves, what comes back, what grows, what is won. */
import { Block } from "./block.js";
import { expandMonth } from "./expansions.js";
import { billUsage } from "./fees.js";
import { growthPlan } from "./growth-plan.js";
import { lookAhead } from "./look-ahead.js";
import { returnSeats } from "./losses.js";
import { acquire, signAhead, welcomeBack, winCustomers } from "./new-business.js";
import { Random } from "./random.js";
import { renewMonth } from "./renewals.js";
import type { Timeline } from "./timeline.js";

/** Customers `firstOrdinal` and on, `customers` of them, with all they ever signed. Same arguments, same story. */
export function liveThrough(timeline: Timeline, customers: number, seed: number, blockNumber: number, firstOrdinal: number): Block {
  const plan = growthPlan(customers, timeline.years, seed);
  const block = new Block(timeline, plan, new Random(seed, blockNumber), seed, firstOrdinal);
  for (let month = 0; month < timeline.months; month++) {
    if (month % 12 === 0) block.openYear(timeline.start(month));
    welcomeBack(block, month);
    renewMonth(block, month);
    returnSeats(block, month);
    expandMonth(block, month);
    if (month === plan.acquisitionMonth) acquire(block);
    winCustomers(block, month);
    billUsage(block, month);
  }
  lookAhead(block);
  signAhead(block);
  block.handOver();
  return block;
}
