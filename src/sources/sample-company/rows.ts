/** Lines as rows of a file: numbered, with their versions, corrections, entries made twice and names spelt twice. */
import type { Block } from "./block.js";
import type { Customer, Line } from "./line.js";
import { never, type Timeline } from "./timeline.js";

export const sampleColumns = [
  "line_id", "customer_id", "customer_name", "parent_id", "parent_name", "product", "product_family", "kind", "signed_on", "start_date", "end_date",
  "amount", "quantity", "amount_per", "amount_every", "currency", "discount_percent", "discount_amount", "discount_until", "contract_id", "replaces",
  "live_on", "cancelled_on", "cancel_reason", "notice_days", "auto_renew", "renewal_term_months", "origin", "billing", "recorded_on", "superseded_on",
  "segment", "region", "industry", "csm",
] as const;

/** The columns in which a cell may hold a comma or a quote. */
export const freeTextColumns = (["customer_name", "parent_name", "cancel_reason"] as const).map((name) => sampleColumns.indexOf(name));

/** Numbers that go on from block to block. */
export interface Numbering {
  line: number;
  contract: number;
}

/** What one row says differently from the line as it is now. */
interface Version {
  recorded: number;
  superseded?: number;
  unit?: number;
  start?: number;
  end?: number;
  notice?: null;
}

/** The rows of one customer, by start. */
export function customerRows(block: Block, customer: Customer, numbering: Numbering): string[][] {
  const rows: string[][] = [];
  const lines = customer.lines.sort((a, b) => a.start - b.start);
  for (const line of lines) line.number = ++numbering.line;
  const formerName = lines.length >= 3 && block.rota.renamed() ? `${customer.name}${block.random.pick(customer.region.legal)}` : customer.name;
  const twins: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.contract.number === 0) line.contract.number = ++numbering.contract;
    const name = at * 2 < lines.length ? formerName : customer.name;
    for (const version of versions(block, line)) rows.push(cells(block.timeline, line, version, name));
    if (line.full > 0 && line.signed + 40 < block.timeline.lastDay && block.rota.removedTwin()) twins.push(line);
  }
  for (const line of twins) rows.push(enteredTwice(block, line, ++numbering.line));
  return rows;
}

/** A row typed in a second time under another id and taken out again some days later. */
function enteredTwice(block: Block, line: Line, number: number): string[] {
  const recorded = line.signed + 3;
  return cells(block.timeline, { ...line, number, notice: null }, { recorded, superseded: recorded + block.random.between(3, 30) }, line.customer.name);
}

/** One row, or two where something was learned later: a notice, or that the first entry was wrong. */
function versions(block: Block, line: Line): Version[] {
  const { lastDay } = block.timeline;
  const recorded = Math.min(lastDay, line.signed + block.random.between(0, 3));
  if (line.notice) {
    const first: Version = { recorded, notice: null, ...(line.months === 0 ? { end: never } : {}) };
    return line.notice.on > recorded ? [first, { recorded: line.notice.on }] : [{ recorded }];
  }
  const mended = recorded + block.random.between(15, 120);
  const correctable = line.full > 0 && line.price.quantity > 0 && mended <= lastDay && line.end - line.start > 100;
  if (!correctable || !block.rota.correction()) return [{ recorded }];
  return [{ recorded, ...mistake(block, line) }, { recorded: mended }];
}

/** What was entered at first: another price, or a start some weeks late. */
function mistake(block: Block, line: Line): Partial<Version> {
  if (line.price.per !== "term" && block.rota.wrongStart()) return { start: line.start + block.random.between(7, 45) };
  return { unit: Math.round((line.price.unit * block.random.pick([900, 1080, 1100, 1250])) / 1000) };
}

function cells(timeline: Timeline, line: Line, version: Version, name: string): string[] {
  const { customer, discount, price } = line;
  const notice = version.notice === null ? null : line.notice;
  const end = version.end ?? line.end;
  return [
    `L-${String(line.number).padStart(5, "0")}`, customer.id, name, customer.parent?.id ?? "", customer.parent?.name ?? "", line.product.name, line.product.family,
    line.kind, timeline.iso(line.signed), timeline.iso(version.start ?? line.start), end === never ? "" : timeline.iso(end),
    money(version.unit ?? price.unit), String(price.quantity), price.per, price.every === 1 ? "" : String(price.every), customer.region.currency,
    discount?.percent ? String(discount.percent) : "", discount?.amount ? money(discount.amount) : "", discount && discount.until < never ? timeline.iso(discount.until) : "",
    `K-${String(line.contract.number).padStart(5, "0")}`, line.replaces ? `L-${String(line.replaces.number).padStart(5, "0")}` : "",
    line.live === null ? "" : timeline.iso(line.live), notice ? timeline.iso(notice.on) : "", notice ? notice.reason : "",
    line.kind === "recurring" ? String(line.noticeDays) : "", line.kind !== "recurring" ? "" : line.autoRenew ? "true" : "false", line.autoRenew ? String(line.months) : "",
    line.acquired ? "acquisition" : "", price.billing, timeline.iso(version.recorded), version.superseded === undefined ? "" : timeline.iso(version.superseded),
    line.segment, customer.region.name, customer.industry, line.csm,
  ];
}

/** Cents as a decimal number; negative ones do not occur. */
function money(cents: number): string {
  const rest = cents % 100;
  return `${(cents - rest) / 100}.${rest < 10 ? "0" : ""}${rest}`;
}
