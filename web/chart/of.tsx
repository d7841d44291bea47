/** The chart that the catalogue gives a report, drawn of an answer's own rows. */
import type { Chart, Column, Report } from "../../src/catalogue/define.js";
import { drillFrom, type DrillQuestion } from "../../src/catalogue/drill.js";
import type { ReportResult, ReportRow } from "../../src/catalogue/result.js";
import { cellText, periodText, shortMoney } from "../format.js";
import { BarsChart } from "./bars.js";
import type { Piece } from "./geometry.js";
import { HeatMap } from "./heat.js";
import { LinesChart } from "./lines.js";
import { PeriodsChart } from "./periods.js";
import { SpanChart } from "./span.js";

interface ChartProps {
  report: Report;
  answer: ReportResult;
  onOpen: (question: DrillQuestion, title: string) => void;
}

const number = (value: ReportRow[string] | undefined): number | null => (value === null || value === undefined || value === "" ? null : Number(value));

export function ChartOf({ report, answer, onOpen }: ChartProps) {
  const { chart } = report;
  if (chart === undefined || answer.rows.length === 0) return null;
  if (chart.as === "waterfall") return <WaterfallOf {...{ report, answer, onOpen, chart }} />;
  if (chart.as === "heatmap") return <HeatOf {...{ report, answer, onOpen, chart }} />;
  return chart.as === "line" ? <LinesOf {...{ report, answer, onOpen, chart }} /> : <BarsOf {...{ report, answer, onOpen, chart }} />;
}

type Of = ChartProps & { chart: Chart };

/** What a group is called. */
const groupOf = ({ params }: ReportResult, row: ReportRow): string => [params["by"] ?? []].flat().map((column) => String(row[String(column)] ?? "")).join(", ");

const columnsOf = ({ columns }: ReportResult, names: readonly string[]): Column[] => names.flatMap((name) => columns.find((column) => column.name === name) ?? []);

/** Pieces that are zero in the whole answer are left out, save the balances. */
function piecesOf(columns: readonly Column[], row: ReportRow, isShown: (column: Column) => boolean): Piece[] {
  return columns.filter(isShown).map((column, at) => ({ name: column.name, title: column.title.replace(/ ARR$/, ""), amount: number(row[column.name]) ?? 0, isBalance: at === 0 || column === columns.at(-1) }));
}

function WaterfallOf({ answer, onOpen, chart }: Of) {
  const columns = columnsOf(answer, chart.y);
  const isShown = (column: Column): boolean => column === columns[0] || column === columns.at(-1) || answer.rows.some((row) => (number(row[column.name]) ?? 0) !== 0);
  const open = (row: ReportRow, name: string): void => {
    const question = drillFrom(answer, row, name);
    const title = columns.find((column) => column.name === name)?.title ?? name;
    if (question !== undefined) onOpen(question, row["period"] === undefined ? title : `${title}, ${periodText(String(row["period"]))}`);
  };
  const currency = columns[0]?.type === "money" ? answer.currency : "";
  const isGrouped = [answer.params["by"] ?? []].flat().length > 0;
  const [first] = answer.rows;
  if (first === undefined) return null;
  if (answer.rows.length === 1 || isGrouped || chart.x !== "period") {
    const shown = isGrouped ? answer.rows.slice(0, 6) : answer.rows.slice(0, 1);
    return (
      <div className={shown.length > 1 ? "small-multiples" : undefined}>
        {shown.map((row, at) => <figure key={at}>{shown.length > 1 && <figcaption>{[groupOf(answer, row), row["period"] === undefined ? "" : periodText(String(row["period"]))].filter(Boolean).join(", ")}</figcaption>}<SpanChart pieces={piecesOf(columns, row, isShown)} currency={currency} sentence={sentenceOf(columns, row)} onOpen={(name) => open(row, name)} height={shown.length > 1 ? 220 : 300} /></figure>)}
      </div>
    );
  }
  const periods = answer.rows.map((row) => ({ period: String(row["period"]), pieces: piecesOf(columns, row, isShown), closing: number(row[columns.at(-1)!.name]) ?? 0 }));
  return <PeriodsChart periods={periods} currency={currency} sentence={`${columns.map(({ title }) => title).join(", ")} of ${periods.length} periods; the table has the same figures.`} onOpen={(period, name) => open(answer.rows.find((row) => row["period"] === period)!, name)} />;
}

export const sentenceOf = (columns: readonly Column[], row: ReportRow): string => `${columns.map((column) => `${column.title} ${cellText(row[column.name], column)}`).join(", ")}.`;

function LinesOf({ answer, chart }: Of) {
  const columns = columnsOf(answer, chart.y);
  const along = [...new Set(answer.rows.map((row) => String(row[chart.x] ?? "")))];
  const groups = [...new Set(answer.rows.map((row) => groupOf(answer, row)))].slice(0, 6);
  const lines = groups.flatMap((group) => columns.map((column) => {
    const own = new Map(answer.rows.filter((row) => groupOf(answer, row) === group).map((row) => [String(row[chart.x]), number(row[column.name])]));
    return { name: [group, columns.length > 1 ? column.title : ""].filter(Boolean).join(", "), values: along.map((place) => own.get(place) ?? null) };
  })).filter(({ values }) => values.some((value) => value !== null));
  const [column] = columns;
  if (column === undefined || along.length < 2) return null;
  const text = (value: number): string => (column.type === "money" ? shortMoney(value, answer.currency) : cellText(String(column.type === "ratio" ? value.toFixed(6) : Math.round(value)), column));
  const events = answer.rows.flatMap((row) => String(row["events"] ?? "").split("; ").filter(Boolean).map((title) => ({ at: String(row[chart.x]), title })));
  return <LinesChart along={along} lines={lines} text={text} events={events} sentence={`${columns.map(({ title }) => title).join(", ")} by period; the table has the same figures.`} />;
}

function HeatOf({ answer, onOpen, chart }: Of) {
  const [figure] = columnsOf(answer, chart.y);
  if (figure === undefined || chart.series === undefined) return null;
  const open = (row: ReportRow): void => {
    const question = drillFrom(answer, row, figure.name);
    if (question !== undefined) onOpen(question, figure.title);
  };
  return <HeatMap rows={answer.rows} x={chart.x} series={chart.series} figure={figure} onOpen={open} />;
}

const mostBars = 10;

function BarsOf({ answer, chart }: Of) {
  const columns = columnsOf(answer, chart.y);
  const named = (row: ReportRow): string => (chart.x === "group" ? groupOf(answer, row) || "All" : chart.x === "period" ? periodText(String(row["period"] ?? "")) : String(row[chart.x] ?? ""));
  const rows = answer.rows.slice(0, mostBars).map((row) => ({
    title: named(row),
    parts: columns.map((column) => ({ name: column.name, title: column.title, value: number(row[column.name]) ?? 0, text: cellText(row[column.name], column, false, String(row["unit"] ?? "")) })),
  }));
  const units = new Set(answer.rows.map((row) => row["unit"]));
  // figures of several units have no axis in common
  if (columns.length === 0 || (columns.some(({ type }) => type === "figure") && units.size > 1)) return null;
  return <BarsChart rows={rows} isStacked={chart.as === "stacked"} sentence={`${columns.map(({ title }) => title).join(", ")}; the table has the same figures.`} />;
}
