/** What somebody who has never seen this repository has: an empty folder, npm, a list of contracts and a few lines of TypeScript. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const FILES: Record<string, string> = {
  "package.json": `{ "private": true, "type": "module" }`,
  "contracts.csv": ["line_id,customer_id,product,start_date,amount,amount_per", "L1,acme,Platform,2025-01-01,100,month", "L2,birch,Platform,2025-02-15,300,quarter", ""].join("\n"),
  // the types must hold under the strictest reading, of our declarations too
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "NodeNext", target: "ES2023", strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
    files: ["arr.ts", "slip.ts"],
  }),
  "arr.ts": `import { openBook, type ReportResult } from "annua";
import { reports } from "annua/catalogue";

const book = await openBook({ path: ":memory:", policy: { grace_days: 30 } });
await book.import([{ line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "month" }]);
const answer: ReportResult = await book.run("snapshot", { on: "2025-06-30" });
await book.close();
console.log(JSON.stringify({ arr: answer.rows[0]?.["arr"], reports: reports.map(({ name }) => name) }));
`,
  "slip.ts": `import { openBook } from "annua";
await openBook({ file: "acme.annua" });
`,
};

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

export class Stranger {
  private readonly top = mkdtempSync(join(tmpdir(), "annua-stranger-"));
  readonly folder = join(this.top, "empty folder");

  constructor() {
    mkdirSync(this.folder);
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(this.folder, name), text);
  }

  /** `npm pack` of what is built, the tarball put down outside of the repository. */
  pack(): { tarball: string } & Ran {
    runIn(root, process.execPath, [join(root, "scripts", "build.mjs")]);
    const ran = runIn(root, "npm", ["pack", "--pack-destination", this.top]);
    const [name] = readdirSync(this.top).filter((file) => file.endsWith(".tgz"));
    if (!name) throw new Error(`npm pack left no tarball:\n${ran.stdout}${ran.stderr}`);
    return { tarball: join(this.top, name), ...ran };
  }

  install(tarball: string): Ran {
    return this.run("npm", ["install", tarball, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]);
  }

  /** `npx annua …`; --no, so that a broken executable is not fetched from elsewhere. */
  annua(...words: string[]): Ran {
    return this.run("npx", ["--no", "--", "annua", ...words]);
  }

  run(program: string, words: string[]): Ran {
    return runIn(this.folder, program, words);
  }

  leave(): void {
    rmSync(this.top, { recursive: true, force: true });
  }
}

/** Without what `npm test`, the test runner and the developer's own shell have set. */
function runIn(cwd: string, program: string, words: string[]): Ran {
  const ours = /^(npm_(lifecycle|package|config_local_prefix|command)|INIT_CWD$|NODE_ENV$|VITEST|ANNUA_)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd, env, encoding: "utf8", shell: process.platform === "win32" });
  if (error) throw error;
  return { status, stdout, stderr };
}
