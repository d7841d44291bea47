/**
 * What lines that are in no figure would carry if they were: priced by the very stages that price the counted ones, of the customers and
 * products that have such lines. Nothing of it is stored, and no figure reads it; the checks say with it how much ARR is at stake.
 */
import type { Database, SqlParams } from "./database.js";
import { bindView, customerRanges, dropStages, stages } from "./derive.js";
import { sqlFile } from "./sql-file.js";

/** left_out: by its kind or a plan rule, and supposed to count as if nothing were left out; empty: supposed to have no end. */
const doubts = ["left_out", "empty"] as const;
type Doubt = (typeof doubts)[number];

/** No customer has a greater key. */
const lastKey = 2_147_483_647;

/** The files that price the doubtful lines of the scope, in order. Cuts come from any line of the book, so the lines are narrowed down after them. */
const pricing = [...stages.flatMap((stage) => [`derive/${stage}`, ...(stage === "line_cut" ? ["suppose/known_line"] : [])]), "suppose/carry"];

const scope = `create or replace temp table scope_customer as
select distinct customer_key from doubtful_line where doubt = $doubt and customer_key >= $from and customer_key < $to;`;

const noLongerSupposed = "drop table if exists temp.policy; drop table if exists temp.include_kind;";

/** Makes `supposed_line` and, on top of it, `carried_on`, for the derivation in use. */
export async function supposeLines(db: Database): Promise<void> {
  await bindView(db);
  await db.runFile("suppose/doubtful_line");
  await db.runFile("suppose/supposed_line");
  for (const doubt of doubts) await supposeAll(db, doubt);
  await db.runFile("suppose/carried_on");
}

async function supposeAll(db: Database, doubt: Doubt): Promise<void> {
  const { lines } = await db.row("select count(*) as lines from doubtful_line where doubt = $doubt", { doubt });
  if (Number(lines) === 0) return;
  try {
    if (doubt === "left_out") await db.runFile("suppose/every_plan");
    for (const range of (await customerRanges(db)).ranges) {
      await db.run(scope, { doubt, ...range });
      for (const name of pricing) await db.runFile(name, { doubt });
    }
  } finally {
    await db.run(noLongerSupposed);
    await dropStages(db);
    await db.run("drop table if exists supposed_known_line");
  }
}

/** The same as statements with their values, all customers at once: for a script that someone else runs on the book. */
export function supposingStatements(): { sql: string; params: SqlParams }[] {
  const file = (name: string, params: SqlParams = {}) => ({ sql: sqlFile(name), params });
  const ofDoubt = (doubt: Doubt) => [
    ...(doubt === "left_out" ? [file("suppose/every_plan")] : []),
    { sql: scope, params: { doubt, from: 0, to: lastKey } },
    ...pricing.map((name) => file(name, { doubt })),
    { sql: noLongerSupposed, params: {} },
  ];
  return [file("suppose/doubtful_line"), file("suppose/supposed_line"), ...doubts.flatMap(ofDoubt), file("suppose/carried_on")];
}
