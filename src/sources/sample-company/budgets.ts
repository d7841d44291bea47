/** How far the year in hand is from its budgets: what may still be lost, what the customers there should still add. US cents of ARR. */
import type { Block } from "./block.js";
import { due, share } from "./growth-plan.js";
import { customerArr, type Customer } from "./line.js";

export interface Room {
  /** What may still be lost by the close of a month before the year's losses run ahead of their path. */
  loss: number;
  /** What the customers of the year's beginning should pay more by then than they do. */
  gain: number;
}

/** What of a customer's opening is gone when it pays `standing`. */
export function lost(customer: Customer, standing: number): number {
  return standing < customer.opening ? customer.opening - standing : 0;
}

/** What is left of the year's budgets at the close of a month. */
export function roomOf(block: Block, month: number): Room {
  const close = block.timeline.start(month + 1) - 1;
  let lostSoFar = 0;
  let paid = 0;
  for (const customer of block.active) {
    if (customer.opening === 0) continue;
    const standing = customerArr(customer, close);
    lostSoFar += lost(customer, standing);
    paid += standing;
  }
  const { loss, gain } = block.aim(month);
  const { opening } = block;
  return { loss: due(share(opening, loss), month % 12) - lostSoFar, gain: opening + due(share(opening, gain), month % 12) - paid };
}
