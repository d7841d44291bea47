import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { findProfile, profileText, readProfile, readProfileFile, shippedProfiles, type Profile } from "./index.js";

const needed = "  customer_id: Account\n  start_date: Start\n  amount: MRR\n  amount_per: {const: month}\n";

function problemsOf(yaml: string) {
  return readProfile(yaml, "mine.yaml").problems.map(({ code, at, remedy }) => ({ code, line: at.line, column: at.column, value: at.value, remedy }));
}

describe("a profile that is right", () => {
  const yaml = `# what sales exports every month
name: sales list
sheet: Contracts 2025
header_row: 3
date_order: dmy
decimal: ","
end_convention: inclusive
time_zone: Europe/Berlin
columns:
  Customer ID: {from: Account, or: [AccountId], if_empty: Payer}
  start_date: Start
  end_date: {from: Start, months: {from: Term}, days: -1}
  amount: {from: Price, minor_places: 2}
  amount_per: {from: Cycle, values: {Monthly: month, "": year}, otherwise: term}
  quantity: {const: 1.50}
  auto_renew: {from: Renews, optional: true, values: {Yes: true, No: false}}
  attribute:Plan tier: {from: Tier}
  Segment: Size
attributes: [Owner]
rows:
  - {column: Status, is_not: [Draft, ""]}
  - {column: Deleted, empty: true, optional: true}
notice:
  - {column: Total, empty: false}
key: [Account, SKU]
`;

  test("is read with numbers as they are written and names as lines have them", () => {
    const expected: Profile = {
      name: "sales list",
      sheet: "Contracts 2025",
      header_row: 3,
      date_order: "dmy",
      decimal: ",",
      end_convention: "inclusive",
      time_zone: "Europe/Berlin",
      columns: {
        customer_id: { from: "Account", or: ["AccountId"], if_empty: "Payer" },
        start_date: { from: "Start" },
        end_date: { from: "Start", months: { from: "Term" }, days: -1 },
        amount: { from: "Price", minor_places: 2 },
        amount_per: { from: "Cycle", values: { Monthly: "month", "": "year" }, otherwise: "term" },
        quantity: { const: "1.50" },
        auto_renew: { from: "Renews", optional: true, values: { Yes: "true", No: "false" } },
        "attribute:Plan tier": { from: "Tier" },
        segment: { from: "Size" },
      },
      attributes: ["Owner"],
      rows: [{ column: "Status", is_not: ["Draft", ""] }, { column: "Deleted", empty: true, optional: true }],
      notice: [{ column: "Total", empty: false }],
      key: ["Account", "SKU"],
    };
    expect(readProfile(yaml, "mine.yaml")).toEqual({ profile: expected, problems: [] });
  });

  test("is the same when it is written and read again", () => {
    const { profile } = readProfile(yaml, "mine.yaml");
    expect(readProfile(profileText(profile!), "other.yaml").profile).toEqual(profile);
    const grid: Profile = { name: "g", columns: { customer_id: { from: "true" } }, grid: { months: [{ column: "P1", month: "2024-01-01" }], measure: "mrr" } };
    expect(readProfile(profileText(grid), "other.yaml")).toEqual({ profile: grid, problems: [] });
    const told: Profile = { ...grid, grid: { months: [{ column: "Jan-24", month: "2024-01-01" }], measure: "mrr" } };
    expect(readProfile(profileText(told), "other.yaml").profile?.grid).toEqual({ measure: "mrr" });
  });

  const name = fc.oneof(fc.constantFrom("Yes", "null", "~", "1e3", "0012", " lead", "#1", "a: b", "true", "2024-01-01", "x\ny", "€", "- a", "'q'", "__proto__"), fc.string({ minLength: 1, maxLength: 12 }));
  const columnNames = { or: fc.array(name, { minLength: 1, maxLength: 2 }), optional: fc.constant(true as const) };
  const optionally = { requiredKeys: ["from"] as ["from"] };
  const beginning = fc.record({ column: name, begins: fc.array(name, { minLength: 1, maxLength: 2 }) });
  const fallback = fc.oneof(name, fc.record({ from: name, if_empty: fc.oneof(name, fc.record({ from: name, where: beginning }, optionally)), ...columnNames }, optionally));
  const plain = fc.record({ from: name, if_empty: fallback, where: fc.record({ column: name, empty: fc.boolean() }), ...columnNames }, optionally);
  const date = fc.record({ from: name, months: fc.oneof(fc.integer({ min: -1200, max: 1200 }), fc.record({ from: name, ...columnNames }, optionally)), days: fc.integer({ min: -3660, max: 3660 }) }, optionally);
  const oneFilter = fc.oneof(fc.record({ column: name, is: fc.array(fc.oneof(name, fc.constant("")), { minLength: 1, maxLength: 3 }) }), fc.record({ column: name, empty: fc.boolean(), optional: fc.constant(true as const) }), beginning);
  const filter = fc.oneof(oneFilter, fc.record({ any: fc.array(oneFilter, { minLength: 1, maxLength: 2 }) }));
  const anyProfile = fc.record({
    name, known_by: fc.array(fc.array(name, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }), beside: fc.array(name, { minLength: 1, maxLength: 2 }), sheet: name, header_row: fc.integer({ min: 1, max: 99 }), date_order: fc.constantFrom("dmy" as const, "ymd" as const), decimal: fc.constantFrom("." as const, "," as const),
    end_convention: fc.constantFrom("inclusive" as const, "exclusive" as const), time_zone: fc.constantFrom("UTC", "Europe/Berlin"),
    columns: fc.record({ customer_id: plain, start_date: date, amount: fc.oneof(plain, fc.record({ const: name })), amount_per: fc.record({ from: name, values: fc.constantFrom({ Monthly: "month", "": "" }, { null: "term" }), otherwise: name }) }),
    attributes: fc.oneof(fc.constantFrom("all" as const, "none" as const), fc.array(name)), rows: fc.array(filter, { maxLength: 2 }), notice: fc.array(filter, { maxLength: 2 }), key: fc.array(name, { minLength: 1, maxLength: 2 }),
  }, { requiredKeys: ["name", "columns"] });

  test("whatever it says, is read again as it was written", () => {
    fc.assert(fc.property(anyProfile, (profile) => {
      expect(readProfile(profileText(profile), "again.yaml")).toEqual({ profile, problems: [] });
    }), { numRuns: 300 });
  });

  test("written in any attribute's own name, it is that attribute's", () => {
    const profile: Profile = { name: "p", columns: { ...readProfile(yaml, "x").profile!.columns, "Sold by": { from: "Seller" } } };
    expect(Object.keys(readProfile(profileText(profile), "x").profile!.columns)).toContain("attribute:Sold by");
  });

  test("takes its name from the file where it says none", () => {
    expect(readProfile(`columns:\n${needed}`, "/some/where/billing.yaml").profile?.name).toBe("billing");
  });
});

