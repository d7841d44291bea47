import { describe, expect, test } from "vitest";
import { checks } from "../src/catalogue/checks.js";
import type { ReportRow } from "../src/catalogue/result.js";
import type { LineInput } from "../src/domain/contract.js";
import { checkBook, warningsOf } from "../src/engine/check.js";
import { line, on, openSpoilable } from "./check-book.js";

/** What a check says of some lines. */
async function said(name: string, lines: LineInput[], words: Record<string, unknown> = {}): Promise<Partial<ReportRow>> {
  const db = await openSpoilable(lines, words);
  try {
    const { rows } = await checkBook(db, on, 2, checks.filter((check) => check.name === name));
    const { offending = null, arr_at_stake = null, unrated_at_stake = null, example = null } = rows[0]!;
    return { offending, arr_at_stake, ...(unrated_at_stake === null ? {} : { unrated_at_stake }), example };
  } finally {
    db.close();
  }
}

const nothing = { offending: 0, arr_at_stake: null, example: null };

describe("a warning", () => {
  test("line-overlap: from the first day that both count, with the smaller of the two", async () => {
    const pair = (customer_id: string, start_date: string, second: Partial<LineInput> = {}) => [
      line(`${customer_id}-1`, { customer_id }), line(`${customer_id}-2`, { customer_id, start_date, end_date: "2026-06-01", amount: "1800", ...second }),
    ];
    const lines = [
      ...pair("acme", "2025-12-31"), ...pair("next-day", "2026-01-01"), ...pair("another", "2025-12-31", { product: "Plus" }),
      ...pair("linked", "2025-12-31", { replaces: "linked-1" }), ...pair("free", "2025-12-31", { amount: "0" }), line("alone", { customer_id: "bolt" }),
    ];
    expect(await said("line-overlap", lines)).toEqual({
      offending: 1, arr_at_stake: "1200.00",
      example: "Line acme-2 overlaps acme-1 for customer acme, product Core, from 2025-12-31 to 2025-12-31; both count, so 1,200.00 USD of ARR may be counted twice.",
    });
    expect(await said("line-overlap", lines, { overlap: "latest_start" })).toEqual(nothing);
  });

  test("line-overlap: each line is told once, against the line before it that lasts longest", async () => {
    const lines = [
      line("L1", { end_date: "" }), line("L2", { start_date: "2025-02-01", end_date: "2025-03-01", amount: "600" }),
      line("L3", { start_date: "2025-04-01", end_date: "", amount: "240", discount_percent: "50", discount_until: "2025-05-01" }),
    ];
    expect(await said("line-overlap", lines)).toEqual({
      offending: 2, arr_at_stake: "840.00",
      example: "Line L2 overlaps L1 for customer acme, product Core, from 2025-02-01 to 2025-02-28; both count, so 600.00 USD of ARR may be counted twice.",
    });
  });

  test("short-gap: 89 days, not 90, nor one that the grace bridges", async () => {
    const pair = (customer_id: string, end_date: string) => [
      line(`${customer_id}-1`, { customer_id, start_date: "2024-01-01", end_date }), line(`${customer_id}-2`, { customer_id, amount: "1500" }),
    ];
    expect(await said("short-gap", [...pair("acme", "2024-10-04"), ...pair("longer", "2024-10-03"), ...pair("none", "2025-01-01")])).toEqual({
      offending: 1, arr_at_stake: "1200.00",
      example: "Customer acme has no cover of product Core for 89 days from 2024-10-04, between lines acme-1 and acme-2; 1,200.00 USD leaves ARR and comes back on 2025-01-01.",
    });
    expect(await said("short-gap", [...pair("acme", "2024-12-30"), ...pair("bridged", "2024-12-31")], { grace_days: 1 })).toMatchObject({
      offending: 1, example: expect.stringContaining("acme has no cover of product Core for 2 days from 2024-12-30,") as string,
    });
  });

  test("ended-without-renewal: ended on the day before, with nothing after it and no notice", async () => {
    const ends = (customer_id: string, end_date: string, more: Partial<LineInput> = {}) => line(customer_id, { customer_id, end_date, ...more });
    const lines = [
      ends("acme", "2025-06-30"), ends("today", "2025-07-01"), ends("noticed", "2025-06-30", { cancelled_on: "2025-06-01" }),
      ends("renewed", "2025-06-30"), line("free", { customer_id: "renewed", start_date: "2025-09-01", amount: "0" }),
      ends("replaced", "2025-12-31"), line("suite", { customer_id: "replaced", start_date: "2025-06-30", product: "Suite", replaces: "replaced" }),
    ];
    expect(await said("ended-without-renewal", lines)).toEqual({
      offending: 1, arr_at_stake: "1200.00",
      example: "Line acme of customer acme, product Core, ended on 2025-06-29 without a notice or a renewal; its 1,200.00 USD counts as lost.",
    });
    const renewing = [ends("acme", "2025-06-30", { auto_renew: "true" })];
    expect(await said("ended-without-renewal", renewing)).toMatchObject({ example: expect.stringContaining("renewal, though it renews by itself; its") as string });
    expect(await said("ended-without-renewal", renewing, { expired: "renewed_if_auto_renew" })).toEqual(nothing);
  });

  test("attribute-change: on a line that follows another, not on one beside it", async () => {
    const years = (customer_id: string, ...segments: string[]) => segments.map((segment, year) =>
      line(`${customer_id}-${2020 + year}`, { customer_id, start_date: `${2020 + year}-01-01`, end_date: `${2021 + year}-01-01`, segment }));
    const beside = ["EU", "US"].flatMap((region) => [line(`${region}1`, { region }), line(`${region}2`, { region, start_date: "2026-01-01", end_date: "2027-01-01" })]);
    expect(await said("attribute-change", [...years("bolt", "SMB", "ENT"), ...years("same", "SMB", "SMB", "SMB"), ...beside])).toEqual({
      offending: 1, arr_at_stake: "1200.00",
      example: "Line bolt-2021 of customer bolt, product Core, follows bolt-2020 on 2021-01-01 with another segment (SMB, now ENT); in a cut by it 1,200.00 USD moves from group to group.",
    });
    expect(await said("attribute-change", years("bolt", "SMB", "", "SMB"))).toMatchObject({ offending: 2, example: expect.stringContaining("another segment (SMB, now empty);") as string });
  });

  test("attribute-change: an attribute that names each line groups nothing", async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, year) => line(`L${year}`, { start_date: `${2000 + year}-01-01`, end_date: `${2001 + year}-01-01`, invoice: `I${year}` }));
    expect(await said("attribute-change", lines(10))).toMatchObject({ offending: 9 });
    expect(await said("attribute-change", lines(11))).toEqual(nothing);
  });

  test("customer-two-names: the latest is shown", async () => {
    const names = (customer_id: string, ...given: string[]) => given.map((customer_name, i) =>
      line(`${customer_id}-${i}`, { customer_id, customer_name, product: `P${i}`, start_date: `2025-01-0${i + 1}` }));
    expect(await said("customer-two-names", [...names("acme", "Acme", "Acme Inc"), ...names("bolt", "Bolt", "Bolt", "")])).toEqual({
      offending: 1, arr_at_stake: "2400.00",
      example: "Customer acme has 2 names: Acme Inc (line acme-1), which is shown, and Acme (acme-0). If they are two customers, their 2,400.00 USD of ARR today is counted as one logo.",
    });
  });

  test("line-negative: by one cent", async () => {
    expect(await said("line-negative", [line("L1", { amount: "-0.01" }), line("L2", { amount: "-0.004" })])).toEqual({
      offending: 1, arr_at_stake: "0.01", example: "Line L1 of customer acme, product Core, takes 0.01 USD off ARR from 2025-01-01.",
    });
  });

  test("customer-below-zero: by one cent", async () => {
    const credited = (customer_id: string, amount: string) => [line(`${customer_id}-1`, { customer_id }), line(`${customer_id}-2`, { customer_id, start_date: "2025-03-01", amount })];
    expect(await said("customer-below-zero", [...credited("acme", "-1200.01"), ...credited("bolt", "-1200")])).toEqual({
      offending: 1, arr_at_stake: "0.01",
      example: "The ARR of customer acme is below zero from 2025-03-01, by up to 0.01 USD (see line acme-2); it is no logo then, and its movement is an adjustment.",
    });
  });

  test("replaces-unknown: itself, or a line that is not there", async () => {
    expect(await said("replaces-unknown", [line("L0", { end_date: "2025-03-01" }), line("L1", { replaces: "L1", amount: "1300" }), line("L2", { replaces: "LX" }), line("L3", { replaces: "L0" })])).toEqual({
      offending: 2, arr_at_stake: "2500.00",
      example: "Line L1 of customer acme says that it replaces itself, so it ends no other; what it should end still counts beside it.",
    });
    expect(await said("replaces-unknown", [line("L2", { replaces: "LX" })])).toMatchObject({ example: expect.stringContaining("replaces LX, which is not among the lines, so") as string });
  });

  test("replaces-other-customer: the line of somebody else ends", async () => {
    const lines = [line("L1", { amount: "7000", end_date: "" }), line("L2", { customer_id: "bolt", amount: "9000", start_date: "2025-06-01", end_date: "", replaces: "L1" })];
    expect(await said("replaces-other-customer", lines)).toEqual({
      offending: 1, arr_at_stake: "7000.00",
      example: "Line L2 of customer bolt replaces L1 of customer acme, which so ends on 2025-06-01: 7,000.00 USD of ARR leaves one customer for another.",
    });
    expect(await said("replaces-other-customer", [lines[0]!, { ...lines[1]!, customer_id: "acme" }])).toEqual(nothing);
  });

  test("replaces-circle: two lines that replace each other, told once", async () => {
    const lines = [line("A", { amount: "100", replaces: "B" }), line("B", { amount: "200", start_date: "2025-06-01", end_date: "2026-06-01", replaces: "A" })];
    expect(await said("replaces-circle", lines)).toEqual({
      offending: 2, arr_at_stake: "0.00",
      example: "Lines of customer acme replace each other in a circle (A -> B -> A): each ends where the next starts, so of what they bring 0.00 USD of ARR is left on 2025-06-30.",
    });
    expect(await said("replaces-circle", [lines[0]!, { ...lines[1]!, replaces: "" }])).toEqual(nothing);
  });

  test("notice-without-end: notice was given of a line that has no end", async () => {
    const open = line("L1", { amount: "500", amount_per: "month", end_date: "", cancelled_on: "2025-06-10" });
    expect(await said("notice-without-end", [open])).toEqual({
      offending: 1, arr_at_stake: "6000.00",
      example: "Line L1 of customer acme has no end, but notice was given on 2025-06-10: 6,000.00 USD of ARR still counts on 2025-06-30, for a notice ends no term by itself.",
    });
    expect(await said("notice-without-end", [{ ...open, cancelled_on: "2025-07-10" }, line("L2", { cancelled_on: "2025-02-01" })])).toEqual(nothing);
  });

  test("kind-left-out and kind-by-rule: with the money as written, and the ARR that it would be", async () => {
    const lines = [line("L1"), line("S1", { product: "Setup fee", amount: "500.5", quantity: "3" }), line("U1", { kind: "usage", amount: "7", amount_per: "month", amount_every: "3" })];
    expect(await said("kind-left-out", lines)).toEqual({
      offending: 2, arr_at_stake: "1529.50",
      example: "1 line of kind services (S1) is left out of ARR by include_kinds: 1,501.50 USD per year as written; if it counted it would carry 1,501.50 USD of ARR on 2025-06-30.",
    });
    expect(await said("kind-left-out", lines, { include_kinds: ["recurring", "services"] })).toEqual({
      offending: 1, arr_at_stake: "28.00",
      example: "1 line of kind usage (U1) is left out of ARR by include_kinds: 7.00 USD per 3 months as written; if it counted it would carry 28.00 USD of ARR on 2025-06-30.",
    });
    const guessed = "kind_rules made services of 1 line without a kind (S1): 1,501.50 USD per year as written; 1,501.50 USD of ARR on 2025-06-30 hangs on the guess.";
    const withOne = [...lines, line("S2", { product: "Setup fee", kind: "services" })];
    for (const words of [{}, { include_kinds: ["recurring", "services"] }]) {
      expect(await said("kind-by-rule", withOne, words)).toEqual({ offending: 1, arr_at_stake: "1501.50", example: guessed });
    }
  });

  test("plan-left-out: a term that is a day short of a year", async () => {
    const lines = [line("L1", { end_date: "2025-12-31", currency: "JPY" }), line("L2", { currency: "JPY" })];
    const fx = { rates: { JPY: "0.007" } };
    expect(await said("plan-left-out", lines, { partial_year: "exclude", fx })).toEqual({
      offending: 1, arr_at_stake: "8.40",
      example: "1 line of kind recurring (L1) is left out of ARR by partial_year or sub_annual_plans: 1,200 JPY per year as written; if it counted it would carry 8.40 USD of ARR on 2025-06-30.",
    });
    expect(await said("plan-left-out", lines, { fx })).toEqual(nothing);
  });

  test("line-empty: ends on the day on which it starts", async () => {
    const ends = (line_id: string, end_date: string) => line(line_id, { end_date, quantity: "2" });
    expect(await said("line-empty", [ends("L1", "2025-01-01"), ends("L2", "2025-01-02")])).toEqual({
      offending: 1, arr_at_stake: "2400.00",
      example: "Line L1 of customer acme starts and ends on 2025-01-01, so it never counts (1200 x 2 per year); without an end it would carry 2,400.00 USD of ARR on 2025-06-30.",
    });
    expect(await said("line-empty", [ends("L1", "2025-01-01"), ends("L2", "2024-12-31")], { end_date_convention: "inclusive" })).toMatchObject({
      offending: 1, arr_at_stake: "2400.00", example: expect.stringContaining("Line L2 of customer acme") as string,
    });
  });

  test("start-far: before 1990, and from 2099-12-31 on", async () => {
    const starts = (...days: string[]) => days.map((start_date, at) => line(`L${at}`, { start_date, end_date: "", amount: String(1200 + at) }));
    expect(await said("start-far", starts("1990-01-01", "2099-12-30"))).toEqual(nothing);
    expect(await said("start-far", [...starts("1989-12-31", "1900-01-01"), line("L9", { start_date: "1900-01-01", end_date: "1901-01-01" })])).toEqual({
      offending: 3, arr_at_stake: "2401.00",
      example: "The start 1900-01-01 of 2 lines (L1, …) is taken as it stands: before 1990 it hardly is one, and what they carry, 1,201.00 USD of ARR on 2025-06-30, counts since then.",
    });
    expect(await said("start-far", [...starts("2099-12-31"), line("L8", { start_date: "2199-01-01", end_date: "", currency: "EUR", amount: "7" })])).toEqual({
      offending: 2, arr_at_stake: "1200.00", unrated_at_stake: "7.00 EUR",
      example: "The start 2099-12-31 of 1 line (L0) is taken as it stands: from 2099-12-31 on it hardly is one, and what it carries, 1,200.00 USD of ARR, is in no figure until then.",
    });
  });

  test("discount-outside: below 0 % or above 100 %, with what it makes of the line's ARR", async () => {
    const off = (line_id: string, discount_percent: string, more: Partial<LineInput> = {}) => line(line_id, { discount_percent, product: line_id, ...more });
    expect(await said("discount-outside", [off("L1", "0"), off("L2", "100"), off("L3", "99.99"), off("L4", "-0"), line("L5")])).toEqual(nothing);
    expect(await said("discount-outside", [off("L1", "150"), off("L2", "-10")])).toEqual({
      offending: 2, arr_at_stake: "1920.00",
      example: "Line L1 of customer acme, product L1, has a discount of 150 %: above 100 % it makes the price negative; 1,800.00 USD of ARR on 2025-06-30 hangs on it.",
    });
    expect(await said("discount-outside", [off("L2", "-0.5", { currency: "EUR", amount: "1000" })])).toMatchObject({
      arr_at_stake: null, unrated_at_stake: "1005.00 EUR", example: "Line L2 of customer acme, product L2, has a discount of -0.5 %: below zero it raises the price; 1,005.00 EUR of ARR on 2025-06-30 hangs on it.",
    });
  });

  test("end-far: from 2099-12-31 on", async () => {
    expect(await said("end-far", [line("L0", { end_date: "2099-12-30" }), line("L1", { end_date: "2099-12-31" }), line("L2", { end_date: "9999-12-31", amount: "1000" })])).toEqual({
      offending: 2, arr_at_stake: "2200.00",
      example: 'The end 2099-12-31 of 1 line (L1) is read as no end: from 2099-12-31 on an end stands for "open"; 1,200.00 USD of ARR on 2025-06-30 goes on without end.',
    });
  });

  test("currency-without-rate: its lines are in no figure", async () => {
    const lines = [line("L1"), line("L2", { currency: "EUR", amount: "1000" }), line("L3", { currency: "EUR", amount: "50", end_date: on })];
    expect(await said("currency-without-rate", lines)).toEqual({
      offending: 2, arr_at_stake: null, unrated_at_stake: "1000.00 EUR",
      example: "There is no exchange rate for EUR: 2 lines worth 1,050.00 EUR a year are in no figure (L2, L3); 1,000.00 EUR of it is ARR on 2025-06-30.",
    });
    expect(await said("currency-without-rate", lines, { fx: { rates: { EUR: "1.1" } } })).toEqual(nothing);
  });

  test("looks at present versions only", async () => {
    const corrected = [line("L1", { amount: "-5", replaces: "L1", end_date: "2025-01-01", recorded_on: "2025-01-01" }), line("L1", { recorded_on: "2025-02-01" })];
    const db = await openSpoilable(corrected);
    expect(await warningsOf(db, on, 2, 10)).toEqual([]);
    db.close();
  });
});

