import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { amountPers, billings, kinds } from "../../domain/contract.js";
import { isDate } from "../../domain/calendar.js";
import { ProblemError } from "../../domain/problem.js";
import { sampleColumns, sampleCompany, sampleCsv, type SampleOptions } from "./index.js";

type Row = Record<(typeof sampleColumns)[number], string>;

const csv = (options: SampleOptions): string => [...sampleCsv({ until: "2025-12", ...options })].join("");

function rowsOf(options: SampleOptions): Row[] {
  const [header, ...rows] = [...sampleCompany({ until: "2025-12", ...options })];
  return rows.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]])) as Row);
}

describe("the same company every time", () => {
  it("gives the same bytes for the same options", () => {
    expect(csv({ customers: 60, seed: 3 })).toBe(csv({ customers: 60, seed: 3 }));
  });

  it("has bytes that are known, on every machine", () => {
    const hash = createHash("sha256").update(csv({ customers: 40, seed: 7 })).digest("hex");
    expect(hash).toBe("c4d606d55984a424260d22312db6dba6829e237e09ab5cfdb89a997e213b5240");
  });

  const changes: [string, SampleOptions][] = [["seed", { seed: 4 }], ["number of customers", { customers: 61 }], ["last month", { until: "2025-11" }], ["length", { years: 5 }]];

  it.each(changes)("is another one for another %s", (_, change) => {
    expect(csv({ customers: 60, seed: 3, ...change })).not.toBe(csv({ customers: 60, seed: 3 }));
  });
});

describe("its rows", () => {
  const rows = rowsOf({ customers: 900, seed: 5 });

  it("are read back from the CSV text as they were written", () => {
    const read = parse(csv({ customers: 900, seed: 5 }), { columns: true, record_delimiter: "\n" });
    expect(read).toEqual(rows);
    expect(rows.some((row) => /[",]/.test(row.customer_name))).toBe(true);
  });

  it("name each version of a line once, and number lines and customers through all blocks", () => {
    expect(new Set(rows.map((row) => `${row.line_id} ${row.recorded_on}`)).size).toBe(rows.length);
    const lines = new Set(rows.map((row) => Number(row.line_id.slice(2))));
    expect(Math.max(...lines)).toBe(lines.size);
    expect(new Set(rows.map((row) => row.customer_id)).size).toBe(900);
    expect(rows.at(-1)!.customer_id).toBe("C-0900");
  });

  it("call no two customers of a company of the usual size alike", () => {
    const names = new Map(rowsOf({ seed: 9 }).map((row) => [row.customer_id, row.customer_name]));
    expect(names.size).toBe(400);
    expect(new Set(names.values()).size).toBe(400);
  });

  it("hold dates that exist, in an order that can be", () => {
    const dates = ["signed_on", "start_date", "end_date", "discount_until", "live_on", "cancelled_on", "recorded_on", "superseded_on"] as const;
    const bad = rows.filter((row) => dates.some((name) => row[name] !== "" && !isDate(row[name])));
    expect(bad).toEqual([]);
    expect(rows.filter((row) => row.end_date !== "" && row.end_date <= row.start_date)).toEqual([]);
    expect(rows.filter((row) => row.cancelled_on !== "" && (row.cancelled_on <= row.signed_on || row.cancelled_on >= row.end_date))).toEqual([]);
    expect(rows.filter((row) => row.signed_on > "2025-12-31" || row.recorded_on > "2025-12-31" || row.recorded_on < row.signed_on)).toEqual([]);
  });

  it("say only what a line may say", () => {
    const wrong = rows.filter((row) => {
      const numbers = /^\d+\.\d\d$/.test(row.amount) && /^-?[1-9]\d*$/.test(row.quantity);
      const words = (amountPers as readonly string[]).includes(row.amount_per) && (billings as readonly string[]).includes(row.billing) && ["", ...kinds].includes(row.kind);
      const term = row.amount_per !== "term" || row.kind !== "recurring" || row.end_date !== "";
      return !numbers || !words || !term || (row.amount_per === "term" && row.amount_every !== "");
    });
    expect(wrong).toEqual([]);
  });

  it("are looked after by six people, of whom one has left", () => {
    const lastSigned = new Map(rows.map((row) => [row.csm, row.signed_on] as const).sort(([, a], [, b]) => (a < b ? -1 : 1)));
    expect(lastSigned.size).toBe(6);
    expect([...lastSigned.values()].filter((day) => day < "2025-01-01").length).toBe(1);
  });

  it("replace lines of the same customer that are there", () => {
    const owner = new Map(rows.map((row) => [row.line_id, row.customer_id]));
    expect(rows.filter((row) => row.replaces !== "" && (owner.get(row.replaces) !== row.customer_id || row.replaces === row.line_id))).toEqual([]);
    expect(rows.some((row) => row.replaces !== "")).toBe(true);
  });

  it("give whole months to each price for a whole term", () => {
    const priced = rows.filter((row) => row.amount_per === "term" && row.kind === "recurring");
    expect(priced.length).toBeGreaterThan(20);
    expect(priced.filter((row) => row.start_date.slice(8) !== row.end_date.slice(8))).toEqual([]);
  });
});

describe("any size", () => {
  it("streams: memory does not grow with what has been given", () => {
    const before = process.memoryUsage().heapUsed;
    let rows = 0;
    let customer = "";
    for (const cells of sampleCompany({ customers: 2_500_000, until: "2025-12" })) {
      customer = cells[1]!;
      if (++rows === 150_000) break;
    }
    expect(rows).toBe(150_000);
    expect(Number(customer.slice(2))).toBeGreaterThan(30_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  it("comes in chunks of whole records", () => {
    const chunks = [...sampleCsv({ customers: 1_200, until: "2025-12" })];
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.every((chunk) => chunk.endsWith("\n") && chunk.length < 1_000_000)).toBe(true);
  });

  it.each([1, 2, 3, 10, 25])("has %i customers if asked for so many", (customers) => {
    expect(new Set(rowsOf({ customers, seed: 2 }).map((row) => row.customer_id)).size).toBe(customers);
  });

  it.each([3, 6, 10])("has a history of %i years if asked for it", (years) => {
    const first = rowsOf({ customers: 200, years }).map((row) => row.start_date).sort()[0]!;
    // A trial may begin in the month before the first; a long history of few customers may begin some months late.
    expect(first >= `${2025 - years}-12-01` && first < `${2026 - years}-07-01`).toBe(true);
  });

  it("ends with the month before this one unless told otherwise", () => {
    const newest = [...sampleCompany({ customers: 400 })].slice(1).map((cells) => cells[sampleColumns.indexOf("recorded_on")]!).sort().at(-1)!;
    const today = new Date().toISOString().slice(0, 10);
    expect(newest < today.slice(0, 8)).toBe(true);
    expect(Date.parse(today) - Date.parse(newest)).toBeLessThan(40 * 86_400_000);
  });
});

describe("options out of range", () => {
  it.each<[SampleOptions, string]>([
    [{ customers: 0 }, "customers cannot be 0"], [{ customers: 1.5 }, "customers cannot be 1.5"], [{ customers: Number.NaN }, "customers cannot be NaN"],
    [{ seed: -1 }, "seed cannot be -1"], [{ years: 2 }, "years cannot be 2"], [{ until: "2025-13" }, "until cannot be 2025-13"], [{ until: "" }, "until cannot be empty"],
  ])("are refused before any row: %o", (options, words) => {
    expect(() => sampleCompany(options)).toThrow(ProblemError);
    expect(() => sampleCsv(options)).toThrow(words);
  });
});
