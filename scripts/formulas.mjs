/** Writes src/sql/formula.sql from the formulas of the build's calculator: those that the other SQL files ask for. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, checkNode, install, root } from "./ready.mjs";

checkNode();
install();
build();
const { formulaPage } = await import(new URL("../dist/domain/calc/formula-sql.js", import.meta.url).href);
const folder = join(root, "src/sql");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sql") && name !== "formula.sql");
writeFileSync(join(folder, "formula.sql"), formulaPage(names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n")));
