/** `npm test`: installs, builds and runs every test. With --long: more random books and more kills. */
import { build, checkNode, install, root, run } from "./ready.mjs";
import { join } from "node:path";

checkNode();
install();
build();
const long = process.argv.includes("--long");
const rest = process.argv.slice(2).filter((word) => word !== "--long");
const env = { ...process.env, ...(long ? { ANNUA_LONG: "1" } : {}) };
for (const project of ["tsconfig.test.json", "web/tsconfig.json"]) run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", join(root, project)]);
run(process.execPath, [join(root, "node_modules", "vitest", "vitest.mjs"), "run", ...rest], { env });
