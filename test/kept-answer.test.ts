/** JSON answers that were kept, asked again of the book: as of then, under the policy of then, cell by cell. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook, ProblemError, type Book, type ReportResult } from "../src/index.js";
import { typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-kept-"));
const path = join(folder, "kept.annua");
let book: Book;
let waterfall: ReportResult;

const line = { line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "week" };

// 100 a week is 5,200 a year with 52 weeks; with 365/7 it is 5,214.29
beforeAll(async () => {
  book = await openBook({ path, create: true });
  await book.import([line]);
  waterfall = await book.run("waterfall", { from: "2025-01", to: "2025-02", ratios: true });
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

const copy = (change: (answer: ReportResult) => void): ReportResult => {
  const answer = structuredClone(waterfall);
  change(answer);
  return answer;
};

test("an answer comes out again, and a cell or a row that was changed does not", async () => {
  expect(waterfall.rows.map((row) => row["closing"])).toEqual(["5200.00", "5200.00"]);
  // 24 columns but for the period, two rows
  expect(await book.verifyAnswer(waterfall)).toMatchObject({ agrees: true, compared: 2 * (waterfall.columns.length - 1), cells: [], as_then: false, same_state: true, same_policy: true, same_decisions: true, same_model: true });
  const changed = copy(({ rows }) => (rows[0]!["new"] = "5300.00"));
  expect(await book.verifyAnswer(changed)).toMatchObject({ agrees: false, cells: [{ row: "2025-01", column: "new", written: "5300.00", recomputed: "5200.00" }] });
  const shorter = await book.verifyAnswer(copy(({ rows }) => rows.pop()));
  expect(shorter.cells).toEqual([{ row: "2025-02", column: "", written: null, recomputed: "a row" }]);
  const longer = await book.verifyAnswer(copy(({ rows }) => rows.push({ ...rows[1]! })));
  expect(longer.cells).toEqual([{ row: "2025-02 (2)", column: "", written: "a row", recomputed: null }]);
});

test("a page of a list is looked for in the whole of it", async () => {
  const page = await book.run("lines", { on: "2025-06-30", limit: 1 });
  expect(await book.verifyAnswer(page)).toMatchObject({ agrees: true, same_state: true });
});

test("what the book is told later, and a policy that is set later, do not change what it was made from", async () => {
  await book.import([{ ...line, line_id: "L2", customer_id: "bolt" }]);
  await book.setPolicy({ weeks_per_year: "365/7" });
  expect((await book.run("snapshot", { on: "2025-06-30" })).rows[0]!["arr"]).toBe("10428.58");
  expect(await book.verifyAnswer(waterfall)).toMatchObject({ agrees: true, as_then: true, same_state: true, same_policy: true });
  const other = await book.verifyAnswer(waterfall, { set: { weeks_per_year: "52", include_kinds: ["recurring", "usage"] } });
  expect(other).toMatchObject({ agrees: true, same_policy: false });
});

test("an answer from elsewhere is compared with what the book knows, and says so", async () => {
  const elsewhere = copy(({ provenance }) => (provenance.data = "sha256:0"));
  const verification = await book.verifyAnswer(elsewhere);
  expect(verification).toMatchObject({ agrees: false, as_then: false, same_state: false });
  expect(verification.cells.filter(({ column }) => column === "closing").map(({ recomputed }) => recomputed)).toEqual(["10400.00", "10400.00"]);
  const unknown: unknown = await book.verifyAnswer(copy((answer) => (answer.report = "soothsayer"))).catch((error: unknown) => error);
  expect(unknown instanceof ProblemError && unknown.problems.map(({ code }) => code)).toEqual(["answer-unknown"]);
});

test("the command tells an answer from a board table", async () => {
  await book.close();
  const file = join(folder, "waterfall.json");
  writeFileSync(file, JSON.stringify(waterfall));
  const { status, out } = await typed(["verify", file, "--book", path, "--format", "table"]);
  expect({ status, out: out.split("\n").slice(0, 5) }).toEqual({ status: 0, out: ["waterfall.json: waterfall, worked out again", "", `All ${2 * (waterfall.columns.length - 1)} figures come out again.`, "", "More was told to the book since; it was asked as of then."] });
  book = await openBook({ path });
});
