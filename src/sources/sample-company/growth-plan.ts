/**
 * What the sample company is steered to, decided from the top: how many customers come when, how fast the book grows and how much of it is lost.
 * The choices of each month fill these budgets, so that every seed tells the same kind of story and none depends on luck.
 * Permille are of the opening ARR of a year; year 0 is the first.
 */
import { Random } from "./random.js";

/** One year's aims in permille. The first year starts from nothing and has none. */
export interface Aim {
  /** Growth without the company bought. */
  organic: number;
  /** What the customers of the year's beginning add on balance. */
  gain: number;
  /** What is lost of them. */
  loss: number;
  /** What the company bought brings. */
  bought: number;
}

export interface GrowthPlan {
  aims: Aim[];
  /** First deals of each month. */
  newCustomers: number[];
  acquisitionMonth: number;
  acquiredCustomers: number;
  /** Signed before the last day, starting after it. */
  signedAhead: number;
}

/** How much of a year's business is done by the end of each of its months, in percent: quarters close busily. */
const doneBy = [0, 6, 13, 24, 31, 39, 50, 56, 63, 74, 82, 90, 100] as const;

/** Of a year's budget, the part due by the end of its month 0 to 11. */
export function due(budget: number, monthOfYear: number): number {
  return Math.round((budget * (doneBy[monthOfYear + 1] as number)) / 100);
}

/** What `permille` of an amount is. */
export function share(amount: number, permille: number): number {
  return Math.round((amount * permille) / 1000);
}

/**
 * The plan of a block of the company. Growth falls evenly from about 80 % in the second year to about 35 % in the last; the year before the
 * last buys a company. All blocks of one seed have the same aims.
 */
export function growthPlan(customers: number, years: number, seed: number): GrowthPlan {
  const aims = yearlyAims(years, new Random(seed, -1));
  const signedAhead = Math.round(customers / 60);
  const counts = split(customers - signedAhead, worth(aims));
  const acquiredCustomers = counts.pop() as number;
  const newCustomers = counts.flatMap((count) => doneBy.slice(1).map((_, month) => due(count, month) - (month === 0 ? 0 : due(count, month - 1))));
  return { aims, newCustomers, acquisitionMonth: (years - 2) * 12 + 4, acquiredCustomers, signedAhead };
}

function yearlyAims(years: number, random: Random): Aim[] {
  const second = 800 + random.between(-15, 15);
  const last = 350 + random.between(-12, 12);
  return Array.from({ length: years }, (_, year) => {
    if (year === 0) return { organic: 0, gain: 0, loss: 0, bought: 0 };
    const bought = year === years - 2 ? 80 : 0;
    const growth = second - Math.round(((second - last) * (year - 1)) / (years - 2));
    return { organic: growth - bought, gain: 80 + random.between(-18, 18), loss: 90 + random.between(-10, 10), bought };
  });
}

/** ARR won from new customers in each year, the first year's being a million; last, that of the company bought. */
function worth(aims: readonly Aim[]): number[] {
  let book = 1_000_000;
  let bought = 0;
  const won = aims.map((aim, year) => {
    if (year === 0) return book;
    const opening = book;
    book += share(opening, aim.organic + aim.bought);
    bought += share(opening, aim.bought);
    return share(opening, aim.organic - aim.gain);
  });
  return [...won, bought];
}

/** Shares out `count` by weight, to whole numbers that sum to it. */
function split(count: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    const before = given;
    given = Math.round((count * weighed) / total);
    return given - before;
  });
}
