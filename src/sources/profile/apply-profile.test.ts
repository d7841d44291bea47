import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyProfile, findProfile, shippedProfiles, type ApplyOptions, type Profile, type Reader } from "./index.js";
import { filterColumns } from "./row-filter.js";
import { fromMinor, monthCount } from "./field-reader.js";
import { dayOf, withOffset } from "./zoned-time.js";

const basic: Profile["columns"] = { customer_id: { from: "Customer" }, start_date: { from: "Start" }, amount: { from: "MRR" }, amount_per: { const: "month" } };

function readerOf(profile: Partial<Profile>, header: string[], options: ApplyOptions = {}): Reader {
  const applied = applyProfile({ name: "p", columns: basic, ...profile }, header, options);
  if ("problems" in applied) throw new Error(applied.problems.map((p) => p.message).join("\n"));
  return applied.reader;
}

/** Lines as objects; the rest as they come. */
function readAll(reader: Reader, rows: string[][]): unknown[] {
  return rows.map((cells, index) => {
    const read = reader.read({ row: index + 2, cells });
    if ("refused" in read) return { refused: read.refused.code, at: read.refused.at };
    return "leftOut" in read ? read : Object.fromEntries(reader.header.map((name, i) => [name, read.lines[0]![i]]));
  });
}

const problemsOf = (profile: Partial<Profile>, header: string[]) => {
  const applied = applyProfile({ name: "p", columns: basic, ...profile }, header, { file: "list.csv" });
  return "problems" in applied ? applied.problems : [];
};

describe("columns", () => {
  test("are found loosely, under other names, and may be lacking", () => {
    const reader = readerOf({ columns: { ...basic, product: { from: "Plan", or: ["Product Name"] }, end_date: { from: "End", optional: true } } }, ["customer", "START ", "mrr", "Product name"]);
    expect(readAll(reader, [[" Acme ", "2024-01-01", "100", "Core"]])).toEqual([
      { line_id: "Acme | Core | 2024-01-01", customer_id: "Acme", product: "Core", start_date: "2024-01-01", end_date: "", amount: "100", amount_per: "month" },
    ]);
  });

  test("without a name are found by their number", () => {
    expect(readAll(readerOf({ columns: { ...basic, customer_id: { from: "Customer", or: ["#1"] } } }, ["", "Start", "MRR"]), [["Acme", "2024-01-01", "1"]])).toMatchObject([{ customer_id: "Acme" }]);
    expect(problemsOf({ columns: { ...basic, product: { from: "#9" } } }, ["Customer", "Start", "MRR"])).toMatchObject([{ code: "profile-column-missing" }]);
  });

  test("that are not there are named with the nearest one", () => {
    const [first] = problemsOf({}, ["Customer", "Starts", "MRR"]);
    expect(first).toMatchObject({ code: "profile-column-missing", at: { file: "list.csv", column: "Start" }, remedy: expect.stringContaining("Did you mean 'Starts'?") });
  });

  test("of one name are not guessed among, unless nothing is read from them", () => {
    expect(problemsOf({}, ["Customer", "Start", "MRR", "MRR"])).toMatchObject([{ code: "profile-column-twice" }]);
    expect(readerOf({}, ["Customer", "Start", "MRR", "Note", "Note"]).fields).toEqual(["line_id", "customer_id", "start_date", "amount", "amount_per", "attribute:Note", "attribute:Note (2)"]);
  });

  test("a field without a source is a problem", () => {
    expect(problemsOf({ columns: { customer_id: { from: "Customer" } } }, ["Customer"]).map((p) => p.code)).toEqual(Array(3).fill("profile-field-missing"));
  });

  test("that nothing names become attributes: all, none, or those listed", () => {
    const header = ["Customer", "Start", "MRR", "Region", "Owner", ""];
    expect(readerOf({}, header).fields.slice(5)).toEqual(["attribute:region", "attribute:Owner"]);
    expect(readerOf({ attributes: "none" }, header).fields.slice(5)).toEqual([]);
    expect(readerOf({ attributes: ["owner", "MRR"] }, header).fields.slice(5)).toEqual(["attribute:MRR", "attribute:Owner"]);
    expect(readerOf({ columns: { ...basic, "attribute:Sold by": { from: "Owner" }, segment: { const: "SMB" } } }, header).fields.slice(5)).toEqual(["attribute:Sold by", "attribute:segment", "attribute:region"]);
  });

  test("called like a line's that the profile passes over are warned of", () => {
    const reader = readerOf({}, ["Customer", "Start", "MRR", "Quantity"]);
    expect(reader.warnings()).toMatchObject([{ code: "profile-column-passed-over", at: { column: "Quantity" } }]);
  });
});

