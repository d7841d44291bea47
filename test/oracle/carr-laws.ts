import { type Answers, CARR_COLUMNS, type Opener } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import type { Knobs, Row } from "./index.js";
import { Fraction } from "./fraction.js";
import type { Law } from "./laws.js";

/** SEMANTICS 18, law 13, and what follows from it. check gives what breaks the law, or undefined. */
export const CARR_LAWS: Law[] = [
  { name: "13: CARR is the sum of its parts and starts from ARR", check: startsFromArr },
  { name: "13: with nothing signed ahead and no notice CARR is ARR", check: isArrWithoutPlans },
  { name: "13: the months of go-live sum to the parts that are signed", check: monthsSum },
  { name: "8: the order of the rows is irrelevant to CARR", check: orderIsIrrelevant },
  { name: "13: under signature, where a signed line counts at once, nothing is signed and not live", check: signatureIsLive },
];

async function startsFromArr(book: RandomBook, open: Opener): Promise<string | undefined> {
  return onEachDay(book.rows, book.knobs, book.questions.on, open, async (answers, day) => {
    const parts = await answers.carr(day);
    const arr = (await answers.snapshot(day, []))[0]?.["arr"];
    const sum = sumOf(CARR_COLUMNS.slice(0, -1).map((column) => parts[column]!));
    return parts["live"] === arr && sum.minus(numberOf(parts["carr"]!)).isZero() ? undefined : { ...parts, arr };
  });
}

async function isArrWithoutPlans(book: RandomBook, open: Opener): Promise<string | undefined> {
  const plain = book.rows.map(({ signed_on: _, live_on: __, cancelled_on: ___, ...row }) => row);
  return onEachDay(plain, book.knobs, book.questions.on, open, async (answers, day) => {
    const parts = await answers.carr(day);
    const months = await answers.goLive(day);
    return parts["carr"] === parts["live"] && months.length === 0 ? undefined : { ...parts, months };
  });
}

async function monthsSum(book: RandomBook, open: Opener): Promise<string | undefined> {
  return onEachDay(book.rows, book.knobs, book.questions.on, open, async (answers, day) => {
    const [parts, months] = [await answers.carr(day), await answers.goLive(day)];
    const sums = (["signed_not_live", "known_contraction"] as const).map((part) => sumOf(months.map((month) => String(month[part]))).minus(numberOf(parts[part]!)).isZero());
    return sums.every(Boolean) ? undefined : { ...parts, months };
  });
}

async function orderIsIrrelevant(book: RandomBook, open: Opener): Promise<string | undefined> {
  const [there, back] = [await open(book.rows, book.knobs), await open([...book.rows].reverse(), book.knobs)];
  try {
    for (const day of book.questions.on) {
      const both = [await there.goLive(day), await back.goLive(day), await there.carr(day), await back.carr(day)].map((rows) => JSON.stringify(rows));
      if (both[0] !== both[1] || both[2] !== both[3]) return `${day}: ${both.join(" ")}`;
    }
  } finally {
    await Promise.all([there.close(), back.close()]);
  }
  return undefined;
}

async function signatureIsLive(book: RandomBook, open: Opener): Promise<string | undefined> {
  return onEachDay(book.rows, { ...book.knobs, recognition: "signature" }, book.questions.on, open, async (answers, day) => {
    const parts = await answers.carr(day);
    return /[1-9]/.test(parts["signed_not_live"]! + parts["known_contraction"]!) ? parts : undefined;
  });
}

async function onEachDay(rows: Row[], knobs: Knobs, days: string[], open: Opener, broken: (answers: Answers, day: string) => Promise<unknown>): Promise<string | undefined> {
  const answers = await open(rows, knobs);
  try {
    for (const day of days) {
      const found = await broken(answers, day);
      if (found !== undefined) return `${day}: ${JSON.stringify(found)}`;
    }
  } finally {
    await answers.close();
  }
  return undefined;
}

function numberOf(text: string): Fraction {
  return Fraction.read(text) as Fraction;
}

function sumOf(texts: string[]): Fraction {
  return texts.reduce((sum, text) => sum.plus(numberOf(text)), Fraction.ZERO);
}
