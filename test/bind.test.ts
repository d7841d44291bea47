/** Every SQL text is bound on the real engine: nothing names what is not there, rows have the columns they promise, and no amount is a float. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Column, ColumnType, Report } from "../src/catalogue/define.js";
import { reports } from "../src/catalogue/index.js";
import type { Condition } from "../src/engine/condition.js";
import { columnsOf } from "../src/engine/run.js";
import { sqlFile } from "../src/engine/sql-file.js";
import { statementsOf } from "../src/engine/macros.js";
import { boundBook, columnsNow, runAndTakeBack, sqlNames, type BoundBook, type EngineColumn } from "./bind/bound-book.js";

let book: BoundBook;
beforeAll(async () => {
  book = await boundBook();
});
afterAll(() => book.close());

const asked = (reports as readonly Report[]).filter((report) => report.madeOf === undefined);

/** The one float that is a column: a bound, compared with a limit and left behind. */
const floatsOf = (columns: EngineColumn[]): string[] =>
  columns.filter((column) => /DOUBLE|FLOAT|REAL/i.test(column.type)).map((column) => `${column.table}.${column.name}`).filter((column) => column !== "typed_line.rough_year");

/** What the engine may give for a column of the catalogue. */
const engineTypes: Record<ColumnType, RegExp> = {
  money: /^(BIGINT|HUGEINT)$/, ratio: /^(BIGINT|HUGEINT)$/, count: /^(INTEGER|BIGINT|HUGEINT)$/, figure: /^VARCHAR$/, text: /^VARCHAR$/, date: /^DATE$/,
};

describe("every SQL text runs on the engine and leaves no float", () => {
  test.each(sqlNames())("%s", async (name) => {
    expect(statementsOf(sqlFile(name)).length).toBeGreaterThan(0);
    expect(floatsOf(await runAndTakeBack(book, name))).toEqual([]);
  });

  test("statements are cut where the engine cuts them", () => {
    expect(statementsOf("select ';' as a; -- x; y\nselect 2 - 1;\n\n")).toEqual(["select ';' as a", "select 2 - 1"]);
    expect(statementsOf(`select "a;b--c" from t; select 'it''s; -- so'`)).toEqual([`select "a;b--c" from t`, `select 'it''s; -- so'`]);
    expect(sqlNames().length).toBeGreaterThan(50);
  });

  test("a text that names what is not there does not bind", async () => {
    await expect(book.db.describe("select on_day from arr_change", {})).rejects.toThrow(/on_day/);
  });
});

describe("a report gives the columns of its catalogue entry", () => {
  test("there are reports to look at", () => {
    expect(asked.map((report) => report.name)).toEqual(expect.arrayContaining(["snapshot", "waterfall", "logos", "movements", "trend", "customers", "customer", "lines"]));
  });

  test.each(asked.map((report) => [report.name, report] as const))("%s", async (name, report) => {
    const where: Condition[] = [{ column: "segment", op: "=", values: ["ENT"] }];
    const [alone, grouped] = [[], ["a"]].map((by) => columnsOf(report, { by, where, get: () => true }).filter((column) => !by.includes(column.name))) as [Column[], Column[]];
    const named = [...alone, ...grouped.filter((column) => !alone.some((other) => other.name === column.name))];
    // of columns of one name a question shows one, and the engine gives it once
    const wanted = named.filter((column, at) => named.findIndex(({ name: other }) => other === column.name) === at);
    const given = (await runAndTakeBack(book, `report/${name}`)).filter((column) => column.table === "answered");
    const technical = [...(report.params.some((param) => param.name === "by") ? ["group_values"] : []), ...(report.isList ? ["place"] : [])];
    expect(given.map((column) => column.name).sort()).toEqual([...wanted.map((column) => column.name), ...technical].sort());
    const typeOf = new Map(given.map((column) => [column.name, column.type]));
    expect(wanted.filter((column) => !engineTypes[column.type].test(typeOf.get(column.name)!)).map((column) => `${column.name}: ${column.type} from ${typeOf.get(column.name)}`)).toEqual([]);
  });
});

describe("no amount is a float", () => {
  test("in no table, neither landed nor a stage nor derived", async () => {
    const columns = await columnsNow(book.db);
    expect([...new Set(columns.map((column) => column.table))]).toEqual(
      expect.arrayContaining(["line_version", "arr_line", "arr_change", "customer_day", "typed_row", "priced_line", "held_line", "converted_line", "arr_line_scope"]),
    );
    expect(floatsOf(columns)).toEqual([]);
    expect(floatsOf([{ table: "arr_line", name: "arr", type: "DOUBLE" }])).toEqual(["arr_line.arr"]);
  });

  test("a float is named in two places only: a bound on amounts that are far too large, and a root for cmgr, rounded at once", () => {
    const naming = sqlNames().filter((name) => statementsOf(sqlFile(name)).some((statement) => /\b(double|float|real)\b/i.test(statement)));
    expect(naming).toEqual(["land/typed_line", "report/trend"]);
  });

  test("every stage has a row in the small book, so that no rule is looked at in passing", async () => {
    const empty: string[] = [];
    for (const table of ["line_cut", "run_on", "ramp_price", "delicate_pair", "covering_line", "cover_gap", "held_line", "last_cover", "arr_line", "arr_change", "customer_day"]) {
      const { rows } = await book.db.row(`select count(*) as rows from ${table}`);
      if (Number(rows) === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
  });
});
