/** Installs and builds, each only where something has changed since; works on a fresh clone with nothing but Node and npm. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Runs a program in the project's folder and stops with its status where it fails. */
export function run(program, args, options = {}) {
  const { status, signal } = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) {
    console.error(`${program} ${args.join(" ")} failed (${signal ?? `status ${status}`}).`);
    process.exit(status ?? 1);
  }
}

export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Annua needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Installs what the lockfile names, unless that is what is installed. Not `npm ci`: the lockfile can name the engine's binaries of
 * those platforms only that the registry at hand offers, and `npm ci` refuses a lockfile that lacks the others.
 */
export function install() {
  const stamp = join(root, "node_modules", ".annua-lock");
  const lock = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("Installing …");
  run("npm", ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
  writeFileSync(stamp, lock);
}

/** Compiles src to dist, lays the SQL and the shipped profiles beside it and builds the web app into it, unless dist was built from these very sources. */
export function build() {
  const stamp = join(root, "dist", ".sources");
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return;
  console.error("Building …");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", root]);
  for (const folder of ["sql", join("sources", "profile", "shipped")]) cpSync(join(root, "src", folder), join(root, "dist", folder), { recursive: true });
  chmodSync(join(root, "dist", "cli", "main.js"), 0o755);
  run(process.execPath, [join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--config", join(root, "web", "vite.config.ts"), "--logLevel", "error"]);
  writeFileSync(stamp, sources);
}

function hashOfSources() {
  const sum = createHash("sha256");
  const files = ["src", "web"].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const name of [...names, join(root, "tsconfig.json"), join(root, "package.json")]) sum.update(name.slice(root.length)).update(readFileSync(name));
  return sum.digest("hex");
}
