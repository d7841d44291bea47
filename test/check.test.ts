import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checks } from "../src/catalogue/checks.js";
import { checkBook } from "../src/engine/check.js";
import type { Database } from "../src/engine/database.js";
import { sqlFile } from "../src/engine/sql-file.js";
import { openBook } from "../src/index.js";
import { line, on, openSpoilable } from "./check-book.js";

describe("the list of checks", () => {
  test("has a file for each name and a name for each file, and each file says first what one row is", () => {
    const folder = new URL("../src/sql/check/", import.meta.url);
    const files = readdirSync(folder).sort();
    expect(files).toEqual(checks.map((check) => `${check.name.replaceAll("-", "_")}.sql`).sort());
    for (const file of files) expect(readFileSync(new URL(file, folder), "utf8")).toMatch(/^-- an? |^-- two |^-- customer x product |^-- lines |^-- recurring /);
  });

  test("is what the report shows, in its order, and an empty book passes all of it", async () => {
    const book = await openBook({ path: ":memory:" });
    const answer = await book.run("check", { on });
    expect(answer.rows).toEqual(checks.map(({ name, severity }) => ({ check: name, passed: "yes", severity, arr_at_stake: null, unrated_at_stake: null, offending: 0, example: null })));
    expect(Object.keys(answer.rows[0]!)).toEqual(answer.columns.map((column) => column.name));
    await book.close();
  });

  test("is one statement a check for --show-sql", async () => {
    const book = await openBook({ path: ":memory:" });
    const { sql } = await book.sql("check");
    for (const check of checks) expect(sql).toContain(`-- ${check.name}: ${check.sentence}`);
    await book.close();
  });
});

test("every law holds under the knobs that cut, hold and lengthen lines", async () => {
  const lines = [
    line("L1", { start_date: "2023-01-01", end_date: "2024-01-01", auto_renew: "true" }), line("L2", { start_date: "2024-01-20", end_date: "2024-12-31", discount_percent: "50", discount_until: "2024-06-01" }),
    line("L3", { start_date: "2024-11-01", end_date: "" }), line("L4", { customer_id: "bolt", end_date: "2025-03-01", cancelled_on: "2025-02-01" }),
    line("L5", { customer_id: "bolt", start_date: "2025-03-02", product: "Plus", replaces: "L4" }), line("L6", { customer_id: "cord", start_date: "2025-02-01", origin: "acquisition" }),
  ];
  for (const words of [{ grace_days: 30, churn_date: "last_day" }, { grace_days: 30, renewal_gap: "hold_until_lapsed", overlap: "latest_start" }, { expired: "hold", recognition: "signature" }]) {
    const db = await openSpoilable(lines, words);
    const { rows, problems } = await checkBook(db, on, 2);
    expect([words, rows.filter((row) => row["severity"] === "law" && row["passed"] === "no"), problems]).toEqual([words, [], []]);
    db.close();
  }
});

