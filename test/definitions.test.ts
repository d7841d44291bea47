/** DEFINITIONS.md says what `annua define` says, and nothing that an answer shows is without a definition. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checks } from "../src/catalogue/checks.js";
import { alsoNamed, definitions, definitionText, findDefinition, topics } from "../src/catalogue/definitions/index.js";
import { definitionsPage } from "../src/catalogue/definitions/page.js";
import { movementKinds } from "../src/catalogue/reports/movements.js";
import { reports } from "../src/catalogue/index.js";
import { calculations } from "../src/domain/calc/calc.js";
import { kinds, knownAttributes, lineColumns, requiredColumns } from "../src/domain/contract.js";
import { lineProblems } from "../src/domain/problems/line-problems.js";
import { readingProblems } from "../src/domain/problems/reading-problems.js";
import { knobNames, knobs, presets, type Knob } from "../src/domain/policy.js";

const root = join(import.meta.dirname, "..");
const fileText = (path: string): string => readFileSync(join(root, path), "utf8");
const undefinedAmong = (words: Iterable<string>): string[] => [...words].filter((word) => findDefinition(word) === undefined);

/** The reasons that the SQL can give: every text that a branch answers. */
const reasons = [...fileText("src/sql/question/change_event.sql").matchAll(/\b(?:then|else) '(\w+)'/g)].map((match) => match[1]!);

test("the page is the definitions, word for word", () => {
  expect(fileText("DEFINITIONS.md"), "run node scripts/definitions.mjs").toBe(definitionsPage());
});

describe("everything that a reader meets is defined", () => {
  const cases: [string, readonly string[]][] = [
    ["columns of reports", reports.flatMap((report) => report.columns.map((column) => column.name))],
    ["reports and their aliases", reports.flatMap((report) => [report.name, ...("aliases" in report ? (report.aliases ?? []) : [])])],
    ["parameters that choose a figure", ["from", "to", "grain", "on", "method", "level"]],
    ["knobs", knobNames],
    ["presets", Object.keys(presets)],
    ["checks", checks.map((check) => check.name)],
    ["kinds of movement", movementKinds],
    ["kinds of line", kinds],
    ["reasons", reasons],
    ["columns of a contract list", [...lineColumns, ...knownAttributes]],
    ["calculations and their figures", calculations.flatMap((calculation) => [calculation.name, ...calculation.figures.map((figure) => figure.name)])],
  ];

  test.each(cases)("%s", (_, words) => {
    expect(words.length).toBeGreaterThan(3);
    expect(undefinedAmong(words)).toEqual([]);
  });

  test("a reason is defined as a reason", () => {
    expect(new Set(reasons).size).toBe(11);
    expect(reasons.filter((reason) => !/as (a|the) reason|acquisition/i.test(findDefinition(reason)!.definition))).toEqual([]);
  });
});

describe("a definition", () => {
  test("names knobs that exist and terms that are defined", () => {
    expect(definitions.flatMap((entry) => entry.knobs).filter((name) => !knobNames.includes(name))).toEqual([]);
    expect(undefinedAmong(definitions.flatMap((entry) => entry.see))).toEqual([]);
    expect(definitions.filter((entry) => entry.see.includes(entry.term)).map((entry) => entry.term)).toEqual([]);
  });

  test("has a name of its own: no two mean different things by one word", () => {
    const owners = new Map<string, Set<string>>();
    for (const entry of definitions) {
      for (const word of [entry.term, ...entry.aliases]) {
        const key = word.toLowerCase().replace(/[^a-z0-9]/g, "");
        owners.set(key, (owners.get(key) ?? new Set()).add(entry.term));
      }
    }
    expect([...owners].filter(([, terms]) => terms.size > 1).map(([word, terms]) => `${word}: ${[...terms].join(", ")}`)).toEqual([]);
  });

  test("is whole sentences, and not a repetition of its title", () => {
    const short = definitions.filter((entry) => entry.definition.length < 25 || !entry.definition.endsWith("."));
    expect(short.map((entry) => entry.term)).toEqual([]);
  });

  test("takes the formula of the calculator where there is one", () => {
    for (const figure of ["nrr", "grr", "churn_rate", "gross_churn_rate", "new_share", "expansion_share", "nrr_before_churn", "quick_ratio"]) {
      const known = calculations.find((calculation) => calculation.name === "waterfall_metrics")!.figures.find((each) => each.name === figure);
      expect(findDefinition(figure)!.formula).toContain(known && "formula" in known ? known.formula : "a formula");
    }
  });
});

