/** Taking in files of lines, facts of customers and inputs; and the log of what was done to the data. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import type { ImportResult } from "../engine/import.js";
import { ask, askedPage, isYes, numberOf, queryOf } from "./asking.js";
import { readBody, shapes } from "./bodies.js";
import { importOptionsOf, importWords, inputOptionsOf, inputWords, wordsOf, type ImportWords } from "./import-options.js";
import { changeAsJob } from "./job-routes.js";
import type { Job, Outcome } from "./jobs.js";
import { once } from "./once.js";
import type { Env, Serving } from "./serving.js";
import { receive, type Upload } from "./upload.js";

export function addImportRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/imports", async (c) => {
    const query = queryOf(c, ["limit", "cursor"]);
    const { list, data } = await ask(c, serving, async (book) => ({ list: await book.imports(), data: (await book.provenance()).data }));
    const { from, size, cursorOf } = askedPage(c, query, data, serving.limits.rows);
    return c.json({ imports: list.slice(from, from + size), next_cursor: cursorOf(list.length) });
  });
  app.get("/api/v1/imports/:id", async (c) => {
    const query = queryOf(c, ["limit", "cursor"]);
    const id = numberOf(c, "/api/v1/imports");
    return c.json(await ask(c, serving, async (book) => {
      const { from, size, cursorOf } = askedPage(c, query, (await book.provenance()).data, serving.limits.rows);
      const { lines, corrections, facts, statements, ...entry } = await book.importChange(id, { from, size: size + 1 });
      const most = Math.max(...[lines, corrections, facts, statements].map(({ length }) => length));
      const cut = <T>(list: readonly T[]): T[] => list.slice(0, size);
      return { ...entry, lines: cut(lines), corrections: cut(corrections), facts: cut(facts), statements: cut(statements), next_cursor: cursorOf(from + most) };
    }));
  });
  app.post("/api/v1/imports", (c) => withUpload(c, serving, (upload) => importFiles(c, serving, upload)));
  app.delete("/api/v1/imports/:id", (c) => undo(c, serving));
  app.post("/api/v1/imports/:id/undo", (c) => undo(c, serving));
  app.post("/api/v1/inputs", (c) => (/^application\/json\b/i.test(c.req.header("content-type") ?? "") ? typedInputs(c, serving) : withUpload(c, serving, (upload) => importInputs(c, serving, upload))));
}

/** What is to be done with files; the upload goes when the job has ended, or at once where there is none. */
type Begun = { kind: string; subject: string; work: (book: Book, job: Job) => Promise<Outcome> };

async function withUpload(c: Context<Env>, serving: Serving, read: (upload: Upload) => Begun): Promise<Response> {
  const upload = await receive(c, serving.limits);
  let job: Job | undefined;
  try {
    const { kind, subject, work } = read(upload);
    c.set("subject", subject);
    return await once(c, serving, upload.sent, () => changeAsJob(c, serving, kind, work, (begun) => (job = begun)));
  } finally {
    if (job === undefined) await upload.remove();
    else void job.ended.then(upload.remove);
  }
}

function importFiles(c: Context<Env>, { name, limits }: Serving, upload: Upload): Begun {
  const words = wordsOf(importWords, upload, `POST ${c.req.path}`);
  const options = importOptionsOf(words, upload, name);
  const isOfCustomers = isYes("customers", words.customers);
  const files = upload.files.filter(({ field }) => field !== "profile" && field !== "beside");
  const [lines, customers] = [files.filter(({ field }) => !isOfCustomers && field !== "customers"), files.filter(({ field }) => isOfCustomers || field === "customers")];
  if (files.length === 0) refuse("upload-broken", { reason: "there is no file in it" });
  if (words.full !== undefined && words.source !== undefined && files.length > 1) refuse("options-clash", { one: "full and source", other: "several files", remedy: "A whole list is one file; import one at a time." });
  if (words.formerly !== undefined && words.source === undefined) refuse("options-clash", { one: "formerly", other: "no source", remedy: "Say with source which source had these names before." });
  return {
    kind: "import",
    subject: `${options.dryRun === true ? "dry run of " : ""}${files.map((file) => file.name).join(", ")}`,
    work: async (book, job) => {
      const done: Done[] = [];
      const keep = async (file: string, importing: Promise<ImportResult>): Promise<void> => {
        const result = await importing;
        done.push({ file, result });
        if (result.kept) job.kept.push(file);
      };
      // the files of one request are parts of one list: the first of them is no measure of the others
      const isFirst = (await book.imports()).length === 0;
      try {
        for (const [at, { path, name: file }] of lines.entries()) {
          job.signal.throwIfAborted();
          await keep(file, book.import(path, { ...options, acceptJump: options.acceptJump === true || isFirst, look: at === lines.length - 1 }));
          if (isRefused(done.at(-1)!.result)) break;
        }
        for (const { path, name: file } of done.some(({ result }) => isRefused(result)) ? [] : customers) {
          job.signal.throwIfAborted();
          await keep(file, book.importCustomers(path, options));
        }
      } catch (error) {
        if (!(error instanceof ProblemError) || job.signal.aborted || job.kept.length === 0) throw error;
        return imported(book, words, done, limits.rows, error.problems);
      }
      return imported(book, words, done, limits.rows);
    },
  };
}

