/** Which ways to decide have to be worked out: for each question every choice alone, for each decision that stands the book with and without it. */
import type { FoundQuestion } from "./question-list.js";
import { everyRank, type FieldSet, type Scenario, type ScopePlace } from "./scenario.js";

/** What a scenario is compared with, and what for. */
export interface Worth {
  scenario_no: number;
  /** Another scenario; null: the scope as it is. */
  base_no: number | null;
  scope_no: number;
  question_no: number;
  choice: string;
}

export interface Plan {
  scopes: ScopePlace[];
  scenarios: Scenario[];
  worths: Worth[];
}

/** A customer's product whose ARR a question can move; home_key: the customers that decisions put together have one. */
export interface Place {
  customer_key: number;
  home_key: number;
  product_key: number;
}

/** A question with all that its choices can move. */
export interface PlacedQuestion {
  question: FoundQuestion;
  places: Place[];
}

/** Whether the products of a customer are worked out by themselves: they are unless the total of a customer decides what counts. */
export type Apart = "products" | "customers";

/** Every choice of every question alone, but for the one that leaves all as it is. */
export function choicesOf(questions: readonly PlacedQuestion[], apart: Apart): Plan {
  const plan: Plan = { scopes: [], scenarios: [], worths: [] };
  for (const { question, places } of questions) {
    const scope_no = addScope(plan, places, apart);
    for (const choice of question.choices.slice(1)) addChoice(plan, scope_no, question, choice);
  }
  return plan;
}

/** A decision that stands, the line that it added (empty: none), and whom it concerns. */
export interface Standing {
  decision_id: number;
  line: string;
  customers: number[];
}

/** Every decision on top of those that were recorded before it; lines that later ones added are not there yet. */
export function effectsOf(decisions: readonly Standing[]): Plan {
  const plan: Plan = { scopes: [], scenarios: [], worths: [] };
  const absent = decisions.map((one): FieldSet[] => (one.line === "" ? [] : [{ target: "line", target_id: one.line, target_name: "", field: "left_out", value: "yes" }]));
  const absentFrom = (from: number): FieldSet[] => absent.slice(from).flat();
  for (const [at, { decision_id, customers }] of decisions.entries()) {
    const scope_no = plan.worths.length + 1;
    plan.scopes.push(...customers.map((customer_key) => ({ scope_no, customer_key, product_key: null })));
    const base_no = addScenario(plan, scope_no, absentFrom(at), decision_id - 1);
    plan.worths.push({ scenario_no: addScenario(plan, scope_no, absentFrom(at + 1), decision_id), base_no, scope_no, question_no: decision_id, choice: "" });
  }
  return plan;
}

function addChoice(plan: Plan, scope_no: number, { question_no }: FoundQuestion, { choice, sets }: { choice: string; sets: FieldSet[] }): void {
  plan.worths.push({ scenario_no: addScenario(plan, scope_no, sets), base_no: null, scope_no, question_no, choice });
}

function addScenario(plan: Plan, scope_no: number, sets: FieldSet[], most_rank = everyRank): number {
  const scenario_no = plan.scenarios.length + 1;
  plan.scenarios.push({ scenario_no, scope_no, most_rank, sets });
  return scenario_no;
}

function addScope(plan: Plan, places: readonly Place[], apart: Apart): number {
  const scope_no = (plan.scopes.at(-1)?.scope_no ?? 0) + 1;
  plan.scopes.push(...scopeOf(scope_no, places, apart));
  return scope_no;
}

/** The customers' products, or the customers, at these places. */
export function scopeOf(scope_no: number, places: readonly Place[], apart: Apart): ScopePlace[] {
  const products = new Map(places.map(({ customer_key, product_key }) => [`${customer_key} ${apart === "products" ? product_key : ""}`, { customer_key, product_key }]));
  return [...products.values()].map(({ customer_key, product_key }) => ({ scope_no, customer_key, product_key: apart === "products" ? product_key : null }));
}