describe("sources", () => {
  const header = ["Customer", "Start", "MRR", "X", "Y"];
  const one = (field: string, source: Profile["columns"][string], x: string, y = "", options: ApplyOptions = {}, profile: Partial<Profile> = {}) => {
    const [line] = readAll(readerOf({ columns: { ...basic, [field]: source }, ...profile }, header, options), [["a", "2024-01-31", "1", x, y]]) as Record<string, unknown>[];
    return line!["refused"] ?? line![field];
  };

  test("lookups know no case; an unlisted text is refused, an unlisted word of a closed list is left to landing", () => {
    const values = { Yes: "churned", "": "none" };
    expect(one("cancel_reason", { from: "X", values }, " YES ")).toBe("churned");
    expect(one("cancel_reason", { from: "X", values }, "")).toBe("none");
    expect(one("cancel_reason", { from: "X", values }, "Maybe")).toBe("profile-value-unlisted");
    expect(one("kind", { from: "X", values: { Plan: "recurring" } }, "Other")).toBe("Other");
    expect(one("kind", { from: "X", values: { Plan: "recurring" } }, "")).toBe("");
    expect(one("kind", { from: "X", values: { Plan: "recurring" }, otherwise: "services" }, "")).toBe("services");
  });

  test("the row, the column and the value of an unlisted text are told", () => {
    const reader = readerOf({ columns: { ...basic, currency: { from: "X", values: { dollar: "USD" } } } }, header);
    expect(readAll(reader, [["a", "2024-01-31", "1", "euro", ""]])).toEqual([{ refused: "profile-value-unlisted", at: { row: 2, column: "X", value: "euro" } }]);
  });

  test("another column stands in for an empty cell", () => {
    expect(one("end_date", { from: "X", if_empty: "Y" }, "", "2025-01-01")).toBe("2025-01-01");
    expect(one("end_date", { from: "X", if_empty: "Y" }, "2024-06-01", "2025-01-01")).toBe("2024-06-01");
    expect(one("end_date", { from: "X", if_empty: "Not there" }, "")).toBe("");
    expect(one("end_date", { from: "Not there", optional: true, if_empty: { from: "Nor this", or: ["X"], if_empty: "Y" } }, "", "2025-01-01")).toBe("2025-01-01");
    expect(one("end_date", { from: "X", if_empty: { from: "Y", where: { column: "Customer", is: ["b"] }, if_empty: "Start" } }, "", "2025-01-01")).toBe("2024-01-31");
    expect(one("end_date", { from: "X", if_empty: { from: "Y", where: { column: "Will end", is: ["true"], optional: true } } }, "", "2025-01-01")).toBe("");
  });

  test("a line needs one of the columns of its start, however many may be lacking", () => {
    const applied = applyProfile({ name: "p", columns: { ...basic, start_date: { from: "Trial end", optional: true, if_empty: { from: "Begin", or: ["Begun"] } } } }, header);
    expect("problems" in applied && applied.problems.map((p) => [p.code, p.at.column])).toEqual([["profile-column-missing", "Trial end"]]);
  });

  test("an end before the start is the start where the profile says so: an empty line", () => {
    const end: Profile["columns"] = { end_date: { from: "X", not_before: "start_date" } };
    const endOf = (start: string, said: string, profile: Partial<Profile> = {}) => {
      const read = readAll(readerOf({ columns: { ...basic, ...end }, ...profile }, header), [["a", start, "1", said, ""]])[0] as Record<string, string>;
      return read["end_date"];
    };
    expect(endOf("2024-01-31", "2024-01-20")).toBe("2024-01-31");
    expect(endOf("2024-01-31", "2024-01-20", { end_convention: "inclusive" })).toBe("2024-01-30");
    expect(endOf("2024-01-31", "2024-02-20")).toBe("2024-02-20");
    expect([endOf("2024-01-31", ""), endOf("2024-01-31", "soon"), endOf("", "2024-01-20")]).toEqual(["", "soon", "2024-01-20"]);
  });

  test("dates are shifted by months, clamped, and then by days", () => {
    expect(one("end_date", { from: "Start", months: 1 }, "")).toBe("2024-02-29");
    expect(one("end_date", { from: "Start", months: 12, days: -1 }, "")).toBe("2025-01-30");
    expect(one("end_date", { from: "Start", days: 30 }, "")).toBe("2024-03-01");
    expect(one("end_date", { from: "Start", months: { from: "X" } }, "13")).toBe("2025-02-28");
    expect(one("end_date", { from: "Start", months: { from: "X" } }, "")).toBe("");
    expect(one("end_date", { from: "Start", months: { from: "X" } }, "a year")).toBe("profile-months-unreadable");
    expect(one("end_date", { from: "X", months: 12 }, "soon")).toBe("soon");
    expect(one("end_date", { from: "X", months: 12 }, "")).toBe("");
    expect(one("end_date", { from: "X", months: 12, days: -1 }, "9999-12-31")).toBe("10000-12-30");
  });

  test("numbers of months in the spellings of exports", () => {
    expect(["12", "12.00", "12 months", "P12M", "P1Y", "P1Y6M", "2 years", "12.5", "P7D", "P", "-3"].map(monthCount)).toEqual([12, 12, 12, 12, 12, 18, 24, undefined, undefined, undefined, undefined]);
  });

  test("minor units move the point and nothing else", () => {
    expect([["12345", 2], ["5", 2], ["-5", 2], ["100.5", 2], ["1,200", 2], ["7", 3]].map(([text, places]) => fromMinor(text as string, places as number))).toEqual(["123.45", "0.05", "-0.05", "1.005", "1,200", "0.007"]);
    expect(one("amount", { from: "X", minor_places: 2 }, "4900")).toBe("49.00");
  });

  test("only numbers and dates are spelled, by their column, after a lookup", () => {
    const spell = (position: number, text: string) => `${position}:${text}`;
    expect(one("quantity", { from: "X" }, "1,0", "", { spell })).toBe("3:1,0");
    expect(one("product", { from: "X" }, "007", "", { spell })).toBe("007");
    expect(one("amount_every", { from: "X", values: { Quarterly: "3" } }, "quarterly", "", { spell })).toBe("3");
    expect(one("amount_every", { from: "X", values: { Quarterly: "3" } }, "2", "", { spell })).toBe("3:2");
  });

  test("times without an offset get that of the profile's zone; days and times with one do not", () => {
    const zone = { time_zone: "America/New_York" };
    expect(one("end_date", { from: "X" }, "2024-01-31 23:30:00", "", {}, zone)).toBe("2024-01-31T23:30:00-05:00");
    expect(one("end_date", { from: "X" }, "2024-07-31 23:30", "", {}, zone)).toBe("2024-07-31T23:30:00-04:00");
    expect(one("end_date", { from: "X" }, "2024-01-31", "", {}, zone)).toBe("2024-01-31");
    expect(one("end_date", { from: "X" }, "2024-01-31T23:30:00Z", "", {}, zone)).toBe("2024-01-31T23:30:00Z");
    expect(one("product", { from: "X" }, "2024-01-31 23:30:00", "", {}, zone)).toBe("2024-01-31 23:30:00");
  });

  test("an instant is shifted from its day in the reporting zone", () => {
    expect(one("end_date", { from: "X", months: 6 }, "2024-07-15T06:59:00Z", "", { reporting_zone: "America/Los_Angeles" })).toBe("2025-01-14");
    expect(one("end_date", { from: "X", months: 6 }, "2024-07-15 23:00:00", "", { reporting_zone: "Europe/Berlin" }, { time_zone: "UTC" })).toBe("2025-01-16");
  });

  test("around a change of clocks", () => {
    expect(withOffset("2024-03-31 02:30:00", "Europe/Berlin")).toBe("2024-03-31T02:30:00+01:00");
    expect(withOffset("2024-03-31 03:30:00", "Europe/Berlin")).toBe("2024-03-31T03:30:00+02:00");
    expect(withOffset("2024-10-27 02:30:00", "Europe/Berlin")).toBe("2024-10-27T02:30:00+02:00");
    expect(withOffset("2024-10-27 03:30:00", "Europe/Berlin")).toBe("2024-10-27T03:30:00+01:00");
    expect(withOffset("2024-02-30 03:30:00", "Europe/Berlin")).toBe("2024-02-30 03:30:00");
    expect(withOffset("2024-01-01 00:00:00.123", "Asia/Kolkata")).toBe("2024-01-01T00:00:00.123+05:30");
    expect([dayOf("2024-01-01T00:30:00+0200", "UTC"), dayOf("2024-01-01 00:30", "UTC"), dayOf("2024-01-01T00:30+02", undefined), dayOf("x", "UTC")]).toEqual(["2023-12-31", "2024-01-01", "2024-01-01", undefined]);
  });
});

