/** The rows of an answer, whatever report it is of. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import type { Column } from "../src/catalogue/define.js";
import { drillFrom, type DrillQuestion } from "../src/catalogue/drill.js";
import type { ReportResult, ReportRow } from "../src/catalogue/result.js";
import { cellText, isNumber, periodText, plainText } from "./format.js";
import { kindOf } from "./kinds.js";
import { reportNamed } from "./pages.js";
import { Swatch } from "./swatch.js";

interface TableProps {
  answer: ReportResult;
  /** Opens what is behind a figure. */
  onOpen?: ((question: DrillQuestion, title: string) => void) | undefined;
  /** The question that is open, as text. */
  open?: string | undefined;
  /** There is room for a few columns: those that say the same in every row, and those that the report can do without, are left out. */
  isNarrow?: boolean;
}

/** From so many rows on only those in sight are drawn. */
const many = 200;
const rowHeight = 28;

export function Table({ answer, onOpen, open, isNarrow = false }: TableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => (isNarrow ? narrowColumns(answer) : shownColumns(answer)), [answer, isNarrow]);
  const cents = useMemo(() => hasCents(answer), [answer]);
  const isLong = answer.rows.length > many;
  const virtual = useVirtualizer({ count: answer.rows.length, getScrollElement: () => frame.current, estimateSize: () => rowHeight, overscan: 12, enabled: isLong });
  const shown = isLong ? virtual.getVirtualItems().map(({ index }) => index) : answer.rows.map((_, index) => index);
  const above = isLong ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const below = isLong ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;
  return (
    <div className={isLong ? "table-frame long" : "table-frame"} ref={frame} tabIndex={0} role="region" aria-label={`Rows of ${answer.report}`}>
      <table className="t" aria-rowcount={answer.rows.length + 1}>
        <thead>
          <tr>{columns.map((column) => <th key={column.name} scope="col" className={isNumber(column) ? "n" : undefined}><Head column={column} currency={answer.currency} /></th>)}</tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden="true" className="gap"><td style={{ height: above }} colSpan={columns.length} /></tr>}
          {shown.map((index) => <Row key={index} {...{ answer, columns, cents, onOpen, open }} row={answer.rows[index]!} index={index} />)}
          {below > 0 && <tr aria-hidden="true" className="gap"><td style={{ height: below }} colSpan={columns.length} /></tr>}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column, currency }: { column: Column; currency: string }) {
  const kind = kindOf(column.name);
  return <>{kind !== undefined && <Swatch kind={kind} />}{column.title}{column.type === "money" && currency !== null && <small> {currency}</small>}</>;
}

interface RowProps extends TableProps {
  columns: Column[];
  cents: boolean;
  row: ReportRow;
  index: number;
}

function Row({ answer, columns, cents, row, index, onOpen, open }: RowProps) {
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map((column, at) => {
        const text = shownText(row, column, cents);
        const behind = onOpen === undefined || text === "" ? undefined : drillFrom(answer, row, column.name);
        const isOpen = behind !== undefined && JSON.stringify(behind) === open;
        const className = [isNumber(column) ? "n" : "", isOpen ? "sel" : "", /^−?0(\.0+)?$/.test(text) ? "nought" : "", column.isProse === true ? "prose" : ""].filter(Boolean).join(" ") || undefined;
        const content = behind === undefined ? text : <button className="figure" title={plainText(row[column.name])} onClick={() => onOpen!(behind, titleOf(row, column))}>{text}</button>;
        return at === 0 ? <th key={column.name} scope="row" className={className}>{content}</th> : <td key={column.name} className={className} title={isNumber(column) ? plainText(row[column.name]) : undefined}>{content}</td>;
      })}
    </tr>
  );
}

const shownText = (row: ReportRow, column: Column, cents: boolean): string =>
  column.name === "period" || column.name === "cohort_period" ? periodText(String(row[column.name] ?? "")) : cellText(row[column.name], column, cents, String(row["unit"] ?? ""));

const titleOf = (row: ReportRow, column: Column): string => [column.title, row["period"] === undefined ? "" : periodText(String(row["period"]))].filter(Boolean).join(", ");

const isNothing = (value: ReportRow[string] | undefined): boolean => value === null || value === undefined || value === "" || /^-?0(\.0+)?$/.test(String(value));

/** Flows that are zero throughout and words that are nowhere are left out. */
export function shownColumns({ columns, rows }: Pick<ReportResult, "columns" | "rows">): Column[] {
  return columns.filter((column, at) => at === 0 || rows.length === 0 || (isNumber(column) && column.kind !== "flow") || rows.some((row) => !isNothing(row[column.name])));
}

const fewColumns = 5;

/** Of many columns a few: first go words that are the same in every row, then what the report can do without, then the last words. */
export function narrowColumns(answer: Pick<ReportResult, "report" | "columns" | "rows">): Column[] {
  const [first] = answer.rows;
  const expendable = reportNamed(answer.report)?.expendable ?? [];
  const isSame = ({ name }: Column): boolean => answer.rows.length > 1 && answer.rows.every((row) => row[name] === first![name]);
  let shown = shownColumns(answer);
  const leave = (goes: (column: Column) => boolean): void => {
    for (const column of [...shown].reverse()) if (shown.length > fewColumns && goes(column)) shown = shown.filter((one) => one !== column);
  };
  leave((column) => !isNumber(column) && isSame(column));
  leave(({ name }) => expendable.includes(name));
  leave((column) => column.isProse === true);
  return shown;
}

/** Minor units are shown where a row is a line, or amounts are small. */
const hasCents = ({ report }: ReportResult): boolean => report === "lines" || report === "customer";