describe("warnings as problems", () => {
  const lines = [
    line("L1"),
    line("L2", { start_date: "2025-12-01", end_date: "2026-12-01", amount: "900" }),
    line("L3", { customer_id: "bolt", amount: "3000", end_date: "2025-03-01" }),
    line("L4", { customer_id: "cord", amount: "10", currency: "EUR" }),
    line("L5", { customer_id: "dune", amount: "10", kind: "usage" }),
  ];

  test("come errors first and then by the ARR at stake, each with its source row", async () => {
    const db = await openSpoilable(lines);
    const warned = await warningsOf(db, on, 2, 10);
    expect(warned.map(({ code, severity, at, arr_at_stake }) => ({ code, severity, row: at.row, arr_at_stake }))).toEqual([
      { code: "currency-without-rate", severity: "error", row: 4, arr_at_stake: undefined },
      { code: "ended-without-renewal", severity: "warning", row: 3, arr_at_stake: "3000.00" },
      { code: "line-overlap", severity: "warning", row: 2, arr_at_stake: "900.00" },
      { code: "kind-left-out", severity: "warning", row: 5, arr_at_stake: "10.00" },
    ]);
    expect(warned[1]).toMatchObject({ at: { file: "rows" }, remedy: expect.stringContaining("expired: renewed_if_auto_renew") as string });
    db.close();
  });

  test("are no more than asked for", async () => {
    const db = await openSpoilable(lines);
    expect((await warningsOf(db, on, 2, 2)).map((p) => p.code)).toEqual(["currency-without-rate", "ended-without-renewal"]);
    db.close();
  });

  test("offer a currency that every line is in as the one of the company, and its rate where it is not the only one", async () => {
    const remedies = async (given: LineInput[]) => {
      const db = await openSpoilable(given);
      const [first] = await warningsOf(db, on, 2, 1);
      db.close();
      return first?.remedy;
    };
    expect(await remedies([line("L1", { currency: "EUR" }), line("L2", { currency: "EUR" })])).toMatch(/^Every line that counts is in EUR; if you report in it: `annua policy set --set reporting_currency=EUR`\./);
    expect(await remedies(lines)).toMatch(/^Say it, your rate in place of 1\.10 .* If EUR is your own currency: `annua policy set --set reporting_currency=EUR`\./);
  });

  test("tell money with the places of the reporting currency, in units of it", async () => {
    const db = await openSpoilable([line("L1", { currency: "JPY" }), line("L2", { currency: "USD", amount: "8" })], { reporting_currency: "JPY", fx: { rates: { USD: "150" } } });
    const [overlap] = await warningsOf(db, on, 0, 1);
    expect(overlap).toMatchObject({ code: "line-overlap", arr_at_stake: "1200", message: expect.stringContaining("so 1,200 JPY of ARR") as string });
    db.close();
  });

  test("say nothing of a clean book", async () => {
    const db = await openSpoilable([line("L1")]);
    expect(await warningsOf(db, on, 2, 10)).toEqual([]);
    db.close();
  });
});
