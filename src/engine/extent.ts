/** Between which days the book has something to tell. */
import type { Database } from "./database.js";
import type { Extent } from "./question.js";

export async function extentOf(db: Database, today: string): Promise<Extent> {
  const row = await db.row(
    `select cast(min(on_date) as varchar) as first, coalesce(sum(change) filter (where on_date <= cast($today as date)), 0) <> 0 as is_live,
       cast(least(cast(date_trunc('month', cast($today as date)) as date), add_months(cast(date_trunc('month', max(on_date)) as date), 1)) as varchar) as last_end,
       cast(date_trunc('month', cast($today as date)) as varchar) as this_month
     from day_total`,
    { today },
  );
  const first = row["first"] === null ? today : String(row["first"]);
  const end = String(row["is_live"] === true || row["last_end"] === null ? row["this_month"] : row["last_end"]).slice(0, 10);
  const firstMonth = `${first.slice(0, 7)}-01`;
  return { first, end: end > firstMonth ? end : (await db.row("select cast(add_months(cast($day as date), 1) as varchar) as day", { day: firstMonth }))["day"] as string, today };
}
