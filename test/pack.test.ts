/** The package as a stranger gets it: packed here, installed in an empty folder elsewhere, used from there. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports } from "../src/catalogue/index.js";
import { version } from "../src/index.js";
import { type Ran, root, Stranger } from "./pack/stranger.js";

/** A little above what it is, so that a second picture or a list of contracts that slips in is noticed. */
const MOST_BYTES = 2_100_000;

const stranger = new Stranger();
let packed: ReturnType<Stranger["pack"]>;
let installed: Ran;

beforeAll(() => {
  packed = stranger.pack();
  installed = stranger.install(packed.tarball);
});
afterAll(() => stranger.leave());

/** Paths of the files under a folder, with slashes. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/")).sort();
}

const inPackage = (path = ""): string => join(stranger.folder, "node_modules", "annua", path);

describe("npm pack", () => {
  test("neither installs nor builds again what is there, and makes a small file", () => {
    expect(packed).toMatchObject({ status: 0 });
    expect(packed.stderr).not.toMatch(/Installing|Building/);
    expect(statSync(packed.tarball).size).toBeLessThan(MOST_BYTES);
  });

  test("holds what is built, what is said of it, and the licence; no sources and no tests", () => {
    expect(readdirSync(inPackage()).sort()).toEqual(["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "DECISIONS.md", "DEFINITIONS.md", "LICENSE", "README.md", "dist", "docs", "package.json"]);
    const sources = filesIn(join(root, "src")).filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts")).map((path) => path.slice(0, -".ts".length));
    const built = filesIn(inPackage("dist")).filter((path) => path !== ".sources" && !/^(sql|web)\//.test(path));
    const shipped = filesIn(join(root, "src")).filter((path) => path.startsWith("sources/profile/shipped/"));
    expect(shipped.length).toBeGreaterThan(3);
    expect(built).toEqual([...sources.flatMap((path) => [`${path}.d.ts`, `${path}.js`]), ...shipped].sort());
    expect(filesIn(inPackage("dist/web"))).toEqual(filesIn(join(root, "dist", "web")));
    expect(filesIn(inPackage("dist/web")).filter((path) => !/^index\.html$|^assets\/[\w-]+\.(js|css|svg|woff2)$/.test(path))).toEqual([]);
  });

  test("holds every page and picture that its pages lead to", () => {
    const pages = filesIn(inPackage()).filter((path) => path.endsWith(".md"));
    const links = pages.flatMap((page) => [...readFileSync(inPackage(page), "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map((match) => ({ page, to: join(dirname(page), match[1]!) })));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ to }) => !existsSync(inPackage(to)))).toEqual([]);
  });

  test("holds all SQL as it is", () => {
    const folder = join(root, "src", "sql");
    expect(filesIn(inPackage("dist/sql"))).toEqual(filesIn(folder));
    for (const path of filesIn(folder)) expect(readFileSync(inPackage(`dist/sql/${path}`), "utf8"), path).toBe(readFileSync(join(folder, path), "utf8"));
  });

  test("says nothing of the folder in which it was made", () => {
    const folder = root.replace(/[\\/]$/, "");
    expect(filesIn(inPackage()).filter((path) => readFileSync(inPackage(path), "utf8").includes(folder))).toEqual([]);
  });
});

describe("installed in an empty folder", () => {
  test("npm install of the tarball goes through, on this Node", () => {
    expect(installed, installed.stderr).toMatchObject({ status: 0 });
    expect(installed.stderr).not.toMatch(/EBADENGINE|ERESOLVE/);
  });

  test("annua --version", () => {
    expect(stranger.annua("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(JSON.parse(readFileSync(inPackage("package.json"), "utf8"))).toMatchObject({ version });
  });

  test("annua calc growth entry=100 exit=120", () => {
    const { status, stdout } = stranger.annua("calc", "growth", "entry=100", "exit=120");
    expect(status).toBe(0);
    expect(stdout).toContain("0.200000");
  });

  test("annua contracts.csv --format json", () => {
    const { status, stdout } = stranger.annua("contracts.csv", "--format", "json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ contents: { lines: 2, customers: 2 }, snapshot: { rows: [{ arr: "2400.00", customers: 2 }] } });
    expect(readdirSync(stranger.folder).filter((name) => name.endsWith(".annua"))).toEqual([]);
  });

  test("import { openBook } from \"annua\", with types that let a program through and stop a slip", () => {
    const { stdout } = stranger.run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", "."]);
    expect(stdout.split("\n").filter((line) => line.includes("error TS"))).toEqual([expect.stringMatching(/^slip\.ts\(2,18\): .*'file' does not exist/)]);
    const ran = stranger.run(process.execPath, ["arr.js"]);
    expect(ran.status, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toEqual({ arr: "1200.00", reports: reports.map(({ name }) => name) });
  });
});