describe("rows", () => {
  const header = ["Customer", "Start", "MRR", "Status"];
  const row = (status: string) => ["a", "2024-01-01", "1", status];
  const kept = (filter: NonNullable<Profile["rows"]>[number]) => readAll(readerOf({ rows: [filter] }, header), ["Active ", "", "draft"].map(row)).map((read) => !("leftOut" in (read as object)));

  test("are kept where every filter holds", () => {
    expect(kept({ column: "Status", is: ["active"] })).toEqual([true, false, false]);
    expect(kept({ column: "status", is_not: ["Active"] })).toEqual([false, true, true]);
    expect(kept({ column: "Status", empty: true })).toEqual([false, true, false]);
    expect(kept({ column: "Status", empty: false })).toEqual([true, false, true]);
    expect(kept({ column: "Gone", is: ["x"], optional: true })).toEqual([true, true, true]);
    expect(kept({ column: "Status", begins: ["ACT", "dra"] })).toEqual([true, false, true]);
    expect(kept({ any: [{ column: "Status", is: ["active"] }, { column: "Gone", empty: false, optional: true }] })).toEqual([true, false, false]);
    expect(problemsOf({ rows: [{ column: "Gone", empty: true }] }, header)).toMatchObject([{ code: "profile-column-missing" }]);
  });

  test("that are left out show what they were", () => {
    expect(readAll(readerOf({ rows: [{ column: "Status", is: ["x"] }] }, header), [["", "2024-01-01", "1", "y"]])).toEqual([{ leftOut: "filtered", text: "2024-01-01, 1, y", cells: ["", "", "2024-01-01", "1", "month", "y"] }]);
  });

  test("that are left out are told by what they say, the commonest first, each under the first filter that leaves it out", () => {
    const reader = readerOf({ rows: [{ column: "Customer", is_not: ["b"] }, { column: "Status", begins: ["Won"] }] }, header);
    readAll(reader, [["a", "2024-01-01", "1", "Lost"], ["a", "2024-01-01", "1", ""], ["a", "2024-01-01", "1", "Lost"], ["b", "2024-01-01", "1", "Lost"], ["a", "2024-01-01", "1", "Won (EMEA)"]]);
    expect(reader.filteredBy()).toEqual(["1 row is left out by Customer: b (1).", "3 rows are left out by Status: Lost (2), empty (1)."]);
  });

  test("where the column is lacking that tells which of them count, all do, and that is told; none is told where it says which do not", () => {
    const reader = readerOf({ rows: [{ column: "Stage", begins: ["Won"], optional: true }, { column: "Deleted", is_not: ["true"], optional: true }] }, header);
    expect(reader.warnings()).toMatchObject([{ code: "profile-filter-idle", severity: "warning", at: { column: "Stage" }, message: expect.stringContaining("keeps rows with 'Won …' as Stage, and the table has no such column: every row counts") as string }]);
  });

  test("to look at are counted and named, and count all the same", () => {
    const reader = readerOf({ notice: [{ column: "Status", empty: true }, { column: "Status", is: ["odd"] }] }, header);
    expect(readAll(reader, ["", "x", ""].map(row)).every((read) => "amount" in (read as object))).toBe(true);
    const warnings = reader.warnings();
    expect(warnings).toMatchObject([{ code: "profile-rows-noticed", severity: "warning", at: { row: 2, column: "Status" } }]);
    expect(warnings[0]!.message).toBe("2 rows have an empty Status: rows 2, 4. They count as they stand.");
  });
});

