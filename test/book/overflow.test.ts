/** Numbers that don't fit are told where they come in: with the lines that need them, and with nothing half kept. */
import { describe, expect, test } from "vitest";
import { type Book, openBook, ProblemError } from "../../src/index.js";

const line = { customer_id: "a", start_date: "2025-01-01", amount_per: "day" };
const fine = { ...line, line_id: "L1", amount: "0.000000000000000000000001" };
const usual = { ...line, line_id: "L2", amount: "2.50" };
/** 2 x 10^24 x 10^9 x 10^18 is more than 128 bits hold. */
const extreme = { days_per_year: "999999999.999999999" };

async function toldBy(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error("no problem was told", { cause: error });
  expect(error.problems.map(({ code }) => code)).toEqual(["amounts-overflow"]);
  return error.problems[0]!.message;
}

const arr = async (book: Book) => (await book.run("snapshot", { on: "2025-06-30" })).rows[0]!["arr"];

describe("an amount that the policy can't price exactly", () => {
  test("is told at the import, which keeps nothing", async () => {
    const book = await openBook({ path: ":memory:", policy: extreme });
    expect(await toldBy(book.import([usual, fine]))).toMatch(/nothing was kept\. The lines with most digits: L1 \(0\.0+1 per day\)/);
    expect(await book.imports()).toEqual([]);
    expect(await arr(book)).toBe("0.00");
    await book.close();
  });

  test("is told when the policy is set, which is then not set", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import([usual, fine]);
    const before = await book.provenance();
    expect(await toldBy(book.setPolicy(extreme))).toMatch(/the policy was not set\. .* L1 /);
    expect([await book.provenance(), await book.policies(), book.policy.days_per_year]).toEqual([before, [], "365"]);
    expect(await arr(book)).toBe("912.50");
    expect(await toldBy(book.run("snapshot", { on: "2025-06-30", set: extreme }))).toMatch(/no figure is given\. .* L1 /);
    expect(await arr(book)).toBe("912.50");
    await book.close();
  });

  test("is told at the import that makes a customer's sum too large, however usual the policy", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import([usual]);
    const many = Array.from({ length: 1000 }, (_, i) => ({ ...line, line_id: `M${i}`, amount: "99000000000000", amount_per: "year" }));
    expect(await toldBy(book.import(many))).toMatch(/nothing was kept\. The lines with most digits: M0 \(99000000000000 per year\), M1 /);
    expect((await book.imports()).length).toBe(1);
    expect(await arr(book)).toBe("912.50");
    await book.close();
  });
});

describe("an amount that ARR can price and revenue can't", () => {
  test("is told by revenue with its line, and reports that don't need it answer", async () => {
    const book = await openBook({ path: ":memory:", policy: { revenue: "daily", days_per_year: "365.25", expired: "renewed_if_auto_renew" } });
    await book.import([usual, { ...line, line_id: "L7", end_date: "2027-03-05", amount: "9999999.77777777777777777777777", auto_renew: "true" }]);
    expect(await toldBy(book.run("revenue", { from: "2025-01", to: "2025-12" }))).toMatch(/no figure is given\. The lines with most digits: L7 \(9999999\.7+ per day\)/);
    // 365.25 x 2.50 = 913.125, and 365.25 x 9,999,999.777… = 3,652,499,918.83
    expect(await arr(book)).toBe("3652500831.96");
    await book.close();
  });
});

describe("a cell of absurd size", () => {
  const absurd = [
    { ...line, line_id: "L3", amount: "9".repeat(38), quantity: "9".repeat(23) },
    { ...line, line_id: "L4", amount: "9".repeat(60) },
    { ...line, line_id: "L5", amount: "1", quantity: `1.${"0".repeat(40)}1` },
  ];

  test("is refused with its row, and every other row is judged", async () => {
    const book = await openBook({ path: ":memory:" });
    const told = await book.import([usual, ...absurd, { ...line, line_id: "L6", amount: "-0.000000000000000000000001" }], { allowRejects: true });
    expect([told.used, told.rejected, told.kept]).toEqual([2, 3, true]);
    expect(told.rejects.map(({ row, problems }) => [row, problems[0]!.code])).toEqual([[2, "number-too-precise"], [3, "number-unreadable"], [4, "number-unreadable"]]);
    expect(told.money.without_amount).toEqual({ used: 0, unchanged: 0, ignored: 0, rejected: 3 });
    expect(told.money.used).toEqual([{ currency: "USD", amount_per: "day", sum: "2.499999999999999999999999" }]);
    await book.close();
  });

  test("does not make small and large amounts beside it too wide to be summed", async () => {
    const book = await openBook({ path: ":memory:" });
    const large = Array.from({ length: 50 }, (_, i) => ({ ...line, amount_per: "year", line_id: `M${i}`, amount: "99000000000000" }));
    const told = await book.import([...large, { ...fine, amount_per: "year" }], { dryRun: true });
    expect(told.money.used).toEqual([{ currency: "USD", amount_per: "year", sum: "4950000000000000.000000000000000000000001" }]);
    await book.close();
  });
});
