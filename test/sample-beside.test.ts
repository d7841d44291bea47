/** What stands beside the sample company's list agrees with the list: every report has something to show, and its figures are those of a company of its kind. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBook, type Book, type LineInput, type ReportRow } from "../src/index.js";
import { besideNames, sampleBeside, sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";

const until = "2025-12";
const year = { from: "2025", to: "2025" };
const number = (row: ReportRow | undefined, column: string): number => Number(row![column]);

describe("the tables", () => {
  it("are the same bytes for the same options, and others for others", () => {
    const of = (seed: number) => sampleBeside({ customers: 60, seed, until });
    expect(of(3)).toEqual(of(3));
    expect(of(4)).not.toEqual(of(3));
    expect(of(3).map(({ name }) => name)).toEqual([...besideNames]);
  });

  it("know nothing that was not known on the last day, and no customer that the list has not got", () => {
    const customers = new Set((parse([...sampleCsv({ seed: 2, until })].join(""), { columns: true }) as LineInput[]).map((line) => line.customer_id));
    for (const { csv } of sampleBeside({ seed: 2, until })) {
      for (const row of parse(csv, { columns: true }) as Record<string, string>[]) {
        expect(row["recorded_on"]! <= "2025-12-31").toBe(true);
        if (row["customer_id"] !== undefined) expect(customers.has(row["customer_id"])).toBe(true);
      }
    }
  });

  it.each([1, 3, 12])("are made of %i customers, too", (customers) => {
    expect(sampleBeside({ customers, seed: 5, until })[0]!.name).toBe("inputs");
  });
});

describe.each([1, 2, 8])("seed %i", (seed) => {
  let folder: string;
  let book: Book;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "annua-beside-"));
    book = await openBook({ path: ":memory:", policy: samplePolicy });
    const list = join(folder, "list.csv");
    await writeFile(list, [...sampleCsv({ seed, until })].join(""));
    await book.import(list);
    for (const { name, csv } of sampleBeside({ seed, until })) {
      const file = join(folder, `${name}.csv`);
      await writeFile(file, csv);
      expect(await book.importInputs(file)).toMatchObject({ rows_of: name === "inputs" ? name : name.slice(0, -1), rejected: 0, ignored: 0, kept: true, problems: [] });
    }
  });

  afterAll(async () => {
    await book.close();
    await rm(folder, { recursive: true });
  });

  it("earns what its contracts earn, but for credits", async () => {
    const months = (await book.run("revenue", { from: "2024", to: "2025", grain: "month" })).rows;
    const told = new Map((await book.inputs()).filter(({ said }) => said["measure"] === "revenue").map(({ said }) => [said["period"], Number(said["amount"])]));
    const shares = months.map((month) => told.get(String(month["period"]))! / (number(month, "recurring") + number(month, "non_recurring")));
    expect(Math.min(...shares)).toBeGreaterThan(0.975);
    expect(Math.max(...shares)).toBeLessThan(1);
  });

  it("bills what its contracts bill, nearly", async () => {
    const [row] = (await book.run("revenue", { ...year, grain: "year" })).rows;
    const told = (await book.inputs()).filter(({ said }) => said["measure"] === "billings" && said["period"]!.startsWith("2025"));
    expect(told.reduce((sum, { said }) => sum + Number(said["amount"]), 0) / number(row, "billings")).toBeCloseTo(1, 1);
  });

  it("came near its targets and missed some, in total and by segment", async () => {
    const { rows } = await book.run("waterfall", { ...year, grain: "quarter", vs: "target" });
    for (const row of rows) expect(Math.abs(number(row, "diff_closing") / number(row, "closing"))).toBeLessThan(0.08);
    const misses = rows.flatMap((row) => ["new", "expansion", "churn"].map((kind) => number(row, `diff_${kind}`)));
    expect(misses.some((miss) => miss < 0) && misses.some((miss) => miss > 0)).toBe(true);
    const parts = (await book.run("waterfall", { from: "2025-12", to: "2025-12", by: ["segment"], vs: "target" })).rows;
    const [whole] = (await book.run("waterfall", { from: "2025-12", to: "2025-12", vs: "target" })).rows;
    expect(parts.reduce((sum, part) => sum + number(part, "vs_closing"), 0)).toBe(number(whole, "vs_closing"));
  });

  it("grows at the cost at which such companies grow", async () => {
    const { rows: [row], problems } = await book.run("efficiency", { ...year, grain: "year" });
    expect(problems).toEqual([]);
    const bands: Record<string, [number, number]> = {
      new_arr_efficiency: [0.4, 1], magic_number: [0.5, 1.3], cac_payback_months: [15, 36], ltv_cac: [3, 14], burn_multiple: [0, 1.5], margin: [-0.35, 0], rule_of_40: [0, 40], arr_per_head: [90_000, 180_000],
    };
    for (const [figure, [low, high]] of Object.entries(bands)) expect([figure, number(row, figure) >= low && number(row, figure) <= high]).toEqual([figure, true]);
  });

  it("has owners whose work is told of, and none who has left looks after an account", async () => {
    const { rows } = await book.run("cs_impact", { ...year, grain: "year" });
    expect(rows.filter((row) => number(row, "cost") > 0)).toHaveLength(5);
    expect(rows.some((row) => number(row, "prevented_churn") > 0) && rows.some((row) => number(row, "prevented_contraction") > 0)).toBe(true);
    const owners = (await book.run("owners", { on: "2025-12-31" })).rows.map((row) => String(row["owner"]));
    expect(owners).toHaveLength(5);
    expect(owners).not.toContain("Tom Adeyemi");
  });

  it("has events beside the trend and words beside renewals, before and after they were due", async () => {
    const events = (await book.run("trend", { ...year })).rows.filter((row) => row["events"]);
    expect(events.length).toBeGreaterThanOrEqual(4);
    const past = (await book.run("renewals", { ...year, detail: "customer", on: "2025-12-31" })).rows;
    expect(past.filter((row) => row["said_90_before"]).length).toBeGreaterThan(20);
    const coming = (await book.run("renewals", { from: "2026-01", to: "2026-05", detail: "customer", on: "2025-12-31" })).rows;
    expect(coming.filter((row) => row["outcome"] === "pending" && row["expected_outcome"]).length).toBeGreaterThan(10);
  });
});
