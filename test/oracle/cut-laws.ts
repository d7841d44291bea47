import type { Answers, Grouped, Opener } from "./answers.js";
import { CUT_LOGO_COLUMNS, METHODS, WATERFALL_COLUMNS } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import { dayText, mustReadDay, startOfNextMonth } from "./calendar.js";
import { type Cut, WHOLE } from "./cut.js";
import { DIMENSIONS } from "./dimension.js";
import type { Method } from "./index.js";
import { asked, isEqual, type Law, said, sum } from "./laws.js";

/** Laws of SEMANTICS 6, 10, 12 and 18 that every cut keeps, whatever the policy. */
export const CUT_LAWS: Law[] = [
  { name: "3: groups sum to the total row by row, and transfers to nothing", check: groupsSum },
  { name: "1: each group's opening + rows = closing, in money and in customers", check: groupsFoot },
  { name: "2: each group's closing is its next opening, but for what is told anew", check: groupsChain },
  { name: "5: each group's months are the sum of its single months, and a quarter's ends are theirs", check: groupsOfMonths },
  { name: "4: customer x product nets to the customer; new, churn, reactivation, acquired, FX and adjustment row by row", check: productsNet },
  { name: "where gives exactly the rows of by", check: whereIsBy },
  { name: "7: ARR and what it moves by are the same at every level", check: levelMovesNothing },
  { name: "who has no parent is its own top", check: parentlessLevel },
  { name: "a customer is one cell of its own cut, and of its attributes where they are restated", check: oneCell },
  { name: "FX is nothing at constant rates, and whole rows are the same however FX is split", check: splitsAgree },
];

const ROWS = WATERFALL_COLUMNS.slice(1, -1);
const TRANSFERS = ["transfer_in", "transfer_out"];
const CUSTOMER_ROWS = ["new", "churn", "reactivation", "acquired", "fx", "adjustment"];

interface Asked {
  from: string;
  to: string;
  method: Method;
  cut: Cut;
}

/** Every range, method and cut of the book's questions, the cut without its conditions. */
function everyCut({ questions }: RandomBook): Asked[] {
  const cuts = [...questions.cuts.map(({ by }): Cut => ({ by, where: [] })), { ...questions.productCut, where: [] }];
  return questions.ranges.flatMap(({ from, to }, at) => METHODS.map((method) => ({ from, to, method, cut: cuts[at % cuts.length] as Cut })));
}

/** What the first of these questions that breaks the law says. */
async function each(book: RandomBook, open: Opener, check: (answers: Answers, question: Asked) => Promise<unknown>, knobs = book.knobs): Promise<string | undefined> {
  return asked(open, book.rows, knobs, async (answers) => {
    for (const question of everyCut(book)) {
      const wrong = await check(answers, question);
      if (wrong !== undefined) return said(JSON.stringify(question), wrong);
    }
    return undefined;
  });
}

const totalsOf = (rows: Grouped[], columns: string[]): unknown[] => columns.map((column) => sum(rows.map((row) => row[column])));
const areEqual = (rows: Grouped[], others: Grouped[], columns: string[]): boolean =>
  columns.every((column) => isEqual(sum(rows.map((row) => row[column])).minus(sum(others.map((row) => row[column]))), "0"));

async function groupsSum(book: RandomBook, open: Opener): Promise<string | undefined> {
  return each(book, open, async (answers, { from, to, method, cut }) => {
    const { level } = cut;
    const groups = await answers.waterfallBy(from, to, method, cut);
    const whole = await answers.waterfallBy(from, to, method, { ...WHOLE, ...(level ? { level } : {}) });
    const columns = level ? WATERFALL_COLUMNS : WATERFALL_COLUMNS.filter((column) => !TRANSFERS.includes(column));
    const areNothing = isEqual(sum(groups.flatMap((row) => TRANSFERS.map((column) => row[column]))), "0");
    return areEqual(groups, whole, columns) && areNothing ? undefined : { groups, whole };
  });
}

