/** A query of several parts is run part by part, and none of them takes the place of a relation. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Database } from "../src/engine/database.js";
import { partsOf, rowsInSteps } from "../src/engine/in-steps.js";

const sql = join(import.meta.dirname, "../src/sql");
const textsIn = (folder: string): string[] => readdirSync(join(sql, folder)).filter((name) => name.endsWith(".sql")).map((name) => readFileSync(join(sql, folder, name), "utf8"));

test("the parts that stand first are taken off, whatever is quoted or said in them", () => {
  const { parts, rest } = partsOf("-- what a row is\nwith one as materialized ( -- a (remark\n  select ')' as a\n), two as materialized (select (a) from one), three as (select 3) select * from two, three");
  expect(parts.map(({ name }) => name)).toEqual(["one", "two"]);
  expect(rest.replace(/\s+/g, " ")).toBe("with three as (select 3) select * from two, three");
  expect(partsOf("select 1")).toEqual({ parts: [], rest: "select 1" });
});

test("the answer is that of the whole, and nothing is left behind", async () => {
  const db = await Database.start();
  const query = "with one as materialized (select unnest(range($least, 5)) as n), two as materialized (select n * 2 as n from one) select sum(n)::varchar as n from two";
  expect(await rowsInSteps(db, query, { least: 2 })).toEqual(await db.rows(query, { least: 2 }));
  expect(await db.rows("select table_name from duckdb_tables()")).toEqual([]);
  db.close();
});

test("no part of a report goes by the name of a relation", () => {
  const relations = new Set([".", "derive", "decide", "question"].flatMap(textsIn).flatMap((text) => [...text.matchAll(/^create (?:or replace )?(?:temp )?(?:table|view) (?:if not exists )?(\w+)/gm)].map(([, name]) => name!)));
  const parts = textsIn("report").flatMap((text) => partsOf(text).parts.map(({ name }) => name));
  expect(parts.length).toBeGreaterThan(8);
  expect(relations.size).toBeGreaterThan(40);
  expect(parts.filter((name) => relations.has(name))).toEqual([]);
});
