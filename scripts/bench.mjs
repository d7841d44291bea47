/** `npm run bench`: installs, builds and measures; with --ten-million also at that size. */
import { build, checkNode, install } from "./ready.mjs";

checkNode();
install();
build();
await import("../test/bench/bench.mjs");
