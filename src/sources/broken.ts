import { problem, type Problem } from "../domain/problem.js";
import type { BrokenRow } from "./probed.js";

const codes = {
  stray_quote: "row-stray-quote",
  cell_count: "row-cell-count",
  too_long: "row-too-long",
  control_bytes: "row-control-bytes",
  bad_json: "row-bad-json",
  no_object: "row-no-object",
  no_value: "row-formula-without-value",
  total_or_line: "row-total-or-line",
  line_or_below: "row-below-total",
} as const;

/** The problem that names a broken row of `file`. */
export function problemOfBroken({ row, line, broken, detail, text }: BrokenRow, file: string): Problem {
  return problem(codes[broken], { row, detail }, { file, row, line, text });
}
