/** The JSON answer of a report that somebody kept, asked again of the book. */
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { label } from "../catalogue/define.js";
import type { ReportResult, ReportRow } from "../catalogue/index.js";
import { readAnswer, type AnswerVerification } from "../engine/verify-answer.js";
import { objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import { madeFrom, type Sheet } from "../export/sheet.js";
import { Ended } from "./exit-status.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { besideWords, readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { withBook } from "./with-book.js";

/** The answer in a file; undefined where it holds something else, or can't be read. */
export async function keptAnswer(path: string): Promise<ReportResult | undefined> {
  if (path === "-" || !existsSync(path) || !(await beginsAsJson(path))) return undefined;
  return readAnswer(await readFile(path, "utf8"));
}

async function beginsAsJson(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return /^\ufeff?\s*\{/.test(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}

export async function verifyKept(shell: Shell, path: string, answer: ReportResult, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const bookPath = options.book ?? bookOf(shell);
  const { words, set } = await readDefinition(options, bookPath);
  const vs_policy = await besideWords(answer.params["vs"]);
  await withBook(shell, { path: bookPath, create: false, readOnly: true, policy: words }, async (book) => {
    const verification = await book.verifyAnswer(answer, { file: basename(path), ...(options.policy === undefined || words === undefined ? {} : { policy: words }), ...(set === undefined ? {} : { set }), ...(vs_policy === undefined ? {} : { vs_policy }) });
    await give(shell, showing, { sheet: () => verifiedAnswer(path, verification), json: () => objectOf({ ...verification }) });
    if (!verification.agrees) throw new Ended(1);
  });
}

const columns = [label("row", "Row"), label("column", "Figure"), label("written", "As written"), label("recomputed", "Worked out again")];

function verifiedAnswer(path: string, verification: AnswerVerification): Sheet {
  const { report, agrees, compared, cells, made } = verification;
  const told = agrees ? `All ${grouped(String(compared))} figures come out again.` : `${grouped(String(cells.length))} of ${grouped(String(compared))} figures or rows do not come out again.`;
  const rows = cells.map((cell): ReportRow => ({ row: cell.row, column: cell.column, written: cell.written ?? "", recomputed: cell.recomputed ?? "" }));
  return {
    title: `${basename(path)}: ${report}, worked out again`, scope: agrees ? [] : [told], empty: told, currency: null, columns, rows, shape: "plain",
    notes: [...differences(verification), `It was made from ${madeFrom({ provenance: made }).replace(/, annua .*/, "")}, annua ${made.version}.`],
  };
}

/** What the two were made from, as far as it is not the same. */
function differences({ as_then, same_state, same_policy, same_decisions, same_model, made }: AnswerVerification): string[] {
  return [
    ...(as_then ? ["More was told to the book since; it was asked as of then."] : []),
    ...(same_state ? [] : ["It was made from data that this book never held in that state, so figures may differ for that."]),
    ...(same_policy ? [] : ["It was made under a policy that this book never had; --policy and --set name another one."]),
    ...(same_decisions ? [] : ["Other decisions held when it was made."]),
    ...(same_model ? [] : [`It was made by other SQL (annua ${made.version}) than this version's.`]),
  ];
}
