/** First deals: who buys, how large, on which terms, with which trial before; the customers that return; the deals signed ahead; the company bought. */
import type { Block, Sale } from "./block.js";
import { newCustomer } from "./customers.js";
import { sellProject } from "./fees.js";
import { due, share } from "./growth-plan.js";
import { customerArr, usdPerHundred, type Customer, type Line, type Price } from "./line.js";
import { besideOf, meanDeal, priceOf, products, repriced, sizes, someDiscount, terms, type Product } from "./price-list.js";
import { never } from "./timeline.js";

const platform = products[0];

/** Wins the month's customers; their sizes bring the book to where the year's growth wants it. */
export function winCustomers(block: Block, month: number): void {
  const close = block.timeline.start(month + 1) - 1;
  let wanted = target(block, month) - block.total(close);
  for (let left = block.plan.newCustomers[month] as number; left > 0; left--) {
    wanted -= customerArr(winCustomer(block, month, sizing(wanted, left)), close);
  }
}

/** How much larger than usual, in permille, the deals must be to make up what is wanted; within what one would believe. */
function sizing(wanted: number, deals: number): number {
  return Math.max(450, Math.min(2200, Math.round((wanted * 1000) / (deals * meanDeal))));
}

/** ARR that the book should have at the close of a month. */
function target(block: Block, month: number): number {
  const { plan, opening } = block;
  if (month < 12) return due(plan.newCustomers.slice(0, 12).reduce((sum, count) => sum + count, 0) * meanDeal, month);
  const aim = block.aim(month);
  return opening + due(share(opening, aim.organic), month % 12) + (aim.bought > 0 ? block.acquiredArr : 0);
}

function winCustomer(block: Block, month: number, permille: number): Customer {
  const { random, timeline } = block;
  const size = random.weighed(sizes);
  const customer = newCustomer(block, size.segment);
  const start = block.dayIn(month);
  if (block.rota.trialOnly()) {
    tryOut(block, customer, start, timeline.plusMonths(start, 1));
    return customer;
  }
  if (size.segment !== "enterprise" && block.rota.trial()) tryOut(block, customer, start - 30, start);
  const cents = Math.round((random.between(size.low, size.high) * permille) / 1000);
  firstDeal(block, customer, cents, start, start - random.between(0, size.segment === "smb" ? 12 : 50));
  return customer;
}

function tryOut(block: Block, customer: Customer, start: number, end: number): void {
  const price = { unit: 0, quantity: 5, per: "month", every: 1, billing: "monthly" } as const;
  block.sell(customer, { product: platform, price, start, end, months: 1, signed: start, autoRenew: false });
}

/** The paid start: the platform alone or with a second product, at one price or in steps. `cents` is a year in US cents. */
export function firstDeal(block: Block, customer: Customer, cents: number, start: number, signed: number): void {
  const { random } = block;
  const months = random.weighed(terms[customer.segment]).months;
  const second = random.percent(28) ? random.pick(products.slice(1)) : null;
  const own = second ? Math.round((cents * cents) / (cents + besideOf(second, cents, customer.segment))) : cents;
  if (months >= 24 && customer.segment !== "smb" && block.rota.ramp()) {
    ramp(block, customer, own, start, signed, months);
  } else {
    const live = customer.segment !== "smb" && random.percent(40) ? start + random.between(14, 80) : null;
    deal(block, customer, platform, own, start, signed, months, { live });
  }
  if (second) deal(block, customer, second, cents - own, start, signed, months, {});
  if (customer.segment !== "smb" && random.percent(45)) sellProject(block, customer, start, signed);
}

/** One line of a product worth about `cents` US cents a year; months 0 is month to month. */
export function deal(block: Block, customer: Customer, product: Product, cents: number, start: number, signed: number, months: number, more: Partial<Sale>): Line {
  const { random, timeline } = block;
  const own = Math.round((cents * 100) / usdPerHundred[customer.region.currency]);
  const price = priceOf(product, customer.segment, own, months, random);
  const discount = price.per !== "term" && random.percent(20) ? someDiscount(price, start, timeline, random) : null;
  const end = months === 0 ? never : timeline.plusMonths(start, months);
  return block.sell(customer, { product, price, start, end, months, signed, discount, ...more });
}

/** A deal whose price steps up each year under one contract; all steps are signed at once. */
function ramp(block: Block, customer: Customer, cents: number, start: number, signed: number, months: number): void {
  const rise = block.random.between(120, 260);
  const first = deal(block, customer, platform, cents, start, signed, 12, { autoRenew: false, discount: null });
  let last = first;
  for (let year = 1; year * 12 < months; year++) {
    last.followed = true;
    const from = block.timeline.plusMonths(start, year * 12);
    const { product, contract, noticeDays } = first;
    const price = stepped(first.price, rise * year);
    last = block.sell(customer, { product, price, contract, noticeDays, start: from, end: block.timeline.plusMonths(from, 12), months: 12, signed, autoRenew: false });
  }
}

/** A price for so many permille more: more seats, or a higher flat fee. */
function stepped(price: Price, permille: number): Price {
  if (price.quantity === 1) return repriced(price, permille);
  return { ...price, quantity: Math.round((price.quantity * (1000 + permille)) / 1000) };
}

/** Once a quarter a customer that left in an earlier year comes back. */
export function welcomeBack(block: Block, month: number): void {
  const { random, timeline } = block;
  if (month % 3 !== 1) return;
  const yearBegan = timeline.start(month - (month % 12));
  const start = block.dayIn(month);
  const left = block.gone.filter((customer) => customer.lapsed !== null && customer.lapsed < yearBegan && customer.lapsed + 100 < start);
  if (left.length === 0) return;
  const customer = random.pick(left);
  const last = customer.lines.filter((line) => line.full > 0).at(-1);
  const cents = Math.max(300_000, Math.round(((last?.full ?? 0) * random.between(80, 120)) / 100));
  firstDeal(block, customer, cents, start, start - random.between(0, 20));
}

/** Contracts signed before the last day that start after it. */
export function signAhead(block: Block): void {
  const { random, timeline } = block;
  for (let i = 0; i < block.plan.signedAhead; i++) {
    const size = random.weighed(sizes);
    const customer = newCustomer(block, size.segment);
    const start = timeline.start(timeline.months + (i % 3)) + (i % 2 === 0 ? 0 : random.between(1, 27));
    firstDeal(block, customer, random.between(size.low, size.high), start, timeline.lastDay - random.between(0, 25));
  }
}

/** The company bought: its customers come on one day, each with the rest of the year that it had signed before. */
export function acquire(block: Block): void {
  const { random, timeline, plan } = block;
  const start = timeline.start(plan.acquisitionMonth);
  const wanted = share(block.opening, block.aim(plan.acquisitionMonth).bought);
  for (let left = plan.acquiredCustomers; left > 0; left--) {
    const size = random.weighed(sizes);
    const cents = Math.round((random.between(size.low, size.high) * sizing(wanted - block.acquiredArr, left)) / 1000);
    const product = random.percent(70) ? platform : random.pick(products.slice(1));
    const customer = newCustomer(block, size.segment);
    const end = timeline.plusMonths(start, random.between(2, 12));
    deal(block, customer, product, cents, start, start, 12, { end, acquired: true, discount: null });
    block.acquiredArr += customerArr(customer, start);
  }
}