async function groupsFoot(book: RandomBook, open: Opener): Promise<string | undefined> {
  return each(book, open, async (answers, { from, to, method, cut }) => {
    const money = await answers.waterfallBy(from, to, method, cut);
    const wrong = money.find((row) => !isEqual(sum(["opening", ...ROWS].map((column) => row[column])), row["closing"]));
    if (wrong !== undefined || cut.level) return wrong;
    const counts = await answers.logosBy(from, to, method, cut);
    return counts.find((row) => {
      const signed = CUT_LOGO_COLUMNS.slice(0, -1).map((column) => Number(row[column]) * (column === "churn" || column === "transfer_out" ? -1 : 1));
      return signed.reduce((a, b) => a + b, 0) !== row["closing"];
    });
  });
}

async function groupsChain(book: RandomBook, open: Opener): Promise<string | undefined> {
  return each(book, open, async (answers, { from, to, method, cut }) => {
    if (isToldAnew(cut)) return undefined;
    const middle = dayText(Math.floor((mustReadDay(from) + mustReadDay(to) + 1) / 2));
    if (middle === to) return undefined;
    const [before, after] = [await answers.waterfallBy(from, middle, method, cut), await answers.waterfallBy(middle, to, "net", cut)];
    const differing = [...before, ...after].find((row) => !isEqual(sum([figureOf(before, row, cut, "closing")]), figureOf(after, row, cut, "opening")));
    return differing && { middle, before, after };
  });
}

/** What is told of each period anew chains from none to the next. */
const isToldAnew = ({ by }: Cut): boolean => by.some((column) => DIMENSIONS.includes(column));

function figureOf(rows: Grouped[], of: Grouped, { by }: Cut, column: string): unknown {
  return rows.find((row) => by.every((group) => row[group] === of[group]))?.[column] ?? "0";
}

async function groupsOfMonths(book: RandomBook, open: Opener): Promise<string | undefined> {
  return each(book, open, async (answers, { from, to, method, cut }) => {
    if (method !== "months" || isToldAnew(cut)) return undefined;
    const cuts = [from];
    while ((cuts.at(-1) as string) < to) {
      const next = dayText(startOfNextMonth(mustReadDay(cuts.at(-1) as string)));
      cuts.push(next < to ? next : to);
    }
    const single: Grouped[][] = [];
    for (const [i, end] of cuts.slice(1).entries()) single.push(await answers.waterfallBy(cuts[i] as string, end, "net", cut));
    const [months, net] = [await answers.waterfallBy(from, to, "months", cut), await answers.waterfallBy(from, to, "net", cut)];
    for (const row of [...months, ...net, ...single.flat()]) {
      const sumOf = (column: string): unknown[] => single.map((rows) => figureOf(rows, row, cut, column));
      const differing = ROWS.filter((column) => !isEqual(sum(sumOf(column)), figureOf(months, row, cut, column)));
      const ends = ["opening", "closing"].filter((column) => !isEqual(sum([figureOf(months, row, cut, column)]), figureOf(net, row, cut, column)));
      if (differing.length + ends.length > 0) return { differing, ends, months, net, single };
    }
    return undefined;
  });
}

async function productsNet(book: RandomBook, open: Opener): Promise<string | undefined> {
  return each(book, open, async (answers, { from, to, method }) => {
    const products = await answers.waterfallBy(from, to, method, { ...WHOLE, level: "customer_product" });
    const customers = await answers.waterfallBy(from, to, method, WHOLE);
    const moved = ROWS.filter((row) => !CUSTOMER_ROWS.includes(row));
    const net = (rows: Grouped[]): unknown[] => rows.flatMap((row) => moved.map((column) => row[column]));
    const areNet = isEqual(sum(net(products)).minus(sum(net(customers))), "0");
    return areNet && areEqual(products, customers, ["opening", ...CUSTOMER_ROWS, "closing"]) ? undefined : { products, customers };
  });
}

