/** What hangs together: the questions that share what they move, and those about a product, which reach over customers. */
import type { FoundQuestion } from "./question-list.js";
import type { Apart, Place, PlacedQuestion } from "./question-plan.js";

/** Places that nothing but a question about a product ties to others. */
export interface Group {
  places: Place[];
  /** The largest ARR at stake first. */
  questions: FoundQuestion[];
}

/** Groups that are to take the same choice of the questions that they share; of any other each takes its own. */
export interface Bundle {
  shared: FoundQuestion[];
  groups: Group[];
}

/** A question about a product is looked at in each of its customers, any other binds all that it moves. */
export function groupsOf(questions: readonly PlacedQuestion[], apart: Apart): Group[] {
  const knots = new Knots<string>();
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

export function bundlesOf(groups: readonly Group[]): Bundle[] {
  const having = new Map<FoundQuestion, Group[]>();
  for (const group of groups) {
    for (const question of group.questions) {
      const several = having.get(question);
      if (several === undefined) having.set(question, [group]);
      else several.push(group);
    }
  }
  const shared = [...having].filter(([, several]) => several.length > 1);
  const knots = new Knots<Group>();
  for (const [, several] of shared) for (const group of several) knots.tie(several[0]!, group);
  const bundles = new Map<Group, Bundle>(groups.map((group) => [knots.first(group), { shared: [], groups: [] }]));
  for (const group of groups) bundles.get(knots.first(group))!.groups.push(group);
  for (const [question, several] of shared) bundles.get(knots.first(several[0]!))!.shared.push(question);
  return [...bundles.values()];
}

/** Things that are tied together, each bunch under one of them. */
class Knots<Thing> {
  private readonly leader = new Map<Thing, Thing>();

  first(thing: Thing): Thing {
    let at = thing;
    for (let next = this.leader.get(at); next !== undefined; next = this.leader.get(at)) at = next;
    if (at !== thing) this.leader.set(thing, at);
    return at;
  }

  tie(one: Thing, other: Thing): void {
    const [first, second] = [this.first(one), this.first(other)];
    if (first !== second) this.leader.set(second, first);
  }
}
