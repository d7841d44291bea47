/** Which ways to decide have to be worked out: for each question every choice alone, and for what hangs together the choices together. */
import type { FoundQuestion } from "./question-list.js";
import { everyRank, type FieldSet, type Scenario, type ScopePlace } from "./scenario.js";

/** Combinations of choices of one scope that are worked out; beyond them, the smallest questions are looked at one by one. */
export const mostCombinations = 64;

/** What a scenario is compared with, and what for. */
export interface Worth {
  scenario_no: number;
  /** Another scenario; null: the scope as it is. */
  base_no: number | null;
  scope_no: number;
  question_no: number;
  choice: string;
  is_joint: boolean;
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

/** What hangs together: no question reaches beyond it. */
export interface Group {
  places: Place[];
  /** The largest ARR at stake first. */
  questions: FoundQuestion[];
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
    plan.worths.push({ scenario_no: addScenario(plan, scope_no, absentFrom(at + 1), decision_id), base_no, scope_no, question_no: decision_id, choice: "", is_joint: false });
  }
  return plan;
}

/** The choices of each group together, up to a bound. */
export function rangeOf(groups: readonly Group[], apart: Apart): Plan {
  const plan: Plan = { scopes: [], scenarios: [], worths: [] };
  for (const { places, questions } of groups) {
    const scope_no = addScope(plan, places, apart);
    const { joint, rest } = withinBound(questions);
    const told = { base_no: null, scope_no, question_no: 0, choice: "", is_joint: true };
    for (const sets of combinations(joint).slice(1)) plan.worths.push({ ...told, scenario_no: addScenario(plan, scope_no, sets) });
    for (const question of rest) for (const choice of question.choices.slice(1)) addChoice(plan, scope_no, question, choice);
  }
  return plan;
}

/** Groups of questions that share what they move. A question about a product is looked at in each of its customers, any other binds all that it moves. */
export function groupsOf(questions: readonly PlacedQuestion[], apart: Apart): Group[] {
  const knots = new Knots();
  const knotOf = ({ home_key, product_key }: Place): string => (apart === "products" ? `${home_key} ${product_key}` : `${home_key}`);
  for (const { question, places } of questions) if (question.kind !== "kind") for (const place of places) knots.tie(knotOf(places[0]!), knotOf(place));
  const groups = new Map<string, { places: Place[]; questions: Set<FoundQuestion> }>();
  for (const { question, places } of questions) {
    for (const place of places) {
      const knot = knots.first(knotOf(place));
      const group = groups.get(knot) ?? { places: [], questions: new Set() };
      group.places.push(place);
      group.questions.add(question);
      groups.set(knot, group);
    }
  }
  return [...groups.values()].map((group) => ({ places: group.places, questions: [...group.questions] }));
}

/** Things that are tied together, each bunch under one of them. */
class Knots {
  private readonly leader = new Map<string, string>();

  first(name: string): string {
    let at = name;
    for (let next = this.leader.get(at); next !== undefined; next = this.leader.get(at)) at = next;
    if (at !== name) this.leader.set(name, at);
    return at;
  }

  tie(one: string, other: string): void {
    const [first, second] = [this.first(one), this.first(other)];
    if (first !== second) this.leader.set(second, first);
  }
}

function withinBound(questions: readonly FoundQuestion[]): { joint: FoundQuestion[]; rest: FoundQuestion[] } {
  const joint: FoundQuestion[] = [];
  const rest: FoundQuestion[] = [];
  let count = 1;
  for (const question of questions) {
    const together = count * question.choices.length;
    if (together > mostCombinations) rest.push(question);
    else {
      joint.push(question);
      count = together;
    }
  }
  return { joint, rest };
}

/** What each combination of choices sets; the first is that of taking every question as it is. */
const combinations = (questions: readonly FoundQuestion[]): FieldSet[][] =>
  questions.reduce<FieldSet[][]>((before, { choices }) => choices.flatMap(({ sets }) => before.map((one) => [...one, ...sets])), [[]]);

function addChoice(plan: Plan, scope_no: number, { question_no }: FoundQuestion, { choice, sets }: { choice: string; sets: FieldSet[] }): void {
  plan.worths.push({ scenario_no: addScenario(plan, scope_no, sets), base_no: null, scope_no, question_no, choice, is_joint: false });
}

function addScenario(plan: Plan, scope_no: number, sets: FieldSet[], most_rank = everyRank): number {
  const scenario_no = plan.scenarios.length + 1;
  plan.scenarios.push({ scenario_no, scope_no, most_rank, sets });
  return scenario_no;
}

function addScope(plan: Plan, places: readonly Place[], apart: Apart): number {
  const scope_no = (plan.scopes.at(-1)?.scope_no ?? 0) + 1;
  const products = new Map(places.map(({ customer_key, product_key }) => [`${customer_key} ${apart === "products" ? product_key : ""}`, { customer_key, product_key }]));
  for (const { customer_key, product_key } of products.values()) plan.scopes.push({ scope_no, customer_key, product_key: apart === "products" ? product_key : null });
  return scope_no;
}
