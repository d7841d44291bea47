/** Who the customers are: name, size, place, trade, CSM, and the group they belong to. */
import type { Block } from "./block.js";
import type { Customer, Segment } from "./line.js";
import { companyName } from "./names.js";
import { groupAreas, industries, regions, csms } from "./words.js";

/** A new customer without any line yet. */
export function newCustomer(block: Block, segment: Segment): Customer {
  const { random } = block;
  const ordinal = block.firstOrdinal + block.customers.length;
  const industry = random.weighed(industries);
  const customer: Customer = {
    ordinal, id: `C-${String(ordinal).padStart(4, "0")}`, name: companyName(ordinal, block.seed, industry.trades, random), segment,
    region: random.weighed(regions), industry: industry.name, csm: random.pick(csms), parent: null,
    lines: [], live: [], opening: 0, active: false, lapsed: null, metered: segment !== "smb" && block.rota.metered(),
  };
  joinGroup(block, customer);
  block.customers.push(customer);
  return customer;
}

/** Some customers are firms of one group: of another customer, or of a holding that buys nothing itself. */
function joinGroup(block: Block, customer: Customer): void {
  const { group, random } = block;
  if (group && group.left > 0) {
    if (random.percent(50)) joinHead(block, customer, group.head);
    return;
  }
  if (!block.rota.group()) return;
  if (block.rota.holding()) customer.parent = { id: `G-${customer.id.slice(2)}`, name: `${customer.name} Holding` };
  block.group = { head: customer, left: random.between(1, 3) };
}

function joinHead(block: Block, customer: Customer, head: Customer): void {
  const group = block.group as NonNullable<Block["group"]>;
  const place = groupAreas[(head.ordinal + group.left) % groupAreas.length] as (typeof groupAreas)[number];
  customer.name = `${head.name} ${place.area}`;
  customer.region = regions.find((region) => region.name === place.region) ?? customer.region;
  customer.industry = head.industry;
  customer.parent = head.parent ?? { id: head.id, name: head.name };
  group.left--;
}
