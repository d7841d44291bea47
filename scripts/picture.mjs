/** Makes docs/terminal.png, the picture of the README, from what the program prints; needs Chromium (`chromium`, or $CHROMIUM). */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, root } from "./ready.mjs";

const columns = 120;
const asked = ["waterfall --book sample.annua -Q --from 2025-Q4 --to 2026-Q3 --ratios", "movements --book sample.annua --from 2026-09 --to 2026-09 --top 5"];
const colours = { 1: "font-weight:bold;color:#fff", 2: "color:#80868f", 31: "color:#f47c5e", 32: "color:#4fd1a5", 36: "color:#56c7d8" };
const lineHeight = 20;

build();
const folder = mkdtempSync(join(tmpdir(), "annua-picture-"));
const env = { ...process.env, FORCE_COLOR: "1", NO_COLOR: "", COLUMNS: String(columns), LANG: "C.UTF-8" };

/** What a program prints; stops where it fails. */
function printed(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

const annua = (words) => printed(process.execPath, [join(root, "dist", "cli", "main.js"), ...words.split(" "), "--format", "table"]);

/** Terminal colours as HTML: what is opened by a code is closed by 22, 39 or 0. */
function htmlOf(text) {
  const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return plain.replace(/\x1b\[(\d+)m/g, (_, code) => (colours[code] === undefined ? "</span>" : `<span style="${colours[code]}">`));
}

try {
  annua("demo --until 2026-10");
  const text = asked.map((words) => `\x1b[32m$\x1b[39m annua ${words}\n\n${annua(words)}`).join("\n").trimEnd();
  const style = `margin:0;padding:22px 26px;background:#14181b;color:#dcdfe4;font:14px/${lineHeight}px "DejaVu Sans Mono",monospace;overflow:hidden`;
  writeFileSync(join(folder, "page.html"), `<meta charset="utf-8"><body style="margin:0;background:#14181b"><pre style='${style}'>${htmlOf(text)}</pre>`);
  const [width, height] = [Math.ceil(columns * 8.43) + 52, text.split("\n").length * lineHeight + 44];
  printed(process.env.CHROMIUM ?? "chromium", [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", `--window-size=${width},${height}`, `--screenshot=${join(root, "docs", "terminal.png")}`, `file://${join(folder, "page.html")}`,
  ]);
} finally {
  rmSync(folder, { recursive: true });
}
