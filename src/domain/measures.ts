/** What a company knows of itself that no contract says: targets, spend, margins, headcount. Each measure by name, unit, and how several periods make one. */

/**
 * sum: of the periods together; end: what holds at the end of the last, start: before the first of them; weighed: by the revenue of each.
 * loss: an amount that is lost, kept below zero however it is written.
 */
export interface Measure {
  name: string;
  /** Other names by which tables call it. */
  aliases: readonly string[];
  unit: "money" | "percent" | "count";
  over: "sum" | "end" | "start" | "weighed";
  isLoss?: true;
  title: string;
  sentence: string;
  /** Figures of reports beside which `--vs target` puts it: report.column. */
  targets: readonly string[];
}

type Given = Partial<Pick<Measure, "aliases" | "isLoss" | "targets">>;

const measure = (name: string, unit: Measure["unit"], over: Measure["over"], title: string, sentence: string, { aliases = [], targets = [], ...rest }: Given = {}): Measure => ({ name, unit, over, title, sentence, aliases, targets, ...rest });

/** A target of a row of the waterfall; a table of targets may call its columns as the waterfall does. */
const target = (row: string, over: Measure["over"], title: string, targets: readonly string[] = [], isLoss?: true): Measure =>
  measure(`target_${row}`, "money", over, `Target: ${title}`, `${title} that was planned for the period.`, { aliases: [...new Set([row, title.toLowerCase().replaceAll(" ", "_"), `${row}_target`, `budget_${row}`, `plan_${row}`])], targets: [`waterfall.${row}`, ...targets], ...(isLoss ? { isLoss } : {}) });

export const measures: readonly Measure[] = [
  target("opening", "start", "Beginning ARR", ["trend.entry"]),
  target("new", "sum", "New ARR"),
  target("expansion", "sum", "Expansion"),
  target("contraction", "sum", "Contraction", [], true),
  target("churn", "sum", "Churn", [], true),
  target("reactivation", "sum", "Reactivation"),
  { ...target("closing", "end", "Ending ARR", ["trend.exit", "snapshot.arr"]), aliases: ["closing", "ending_arr", "closing_target", "target_arr", "arr_target", "budget_arr", "plan_arr", "budget_closing", "plan_closing"] },
  target("net_new", "sum", "Net new ARR", ["trend.net_new"]),
  measure("target_customers", "count", "end", "Target: customers", "Customers that were planned for the end of the period.", { aliases: ["target_logos", "customers_target", "logos_target"], targets: ["trend.customers", "snapshot.customers", "logos.closing"] }),
  measure("target_new_customers", "count", "sum", "Target: new customers", "New customers that were planned for the period.", { aliases: ["target_new_logos", "new_customers_target"], targets: ["logos.new"] }),
  measure("target_churned_customers", "count", "sum", "Target: churned customers", "Customers whose loss was planned for in the period.", { aliases: ["target_churned_logos", "churned_customers_target"], targets: ["logos.churn"] }),
  measure("sales_and_marketing", "money", "sum", "Sales and marketing", "What was spent on sales and marketing in the period.", { aliases: ["s_and_m", "s&m", "sm", "sales_and_marketing_spend", "sales_marketing", "s_and_m_spend"] }),
  measure("revenue", "money", "sum", "Revenue", "Revenue that was recognised in the period.", { aliases: ["recognised_revenue", "recognized_revenue"] }),
  measure("billings", "money", "sum", "Billings", "What was billed in the period."),
  measure("net_burn", "money", "sum", "Net burn", "Cash that was burnt in the period, above zero; below zero where cash came in.", { aliases: ["burn", "cash_burn"] }),
  measure("gross_margin_pct", "percent", "weighed", "Gross margin", "Gross margin of the period's revenue, in percent.", { aliases: ["gross_margin", "gm_pct", "gm"] }),
  measure("operating_margin_pct", "percent", "weighed", "Operating margin", "Operating margin of the period's revenue, in percent.", { aliases: ["operating_margin", "ebit_margin", "ebit_margin_pct"] }),
  measure("ebitda_margin_pct", "percent", "weighed", "EBITDA margin", "EBITDA of the period as a part of its revenue, in percent.", { aliases: ["ebitda_margin"] }),
  measure("fcf_margin_pct", "percent", "weighed", "Free cash flow margin", "Free cash flow of the period as a part of its revenue, in percent.", { aliases: ["fcf_margin", "free_cash_flow_margin"] }),
  measure("headcount", "count", "end", "Headcount", "People employed at the end of the period.", { aliases: ["employees", "heads", "ftes", "fte"] }),
  measure("cs_cost", "money", "sum", "Cost of customer success", "What customer success cost in the period; of one owner where the row names one.", { aliases: ["customer_success_cost", "csm_cost"] }),
];

const plain = (name: string): string => name.toLowerCase().replaceAll("&", "and").replaceAll(/[^a-z0-9]/g, "");

const byName = new Map(measures.flatMap((one) => [one.name, ...one.aliases].map((name) => [plain(name), one] as const)));

/** The measure of a name, however it is spelled: `S&M`, `Gross margin %`, `target_new`. */
export const findMeasure = (name: string): Measure | undefined => byName.get(plain(name)) ?? (name.includes("%") ? byName.get(`${plain(name)}pct`) : undefined);

/** Every name that a measure may be called by. */
export const measureNames: readonly string[] = measures.flatMap((one) => [one.name, ...one.aliases]);