describe("a profile that is wrong", () => {
  test("unknown keys, at their place, with the nearest one", () => {
    expect(problemsOf(`colums:\n  a: b\ncolumns:\n${needed}  amuont_every: {from: N}\n`)).toMatchObject([
      { code: "profile-key-unknown", line: 1, column: 1, value: "colums", remedy: expect.stringContaining("Did you mean columns?") },
      { code: "profile-key-unknown", line: 8, column: 3, value: "amuont_every", remedy: expect.stringContaining("Did you mean amount_every?") },
    ]);
    expect(problemsOf(`columns:\n${needed}  end_date: {form: End}\n`)).toMatchObject([{ code: "profile-key-unknown", line: 6, column: 14, value: "form" }]);
  });

  test("values that are none, with what is allowed", () => {
    expect(problemsOf(`date_order: day first\nend_convention: inclusve\nheader_row: two\ntime_zone: Mars/Base\ncolumns:\n${needed}`)).toMatchObject([
      { code: "profile-value", line: 1, column: 13, value: "day first", remedy: "Allowed: dmy, mdy, ymd." },
      { code: "profile-value", line: 2, value: "inclusve", remedy: expect.stringContaining("Did you mean inclusive?") },
      { code: "profile-value", line: 3, value: "two" },
      { code: "profile-value", line: 4, value: "Mars/Base" },
    ]);
  });

  test("sources that say two things, or nothing", () => {
    const sources = ["{const: x, from: y}", "{}", "{from: A, otherwise: x}", "[a]", "{from: A, months: 3}", "{from: A, minor_places: 2}", "{from: A, values: {a: b}, months: 1}", "{from: A, values: {a: b, A : c}}"];
    for (const source of sources) expect(problemsOf(`columns:\n${needed}  product: ${source}\n`), source).toMatchObject([{ code: "profile-value", line: 6 }]);
    expect(problemsOf(`columns:\n${needed}  end_date: {const: 31.12.2025}\n`)).toMatchObject([{ code: "profile-value", line: 6, value: "31.12.2025" }]);
    expect(problemsOf(`columns:\n${needed}  Amount: {from: B}\n`)).toMatchObject([{ code: "profile-value", line: 6 }]);
  });

  test("filters without a test, and grids without what they need", () => {
    expect(problemsOf(`columns:\n${needed}rows: [{column: A}]\n`)).toMatchObject([{ code: "profile-value", line: 6 }]);
    expect(problemsOf(`columns:\n${needed}rows: [{column: A, is: [x], empty: true}]\n`)).toMatchObject([{ code: "profile-value", line: 6 }]);
    expect(problemsOf("columns: {customer_id: A}\ngrid: {months: []}\n").map(({ line }) => line)).toEqual([2, 2]);
    expect(problemsOf("columns: {customer_id: A}\ngrid: {measure: mrr, months: [{column: Jan, month: 2024-01-15}]}\n")).toMatchObject([{ code: "profile-value", value: "2024-01-15" }, { code: "profile-value" }]);
    expect(problemsOf("columns: {customer_id: A, amount: B}\ngrid: {measure: mrr, layout: long}\n")).toMatchObject([{ code: "profile-value", line: 2 }]);
    expect(problemsOf("columns: {customer_id: A, amount: B}\ngrid: {measure: mrr}\n")).toMatchObject([{ code: "profile-value", line: 1, column: 27 }]);
  });

  test("what a line can't do without", () => {
    expect(problemsOf("columns:\n  customer_id: A\n")).toMatchObject(["start_date", "amount", "amount_per"].map(() => ({ code: "profile-field-missing", line: 1 })));
  });

  test("whatever is done to its text, a mistake is told with its place and nothing is thrown", () => {
    const whole = readFileSync(join(import.meta.dirname, "shipped", "hubspot.yaml"), "utf8");
    const piece = fc.oneof(fc.constantFrom("{", "}", "[", "]", ":", ": ", "\n", "\t", "  ", "&a ", "*a", "!!int ", "? ", "- ", "|", ">", "%", "'", '"', "#", "~"), fc.string({ maxLength: 4 }));
    fc.assert(fc.property(fc.nat(whole.length), fc.nat(30), piece, (at, length, put) => {
      const read = readProfile(whole.slice(0, at) + put + whole.slice(at + length), "x.yaml");
      expect(read.problems.length > 0).toBe(read.profile === undefined);
      for (const { at: place } of read.problems) expect(place).toMatchObject({ file: "x.yaml", line: expect.any(Number) });
    }), { numRuns: 500 });
  });

  test("what is nested too deep is said at its line, however it is nested", () => {
    for (const deep of [`x: 1\ncolumns: ${"[".repeat(200_000)}`, `x: 1\ncolumns: ${"{a: ".repeat(60)}`, `x: 1\n${"- ".repeat(100_000)}a`, `x: 1\ncolumns: "]]" \n${" ".repeat(300)}a: 1`]) {
      const [found, ...others] = readProfile(deep, "deep.yaml").problems;
      expect([found?.code, others.length], deep.slice(0, 40)).toEqual(["profile-file", 0]);
      expect(found!.message).toContain("nested");
      expect(found!.at.line).toBe(deep.startsWith('x: 1\ncolumns: "') ? 3 : 2);
    }
    expect(problemsOf(`columns:\n${needed}name: "${"[".repeat(60)}"\n`)).toEqual([]);
  });

  test("two rows of names over months down are a customer and one other field", () => {
    const grid = (of: string) => `grid: {layout: down, month: Month, of: ${of}, measure: mrr}\n`;
    expect(readProfile(grid("[customer_id, Segment]"), "a.yaml").profile?.grid).toEqual({ layout: "down", month: "Month", of: ["customer_id", "segment"], measure: "mrr" });
    for (const of of ["[product, segment]", "[customer_id]", "[customer_id, customer_id]", "[customer_id, nothing]"]) expect(problemsOf(grid(of)), of).toMatchObject([{ code: "profile-value" }]);
  });

  test("no YAML, no map, no file", () => {
    expect(problemsOf("columns: {a: [\n")).toMatchObject([{ code: "profile-file" }]);
    expect(problemsOf("columns:\n  amount: a\n  amount: b\n")).toMatchObject([{ code: "profile-file", line: 3 }]);
    expect(problemsOf("just a text")).toMatchObject([{ code: "profile-file", line: 1 }]);
    expect(problemsOf("")).toMatchObject([{ code: "profile-file", line: 1 }]);
    expect(readProfileFile("/nowhere/none.yaml").problems).toMatchObject([{ code: "file-missing" }]);
  });
});

