/** One figure of a report, on files or on a book, taken apart down to the rows that it was made from. */
import { findReport, reports } from "../catalogue/index.js";
import { explainParams } from "../catalogue/explanation.js";
import { readPolicy } from "../domain/policy.js";
import { nearest, refuse } from "../domain/problem.js";
import { readCell, type ExplainParams } from "../engine/explain.js";
import { explanationSheet } from "../export/explanation-sheet.js";
import { objectOf } from "../export/json.js";
import { checkedParams } from "./checked-params.js";
import { Ended, statusOf } from "./exit-status.js";
import { sourceOf, withLines } from "./lines-source.js";
import { paramsOf, type Options } from "./options.js";
import { merged, readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import { pageFor, type Shell } from "./shell.js";
import { tell } from "./telling.js";

export async function runExplain(shell: Shell, name: string, files: readonly string[], options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const report = findReport(name) ?? refuse("report-unknown", { report: name, known: reports.map((one) => one.name), nearest: nearest(name, reports.map((one) => one.name)) });
  const asked = askedOf(options);
  const source = sourceOf(shell, files, options);
  const words = merged(await readDefinition(options, source.book));
  // a book may remember another calendar
  const calendar = words === undefined && source.book !== undefined ? undefined : readPolicy(words ?? {}).policy;
  checkedParams(report, readCell(report, asked, calendar).asked, words, source.book !== undefined);
  await withLines(shell, source, options, async (book, { set }) => {
    const explanation = await book.explain(name, { ...asked, set });
    await tell(shell, explanation.problems, explanation.currency);
    await give(shell, showing, { sheet: () => explanationSheet(explanation, pageFor(shell).unicode), json: () => objectOf({ ...explanation }) });
    const status = statusOf(explanation.problems);
    if (status !== 0) throw new Ended(status);
  });
}

/** `--by a=x,b=y` are two columns, and `--by a=x,y` one whose value has a comma. */
function askedOf(options: Options): ExplainParams {
  const asked = paramsOf(options, { params: explainParams });
  const by = ((asked["by"] ?? []) as string[]).reduce<string[]>((pairs, piece) => (pairs.length > 0 && !piece.includes("=") ? [...pairs.slice(0, -1), `${pairs.at(-1)!},${piece}`] : [...pairs, piece]), []);
  return { cell: "", ...asked, ...(by.length > 0 ? { by } : {}) };
}
