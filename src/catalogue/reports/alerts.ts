import { alertRules, severities } from "../alerts.js";
import { figure, label, naming, type Report } from "../define.js";
import { currency, knownOn, on } from "../params.js";

export const alerts = {
  name: "alerts",
  title: "Alerts",
  sentence: "What deserves someone's attention on a day, by rules that are data: the figure, the threshold that it is over, and what to do.",
  asks: "day",
  madeOf: "alerts",
  params: [
    on, knownOn, currency,
    { name: "rules", type: "list", sentence: `Only these rules, each with a threshold of its own where one is said: concentration=0.15. Default: all (${alertRules.map(({ name, threshold }) => `${name}=${threshold}`).join(", ")}).` },
    { name: "groups", type: "text", sentence: "The column whose groups' churn is held against their own norm. Default: segment, where lines have it, else all customers together." },
  ],
  columns: [
    label("severity", "Severity"),
    label("alert", "Alert"),
    naming(label("subject", "About")),
    figure("figure", "Figure"),
    figure("threshold", "Threshold"),
    { ...label("what_to_do", "What to do"), isProse: true },
    label("unit", "Unit"),
    naming(label("sentence", "Why")),
    naming(label("customer", "Customer")),
    label("period", "Period"),
  ],
  fails: { by: "severity", worstFirst: severities },
  chart: { as: "bars", x: "subject", y: ["figure", "threshold"], series: "alert" },
  drill: [{ of: ["subject"], to: "customer", with: { customer: "customer" } }, ...alertRules.map(({ name, drill }) => ({ ...drill, of: ["figure"], row: { alert: name } }))],
  expendable: ["period", "customer"],
  example: "annua alerts --book acme.annua --rules concentration=0.15,large_renewal --fail-on critical",
  tie: "A rule fires over its threshold and never at it. `--fail-on warning` ends with status 1 where something so severe, or worse, is found.",
} as const satisfies Report;
