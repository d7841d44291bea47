/** Products of random books: the snapshot by product says the same, and who has a product and who lacks it are all customers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBook, type ReportRow } from "../src/index.js";
import { decimalText } from "../src/domain/money.js";
import { inTens, joined } from "./oracle/book-arbitrary.js";
import { Fraction } from "./oracle/fraction.js";
import { steppedBookArbitrary } from "./oracle/stepped-book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20251122");
const MILLION = 1_000_000n;

const shareOf = (part: number, all: number): string | null => (all === 0 ? null : decimalText(Fraction.of(BigInt(part) * MILLION, BigInt(all)).rounded(), 6));

const customersOf = (row: ReportRow | undefined): number => Number(row?.["customers"]);
const productOf = (row: ReportRow): string => String(row["product"]);
const arrOf = (rows: readonly ReportRow[]): Fraction => rows.reduce((sum, { arr }) => sum.plus(Fraction.readDecimal(String(arr))!), Fraction.ZERO);
const customersIn = (rows: readonly ReportRow[]): number => rows.reduce((sum, row) => sum + customersOf(row), 0);

describe("products of random books", () => {
  it(`are those of the snapshot, and each customer has or lacks each of them (${BOOKS} books, seed ${SEED})`, async () => {
    let lacking = 0;
    let crossed = 0;
    for (const members of inTens(fc.sample(steppedBookArbitrary, { numRuns: BOOKS, seed: SEED }))) {
      const batch = joined(members);
      const book = await openBook({ path: ":memory:", policy: batch.knobs });
      await book.import(batch.rows, { allowRejects: true });
      for (const on of members.flatMap(({ questions }) => questions.on).slice(0, 8)) {
        const listed = async (list: string): Promise<ReportRow[]> => (await book.run("products", { on, list })).rows;
        const all = customersOf((await book.run("snapshot", { on })).rows[0]);
        const positive = (await book.run("snapshot", { on, by: ["customer"] })).rows.filter((row) => customersOf(row) === 1);
        const paying = new Set(positive.map((row) => row["customer"]));
        const held = (await book.run("snapshot", { on, by: ["product", "customer"] })).rows.filter((row) => customersOf(row) === 1);
        crossed += held.filter((row) => !paying.has(row["customer"])).length;
        const groups = (await book.run("snapshot", { on, by: ["product"] })).rows;
        const counted = groups.map((row) => ({ row, customers: held.filter(({ product, customer }) => product === row["product"] && paying.has(customer)).length }));
        const expected = counted
          .filter(({ row, customers }) => customers > 0 || /[1-9]/.test(String(row["arr"])))
          .map(({ row, customers }) => ({ product: row["product"], customers, arr: row["arr"], attach_rate: shareOf(customers, all) }));
        const products = await listed("products");
        expect([...products].sort((a, b) => (productOf(a) < productOf(b) ? -1 : 1))).toEqual(expected);
        const combinations = await listed("combinations");
        expect(customersIn(combinations)).toBe(all);
        expect(arrOf(combinations).minus(arrOf(positive)).isZero()).toBe(true);
        const whitespace = await listed("whitespace");
        lacking += whitespace.length;
        for (const product of products.filter((row) => customersOf(row) > 0).map(productOf)) {
          const having = customersIn(combinations.filter((row) => productOf(row).split(" + ").includes(product)));
          expect(having + whitespace.filter((row) => productOf(row) === product).length, `${on} ${product}`).toBe(all);
        }
        for (const row of products) {
          const lacked = whitespace.filter((other) => productOf(other) === productOf(row)).length;
          expect(customersOf(row) + (customersOf(row) === 0 ? all : lacked), `${on} ${productOf(row)}`).toBe(all);
          expect(Number(row["attach_rate"])).toBeLessThanOrEqual(1);
        }
      }
      await book.close();
    }
    expect(lacking).toBeGreaterThan(BOOKS);
    expect(crossed, "customers with a product and no ARR in total").toBeGreaterThan(0);
  });
});