describe("finding a profile", () => {
  const folder = mkdtempSync(join(tmpdir(), "annua-profile-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("beside the book, before a shipped one; by path; or a problem that lists them", () => {
    writeFileSync(join(folder, "stripe.yaml"), `columns:\n${needed}`);
    expect(findProfile("stripe", folder).path).toBe(join(folder, "stripe.yaml"));
    expect(findProfile(join(folder, "stripe.yaml"), "/").profile?.name).toBe("stripe");
    expect(findProfile("stripe.yaml", folder).profile?.name).toBe("stripe");
    expect(findProfile("strype", folder).problems).toMatchObject([
      { code: "profile-unknown", at: { value: "strype" }, remedy: expect.stringMatching(/Shipped: .*stripe.*Beside the book: stripe.*Did you mean stripe\?/) },
    ]);
    expect(findProfile("./none.yaml", folder).problems).toMatchObject([{ code: "file-missing" }]);
  });

  test("every shipped one is right", () => {
    expect(shippedProfiles().length).toBeGreaterThan(5);
    for (const name of shippedProfiles()) {
      const found = findProfile(name, folder === "" ? "" : join(folder, "none"));
      expect(found.problems, name).toEqual([]);
      expect(found.profile?.name).toBe(name);
      expect(readProfile(profileText(found.profile!), "again.yaml").profile).toEqual(found.profile);
    }
  });
});
