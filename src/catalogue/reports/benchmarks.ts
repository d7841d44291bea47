import { benchmarkMetrics, type BenchmarkMetric } from "../benchmarks.js";
import { figure, label, type Drill, type Report } from "../define.js";
import { knownOn, on } from "../params.js";

const drillOf = ({ title, report, span, set }: BenchmarkMetric): Drill =>
  span === "day" ? { of: ["value"], row: { metric: title }, to: report, with: { on: "period" } } : { of: ["value"], row: { metric: title }, to: report, with: { from: "period", to: "period" }, set: { grain: "total", ...set } };

export const benchmarks = {
  name: "benchmarks",
  title: "Benchmarks",
  sentence: "Your figures of the 12 months up to a day beside what others report of companies of your size, with the source; no figure is made of them.",
  asks: "day",
  madeOf: "benchmarks",
  params: [on, knownOn, { name: "metrics", type: "list", choices: benchmarkMetrics.map(({ name }) => name), sentence: "Only these metrics. Default: all." }],
  columns: [
    label("metric", "Metric"),
    figure("value", "Yours"),
    figure("low", "Low"),
    figure("median", "Median"),
    figure("high", "High"),
    label("verdict", "Verdict"),
    label("segment", "Segment"),
    label("source", "Source"),
    label("year", "Year"),
    label("grade", "Grade"),
    label("unit", "Unit"),
    label("period", "Period"),
  ],
  chart: { as: "bars", x: "source", y: ["low", "median", "high", "value"], series: "metric" },
  drill: benchmarkMetrics.map(drillOf),
  expendable: ["period"],
  example: "annua benchmarks contracts.csv --on 2025-12-31 --metrics nrr,grr",
  tie: "Where sources disagree, all of them stand here. Grades: A a publisher's own page, B a named secondary source, C unverified, rule a rule of thumb, source our founding documents. Bands of size are in USD.",
} as const satisfies Report;
