/** Our own figures beside what others report of theirs. Figures are asked of the reports that have them; here they are only compared. */
import { benchmarkMetrics, benchmarks, type Benchmark, type BenchmarkMetric } from "../catalogue/benchmarks.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { addDays, addMonths } from "../domain/calendar.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { readDecimal } from "../domain/rational.js";
import { yearUpTo } from "./definitions.js";

type Ask = (report: string, params: Record<string, unknown>) => Promise<ReportResult>;

/** In USD, as the bands of the sources are; without them bands can't be told. */
interface Size {
  arr: string;
  acv: string | null;
}

const bandCurrency = "USD";

export async function benchmarkRows(on: string, home: string, names: readonly string[] | undefined, ask: Ask): Promise<{ rows: ReportRow[]; problems: Problem[] }> {
  const size = await sizeOn(on, ask);
  const metrics = benchmarkMetrics.filter(({ name, unit }) => (names?.includes(name) ?? true) && (size !== undefined || unit !== "money"));
  const rows: ReportRow[] = [];
  const lacking = new Map<string, Problem>();
  for (const metric of metrics) {
    const fitting = benchmarks.filter((each) => each.metric === metric.name && isOfSize(each, size));
    if (fitting.length === 0) continue;
    const { value, problems } = metric.report === "snapshot" ? { value: size!.acv, problems: [] } : await valueOf(metric, on, ask);
    for (const lack of problems.filter(({ code }) => code === "input-missing")) lacking.set(lack.message, lack);
    // what has no figure of ours stands only before those who ask for it
    if (value === null && names === undefined) continue;
    rows.push(...fitting.map((each) => rowOf(metric, on, each, value)));
  }
  return { rows, problems: [...lacking.values(), ...(size === undefined ? [problem("benchmark-bands-unknown", { home, bands: bandCurrency })] : [])] };
}

/** How large the company is in the currency of the bands; undefined where no rate tells. */
async function sizeOn(on: string, ask: Ask): Promise<Size | undefined> {
  const answer = await ask("snapshot", { on, currency: bandCurrency }).catch((error: unknown) => {
    if (error instanceof ProblemError) return undefined;
    throw error;
  });
  const row = answer?.rows[0];
  return row === undefined ? undefined : { arr: String(row["arr"]), acv: textOf(row["arr_per_customer"]) };
}

const textOf = (value: ReportRow[string] | undefined): string | null => (value === null || value === undefined ? null : String(value));

function isOfSize({ band }: Benchmark, size: Size | undefined): boolean {
  if (band === undefined) return true;
  const ours = size?.[band.of];
  if (ours === undefined || ours === null) return false;
  return (band.from === undefined || compare(ours, band.from) >= 0) && (band.to === undefined || compare(ours, band.to) < 0);
}

async function valueOf({ report, column, span, set, unit }: BenchmarkMetric, on: string, ask: Ask): Promise<{ value: string | null; problems: Problem[] }> {
  const asked = span === "day" ? { on } : { ...daysOf(span, on), grain: "total", ...set };
  const { rows, problems } = await ask(report, { ...asked, ...(unit === "money" ? { currency: bandCurrency } : {}) });
  return { value: textOf(rows[0]?.[column]), problems };
}

/** The 12 months up to the day, or the last whole month. */
function daysOf(span: BenchmarkMetric["span"], on: string): { from: string; to: string } {
  if (span !== "month") return yearUpTo(on);
  const next = `${addDays(on, 1).slice(0, 7)}-01`;
  return { from: addMonths(next, -1), to: addDays(next, -1) };
}

function periodOf({ span }: BenchmarkMetric, on: string): string {
  const { from, to } = span === "day" ? { from: on, to: on } : daysOf(span, on);
  return from === to ? on : `${from}/${to}`;
}

function rowOf(metric: BenchmarkMetric, on: string, { low, median, high, segment, source, year, grade }: Benchmark, value: string | null): ReportRow {
  const { title, unit, better } = metric;
  const places = unit === "money" ? 2 : 6;
  const shown = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : readDecimal(text)!.toFixed(places));
  return { metric: title, value: shown(value), low: shown(low), median: shown(median), high: shown(high), verdict: verdictOn(value, { low, median, high }, better), segment, source, year: String(year), grade, unit: unit === "money" ? bandCurrency : unit, period: periodOf(metric, on) };
}

const compare = (a: string, b: string): number => readDecimal(a)!.compare(readDecimal(b)!);

/** Where a value lies among what others report, in words of a reader: better or worse where one end is the better one, else above or below. */
export function verdictOn(value: string | null, { low, median, high }: Partial<Record<"low" | "median" | "high", string | undefined>>, better: BenchmarkMetric["better"]): string {
  if (value === null) return "no figure of yours";
  const [up, down] = better === "higher" ? ["better", "worse"] : better === "lower" ? ["worse", "better"] : ["above", "below"];
  const than = better === "neither" ? "" : " than";
  if (high !== undefined && compare(value, high) > 0) return `${up}${than} the high end`;
  if (low !== undefined && compare(value, low) < 0) return `${down}${than} the low end`;
  if (median === undefined && low === undefined) return better === "higher" ? "short of the high end" : better === "lower" ? "better than the high end" : "below the high end";
  if (median === undefined) return high === undefined ? `${up}${than} the low end` : "in the band";
  const order = compare(value, median);
  return order === 0 ? "at the median" : `${order > 0 ? up : down}${than} the median`;
}
