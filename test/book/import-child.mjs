/** Imports FILE into BOOK and says on standard output which phase it is in, so that another process can stop it there. */
import { writeSync } from "node:fs";
import { openBook } from "../../dist/index.js";

const [book, file, hold, options] = process.argv.slice(2);
const say = (text) => writeSync(1, `${text}\n`);
try {
  const opened = await openBook({ path: book, progress: (phase) => say(`phase ${phase}`) });
  if (hold) {
    say("holding");
    setInterval(() => undefined, 1000);
  } else {
    const result = await opened.import(file, JSON.parse(options ?? "{}"));
    say(`kept ${result.kept}`);
    await opened.close();
    say("closed");
  }
} catch (error) {
  say(`refused ${(error.problems ?? []).map((problem) => problem.code).join(" ") || error.message}`);
  process.exitCode = 1;
}
