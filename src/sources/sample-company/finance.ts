/** What the company earned, spent and burnt each month, and how many worked for it: what a finance team tells beside the contracts. US cents. */
import { csms } from "./words.js";
import { whole, type Month } from "./months.js";
import { Random } from "./random.js";

export interface FinanceMonth {
  revenue: number;
  billings: number;
  sales_and_marketing: number;
  net_burn: number;
  /** In tenths of a percent. */
  gross_margin_pct: number;
  operating_margin_pct: number;
  ebitda_margin_pct: number;
  fcf_margin_pct: number;
  headcount: number;
  /** Cost of customer success by owner. */
  cs_cost: Map<string, number>;
}

/** What a person costs in a month, all told. */
const costOfPerson = 1_150_000;

/** What a customer costs its CSM in a month. */
const costOfCustomer = 15_000;

/** @param csmLeaves the month in which the CSM who leaves has left */
export function financeOf(months: readonly Month[], seed: number, csmLeaves: number): FinanceMonth[] {
  const random = new Random(seed, -3);
  const firstYear = months[11]!;
  const floor = Math.round(whole(firstYear, "closing") / 48);
  let heads = 0;
  return months.map((month, at) => {
    const earned = month.recurring + month.other;
    // credits and late corrections are in the general ledger and in no contract
    const revenue = dollars(earned - Math.round((month.recurring * random.between(3, 9)) / 1000));
    const grossMargin = 730 + Math.min(50, at) + random.between(-8, 8);
    const gained = mean(months, at, 6, (one) => whole(one, "new"));
    const spend = dollars((((revenue * 25 + gained * 60) / 100) * (100 + season(at) + random.between(-4, 4))) / 100);
    const overhead = dollars(((revenue * 45) / 100 + floor) * (1 + random.between(-2, 2) / 100));
    const costs = Math.round((revenue * (1000 - grossMargin)) / 1000) + spend + overhead;
    const income = revenue - costs;
    const paidAhead = mean(months, at, 3, (one) => one.billed - one.recurring - one.other);
    const burn = dollars(-income - paidAhead / 3 + revenue / 50);
    heads = Math.max(heads, Math.ceil(mean(months, at, 6, () => costs) / costOfPerson));
    return {
      revenue, billings: dollars(month.billed), sales_and_marketing: spend, net_burn: burn, gross_margin_pct: grossMargin, operating_margin_pct: permille(income, revenue),
      ebitda_margin_pct: permille(income, revenue) + 21, fcf_margin_pct: permille(-burn, revenue), headcount: heads,
      cs_cost: new Map(csms.filter((name) => name !== csms[1] || at < csmLeaves).map((name) => [name, dollars((month.books.get(name) ?? 0) * costOfCustomer * (100 + Math.floor(at / 12) * 4) / 100)] as const).filter(([, cost]) => cost > 0)),
    };
  });
}

/** The users' conference of each spring, in percent of what is spent in other months. */
const season = (at: number): number => (at % 12 === 6 ? 14 : 0);

/** The mean of a figure over so many months up to one. */
function mean(months: readonly Month[], at: number, span: number, of: (month: Month) => number): number {
  const part = months.slice(Math.max(0, at + 1 - span), at + 1);
  return part.reduce((sum, month) => sum + of(month), 0) / part.length;
}

const dollars = (cents: number): number => Math.round(cents / 10_000) * 10_000;
const permille = (part: number, of: number): number => (of > 0 ? Math.round((part * 1000) / of) : 0);
