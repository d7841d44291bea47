/** A book that many ask at once: who waits, who is sent away, and what is left by those who went. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { keepNumbers, type FoundQuestion } from "../src/engine/question-list.js";
import { ServedBook, type ServedOptions } from "../src/engine/served-book.js";
import { openBook, type Book, type LineInput } from "../src/index.js";
import { samplePolicy } from "../src/sources/sample-company/index.js";
import { codesOf, sampleLines } from "./http/served.js";

let book: ServedBook;
afterEach(() => book.close());

const opened = async (options: Partial<ServedOptions> = {}): Promise<ServedBook> => (book = await ServedBook.open({ path: ":memory:", readers: 1, ...options }));

/** A question that holds its reader until it is let go, and then asks. */
function held(of: ServedBook): { answer: Promise<unknown>; begun: Promise<void>; letGo: () => void } {
  let [letGo, tell] = [(): void => undefined, (): void => undefined];
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const begun = new Promise<void>((resolve) => (tell = resolve));
  const answer = of.read(async (reader) => {
    tell();
    await gate;
    return (await reader.contents()).lines;
  });
  return { answer, begun, letGo };
}

test("whoever finds the line full is sent away, and the others are answered", async () => {
  const first = held(await opened({ mostWaiting: 1 }));
  await first.begun;
  const second = book.read(async (reader) => (await reader.contents()).lines);
  expect(book.load).toEqual({ asking: 1, waiting: 1 });
  expect(await codesOf(() => book.read(async () => 1))).toEqual(["server-busy"]);
  first.letGo();
  expect([await first.answer, await second]).toEqual([0, 0]);
  expect(book.load).toEqual({ asking: 0, waiting: 0 });
});

test("whoever goes while waiting leaves the line at once, and those behind move up", async () => {
  const first = held(await opened());
  await first.begun;
  const gone = new AbortController();
  const second = book.read(async () => "never", { signal: gone.signal });
  const third = book.read(async () => "third");
  gone.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  expect(book.load).toEqual({ asking: 1, waiting: 1 });
  first.letGo();
  expect([await first.answer, await third]).toEqual([0, "third"]);
});

test("a book that is closed lets the question at work end, however many statements it takes, and refuses those in line and those that come", async () => {
  const first = held(await opened());
  await first.begun;
  const waiting = codesOf(() => book.read(async () => 1));
  const closed = book.close();
  expect(await waiting).toEqual(["server-closing"]);
  expect(await codesOf(() => book.read(async () => 1))).toEqual(["server-closing"]);
  first.letGo();
  expect(await first.answer).toBe(0);
  await closed;
});

test("a reader that was stopped in the midst of a derivation answers the next one as if nothing had been", async () => {
  await opened();
  await book.change((writer) => writer.import(sampleLines(6).map((line) => Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ""))) as never, { allowRejects: true }));
  const gone = new AbortController();
  const params = { on: "2026-06-30", set: { level: "parent" } };
  await expect(book.read((reader) => reader.run("snapshot", params), { signal: gone.signal, progress: () => gone.abort(new Error("gone")) })).rejects.toThrow("gone");
  const answers = [await book.read((reader) => reader.run("snapshot", params)), await book.read((reader) => reader.run("snapshot", { on: "2026-06-30" }))];
  const whole = await book.change(async (writer) => [await writer.run("snapshot", params), await writer.run("snapshot", { on: "2026-06-30" })]);
  expect(answers).toEqual(whole);
});

test("a question that one small change after the other overtakes is answered between two of them, of one state", async () => {
  await opened({ readers: 1 });
  await book.change((writer) => writer.import(sampleLines()));
  let [isDone, tries, events] = [false, 0, 0];
  const changing = (async () => {
    while (!isDone) await book.change((writer) => writer.say("event", { date: "2026-01-01", title: `event ${++events}` }));
  })();
  const counted = await book.read(async (reader) => {
    tries++;
    const before = (await reader.said("event")).length;
    // long enough for several changes
    for (const from = events; events < from + 2 && tries <= 3; ) await new Promise((resolve) => setTimeout(resolve, 1));
    return { before, after: (await reader.said("event")).length };
  });
  isDone = true;
  await changing;
  expect(counted.after).toBe(counted.before);
  expect(tries).toBe(4);
});

test("two who ask at once are told a question by the same number, which is kept, and a change that is being made holds off neither", async () => {
  await opened({ readers: 2 });
  await book.change((writer) => writer.import(sampleLines(9)));
  let endChange = (): void => undefined;
  const change = book.change(() => new Promise<void>((resolve) => (endChange = resolve)));
  const idsOf = async (params = {}) => (await book.read((reader) => reader.run("questions", params))).rows.map(({ id, question }) => `${String(id)} ${String(question)}`);
  const [one, other] = await Promise.all([idsOf(), idsOf()]);
  endChange();
  await change;
  expect(one.length).toBeGreaterThan(1);
  expect(other).toEqual(one);
  expect(await book.change((writer) => writer.questions().then((all) => all.map(({ id, question }) => `${id} ${question}`)))).toEqual(one);
});

