/** What the people of the company say of its customers: losses that were prevented, what is expected of renewals, notes. Drawn from what is signed. */
import type { Block } from "./block.js";
import { annual, type Customer, type Line } from "./line.js";
import { standingArr } from "./months.js";
import { products } from "./price-list.js";
import { Random } from "./random.js";
import { never } from "./timeline.js";
import { csms } from "./words.js";

/** Rows of text by the columns of their files. */
export interface ToldOfCustomers {
  saves: string[][];
  renewals: string[][];
  notes: string[][];
}

export const saveColumns = ["date", "customer_id", "kind", "amount", "currency", "owner", "note", "recorded_on"] as const;
export const renewalColumns = ["customer_id", "product", "due", "outcome", "probability", "amount", "currency", "note", "by", "recorded_on"] as const;
export const noteColumns = ["date", "customer_id", "text", "by", "recorded_on"] as const;

const savedBy = {
  prevented_churn: ["New sponsor found after the old one left", "Weekly calls until all teams had gone live", "Export to their ERP delivered", "Competitor's offer matched for a longer term"],
  prevented_contraction: ["A second team took the seats that one gave up", "Price held for a year", "Training for the teams that had not gone live"],
} as const;

/** The largest accounts are not lost whole: what is saved of them is a part. */
const mostSaved = 12_000_000;

const risks = ["Sponsor has left", "Budget under review", "Half of the seats unused", "Competitor's trial is running"] as const;
const hopes = ["Verbal yes", "Champion asks for more seats", "Procurement has the papers", "No open tickets, all teams live"] as const;

/** A term that ends, and what came of it by the last day of the history. */
interface Ending {
  line: Line;
  next: Line | undefined;
  outcome: "renewed" | "lost" | "open";
}

export function toldOfCustomers(block: Block, blockNumber: number): ToldOfCustomers {
  const random = new Random(block.seed, -1000 - blockNumber);
  const told: ToldOfCustomers = { saves: [], renewals: [], notes: [] };
  for (const customer of block.customers) {
    for (const ending of endings(block, customer)) {
      const save = saveOf(block, ending, random);
      if (save) told.saves.push(save);
      told.renewals.push(...wordsOn(block, ending, random));
    }
    told.notes.push(...notesOn(block, customer, random));
  }
  return told;
}

/** The terms of a customer that end by themselves, other than in the steps of a ramp. */
function endings({ timeline }: Block, { lines }: Customer): Ending[] {
  return lines.flatMap((line): Ending[] => {
    if (line.kind !== "recurring" || line.full <= 0 || line.end === never || line.cover < line.end) return [];
    const later = lines.filter((next) => next.product === line.product && next.kind === "recurring" && next.full > 0 && next !== line);
    if (later.some((next) => next.contract === line.contract && next.start === line.end)) return [];
    const next = later.find((one) => one.start > line.start && one.start >= line.end - 90 && one.start <= line.end + 90);
    return [{ line, next, outcome: next ? "renewed" : line.notice !== null || line.end <= timeline.lastDay ? "lost" : "open" }];
  });
}

/** One in eleven renewals hung by a thread. */
function saveOf({ timeline }: Block, { line, next, outcome }: Ending, random: Random): string[] | undefined {
  if (outcome !== "renewed" || !next || next.signed > timeline.lastDay || next.segment === "smb" && line.full < 600_000 || !random.percent(9)) return undefined;
  const whole = annualOf(line);
  const kind = random.percent(55) && line.full < mostSaved ? "prevented_churn" : "prevented_contraction";
  const amount = kind === "prevented_churn" ? whole : (whole * random.between(15, 35)) / 100;
  // it was signed late at times, and saved while there was something to lose
  const on = timeline.iso(Math.max(line.start, Math.min(next.signed, line.end - 1, timeline.lastDay)));
  return [on, line.customer.id, kind, tens(amount), currencyOf(line), next.csm, random.pick(savedBy[kind]), on];
}

