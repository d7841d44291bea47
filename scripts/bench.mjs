/** `npm run bench`: installs, builds and measures; with --ten-million also at that size; `npm run bench -- serve` measures a server. */
import { build, checkNode, install } from "./ready.mjs";

checkNode();
install();
build();
await import(process.argv.includes("serve") ? "../test/bench/serve.mjs" : "../test/bench/bench.mjs");