describe("names of lines", () => {
  test("are made of the key, and the second of one key is #2", () => {
    const reader = readerOf({ key: ["Customer", "SKU"] }, ["Customer", "Start", "MRR", "SKU"]);
    const rows = [["Acme", "x", "1", "A"], ["Acme", "x", "1", "B"], ["Acme", "y", "1", "A"], ["Acme", "y", "1", "A"], ["Acme", "", "1", ""], ["", "", "1", ""], ["Acme | A #2", "", "1", ""]];
    expect(readAll(reader, rows).map((line) => (line as Record<string, unknown>)["line_id"])).toEqual(["Acme | A", "Acme | B", "Acme | A #2", "Acme | A #3", "Acme | -", "", "Acme | A #2 | -"]);
  });

  test("of the table go before a key; where an optional one is lacking, the key names them", () => {
    const lacking = readerOf({ columns: { ...basic, line_id: { from: "Id", optional: true } } }, ["Customer", "Start", "MRR"]);
    expect(readAll(lacking, [["a", "b", "1"]])).toMatchObject([{ line_id: "a | b" }]);
    const reader = readerOf({ columns: { ...basic, line_id: { from: "Id" } }, key: ["Customer"] }, ["Customer", "Start", "MRR", "Id"]);
    expect(readAll(reader, [["a", "b", "1", "L7"]])).toMatchObject([{ line_id: "L7" }]);
  });
});

