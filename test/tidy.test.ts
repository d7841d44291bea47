/** The shape of the project: layers, sizes, names, and nothing that nobody uses. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { reports } from "../src/catalogue/index.js";
import { anyLines, filesUnder, functionsOf, importsOf, lineCount, namesOf, parseSource, readSource, root, targetOf, wordsOf, type SourceFile } from "./tidy/source-file.js";

const source = filesUnder("src", ".ts").map(readSource);
const tests = filesUnder("test", ".ts").map(readSource);
const scripts = filesUnder("scripts", ".mjs").map(readSource);
const web = [".ts", ".tsx"].flatMap((ending) => filesUnder("web", ending)).map(readSource);
const everything = [...source, ...tests, ...scripts, ...web];
const sql = filesUnder("src/sql", ".sql").map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const isTest = (path: string): boolean => path.endsWith(".test.ts") || path.startsWith("test/");
const product = source.filter((file) => !isTest(file.path));

/** A folder imports only from lower numbers, and from itself. */
const layers: Record<string, number> = { domain: 0, catalogue: 1, sources: 1, engine: 2, export: 2, client: 2, "index.ts": 2.5, http: 3, mcp: 3, cli: 4 };
const folderOf = (path: string): string => path.split("/")[1]!;

/** Files over the limits, with the size that they may not exceed. They may only shrink; a file that has shrunk enough leaves the list. */
const oldOffenders: Record<string, number> = {};

/** Names that are given from outside: the answer's provenance has `data`, OpenAPI an `info`, Node says `process`, which is used and never given, a library of the page `placeholderData`. */
const fixedNames = new Set(["data", "info", "data_hash", "dataHash", "placeholderData"]);
const bannedWords = ["data", "info", "manager", "helper", "util", "service", "process"];

test("there is something to look at", () => {
  expect(source.length).toBeGreaterThan(80);
  expect(tests.length).toBeGreaterThan(15);
  expect(scripts.length).toBeGreaterThan(3);
  expect(sql.length).toBeGreaterThan(50);
  expect(source.flatMap(importsOf).length).toBeGreaterThan(200);
  expect(source.flatMap(functionsOf).length).toBeGreaterThan(300);
  expect(source.flatMap(namesOf).length).toBeGreaterThan(1000);
});

