/** What a file about customers says fills what lines leave empty, from its day on; versions, the log and undo as with lines. */
import { describe, expect, test } from "vitest";
import { type Book, openBook } from "../../src/index.js";

const line = (id: string, customer: string, rest: Record<string, string> = {}) => ({ line_id: id, customer_id: customer, start_date: "2025-01-01", amount: "100", amount_per: "month", ...rest });

async function book(): Promise<Book> {
  const made = await openBook({ path: ":memory:" });
  await made.import([line("L1", "acme"), line("L2", "acme", { segment: "SMB" }), line("L3", "bolt"), line("L4", "corp", { customer_name: "Corp Ltd", csm: "jo" })]);
  return made;
}

const cut = async (made: Book, on = "2026-06-30") => (await made.run("snapshot", { on, by: ["segment"] })).rows.map((row) => [row["segment"], row["arr"], row["customers"]]);

describe("facts of customers", () => {
  test("fill what lines leave empty, from their day on, in cuts, filters and lists", async () => {
    const made = await book();
    const told = await made.importCustomers([
      { customer_id: "acme", from_date: "2026-01-01", segment: "ENT", csm: "ann", name: "Acme Corp", parent_id: "globe" },
      { customer_id: "bolt", from_date: "", segment: "MID", csm: "", name: "", parent_id: "" },
      { customer_id: "corp", from_date: "", segment: "", csm: "max", name: "Other name", parent_id: "" },
      { customer_id: "nobody", from_date: "", segment: "MID", csm: "", name: "", parent_id: "" },
    ]);
    expect(told).toMatchObject({ kept: true, rows_of: "customers", read: 4, used: 4, attributes: ["segment", "csm"], problems: [{ code: "customer-unknown" }], arr_before: "4800.00", arr_after: "4800.00" });
    expect(await cut(made)).toEqual([["", "1200.00", 1], ["ENT", "1200.00", 1], ["MID", "1200.00", 1], ["SMB", "1200.00", 1]]);
    expect(await cut(made, "2025-12-31")).toEqual([["", "2400.00", 2], ["MID", "1200.00", 1], ["SMB", "1200.00", 1]]);
    const kept = await made.run("snapshot", { on: "2026-06-30", where: ["segment=ENT,MID"] });
    expect(kept.rows[0]).toMatchObject({ arr: "2400.00", lines: 2 });
    const customers = (await made.run("customers", { on: "2026-06-30" })).rows.map((row) => [row["customer"], row["name"], row["parent"], row["owner"]]);
    expect(customers).toEqual([["acme", "Acme Corp", "globe", "ann"], ["bolt", "bolt", "", ""], ["corp", "Corp Ltd", "", "jo"]]);
    expect((await made.run("lines", { on: "2026-06-30" })).rows.map((row) => row["name"])).toEqual(["Acme Corp", "Acme Corp", "bolt", "Corp Ltd"]);
    await made.close();
  });

  test("the same file twice is a no-op, a change is a new version, an undo takes it back, and each step has its hash", async () => {
    const made = await book();
    const hashes = [(await made.provenance()).data];
    const keep = async (work: Promise<unknown>) => (await work, hashes.push((await made.provenance()).data));
    await keep(made.importCustomers([{ customer_id: "bolt", segment: "MID", csm: "ann" }]));
    expect(await made.importCustomers([{ customer_id: "bolt", segment: "MID", csm: "ann" }])).toMatchObject({ kept: false, unchanged: 1 });
    await keep(made.importCustomers([{ customer_id: "bolt", segment: "ENT", csm: "" }]));
    expect((await cut(made)).map(([segment]) => segment)).toEqual(["", "ENT", "SMB"]);
    expect((await made.importChange(3)).facts).toEqual([
      { customer: "bolt", from_date: "", name: "segment", value: "ENT", row: 1, change: "brought" },
      { customer: "bolt", from_date: "", name: "segment", value: "MID", row: 1, change: "ended" },
    ]);
    await keep(made.undoImport(3));
    expect((await cut(made)).map(([segment]) => segment)).toEqual(["", "MID", "SMB"]);
    await keep(made.undoImport(2));
    expect((await cut(made)).map(([segment]) => segment)).toEqual(["", "SMB"]);
    await keep(made.undoImport(5));
    expect((await cut(made)).map(([segment]) => segment)).toEqual(["", "MID", "SMB"]);
    await keep(made.undoImport(4));
    expect((await cut(made)).map(([segment]) => segment)).toEqual(["", "ENT", "SMB"]);
    expect(new Set(hashes).size).toBe(7);
    expect((await made.imports()).map(({ kind, superseded }) => [kind, superseded]).slice(0, 3)).toEqual([["import", 0], ["customers", 0], ["customers", 1]]);
    await made.close();
  });

  test("each row is used, unchanged, ignored or rejected", async () => {
    const made = await book();
    await made.importCustomers([{ customer_id: "acme", segment: "ENT" }]);
    const rows = [
      { customer_id: "acme", from_date: "", segment: "ENT" },
      { customer_id: "bolt", from_date: "2026-01-01", segment: "MID" },
      { customer_id: "bolt", from_date: "2026-01-01", segment: "MID" },
      { customer_id: "corp", from_date: "", segment: "A" },
      { customer_id: "corp", from_date: "", segment: "B" },
      { customer_id: "", from_date: "", segment: "B" },
      { customer_id: "dune", from_date: "soon", segment: "B" },
      { customer_id: "dune", from_date: "", segment: "" },
      { customer_id: "", from_date: "", segment: "" },
    ];
    const refused = await made.importCustomers(rows);
    expect(refused).toMatchObject({ kept: false, used: 1, unchanged: 1, ignored: 3, ignored_by: { blank: 2, repeated: 1 }, rejected: 4 });
    expect(refused.rejects.map(({ row, problems }) => [row, problems[0]!.code])).toEqual([[4, "customer-fact-twice"], [5, "customer-fact-twice"], [6, "customer-id-missing"], [7, "date-unreadable"]]);
    expect(await made.importCustomers(rows, { allowRejects: true, dryRun: true })).toMatchObject({ kept: false, used: 1, problems: [] });
    expect(await made.importCustomers(rows, { allowRejects: true })).toMatchObject({ kept: true, used: 1 });
    await expect(made.importCustomers([{ account: "acme", segment: "x" }])).rejects.toMatchObject({ problems: [{ code: "customer-column-missing" }] });
    await made.close();
  });

  test("are looked at for two ids of one customer, and for two names under one id", async () => {
    const made = await openBook({ path: ":memory:" });
    await made.import([line("L1", "A1"), line("L2", "B1"), line("L3", "C1", { customer_name: "Corp", product: "Add-on" }), line("L4", "C1")]);
    expect(await made.questions()).toEqual([]);
    await made.importCustomers([{ customer_id: "A1", name: "Acme Inc" }, { customer_id: "B1", name: "ACME" }, { customer_id: "C1", name: "Dune" }]);
    const asked = (await made.questions()).map(({ kind, subject, arr_at_stake, choices }) => [kind, subject, arr_at_stake, ...choices.map(({ choice }) => choice)]);
    // 100 a month: A1 and B1 carry 1,200 each; the two lines of C1 carry 2,400, one of them under a name that the file does not say
    expect(asked).toEqual([["ids", "A1, B1", "2400.00", "apart", "one_customer"], ["names", "C1", "2400.00", "one_customer", "two_customers"]]);
    const names = (await made.questions()).find(({ kind }) => kind === "names")!;
    await made.answer(names.id, "two_customers");
    expect((await made.run("snapshot", { by: ["customer"] })).rows.map((row) => [row["customer"], row["arr"]])).toEqual([["A1", "1200.00"], ["B1", "1200.00"], ["C1", "1200.00"], ["C1 / Corp", "1200.00"]]);
    await made.close();
  });

  test("make customers children of a parent, or no longer, in the ledger at once", async () => {
    const made = await openBook({ path: ":memory:", policy: { level: "parent" } });
    await made.import([line("L1", "acme"), line("L2", "bolt"), line("L3", "corp")]);
    const customers = async () => (await made.run("snapshot", { on: "2026-06-30" })).rows[0]!["customers"];
    expect(await customers()).toBe(3);
    const { import_id } = await made.importCustomers([{ customer_id: "acme", parent_id: "globe" }, { customer_id: "bolt", parent_id: "globe" }]);
    expect(await customers()).toBe(2);
    await made.undoImport(import_id!);
    expect(await customers()).toBe(3);
    await made.close();
  });
});
