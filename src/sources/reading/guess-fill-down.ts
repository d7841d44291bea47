/** Whether names stand only in the first of their rows, as in a pivot table. */
import { FillDown } from "../profile/fill-down.js";
import { plainNames, bestNamed } from "./field-names.js";
import { isDates, isNumbers, type ColumnLook } from "./column-look.js";
import { loose } from "../loose.js";
import type { TableRow } from "../table.js";
import type { Hints } from "./guess-types.js";

/** Rows that have to be so, and their share of all, for the shape to leave no doubt. */
const LEAST = { rows: 2, share: 0.15 };

export interface Carried {
  /** The column of customers first. */
  columns: ColumnLook[];
  /** Rows below a name. */
  rows: number;
  /** No name stands twice, and often enough none stands at all: else it may be a slip. */
  isSure: boolean;
}

/**
 * The columns that are filled in the first row of each customer only. Undefined where every row has its customer, or where the rows
 * without one hold nothing else that a line would.
 */
export function carriedDown(looks: readonly ColumnLook[], rows: readonly TableRow[], { fillDown, map }: Hints = {}): Carried | undefined {
  const named = fillDown ?? map?.["customer_id"];
  const leading = looks.find((look) => look.name !== "" && named !== undefined && loose(look.name) === loose(named)) ?? customerLook(looks);
  if (leading === undefined || leading.filled === leading.texts.length) return undefined;
  const below = leading.texts.flatMap((text, row) => (text === "" ? [row] : []));
  const isLine = (row: number): boolean => row > 0 && hasAmount(looks, row) && hasText(looks, leading, row);
  if (fillDown === undefined && (leading.texts[0] === "" || !below.every(isLine))) return undefined;
  const isRightBelow = below.every((row) => row > 0 && rows[row]!.row === rows[row - 1]!.row + 1);
  const isSure = isRightBelow && leading.distinct === leading.filled && below.length >= LEAST.rows && below.length >= LEAST.share * leading.texts.length;
  const starts = looks.find((look) => isDates(look) && !isNumbers(look) && / (?:start|begin|from|effective|beginn) /.test(look.words));
  const isCarried = (look: ColumnLook): boolean => look !== leading && look.name !== "" && (!isDates(look) || (starts !== undefined && sameBlanks(starts, leading))) && !isAmount(look);
  const others = looks.filter((look) => isCarried(look) && (sameBlanks(look, leading) || isOuter(look, leading)));
  return { columns: [leading, ...others], rows: below.length, isSure };
}

/** The rows with the names that stand above them. */
export const carried = (rows: readonly TableRow[], found: Carried): TableRow[] => rows.map(carrying(found));

/** The same for rows that come one after the other. */
export function carrying({ columns: [leading, ...others] }: Carried): (row: TableRow) => TableRow {
  const filling = new FillDown(leading!.position, others.map((look) => look.position));
  return (row) => filling.fill(row);
}

const customerLook = (looks: readonly ColumnLook[]): ColumnLook | undefined => {
  const filled = looks.filter((look) => look.name !== "" && look.filled > 0);
  return bestNamed(filled, [...plainNames["customer_id"]!, ...plainNames["customer_name"]!])[0]?.look;
};

const sameBlanks = (a: ColumnLook, b: ColumnLook): boolean => a.texts.every((text, row) => (text === "") === (b.texts[row] === ""));

/** A group to the left of the customers, named once for several of them. */
const isOuter = (look: ColumnLook, leading: ColumnLook): boolean =>
  look.position < leading.position && look.texts[0] !== "" && look.distinct === look.filled && look.filled < leading.filled && look.texts.every((text, row) => text === "" || leading.texts[row] !== "");

const isAmount = (look: ColumnLook): boolean => isNumbers(look) && !/ (?:id|no|nr|number|code) /.test(look.words);

const hasAmount = (looks: readonly ColumnLook[], row: number): boolean => looks.some((look) => isAmount(look) && !isDates(look) && /\d/.test(look.texts[row]!));

/** A text or a day beside the amounts: a row of nothing but numbers may as well be a sum. */
const hasText = (looks: readonly ColumnLook[], leading: ColumnLook, row: number): boolean => looks.some((look) => look !== leading && !isAmount(look) && look.texts[row] !== "");
