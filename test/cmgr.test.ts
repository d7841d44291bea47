/** The compound monthly growth rate is a root, and exact to its last place all the same: judged by whole numbers of any length. */
import { expect, test } from "vitest";
import { openBook } from "../src/index.js";

const LAST_PLACE = 1_000_000n;

/** (exit / entry) ^ (1 / months) - 1 in millionths, a half away from zero, by trying; the root is at most 2^40. */
function growthOf(entry: bigint, exit: bigint, months: number): bigint {
  const power = BigInt(months);
  /** Whether the growth is at least (or, under zero, above) half a step below so many millionths. */
  const reaches = (growth: bigint): boolean => {
    const half = 2n * (growth + LAST_PLACE) - 1n;
    const [below, above] = [half ** power * entry, (2n * LAST_PLACE) ** power * exit];
    return growth > 0n ? below <= above : below < above;
  };
  let [least, most] = [-LAST_PLACE, LAST_PLACE << 40n];
  while (least < most) {
    const middle = (least + most + 1n) >> 1n;
    if (reaches(middle)) least = middle;
    else most = middle - 1n;
  }
  return least;
}

const cents = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, "0")}`;
const monthText = (month: number): string => `${1990 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

interface Series {
  entry: bigint;
  exits: bigint[];
}

/** The growths that the trend gives of each series, a customer of one book, which opens at entry and closes each month at the next of exits. */
async function growthsAsked(series: readonly Series[]): Promise<string[][]> {
  const nameOf = (at: number): string => `c${String(at).padStart(3, "0")}`;
  const book = await openBook({ path: ":memory:" });
  await book.import(series.flatMap(({ entry, exits }, at) => [entry, ...exits].map((amount, month) => (
    { customer_id: nameOf(at), amount_per: "year", line_id: `${nameOf(at)}-${month}`, amount: cents(amount), start_date: `${monthText(month)}-01`, end_date: `${monthText(month + 1)}-01` }))));
  const months = Math.max(...series.map(({ exits }) => exits.length));
  const { rows } = await book.run("trend", { grain: "month", from: monthText(1), to: monthText(months), by: ["customer"] });
  await book.close();
  return series.map(({ exits }, at) => rows.filter((row) => row["customer"] === nameOf(at)).slice(0, exits.length).map((row) => String(row["cmgr"])));
}

const text = (millionths: bigint): string => {
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(7, "0");
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

async function expectExact(...series: Series[]): Promise<void> {
  expect(await growthsAsked(series)).toEqual(series.map(({ entry, exits }) => exits.map((exit, i) => text(growthOf(entry, exit, i + 1)))));
}

test("over a month, at a tie and a cent beside it: 1.0000005 is away from zero, and so is 0.9999995", async () => {
  const entry = 2_000_000n * 1_000_000_000n;
  await expectExact(...[2_000_001n, 1_999_999n].flatMap((numerator) => [-1n, 0n, 1n].map((cent) => ({ entry, exits: [numerator * 1_000_000_000n + cent] }))));
  expect(await growthsAsked([{ entry: 2_000_000n, exits: [2_000_001n] }, { entry: 2_000_000n, exits: [1_999_999n] }])).toEqual([["0.000001"], ["-0.000001"]]);
});

test("over two months, where floating point can't tell a cent beside a tie from the tie", async () => {
  await expectExact(...[2_000_001n, 1_999_999n, 2_246_913n].flatMap((numerator) => {
    const [entry, exit] = [2_000_000n ** 2n * 1697n, numerator ** 2n * 1697n];
    const beside = [exit - 1n, exit, exit + 1n];
    expect(new Set(beside.map((amount) => Math.sqrt(Number(amount) / Number(entry)))).size).toBeLessThan(beside.length);
    return beside.map((amount) => ({ entry, exits: [entry, amount] }));
  }));
});

test("over up to twenty years, up, down and far", async () => {
  const steps = Array.from({ length: 240 }, (_, i) => BigInt((i * 7919) % 1009));
  await expectExact({ entry: 1_234_567n, exits: steps.map((step, i) => 1_000_000n + step * 10_007n * BigInt(i + 1)) });
  await expectExact({ entry: 99_999_999_999_999n, exits: steps.map((step) => 1n + step) });
  await expectExact({ entry: 1n, exits: [65_000n, ...steps.map((step) => 9_000_000_000_000_000n - step)] });
});
