/** A board table held against its own figures. */
import { existsSync } from "node:fs";
import { label, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { refuse } from "../domain/problem.js";
import { nearFormulas, verifyTable, type CellVerdict, type TableVerification, type VerifiedCell } from "../engine/verify-table.js";
import { objectOf } from "../export/json.js";
import type { Sheet } from "../export/sheet.js";
import { Ended } from "./exit-status.js";
import type { Options } from "./options.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";

/** A word that can be no period and no number of a close. */
export const isTableWord = (word: string): boolean => word === "-" || /[/\\]|\.(?:csv|tsv|txt|md|markdown|json|jsonl|xlsx|xlsm)$/i.test(word) || existsSync(word);

const columns: Column[] = [
  label("period", "Period"), label("name", "Figure"), label("read_as", "Read as"), label("stated", "Stated"), label("should_be", "Should be"), label("agrees", "Agrees"), label("comes_from", "Stated comes from"),
];

export async function verifyBoardTable(shell: Shell, path: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const verification = await verifyTable(path, { decimal: decimalOf(options["decimal"]) });
  await give(shell, showing, { sheet: () => verifiedTable(verification), json: () => objectOf({ ...verification }) });
  if (!verification.agrees || verification.compared === 0) throw new Ended(1);
}

export async function listFormulas(shell: Shell, options: Options): Promise<void> {
  const formulas = await nearFormulas();
  const rows = formulas.map(({ title, name, formula }): ReportRow => ({ figure: title, near: name, formula }));
  const sheet = (): Sheet => ({
    title: "Near formulas", scope: ["What a stated figure is held against where it is not what it should be; losses are positive amounts"], currency: null, columns: [label("figure", "Figure"), label("near", "What is done instead"), label("formula", "Formula")], rows, shape: "plain",
    notes: ["`annua define NAME` gives the formula of a figure itself."],
  });
  await give(shell, showingOf(shell, options), { sheet, json: () => objectOf({ formulas }) });
}

function decimalOf(value: unknown): "." | "," | undefined {
  if (value === undefined || value === "." || value === ",") return value;
  return refuse("option-value", { option: "--decimal", value: String(value), expected: ". or ," });
}

const verdicts: Readonly<Record<CellVerdict, string>> = { yes: "yes", no: "no", within_rounding: "within rounding", taken: "taken as stated", worked_out: "worked out, not stated", unchecked: "cannot be checked" };

function verifiedTable({ file, agrees, compared, cells, notes }: TableVerification): Sheet {
  const wrong = cells.filter((cell) => cell.agrees === "no").length;
  const unchecked = cells.filter((cell) => cell.agrees === "unchecked").length;
  const told = compared === 0 ? "Nothing could be compared." : agrees ? `${figures(compared)} worked out again, and none disagrees.` : `${wrong} of ${figures(compared)} that ${compared === 1 ? "was" : "were"} worked out again ${wrong === 1 ? "does" : "do"} not agree.`;
  const isNear = cells.some((cell) => cell.agrees === "within_rounding");
  const rows = cells.map((cell): ReportRow => ({
    period: cell.period, name: cell.name, read_as: cell.title ?? "", stated: cell.stated ?? "", should_be: cell.shown ?? "",
    agrees: `${verdicts[cell.agrees]}${cell.reason === null ? "" : `: ${cell.reason}`}`, comes_from: comesFrom(cell),
  }));
  return {
    title: `${file}, worked out again`, scope: [unchecked === 0 ? told : `${told} ${unchecked} can't be checked.`], currency: null,
    columns: columns.filter(({ name }) => name !== "period" || cells.some(({ period }) => period !== "")), rows, shape: "plain",
    notes: [...notes, ...(isNear ? ["Within rounding: it differs by no more than the amounts, as they are rounded, leave open."] : []), ...(wrong === 0 ? [] : ["`annua verify --formulas` lists the near formulas."])],
  };
}

const figures = (count: number): string => (count === 1 ? "1 figure" : `${count} figures`);

function comesFrom({ agrees, near }: VerifiedCell): string {
  if (near.length === 0) return agrees === "no" ? "none of the near formulas" : "";
  return near.map(({ name, formula }) => `${name}: ${formula}`).join("; ");
}
