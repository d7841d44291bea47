/** Writes DEFINITIONS.md from the definitions of the build. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, checkNode, install, root } from "./ready.mjs";

checkNode();
install();
build();
const { definitionsPage } = await import(new URL("../dist/catalogue/definitions/page.js", import.meta.url).href);
writeFileSync(join(root, "DEFINITIONS.md"), definitionsPage());
