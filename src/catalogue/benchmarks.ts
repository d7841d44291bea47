/**
 * What others report of the same figures: rows of data with their source, shown beside a figure and never used to make one. A source is taken at its
 * word, with a grade of how near to the publisher it is read; where sources disagree, both stand here. Shares are parts of one.
 */

/** A: the publisher's own page or report; B: a named secondary source; C: marketing, unverified; rule: a rule of thumb with an author; source: our founding documents. */
export type BenchmarkGrade = "A" | "A-" | "B" | "C" | "rule" | "source";

export interface BenchmarkMetric {
  name: string;
  title: string;
  unit: "percent" | "times" | "months" | "money";
  /** Which end is the better one; neither: it only says what is usual. */
  better: "higher" | "lower" | "neither";
  /** Where our own figure stands: the column of a report, over the 12 months up to the day, or at it. */
  report: string;
  column: string;
  /** At the day, or over the last whole month up to it, instead of over 12 months. */
  span?: "day" | "month";
  /** What else the report is asked with. */
  set?: Readonly<Record<string, boolean>>;
}

export interface Benchmark {
  metric: string;
  /** In words, as the source says it. */
  segment: string;
  /** In USD: it is shown where our ARR, or our ARR per customer, lies in it; from is included, to is not. Without it, always. */
  band?: { of: "arr" | "acv"; from?: string; to?: string };
  /** The low and the high end: quartiles, or a usual band where there is no median. */
  low?: string;
  median?: string;
  high?: string;
  source: string;
  /** Of the data where it is known, else of the publication. */
  year: number;
  grade: BenchmarkGrade;
}

export const benchmarkMetrics: readonly BenchmarkMetric[] = [
  { name: "growth", title: "ARR growth, 12 months", unit: "percent", better: "higher", report: "trend", column: "growth" },
  { name: "nrr", title: "NRR", unit: "percent", better: "higher", report: "retention", column: "nrr" },
  { name: "grr", title: "GRR", unit: "percent", better: "higher", report: "retention", column: "grr" },
  { name: "gross_churn_rate", title: "Gross churn rate", unit: "percent", better: "lower", report: "retention", column: "gross_churn_rate" },
  { name: "logo_churn_rate", title: "Logo churn, 12 months", unit: "percent", better: "lower", report: "logos", column: "churn_rate" },
  { name: "logo_churn_month", title: "Logo churn, last month", unit: "percent", better: "lower", report: "logos", column: "churn_rate", span: "month" },
  { name: "expansion_share", title: "Expansion share of additions", unit: "percent", better: "neither", report: "waterfall", column: "expansion_share", set: { ratios: true } },
  { name: "quick_ratio", title: "Quick ratio", unit: "times", better: "higher", report: "waterfall", column: "quick_ratio", set: { ratios: true } },
  { name: "carr_to_arr", title: "CARR / ARR", unit: "times", better: "neither", report: "carr", column: "carr_to_arr", span: "day" },
  { name: "new_arr_efficiency", title: "New ARR for S&M", unit: "times", better: "higher", report: "efficiency", column: "new_arr_efficiency" },
  { name: "magic_number", title: "Magic number", unit: "times", better: "higher", report: "efficiency", column: "magic_number" },
  { name: "cac_payback_months", title: "CAC payback", unit: "months", better: "lower", report: "efficiency", column: "cac_payback_months" },
  { name: "burn_multiple", title: "Burn multiple", unit: "times", better: "lower", report: "efficiency", column: "burn_multiple" },
  { name: "rule_of_40", title: "Rule of 40", unit: "percent", better: "higher", report: "efficiency", column: "rule_of_40" },
  { name: "arr_per_head", title: "ARR per head", unit: "money", better: "higher", report: "efficiency", column: "arr_per_head" },
  { name: "arr_per_customer", title: "ARR per customer", unit: "money", better: "neither", report: "snapshot", column: "arr_per_customer", span: "day" },
];

const saasCapitalAcv = "SaaS Capital, brief 28, 2023 survey of 1,500";
const acvBands: readonly { segment: string; from?: string; to?: string; nrr: string; grr: string }[] = [
  { segment: "ACV under 12k", to: "12000", nrr: "1.00", grr: "0.90" },
  { segment: "ACV 12k to 25k", from: "12000", to: "25000", nrr: "1.02", grr: "0.90" },
  { segment: "ACV 25k to 50k", from: "25000", to: "50000", nrr: "1.03", grr: "0.92" },
  { segment: "ACV 50k to 100k", from: "50000", to: "100000", nrr: "1.05", grr: "0.93" },
  { segment: "ACV 100k to 250k", from: "100000", to: "250000", nrr: "1.07", grr: "0.93" },
  { segment: "ACV from 250k", from: "250000", nrr: "1.10", grr: "0.93" },
];

