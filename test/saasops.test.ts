/** A public contract list, read as docs/saasops.md says; every figure here was worked out by hand from its twelve rows. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";
import { readProfile } from "../src/sources/profile/index.js";

const list = readFileSync(join(import.meta.dirname, "fixtures", "saasops", "contracts.csv"), "utf8");
const map = { line_id: "ContractID", start_date: "TermStartDate", end_date: "TermEndDate", signed_on: "ContractDate", amount: "TotalValue" };

/** The list with a column that says what its prices are for. */
const priced = list.trimEnd().split("\n").map((line, row) => line + (row === 0 ? ",amount_per" : ",term")).join("\n") + "\n";

/** What `--save-profile saasops.yaml` writes. */
const kept = `name: saasops
columns:
  line_id: {from: ContractID}
  customer_id: {from: CustomerID}
  start_date: {from: TermStartDate}
  end_date: {from: TermEndDate}
  signed_on: {from: ContractDate}
  amount: {from: TotalValue}
  amount_per: {const: term}
end_convention: inclusive
`;

let folder: string;
let book: Book;

async function read(text: string, options: Record<string, unknown> = {}, policy: Record<string, unknown> = { end_date_convention: "inclusive" }): Promise<Book> {
  const path = join(folder, "lines.csv");
  writeFileSync(path, text);
  const opened = await openBook({ path: ":memory:", policy });
  const result = await opened.import(path, { map, ...options });
  expect({ used: result.used, rejected: result.rejected }).toEqual({ used: 12, rejected: 0 });
  return opened;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "annua-saasops-"));
  book = await read(priced);
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

const arrOn = async (from: Book, on: string): Promise<unknown> => (await from.run("snapshot", { on })).rows[0]!["arr"];

describe("the list as term lines with inclusive ends", () => {
  test("ARR at the end of 2024", async () => {
    const { rows } = await book.run("snapshot", { on: "2024-12-31" });
    expect(rows).toMatchObject([{ arr: "2630000.00", customers: 6, contracts: 10, lines: 10 }]);
  });

  test("each line is its price, made a year's: 6 months count twice, 3 months four times", async () => {
    const { rows } = await book.run("lines", { on: "2024-12-31" });
    expect(Object.fromEntries(rows.map((row) => [row["line_id"], row["arr"]]))).toEqual({
      1: "340000.00", 2: "160000.00", 3: "160000.00", 5: "500000.00", 9: "260000.00", 20: "800000.00", 21: "90000.00", 22: "50000.00", 23: "240000.00", 35: "30000.00",
    });
  });

  test("the quarters' waterfall", async () => {
    const { rows } = await book.run("waterfall", { from: "2024-Q1", to: "2025-Q1", grain: "quarter" });
    const shown = rows.map((row) => [row["period"], row["opening"], row["new"], row["expansion"], row["contraction"], row["churn"], row["closing"]]);
    expect(shown).toEqual([
      ["2024-Q1", "0.00", "1370000.00", "0.00", "0.00", "0.00", "1370000.00"],
      ["2024-Q2", "1370000.00", "340000.00", "0.00", "-490000.00", "0.00", "1220000.00"],
      ["2024-Q3", "1220000.00", "0.00", "1680000.00", "0.00", "0.00", "2900000.00"],
      ["2024-Q4", "2900000.00", "290000.00", "960000.00", "-1520000.00", "0.00", "2630000.00"],
      ["2025-Q1", "2630000.00", "0.00", "0.00", "-90000.00", "-760000.00", "1780000.00"],
    ]);
  });

  test("a term to 28 February, or to 31 March with the next from 1 April, leaves no day out and none twice", async () => {
    const daysOf = async (customer: string) =>
      (await book.run("movements", { customer, method: "events", from: "2024", to: "2025", grain: "total" })).rows.map((row) => [row["date"], row["kind"], row["amount"]]).sort();
    expect(await daysOf("4")).toEqual([["2024-03-01", "new", "260000.00"], ["2025-03-01", "churn", "-260000.00"]]);
    expect(await daysOf("15")).toEqual([["2024-01-01", "new", "520000.00"], ["2024-04-01", "contraction", "-490000.00"], ["2025-04-01", "churn", "-30000.00"]]);
  });

  test("the other columns are kept as attributes", async () => {
    const { rows } = await book.run("snapshot", { on: "2024-12-31", by: ["RenewalFromContractID"], where: ["RenewalFromContractID!=''", "RenewalFromContractID=2.0,20.0"] });
    expect(rows).toMatchObject([{ RenewalFromContractID: "2.0", arr: "160000.00" }, { RenewalFromContractID: "20.0", arr: "90000.00" }]);
  });
});

describe("the same list, misread", () => {
  test("as exclusive ends: a year is 364 days, and the last day is missing", async () => {
    const misread = await read(priced, {}, {});
    try {
      // 340,000 x 365/364 is 340,934.07; the lines that end on 31 December are gone on that day
      expect(await arrOn(misread, "2024-12-31")).not.toBe("2630000.00");
      const { rows } = await misread.run("lines", { on: "2024-12-30", customer: "1" });
      expect(rows[0]).toMatchObject({ line_id: "1", arr: "340934.07" });
      expect((await misread.run("lines", { on: "2024-12-31", customer: "9" })).rows.map((row) => row["line_id"])).toEqual(["20"]);
    } finally {
      await misread.close();
    }
  });

  test("with its renewal ids as replaces: contracts that run side by side cut each other, and 1,090,000 is left", async () => {
    const linked = priced.replaceAll(/^([^,]*,[^,]*,\d+)\.0,/gm, "$1,");
    const misread = await read(linked, { map: { ...map, replaces: "RenewalFromContractID" } });
    try {
      expect(await arrOn(misread, "2024-12-31")).toBe("1090000.00");
    } finally {
      await misread.close();
    }
  });

  test("as it stands, and by the profile that its import keeps, it gives the same ARR", async () => {
    const path = join(folder, "contracts.csv");
    writeFileSync(path, list);
    for (const options of [{}, { constants: { amount_per: "term" }, endConvention: "inclusive" as const }, { profile: readProfile(kept, "saasops.yaml").profile! }]) {
      const asItStands = await openBook({ path: ":memory:" });
      try {
        expect((await asItStands.import(path, options)).used).toBe(12);
        expect(await arrOn(asItStands, "2024-12-31")).toBe("2630000.00");
      } finally {
        await asItStands.close();
      }
    }
  });

  test("without saying what the price is for, it is taken from the column's name, and said", async () => {
    const path = join(folder, "silent.csv");
    writeFileSync(path, list);
    const silent = await openBook({ path: ":memory:" });
    try {
      const { used, assumptions } = await silent.import(path, { map });
      expect(used).toBe(12);
      expect(assumptions.map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringContaining("TotalValue is a price of the whole term"), expect.stringContaining("TermEndDate is the last day of service")]));
    } finally {
      await silent.close();
    }
  });
});
