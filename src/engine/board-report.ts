/** A board table that is the CSV of a report: what its rows are, and which way they count, is known from the report, whatever they are called elsewhere. */
import { boardFigure } from "../catalogue/board-figures.js";
import { findReport } from "../catalogue/index.js";
import type { BoardTable } from "./board-table.js";
import type { ReadCell } from "./verify-table.js";

/** What a row of a report counts as where its name alone says something else. */
const countsAs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  waterfall: { cross_sell: "cross_sell", product_loss: "product_loss" },
  logos: {
    opening: "opening_customers", new: "new_customers", churn: "lost_customers", closing: "closing_customers", churn_rate: "logo_churn_rate",
    acquired: "other_customers", reactivation: "other_customers", adjustment: "other_customers", transfer_in: "other_customers", transfer_out: "other_customers",
  },
};

/** The cells with the figures of the report that the table is; as they are where it is none. */
export function readAsReport(cells: readonly ReadCell[], board: BoardTable): ReadCell[] {
  const report = reportOf(new Set(board.cells.map(({ name }) => name)));
  return report === undefined ? [...cells] : cells.map((cell) => asRow(cell, report));
}

/** The report that has every column of the table, and of which no column is lacking that it always shows. */
function reportOf(names: ReadonlySet<string>): string | undefined {
  return Object.keys(countsAs).find((report) => {
    const { columns } = findReport(report)!;
    const known = new Set(columns.map(({ name }) => name));
    return columns.every(({ name, when }) => when !== undefined || names.has(name)) && [...names].every((name) => known.has(name.replace(/^(?:vs|diff)_/, "")));
  });
}

function asRow(cell: ReadCell, report: string): ReadCell {
  const named = countsAs[report]![cell.name];
  const figure = named === undefined ? cell.figure : boardFigure(named);
  const { number } = cell;
  const size = number.digits.replace("-", "");
  const isMinus = cell.text.startsWith("-");
  // a group may gain where its customer leaves, so the sign is what is written: of the waterfall's losses a minus is the usual one
  const isTakenOff = isTurned(report, cell.name) ? !isMinus : isMinus;
  const digits = isTakenOff && /[1-9]/.test(size) ? `-${size}` : size;
  return { ...cell, figure, input: figure?.input, isSpare: figure?.name === "other_customers", isBareShare: false, number: { ...number, digits, power: number.power + (cell.isBareShare ? 2 : 0) } };
}

/** Rows that a board table counts with the other sign than the report writes. */
const isTurned = (report: string, name: string): boolean => (report === "logos" ? name === "transfer_out" : name === "churn" || name === "contraction");
