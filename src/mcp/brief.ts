/**
 * Parameters as a model reads them. It is given those of every tool at once, before it asks anything: so what many reports share is said in a few
 * words, and what only a program needs (patterns, least values) is left to the engine, which checks it all.
 */
import type { Param } from "../catalogue/define.js";
import { paramSchema, type JsonSchema } from "../catalogue/json-schema.js";
import * as shared from "../catalogue/params.js";

const words: readonly (readonly [Param, string | undefined])[] = [
  [shared.currency, undefined], [shared.limit, undefined], [shared.cursor, undefined], [shared.knownOn, undefined], [shared.to, undefined],
  [shared.on, "A day, or a period for its last day; default: today."],
  [shared.from, "Such as 2025-03, 2025-Q1, 2025; default: the last 12 months."],
  [shared.grain, "Length of a row's period."],
  [shared.by, "Columns such as segment, product, customer, tier."],
  [shared.where, "COL=a,b, COL!=a, COL>=9, COL~text."],
  [shared.vs, "Compare: previous, last_year, target, close, or a preset."],
  [shared.method, "The two ends of a period, every day of change, or every month."],
  [shared.level, "Who moves."], [shared.payerLevel, "Who is a customer."],
];

/** What the names of these alone say; undefined: as the catalogue says it. */
const briefOf = new Map(words.map(([{ sentence }, brief]) => [sentence, { brief }]));

/** Parameters of single reports whose sentence says more than a model has to know before it asks. */
const briefly: Readonly<Record<string, string>> = {
  "retention method": "Follow the customers of the opening, or take the movements of the waterfall, at once or by month.",
  "waterfall ratios": "Also NRR, GRR, churn rates and the quick ratio.",
  "explain top": "Spell out the largest n of each level.",
  "cohorts from": "First cohort; default: the first there is.",
  "cohorts to": "Last period; default: the last whole one.",
  "expansion split": "Rising and falling customers apart.",
  "what_if price": "Renewals so much dearer or cheaper: 0.05, or 5%.",
  "what_if churn_points": "Yearly churn and contraction so much higher or lower: -0.02, or -2% of ARR.",
  "what_if annual_discount": "Who commits for less than a year signs for one, so much cheaper: 0.1, or 10%.",
  "restatement detail": "By cause, by line, how each row changed, or the bridge to what followed.",
  "revenue detail": "What the difference to ARR is made of, or what the accounts reported beside it.",
  "products list": "Products by ARR, customers by combination, or who lacks which.",
  "cohorts measure": "What is told of a cohort at each age.",
  "cohorts age_grain": "Periods in which ages count; default: those of grain.",
  "forecast sure": "An open renewal said to be less likely counts for nothing in commit.",
  "forecast detail": "Accounts behind the difference between commit and best.",
  "forecast scenario": "New and expansion by a plan: keys in braces, such as { new: 1000000 }.",
  "owners list": "Owners, or the accounts to hand over to even their books.",
  "tiers list": "Bands, or who moved between them since.",
  "renewals deadline": "With detail: what can still be cancelled for so many days.",
  "renewals detail": "Name them: by customer and product, or by line.",
  "renewals by": "Columns such as segment, product, csm or cancel_reason.",
  "renewals on": "Day at whose close they are settled or pending; default: today.",
  "expansion by": "By product, customer or top parent, no finer.",
  "expansion where": "COL=a,b, COL!=a, COL~text.",
  "forecast by": "Columns such as segment or product, not tier or tenure.",
  "forecast on": "Day from which it looks ahead; default: today.",
  "backtest on": "Day up to which it looks back; default: today.",
  "plan on": "Day at whose close it starts, for 12 months; default: today.",
  "owners owner": "Column that names the owner.",
  "cs_impact owner": "Column that names the owner.",
  "tiers owner": "Column that names the owner.",
  "tiers bands": "Other bands by lower bounds: 0=smb,50000=mid,100000=enterprise.",
  "tiers level": "Whose ARR decides the band.",
  "renewals level": "Who counts in logo_renewal_rate.",
  "efficiency margin": "For the Rule of 40; default: the first that was told.",
  "carr horizon": "Months ahead in which a signed line may begin, or none for no limit.",
  "questions backlog": "Months after which a signed line that is not live is a question, or none.",
  "questions status": "Open, decided, or both.",
  "alerts rules": "Only these, each with a threshold where one is said: concentration=0.15.",
  "alerts groups": "Column whose groups' churn is held against their norm; default: segment.",
  "definitions knobs": "Only these knobs, such as grace_days, or none.",
  "check only": "The cases of this check, by its name in the answer.",
  "explain period": "Of its row; of a snapshot the day.",
  "explain by": "Its group: COL=value for each column of by.",
  "plan detail": "Steps with formulas, or months as planned and as they came.",
};

/** Longer lists of words than this stand in answers and refusals alone. */
const mostChoices = 20;

function briefSchema(tool: string, param: Param): JsonSchema {
  const { pattern: _, minimum: __, description: ___, default: usual, items, enum: choices, ...schema } = paramSchema(param);
  const told = briefOf.get(param.sentence);
  const sentence = told === undefined ? (briefly[`${tool} ${param.name}`] ?? param.sentence.replace(/--(?=[a-z])/g, "")) : told.brief;
  const { pattern: ____, enum: each, ...item } = items ?? {};
  const fewOf = (all: readonly unknown[] | undefined) => (all === undefined || all.length > mostChoices ? {} : { enum: all });
  return { ...schema, ...(usual === undefined || usual === false || told?.brief === undefined && told !== undefined ? {} : { default: usual }), ...fewOf(choices), ...(items === undefined ? {} : { items: { ...item, ...fewOf(each) } }), ...(sentence === undefined ? {} : { description: sentence }) };
}

/** All that a tool takes. */
export function takesOf(tool: string, params: readonly Param[]): JsonSchema {
  const required = params.filter((param) => param.required === true && param.default === undefined).map(({ name }) => name);
  return { type: "object", properties: Object.fromEntries(params.map((param) => [param.name, briefSchema(tool, param)])), ...(required.length === 0 ? {} : { required }) };
}