interface Done {
  file: string;
  result: ImportResult;
}

const isRefused = (result: ImportResult): boolean => !result.kept && result.problems.some(({ severity }) => severity === "error");

/** Problems of the kinds on which most ARR hangs are told with an import. */
const mostWarnings = 5;

async function imported(book: Book, words: ImportWords, done: readonly Done[], mostRows: number, problems: readonly Problem[] = []): Promise<Outcome> {
  const looks = done.some(({ result }) => result.kept) ? await book.looks() : (done.at(-1)?.result.looks ?? []);
  const body = {
    dry_run: isYes("dry_run", words.dry_run),
    imports: done.map(({ file, result: { looks: _, rejects, ...result } }) => ({ file, ...result, rejects: rejects.slice(0, mostRows) })),
    looks: looks.map(({ worst, ...look }) => ({ code: worst.code, ...look })),
    warnings: looks.slice(0, mostWarnings).map(({ worst }) => worst),
  };
  const refused = done.filter(({ result }) => isRefused(result));
  if (refused.length + problems.length === 0) return { status: done.some(({ result }) => result.kept) ? 201 : 200, body };
  return { status: 422, body, problems: [...refused.flatMap(({ result }) => problemsOf(result, mostRows)), ...problems] };
}

const problemsOf = ({ problems, rejects }: Pick<ImportResult, "problems" | "rejects">, most: number): Problem[] => [...problems, ...rejects.flatMap((reject) => reject.problems)].slice(0, most);

async function undo(c: Context<Env>, serving: Serving): Promise<Response> {
  const id = numberOf(c, "/api/v1/imports");
  const { note, ...query } = queryOf(c, ["note", "dry_run", "accept_restatement"]);
  const dryRun = isYes("dry_run", query.dry_run);
  c.set("subject", `${dryRun ? "dry run of " : ""}undo import ${id}`);
  return once(c, serving, "", () => changeAsJob(c, serving, "undo", async (book) => {
    const { lines, ...change } = await book.undoImport(id, { note, dryRun, acceptRestatement: isYes("accept_restatement", query.accept_restatement) });
    return { status: 200, body: { ...change, lines: lines.slice(0, serving.limits.rows) } };
  }));
}

function importInputs(c: Context<Env>, { limits }: Serving, upload: Upload): Begun {
  const options = inputOptionsOf(wordsOf(inputWords, upload, `POST ${c.req.path}`));
  const [file, ...others] = upload.files;
  if (file === undefined || others.length > 0) return refuse("upload-broken", { reason: file === undefined ? "there is no file in it" : "inputs are one file at a time" });
  return { kind: "inputs", subject: `${options.dryRun === true ? "dry run of " : ""}inputs ${file.name}`, work: async (book) => inputsTold(await book.importInputs(file.path, options), limits.rows) };
}

async function typedInputs(c: Context<Env>, serving: Serving): Promise<Response> {
  const query = queryOf(c, ["dry_run"]);
  const { body, sent } = await readBody(c, shapes.inputs);
  const dryRun = body.dry_run === true || isYes("dry_run", query.dry_run);
  const rows = body.rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)])));
  c.set("subject", `${dryRun ? "dry run of " : ""}${rows.length} rows of inputs`);
  return once(c, serving, sent, () => changeAsJob(c, serving, "inputs", async (book) => inputsTold(await book.importInputs(rows, { dryRun }), serving.limits.rows)));
}

function inputsTold({ rejects, ...result }: Awaited<ReturnType<Book["importInputs"]>>, most: number): Outcome {
  const body = { ...result, rejects: rejects.slice(0, most) };
  const isRefusal = result.problems.some(({ severity }) => severity === "error");
  return isRefusal ? { status: 422, body, problems: problemsOf({ problems: result.problems, rejects }, most) } : { status: result.kept ? 201 : 200, body };
}
