/** `npm run bench -- serve [--lines N] [--clients N] [--seconds N]`: many ask a server while it imports; one table of waits by report, errors, and its memory. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBook } from "../../dist/index.js";
import { sampleCsv } from "../../dist/sources/sample-company/index.js";
import { quantile } from "./clock.mjs";

const option = (name, usual) => Number(process.argv[process.argv.indexOf(`--${name}`) + 1] || usual) || usual;
const [lines, clients, seconds] = [option("lines", 1_000_000), option("clients", 50), option("seconds", 60)];
const folder = mkdtempSync(join(process.env.ANNUA_BENCH_FOLDER ?? tmpdir(), "annua-bench-"));
const [book, csv] = [join(folder, "acme.annua"), join(folder, "lines.csv")];
const questions = ["waterfall", "waterfall?by=segment&grain=quarter", "snapshot", "snapshot?by=segment", "retention", "trend", "movements?limit=50", "customers?limit=50"];
const waits = new Map(questions.map((question) => [question, []]));
const failures = new Map();
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function makeBook() {
  writeFileSync(csv, "");
  for (const chunk of sampleCsv({ customers: Math.round(lines / 4.37), seed: 1, until: "2026-10" })) writeFileSync(csv, chunk, { flag: "a" });
  const made = await openBook({ path: book, policy: { fx: { rates: { EUR: "1.10", GBP: "1.27" } } } });
  await made.import(csv, { allowRejects: true });
  await made.close();
}

function started() {
  const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
  const server = spawn(process.execPath, [main, "serve", "--book", book, "--port", "0", "--log-level", "error"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    server.stdout.on("data", (text) => {
      const url = /served at (\S+)/.exec(String(text))?.[1];
      if (url) resolve({ server, url });
    });
    server.once("close", () => reject(new Error("the server ended")));
  });
}

async function client(url, number, until) {
  for (let turn = number; performance.now() < until; turn++) {
    const question = questions[turn % questions.length];
    const start = performance.now();
    const response = await fetch(`${url}/api/v1/reports/${question}`).catch((error) => ({ status: error.message, text: async () => "" }));
    await response.text();
    if (response.status === 200) waits.get(question).push((performance.now() - start) / 1000);
    else failures.set(response.status, (failures.get(response.status) ?? 0) + 1);
  }
}

async function importer(url, until) {
  let imports = 0;
  for (; performance.now() < until; imports++) {
    const body = `line_id,customer_id,start_date,amount,amount_per\nbench-${imports},bench-${imports},2026-01-01,100,month\n`;
    const response = await fetch(`${url}/api/v1/imports?name=bench-${imports}.csv`, { method: "POST", headers: { "content-type": "text/csv", prefer: "wait=300" }, body });
    await response.text();
    if (response.status !== 201) failures.set(`import ${response.status}`, (failures.get(`import ${response.status}`) ?? 0) + 1);
    await pause(1000);
  }
  return imports;
}

const memoryOf = async (url) => Math.round(Number(/process_resident_memory_bytes (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())[1]) / 1e6);

try {
  console.error(`${lines.toLocaleString("en-US")} lines: making the book …`);
  await makeBook();
  const { server, url } = await started();
  for (const question of questions) await (await fetch(`${url}/api/v1/reports/${question}`)).text();
  const until = performance.now() + seconds * 1000;
  const asked = Promise.all(Array.from({ length: clients }, (_, number) => client(url, number, until)));
  const imported = importer(url, until);
  await pause(Math.min(10, seconds / 2) * 1000);
  const early = await memoryOf(url);
  await asked;
  const imports = await imported;
  const late = await memoryOf(url);
  console.log("| report | answers | p50 | p95 | p99 |\n|---|---|---|---|---|");
  for (const [question, taken] of waits) console.log(`| ${question} | ${taken.length} | ${[0.5, 0.95, 0.99].map((at) => (taken.length === 0 ? "" : `${quantile(taken, at).toFixed(2)} s`)).join(" | ")} |`);
  console.log(`\n${clients} clients, ${seconds} s, ${lines} lines; ${imports} imports meanwhile; failures: ${failures.size === 0 ? "none" : JSON.stringify([...failures])}; memory ${early} MB early, ${late} MB at the end.`);
  const ended = new Promise((resolve) => server.removeAllListeners("close").once("close", resolve));
  server.kill("SIGTERM");
  console.log(`The server ended with status ${await ended}.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
