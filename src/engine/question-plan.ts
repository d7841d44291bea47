/** Which ways to decide have to be worked out: for each question every choice alone, and for each group of customers the choices together. */
import type { FoundQuestion } from "./question-list.js";
import { everyRank, type FieldSet, type Scenario } from "./scenario.js";

/** Combinations of the choices of one group of customers that are worked out; beyond them, the smallest questions are looked at one by one. */
export const mostCombinations = 64;

/** What a scenario is compared with, and what for. */
export interface Worth {
  scenario_no: number;
  base_no: number;
  question_no: number;
  choice: string;
  is_joint: boolean;
}

export interface Plan {
  scenarios: Scenario[];
  worths: Worth[];
}

/** Customers whose questions hang together, as one of them would put the customers together. */
export interface Group {
  customers: number[];
  /** The largest ARR at stake first. */
  questions: FoundQuestion[];
}

/** Every choice of every question alone. */
export function choicesOf(questions: readonly FoundQuestion[]): Plan {
  const plan: Plan = { scenarios: [], worths: [] };
  for (const question of questions) {
    const base_no = add(plan, question.customers, []);
    plan.worths.push({ scenario_no: base_no, base_no, question_no: question.question_no, choice: question.choices[0]!.choice, is_joint: false });
    for (const { choice, sets } of question.choices.slice(1)) {
      plan.worths.push({ scenario_no: add(plan, question.customers, sets), base_no, question_no: question.question_no, choice, is_joint: false });
    }
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
  const plan: Plan = { scenarios: [], worths: [] };
  const absent = (from: number, customers: readonly number[]): FieldSet[] =>
    decisions.slice(from).filter((one) => one.line !== "" && one.customers.some((customer) => customers.includes(customer)))
      .map((one) => ({ target: "line", target_id: one.line, target_name: "", field: "left_out", value: "yes" }));
  for (const [at, { decision_id, customers }] of decisions.entries()) {
    const base_no = add(plan, customers, absent(at, customers), decision_id - 1);
    plan.worths.push({ scenario_no: add(plan, customers, absent(at + 1, customers), decision_id), base_no, question_no: decision_id, choice: "", is_joint: false });
  }
  return plan;
}

/** The choices of each group together, up to a bound. */
export function rangeOf(groups: readonly Group[]): Plan {
  const plan: Plan = { scenarios: [], worths: [] };
  for (const { customers, questions } of groups) {
    const base_no = add(plan, customers, []);
    const { joint, rest } = withinBound(questions);
    const told = { base_no, question_no: 0, choice: "", is_joint: true };
    for (const sets of combinations(joint).slice(1)) plan.worths.push({ ...told, scenario_no: add(plan, customers, sets) });
    for (const question of rest) {
      for (const { choice, sets } of question.choices.slice(1)) {
        plan.worths.push({ base_no, scenario_no: add(plan, customers, sets), question_no: question.question_no, choice, is_joint: false });
      }
    }
  }
  return plan;
}

/** Every customer with the questions about it. A question that would make several customers one binds them; another is looked at in each of its customers. */
export function groupsOf(questions: readonly FoundQuestion[]): Group[] {
  const leader = new Map<number, number>();
  const leaderOf = (customer: number): number => {
    const next = leader.get(customer) ?? customer;
    return next === customer ? customer : leaderOf(next);
  };
  for (const { kind, customers } of questions) if (kind === "ids") for (const customer of customers) leader.set(leaderOf(customer), leaderOf(customers[0]!));
  const groups = new Map<number, { customers: Set<number>; questions: Set<FoundQuestion> }>();
  for (const question of questions) {
    for (const customer of question.customers) {
      const first = leaderOf(customer);
      const group = groups.get(first) ?? { customers: new Set(), questions: new Set() };
      group.customers.add(customer);
      group.questions.add(question);
      groups.set(first, group);
    }
  }
  return [...groups.values()].map((group) => ({ customers: [...group.customers], questions: [...group.questions] }));
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

function add(plan: Plan, customers: number[], sets: FieldSet[], most_rank = everyRank): number {
  const scenario_no = plan.scenarios.length + 1;
  plan.scenarios.push({ scenario_no, customers, most_rank, sets });
  return scenario_no;
}
