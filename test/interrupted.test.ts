/** Statements that are stopped at any moment: what a transaction began is kept or taken back whole, and the connection takes the next one. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Database } from "../src/engine/database.js";

let db: Database;
beforeAll(async () => {
  db = await Database.start();
  await db.run("create table kept as select range as number from range(20000)");
});
afterAll(() => db.close());

test("a transaction that is stopped again and again while it is taken back is over, and the next one begins", async () => {
  for (let round = 0; round < 30; round++) {
    let isStopping = true;
    const stop = (): void => {
      if (!isStopping) return;
      db.interrupt();
      setImmediate(stop);
    };
    setImmediate(stop);
    const long = db.transaction(async () => {
      for (let at = 0; at < 20; at++) await db.run("update kept set number = number + 1");
      // longer than anybody waits
      await db.row("select sum(one.range * two.range) as sum from range(1000000) as one, range(1000000) as two");
    });
    await expect(long).rejects.toThrow(/interrupt/i);
    isStopping = false;
    await new Promise((resolve) => setImmediate(resolve));
    await db.transaction(async () => db.run("update kept set number = number"));
  }
  expect(await db.row("select sum(number) - sum(range) as moved from kept positional join range(20000)")).toEqual({ moved: "0" });
});
