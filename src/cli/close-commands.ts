/** Closing periods, looking at what was reported, and working it out again. */
import { readInstant } from "../domain/instant.js";
import { count, label, money, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import type { Close, Verification } from "../engine/close.js";
import { closedReports } from "../engine/closed-figure.js";
import { jsonOf, objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import { sheetOf, type Sheet } from "../export/sheet.js";
import { Ended } from "./exit-status.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { withBook } from "./with-book.js";

const closeColumns: Column[] = [
  count("close_id", "stock", "No."), label("period", "Period"), label("closed_at", "Closed (UTC)"), { ...money("closing", "stock", "Ending ARR"), type: "text", kind: "label" }, label("currency", "Currency"),
  label("cuts", "By"), label("data", "Data"), label("policy", "Policy"), label("note", "Note"),
];
const cellColumns: Column[] = [label("report", "Report"), label("group", "Group"), label("column", "Figure"), label("reported", "As reported"), label("recomputed", "Worked out again"), label("difference", "Difference")];

export async function closePeriod(shell: Shell, period: string | undefined, options: Options): Promise<void> {
  if (period === undefined) refuse("command-line", { said: "There is no period to close.", command: "annua close", example: "annua close 2026-01" });
  const by = (options["by"] as string[] | undefined)?.map((cut) => cut.split(",").map((column) => column.trim()).filter(Boolean));
  await withClosed(shell, options, async (book, showing) => {
    const close = await book.closePeriod(period, { note: options["note"] as string | undefined, by, again: options["again"] === true });
    const title = `Closed ${close.period} as close ${close.close_id}`;
    const notes = ["These figures stay as they are; `annua restatement` tells what is learnt later.", `\`annua verify ${close.period}\` works them out again.`];
    await give(shell, showing, { sheet: () => ({ ...closeSheet([close]), title, notes }), json: () => objectOf({ ...close }) });
  });
}

export async function listCloses(shell: Shell, options: Options): Promise<void> {
  await withClosed(shell, { ...options, readOnly: true }, async (book, showing) => {
    const closes = await book.closes();
    await give(shell, showing, { sheet: () => closeSheet(closes), json: () => objectOf({ closes }) });
  });
}

export async function showClose(shell: Shell, period: string, options: Options): Promise<void> {
  const named = (options["report"] as string | undefined) ?? "waterfall";
  const report = closedReports.find((name) => name === named) ?? refuse("option-value", { option: "--report", value: named, expected: `one of ${closedReports.join(", ")}` });
  const by = (options["by"] as string[] | undefined)?.flatMap((cut) => cut.split(",")).map((column) => column.trim()) ?? [];
  await withClosed(shell, { ...options, readOnly: true }, async (book, showing) => {
    const answer = await book.closedAnswer(period, report, by);
    await give(shell, showing, { sheet: () => sheetOf(answer, [`As reported: closed on ${readInstant(answer.provenance.known_on ?? "", 16)} UTC.`]), json: () => jsonOf(answer) });
  });
}

/** A close, an answer that was kept in a file, or a board table, which needs no book. */
export async function verify(shell: Shell, what: string | undefined, options: Options): Promise<void> {
  const table = await import("./verify-table-command.js");
  if (options["formulas"] === true) return table.listFormulas(shell, options);
  if (what === undefined) refuse("command-line", { said: "There is nothing to verify.", command: "annua verify", example: "annua verify 2026-01" });
  if (!table.isTableWord(what)) return verifyClose(shell, what, options);
  const answer = await import("./verify-answer-command.js");
  const kept = await answer.keptAnswer(what);
  return kept === undefined ? table.verifyBoardTable(shell, what, options) : answer.verifyKept(shell, what, kept, options);
}

async function verifyClose(shell: Shell, period: string, options: Options): Promise<void> {
  await withClosed(shell, { ...options, readOnly: true }, async (book, showing) => {
    const verification = await book.verifyClose(period);
    await give(shell, showing, { sheet: () => verifiedSheet(verification), json: () => objectOf({ ...verification }) });
    if (!verification.agrees) throw new Ended(1);
  });
}

async function withClosed(shell: Shell, options: Options, work: (book: Book, showing: ReturnType<typeof showingOf>) => Promise<void>): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const { words } = await readDefinition(options, path);
  await withBook(shell, { path, create: false, readOnly: options["readOnly"] === true, policy: words }, (book) => work(book, showing));
}

const start = (hash: string): string => hash.replace(/^sha256:/, "").slice(0, 8);

function closeSheet(closes: readonly Close[]): Sheet {
  const rows = closes.map((close): ReportRow => ({
    close_id: close.close_id, period: close.period, closed_at: readInstant(close.closed_at, 16), closing: grouped(close.closing), currency: close.currency,
    cuts: close.cuts.map((cut) => cut.join(",")).join(" | "), data: start(close.data_hash), policy: start(close.policy_hash), note: close.note,
  }));
  return { title: "Closed periods", scope: [], currency: null, columns: closeColumns, rows, shape: "plain", notes: ["`annua close show PERIOD` shows the figures as reported; `annua restatement --period PERIOD` what came after."] };
}

function verifiedSheet({ close, agrees, compared, cells, same_model }: Verification): Sheet {
  const told = agrees ? `All ${grouped(String(compared))} figures of close ${close.close_id} come out again, to the cent.` : `${grouped(String(cells.length))} of ${grouped(String(compared))} figures do not come out again.`;
  const model = same_model ? [] : [`It was made by other SQL (annua ${close.version}) than this version's.`];
  return { title: `${close.period}, closed on ${readInstant(close.closed_at, 16)} UTC`, scope: agrees ? [] : [told], empty: told, currency: null, columns: cellColumns, rows: cells.map((cell): ReportRow => ({ ...cell })), shape: "plain", notes: model };
}
