/** A map of figures by two columns: a real table, its cells coloured around 100 % or by rank. */
import { binOf } from "./bins.js";
import { cellText, periodText, plainText } from "../format.js";
import type { Column } from "../../src/catalogue/define.js";
import type { ReportRow } from "../../src/catalogue/result.js";

interface HeatProps {
  rows: readonly ReportRow[];
  /** The columns along the top and down the side, and the figure. */
  x: string;
  series: string;
  figure: Column;
  onOpen: (row: ReportRow) => void;
}

export function HeatMap({ rows, x, series, figure, onOpen }: HeatProps) {
  const along = [...new Set(rows.map((row) => String(row[x])))].sort((a, b) => Number(a) - Number(b) || a.localeCompare(b));
  const down = [...new Set(rows.map((row) => String(row[series])))];
  const byPlace = new Map(rows.map((row) => [`${String(row[series])} ${String(row[x])}`, row]));
  const rank = ranks(rows.map((row) => Number(row[figure.name])));
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={figure.title}>
      <table className="heat">
        <thead><tr><th scope="col">{series}</th>{along.map((place) => <th key={place} scope="col">{place}</th>)}</tr></thead>
        <tbody>
          {down.map((name) => (
            <tr key={name}>
              <th scope="row">{periodText(name)}</th>
              {along.map((place) => {
                const row = byPlace.get(`${name} ${place}`);
                if (row === undefined || row[figure.name] === null) return <td key={place} />;
                const text = cellText(row[figure.name], figure);
                return <td key={place} className={`h ${figure.type === "ratio" ? binOf(text) : rank(Number(row[figure.name]))}`} title={plainText(row[figure.name])}><button className="figure" onClick={() => onOpen(row)}>{text.replace("%", "")}</button></td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** By quarters of the figures, from pale to dense. */
function ranks(figures: readonly number[]): (figure: number) => string {
  const sorted = [...figures].filter((figure) => figure > 0).sort((a, b) => a - b);
  return (figure) => (figure <= 0 ? "hn" : `h${4 + Math.min(3, Math.floor((4 * sorted.findIndex((one) => one >= figure)) / Math.max(1, sorted.length)))}`);
}