/** The larger renewals of the last year and of the next half year are talked about: a hundred days ahead, and, where that was wrong, once more. */
function wordsOn(block: Block, ending: Ending, random: Random): string[][] {
  const { timeline } = block;
  const { line, outcome } = ending;
  const isNear = line.end > timeline.lastDay - 365 && line.end <= timeline.lastDay + 183;
  if (!isNear || line.full < 2_000_000 || ending.next !== undefined && ending.next.signed < line.end - 100 || !random.percent(80)) return [];
  const first = Math.min(timeline.lastDay, line.end - 100) - random.between(0, 6);
  if (outcome === "open") return [word(block, first, ending, random, expectedOf(random))];
  const isRight = random.percent(outcome === "renewed" ? 93 : 60);
  const came = outcome === "renewed" ? cameOf(ending) : "churn";
  const said = word(block, first, ending, random, isRight ? came : came === "churn" ? "renewed" : "contraction");
  const again = line.end - random.between(15, 40);
  return isRight || again > timeline.lastDay || again <= first ? [said] : [said, word(block, again, ending, random, came)];
}

type Outcome = "renewed" | "expansion" | "contraction" | "churn";

const expectedOf = (random: Random): Outcome => random.weighed([{ name: "renewed", weight: 74 }, { name: "expansion", weight: 12 }, { name: "contraction", weight: 7 }, { name: "churn", weight: 7 }] as const).name;

function cameOf({ line, next }: Ending): Outcome {
  const change = next!.full - line.full;
  return change * 20 > line.full ? "expansion" : change * 20 < -line.full ? "contraction" : "renewed";
}

function word(block: Block, recorded: number, { line }: Ending, random: Random, outcome: Outcome): string[] {
  const { timeline } = block;
  const speaker = csmOn(block, line, recorded);
  const probability = outcome === "churn" ? random.pick([55, 60, 70]) : outcome === "contraction" ? random.pick([60, 70]) : random.pick([85, 90, 95, 95, 98]);
  const share = outcome === "expansion" ? random.between(106, 118) : outcome === "contraction" ? random.between(70, 90) : 0;
  const [amount, currency] = share === 0 ? ["", ""] : [tens((annualOf(line) * share) / 100), currencyOf(line)];
  const note = random.pick(outcome === "churn" || outcome === "contraction" ? risks : hopes);
  return [line.customer.id, line.product.name, timeline.iso(line.end), outcome, `${probability}%`, amount, currency, note, speaker, timeline.iso(recorded)];
}

/** Who looks after a customer on a day: of one who has left, whoever took the account over. */
const csmOn = ({ csmLeaves }: Block, { csm, customer }: Line, day: number): string => (csm !== csms[1] || day < csmLeaves ? csm : customer.csm === csms[1] ? csms[0] : customer.csm);

/** What somebody wrote down: of a new hand, of an account that came with the company bought, of what a large one lacks. */
function notesOn(block: Block, customer: Customer, random: Random): string[][] {
  const { timeline } = block;
  const arr = standingArr(customer, timeline.lastDay);
  if (arr <= 0) return [];
  const note = (day: number, text: string, by: string): string[] => [timeline.iso(day), customer.id, text, by, timeline.iso(day)];
  const notes: string[][] = [];
  const handed = customer.lines.findIndex((line, at) => at > 0 && line.csm !== customer.lines[at - 1]!.csm);
  const csm = customer.lines.at(-1)!.csm;
  if (handed > 0) notes.push(note(Math.min(timeline.lastDay, customer.lines[handed]!.signed), `Handed over from ${customer.lines[handed - 1]!.csm}`, customer.lines[handed]!.csm));
  if (customer.lines.some((line) => line.acquired) && random.percent(40)) notes.push(note(timeline.lastDay - random.between(20, 300), "Came with the company bought: still on the old invoice template", csm));
  const missing = products.find((product) => !customer.lines.some((line) => line.product === product));
  if (missing && arr >= 8_000_000 && random.percent(50)) notes.push(note(timeline.lastDay - random.between(5, 120), `Quarterly review: wants ${missing.name} in next year's budget`, csm));
  return notes;
}

/** A year of a line in its own currency, in cents. */
const annualOf = (line: Line): number => annual(line.price, line.months, line.discount !== null && line.discount.until < never ? null : line.discount);
const currencyOf = (line: Line): string => line.customer.region.currency;
/** Cents as whole tens of the currency. */
const tens = (cents: number): string => String(Math.max(10, Math.round(cents / 1000) * 10));
