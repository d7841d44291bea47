/**
 * What lines that are in no figure would carry if they were: priced by the very stages that price the counted ones, of the customers and
 * products that have such lines. Nothing of it is stored, and no figure reads it; the checks say with it how much ARR is at stake.
 */
import type { Database, SqlParams } from "./database.js";
import { customerRanges, dropStages, lastKey, stages, useView } from "./derive.js";
import { isOverflow } from "./overflow.js";
import { sqlFile } from "./sql-file.js";

/** left_out: by its kind or a plan rule, and supposed to count as if nothing were left out; empty: supposed to have no end. */
const doubts = ["left_out", "empty"] as const;
type Doubt = (typeof doubts)[number];

/** The files that price the doubtful lines of the scope, in order. Cuts come from any line of the book, so the lines are narrowed down after them. */
const pricing = [...stages.flatMap((stage) => [`derive/${stage}`, ...(stage === "line_cut" ? ["suppose/known_line"] : [])]), "suppose/carry"];

const scope = `create or replace temp table scope_customer as
select distinct customer_key from doubtful_line where doubt = $doubt and customer_key >= $from and customer_key < $to;`;

interface Step {
  sql: string;
  params: SqlParams;
}

const file = (name: string, params: SqlParams = {}): Step => ({ sql: sqlFile(name), params });

const noLongerSupposed = "drop table if exists temp.policy; drop table if exists temp.include_kind;";

/**
 * Makes `supposed_line` and, on top of it, `carried_on`, for the derivation in use. False where lines that count nowhere are too large to
 * be priced: then what such lines would carry is unknown, and every figure stands.
 */
export async function supposeLines(db: Database): Promise<boolean> {
  await useView(db);
  await db.runFile("suppose/doubtful_line");
  await db.runFile("suppose/supposed_line");
  let isTold = true;
  for (const doubt of doubts) isTold = (await supposeAll(db, doubt)) && isTold;
  await db.runFile("suppose/carried_on");
  return isTold;
}

/** What pricing the doubtful lines of a range of customers takes, in order. */
function pricingOf(doubt: Doubt, range: { from: number; to: number }): Step[] {
  return [
    ...(doubt === "left_out" ? [file("suppose/every_plan")] : []),
    { sql: scope, params: { doubt, ...range } },
    ...pricing.map((name) => file(name, { doubt })),
    { sql: noLongerSupposed, params: {} },
  ];
}

async function supposeAll(db: Database, doubt: Doubt): Promise<boolean> {
  const { lines } = await db.row("select count(*) as lines from doubtful_line where doubt = $doubt", { doubt });
  if (Number(lines) === 0) return true;
  try {
    for (const range of (await customerRanges(db)).ranges) {
      for (const { sql, params } of pricingOf(doubt, range)) await db.run(sql, params);
    }
    return true;
  } catch (error) {
    if (!isOverflow(error)) throw error;
    return false;
  } finally {
    await db.run(noLongerSupposed);
    await dropStages(db);
    await db.dropMade(["suppose/known_line"]);
  }
}

/** The same for all customers at once: for a script that someone else runs on the book. */
export function supposingStatements(): Step[] {
  const everyone = { from: 0, to: lastKey };
  return [file("suppose/doubtful_line"), file("suppose/supposed_line"), ...doubts.flatMap((doubt) => pricingOf(doubt, everyone)), file("suppose/carried_on")];
}
