import { defineConfig } from "vitest/config";

/** It plants faults in modules before they are loaded. */
const alone = ["test/faults.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      // a worker keeps what it has loaded from file to file: loading the engine anew for each took a fifth of all CPU
      { extends: true, test: { name: "shared", isolate: false, include: ["src/**/*.test.ts", "test/**/*.test.ts"], exclude: alone } },
      { extends: true, test: { name: "alone", isolate: true, include: alone } },
    ],
  },
});
