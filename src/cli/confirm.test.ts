import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const confirm = new URL("../../dist/cli/confirm.js", import.meta.url).href;
const script = `const { saysYes } = await import(${JSON.stringify(confirm)});
const stderr = { write: (text, done) => (done?.(), true) };
console.log(await saysYes({ stderr }, "Go on?"));`;

test("a yes is a yes; anything else, and the end of the input, is a no", () => {
  const answers = ["y\n", "Yes\n", "n\n", "\n", ""].map((input) => spawnSync(process.execPath, ["--input-type=module", "-e", script], { input, encoding: "utf8" }).stdout.trim());
  expect(answers).toEqual(["true", "true", "false", "false", "false"]);
});
