/** The profiles that ship, each on a small export of its kind; every figure was worked out by hand from the rows. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTable } from "../src/sources/open-table.js";
import { spellingOf } from "../src/sources/reading/index.js";
import type { TableRow } from "../src/sources/table.js";
import { lineColumns } from "../src/domain/contract.js";
import { openBook, type Book } from "../src/index.js";
import { applyProfile, findProfile, readProfile, shippedProfiles, type Profile } from "../src/sources/profile/index.js";

const folder = join(import.meta.dirname, "fixtures", "profiles");

const loose = (name: string): string => name.trim().toLowerCase().replaceAll(" ", "_");

/** IBM's whole list, where a folder of public samples stands beside the clone. */
const wholeList = join(import.meta.dirname, "..", "..", "shared", "samples", "subscriptions", "ibm_telco", "Telco-Customer-Churn.csv");

/** Reads a CSV by a profile and keeps the lines in a book. */
async function bookOf(profile: Profile, csv: string, policy: Record<string, unknown> = {}) {
  const opened = await openTable(isAbsolute(csv) ? csv : join(folder, csv), {});
  if ("problems" in opened) throw new Error(opened.problems.map((p) => `${p.message} ${p.remedy}`).join("\n"));
  const { table } = opened;
  const all = [];
  for await (const row of table.rows()) all.push(row);
  const rows = all.filter((row): row is TableRow => "cells" in row);
  const outOfTable = all.length - rows.length;
  const spelling = spellingOf(profile, table.header, rows, csv);
  const applied = applyProfile(profile, table.header, { file: csv, ...spelling });
  if ("problems" in applied) throw new Error(applied.problems.map((p) => `${p.message} ${p.remedy}`).join("\n"));
  const { reader } = applied;
  const outcomes = rows.map((row) => reader.read(row));
  const lines = [...outcomes.flatMap((read) => ("lines" in read ? read.lines : [])), ...reader.end().flatMap((ended) => ("cells" in ended ? [ended.cells] : []))];
  const book = await openBook({ path: ":memory:", policy });
  // objects are matched by loose names, so attributes called like a column of a line stay away
  const kept = reader.fields.flatMap((field, i) => (field.startsWith("attribute:") && (lineColumns as readonly string[]).includes(loose(field.slice(10))) ? [] : [i]));
  const imported = await book.import(lines.map((cells) => Object.fromEntries([...kept.map((i) => [reader.header[i]!, cells[i]]), ["end_convention", reader.end_convention]])), { allowRejects: true });
  const leftOut = outcomes.filter((read) => "leftOut" in read).length + outOfTable;
  return { book, imported, leftOut, refused: outcomes.filter((read) => "refused" in read).length, warnings: reader.warnings().map((p) => p.code) };
}

function shipped(name: string): Profile {
  const found = findProfile(name, folder);
  if (found.profile === undefined) throw new Error(found.problems.map((p) => p.message).join("\n"));
  return found.profile;
}

async function arrByLine(book: Book, on: string): Promise<Record<string, unknown>> {
  return Object.fromEntries((await book.run("lines", { on })).rows.map((row) => [String(row["line_id"]), row["arr"]]));
}

interface Expected {
  policy?: Record<string, unknown>;
  used: number;
  leftOut: number;
  rejected?: string[];
  warnings?: string[];
  /** ARR of each active line, by day. */
  lines: Record<string, Record<string, string>>;
}

const expected: Record<string, Expected> = {
  salesforce: {
    used: 3,
    leftOut: 5,
    lines: { "2025-06-30": { "00kA1": "12000.00", "00kB1": "6000.00" }, "2026-08-28": { "00kA1": "12000.00" } },
  },
  "salesforce-cpq": {
    used: 6,
    leftOut: 0,
    warnings: ["profile-rows-noticed"],
    lines: {
      "2025-06-30": { "SUB-001": "12000.00", "SUB-002": "6000.00", "SUB-004": "1800.00", "SUB-006": "3000.00" },
      "2025-12-31": { "SUB-001": "12000.00", "SUB-002": "6000.00", "SUB-003": "-2400.00", "SUB-004": "1800.00", "SUB-006": "3000.00" },
      "2026-01-01": { "SUB-004": "1800.00" },
    },
  },
  hubspot: {
    used: 5,
    leftOut: 1,
    lines: { "2025-06-30": { 1: "144000.00", 2: "3600.00", 4: "1000.00", 6: "30.00" }, "2027-03-01": { 6: "30.00" } },
  },
  "hubspot-deals": {
    used: 1,
    leftOut: 1,
    rejected: ["amount-missing"],
    warnings: ["profile-rows-noticed"],
    lines: { "2025-06-30": { 71: "12000.00" }, "2026-01-15": {} },
  },
  stripe: {
    used: 6,
    leftOut: 1,
    warnings: ["profile-rows-noticed"],
    lines: {
      "2025-02-28": { sub_1: "1764.00", sub_2: "1200.00", sub_3: "240.00" },
      "2025-03-01": { sub_1: "1764.00", sub_2: "1200.00" },
      "2025-08-01": { sub_1: "1764.00", sub_2: "1200.00", sub_4: "1188.00", sub_7: "120.00" },
    },
  },
  chargebee: {
    used: 4,
    leftOut: 1,
    lines: {
      "2025-01-31": { CB1: "1200.00", CB2: "600.00", CB3: "720.00" },
      "2025-06-30": { CB1: "1200.00", CB2: "600.00" },
      "2025-10-01": { CB1: "1200.00", CB4: "120.00" },
    },
  },
  quickbooks: {
    used: 4,
    leftOut: 4,
    lines: {
      "2025-01-31": { "Acme | 2025-01": "1200.00", "Credit & Co | 2025-01": "-120.00" },
      "2025-02-28": { "Acme | 2025-01": "1200.00", "Beta | 2025-02": "600.00" },
      "2025-12-31": { "Acme | 2025-03": "13440.00" },
    },
  },
  chartmogul: {
    policy: { reporting_currency: "EUR" },
    used: 2,
    leftOut: 1,
    lines: { "2025-06-30": { sub_1: "90.72", sub_2: "14400.00" } },
  },
  "chartmogul-line-items": {
    used: 5,
    leftOut: 0,
    warnings: ["profile-rows-noticed"],
    lines: { "2025-01-18": { li_1: "600.00", li_4: "1200.00" }, "2025-02-10": { li_2: "720.00", li_4: "1200.00" }, "2025-03-01": { li_4: "1200.00" } },
  },
};