describe("looking up", () => {
  test.each([
    ["nrr", "nrr"], ["NRR", "nrr"], ["Net Revenue Retention", "nrr"], ["net-dollar-retention", "nrr"], ["logo churn", "logo_churn_rate"], ["customers", "logos"],
    ["Ending ARR", "closing"], ["transfer_in", "transfer"], ["first active day", "first_active"], ["record time", "record_time"], ["snowball", "waterfall"],
    ["pipeline", "gtm_plan"], ["board", "preset"], ["ATR", "available_to_renew"],
  ])("%s is %s", (word, term) => {
    expect(findDefinition(word)?.term).toBe(term);
  });

  test("an unknown word has no definition", () => {
    expect(findDefinition("ebitda margin")).toBeUndefined();
    expect(findDefinition("")).toBeUndefined();
  });

  test("says all that a word names: the report, the knob and the calculation", () => {
    for (const [word, ...labels] of [["revenue", "Knob revenue"], ["tiers", "Knob tiers"], ["valuation", "Calculation valuation"], ["cs_impact", "Calculation cs_impact"], ["expansion", "Report expansion"]]) {
      const definition = findDefinition(word!)!;
      expect(alsoNamed(definition).map(({ label }) => label)).toEqual(labels);
      for (const label of labels) expect(definitionText(definition)).toContain(label);
    }
    expect(definitionText(findDefinition("valuation")!)).toContain("arr * multiple");
  });

  test("the text gives definition, formula, source and knobs", () => {
    const text = definitionText(findDefinition("nrr")!);
    for (const words of ["Net revenue retention (NRR)", "(opening + expansion - contraction - churn) / opening", "Lazy NRR is Not NRR", "level, fx_split, all that change arr (21)", "grr"]) {
      expect(text).toContain(words);
    }
  });

  test("the text of a knob gives its sentence, its default and its choices", () => {
    const text = definitionText(findDefinition("partial_year")!);
    expect(text).toContain(knobs.partial_year.sentence);
    expect(text).toContain("Default: annualise. Choices: annualise, face_value, exclude.");
  });
});

test("the policy page explains every knob as the policy does", () => {
  const page = fileText("docs/policy.md");
  for (const name of knobNames) {
    const knob = knobs[name] as Knob;
    const section = page.split(/^### /m).find((part) => part.startsWith(`${name}\n`));
    expect(section, `docs/policy.md has no section ${name}`).toBeDefined();
    expect(section).toContain(knob.sentence);
    for (const choice of knob.choices ?? []) expect(section, `docs/policy.md, ${name}`).toContain(`\`${String(choice)}\``);
  }
});

test("the import page names every column and every reason for which a row is refused", () => {
  const page = fileText("docs/import.md");
  const rowProblems = Object.keys(readingProblems).filter((code) => code.startsWith("row-"));
  expect(rowProblems.length).toBeGreaterThan(3);
  expect([...lineColumns, ...Object.keys(lineProblems), ...rowProblems].filter((word) => !new RegExp(`(^|[^\\w-])${word}($|[^\\w-])`, "m").test(page))).toEqual([]);
  for (const column of requiredColumns) expect(page.split("**").some((part) => part.includes(column)), column).toBe(true);
});

test("there is a topic for each kind of thing, and none is empty", () => {
  expect(topics.length).toBeGreaterThan(10);
  expect(topics.filter((topic) => topic.definitions.length === 0)).toEqual([]);
});
