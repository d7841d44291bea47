/** The sample company is what its page says it is: its growth, its retention and its oddities, worked out by the library and by hand. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBook, type Book, type ImportResult, type ReportRow } from "../src/index.js";
import { sampleCompany, sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";
import { oddities } from "./sample-company/oddities.js";
import { arrByCustomer, recurringLines, retention, total, type Row } from "./sample-company/plain-book.js";

const until = "2025-12";
const yearEnds = ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"] as const;
/** Companies that are looked at; more in the long run. */
const seeds = Array.from({ length: process.env["ANNUA_LONG"] === "1" ? 20 : 8 }, (_, i) => i + 1);

/** Checks that find something in the company, as they should. */
const deserved = [
  "attribute-change", "customer-two-names", "ended-without-renewal", "kind-by-rule", "kind-left-out", "line-negative", "line-overlap", "short-gap",
];

function rowsOf(seed: number): Row[] {
  const [header, ...rows] = [...sampleCompany({ seed, until })];
  return rows.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]!])));
}

describe.each(seeds)("seed %i", (seed) => {
  let folder: string;
  let book: Book;
  let rows: Row[];
  let outcome: ImportResult;
  let years: ReportRow[];

  beforeAll(async () => {
    rows = rowsOf(seed);
    folder = await mkdtemp(join(tmpdir(), "annua-sample-"));
    const file = join(folder, "sample.csv");
    await writeFile(file, [...sampleCsv({ seed, until })].join(""));
    book = await openBook({ path: ":memory:", policy: samplePolicy });
    outcome = await book.import(file);
    years = (await book.run("waterfall", { from: "2022", to: "2025", grain: "year" })).rows;
  });

  afterAll(async () => {
    await book.close();
    await rm(folder, { recursive: true });
  });

  const snapshot = async (on: string): Promise<Map<string, number>> => {
    const { rows: customers } = await book.run("snapshot", { on, by: ["customer"] });
    return new Map(customers.map((row) => [String(row["customer"]), Number(row["arr"])]));
  };

  it("is used to the last row", () => {
    expect(outcome).toMatchObject({ read: rows.length, used: rows.length, unchanged: 0, ignored: 0, rejected: 0 });
  });

  it("grows by 70 to 90 % in its second year and by 30 to 40 % in its last", () => {
    const growth = years.map((year) => Number(year["growth"]));
    expect(growth[1]).toBeGreaterThanOrEqual(0.7);
    expect(growth[1]).toBeLessThanOrEqual(0.9);
    expect(growth[3]).toBeGreaterThanOrEqual(0.3);
    expect(growth[3]).toBeLessThanOrEqual(0.4);
    expect(growth[2]).toBeGreaterThan(growth[3]!);
    expect(growth[2]).toBeLessThan(growth[1]!);
  });

  it("keeps 104 to 112 % net and 88 to 94 % gross of its ARR over the last twelve months", async () => {
    const { nrr, grr } = retention(await snapshot("2024-12-31"), await snapshot("2025-12-31"));
    expect(nrr).toBeGreaterThanOrEqual(1.04);
    expect(nrr).toBeLessThanOrEqual(1.12);
    expect(grr).toBeGreaterThanOrEqual(0.88);
    expect(grr).toBeLessThanOrEqual(0.94);
  });

  it("has the same net retention in its waterfall, for nothing was bought in the last year", async () => {
    const { rows: [year] } = await book.run("waterfall", { from: "2025-01-01", to: "2025-12-31", grain: "total" });
    const opening = Number(year!["opening"]);
    const kept = opening + Number(year!["expansion"]) + Number(year!["contraction"]) + Number(year!["churn"]);
    const { nrr } = retention(await snapshot("2024-12-31"), await snapshot("2025-12-31"));
    expect(kept / opening).toBeCloseTo(nrr, 6);
  });

  it("buys a company in the year before the last", () => {
    expect(years.map((year) => Number(year["acquired"]) > 0)).toEqual([false, false, true, false]);
  });

  it("is worth to each customer what its lines come to by hand", async () => {
    const lines = recurringLines(rows);
    for (const day of [...yearEnds, "2024-05-20", "2026-01-15"]) {
      const byHand = arrByCustomer(lines, day);
      const answered = await snapshot(day);
      expect(answered.size).toBeGreaterThanOrEqual(byHand.size);
      const far = [...answered].filter(([customer, arr]) => Math.abs(arr - (byHand.get(customer) ?? 0)) > 0.03);
      expect(far).toEqual([]);
      expect(total(answered)).toBeCloseTo(total(byHand), -1);
    }
  });

  it("shows each oddity at least three times", () => {
    const rare = Object.entries(oddities(rows, "2025-12-31")).filter(([, count]) => count < 3);
    expect(rare).toEqual([]);
  });

  it("breaks no law and gives the warnings that its oddities deserve, no other", async () => {
    const { rows: checks } = await book.run("check");
    const laws = checks.filter((check) => check["severity"] === "law");
    expect(laws.length).toBeGreaterThan(0);
    expect(laws.filter((law) => law["passed"] !== "yes")).toEqual([]);
    const warned = checks.filter((check) => check["severity"] === "warning" && check["passed"] !== "yes");
    expect(warned.map((check) => check["check"]).sort()).toEqual(deserved);
    expect(warned.filter((check) => Number(check["offending"]) < 3)).toEqual([]);
  });
});