test("a decision and a list that number questions at the same moment give each a number of its own, and neither fails", async () => {
  await opened();
  const [writer, probe] = [book["writer"]["db"], book["probe"]];
  await writer.run("set search_path = 'book'");
  for (let round = 0; round < 10; round++) {
    const [one, other] = ["decided", "listed"].map((word) => [{ key: `${word} ${round}`, question_no: 0 } as FoundQuestion]) as [FoundQuestion[], FoundQuestion[]];
    await Promise.all([keepNumbers(writer, one), keepNumbers(probe, other)]);
    expect([one[0]!.question_no, other[0]!.question_no].sort((a, b) => a - b)).toEqual([2 * round + 1, 2 * round + 2]);
  }
});

test("questions that were told keep their numbers when others come, whichever reader is asked", async () => {
  await opened({ readers: 2 });
  await book.change((writer) => writer.import(sampleLines(6)));
  const told = async () => new Map((await book.read((reader) => reader.run("questions"))).rows.map(({ id, question }) => [String(question), String(id)]));
  const before = await told();
  await book.change((writer) => writer.import(["x1", "x2"].map((line_id) => ({ line_id, customer_id: "twice", start_date: "2024-01-01", end_date: "2025-01-01", amount: "100000", amount_per: "month" }))));
  const after = await told();
  expect(after.size).toBeGreaterThan(before.size);
  expect(new Set(after.values()).size).toBe(after.size);
  const kept = [...before].filter(([question]) => after.has(question));
  expect(kept.length).toBeGreaterThan(0);
  for (const [question, id] of kept) expect(after.get(question)).toBe(id);
});

test("a question of a past day keeps the number that it was told by, and none of today takes it", async () => {
  await opened();
  await book.change((writer) => writer.import(sampleLines(6)));
  const told = async (params = {}) => new Map((await book.read((reader) => reader.run("questions", params))).rows.map(({ id, question }) => [String(id), String(question)]));
  const past = await told({ on: "2025-06-30", known_on: "2025-06-30" });
  const today = await told();
  expect(past.size).toBeGreaterThan(1);
  expect(await told({ on: "2025-06-30", known_on: "2025-06-30" })).toEqual(past);
  const kept = new Map((await book.read((reader) => reader["db"].rows("select 'Q' || question_no as id, question_key from book.question_number"))).map(({ id, question_key }) => [String(id), String(question_key)]));
  for (const id of [...past.keys(), ...today.keys()]) expect(kept.has(id), id).toBe(true);
});

test("a word for what the book holds changes with every change, and not without one", async () => {
  await opened();
  const words = [await book.moment()];
  await book.read((reader) => reader.run("questions"));
  expect(await book.moment()).toBe(words[0]);
  for (const change of [(writer: Book) => writer.import(sampleLines(2)), (writer: Book) => writer.say("event", { date: "2026-01-01", title: "one" }), (writer: Book) => writer.setPolicy({ churn_date: "last_day" })]) {
    await book.change(change as (writer: Book) => Promise<unknown>);
    words.push(await book.moment());
  }
  expect(new Set(words).size).toBe(words.length);
});

test("many who ask at once are no leak", async () => {
  await opened({ readers: 1 });
  const warned: string[] = [];
  const hear = (warning: Error): void => void warned.push(warning.name);
  process.on("warning", hear);
  const first = held(book);
  const others = Array.from({ length: 40 }, () => book.read(async (reader) => (await reader.contents()).lines));
  first.letGo();
  await Promise.all([first.answer, ...others]);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", hear);
  expect(warned).toEqual([]);
});

/** Those that look at more than what is stored: the view of the lines, what was sold, questions, words of people. */
const sensitive = [["check", { on: "2025-06-30" }], ["questions", { on: "2025-06-30" }], ["revenue", { from: "2025-04", to: "2025-06" }], ["customers", { on: "2025-06-30" }], ["renewals", { from: "2025-04", to: "2025-06" }], ["waterfall", { from: "2025-06", to: "2025-06" }]] as const;

/** These reports, as text without numbers of questions: each book gives its own. */
async function told(one: Book): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const [name, params] of sensitive) answers[name] = JSON.stringify((await one.run(name, params)).rows).replace(/\bQ\d+\b/g, "Q");
  return answers;
}

test("after every change a report is answered as by a book that was only just opened", async () => {
  const folder = mkdtempSync(join(tmpdir(), "annua-served-"));
  const lines = sampleLines(4).map((line) => Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ""))) as unknown as LineInput[];
  const customer_id = String(lines[0]!.customer_id);
  const fee: LineInput = { line_id: "fee", customer_id, product: "Setup fee", start_date: "2024-03-01", end_date: "2025-03-01", amount: "9000", amount_per: "year" };
  const changes: ((one: Book) => Promise<unknown>)[] = [
    (one) => one.import(lines.slice(0, 20), { source: "first" }),
    (one) => one.import([...lines.slice(20), fee], { source: "second", acceptJump: true }),
    (one) => one.setPolicy({ ...samplePolicy, expired: "hold" }),
    (one) => one.adjust({ customer: customer_id, amount: "-1200", from: "2024-09", reason: "credit" }),
    (one) => one.undoImport(2),
  ];
  await opened({ readers: 1, policy: undefined });
  try {
    for (const change of changes) {
      await book.change(change);
      const beside = await openBook({ path: join(folder, "beside.annua"), create: true });
      await change(beside);
      await beside.close();
      const fresh = await openBook({ path: join(folder, "beside.annua") });
      const answers = await book.read((reader) => told(reader));
      const expected = await told(fresh);
      await fresh.close();
      for (const [name, rows] of Object.entries(expected)) expect(answers[name], name).toBe(rows);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
