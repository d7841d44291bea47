/** Would a wrong line of SQL be seen? One fault at a time is planted, and the comparison with the oracle has to find it. */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type Asked, FAULTS, type Fault, type FaultBook } from "./faults/faults.js";
import { type Answers, type Difference, differences, openOracle, plainQuestionsFor, type Question } from "./oracle/answers.js";
import { bookArbitrary, inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { openLibrary } from "./oracle/library.js";

const planted = vi.hoisted(() => ({ fault: undefined as Fault | undefined }));

vi.mock("../src/engine/sql-file.js", async (original) => {
  const texts = await original<typeof import("../src/engine/sql-file.js")>();
  const { sqlFile } = texts;
  return {
    ...texts,
    sqlFile: (name: string): string => {
      const { fault } = planted;
      return fault?.file === name ? withWrong(sqlFile(name), fault) : sqlFile(name);
    },
  };
});

/** The text with the fault in it; a fault whose place is gone would be missed for the wrong reason. */
function withWrong(text: string, { file, right, wrong }: Fault): string {
  expect(text.split(right).length - 1, `times that src/sql/${file}.sql says ${right}`).toBe(1);
  return text.replace(right, () => wrong);
}

function questionsOf({ days, method }: FaultBook): (Question & { command: Asked })[] {
  const [from, to] = [days[0]!, days.at(-1)!];
  return [
    ...days.flatMap((day) => [
      { command: "lines" as const, ask: (answers: Answers) => answers.lines(day) },
      { command: "snapshot" as const, ask: (answers: Answers) => answers.snapshot(day, ["customer"]) },
    ]),
    { command: "waterfall", ask: (answers) => answers.waterfall(from, to, method) },
    { command: "logos", ask: (answers) => answers.logos(from, to, method) },
  ];
}

async function withFault<T>(fault: Fault | undefined, work: () => Promise<T>): Promise<T> {
  planted.fault = fault;
  try {
    return await work();
  } finally {
    planted.fault = undefined;
  }
}

/** What the library answers differently from the oracle, with the fault in its SQL or without any. */
const compared = ({ book }: Fault, fault: Fault | undefined): Promise<Difference[]> =>
  withFault(fault, () => differences(book, questionsOf(book), openOracle, openLibrary));

test("there are at least ten faults, each of another line", () => {
  expect(new Set(FAULTS.map(({ file, right }) => `${file}: ${right}`)).size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(10);
});

describe("a fault that is planted is found:", () => {
  for (const fault of FAULTS) {
    test(fault.claim, async () => {
      expect(await compared(fault, undefined), "differences without the fault").toEqual([]);
      const found = await compared(fault, fault);
      expect(found.map(({ answered }) => JSON.stringify(answered)).filter((answer) => answer.includes("threw"))).toEqual([]);
      expect(new Set(found.map(({ question }) => question.command))).toEqual(new Set(fault.seenIn));
    });
  }
});

/** The books of oracle.test.ts, which finds no difference in them without a fault; that they show every fault is what makes them worth their time. */
const BOOKS = 600;
const SEED = 20250101;
/** Looking through many books takes long: every fault is looked for in the long run, and else one in four. */
const EVERY = process.env["ANNUA_LONG"] === "1" ? 1 : 6;

describe(`${BOOKS} random books meet a fault that is planted:`, () => {
  const batches = inTens(fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED })).map(joined);
  /** The oracle's answers are the same for every fault. */
  const oracles = batches.map(({ rows, knobs }) => openOracle(rows, knobs));
  const expected = batches.map(() => new Map<string, string>());

  async function isFound(i: number, fault: Fault): Promise<boolean> {
    const book = batches[i] as RandomBook;
    const [oracle, library] = [await oracles[i]!, await openLibrary(book.rows, book.knobs)];
    const answersOnce = expected[i]!;
    try {
      for (const { command, ask } of plainQuestionsFor(book).filter((question) => fault.seenIn.some((report) => question.command.startsWith(`annua ${report} `)))) {
        if (!answersOnce.has(command)) answersOnce.set(command, JSON.stringify(await ask(oracle)));
        if (JSON.stringify(await ask(library)) !== answersOnce.get(command)) return true;
      }
      return false;
    } finally {
      await library.close();
    }
  }

  for (const fault of FAULTS.filter((_, at) => at % EVERY === 0)) {
    test(fault.claim, async () => {
      for (let i = 0; i < batches.length; i++) if (await withFault(fault, () => isFound(i, fault))) return;
      expect.fail(`no book of ${BOOKS} shows it`);
    });
  }
});
