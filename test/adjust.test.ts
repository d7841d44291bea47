/** An adjustment is so much a year from its first day to its last, beside whatever the rules make of the lines. Figures are worked out by hand. */
import { expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";

type Policy = NonNullable<Parameters<typeof openBook>[0]["policy"]>;

const line = (line_id: string, start_date: string, end_date: string, amount: string) => ({ line_id, customer_id: "C", start_date, end_date, amount, amount_per: "year" });
const yearTo2025 = line("l1", "2024-06-01", "2025-06-01", "12000");

async function bookOf(rows: Parameters<Book["import"]>[0], policy: Policy = {}): Promise<Book> {
  const book = await openBook({ path: ":memory:", policy });
  await book.import(rows, { source: "crm" });
  return book;
}

const arrOn = async (book: Book, on: string): Promise<unknown> => (await book.run("snapshot", { on })).rows[0]!["arr"];
const adjust = (book: Book, amount: string, from: string, until?: string) => book.adjust({ customer: "C", amount, from, until, reason: "credit" });

async function answer(book: Book, kind: string, choice: string, until?: string): Promise<void> {
  const found = (await book.questions()).find((question) => question.kind === kind)!;
  await book.answer(found.id, choice, { until });
}

test("what was answered to renew runs on beside an adjustment: 12,000 less 100 is 11,900", async () => {
  for (const [choice, until] of [["auto_renewed", undefined], ["renewed", "2028-01-01"]] as const) {
    const book = await bookOf([yearTo2025]);
    await answer(book, "ended", choice, until);
    await adjust(book, "-100", "2026-01");
    expect([choice, await arrOn(book, "2025-12-31"), await arrOn(book, "2026-01-01"), await arrOn(book, "2026-10-31")]).toEqual([choice, "12000.00", "11900.00", "11900.00"]);
    await book.close();
  }
});

test("a line that is held runs on beside an adjustment, and the adjustment itself ends with its last day", async () => {
  const book = await bookOf([line("l1", "2024-01-01", "2025-01-01", "1000")], { expired: "hold" });
  await adjust(book, "50", "2026-01", "2026-06");
  expect([await arrOn(book, "2025-12-31"), await arrOn(book, "2026-06-30"), await arrOn(book, "2026-07-01")]).toEqual(["1000.00", "1050.00", "1000.00"]);
  await book.close();
});

test("under overlap latest_start an adjustment takes nobody's place, and nobody takes its place", async () => {
  const book = await bookOf([line("l1", "2024-06-01", "2028-01-01", "12000")], { overlap: "latest_start" });
  await adjust(book, "100", "2026-01");
  expect(await arrOn(book, "2026-02-01")).toBe("12100.00");
  await book.import([line("l2", "2026-03-01", "2028-01-01", "13000")], { source: "crm" });
  expect(await arrOn(book, "2026-03-01")).toBe("13100.00"); // l2 counts and l1 does not; the adjustment goes on
  await book.close();
});

test("a gap that grace bridges stays bridged: an adjustment inside it is no cover, and is not held", async () => {
  for (const renewal_gap of ["bridge_if_renewed", "hold_until_lapsed"] as const) {
    const book = await bookOf([line("l1", "2024-01-01", "2025-01-01", "1000"), line("l2", "2025-03-01", "", "1000")], { grace_days: 90, renewal_gap });
    await adjust(book, "-50", "2025-01-15", "2025-01-31");
    expect([await arrOn(book, "2025-01-10"), await arrOn(book, "2025-01-20"), await arrOn(book, "2025-02-10"), await arrOn(book, "2025-03-01")])
      .toEqual(["1000.00", "950.00", "1000.00", "1000.00"]);
    await book.close();
  }
});

test("plan rules look at contracts: five months of +1,000 a year are no short plan", async () => {
  const policies: Policy[] = [{ partial_year: "exclude" }, { sub_annual_plans: "exclude" }, { partial_year: "face_value" }];
  for (const policy of policies) {
    const book = await bookOf([line("l1", "2024-06-01", "2028-06-01", "12000")], policy);
    await adjust(book, "1000", "2026-08", "2026-12");
    expect([policy, await arrOn(book, "2026-07-31"), await arrOn(book, "2026-08-01"), await arrOn(book, "2026-12-31"), await arrOn(book, "2027-01-01")])
      .toEqual([policy, "12000.00", "13000.00", "13000.00", "12000.00"]);
    await book.close();
  }
});

test("what an adjustment moves is its amount, and what is asked beside it is worked out with it", async () => {
  const book = await bookOf([yearTo2025], { overlap: "latest_start", grace_days: 30 });
  await adjust(book, "-100", "2026-01");
  const [question] = await book.questions();
  expect(question!.choices.map(({ choice, arr }) => `${choice} ${arr}`)).toEqual(["churned -100.00", "renewed 11900.00", "auto_renewed 11900.00"]);
  expect(await book.range({ on: "2026-06-30" })).toMatchObject({ arr: "-100.00", lowest: "-100.00", highest: "11900.00" });
  await book.answer(question!.id, "auto_renewed");
  expect((await book.questions("decided")).map(({ effect }) => effect)).toEqual(["-100.00", "12000.00"]);
  await book.close();
});

test("days between two adjustments are no gap, and an adjustment in a gap does not hide it", async () => {
  const book = await bookOf([line("l1", "2024-01-01", "", "900")].map((row) => ({ ...row, product: "Core" })));
  await adjust(book, "500", "2026-02", "2026-03");
  await adjust(book, "500", "2026-05");
  expect([await book.questions(), (await book.warnings()).map(({ code }) => code)]).toEqual([[], []]);
  await book.import([line("m1", "2024-01-01", "2025-01-01", "1000"), line("m2", "2025-03-01", "", "1000")].map((row) => ({ ...row, product: "More" })), { source: "crm" });
  expect((await book.questions()).map(({ kind }) => kind)).toEqual(["gap"]);
  await book.close();
});

test("a gap is asked about though an adjustment lies in it, and only the contract is said to have run on", async () => {
  const book = await bookOf([line("l1", "2024-01-01", "2025-01-01", "1000"), line("l2", "2025-03-01", "", "1000")]);
  await adjust(book, "70", "2024-12", "2024-12");
  await adjust(book, "30", "2025-01-15", "2025-01-31");
  const [gap] = await book.questions();
  expect([gap!.kind, gap!.facts!["lines"]]).toEqual(["gap", ["l1"]]);
  await book.answer(gap!.id, "renewed_late");
  expect([await arrOn(book, "2025-01-10"), await arrOn(book, "2025-01-20"), await arrOn(book, "2025-02-10")]).toEqual(["1000.00", "1030.00", "1000.00"]);
  await book.close();
});

test("an adjustment that ends does not come up for renewal, nor does what it takes off", async () => {
  const book = await bookOf([line("l1", "2025-01-01", "2091-01-01", "12000")]);
  await adjust(book, "-1200", "2025-01", "2089-12"); // ends before the contract
  await adjust(book, "500", "2025-01", "2090-12"); // and one on the same day
  expect((await book.run("customers", { on: "2026-01-31" })).rows[0]).toMatchObject({ arr: "11300.00", renewal_date: "2091-01-01", available_to_renew: "12000.00" });
  await book.close();
});
