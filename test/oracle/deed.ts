import fc from "fast-check";
import type { Row } from "./index.js";
import { pick } from "./line-arbitrary.js";

const DEEDS = [
  "answer", "answer until", "adjust", "withdraw", "part", "policy", "import", "correct", "move", "rename", "redate", "other product", "retract", "whole list", "of customers", "undo",
] as const;

/** What is done to a book after its first import; numbers choose among what there is when it is done. "part" takes apart customers said to be one. */
export interface Deed {
  deed: (typeof DEEDS)[number];
  which: number;
  choice: number;
}

/** Changes of lines that may move what decisions hang on. */
const MOVING: Deed["deed"][] = ["correct", "move", "move", "rename", "redate", "other product", "retract", "whole list", "undo"];

const named = (...deeds: Deed["deed"][]): fc.Arbitrary<Deed> => fc.record({ deed: pick(...deeds), which: fc.nat(9_999), choice: fc.nat(9_999) });

/** People answer, then their files change; whoever is taken apart is changed right after. */
const stepArbitrary: fc.Arbitrary<Deed[]> = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(named("answer", "answer", "answer", "answer", "answer until")) },
  { weight: 10, arbitrary: fc.tuple(named(...MOVING)) },
  { weight: 3, arbitrary: fc.tuple(named("part", "withdraw"), named(...MOVING)) },
  { weight: 6, arbitrary: fc.tuple(named("adjust", "withdraw", "policy", "import", "of customers", "undo")) },
);

export const deedsArbitrary: fc.Arbitrary<Deed[]> = fc
  .tuple(fc.array(named("answer"), { minLength: 1, maxLength: 2 }), fc.array(stepArbitrary, { minLength: 3, maxLength: 5 }))
  .map(([answers, steps]) => [...answers, ...steps.flat()]);

/** Names that may be one customer's, and none. */
export const NAMES = ["Acme Inc.", "ACME", "Beta GmbH", "beta", "Gamma", ""];

/** Rows of a book with what makes people ask: names, rows that are there twice, deals signed long ago that are to begin one day. */
export const doubtsArbitrary: fc.Arbitrary<(rows: Row[]) => Row[]> = fc
  .record({ names: fc.array(fc.nat(99), { minLength: 3, maxLength: 8 }), twice: fc.nat(99), later: fc.nat(99) })
  .map(({ names, twice, later }) => (rows) => {
    const named = rows.map((row, at): Row => ({ ...row, customer_name: NAMES[(names[at % names.length] ?? 0) % NAMES.length] }));
    const again = named[twice % named.length];
    const waiting = named[later % named.length];
    return [
      ...named,
      ...(again === undefined || twice % 3 === 0 ? [] : [{ ...again, line_id: `${again["line_id"]}-twice`, recorded_on: undefined, superseded_on: undefined }]),
      ...(waiting === undefined || later % 3 === 0 ? [] : [{ ...plain(waiting), line_id: `${waiting["line_id"]}-later`, signed_on: "2025-06-01", start_date: "2090-01-01" }]),
    ];
  });

const plain = ({ customer_id, product, customer_name, segment }: Row): Row => ({ customer_id, product, customer_name, segment, kind: "recurring", amount: "240", amount_per: "year" });

/** Rows that mean the same in whichever import they come: of ids of their own, and not dated on the record clock. */
export const importableLater = (rows: Row[]): Row[] =>
  rows.filter((row) => !row["recorded_on"] && !row["superseded_on"] && rows.filter((other) => other["line_id"] === row["line_id"]).length === 1);
