import { defineConfig } from "vitest/config";

/** It plants faults in modules before they are loaded. */
const alone = ["test/faults.test.ts"];

/** Nothing here is timed: a test that takes so long hangs, however slow the machine. */
const PATIENCE_MS = process.env["ANNUA_LONG"] === "1" ? 7_200_000 : 600_000;

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    projects: [
      // a worker keeps what it has loaded from file to file: loading the engine anew for each took a fifth of all CPU
      { extends: true, test: { name: "shared", isolate: false, include: ["src/**/*.test.ts", "test/**/*.test.ts"], exclude: alone } },
      { extends: true, test: { name: "alone", isolate: true, include: alone } },
    ],
  },
});
