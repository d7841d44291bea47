/** Periods side by side, under the slots of their chart: a line for each figure, from the beginning to the ending, and what follows from them. */
import type { Column } from "../src/catalogue/define.js";
import { drillFrom, type DrillQuestion } from "../src/catalogue/drill.js";
import type { ReportResult } from "../src/catalogue/result.js";
import { leastSlot, left, right } from "./chart/periods.js";
import { cellText, periodText, plainText } from "./format.js";
import { kindOf } from "./kinds.js";
import { Swatch } from "./swatch.js";
import { shownColumns } from "./table.js";

export function SpreadTable({ answer, onOpen }: { answer: ReportResult; onOpen: (question: DrillQuestion, title: string) => void }) {
  const figures = shownColumns(answer).filter(({ name }) => name !== "period");
  const isShort = answer.rows.length > 8;
  return (
    <div className="table-frame spread" tabIndex={0} role="region" aria-label={`${answer.report} by period`}>
      <table className="t" style={{ minWidth: left + right + answer.rows.length * leastSlot }}>
        <colgroup><col style={{ width: left }} />{answer.rows.map((_, at) => <col key={at} />)}<col style={{ width: right }} /></colgroup>
        <thead><tr><th scope="col">{answer.currency}</th>{answer.rows.map((row, at) => <th key={at} scope="col" className="n">{periodText(String(row["period"]), { short: isShort && !String(row["period"]).endsWith("-01") })}</th>)}<td /></tr></thead>
        <tbody>{figures.map((column) => <FigureLine key={column.name} {...{ column, answer, onOpen }} />)}</tbody>
      </table>
    </div>
  );
}

function FigureLine({ column, answer, onOpen }: { column: Column; answer: ReportResult; onOpen: (question: DrillQuestion, title: string) => void }) {
  const kind = kindOf(column.name);
  const className = column.name === "closing" ? "total" : column.name === "opening" ? "first" : column.type === "ratio" ? "after" : undefined;
  return (
    <tr className={className}>
      <th scope="row">{kind !== undefined && column.kind !== "stock" && <Swatch kind={kind} />}{column.title}</th>
      {answer.rows.map((row, at) => {
        const text = cellText(row[column.name], column);
        const behind = drillFrom(answer, row, column.name);
        const title = `${column.title}, ${periodText(String(row["period"]))}`;
        return <td key={at} className={/^−?0$/.test(text) ? "n nought" : "n"} title={plainText(row[column.name])}>{behind === undefined || text === "0" ? text : <button className="figure" onClick={() => onOpen(behind, title)}>{text}</button>}</td>;
      })}
      <td />
    </tr>
  );
}
