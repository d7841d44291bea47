/** `npm start`: installs, builds, makes the sample company where there is none, and shows what Annua says of it. */
import { join } from "node:path";
import { build, checkNode, install, root, run } from "./ready.mjs";

checkNode();
install();
build();
run(process.execPath, [join(root, "dist", "cli", "main.js"), "demo", "--format", "table"]);
