/** Growth inside the customers: more seats in mid-term and further products, as many as the year's net gain asks for. */
import type { Block } from "./block.js";
import { roomOf } from "./budgets.js";
import { arrAt, customerArr, usdPerHundred, type Customer, type Line } from "./line.js";
import { isMidTerm } from "./losses.js";
import { deal } from "./new-business.js";
import { besideOf, products, seatPrice, type Product } from "./price-list.js";
import { never } from "./timeline.js";

/** Brings what the customers of the year's beginning pay to where it should be at the close of a month. */
export function expandMonth(block: Block, month: number): void {
  const close = block.timeline.start(month + 1) - 1;
  const there = block.active.filter((customer) => customer.opening > 0);
  let wanted = roomOf(block, month).gain;
  const enough = Math.max(150_000, Math.round((block.opening * 15) / 10_000));
  for (let tries = 0; wanted > enough && tries < there.length; tries++) {
    const customer = block.random.pick(there);
    const before = customerArr(customer, close);
    if (before === 0) continue;
    if (block.random.percent(50)) moreSeats(block, customer, month, wanted);
    else crossSell(block, customer, month, wanted);
    wanted -= customerArr(customer, close) - before;
  }
}

/** An amendment: more seats from a day in mid-term on, the rest of the term unchanged; the new line replaces the old. */
function moreSeats(block: Block, customer: Customer, month: number, wanted: number): void {
  const { random, timeline } = block;
  const start = block.dayIn(month);
  const line = customer.live.find((each) => isMidTerm(each, start, timeline.start(month + 1) + 45));
  if (!line) return;
  const most = Math.max(50, Math.round((wanted * 1200) / line.full));
  const seats = line.price.quantity;
  const quantity = seats + Math.max(1, Math.round((seats * Math.min(most, random.between(200, 700))) / 1000));
  block.cut(line, start);
  const { product, end, months, contract, discount, noticeDays, autoRenew } = line;
  const price = { ...line.price, quantity };
  const signed = start - random.between(0, 12);
  block.sell(customer, { product, price, start, end, months, contract, discount, noticeDays, autoRenew, signed, replaces: line });
}

/** A product the customer has not got; it ends with the main line where that leaves it some months, else it has a year of its own. */
function crossSell(block: Block, customer: Customer, month: number, wanted: number): void {
  const { random, timeline } = block;
  const start = block.dayIn(month);
  const close = timeline.start(month + 1) - 1;
  const held = customer.live.filter((line) => arrAt(line, close) > 0 || line.cover > close);
  const missing = products.filter((product) => !held.some((line) => line.product === product));
  const main = held.find((line) => line.full > 0 && line.price.quantity > 0 && !line.followed);
  if (missing.length === 0 || !main) return;
  const product = random.pick(missing);
  const everyone = besideOf(product, main.full, customer.segment);
  const cents = Math.min(Math.round((wanted * 12) / 10), Math.round((everyone * random.between(50, 100)) / 100));
  if (cents < 150_000) return;
  const signed = start - random.between(0, 20);
  if (main.end === never) deal(block, customer, product, cents, start, signed, 0, { discount: null });
  else if (main.end - start >= 120 && random.percent(50)) coTerm(block, main, product, cents, start, signed);
  else deal(block, customer, product, cents, start, signed, 12, { discount: null });
}

function coTerm(block: Block, main: Line, product: Product, cents: number, start: number, signed: number): void {
  const own = Math.round((cents * 100) / usdPerHundred[main.customer.region.currency]);
  const price = seatPrice(product, main.customer.segment, own, block.random.percent(50));
  block.sell(main.customer, { product, price, start, end: main.end, months: 12, signed, autoRenew: false });
}
