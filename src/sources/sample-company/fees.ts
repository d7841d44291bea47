/** What is sold beside the subscription and is no ARR: projects, hardware, usage. */
import type { Block } from "./block.js";
import { customerArr, type Customer } from "./line.js";
import { never } from "./timeline.js";

/** What is sold once; for most the file leaves the kind to the policy's rules. */
export const projects = ([
  ["Implementation services", ""], ["Onboarding package", ""], ["Data export pack", "one_time"], ["Barcode scanner hardware", ""],
  ["Training workshop", "services"], ["Platform setup fee", ""],
] as const).map(([name, kind]) => ({ product: { name, family: "Projects" }, kind }));

const calls = { name: "API calls", family: "Usage" };
const overage = { name: "API calls overage", family: "Usage" };

/** A fee at the start of a subscription. */
export function sellProject(block: Block, customer: Customer, start: number, signed: number): void {
  const project = block.rota.project();
  const unit = block.random.between(6, customer.segment === "enterprise" ? 90 : 40) * 50_000;
  const price = { unit, quantity: 1, per: "term", every: 1, billing: "upfront" } as const;
  block.sell(customer, { product: project.product, kind: project.kind, price, start, end: never, months: 0, signed, autoRenew: false });
}

/** API calls above the plan, billed for the quarter that ends with a month to the customers that have a meter. */
export function billUsage(block: Block, month: number): void {
  const { random, timeline } = block;
  if (month % 3 !== 2 || month < timeline.months - 15) return;
  const start = timeline.start(month - 2);
  const end = timeline.start(month + 1);
  for (const customer of block.active) {
    if (!customer.metered || customerArr(customer, start) === 0) continue;
    const product = random.percent(50) ? overage : calls;
    const price = { unit: 1250, quantity: random.between(40, 900), per: "term", every: 1, billing: "quarterly" } as const;
    block.sell(customer, { product, kind: product === calls ? "usage" : "", price, start, end, months: 3, signed: end, autoRenew: false });
  }
}
