/** What was decided of two lines, after the other one of them is corrected, moved or gone. Figures are worked out by hand. */
import { describe, expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";

type Fields = Record<string, string>;

const line = (line_id: string, customer_id: string, start_date: string, amount: string, more: Fields = {}) =>
  ({ line_id, customer_id, product: "P", start_date, amount, amount_per: "year", ...more });

async function bookOf(rows: Fields[], policy: Parameters<typeof openBook>[0]["policy"] = {}): Promise<Book> {
  const book = await openBook({ path: ":memory:", policy });
  await book.import(rows, { source: "crm" });
  return book;
}

const correct = (book: Book, ...rows: Fields[]) => book.import(rows, { source: "crm" });

/** "C 1000.00, D 12000.00" */
async function by(book: Book, ...columns: string[]): Promise<string> {
  const { rows } = await book.run("snapshot", { by: columns, on: "2026-06-30" });
  return rows.map((row) => [...columns.map((column) => row[column]), row["arr"]].join(" ")).join(", ");
}

async function questionOf(book: Book, kind: string) {
  return (await book.questions()).find((question) => question.kind === kind)!;
}

/** Answers, and gives what the question had promised: all ARR with that choice. */
async function answer(book: Book, kind: string, choice: string): Promise<string> {
  const found = await questionOf(book, kind);
  await book.answer(found.id, choice);
  return found.choices.find((one) => one.choice === choice)!.arr;
}

const minor = (amount: unknown): number => Number(String(amount).replace(".", ""));

/** ARR of the lines as written and the effects of the decisions, in cents. */
async function summed(book: Book, raw: number): Promise<number> {
  return (await book.questions("decided")).reduce((sum, { effect }) => sum + minor(effect), raw);
}

const changes = async (book: Book): Promise<string[]> => (await book.warnings()).filter(({ code }) => code === "decided-line-changed").map(({ message }) => message);

describe("a duplicate", () => {
  const copies = [line("l1", "C", "2025-01-01", "1000"), line("l2", "C", "2025-01-01", "1000")] as const;

  test("counts again when the line that it is a copy of turns out to be another customer's, and that is said", async () => {
    const book = await bookOf([...copies]);
    expect([await answer(book, "duplicate", "one_counts"), await by(book, "customer")]).toEqual(["1000.00", "C 1000.00"]);
    await correct(book, { ...copies[0], customer_id: "D" });
    expect(await by(book, "customer")).toBe("C 1000.00, D 1000.00");
    expect(await changes(book)).toEqual([
      "Line l1 was corrected after Q1 had been answered with one_counts: customer C, now D. It has nothing to do with the other line any more, and the answer does nothing between the two; 1,000.00 USD of ARR stands on it.",
    ]);
    expect(await summed(book, 200_000)).toBe(200_000);
    await correct(book, copies[0]);
    expect(await by(book, "customer")).toBe("C 1000.00");
    await book.close();
  });

  test("counts again when either is corrected alone, and not when both are", async () => {
    const book = await bookOf([...copies]);
    await answer(book, "duplicate", "one_counts");
    await correct(book, { ...copies[1], amount: "700" });
    expect(await by(book, "customer")).toBe("C 1700.00");
    await correct(book, { ...copies[0], amount: "700" });
    expect(await by(book, "customer")).toBe("C 700.00");
    await correct(book, { ...copies[1], amount: "700", segment: "ENT" });
    expect(await changes(book)).toEqual([
      "Line l1 was corrected after Q1 had been answered with one_counts: amount 1000, now 700. It has nothing to do with the other line any more, and the answer does nothing between the two; 700.00 USD of ARR stands on it.",
      "Line l2 was corrected after Q1 had been answered with one_counts: amount 1000, now 700; attributes empty, now segment = ENT. It has nothing to do with the other line any more, and the answer does nothing between the two; 700.00 USD of ARR stands on it.",
    ]);
    await book.close();
  });

  test("stays one when something is decided of the line that counts", async () => {
    const book = await bookOf(copies.map((row) => ({ ...row, discount_percent: "10" })));
    await answer(book, "duplicate", "one_counts");
    expect([await answer(book, "discount", "ends"), await by(book, "customer")]).toEqual(["1000.00", "C 1000.00"]);
    await book.close();
  });
});

describe("a line that gives way to another", () => {
  const rows = [line("l1", "C", "2025-01-01", "1000"), line("l2", "C", "2026-01-01", "1500")] as const;

  test("counts again when that one turns out to be another customer's or product's, and that is said", async () => {
    const moves: [Fields, string, string][] = [
      [{ customer_id: "D" }, "C P 1000.00, D P 1500.00", "customer C, now D"],
      [{ product: "Q", start_date: "2025-02-01" }, "C P 1000.00, C Q 1500.00", "product P, now Q; start_date 2026-01-01, now 2025-02-01"],
    ];
    for (const [moved, expected, said] of moves) {
      const book = await bookOf([...rows]);
      expect([await answer(book, "overlap", "replaces"), await by(book, "customer", "product")]).toEqual(["1500.00", "C P 1500.00"]);
      await correct(book, { ...rows[1], ...moved });
      expect(await by(book, "customer", "product")).toBe(expected);
      expect(await changes(book)).toEqual([
        `Line l2 was corrected after Q1 had been answered with replaces: ${said}. It has nothing to do with the other line any more, and the answer does nothing between the two; 1,500.00 USD of ARR stands on it.`,
      ]);
      expect(await summed(book, 250_000)).toBe(250_000);
      await book.close();
    }
  });

  test("goes on to give way when the other is corrected in what does not matter", async () => {
    const book = await bookOf([...rows]);
    await answer(book, "overlap", "replaces");
    await correct(book, { ...rows[1], amount: "1600", start_date: "2026-02-01" });
    expect(await by(book, "customer")).toBe("C 1600.00");
    expect(await changes(book)).toEqual([
      "Line l2 was corrected after Q1 had been answered with replaces: start_date 2026-01-01, now 2026-02-01; amount 1500, now 1600. The answer still holds; 1,600.00 USD of ARR stands on it.",
    ]);
    await book.close();
  });
});

describe("ARR of the lines and the decisions sum to ARR, and what is promised comes, also of lines that decisions tie to other customers'", () => {
  test("a line that gave way to what is now another customer's", async () => {
    const rows = [line("l1", "C", "2025-01-01", "1000"), line("l2", "C", "2026-01-01", "12000"), line("d0", "D", "2024-01-01", "100", { end_date: "2026-01-01" })] as const;
    const book = await bookOf([...rows]);
    expect([await answer(book, "overlap", "replaces"), await by(book, "customer")]).toEqual(["12000.00", "C 12000.00"]);
    await correct(book, { ...rows[1], customer_id: "D" });
    expect(await by(book, "customer")).toBe("C 1000.00, D 12000.00");
    expect(await book.range({ on: "2026-06-30" })).toMatchObject({ arr: "13000.00", lowest: "1000.00", highest: "13000.00" });
    expect([await answer(book, "amount", "left_out"), await by(book, "customer")]).toEqual(["1000.00", "C 1000.00"]);
    expect((await book.questions("decided")).map(({ effect }) => effect)).toEqual(["0.00", "-12000.00"]);
    await correct(book, { ...rows[0], discount_percent: "10" });
    expect(await by(book, "customer")).toBe("C 900.00");
    expect([await answer(book, "discount", "ends"), await by(book, "customer")]).toEqual(["1000.00", "C 1000.00"]);
    expect(await summed(book, 1_290_000)).toBe(100_000);
    await book.close();
  });

  test("customers that were one when a line gave way, and are two again", async () => {
    const book = await bookOf([line("a1", "A", "2025-01-01", "1000", { customer_name: "Acme", discount_percent: "10" }), line("b1", "B", "2026-01-01", "12000", { customer_name: "ACME Inc" })]);
    await answer(book, "ids", "one_customer");
    expect([await answer(book, "overlap", "replaces"), await by(book, "customer")]).toEqual(["12000.00", "A 12000.00"]);
    expect(await answer(book, "amount", "left_out")).toBe("900.00");
    expect(await by(book, "customer")).toBe("A 900.00");
    const merged = (await book.questions("decided")).find(({ decision }) => decision!.choice === "one_customer")!;
    await book.withdraw(merged.id);
    expect(await by(book, "customer")).toBe("A 900.00");
    expect((await book.questions()).map(({ kind }) => kind)).toEqual(["discount"]); // b1 counts nowhere, so B is nobody to ask about
    expect(await book.range({ on: "2026-06-30" })).toMatchObject({ arr: "900.00", lowest: "900.00", highest: "1000.00" });
    expect(await summed(book, 1_290_000)).toBe(90_000);
    expect([await answer(book, "discount", "ends"), await by(book, "customer")]).toEqual(["1000.00", "A 1000.00"]);
    expect(await summed(book, 1_290_000)).toBe(100_000);
    await book.close();
  });

  test("a copy that takes a third customer's place only when two are apart", async () => {
    const copied = { start_date: "2025-01-01", customer_name: "Acme", replaces: "z1" };
    const book = await bookOf([line("z1", "Z", "2024-01-01", "500"), line("a1", "A", "2025-01-01", "1000", { ...copied, replaces: "" }), line("b1", "B", "2025-01-01", "1000", { ...copied, customer_name: "ACME" })]);
    expect(await by(book, "customer")).toBe("A 1000.00, B 1000.00");
    await answer(book, "ids", "one_customer");
    await correct(book, line("a1", "A", "2025-01-01", "1000", copied)); // both take the place of z1, and are one row twice
    expect([await answer(book, "duplicate", "one_counts"), await by(book, "customer")]).toEqual(["1000.00", "A 1000.00"]);
    await correct(book, line("a1", "A", "2025-01-01", "1000", { ...copied, customer_id: "Other", customer_name: "Other", replaces: "z1" }));
    expect(await by(book, "customer")).toBe("A 1000.00, Other 1000.00");
    expect(await summed(book, 200_000)).toBe(200_000);
    await book.close();
  });
});

describe("a currency that was a slip", () => {
  const rows = [
    line("l1", "C", "2024-01-01", "1000", { end_date: "2025-01-01", currency: "USD", region: "x" }), line("l2", "C", "2025-01-01", "1000", { currency: "EUR", region: "y" }),
  ] as const;
  const policy = { fx: { mode: "constant", rates: { EUR: "2" } } } as const;
  const decided = async (): Promise<Book> => {
    const book = await bookOf([...rows], policy);
    expect([await by(book, "region"), await answer(book, "currency", "in_USD"), await by(book, "region", "currency")]).toEqual(["y 2000.00", "1000.00", "y USD 1000.00"]);
    return book;
  };

  test("stays one when the line before it is retracted, gone from the list, or corrected", async () => {
    const deeds: ((book: Book) => Promise<unknown>)[] = [
      (book) => book.retract(["l1"]),
      (book) => book.import([rows[1]], { source: "crm", full: true, maxEnded: 100 }),
      (book) => correct(book, { ...rows[0], currency: "EUR" }),
    ];
    for (const deed of deeds) {
      const book = await decided();
      await deed(book);
      expect(await by(book, "region", "currency")).toBe("y USD 1000.00");
      await book.close();
    }
  });

  test("goes with the line's own product and region, whatever they become, and the kind that its product says", async () => {
    const book = await decided();
    await correct(book, { ...rows[1], product: "Q", region: "z" });
    expect(await by(book, "product", "region", "currency")).toBe("Q z USD 1000.00");
    const anew = { set: { kind_rules: [...book.policy.kind_rules, { match: "qzqzqz", kind: "usage" }] } };
    expect((await book.run("snapshot", { on: "2026-06-30", by: ["product", "region"], ...anew })).rows).toMatchObject([{ product: "Q", region: "z", arr: "1000.00" }]);
    await correct(book, { ...rows[1], product: "Setup fee", region: "z" });
    expect(await by(book, "product")).toBe(""); // a service by kind_rules
    await book.withdraw("Q1");
    await correct(book, { ...rows[1], product: "Q", region: "z" });
    expect(await by(book, "product", "region", "currency")).toBe("Q z EUR 2000.00");
    await book.close();
  });
});

describe("attributes that were decided", () => {
  const rows = [line("l1", "C", "2024-01-01", "1000", { end_date: "2025-01-01", region: "x", segment: "SMB" }), line("l2", "C", "2025-01-01", "1000", { region: "y", segment: "SMB" })] as const;

  test("stay when the other line is corrected or retracted, and leave product, currency and what did not differ alone", async () => {
    const deeds: [(book: Book) => Promise<unknown>, string][] = [
      [(book) => correct(book, { ...rows[0], product: "Old" }), "P x SMB USD 1000.00"],
      [(book) => correct(book, { ...rows[0], currency: "EUR", region: "w" }), "P x SMB USD 1000.00"],
      [(book) => book.retract(["l1"]), "P x SMB USD 1000.00"],
      [(book) => correct(book, { ...rows[1], region: "z", segment: "ENT" }), "P x ENT USD 1000.00"],
    ];
    for (const [deed, expected] of deeds) {
      const book = await bookOf([...rows], { fx: { mode: "constant", rates: { EUR: "2" } } });
      await answer(book, "attribute", "always_old");
      expect(await by(book, "product", "region", "segment", "currency")).toBe("P x SMB USD 1000.00");
      await deed(book);
      expect(await by(book, "product", "region", "segment", "currency")).toBe(expected);
      await book.close();
    }
  });

  test("may be said of both lines, and of what one of them has none of", async () => {
    const book = await bookOf([{ ...rows[0], tier: "gold" }, rows[1]]);
    await answer(book, "attribute", "always_new");
    expect((await book.run("snapshot", { on: "2024-06-30", by: ["region", "tier"] })).rows).toMatchObject([{ region: "y", tier: "", arr: "1000.00" }]);
    expect((await questionOf(book, "attribute"))).toBeUndefined();
    await book.close();
  });
});
