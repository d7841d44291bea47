/** `npm run bench`: one table of ratios. Lines: 100,000 and 1,000,000; with --ten-million also 10,000,000. */
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diff, openBook } from "../../dist/index.js";
import { Database } from "../../dist/engine/database.js";
import { prepareConnection } from "../../dist/engine/connection.js";
import { deriveAll, setPolicyTables } from "../../dist/engine/derive.js";
import { readPolicy } from "../../dist/domain/policy.js";
import { periodsBetween } from "../../dist/domain/period.js";
import { sampleCsv } from "../../dist/sources/sample-company/index.js";
import { interleaved, quantile, timed } from "./clock.mjs";

const words = { fx: { rates: { EUR: "1.10", GBP: "1.27" } } };
const { policy } = readPolicy(words);
const until = "2026-10";
const months = periodsBetween("2022-01-01", "2026-11-01", "month", policy);
const periods = JSON.stringify(months.map((period, index) => ({ period_no: index + 1, ...period })));
const sql = (name) => readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");
const sizes = process.env.ANNUA_BENCH_LINES ? process.env.ANNUA_BENCH_LINES.split(",").map(Number) : process.argv.includes("--ten-million") ? [100_000, 1_000_000, 10_000_000] : [100_000, 1_000_000];
const folder = mkdtempSync(join(process.env.ANNUA_BENCH_FOLDER ?? tmpdir(), "annua-bench-"));
const rows = [];
const note = (job, size, ours, theirs, target, met) => rows.push({ job, lines: size.toLocaleString("en-US"), ours, theirs, target, met: target === "none" ? "" : met ? "met" : "MISSED" });
const seconds = (value) => `${value.toFixed(value < 1 ? 3 : 1)} s`;

async function makeFile(lines) {
  const path = join(folder, `${lines}.csv`);
  const file = createWriteStream(path);
  for (const chunk of sampleCsv({ customers: Math.round(lines / 4.37), seed: 1, until })) if (!file.write(chunk)) await once(file, "drain");
  file.end();
  await once(file, "finish");
  return path;
}

/** DuckDB's own typed read of the same file: what a validated import is measured against. */
async function typedRead(path) {
  const db = await Database.start();
  const taken = await timed(() => db.run(`create table t as select * from read_csv('${path}', header = true, types = {'amount': 'DECIMAL(38, 6)', 'quantity': 'DECIMAL(38, 6)'})`));
  db.close();
  return taken;
}

function child(file, book) {
  const args = [new URL("./child.mjs", import.meta.url).pathname, file, book];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return status === 0 ? JSON.parse(stdout) : { failed: stderr.trim().split("\n").at(-1) };
}

/** Medians of interleaved runs; the last book stays. */
async function importAgainstRead(csv, book, runs) {
  const reads = [];
  const imports = [];
  for (let run = 0; run < runs; run++) {
    rmSync(book, { force: true });
    reads.push((await typedRead(csv)).wall);
    imports.push(child(csv, book));
    const { failed } = imports.at(-1);
    if (failed) throw new Error(failed);
  }
  return { read: quantile(reads, 0.5), imported: quantile(imports.map((run) => run.imported), 0.5), peak: Math.max(...imports.map((run) => run.peak)) };
}

/** The chain from landed lines to movements, and the bare spine over the same priced lines. */
async function chain(book, size) {
  const db = await Database.start();
  await db.run(`attach '${book}' as book (read_only); attach ':memory:' as derived`);
  await prepareConnection(db);
  await db.run("set search_path = 'derived,book'");
  await setPolicyTables(db, policy);
  const derive = await timed(() => deriveAll(db));
  await db.run("create temp view arr_line_scope as select * from arr_line");
  const refold = async () => {
    await db.run("delete from customer_day");
    await db.runFile("store/customer_day");
    return db.rows(sql("delta"), { periods });
  };
  const runs = size >= 1_000_000 ? 3 : 5;
  const [ours, spine, scan] = await interleaved(runs, [
    refold, () => db.rows(sql("spine"), { periods }),
    () => db.rows("select cast(sum(arr) as varchar) as arr, count(distinct customer_key) as customers from arr_line"),
  ]);
  const same = JSON.stringify(ours.result) === JSON.stringify(spine.result);
  note("movements by month against a spine, CPU", size, seconds(ours.cpu), seconds(spine.cpu), "3 times less, same rows", same && spine.cpu / ours.cpu >= 3);
  const whole = derive.cpu + ours.cpu;
  note("landed lines to movements against the bare spine, CPU", size, seconds(whole), seconds(spine.cpu), "no more", whole <= spine.cpu);
  const grains = await timed(async () => {
    for (const grain of ["month", "quarter", "year"]) {
      const list = periodsBetween("2022-01-01", "2026-11-01", grain, policy).map((period, index) => ({ period_no: index + 1, ...period }));
      await db.rows(sql("delta"), { periods: JSON.stringify(list) });
    }
  });
  note("month, quarter and year against the scan, CPU", size, seconds(grains.cpu), seconds(scan.cpu), "60 times (with retention and cohorts)", grains.cpu <= 60 * scan.cpu);
  db.close();
  if (!same) console.error(`spine and delta differ at ${size} lines`, ours.result.length, spine.result.length);
  return { size, cpu: whole };
}

