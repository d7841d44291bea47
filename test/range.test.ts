/** Between what ARR lies on small random books, held against answering the open questions in every way there is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book, type LineInput, type QuestionView } from "../src/index.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "40" : "1"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");
const MOST_WAYS = 9;

interface SmallBook {
  rows: LineInput[];
  policy: Record<string, unknown>;
  /** A line that the source says to be another customer's, after what was open then about overlaps was answered. */
  moved: boolean;
}

const start = fc.constantFrom("2024-01-01", "2024-07-01", "2025-01-01", "2025-04-01");
const row = fc.record({
  customer_id: fc.constantFrom("A", "A", "B"), customer_name: fc.constantFrom("", "", "Acme", "ACME Inc", "Other"), product: fc.constantFrom("Core", "Core", "Setup", "Seat"), start_date: start,
  end_date: fc.constantFrom("", "", "2090-01-01", "2025-12-01"), amount: fc.constantFrom("100", "1000", "1200", "12000", "-400"), currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
  discount_percent: fc.constantFrom("", "", "", "20"), region: fc.constantFrom("", "", "x"), replaced: fc.constantFrom(-1, -1, -1, 0, 1), twice: fc.constantFrom(false, false, false, true),
});
const rows = fc.array(row, { minLength: 2, maxLength: 5 }).map((all) => all.flatMap(({ replaced, twice, ...cells }, at): LineInput[] => {
  const written = { ...cells, line_id: `L${at}`, amount_per: "year", ...(replaced < 0 || replaced >= at ? {} : { replaces: `L${replaced}` }) };
  return twice ? [written, { ...written, line_id: `L${at} again` }] : [written];
}));
const policy = fc.record({ churn_date: fc.constantFrom("day_after", "day_after", "last_day"), overlap: fc.constantFrom("sum", "sum", "latest_start"), expired: fc.constantFrom("churn", "churn", "hold") });
const smallBook: fc.Arbitrary<SmallBook> = fc.record({
  rows, moved: fc.constantFrom(false, false, true),
  policy: policy.map((knobs) => ({ ...knobs, fx: { rates: { EUR: "1.1" } }, kind_rules: [{ match: "setup", kind: "services" }, { match: "seat", kind: "recurring" }] })),
});

const minor = (amount: unknown): bigint => BigInt(String(amount).replace(".", ""));
const arrOf = async (book: Book): Promise<bigint> => minor((await book.run("snapshot")).rows[0]!["arr"]);

async function opened({ rows: given, policy: knobs, moved }: SmallBook): Promise<Book> {
  const book = await openBook({ path: ":memory:", policy: knobs });
  await book.import(given);
  if (moved) {
    for (const { id, kind } of await book.questions()) if (kind === "overlap") await book.answer(id, "replaces").catch(() => undefined);
    await book.import([{ ...given.at(-1)!, customer_id: "D" }]);
  }
  return book;
}

/** ARR after each way to answer, and whether every question could still be answered in each: an answer can settle another question. */
async function everyWay(book: Book, questions: readonly QuestionView[]): Promise<{ arr: bigint[]; isWhole: boolean }> {
  const [first, ...rest] = questions;
  if (first === undefined) return { arr: [await arrOf(book)], isWhole: true };
  const found = await everyWay(book, rest);
  for (const { choice } of first.choices.slice(1)) {
    const answered = await book.answer(first.id, choice).then(() => true, () => false);
    if (!answered) {
      found.isWhole = false;
      continue;
    }
    const further = await everyWay(book, rest);
    await book.withdraw(first.id);
    found.arr.push(...further.arr);
    found.isWhole &&= further.isWhole;
  }
  return found;
}

const lowestOf = (all: readonly bigint[]): bigint => all.reduce((low, one) => (one < low ? one : low));
const highestOf = (all: readonly bigint[]): bigint => all.reduce((high, one) => (one > high ? one : high));

test(`ARR lies between what the answers can make of it (${BOOKS} books, seed ${SEED})`, async () => {
  const met = new Map<string, number>();
  let whole = 0;
  let looked = 0;
  for (const small of fc.sample(smallBook, { numRuns: BOOKS * 10, seed: SEED })) {
    if (looked === BOOKS) break;
    const book = await opened(small);
    try {
      const open = await book.questions();
      const ways = open.reduce((count, { choices }) => count * choices.length, 1);
      if (ways < 4 || ways > MOST_WAYS) continue;
      looked++;
      const { lowest, highest } = await book.range();
      const { arr, isWhole } = await everyWay(book, open);
      const [low, high] = [lowestOf(arr), highestOf(arr)];
      const told = `${JSON.stringify(small)} ${open.map(({ id, question }) => `${id} ${question}`).join(" ")}`;
      if (isWhole) expect([minor(lowest), minor(highest)], told).toEqual([low, high]);
      expect(minor(lowest) <= low && high <= minor(highest), `${lowest} to ${highest}, not ${low} to ${high}: ${told}`).toBe(true);
      if (isWhole) whole++;
      for (const { kind } of open) met.set(kind, (met.get(kind) ?? 0) + 1);
    } finally {
      await book.close();
    }
  }
  expect(looked).toBe(BOOKS);
  expect(whole).toBeGreaterThan(BOOKS / 3);
  // one book shows two kinds of question, two show more
  expect(met.size).toBeGreaterThanOrEqual(Math.min(3, BOOKS + 1));
});
