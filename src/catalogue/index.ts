/** The table of contents of the product: every report, in the order in which a reader meets them. */
import type { Report } from "./define.js";
import { alerts } from "./reports/alerts.js";
import { benchmarks } from "./reports/benchmarks.js";
import { backtest } from "./reports/backtest.js";
import { carr } from "./reports/carr.js";
import { check } from "./reports/check.js";
import { cohorts } from "./reports/cohorts.js";
import { concentration } from "./reports/concentration.js";
import { cube } from "./reports/cube.js";
import { csImpact } from "./reports/cs-impact.js";
import { customer } from "./reports/customer.js";
import { customers } from "./reports/customers.js";
import { definitions } from "./reports/definitions.js";
import { efficiency } from "./reports/efficiency.js";
import { expansion } from "./reports/expansion.js";
import { forecast } from "./reports/forecast.js";
import { lines } from "./reports/lines.js";
import { logos } from "./reports/logos.js";
import { movements } from "./reports/movements.js";
import { plan } from "./reports/plan.js";
import { owners } from "./reports/owners.js";
import { products } from "./reports/products.js";
import { questions } from "./reports/questions.js";
import { renewals } from "./reports/renewals.js";
import { retention } from "./reports/retention.js";
import { restatement } from "./reports/restatement.js";
import { revenue } from "./reports/revenue.js";
import { snapshot } from "./reports/snapshot.js";
import { tiers } from "./reports/tiers.js";
import { trend } from "./reports/trend.js";
import { valuation } from "./reports/valuation.js";
import { usage } from "./reports/usage.js";
import { variants } from "./reports/variants.js";
import { waterfall } from "./reports/waterfall.js";
import { whatIf } from "./reports/what-if.js";

export type { Column, ColumnKind, ColumnType, Param, ParamType, Report } from "./define.js";
export type { ReportResult, ReportRow, Provenance } from "./result.js";

export const reports = [
  snapshot,
  waterfall,
  logos,
  movements,
  trend,
  retention,
  cohorts,
  renewals,
  expansion,
  csImpact,
  efficiency,
  carr,
  revenue,
  usage,
  variants,
  customers,
  customer,
  concentration,
  tiers,
  owners,
  products,
  cube,
  lines,
  alerts,
  valuation,
  forecast,
  backtest,
  plan,
  whatIf,
  benchmarks,
  definitions,
  restatement,
  check,
  questions,
] as const satisfies readonly Report[];

/** The names by which reports are asked for. */
export type ReportName = (typeof reports)[number]["name"] | Aliases<(typeof reports)[number]>;
type Aliases<Entry> = Entry extends { aliases: readonly (infer Alias)[] } ? Alias : never;

/** The report of a name or an alias. */
export function findReport(name: string): Report | undefined {
  return (reports as readonly Report[]).find((report) => report.name === name || report.aliases?.includes(name));
}
