import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths } from "../../domain/calendar.js";
import { isNoAmount, plainAmount } from "./grid.js";
import { applyProfile, type ApplyOptions, monthOfText, type GridReading, type Profile } from "./index.js";

interface Line {
  line_id: string;
  customer_id: string;
  start_date: string;
  end_date: string;
  amount: string;
  amount_per: string;
  [attribute: string]: string;
}

function read(grid: GridReading, columns: Profile["columns"], header: string[], rows: string[][], more: Partial<Profile> = {}, options: ApplyOptions = {}) {
  const applied = applyProfile({ name: "g", columns, grid, ...more }, header, options);
  if ("problems" in applied) throw new Error(applied.problems.map((p) => p.message).join("\n"));
  const { reader } = applied;
  const lines: string[][] = [];
  const others: string[] = [];
  rows.forEach((cells, index) => {
    const found = reader.read({ row: index + 2, cells });
    if ("lines" in found) lines.push(...found.lines);
    else others.push("leftOut" in found ? found.leftOut : found.refused.code);
  });
  for (const ended of reader.end()) {
    if ("cells" in ended) lines.push(ended.cells);
    else others.push(ended.refused.code);
  }
  return { lines: lines.map((cells) => Object.fromEntries(reader.header.map((name, i) => [name, cells[i]!])) as Line), others, warnings: reader.warnings(), convention: reader.end_convention };
}

const brief = (lines: Line[]) => lines.map((line) => [line.line_id, line.start_date, line.end_date, line.amount, line.amount_per]);

describe("months across", () => {
  const header = ["Customer", "Product", "Segment", "Jan-24", "Feb-24", "Mar 2024", "2024-04"];
  const columns: Profile["columns"] = { customer_id: { from: "Customer" }, product: { from: "Product" } };

  test("a run of one amount is a line; the last month leaves it open", () => {
    const { lines, others, convention } = read({ measure: "mrr" }, columns, header, [
      ["Acme", "Core", "SMB", "100", "100.00", "+0120", "120"],
      ["Beta", "Core", "SMB", "n/a", "50", "-", "50"],
      ["Core Ltd", "Plus", "Ent", "-5", "-5.0", "0.00", ""],
      ["Empty", "Plus", "Ent", "", "0", "$ -  ", "N/A"],
      ["Acme", "Core", "Ent", "", "", "", "7"],
    ]);
    expect(brief(lines)).toEqual([
      ["Acme | Core | 2024-01", "2024-01-01", "2024-03-01", "100", "month"],
      ["Acme | Core | 2024-03", "2024-03-01", "", "+0120", "month"],
      ["Beta | Core | 2024-02", "2024-02-01", "2024-03-01", "50", "month"],
      ["Beta | Core | 2024-04", "2024-04-01", "", "50", "month"],
      ["Core Ltd | Plus | 2024-01", "2024-01-01", "2024-03-01", "-5", "month"],
      ["Acme | Core | 2024-04", "2024-04-01", "", "7", "month"],
    ]);
    expect(lines.map((line) => line["segment"])).toEqual(["SMB", "SMB", "SMB", "SMB", "Ent", "Ent"]);
    expect(others).toEqual(["no_amount"]);
    expect(convention).toBe("exclusive");
  });

  test("ARR in the cells; a row with a text that is no number is refused whole", () => {
    const { lines, others } = read({ measure: "arr" }, columns, ["Customer", "Product", "2024-01", "2024-02"], [["A", "P", "1200", "TBD"], ["B", "P", "1200", "n/a"]]);
    expect(brief(lines)).toEqual([["B | P | 2024-01", "2024-01-01", "2024-02-01", "1200", "year"]]);
    expect(others).toEqual(["grid-cell-unreadable"]);
  });

  test("months that are named, in any order, and a column beside them", () => {
    const grid: GridReading = { measure: "mrr", months: [{ column: "P2", month: "2024-02-01" }, { column: "P1", month: "2024-01-01" }] };
    const { lines, warnings } = read(grid, columns, ["Customer", "Product", "P2", "P1", "2024-03"], [["A", "P", "2", "1", "9"]]);
    expect(warnings).toMatchObject([{ code: "profile-months-passed-over", at: { column: "2024-03" } }]);
    expect(brief(lines)).toEqual([
      ["A | P | 2024-01", "2024-01-01", "2024-02-01", "1", "month"],
      ["A | P | 2024-02", "2024-02-01", "", "2", "month"],
    ]);
  });

  test("months that are not there, or twice", () => {
    const problemsWith = (names: string[]) => {
      const applied = applyProfile({ name: "g", columns: { customer_id: { from: "Customer" } }, grid: { measure: "mrr" } }, names);
      return "problems" in applied ? applied.problems.map((p) => p.code) : [];
    };
    expect(problemsWith(["Customer", "Total"])).toEqual(["profile-no-months"]);
    expect(problemsWith(["Customer", "Jan-24", "2024-01"])).toEqual(["profile-month-twice"]);
  });

  test("last months that are not over and of which no row says anything are still to come; where one says 0, all have left that have nothing", () => {
    const header = ["Customer", "Product", "2024-01", "2024-02", "2024-03", "2024-04"];
    const rows = [["A", "P", "10", "10", "", ""], ["B", "P", "", "20", "", ""], ["C", "P", "30", "", "", ""]];
    const inMarch = { today: "2024-03-15" };
    const open = read({ measure: "mrr" }, columns, header, rows, {}, inMarch);
    expect(brief(open.lines)).toEqual([
      ["C | P | 2024-01", "2024-01-01", "2024-02-01", "30", "month"],
      ["A | P | 2024-01", "2024-01-01", "", "10", "month"],
      ["B | P | 2024-02", "2024-02-01", "", "20", "month"],
    ]);
    expect(open.lines.map((line) => line["cancelled_on"])).toEqual(["2024-02-01", "", ""]);
    expect(open.warnings).toMatchObject([{ code: "profile-months-to-come", message: expect.stringContaining("the last 2 months, 2024-03 to 2024-04") as string }]);
    const saying = read({ measure: "mrr" }, columns, header, [...rows, ["D", "P", "", "", "0", ""]], {}, inMarch);
    const later = read({ measure: "mrr" }, columns, header, rows, {}, { today: "2024-04-01" });
    for (const { lines, warnings } of [saying, later]) {
      expect(brief(lines).map((line) => [line[0], line[2]]).sort()).toEqual([["A | P | 2024-01", "2024-03-01"], ["B | P | 2024-02", "2024-03-01"], ["C | P | 2024-01", "2024-02-01"]]);
      expect(warnings).toEqual([]);
    }
  });

  test("months that the grid skips hold what was before, with a warning", () => {
    const { lines, warnings } = read({ measure: "mrr" }, columns, ["Customer", "Product", "2024-03", "2024-06", "2024-09"], [["A", "P", "10", "10", ""]]);
    expect(brief(lines)).toEqual([["A | P | 2024-03", "2024-03-01", "2024-09-01", "10", "month"]]);
    expect(warnings).toMatchObject([{ code: "profile-months-apart" }]);
  });
});

