/** A board table that is a report as Annua wrote it, in CSV or Markdown: what its rows are is known from the report, whatever they are called elsewhere. */
import { boardFigure, type BoardFigure } from "../catalogue/board-figures.js";
import type { Column } from "../catalogue/define.js";
import { findReport } from "../catalogue/index.js";
import type { BoardTable } from "./board-table.js";
import type { ReadCell } from "./verify-table.js";

/** What a row of a report counts as where its name alone says something else. */
const rowsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  waterfall: { cross_sell: "cross_sell", product_loss: "product_loss" },
  logos: {
    opening: "opening_customers", new: "new_customers", churn: "lost_customers", closing: "closing_customers", churn_rate: "logo_churn_rate",
    acquired: "other_customers", reactivation: "other_customers", adjustment: "other_customers", transfer_in: "other_customers", transfer_out: "other_customers",
  },
};

/** The cells with the figures of the report that the table is; as they are where it is none. */
export function asReported(cells: readonly ReadCell[], board: BoardTable): ReadCell[] {
  const names = new Set(board.cells.map(({ name }) => name));
  const report = Object.keys(rowsOf).find((name) => columnsOf(name).every((column) => column.when !== undefined || names.has(column.name) || names.has(column.title)));
  if (report === undefined) return [...cells];
  return cells.map((cell) => {
    const column = columnsOf(report).find(({ name, title }) => cell.name === name || cell.name === title)?.name ?? "";
    const figure = rowsOf[report]![column];
    return figure === undefined ? cell : as(cell, boardFigure(figure), column === "transfer_out" && report === "logos");
  });
}

const columnsOf = (report: string): readonly Column[] => findReport(report)!.columns;

/** @param isTaken whether what stands as a number is to be taken off */
function as(cell: ReadCell, figure: BoardFigure, isTaken: boolean): ReadCell {
  const digits = figure.isLoss ? cell.number.digits.replace("-", "") : cell.number.digits;
  return { ...cell, figure, input: figure.input, isSpare: figure.name === "other_customers", isBareShare: false, number: { ...cell.number, digits: isTaken && digits !== "0" ? `-${digits}` : digits } };
}
