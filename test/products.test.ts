/** Products of random books: the snapshot by product says the same, and who has a product and who lacks it are all customers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBook } from "../src/index.js";
import { decimalText } from "../src/domain/money.js";
import { inTens, joined } from "./oracle/book-arbitrary.js";
import { Fraction } from "./oracle/fraction.js";
import { steppedBookArbitrary } from "./oracle/stepped-book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "20"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20251122");
const PATIENCE_A_BOOK_MS = 2_000;
const MILLION = 1_000_000n;

const shareOf = (part: number, all: number): string | null => (all === 0 ? null : decimalText(Fraction.of(BigInt(part) * MILLION, BigInt(all)).rounded(), 6));

interface Row {
  product: string;
  customer: string;
  customers: number;
  arr: string;
  attach_rate: string | null;
}

describe("products of random books", () => {
  it(`are those of the snapshot, and each customer has or lacks each of them (${BOOKS} books, seed ${SEED})`, async () => {
    let lacking = 0;
    for (const members of inTens(fc.sample(steppedBookArbitrary, { numRuns: BOOKS, seed: SEED }))) {
      const batch = joined(members);
      const book = await openBook({ path: ":memory:", policy: batch.knobs });
      await book.import(batch.rows, { allowRejects: true });
      for (const on of members.flatMap(({ questions }) => questions.on).slice(0, 8)) {
        const listed = async (list: string): Promise<Row[]> => (await book.run("products", { on, list })).rows as unknown as Row[];
        const all = (await book.run("snapshot", { on })).rows[0] as unknown as Row;
        const groups = ((await book.run("snapshot", { on, by: ["product"] })).rows as unknown as Row[]).filter(({ customers, arr }) => customers > 0 || /[1-9]/.test(arr));
        const products = await listed("products");
        const expected = groups.map(({ product, customers, arr }) => ({ product, customers, arr, attach_rate: shareOf(customers, all.customers) }));
        expect([...products].sort((a, b) => (a.product < b.product ? -1 : 1))).toEqual(expected);
        const combinations = await listed("combinations");
        const positive = (await book.run("snapshot", { on, by: ["customer"] })).rows.filter(({ customers }) => customers === 1);
        expect(combinations.reduce((sum, { customers }) => sum + customers, 0)).toBe(all.customers);
        const total = (rows: { arr: string }[]): Fraction => rows.reduce((sum, { arr }) => sum.plus(Fraction.readDecimal(arr)!), Fraction.ZERO);
        expect(total(combinations).minus(total(positive as unknown as Row[])).isZero()).toBe(true);
        const whitespace = await listed("whitespace");
        lacking += whitespace.length;
        for (const { product } of products.filter(({ customers }) => customers > 0)) {
          const having = combinations.filter((row) => row.product.split(" + ").includes(product)).reduce((sum, { customers }) => sum + customers, 0);
          expect(having + whitespace.filter((row) => row.product === product).length, `${on} ${product}`).toBe(all.customers);
        }
      }
      await book.close();
    }
    expect(lacking).toBeGreaterThan(BOOKS);
  }, BOOKS * PATIENCE_A_BOOK_MS);
});