describe("one row a customer and month", () => {
  const grid: GridReading = { layout: "long", month: "Month", measure: "mrr" };
  const columns: Profile["columns"] = { customer_id: { from: "Customer" }, amount: { from: "MRR" } };

  test("in any order, with two amounts of one month side by side", () => {
    const { lines, others } = read(grid, columns, ["Month", "Customer", "MRR", "Invoice"], [
      ["2024-02-29", "A", "10", "I2"],
      ["2024-01-31", "A", "10", "I1"],
      ["2024-03-31", "A", "0", "I3"],
      ["2024-01-01", "B", "5", "I4"],
      ["2024-01-01", "B", "7", "I5"],
      ["soon", "C", "7", "I6"],
      ["2024-04-30", "B", "5", "I7"],
      ["2024-04-30", "C", "5", "I8"],
      ["2024-03-31", "D", "5", "I9"],
      ["2024-04-30", "D", "five", "I10"],
    ]);
    expect(brief(lines)).toEqual([
      ["A | 2024-01", "2024-01-01", "2024-03-01", "10", "month"],
      ["B | 2024-01", "2024-01-01", "2024-02-01", "5", "month"],
      ["B | 2024-04", "2024-04-01", "", "5", "month"],
      ["B | 2024-01 #2", "2024-01-01", "2024-02-01", "7", "month"],
    ]);
    expect(lines[0]!["Invoice"]).toBe("I1");
    expect(others).toEqual(["no_amount", "grid-track-unreadable", "grid-track-unreadable"]); // C and D would seem to leave for the month
  });

  test("a named attribute that changes begins a new line", () => {
    const rows = [["2024-01", "A", "10", "SMB"], ["2024-02", "A", "10", "Ent"], ["2024-03", "A", "10", "Ent"]];
    expect(brief(read(grid, { ...columns, segment: { from: "Segment" } }, ["Month", "Customer", "MRR", "Segment"], rows).lines)).toEqual([
      ["A | 2024-01", "2024-01-01", "2024-02-01", "10", "month"],
      ["A | 2024-02", "2024-02-01", "", "10", "month"],
    ]);
  });
});

test("months down and customers across, without the totals", () => {
  const { lines, others } = read({ layout: "down", month: "Month", measure: "arr" }, { currency: { const: "EUR" } }, ["Month", "Acme", "Beta", "Ceta", "Total"], [
    ["Jan 2024", "10", "", "3", "13"],
    ["Feb 2024", "10", "5", "?", "15"],
    ["later", "10", "5", "3", "18"],
  ]);
  expect(others).toEqual(["profile-month-unreadable", "grid-track-unreadable"]);
  expect(brief(lines)).toEqual([
    ["Acme | 2024-01", "2024-01-01", "", "10", "year"],
    ["Beta | 2024-02", "2024-02-01", "", "5", "year"],
  ]);
  expect(lines.map((line) => [line.customer_id, line["currency"]])).toEqual([["Acme", "EUR"], ["Beta", "EUR"]]);
});