describe("a law that does not hold is found", () => {
  let db: Database;

  beforeAll(async () => {
    db = await openSpoilable([
      line("L1", { start_date: "2024-01-01", end_date: "2025-01-01", segment: "SMB" }),
      line("L2", { amount: "1500", segment: "SMB" }),
      line("L3", { customer_id: "bolt", start_date: "2024-02-01", end_date: "2025-02-01", product: "Plus", amount: "100", amount_per: "month" }),
      line("L4", { customer_id: "bolt", start_date: "2024-02-01", end_date: "2024-05-01", product: "Plus", amount: "10", amount_per: "month", recorded_on: "2024-01-01" }),
      line("L4", { customer_id: "bolt", start_date: "2024-02-01", end_date: "2024-06-01", product: "Plus", amount: "10", amount_per: "month", recorded_on: "2024-03-01" }),
    ]);
  });
  afterAll(() => db.close());
  beforeEach(() => db.run("begin transaction"));
  afterEach(() => db.run("rollback"));

  const broken = async () => {
    const { rows } = await checkBook(db, on, 2, checks.filter((check) => check.severity === "law"));
    return Object.fromEntries(rows.filter((row) => row["passed"] === "no").map((row) => [row["check"], row["example"]]));
  };

  test("and none is where nothing is wrong", async () => {
    expect(await broken()).toEqual({});
  });

  test("waterfall-foots, ledger-is-its-lines, customers-are-the-ledger: a cent too much in the ledger", async () => {
    await db.run("update arr_change set arr = arr + 1 where on_date = date '2025-01-01' and arr > 0");
    expect(await broken()).toEqual({
      "waterfall-foots": "2025-01, method events: opening and rows make 2,700.00 USD, not 2,700.01 USD.",
      "ledger-is-its-lines": "2025-01-01: the ledger sums to 2,700.01 USD, not 2,700.00 USD.",
      "customers-are-the-ledger": "Customer acme after 2025-01-01: the running total is 1,500.00 USD, not 1,500.01 USD.",
    });
  });

  test("waterfall-foots: the method net alone loses what churned", async () => {
    await db.run(sqlFile("question/movement").replace("where amount <> 0", "where amount <> 0 and (p_method <> 'net' or r1 <> 0)"));
    expect(await broken()).toEqual({
      "waterfall-foots": "2025-02, method net: opening and rows make 2,700.00 USD, not 1,500.00 USD.",
      "quarter-is-its-months": "2025-Q1: the net movement of its months is -900.00 USD, not 300.00 USD.",
    });
  });

  test("closing-is-next-opening: a running total that does not follow from its changes", async () => {
    await db.run("update customer_day set after = after + 5 where on_date = date '2024-06-01'");
    const found = await broken();
    expect(found["closing-is-next-opening"]).toBe("After 2024-06 the totals of the customers come to 2,400.05 USD, not 2,400.00 USD.");
    expect(Object.keys(found)).toEqual(["closing-is-next-opening", "customers-are-the-ledger"]);
  });

  test("closing-is-next-opening: a customer that nobody saw leave", async () => {
    await db.run("update customer_day set turn = 0 where turn = -1 and on_date = date '2025-02-01'");
    expect(await broken()).toEqual({
      "closing-is-next-opening": "After 2025-02 the number of active customers is 1, not 2.",
      "logos-foot": "2025-02, method events: opening and moves make 1, not 2.",
      "customers-are-the-ledger": "Customer bolt on 2025-02-01: the number of customers changes by 0, not -1.",
      "sums-are-kept": "2025-02-01: the change of the number of customers is kept as -1, not 0.",
    });
  });

  test("sums-are-kept: a month that kept a cent too much, and a day that nobody kept", async () => {
    await db.run("update month_flow set amount = amount + 1 where month_on = date '2024-06-01' and kind = 'contraction'");
    expect(await broken()).toEqual({ "sums-are-kept": "2024-06: contraction is kept as -119.99 USD, not -120.00 USD." });
    await db.run("update month_flow set amount = amount - 1 where month_on = date '2024-06-01' and kind = 'contraction'");
    await db.run("update set_flow set amount = amount + 1 where month_on = date '2024-06-01' and kind = 'contraction'");
    expect(await broken()).toEqual({ "sums-are-kept": "2024-06: contraction of those with the same cells is kept as -119.99 USD, not -120.00 USD." });
    await db.run("update set_flow set turn = turn + 1 where month_on = date '2024-06-01' and kind = 'contraction'");
    expect((await broken())["sums-are-kept"]).toMatch(/^2024-06: contraction/);
    await db.run("update set_flow set amount = amount - 1 where month_on = date '2024-06-01' and kind = 'contraction'");
    expect(await broken()).toEqual({ "sums-are-kept": "2024-06: customers by contraction of those with the same cells are kept as 1, not 0." });
    await db.run("update set_flow set turn = turn - 1 where month_on = date '2024-06-01' and kind = 'contraction'");
    await db.run("delete from day_total where on_date = date '2024-02-01'");
    expect((await broken())["sums-are-kept"]).toBe("2024-02-01: the change is kept as 0.00 USD, not 1,320.00 USD.");
  });

  test("quarter-is-its-months: a classification by months that loses churn", async () => {
    await db.run(sqlFile("question/movement").replace("where amount <> 0", "where amount <> 0 and (p_method <> 'months' or r1 <> 0)"));
    expect(await broken()).toEqual({ "quarter-is-its-months": "2025-Q1: the net movement of its months is 300.00 USD, not -900.00 USD." });
  });

  test("movement-signs: a gain booked as a contraction", async () => {
    await db.run(sqlFile("question/customer_flow").replace("> 0 then 'expansion' else 'contraction'", "> 0 then 'contraction' else 'expansion'"));
    expect(await broken()).toMatchObject({ "movement-signs": "2024-06: expansion of customer bolt is -120.00 USD, not 120.00 USD." });
  });

  test("customers-are-the-ledger: a customer's day is missing", async () => {
    await db.run("delete from customer_day where on_date = date '2024-06-01'");
    expect((await broken())["customers-are-the-ledger"]).toBe("Customer bolt after 2024-06-01: the running total is 0.00 USD, not 1,200.00 USD.");
  });

  test("snapshot-is-its-lines: a line whose cell is gone is in no snapshot", async () => {
    await db.run("delete from cell where cell_key = (select cell_key from line_version where line_id = 'L2')");
    expect(await broken()).toEqual({
      "snapshot-is-its-lines": "2025-06-30: the list of lines sums to 0.00 USD, not 1,500.00 USD.",
      "keys-resolve": "The number of rows for the cell of line L1 (key 1) is 0, not 1.",
    });
  });

  test("snapshot-is-its-lines: a line that is not counted is in no list", async () => {
    await db.run("delete from counted_line where line_key = (select line_key from line_version where line_id = 'L2')");
    expect(await broken()).toEqual({
      "snapshot-is-its-lines": "2025-06-30: the list of lines sums to 0.00 USD, not 1,500.00 USD.",
      "interval-in-term": "Line L2 of customer acme counts from 2025-01-01 to 2026-01-01, not at all.",
    });
  });

  test("interval-in-term: a day too long, and no day at all", async () => {
    await db.run("update arr_line set to_on = to_on + 1 where to_on = date '2026-01-01'");
    expect((await broken())["interval-in-term"]).toBe("Line L2 of customer acme counts from 2025-01-01 to 2026-01-02, not within 2025-01-01 to 2026-01-01.");
    await db.run("update arr_line set to_on = from_on where to_on = date '2026-01-02'");
    expect((await broken())["interval-in-term"]).toBe("Line L2 of customer acme counts from 2025-01-01 to 2025-01-01, not within 2025-01-01 to 2026-01-01.");
  });

  test("intervals-apart: a second interval that begins a day early", async () => {
    const second = (day: string) => `insert into arr_line select * replace (date '${day}' as from_on, date '2025-02-01' as to_on) from arr_line where from_on = date '2024-01-01'`;
    await db.run(second("2025-01-01"));
    expect((await broken())["intervals-apart"]).toBeUndefined();
    await db.run(second("2024-12-31"));
    expect((await broken())["intervals-apart"]).toBe("Line L1 of customer acme counts again from 2024-12-31, not from 2025-01-01 or later.");
  });

  test("never-shortened: a line that ends a day before its signed end", async () => {
    await db.run("update counted_line set end_on = end_on - 1 where end_on = date '2026-01-01'");
    expect((await broken())["never-shortened"]).toBe("Line L2 of customer acme ends on 2025-12-31, not on 2026-01-01 or later.");
    await db.run("update counted_line set cut_on = end_on where end_on = date '2025-12-31'");
    expect((await broken())["never-shortened"]).toBeUndefined();
  });

  test("line-once: counted twice, without a rate and yet counted, counted though superseded", async () => {
    await db.run("insert into counted_line select * from counted_line where end_on = date '2026-01-01'");
    expect((await broken())["line-once"]).toBe("The number of times that line L2 is among the counted lines is 2, not 1.");
    await db.run("rollback; begin transaction; insert into unrated_line select line_key, customer_key, 'EUR', from_on, to_on, native from arr_line where to_on = date '2026-01-01'");
    expect((await broken())["line-once"]).toBe("The number of times that line L2 is among the lines with and without a rate is 2, not 1.");
    await db.run("rollback; begin transaction; update line_version set superseded_at = timestamp '2025-01-01' where line_id = 'L2'");
    expect((await broken())["line-once"]).toBe("The number of times that line L2 is among the counted lines though superseded is 1, not 0.");
  });

  test("one-present-version: a superseded version that came back", async () => {
    await db.run("update line_version set superseded_at = null");
    expect(await broken()).toEqual({ "one-present-version": "The number of present versions of line L4 is 2, not 1." });
  });

  test("keys-resolve: a customer that is not there, and one that is there twice", async () => {
    await db.run("delete from customer where customer_id = 'bolt'");
    expect((await broken())["keys-resolve"]).toBe("The number of rows for the customer of line L3 (key 2) is 0, not 1.");
    await db.run("insert into customer values (7, 'acme')");
    expect((await broken())["keys-resolve"]).toMatch(/^The number of rows for customer acme \(key [17]\) is 2, not 1\.$/);
  });

  test("and the answer says so as an error with what to do", async () => {
    await db.run("update line_version set superseded_at = null");
    const { problems } = await checkBook(db, on, 2);
    expect(problems).toMatchObject([{
      code: "law-broken", severity: "error",
      message: "A law of the figures does not hold: A line has one version in the present view. The number of present versions of line L4 is 2, not 1. Do not rely on the figures.",
    }]);
  });
});