const byAcv = (metric: "nrr" | "grr"): Benchmark[] =>
  acvBands.map(({ segment, nrr, grr, ...band }) => ({ metric, segment, band: { of: "acv", ...band }, median: metric === "nrr" ? nrr : grr, source: saasCapitalAcv, year: 2023, grade: "A-" }));

export const benchmarks: readonly Benchmark[] = [
  { metric: "growth", segment: "private B2B SaaS (high: top quartile)", median: "0.26", high: "0.50", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  { metric: "growth", segment: "private B2B SaaS", median: "0.25", source: "SaaS Capital 2025", year: 2024, grade: "B" },
  { metric: "growth", segment: "bootstrapped, ARR 3M to 20M (high: 90th percentile)", band: { of: "arr", from: "3000000", to: "20000000" }, median: "0.15", high: "0.423", source: "SaaS Capital 2026", year: 2026, grade: "B" },
  { metric: "growth", segment: "ARR 1M to 30M (high: top quartile)", band: { of: "arr", from: "1000000", to: "30000000" }, high: "0.621", source: "ChartMogul Benchmarks 2023, 2,100 firms", year: 2022, grade: "A" },
  { metric: "growth", segment: "private SaaS", median: "0.31", source: "KBCM 2021", year: 2020, grade: "A" },
  { metric: "growth", segment: "ARR over 25M", band: { of: "arr", from: "25000000" }, median: "0.24", source: "KBCM 2021", year: 2020, grade: "A" },
  { metric: "growth", segment: "ARR 5M to 25M", band: { of: "arr", from: "5000000", to: "25000000" }, low: "0.40", high: "0.60", source: "imboard on KBCM/Sapphire 2024", year: 2024, grade: "B" },
  { metric: "growth", segment: "ARR over 100M", band: { of: "arr", from: "100000000" }, low: "0.20", high: "0.30", source: "imboard on KBCM/Sapphire 2024", year: 2024, grade: "B" },
  { metric: "growth", segment: "target, ARR under 10M", band: { of: "arr", to: "10000000" }, low: "1.00", high: "2.00", source: "founding documents of Annua (001)", year: 2024, grade: "source" },
  { metric: "growth", segment: "target, ARR 10M to 50M", band: { of: "arr", from: "10000000", to: "50000000" }, low: "0.50", high: "1.00", source: "founding documents of Annua (001)", year: 2024, grade: "source" },
  { metric: "growth", segment: "target, ARR over 50M", band: { of: "arr", from: "50000000" }, low: "0.30", high: "0.40", source: "founding documents of Annua (000)", year: 2024, grade: "source" },
  { metric: "growth", segment: "target, ARR over 100M", band: { of: "arr", from: "100000000" }, low: "0.20", high: "0.40", source: "founding documents of Annua (001)", year: 2024, grade: "source" },
  { metric: "growth", segment: "target, series B and C", low: "0.50", high: "1.00", source: "founding documents of Annua (000)", year: 2024, grade: "source" },
  { metric: "growth", segment: "public SaaS", median: "0.14", source: "SaaS Capital Index", year: 2025, grade: "B" },
  { metric: "nrr", segment: "private B2B SaaS", median: "1.01", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  ...byAcv("nrr"),
  { metric: "nrr", segment: "bootstrapped, ARR 3M to 20M (high: 90th percentile)", band: { of: "arr", from: "3000000", to: "20000000" }, median: "1.03", high: "1.179", source: "SaaS Capital 2026", year: 2026, grade: "B" },
  { metric: "nrr", segment: "ARR 10M to 50M, band of medians (top quartile over 115 %)", band: { of: "arr", from: "10000000", to: "50000000" }, low: "1.05", high: "1.10", source: "eaglerockcfo on KBCM", year: 2026, grade: "B" },
  { metric: "nrr", segment: "AI-native, ARR over 10M (quartiles)", band: { of: "arr", from: "10000000" }, low: "0.70", median: "0.85", high: "1.05", source: "saasly on ChartMogul Retention 2025", year: 2025, grade: "C" },
  { metric: "nrr", segment: "best in class", high: "1.10", source: "founding documents of Annua (001)", year: 2024, grade: "source" },
  ...byAcv("grr"),
  { metric: "grr", segment: "bootstrapped, ARR 3M to 20M (high: 90th percentile)", band: { of: "arr", from: "3000000", to: "20000000" }, median: "0.91", high: "1.00", source: "SaaS Capital 2026", year: 2026, grade: "B" },
  { metric: "grr", segment: "private SaaS (quartiles)", low: "0.82", median: "0.91", high: "0.95", source: "imboard on KBCM/Sapphire 2024", year: 2024, grade: "B" },
  { metric: "grr", segment: "ARR 1M to 5M", band: { of: "arr", from: "1000000", to: "5000000" }, median: "0.92", source: "High Alpha 2025, 800 firms", year: 2025, grade: "B" },
  { metric: "gross_churn_rate", segment: "ARR over 5M", band: { of: "arr", from: "5000000" }, median: "0.13", source: "KBCM 2019", year: 2018, grade: "A" },
  { metric: "logo_churn_rate", segment: "B2B, band of medians (top quartile under 5 %)", low: "0.07", high: "0.10", source: "eaglerockcfo on SaaS Capital", year: 2026, grade: "B" },
  { metric: "logo_churn_month", segment: "ARR per customer under 300", band: { of: "acv", to: "300" }, median: "0.061", source: "omegapoint on ChartMogul", year: 2025, grade: "B" },
  { metric: "logo_churn_month", segment: "ARR per customer over 6k", band: { of: "acv", from: "6000" }, median: "0.022", source: "omegapoint on ChartMogul", year: 2025, grade: "B" },
  { metric: "expansion_share", segment: "private B2B SaaS", median: "0.40", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  { metric: "expansion_share", segment: "ARR over 50M", band: { of: "arr", from: "50000000" }, low: "0.50", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  { metric: "expansion_share", segment: "SaaS", median: "0.323", source: "ChartMogul Benchmarks 2023", year: 2022, grade: "A" },
  { metric: "quick_ratio", segment: "ARR over 100M (high: top quartile)", band: { of: "arr", from: "100000000" }, high: "4", source: "ICONIQ 2023", year: 2023, grade: "A" },
  { metric: "quick_ratio", segment: "SaaS (quartiles)", low: "1.6", median: "3.4", high: "6.2", source: "stealthagents on KeyBanc 2024", year: 2024, grade: "C" },
  { metric: "quick_ratio", segment: "ARR under 5M", band: { of: "arr", to: "5000000" }, median: "3.5", source: "GrowthSpree 2026", year: 2026, grade: "C" },
  { metric: "quick_ratio", segment: "ARR 5M to 25M", band: { of: "arr", from: "5000000", to: "25000000" }, median: "2.8", source: "GrowthSpree 2026", year: 2026, grade: "C" },
  { metric: "quick_ratio", segment: "ARR 25M to 100M", band: { of: "arr", from: "25000000", to: "100000000" }, median: "2.4", source: "GrowthSpree 2026", year: 2026, grade: "C" },
  { metric: "quick_ratio", segment: "ARR over 100M", band: { of: "arr", from: "100000000" }, median: "2.0", source: "GrowthSpree 2026", year: 2026, grade: "C" },
  { metric: "carr_to_arr", segment: "enterprise, usual (over 1.30 is a bottleneck)", low: "1.10", high: "1.20", source: "imboard, after the SaaS Metrics Standards Board", year: 2025, grade: "C" },
  { metric: "new_arr_efficiency", segment: "private B2B SaaS (CAC ratio 2.00, lower quartile 2.82, turned over)", low: "0.354610", median: "0.50", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  { metric: "magic_number", segment: "private SaaS", median: "0.7", source: "omegapoint on KBCM 2024", year: 2024, grade: "B" },
  { metric: "magic_number", segment: "SaaS (quartiles)", low: "0.34", median: "0.68", high: "1.1", source: "stealthagents", year: 2026, grade: "C" },
  { metric: "magic_number", segment: "rule of thumb: under 0.5 spend less, 0.75 healthy, over 1 spend more", low: "0.5", median: "0.75", high: "1.0", source: "Scale Venture Partners, by getfairview", year: 2025, grade: "rule" },
  { metric: "cac_payback_months", segment: "private SaaS, fully loaded, band of medians", low: "24", high: "29", source: "omegapoint on KBCM", year: 2025, grade: "B" },
  { metric: "cac_payback_months", segment: "ARR 5M to 50M, band of medians (top quartile under 12)", band: { of: "arr", from: "5000000", to: "50000000" }, low: "15", high: "20", source: "eaglerockcfo on OpenView", year: 2026, grade: "B" },
  { metric: "burn_multiple", segment: "rule of thumb: under 1 amazing, under 2 good", low: "1", high: "2", source: "D. Sacks, by deepstash", year: 2020, grade: "rule" },
  { metric: "rule_of_40", segment: "cloud index (average; high: top decile)", median: "0.31", high: "0.48", source: "omegapoint on the Cloud Index", year: 2025, grade: "B" },
  { metric: "rule_of_40", segment: "mid-market, band of medians", low: "0.25", high: "0.35", source: "eaglerockcfo on Bessemer", year: 2026, grade: "B" },
  { metric: "arr_per_head", segment: "ARR 50M to 100M", band: { of: "arr", from: "50000000", to: "100000000" }, median: "200000", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  { metric: "arr_per_head", segment: "ARR over 100M", band: { of: "arr", from: "100000000" }, median: "300000", source: "Benchmarkit 2025", year: 2024, grade: "A" },
  { metric: "arr_per_customer", segment: "private SaaS, ACV", median: "62000", source: "KBCM 2024, expected", year: 2024, grade: "B" },
  { metric: "arr_per_customer", segment: "private SaaS, ACV", median: "28000", source: "KBCM 2021", year: 2021, grade: "B" },
];