/** What a person waits for on an open book. */
async function answers(path, size) {
  const book = await openBook({ path });
  await book.run("waterfall", {});
  const waits = async (count, ask) => {
    const taken = [];
    for (let run = 0; run < count; run++) taken.push((await timed(() => ask(run))).wall);
    return quantile(taken, 0.95);
  };
  const { rows: biggest } = await book.run("customers", { limit: 50 });
  const waterfall = await waits(50, () => book.run("waterfall", {}));
  note("waterfall by month, p95 of 50", size, seconds(waterfall), "", "0.05 s at 10M", waterfall <= 0.05);
  const bySegment = await waits(20, () => book.run("waterfall", { by: ["segment"] }));
  note("waterfall by month and segment, p95 of 20", size, seconds(bySegment), "", "none", true);
  const filtered = await waits(20, () => book.run("waterfall", { where: ["segment=Enterprise"] }));
  note("waterfall by month with one filter, p95 of 20", size, seconds(filtered), "", "0.05 s at 10M", filtered <= 0.05);
  const drill = await waits(20, (run) => book.run("movements", { from: `2026-0${(run % 9) + 1}`, to: `2026-0${(run % 9) + 1}`, kind: "churn", limit: 50 }));
  note("drill into one cell, p95 of 20", size, seconds(drill), "", "0.1 s at 10M", drill <= 0.1);
  const history = await waits(20, (run) => book.run("customer", { customer: biggest[run % biggest.length].customer }));
  note("one customer's history, p95 of 20", size, seconds(history), "", "0.02 s at 10M", history <= 0.02);
  const line = (run) => [{ line_id: `bench-${run}`, customer_id: biggest[run].customer, start_date: "2026-01-01", amount: "100", amount_per: "month" }];
  const change = await waits(3, async (run) => {
    await book.import(line(run));
    await book.run("waterfall", {});
  });
  note("one customer's line: import to fresh waterfall", size, seconds(change), "", "0.15 s at 10M", change <= 0.15);
  const other = await timed(() => book.run("waterfall", { set: { grace_days: 30, ramp: "average" } }));
  note("another policy, first answer", size, seconds(other.wall), "", "5 s at 1M", size > 1_000_000 || other.wall <= 5);
  const span = { from: "2025-11", to: "2026-10" };
  const sides = [{ name: "own", book }, { name: "strict", book, policy: { ...words, partial_year: "exclude" } }];
  const compared = await timed(() => diff(...sides, span));
  note("two policies compared, first answer", size, seconds(compared.wall), "", "5 s at 1M", size > 1_000_000 || compared.wall <= 5);
  const again = await timed(() => diff(...sides, span));
  note("two policies compared, again", size, seconds(again.wall), "", "kept: less than the first", again.wall < compared.wall);
  await guarded(book, size);
  await book.close();
}

/** What closed periods add to a change: each is worked out before and after it. */
async function guarded(book, size) {
  const line = (amount) => [{ line_id: "bench-guard", customer_id: "bench-guard", start_date: "2026-10-01", amount, amount_per: "month" }];
  await book.import(line("100"));
  const free = await timed(() => book.import(line("101")));
  for (const month of ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]) await book.closePeriod(month, { by: [["segment"]] });
  const watched = await timed(() => book.import(line("102")));
  note("one line beside 12 closed months by segment against the same without", size, seconds(watched.wall), seconds(free.wall), "none", true);
}

function processes(csv) {
  const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
  const wall = (args) => quantile(Array.from({ length: 5 }, () => {
    const start = performance.now();
    spawnSync(process.execPath, [main, ...args], { stdio: "ignore" });
    return (performance.now() - start) / 1000;
  }), 0.5);
  const help = wall(["--help"]);
  note("annua --help, whole process", 0, seconds(help), "", "0.3 s", help <= 0.3);
  const report = wall(["waterfall", csv, "--set", "fx={rates: {EUR: 1.10, GBP: 1.27}}"]);
  note("annua waterfall FILE.csv, whole process", 100_000, seconds(report), "", "2 s", report <= 2);
}

function print() {
  const columns = ["job", "lines", "ours", "theirs", "target", "met"];
  console.log(`| ${columns.join(" | ")} |\n|${columns.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${columns.map((column) => row[column]).join(" | ")} |`);
}

try {
  const growth = [];
  for (const size of sizes) {
    console.error(`${size.toLocaleString("en-US")} lines: making the file …`);
    const csv = await makeFile(size);
    const book = join(folder, `${size}.annua`);
    const { read, imported, peak } = await importAgainstRead(csv, book, size > 1_000_000 ? 1 : 3);
    note("validated import, derived, against a typed read, wall", size, seconds(imported), seconds(read), "4 times", imported <= 4 * read);
    note("peak memory of the import, 1 GB of it for the engine", size, `${Math.round(peak)} MB`, "", "2,048 MB at 10M", peak <= 2048);
    growth.push(await chain(book, size));
    await answers(book, size);
    if (size === 100_000) processes(csv);
    rmSync(csv);
  }
  const [small, large] = growth.slice(-2);
  const exponent = Math.log(large.cpu / small.cpu) / Math.log(large.size / small.size);
  note("growth of CPU with lines, exponent", large.size, exponent.toFixed(2), "", "1.1", exponent <= 1.1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
print();