test("the convention of ends goes with the lines, and no day is added here", () => {
  const reader = readerOf({ columns: { ...basic, end_date: { from: "End" } }, end_convention: "inclusive" }, ["Customer", "Start", "MRR", "End"]);
  expect(reader.end_convention).toBe("inclusive");
  expect(readAll(reader, [["a", "2024-01-01", "1", "2024-12-31"]])).toMatchObject([{ end_date: "2024-12-31" }]);
  expect(readerOf({}, ["Customer", "Start", "MRR"]).end_convention).toBeUndefined();
  const own = readerOf({ columns: { ...basic, end_convention: { from: "Ends", values: { "last day": "inclusive" } } }, end_convention: "exclusive" }, ["Customer", "Start", "MRR", "Ends"]);
  expect(own.end_convention).toBeUndefined();
  expect(readAll(own, [["a", "2024-01-01", "1", "Last day"]])).toMatchObject([{ end_convention: "inclusive" }]);
});

/** Every column that a profile names, under its first name. */
function columnsNamed(profile: Profile): string[] {
  const sources = Object.values(profile.columns).flatMap((source) => ("from" in source ? [source.from, ..."months" in source && typeof source.months === "object" ? [source.months.from] : []] : []));
  return [...new Set([...sources, ...(profile.rows ?? []).flatMap((filter) => filterColumns(filter).map(({ column }) => column)), ...(profile.grid === undefined ? [] : ["2024-01", "2024-02", "2024-03"]), "Other"])];
}

test("any cells at all give lines with a text for each field, a reason or a refusal with its place", () => {
  const cell = fc.oneof(fc.constantFrom("", "0", "-5", "n/a", "2024-01-31", "2024-02-30", "2024-01-31 25:00", "9999-12-31", "12", "P1Y", "month", "Closed Won", "active", "__proto__", "$ -"), fc.string({ maxLength: 6 }));
  for (const name of shippedProfiles()) {
    const profile = findProfile(name, "/nowhere").profile!;
    const header = columnsNamed(profile);
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 0, maxLength: header.length + 1 }), { maxLength: 6 }), (rows) => {
      const reader = readerOf(profile, header, { reporting_zone: "America/New_York" });
      const lines: string[][] = [];
      for (const [index, cells] of rows.entries()) {
        const read = reader.read({ row: index + 2, cells });
        if ("refused" in read) expect(read.refused.at).toMatchObject({ row: index + 2, column: expect.any(String) });
        else if ("lines" in read) lines.push(...read.lines);
        else expect(["filtered", "no_amount"]).toContain(read.leftOut);
      }
      lines.push(...reader.end().flatMap((ended) => ("cells" in ended ? [ended.cells] : [])));
      expect(lines.every((cells) => cells.length === reader.fields.length && cells.every((text) => typeof text === "string"))).toBe(true);
      if (profile.columns["line_id"] === undefined) expect(new Set(lines.filter(([id]) => id !== "").map(([id]) => id)).size).toBe(lines.filter(([id]) => id !== "").length);
    }), { numRuns: 60 });
  }
});
