import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { openTable } from "../sources/open-table.js";
import type { SiftedRow } from "../sources/table.js";
import { parquetAsCsv } from "./parquet-as-csv.js";

const folder = mkdtempSync(join(tmpdir(), "annua-parquet-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A Parquet file of a query's rows. */
async function parquetOf(query: string, options = ""): Promise<string> {
  const path = join(folder, "lines.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (${query}) to '${path}' (format parquet${options})`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

async function read(path: string) {
  const outcome = await openTable(path, { parquetAsCsv });
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  const rows: SiftedRow[] = [];
  for await (const row of outcome.table.rows()) rows.push(row);
  await outcome.table.dispose();
  return { table: outcome.table, rows: rows.map((row) => ("cells" in row ? `${row.row}:${row.cells.join("|")}` : "")) };
}

test.each([
  ["1234567.10::decimal(9,2)", "1234567.10"],
  ["-0.05::decimal(4,2)", "-0.05"],
  ["12345678901234.5678::decimal(18,4)", "12345678901234.5678"],
  ["-12345678901234567890123456789.123456789::decimal(38,9)", "-12345678901234567890123456789.123456789"],
  ["7::decimal(18,0)", "7"],
  ["9007199254740993::bigint", "9007199254740993"],
  ["18446744073709551615::ubigint", "18446744073709551615"],
  ["-5::smallint", "-5"],
  ["date '2025-01-31'", "2025-01-31"],
  ["date '1969-12-31'", "1969-12-31"],
  ["timestamp '2025-01-31 00:00:00'", "2025-01-31 00:00:00"],
  ["timestamp '2025-01-31 10:30:00.123456'", "2025-01-31 10:30:00.123456"],
  ["timestamp_ns '2025-01-31 10:30:00.000000001'", "2025-01-31 10:30:00.000000001"],
  ["timestamptz '2025-01-31 02:00:00+02'", "2025-01-31 00:00:00+00"],
  ["time '10:30:00'", "10:30:00"],
  ["0.1::double", "0.1"],
  ["true", "true"],
  ["'Total'", "Total"],
  ["null::decimal(9,2)", ""],
  ["''", ""],
  ["[1, 2]", "[1, 2]"],
  ["{'a': 1}", "{'a': 1}"],
  ["'{\"a\": 1.10}'::json", '{"a": 1.10}'],
])("%s is the text %s", async (value, text) => {
  const { rows } = await read(await parquetOf(`select ${value} as it, 'x' as other`));
  expect(rows).toEqual([`2:${text}|x`]);
});

test.each(["snappy", "zstd", "gzip", "lz4_raw", "brotli", "uncompressed"])("rows of several groups, packed with %s, come in order and once", async (codec) => {
  const path = await parquetOf("select 'C' || i as customer_id, (i / 100)::decimal(12,2) as amount from range(10000) t(i)", `, codec ${codec}, row_group_size 3000`);
  const { table, rows } = await read(path);
  expect(table).toMatchObject({ source: "lines.parquet", header: ["customer_id", "amount"], headerRow: 1, size: 10_000, warnings: [] });
  expect([rows.length, rows[0], rows[4096], rows[9999]]).toEqual([10_000, "2:C0|0.00", "4098:C4096|40.96", "10001:C9999|99.99"]);
});

test("a file that is cut or has no rows is a problem", async () => {
  const path = await parquetOf("select 1 as a, 2 as b");
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 20));
  const cut = await openTable(path, { parquetAsCsv });
  expect("problems" in cut && cut.problems.map((each) => each.code)).toEqual(["parquet-broken"]);
  const empty = await openTable(await parquetOf("select 1 as a, 2 as b where false"), { parquetAsCsv });
  expect("problems" in empty && empty.problems.map((each) => each.code)).toEqual(["header-only"]);
});

test("without an engine a Parquet file is refused by name", async () => {
  const outcome = await openTable(await parquetOf("select 1 as a, 2 as b"));
  expect("problems" in outcome && outcome.problems.map((each) => each.code)).toEqual(["file-not-text"]);
});
