/** What the product can do has a golden case that shows it; a report, knob, movement or problem without one fails here. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reports } from "../src/catalogue/index.js";
import { movementKinds } from "../src/catalogue/reports/movements.js";
import { kinds } from "../src/domain/contract.js";
import { type KnobName, knobNames, knobs } from "../src/domain/policy.js";
import { problemTable } from "../src/domain/problem.js";
import { type Claim, readCaseFile, type Step } from "./golden/case-file.js";
import { readCommand, readSetting } from "./golden/command.js";
import { type Table, writeTable } from "./golden/table.js";

const here = import.meta.dirname;
const golden = readdirSync(join(here, "golden")).filter((name) => /^\d.*(?<!-changed)\.md$/.test(name));
const claims = golden.flatMap((name) => readCaseFile(readFileSync(join(here, "golden", name), "utf8")).claims);
const steps = claims.flatMap((claim) => claim.steps);

const cellsOf = (tables: Table[]): string => tables.map((table) => writeTable(table).join("\n")).join("\n");
const column = (table: Table, name: string): string[] => table.rows.map((row) => row[table.columns.indexOf(name)] ?? "");

describe("golden cases", () => {
  test.each(reports.map((report) => report.name))("show the report %s", (name) => {
    expect(steps.filter((step) => readCommand(step.command).words[0] === name).length).toBeGreaterThan(0);
  });

  test.each(movementKinds)("show the movement %s in the waterfall and in the list of movements", (kind) => {
    const shows = (report: string, says: (table: Table) => boolean) =>
      steps.some((step) => readCommand(step.command).words[0] === report && step.tables.some(says));
    expect(shows("waterfall", (table) => column(table, kind).some((cell) => /[1-9]/.test(cell)))).toBe(true);
    expect(shows("movements", (table) => column(table, "kind").includes(kind))).toBe(true);
  });

  test("have titles of their own", () => {
    const titles = claims.map((claim) => claim.title);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });
});

/** What each knob can be set to beside its default: what it lists, or a value that stands for all others. */
function settingsOf(name: KnobName): string[] {
  const knob = knobs[name];
  if (name === "include_kinds") return kinds.filter((kind) => kind !== "recurring");
  return knob.choices ? knob.choices.filter((choice) => choice !== knob.default).map(String) : [""];
}

/** Weekdays and the like differ only in when they begin: one of them stands for all. */
const oneStandsForAll: KnobName[] = ["week_start"];

const isSetTo = (value: unknown, wanted: string): boolean => wanted === "" || [value].flat().map(String).includes(wanted);

/** A pair of commands that differ in this setting alone, and in their answer. */
function isShown(claim: Claim, name: KnobName, wanted: string): boolean {
  return claim.steps.some((step) =>
    settingsIn(step).some(({ knob, value, without }) =>
      knob === name && isSetTo(value, wanted) && claim.steps.some((other) => other.command === without && cellsOf(other.tables) !== cellsOf(step.tables)),
    ),
  );
}

function settingsIn(step: Step): { knob: string; value: unknown; without: string }[] {
  return [...step.command.matchAll(/ --set ('[^']*'|\S+)/g)].map(([word, setting]) => {
    const [knob = "", value] = Object.entries(readSetting(setting!.replaceAll("'", "")))[0] ?? [];
    return { knob, value, without: step.command.replace(word, "") };
  });
}

describe("each knob", () => {
  for (const name of knobNames) {
    const settings = settingsOf(name);
    const enough = oneStandsForAll.includes(name) ? [settings] : settings.map((setting) => [setting]);
    test.each(enough.map((any) => [any.join(" or ") || "another value", any] as const))(`${name}: %s answers otherwise than the default, with both shown`, (_, any) => {
      expect(claims.some((claim) => any.some((setting) => isShown(claim, name, setting)))).toBe(true);
    });
  }
});

describe("each problem", () => {
  const written = testTexts(join(here, "..", "src")).concat(testTexts(here)).join("\n");

  test.each(Object.keys(problemTable))("%s is reproduced in a test", (code) => {
    expect(new RegExp(`["'\`| ]${code}["'\`| ]`).test(written)).toBe(true);
  });
});

/** Golden cases and tests; not what a test of ours writes down to list all codes, which is this file. */
function testTexts(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  return names.filter((name) => /(\.test\.ts|\d.*(?<!-changed)\.md)$/.test(name) && !name.endsWith("docs.test.ts")).map((name) => readFileSync(join(folder, name), "utf8"));
}
