/** Answers that are worked out once for all who ask, and kept while the book stays as it is. */
import { beforeEach, expect, test } from "vitest";
import { Answers, type KeptAnswer } from "../../src/http/answers.js";
import type { ReportResult } from "../../src/index.js";

/** An answer of so many cells. */
const answerOf = (moment: string, cells = 1): KeptAnswer => ({ moment, result: { columns: [{}], rows: Array.from({ length: cells }, () => ({})) } as unknown as ReportResult });

let [answers, now, worked] = [new Answers(), "1", 0];
beforeEach(() => void ([answers, now, worked] = [new Answers(), "1", 0]));

/** Work that ends when it is told to. */
function work() {
  const ends: ((answer: KeptAnswer | Error) => void)[] = [];
  const stops: AbortSignal[] = [];
  const begin = (stop: AbortSignal) => {
    worked++;
    stops.push(stop);
    return new Promise<KeptAnswer>((resolve, reject) => ends.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))));
  };
  return { begin, ends, stops };
}

const ask = (begin: (stop: AbortSignal) => Promise<KeptAnswer>, { question = "q", signal = new AbortController().signal } = {}) => answers.ask({ question, now, momentNow: async () => now, signal }, begin);

test("whoever asks the same at once is given one answer, and those who ask later while nothing changes", async () => {
  const { begin, ends } = work();
  const asked = [ask(begin), ask(begin), ask(begin)];
  ends[0]!(answerOf("1"));
  const [one, ...others] = await Promise.all(asked);
  for (const other of [...others, await ask(begin)]) expect(other.result).toBe(one!.result);
  expect(worked).toBe(1);
});

test("after a change it is worked out anew", async () => {
  const { begin, ends } = work();
  const first = ask(begin);
  ends[0]!(answerOf("1"));
  await first;
  now = "2";
  const second = ask(begin);
  ends[1]!(answerOf("2"));
  expect((await second).moment).toBe("2");
  expect(worked).toBe(2);
});

test("whoever asks after a change is not given what others were told of the book before it", async () => {
  const { begin, ends } = work();
  const before = ask(begin);
  now = "2";
  const after = ask(begin);
  ends[0]!(answerOf("1"));
  expect((await before).moment).toBe("1");
  await new Promise((resolve) => setImmediate(resolve));
  ends[1]!(answerOf("2"));
  expect((await after).moment).toBe("2");
});

test("what others are refused is asked again: the book may have been another", async () => {
  const { begin, ends } = work();
  const [first, second] = [ask(begin), ask(begin)];
  ends[0]!(new Error("an empty book"));
  await expect(first).rejects.toThrow("an empty book");
  await new Promise((resolve) => setImmediate(resolve));
  ends[1]!(answerOf("1"));
  expect((await second).moment).toBe("1");
});

test("whoever goes takes nothing from those who stay; once nobody waits the work is stopped, and whoever comes then begins anew", async () => {
  const { begin, ends, stops } = work();
  const gone = [new AbortController(), new AbortController()];
  const asked = gone.map(({ signal }) => ask(begin, { signal }));
  gone[0]!.abort(new Error("gone"));
  await expect(asked[0]).rejects.toThrow("gone");
  expect(stops[0]!.aborted).toBe(false);
  gone[1]!.abort(new Error("gone too"));
  await expect(asked[1]).rejects.toThrow("gone too");
  expect(stops[0]!.aborted).toBe(true);
  const later = ask(begin);
  ends[0]!(new Error("stopped"));
  ends[1]!(answerOf("1"));
  expect((await later).moment).toBe("1");
  await expect(ask(begin, { question: "other", signal: gone[0]!.signal })).rejects.toThrow("gone");
  expect(worked).toBe(2);
});

test("those asked for last are kept, up to so many cells, and no huge one", async () => {
  const told = async (question: string, cells: number) => (await ask(async () => (worked++, answerOf("1", cells)), { question })).result.rows.length;
  for (let count = 0; count < 12; count++) await told(`q${count}`, 50_000);
  expect(worked).toBe(12);
  expect(await told("q11", 50_000)).toBe(50_000);
  expect(worked).toBe(12);
  await told("q0", 50_000);
  expect(worked).toBe(13);
  for (let count = 0; count < 2; count++) await told("huge", 50_001);
  expect(worked).toBe(15);
});

test("answers without a row, and with long texts, take room, too", async () => {
  const told = (question: string, result: Partial<ReportResult>) => ask(async () => (worked++, { moment: "1", result: { columns: [{}], rows: [], ...result } as unknown as ReportResult }), { question });
  for (let count = 0; count < 6000; count++) await told(`nobody ${count}`, {});
  await told("nobody 5999", {});
  expect(worked).toBe(6000);
  await told("nobody 0", {});
  expect(worked).toBe(6001);
  for (let count = 0; count < 2; count++) await told("notes", { rows: [{ note: "x".repeat(3_000_000) }] });
  for (let count = 0; count < 2; count++) await told("problems", { problems: [{ message: "x".repeat(3_000_000) }] as never });
  expect(worked).toBe(6005);
});