describe("layers", () => {
  test("every folder of src has a place", () => {
    expect([...new Set(source.map((file) => folderOf(file.path)))].filter((folder) => !(folder in layers))).toEqual([]);
  });

  test("a folder imports only from lower numbers", () => {
    expect(product.flatMap(upwardImports)).toEqual([]);
  });

  test("the measure finds an import that goes up", () => {
    const upward = parseSource("src/domain/planted.ts", 'import type { Book } from "../engine/book.js";\nexport { version } from "./version.js";\n');
    const sideways = parseSource("src/engine/planted.ts", 'const csv = await import("../export/csv.js");\n');
    const downward = parseSource("src/cli/planted.ts", 'import { openBook } from "../index.js";\nimport { money } from "../catalogue/define.js";\n');
    expect([upward, sideways, downward].flatMap(upwardImports)).toEqual(["src/domain/planted.ts imports src/engine/book.ts", "src/engine/planted.ts imports src/export/csv.ts"]);
  });

  test("the web app knows the domain, the catalogue, the client and how numbers are written, and nothing of the engine", () => {
    expect(web.length).toBeGreaterThan(20);
    const targets = web.flatMap((file) => importsOf(file).map((name) => targetOf(file.path, name)).filter((target) => target?.startsWith("src/") === true && !/^src\/(domain|catalogue|client)\//.test(target)));
    expect([...new Set(targets)]).toEqual(["src/export/number-text.ts"]);
  });

  test("the database driver has one door", () => {
    expect(product.filter((file) => importsOf(file).some((name) => name.startsWith("@duckdb/"))).map((file) => file.path)).toEqual(["src/engine/database.ts"]);
  });

  test("the domain imports zod at most, the catalogue no package, and neither needs Node", () => {
    const foreign = product.filter((file) => ["domain", "catalogue"].includes(folderOf(file.path))).flatMap((file) => importsOf(file).filter((name) => !name.startsWith(".")).map((name) => `${file.path} imports ${name}`));
    expect(foreign.filter((line) => !/^src\/domain\/.* imports zod$/.test(line))).toEqual([]);
  });
});

describe("sizes", () => {
  test("a file has at most 400 lines, of SQL 100", () => {
    const sizes = [...everything.map((file) => ({ ...file, most: 400 })), ...sql.map((file) => ({ ...file, most: 100 }))];
    expect(sizes.filter((file) => lineCount(file.text) > (oldOffenders[file.path] ?? file.most)).map((file) => `${file.path}: ${lineCount(file.text)}`)).toEqual([]);
    const shrunk = sizes.filter((file) => file.path in oldOffenders && lineCount(file.text) <= file.most);
    expect(shrunk.map((file) => `${file.path} has shrunk: take it off the list`)).toEqual([]);
  });

  test("a function has at most 70 lines", () => {
    const long = everything.flatMap((file) => functionsOf(file).filter((each) => each.lines > 70).map((each) => `${file.path} ${each.name}: ${each.lines}`));
    expect(long).toEqual([]);
  });

  test("most functions have fewer than 35", () => {
    const lines = product.flatMap(functionsOf).map((each) => each.lines);
    expect(lines.filter((count) => count < 35).length / lines.length).toBeGreaterThan(0.9);
  });
});

describe("names", () => {
  test("none of the words that say nothing", () => {
    const named = everything.flatMap((file) => [...namesOf(file), basename(file.path)].map((name) => ({ path: file.path, name })));
    const bad = named.filter(({ name }) => !fixedNames.has(name) && wordsOf(name).some((word) => bannedWords.includes(word)));
    expect([...new Set(bad.map(({ path, name }) => `${path}: ${name}`))]).toEqual([]);
  });

  test("SQL files are named as relations, in snake_case", () => {
    expect(sql.filter(({ path }) => !/^[a-z][a-z0-9_]*\.sql$/.test(basename(path)))).toEqual([]);
    expect(sql.filter(({ path }) => wordsOf(basename(path, ".sql")).some((word) => bannedWords.includes(word)))).toEqual([]);
  });
});

describe("habits", () => {
  test("no any, no silenced compiler", () => {
    expect(everything.flatMap((file) => anyLines(file).map((line) => `${file.path}:${line}`))).toEqual([]);
    expect(everything.filter((file) => /@ts-(ignore|nocheck|expect-error)/.test(withoutPatterns(file))).map((file) => file.path)).toEqual([]);
  });

  test("nothing left for later, nothing skipped, nothing alone", () => {
    const later = [...everything, ...sql].filter((file) => /\b(?:TO{1}DO|FIX{1}ME)\b/.test(file.text));
    expect(later.map((file) => file.path)).toEqual([]);
    const held = tests.concat(source.filter((file) => isTest(file.path))).filter((file) => /\b(?:test|it|describe)\.(?:only|todo|fails)\b|\bdescribe\.skip\b|\b(?:test|it)\.skip\b(?!If)/.test(withoutPatterns(file)));
    expect(held.map((file) => file.path)).toEqual([]);
  });

  test("a SQL file begins with what one row of it is", () => {
    const silent = sql.filter(({ text }) => {
      const first = text.split("\n")[0]!;
      return !first.startsWith("-- ") || first.split(/\s+/).length < 6;
    });
    expect(silent.map((file) => file.path)).toEqual([]);
  });

  test("a file says at its beginning what it is, unless its exports do", () => {
    const silent = product.filter((file) => lineCount(file.text) > 60 && !/\/\*\*|^\/\//m.test(file.text));
    expect(silent.map((file) => file.path)).toEqual([]);
  });
});

test("the measures find what is planted", () => {
  const planted = parseSource("src/domain/planted.ts", `export function longest(bag: any): number {\n${"  bag.step();\n".repeat(70)}  return 1;\n}\nconst customerData = { orderInfo: 1 };\nconst { kind: jobService } = customerData;\n`);
  expect(functionsOf(planted)).toEqual([{ name: "longest", lines: 73 }]);
  expect(anyLines(planted)).toEqual([1]);
  expect(namesOf(planted).filter((name) => wordsOf(name).some((word) => bannedWords.includes(word)))).toEqual(["customerData", "orderInfo", "jobService"]);
  expect(lineCount(planted.text)).toBe(75);
});

describe("nothing is dead", () => {
  test("every file of src is imported, or is a door", () => {
    const doors = new Set(["src/index.ts", "src/catalogue/index.ts", "src/client/index.ts", "src/cli/main.ts"]);
    const used = new Set([...product, ...scripts].flatMap((file) => importsOf(file).map((name) => targetOf(file.path, name))));
    const named = scripts.map((file) => file.text).join("\n");
    const dead = product.filter((file) => !doors.has(file.path) && !used.has(file.path) && !named.includes(file.path.replace(/^src/, "dist").replace(/\.ts$/, ".js")));
    expect(dead.map((file) => file.path)).toEqual([]);
    const page = new Set(web.flatMap((file) => importsOf(file).map((name) => targetOf(file.path, name) ?? name)));
    expect(web.map(({ path }) => path).filter((path) => !["web/main.tsx", "web/vite.config.ts"].includes(path) && !page.has(path))).toEqual([]);
  });

  test("every SQL file is named by the engine, the catalogue or the server", () => {
    const texts = product.filter((file) => ["engine", "catalogue", "http"].includes(folderOf(file.path))).map((file) => file.text).join("\n");
    const dead = sql.filter(({ path }) => {
      const name = path.replace(/^src\/sql\//, "").replace(/\.sql$/, "");
      const leaf = basename(name);
      if (name.startsWith("report/")) return !reports.some((report) => report.name === leaf);
      return !texts.includes(`"${name}"`) && !texts.includes(`"${leaf}"`) && !texts.includes(`"${leaf.replaceAll("_", "-")}"`);
    });
    expect(dead.map((file) => file.path)).toEqual([]);
  });

  test("every page of docs is linked from somewhere", () => {
    const pages = filesUnder("docs", ".md");
    const texts = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...pages].filter((path) => existsSync(join(root, path))).map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
    expect(pages.filter((page) => !texts.some(({ path, text }) => path !== page && text.includes(basename(page))))).toEqual([]);
  });

  test("links between pages lead somewhere", () => {
    const pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DEFINITIONS.md", "DECISIONS.md", "CHANGELOG.md", ...filesUnder("docs", ".md")].filter((path) => existsSync(join(root, path)));
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) => match[1]!)
        .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, page, "..", link))).map((link) => `${page}: ${link}`));
    expect(broken).toEqual([]);
  });
});

function upwardImports(file: SourceFile): string[] {
  const own = folderOf(file.path);
  return importsOf(file).flatMap((name) => {
    const target = targetOf(file.path, name);
    if (target === undefined || !target.startsWith("src/") || folderOf(target) === own) return [];
    return layers[folderOf(target)]! < layers[own]! ? [] : [`${file.path} imports ${target}`];
  });
}

/** Regular expressions that look for a word are not the word. */
const withoutPatterns = (file: SourceFile): string => (file.path === "test/tidy.test.ts" ? "" : file.text);
