/** How a board table was read, where someone could read it otherwise. */
import { scaleIn } from "../sources/reading/title-words.js";
import { safeText } from "../sources/safe-text.js";
import { isDash } from "./board-number.js";
import type { BoardTable } from "./board-table.js";
import type { ReadCell } from "./verify-table.js";

const listed = (names: Iterable<string>): string => [...new Set([...names].map((name) => safeText(name).replace(/^[-+]\s*/, "")))].join(", ");

/** @param sheet the sheet that was read, where a workbook has others */
export function boardNotes(board: BoardTable, read: readonly ReadCell[], sheet: string | undefined): string[] {
  const losses = read.filter(({ figure, input }) => figure?.isLoss === true && input !== undefined);
  const isMinus = ({ text }: ReadCell) => /^\s*[-\u2212\u2013(]|\(.*\)|[-\u2212]\s*\d/u.test(text) && !isDash(text);
  const [minus, plain] = [losses.filter(isMinus), losses.filter((cell) => !isMinus(cell) && /[1-9]/.test(cell.number.digits))];
  const scaled = board.words.find((text) => scaleIn(text) !== undefined);
  const bare = read.filter(({ isBareShare }) => isBareShare);
  const parts = read.filter(({ isSpare, input }) => isSpare && input !== undefined);
  const paid = read.filter(({ name, figure }) => /\b(?:customers|logos|clients|accounts)\b/i.test(name) && !/\b(?:arr|mrr|revenue)\b/i.test(name) && (figure?.name === "new" || figure?.name === "churn"));
  const dashes = read.filter(({ text }) => isDash(text));
  return [
    ...(minus.length > 0 ? [`${listed(minus.map(({ name }) => name))}: the minus says that it is a loss.`] : []),
    ...(plain.length > 0 ? [`${listed(plain.map(({ name }) => name))}: written without a minus, read as a loss.`] : []),
    ...(scaled === undefined ? [] : [`Amounts are in ${scaleIn(scaled)!}, as "${safeText(scaled)}" says.`]),
    ...(bare.length === 0 ? [] : [`${listed(bare.map(({ name }) => name))}: ${safeText(bare[0]!.text)} is read as ${safeText(bare[0]!.text)}%.`]),
    ...(parts.length === 0 ? [] : [`${listed(parts.map(({ name }) => name))}: added up to ${listed(parts.map(({ figure }) => figure!.title))}.`]),
    ...(paid.length === 0 ? [] : [`${listed(paid.map(({ name }) => name))}: read as what they pay, not how many they are.`]),
    ...(dashes.length === 0 ? [] : [`${listed(dashes.map(({ name }) => name))}: a dash is read as nothing, 0.`]),
    ...(board.passedOver.length === 0 ? [] : [`Not read, as it holds words: ${listed(board.passedOver)}.`]),
    ...(sheet === undefined ? [] : [`Read from the sheet ${safeText(sheet)}.`]),
  ];
}