test("texts that name a month, and texts that do not", () => {
  const texts = ["2024-01", "2024-1", "2024-01-31", "2024-01-31 00:00:00", "2024/01", "01/2024", "Jan-24", "jan 2024", "January 2024", "Jan'24", "Sept 2024", "2024 Jan", "May 2024"];
  expect(texts.map(monthOfText)).toEqual([...Array(10).fill("2024-01-01"), "2024-09-01", "2024-01-01", "2024-05-01"]);
  expect(["1/2/2024", "2024", "2024-13", "2024-02-30", "Total", "Q1 2024", "Foo 24", "12", ""].map(monthOfText)).toEqual(Array(9).fill(undefined));
});

test("amounts are compared as text", () => {
  expect(["1200", "1200.00", "+01200.0", "1200."].map(plainAmount)).toEqual(Array(4).fill("1200"));
  expect(["-0.00", "0", "00.0", ".5", "-.50", "abc", "12345678901234567890.10"].map(plainAmount)).toEqual(["0", "0", "0", "0.5", "-0.5", "abc", "12345678901234567890.1"]);
  expect(["", " ", "-", "–", "$ -", "n/a", "#N/A", "NA", "null", "0.00"].every(isNoAmount)).toBe(true);
  expect(["-1", "0.01", "nap", "x", "5"].some(isNoAmount)).toBe(false);
});

describe("into lines and back", () => {
  /** The grid that lines stand for: amount by customer, product and month. */
  function gridOfLines(lines: Line[], months: string[]): Record<string, string[]> {
    const grid: Record<string, string[]> = {};
    for (const line of lines) {
      const row = (grid[`${line.customer_id}/${line["product"]}`] ??= months.map(() => ""));
      months.forEach((month, i) => {
        if (month < line.start_date || (line.end_date !== "" && month >= line.end_date)) return;
        if (row[i] !== "") throw new Error(`two lines of ${line.line_id} in ${month}`);
        row[i] = plainAmount(line.amount);
      });
    }
    return grid;
  }

  const amount = fc.oneof(fc.constantFrom("", "0", "-", "n/a"), fc.constantFrom("100", "100.0", "100.00", "250", "-40"), fc.integer({ min: 1, max: 999_999 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`));
  const books = fc.integer({ min: 1, max: 14 }).chain((count) => fc.record({
    first: fc.integer({ min: 0, max: 300 }),
    rows: fc.uniqueArray(fc.record({ customer: fc.constantFrom("A", "B", "C", "D"), product: fc.constantFrom("P", "Q"), amounts: fc.array(amount, { minLength: count, maxLength: count }) }), { selector: (row) => row.customer + row.product, maxLength: 8 }),
    count: fc.constant(count),
  }));
  const columns: Profile["columns"] = { customer_id: { from: "Customer" }, product: { from: "Product" } };

  test("a grid, a long table and, customer by customer, a transposed one give the amounts that they were made of", () => {
    fc.assert(fc.property(books, ({ first, rows, count }) => {
      const months = Array.from({ length: count }, (_, i) => addMonths("2010-01-01", first + i));
      const expected: Record<string, string[]> = {};
      for (const row of rows) if (!row.amounts.every(isNoAmount)) expected[`${row.customer}/${row.product}`] = row.amounts.map((text) => (isNoAmount(text) ? "" : plainAmount(text)));
      const across = read({ measure: "mrr" }, columns, ["Customer", "Product", ...months.map((month) => month.slice(0, 7))], rows.map((row) => [row.customer, row.product, ...row.amounts]));
      expect(gridOfLines(across.lines, months)).toEqual(expected);
      expect(new Set(across.lines.map((line) => line.line_id)).size).toBe(across.lines.length);

      const cells = rows.flatMap((row) => row.amounts.map((text, i) => [months[i]!, row.customer, row.product, text])).reverse();
      const long = read({ layout: "long", month: "Month", measure: "mrr" }, { ...columns, amount: { from: "MRR" } }, ["Month", "Customer", "Product", "MRR"], cells);
      expect(gridOfLines(long.lines, months)).toEqual(expected);

      const mine = rows.filter((row) => row.product === "P");
      const down = read({ layout: "down", month: "Month", measure: "mrr" }, { product: { const: "P" } }, ["Month", ...mine.map((row) => row.customer)], months.map((month, i) => [month, ...mine.map((row) => row.amounts[i]!)]));
      expect(gridOfLines(down.lines, months)).toEqual(Object.fromEntries(Object.entries(expected).filter(([key]) => key.endsWith("/P"))));
    }), { numRuns: 200 });
  });
});
