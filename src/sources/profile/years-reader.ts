/** Deals with a price for each of their years (Year 1, Year 2, Year 3): each year is a line of its own. */
import { addMonths } from "../../domain/calendar.js";
import { matchedName } from "./fields.js";
import { inUnits } from "./field-reader.js";
import { isNoAmount } from "./grid.js";
import { firstCells, readCells, type Laying } from "./laying.js";
import type { LineReader } from "./reader.js";
import { dayOf } from "./zoned-time.js";

const given = ["line_id", "contract_id", "start_date", "end_date", "amount"];

/**
 * Year n of a deal runs from n - 1 years after its start to n years after it. The steps share a contract, so that the policy's `ramp` knows
 * them; a year without an amount is no line. A start that is no day stays as it is, for landing to refuse.
 */
export function yearsReader(laying: Laying, years: readonly string[]): LineReader {
  const { columns } = laying;
  const prices = years.flatMap((name, at) => {
    const position = columns.use(name, `year ${at + 1}`);
    return position === undefined ? [] : [{ position, at }];
  });
  const named = laying.namedFields();
  const key = laying.keyParts();
  const fields = [...named, ...laying.otherFields([...named.map(({ field }) => field), ...given])];
  const placeOf = (field: string): number => fields.findIndex((each) => each.field === field);
  const [idAt, contractAt, startAt] = [placeOf("line_id"), placeOf("contract_id"), placeOf("start_date")];
  const keyAt = ["customer_id", "product", "start_date"].map(placeOf).filter((at) => at >= 0);
  const kept = fields.flatMap(({ field }, at) => (given.includes(field) ? [] : [{ field, at }]));
  return {
    fields: [...given, ...kept.map(({ field }) => matchedName(field))],
    end_convention: "exclusive",
    isOneLineARow: false,
    read(row) {
      const cells = readCells(row, fields);
      if (!Array.isArray(cells)) return { refused: cells };
      const amounts = prices.flatMap(({ position, at }) => {
        const text = (row.cells[position] ?? "").trim();
        return text !== "0" && isNoAmount(text) ? [] : [{ at, amount: inUnits(laying.context.spell(position, text), laying.context.scale) }];
      });
      if (amounts.length === 0) return { leftOut: "no_amount", text: firstCells(row) };
      const name = idAt >= 0 ? cells[idAt]! : laying.names.nameOf(key === undefined ? keyAt.map((at) => cells[at]!) : key.map((part) => part(row)));
      const contract = contractAt >= 0 ? cells[contractAt]! : name;
      const start = dayOf(cells[startAt]!, laying.context.reporting_zone);
      const others = kept.map(({ at }) => cells[at]!);
      return {
        lines: amounts.map(({ at, amount }) => [
          name === "" ? "" : `${name} | year ${at + 1}`, contract,
          start === undefined ? cells[startAt]! : addMonths(start, 12 * at), start === undefined ? "" : addMonths(start, 12 * (at + 1)), amount, ...others,
        ]),
      };
    },
    end: () => [],
    warnings: () => [],
  };
}
