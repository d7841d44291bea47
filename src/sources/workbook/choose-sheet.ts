/** The sheet that a person named, or the one that looks most like a list of what customers pay. */
import { nearest, problem, type Problem } from "../../domain/problem.js";
import { safeText } from "../safe-text.js";
import { looksLikeAmount, looksLikeDate, looksLikePeriod } from "../table-find/cell-kind.js";
import { distractingSheetName, tellingNames, tellingSheetName } from "../table-find/column-words.js";
import type { SheetEntry } from "./contents.js";
import type { Survey } from "./survey.js";

/** By name, without regard to case where no name is equal, else by number from 1. */
export function namedSheet(sheets: SheetEntry[], wanted: string, file: string): SheetEntry | { problems: Problem[] } {
  const plain = (name: string) => name.trim().toLowerCase();
  const found = sheets.find((each) => each.name === wanted) ?? sheets.find((each) => plain(each.name) === plain(wanted)) ?? (/^\d+$/.test(wanted) ? sheets[Number(wanted) - 1] : undefined);
  if (found) return found;
  const names = sheets.map((each) => safeText(each.name));
  const listed = sheets.map((each, at) => `${at + 1} ${safeText(each.name)}${each.hidden ? " (hidden)" : ""}`).join(", ");
  return { problems: [problem("sheet-unknown", { file, sheet: safeText(wanted), nearest: nearest(wanted, names), sheets: listed }, { file })] };
}

/** The likeliest of those that have a header with rows below it; the one with most rows where none looks like a list of lines. */
export function likeliestSheet(surveys: Survey[]): Survey | undefined {
  const tables = surveys.filter((each) => each.header !== undefined);
  const scored = tables.map((survey) => ({ survey, score: likeness(survey) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const close = scored.filter(({ score }) => best < UNTELLING || score >= best - 0.5).map(({ survey }) => survey);
  return close.sort((a, b) => b.rows - a.rows)[0];
}

/** Below this nothing of a sheet speaks of contracts. */
const UNTELLING = 2;

function likeness({ sheet, header, head, rows }: Survey): number {
  const names = header!.names.filter((name) => name !== "");
  const below = head.slice(header!.last + 1, header!.last + 41);
  const cells = below.flatMap((row) => row.cells.filter((cell) => cell.trim() !== ""));
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  const months = names.filter(looksLikePeriod).length;
  const hasAmounts = cells.some(looksLikeAmount) ? 1 : 0;
  const hasDays = months >= 3 || cells.some(looksLikeDate) ? 1 : 0;
  const speaks = (tellingSheetName(sheet.name) ? 1.5 : 0) - (distractingSheetName(sheet.name) ? 1.5 : 0);
  const told = Math.max(share(tellingNames(names), names.length), months >= 3 ? 0.8 : 0);
  return speaks + 2 * told + hasAmounts + hasDays + Math.min(1, Math.log10(Math.max(1, rows)) / 4) + (names.length >= 3 ? 0.5 : 0);
}
