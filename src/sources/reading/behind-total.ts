/** Tables with months down: a column that sums those before it ends the customers. What stands behind it is told of them, or asked about. */
import { problem } from "../../domain/problem.js";
import { wordsOf } from "../loose.js";
import { namesOfColumn } from "../profile/grid.js";
import { safeText } from "../safe-text.js";
import { isMeasure } from "../table-find/label.js";
import { isTwelvefold, RunningSums } from "../table-find/running-sums.js";
import { amountNameOf } from "./amount-names.js";
import type { ColumnLook } from "./column-look.js";
import type { Guessing } from "./guessing.js";
import { measureIn } from "./months.js";

/** A customer may be called Change or Growth; what sums the others is called so alone. */
export const isSum = (look: ColumnLook): boolean => namesOfColumn(look.name).some((name) => name !== "" && isSumName(name));
const isSumName = (name: string): boolean => /^(?:grand )?(?:totals?|sums?|all customers|summe|gesamt(?:summe)?)(?: (?:mrr|arr))?$/.test(wordsOf(name).join(" "));

export interface Parts {
  /** Columns before the total, and all where there is none. */
  customers: ColumnLook[];
  total: ColumnLook | undefined;
  /** Behind the total, and no customers. */
  figures: ColumnLook[];
  /** Behind the total, and either. */
  doubtful: ColumnLook[];
}

/** `columns`: all beside the months, in their order. */
export function partsOf(columns: readonly ColumnLook[]): Parts {
  const at = columns.findIndex((look, place) => place > 0 && isTotalOf(look, columns.slice(0, place)));
  const named = at >= 0 ? at : columns.findIndex((look, place) => place > 0 && isSum(look));
  const total = columns[named];
  if (total === undefined) return { customers: [...columns], total, figures: [], doubtful: [] };
  const behind = columns.slice(named + 1).filter((look) => !isSum(look));
  const figures = behind.filter((look) => isFigure(look, total));
  const before = columns.slice(0, named);
  if (at < 0) return { customers: [...before, ...behind.filter((look) => !figures.includes(look))], total, figures: [], doubtful: figures };
  const isAll = figures.length * 2 >= behind.length;
  return { customers: before, total, figures: isAll ? behind : figures, doubtful: isAll ? [] : behind.filter((look) => !figures.includes(look)) };
}

/** Told of what is left out, and stopped by what may be a customer. */
export function tellBehind(guess: Guessing, { total, figures, doubtful }: Parts): void {
  if (total === undefined) return;
  const named = (looks: readonly ColumnLook[]): string => looks.map((look) => safeText(look.name)).join(", ");
  for (const look of figures) guess.ignore(look, `it stands behind ${safeText(total.name)}, and is no customer`);
  const at = (look: ColumnLook | undefined) => ({ ...(guess.hints.file === undefined ? {} : { file: guess.hints.file }), ...(look === undefined ? {} : { column: look.name }) });
  if (figures.length > 0) guess.problems.push(problem("figures-behind-total", { columns: named(figures), total: safeText(total.name), many: figures.length > 1 }, at(figures[0])));
  if (doubtful.length > 0) guess.problems.push(problem("columns-behind-total", { columns: named(doubtful), total: safeText(total.name) }, at(doubtful[0])));
}

/** Called as a sum or an amount, and in every row the sum of the others; a customer may pay what all others do. */
function isTotalOf(look: ColumnLook, others: readonly ColumnLook[]): boolean {
  if (!isSum(look) && measureIn(look.name) === undefined && amountNameOf(look) === undefined && !isMeasure(look.name)) return false;
  const sums = new RunningSums([...look.texts.keys()]);
  for (const other of others) if (!isSum(other)) sums.add(other.texts);
  return isSum(look) ? sums.isOfAll(look.texts, () => true) : sums.repeatedBy(look.texts) === "all";
}

function isFigure(look: ColumnLook, total: ColumnLook): boolean {
  const filled = [...look.texts.keys()].filter((row) => look.texts[row] !== "");
  return isMeasure(look.name) || filled.every((row) => look.texts[row]!.includes("%")) || isTwelvefold(filled.map((row) => [look.texts[row]!, total.texts[row]!]));
}