test("every shipped profile is tried here", () => {
  expect(Object.keys(expected).sort()).toEqual(shippedProfiles());
});

describe.each(Object.entries(expected))("%s", (name, { policy, used, leftOut, rejected = [], warnings = [], lines }) => {
  test("its export gives the ARR of its lines, and says what it leaves out", async () => {
    const read = await bookOf(shipped(name), `${name}.csv`, policy);
    expect({ used: read.imported.used, leftOut: read.leftOut, refused: read.refused, warnings: read.warnings }).toEqual({ used, leftOut, refused: 0, warnings });
    expect(read.imported.rejects.flatMap((reject) => reject.problems.map((problem) => problem.code))).toEqual(rejected);
    for (const [on, arr] of Object.entries(lines)) expect(await arrByLine(read.book, on), on).toEqual(arr);
    await read.book.close();
  });
});

test("a profile's convention of ends holds whatever the policy says, and a grid's ends are its own", async () => {
  for (const end_date_convention of ["exclusive", "inclusive"]) {
    const cpq = await bookOf(shipped("salesforce-cpq"), "salesforce-cpq.csv", { end_date_convention });
    expect((await cpq.book.run("snapshot", { on: "2025-12-31" })).rows).toMatchObject([{ arr: "20400.00" }]);
    expect((await cpq.book.run("snapshot", { on: "2026-01-01" })).rows).toMatchObject([{ arr: "1800.00" }]);
    await cpq.book.close();
    const grid = await bookOf(shipped("quickbooks"), "quickbooks.csv", { end_date_convention });
    expect(await arrByLine(grid.book, "2025-03-01")).toEqual({ "Acme | 2025-03": "13440.00" });
    await grid.book.close();
  }
});

test("Stripe's times are UTC: what ended there at half past midnight ended the day before in New York", async () => {
  const { book } = await bookOf(shipped("stripe"), "stripe.csv", { time_zone: "America/New_York" });
  expect(await arrByLine(book, "2025-02-27")).toHaveProperty("sub_3", "240.00");
  expect(await arrByLine(book, "2025-02-28")).not.toHaveProperty("sub_3");
  await book.close();
});

describe("the subscribers of docs/profiles.md", () => {
  const page = readFileSync(join(import.meta.dirname, "..", "docs", "profiles.md"), "utf8");
  const yaml = /```yaml\n(name: telco\n[^`]*)```/.exec(page)?.[1] ?? "";
  const { profile, problems } = readProfile(yaml, "telco.yaml");

  test("of 31 rows 25 count, 6 have left, and the 11 with a blank total are named", async () => {
    expect(problems).toEqual([]);
    const { book, imported, leftOut, warnings } = await bookOf(profile!, join("telco", "customers.csv"));
    expect({ used: imported.used, leftOut, rejects: imported.rejects, warnings }).toEqual({ used: 25, leftOut: 6, rejects: [], warnings: ["profile-rows-noticed"] });
    expect((await book.run("snapshot", { on: "2025-01-01" })).rows).toMatchObject([{ arr: "16381.20", customers: 25 }]);
    expect((await book.run("snapshot", { on: "2024-12-31" })).rows).toMatchObject([{ arr: "0.00" }]);
    expect((await book.run("customers", { on: "2025-01-01" })).rows[0]).toMatchObject({ customer: "3655-SNQYZ", arr: "1359.00" });
    await book.close();
  });

  test.skipIf(!existsSync(wholeList))("all 7,043 of them, where the public samples are beside the clone: skipped where they are not", async () => {
    const { book, imported, leftOut, refused } = await bookOf(profile!, wholeList);
    expect({ used: imported.used, leftOut, refused, rejected: imported.rejected }).toEqual({ used: 5174, leftOut: 1869, refused: 0, rejected: 0 });
    expect((await book.run("snapshot", { on: "2025-01-01" })).rows).toMatchObject([{ arr: "3803829.00", mrr: "316985.75", customers: 5174 }]);
    await book.close();
  });
});
