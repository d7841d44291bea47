/** The words of the field, looked up. */
import { alsoNamed, definitions, definitionText, findDefinition, topics } from "../catalogue/definitions/index.js";
import { nearest, refuse } from "../domain/problem.js";
import { objectOf } from "../export/json.js";
import { visible } from "../export/visible.js";
import { wrapLines } from "../export/wrap.js";
import { label } from "../catalogue/define.js";
import type { Options } from "./options.js";
import { give, showingOf } from "./showing.js";
import { pageFor, write, type Shell } from "./shell.js";

export async function runDefine(shell: Shell, words: readonly string[], options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  if (words.length === 0) return listTerms(shell, options);
  const term = words.join(" ");
  const definition = findDefinition(term);
  if (!definition) {
    const known = definitions.flatMap((one) => [one.term, one.title, ...one.aliases]);
    refuse("term-unknown", { term: visible(term), nearest: nearest(term, known) });
  }
  if (showing.format === "table" && showing.out === undefined) {
    const page = pageFor(shell);
    const [title = "", ...rest] = wrapLines(definitionText(definition), page.width ?? 100);
    return write(shell.stdout, `${page.paint("bold", title)}\n${rest.join("\n")}\n`);
  }
  await give(shell, showing, { sheet: () => ({ ...termSheet(), rows: [{ term: definition.term, title: definition.title, definition: definition.definition, formula: definition.formula ?? "", source: definition.source ?? "", knobs: definition.knobs.join(", ") }] }), json: () => objectOf({ ...definition, also: alsoNamed(definition) }) });
}

const termSheet = () => ({
  title: "Definitions", scope: [], currency: null, shape: "plain" as const, notes: [],
  columns: [label("term", "Term"), label("title", "Title"), label("definition", "Definition"), label("formula", "Formula"), label("source", "Source"), label("knobs", "Knobs")],
});

async function listTerms(shell: Shell, options: Options): Promise<void> {
  const rows = topics.flatMap((topic) => topic.definitions.map((one) => ({ topic: topic.title, term: one.term, title: one.title })));
  const columns = [label("topic", "Topic"), label("term", "Term"), label("title", "Title")];
  await give(shell, showingOf(shell, options), {
    sheet: () => ({ ...termSheet(), columns, rows, notes: ["`annua define TERM` tells what it means."] }),
    json: () => objectOf({ terms: rows }),
  });
}
