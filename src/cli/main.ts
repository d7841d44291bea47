#!/usr/bin/env node
/** The executable: everything it does is in `run`. */
import { run } from "./run.js";

// `annua lines | head` closes the pipe early: that is no fault, and nobody is left to tell
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

process.exitCode = await run({ args: process.argv.slice(2), stdout: process.stdout, stderr: process.stderr, env: process.env });