async function whereIsBy(book: RandomBook, open: Opener): Promise<string | undefined> {
  const { cuts, ranges } = book.questions;
  return asked(open, book.rows, book.knobs, async (answers) => {
    for (const [at, { from, to }] of ranges.entries()) {
      const { by, where } = cuts[at % cuts.length] as Cut;
      const method = METHODS[at % METHODS.length] as Method;
      const finer: Cut = { by: [...new Set([...by, ...where.map(({ column }) => column)])], where: [] };
      const isKept = (row: Grouped): boolean => where.every(({ column, value }) => row[column] === value);
      for (const [ask, columns] of [["waterfallBy", WATERFALL_COLUMNS], ["logosBy", CUT_LOGO_COLUMNS]] as const) {
        const kept = (await answers[ask](from, to, method, finer)).filter(isKept);
        const filtered = await answers[ask](from, to, method, { by, where });
        const expected = kept.map((row) => [...by, ...columns].map((column) => row[column]));
        const answered = filtered.map((row) => [...by, ...columns].map((column) => row[column]));
        const isEmpty = by.length === 0 && kept.length === 0 && totalsOf(filtered, columns).every((total) => isEqual(total as ReturnType<typeof sum>, "0"));
        if (!isEmpty && JSON.stringify(expected) !== JSON.stringify(answered)) return said(`${ask} ${from} ${to} ${method}`, { by, where, kept, filtered });
      }
    }
    return undefined;
  });
}

/** But for churn_date last_day, which looks at the whole of a customer. */
async function levelMovesNothing(book: RandomBook, open: Opener): Promise<string | undefined> {
  const ends = (level: string): Promise<unknown> =>
    asked(open, book.rows, { ...book.knobs, churn_date: "day_after", level }, (answers) =>
      Promise.all(book.questions.ranges.map(async ({ from, to }) => {
        const { opening, closing } = await answers.waterfall(from, to, "net");
        return { from, to, opening, closing };
      })),
    );
  const [customer, parent] = [await ends("customer"), await ends("parent")];
  return JSON.stringify(customer) === JSON.stringify(parent) ? undefined : said("levels", { customer, parent });
}

async function parentlessLevel(book: RandomBook, open: Opener): Promise<string | undefined> {
  const rows = book.rows.map(({ parent_id: _, ...row }) => row);
  const answersAt = (level: string): Promise<unknown> =>
    asked(open, rows, { ...book.knobs, level }, (answers) =>
      Promise.all(book.questions.ranges.flatMap(({ from, to }, at) => {
        const cut = book.questions.cuts[at % book.questions.cuts.length] as Cut;
        return [answers.waterfallBy(from, to, "net", cut), answers.logosBy(from, to, "months", cut)];
      })),
    );
  const [customer, parent] = [await answersAt("customer"), await answersAt("parent")];
  return JSON.stringify(customer) === JSON.stringify(parent) ? undefined : said("levels", { customer, parent });
}

async function oneCell(book: RandomBook, open: Opener): Promise<string | undefined> {
  const knobs = { ...book.knobs, segment_change: "restate_current" };
  return asked(open, book.rows, knobs, async (answers) => {
    for (const { from, to } of book.questions.ranges) {
      const whole = await answers.waterfallBy(from, to, "events", WHOLE);
      for (const by of [["customer"], ["segment", "region"]]) {
        const groups = await answers.waterfallBy(from, to, "events", { by, where: [] });
        const transfers = totalsOf(groups.flatMap((row) => TRANSFERS.map((column) => ({ moved: String(row[column]).replace("-", "") }))), ["moved"]);
        const areNone = transfers.every((total) => isEqual(total as ReturnType<typeof sum>, "0"));
        if (!areNone || !areEqual(groups, whole, WATERFALL_COLUMNS)) return said(`${by} ${from} ${to}`, { groups, whole });
      }
    }
    return undefined;
  });
}

async function splitsAgree(book: RandomBook, open: Opener): Promise<string | undefined> {
  const splits = ["carried", "opening_rate", "closing_rate"];
  const under = await Promise.all(splits.map((fx_split) =>
    asked(open, book.rows, { ...book.knobs, fx_split }, (answers) =>
      Promise.all(book.questions.ranges.map(async ({ from, to }) => (await answers.waterfallBy(from, to, "net", WHOLE))[0] as Grouped)),
    ),
  ));
  const isConstant = (book.knobs["fx"] as { mode?: string } | undefined)?.mode !== "dated";
  for (const at of book.questions.ranges.keys()) {
    const [carried, ...others] = under.map((rows) => rows[at] as Grouped) as [Grouped, ...Grouped[]];
    const same = isConstant ? WATERFALL_COLUMNS : ["opening", "closing", "acquired"];
    if (isConstant && !isEqual(sum([carried["fx"]]), "0")) return said("FX at constant rates", carried);
    for (const other of others) if (!areEqual([carried], [other], same)) return said("splits", { carried, other });
  }
  return undefined;
}
