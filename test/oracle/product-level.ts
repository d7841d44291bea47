import type { Cell } from "./cell.js";
import type { Amounts } from "./movement.js";
import { transferred } from "./transfer.js";

/** The rows of a continuing customer's products, each a cell of one product (SEMANTICS 10); change is without FX and what was acquired. */
export function productRows(cells: Cell[], changeOf: (cell: Cell) => bigint, productMigration: string): Amounts[] {
  const rows = cells.map((cell) => ({ row: rowOf(cell, changeOf(cell)), change: changeOf(cell) }));
  if (productMigration !== "net_same_period") return rows.map(({ row, change }) => ({ [row]: change }));
  const migrating = rows.map(({ row, change }) => ((row === "cross_sell" && change > 0n) || (row === "product_loss" && change < 0n) ? change : 0n));
  return transferred(migrating).map(({ transferIn, transferOut }, at) => {
    const { row, change } = rows[at] as (typeof rows)[number];
    return { transfer_in: transferIn, transfer_out: transferOut, [row]: change - transferIn - transferOut };
  });
}

function rowOf({ opening, closing }: Cell, change: bigint): "cross_sell" | "product_loss" | "expansion" | "contraction" {
  if (opening === 0n && closing > 0n) return "cross_sell";
  if (opening > 0n && closing === 0n) return "product_loss";
  return change < 0n ? "contraction" : "expansion";
}
