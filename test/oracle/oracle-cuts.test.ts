import { describe, expect, it } from "vitest";
import { ACQUIRED_CASES, type CutAsk, PRODUCT_CASES, TRANSFER_CASES } from "./cut-cases.js";
import { CURRENCY_CASES, PARENT_CASES } from "./currency-cases.js";
import { type Cut, type OracleBook, readBook } from "./index.js";
import { judge } from "./judged.js";
import { shared } from "./share.js";
import { transferred } from "./transfer.js";
import { line } from "./worked-cases.js";

type Answered = Record<string, string | number>;

function answer(book: OracleBook, ask: CutAsk): CutAsk["expect"] {
  const by = ask.by ?? [];
  const keyOf = (row: Answered): string => by.map((column) => row[column]).join("|");
  const day = ask.arr ?? ask.customers;
  if (day !== undefined) return Object.fromEntries(book.snapshot(day, by).map((row) => [keyOf(row), row[ask.arr ? "arr" : "customers"] as string | number]));
  return Object.fromEntries(movements(book, ask, by).map((row) => [keyOf(row), figuresOf(row, by)]));
}

function movements(book: OracleBook, ask: CutAsk, by: string[]): Answered[] {
  const where = Object.entries(ask.where ?? {}).map(([column, value]) => ({ column, value }));
  const cut: Cut = { by, where, ...(ask.level ? { level: ask.level } : {}) };
  if (ask.logos) return book.logosBy(...ask.logos, ask.method ?? "net", cut);
  return book.waterfallBy(...(ask.waterfall as [string, string]), ask.method ?? "net", cut);
}

function figuresOf(row: Answered, by: string[]): Answered {
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => !by.includes(column) && /[1-9]/.test(String(value))));
}

describe("cuts with transfers", () => judge(TRANSFER_CASES, answer));
describe("acquired lines in cuts", () => judge(ACQUIRED_CASES, answer));
describe("level customer_product", () => judge(PRODUCT_CASES, answer));
describe("currencies whose rates move", () => judge(CURRENCY_CASES, answer));
describe("parents", () => judge(PARENT_CASES, answer));

describe("customers that people say are one", () => {
  it("are one parent, too: whose child is one of them is the child of both", () => {
    const rows = [
      line("L1", "acme", "2025-01-01", "", "100", "year"), line("L2", "acme-old", "2025-01-01", "", "10", "year"),
      line("L3", "kid", "2025-01-01", "", "1", "year", { parent_id: "acme-old" }),
    ];
    const one = [{ kind: "ids", choice: "one_customer", facts: { ids: ["acme", "acme-old"] }, days: new Map() }];
    const customers = (decisions: typeof one): unknown => readBook(rows, { level: "parent" }, decisions).snapshot("2025-01-01", ["customer"]).map(({ customer, arr }) => [customer, arr]);
    expect(customers(one)).toEqual([["acme", "111.00"]]);
    expect(customers([])).toEqual([["acme", "100.00"], ["acme-old", "11.00"]]);
  });
});

describe("sharing", () => {
  it("gives what is left over to the largest remainders, the earlier first, losses as gains", () => {
    expect(shared(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(shared(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
    expect(shared(2n, [1001n, 501n])).toEqual([1n, 1n]);
    expect(shared(5n, [0n, 0n])).toEqual([0n, 0n]);
  });

  it("transfers as much as is both gained and lost, and leaves the rest where it is", () => {
    expect(transferred([-100n, 120n]).map(({ rest }) => rest)).toEqual([0n, 20n]);
    expect(transferred([-100n, -50n, 60n]).map(({ transferOut, rest }) => [transferOut, rest])).toEqual([[-40n, -60n], [-20n, -30n], [0n, 0n]]);
  });
});

describe("what cannot be asked", () => {
  it("is a rate twice for a day, and products cut by anything else", () => {
    const rates = [["2025-01-01", "EUR", "1.1"], ["2025-01-01", "EUR", "1.2"]];
    expect(() => readBook([], { fx: { mode: "dated", rates } })).toThrow("two rates for EUR on 2025-01-01");
    expect(() => readBook([], {}).waterfallBy("2025-01-01", "2025-02-01", "net", { by: ["segment"], where: [], level: "customer_product" })).toThrow("by product only");
  });
});
