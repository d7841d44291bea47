/** What --show-sql prints runs in DuckDB on the book, and gives the rows that the report gives. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports, type Report } from "../src/catalogue/index.js";
import { questionKinds } from "../src/catalogue/questions.js";
import { asked, contracts, typed } from "./cli/typed.js";

const folder = mkdtempSync(join(tmpdir(), "annua-script-"));
const book = join(folder, "it's.annua");

beforeAll(async () => {
  writeFileSync(join(folder, "contracts.csv"), contracts);
  await typed(["import", join(folder, "contracts.csv"), "--book", book]);
});

afterAll(() => rmSync(folder, { recursive: true }));

const questions: Partial<Record<string, string[]>> = {
  customer: ["customer", "acme"], snapshot: ["snapshot", "--by", "segment", "--where", "segment=ENT,SMB"], trend: ["trend", "--by", "tier,tenure"], cs_impact: ["cs_impact", "--owner", "segment"], movements: ["movements", "--kind", "new", "--from", "2024"],
};

/** The rows of each query of a script, in an engine that knows nothing of Annua. */
async function rowsOfScript(script: string): Promise<Record<string, unknown>[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const statements = await connection.extractStatements(script);
    const answers: Record<string, unknown>[][] = [];
    for (let at = 0; at < statements.count; at++) {
      const reader = await (await statements.prepare(at)).runAndReadAll();
      // all but the query answer with one column or none
      if (reader.columnNames().length > 1) answers.push(reader.getRowObjectsJson());
    }
    return answers;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test("of the checks runs as it is printed, one query a check", async () => {
  const { out } = await typed(["check", "--book", book, "--on", "2025-06-30", "--show-sql"]);
  const answer = await asked<{ rows: Record<string, unknown>[] }>(["check", "--book", book, "--on", "2025-06-30"]);
  const answers = await rowsOfScript(out);
  expect(answers).toHaveLength(answer.rows.length);
  expect(answers.map((rows) => rows.length > 0)).toEqual(answer.rows.map((row) => row["passed"] === "no"));
});

test("of the questions runs as it is printed, one query a kind of question", async () => {
  const words = ["questions", "--book", book, "--on", "2025-06-30"];
  const answers = await rowsOfScript((await typed([...words, "--show-sql"])).out);
  expect(answers).toHaveLength(questionKinds.length);
  expect(answers.flat()).toHaveLength((await asked<{ rows: unknown[] }>(words)).rows.length);
});

test("on files says which book to make", async () => {
  const { out } = await typed(["snapshot", join(folder, "contracts.csv"), "--show-sql"]);
  expect(out).toContain(`-- There is no book yet: \`annua import ${join(folder, "contracts.csv")} --book ${join(folder, "contracts.annua")}\` makes the one that it reads.`);
  expect(out).toContain(`attach '${join(folder, "contracts.annua")}' as book (type duckdb, read_only);`);
});

test("in JSON stands beside the SQL and its parameters", async () => {
  expect(await asked(["snapshot", "--book", book, "--show-sql"])).toMatchObject({ sql: expect.stringContaining("with question as"), params: { by: "[]" }, script: expect.stringContaining("use book;") });
});

describe.each((reports as readonly Report[]).filter((report) => report.madeOf === undefined))("$name", (report) => {
  test("runs as it is printed", async () => {
    const words = [...(questions[report.name] ?? [report.name]), "--book", book];
    const [rows] = await rowsOfScript((await typed([...words, "--show-sql"])).out);
    const answer = await asked<{ rows: Record<string, unknown>[] }>(words);
    expect(rows).toHaveLength(answer.rows.length);
    const money = report.columns.find((column) => column.type === "money" && column.when === undefined);
    if (money) expect(rows!.map((row) => row[money.name])).toEqual(answer.rows.map((row) => (row[money.name] === null ? null : String(row[money.name]).replace(".", "").replace(/^(-?)0+(?=\d)/, "$1"))));
  });
});
