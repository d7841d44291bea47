/** Would a wrong line of SQL be seen? One fault at a time is planted, and the comparison with the oracle has to find it. */
import { describe, expect, test, vi } from "vitest";
import { type Asked, FAULTS, type Fault, type FaultBook } from "./faults/faults.js";
import { openLibrary } from "./oracle/library.js";
import { type Answers, type Difference, differences, openOracle, type Question } from "./oracle/answers.js";

const planted = vi.hoisted(() => ({ fault: undefined as Fault | undefined }));

vi.mock("../src/engine/sql-file.js", async (original) => {
  const { sqlFile } = await original<typeof import("../src/engine/sql-file.js")>();
  return {
    sqlFile: (name: string): string => {
      const { fault } = planted;
      return fault?.file === name ? sqlFile(name).replace(fault.right, () => fault.wrong) : sqlFile(name);
    },
  };
});

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

/** What the library answers differently from the oracle, with the fault in its SQL or without any. */
async function compared({ book }: Fault, fault: Fault | undefined): Promise<Difference[]> {
  planted.fault = fault;
  try {
    return await differences(book, questionsOf(book), openOracle, openLibrary);
  } finally {
    planted.fault = undefined;
  }
}

test("there are at least ten faults, each of another line", () => {
  expect(new Set(FAULTS.map(({ file, right }) => `${file}: ${right}`)).size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(10);
});

describe("a fault that is planted is found:", () => {
  for (const fault of FAULTS) {
    test(fault.claim, async () => {
      const { sqlFile } = await import("../src/engine/sql-file.js");
      expect(sqlFile(fault.file).split(fault.right).length - 1, `times that src/sql/${fault.file}.sql says ${fault.right}`).toBe(1);
      expect(await compared(fault, undefined), "differences without the fault").toEqual([]);
      const found = await compared(fault, fault);
      expect(found.map(({ answered }) => JSON.stringify(answered)).filter((answer) => answer.includes("threw"))).toEqual([]);
      expect(new Set(found.map(({ question }) => question.command))).toEqual(new Set(fault.seenIn));
    });
  }
});
