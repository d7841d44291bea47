/** What stands in the navigation, in its order; every other report is under "More". */
import { reports } from "../src/catalogue/index.js";
import type { Report } from "../src/catalogue/define.js";

export interface PageGroup {
  title?: string;
  pages: readonly string[];
}

/** By the names of reports; "overview" is the page that looks at several. */
export const pageGroups: readonly PageGroup[] = [
  { pages: ["overview", "waterfall", "retention", "cohorts", "trend", "expansion", "products"] },
  { title: "Customers", pages: ["customers", "owners", "renewals", "alerts"] },
  { title: "Planning", pages: ["plan", "forecast", "revenue", "efficiency", "benchmarks"] },
  { title: "Ledger", pages: ["questions", "definitions", "restatement", "check"] },
];

/** Shorter than the title of the report. */
const shortTitles: Readonly<Record<string, string>> = { overview: "Overview", waterfall: "Waterfall", trend: "Trend", expansion: "Expansion", owners: "Books of business", plan: "Plan", forecast: "Forecast", revenue: "Money", efficiency: "Efficiency",
  definitions: "Definitions", restatement: "Restatements", check: "Checks" };

const all: readonly Report[] = reports;
export const reportNamed = (name: string): Report | undefined => all.find((report) => report.name === name || report.aliases?.includes(name));
export const pageTitle = (name: string): string => shortTitles[name] ?? reportNamed(name)?.title ?? name;

/** Reports that no group names. */
export const otherReports = (): string[] => all.map(({ name }) => name).filter((name) => !pageGroups.some(({ pages }) => pages.includes(name)));
