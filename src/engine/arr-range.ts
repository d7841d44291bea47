/**
 * Between what ARR lies while questions are open: the choices of what hangs together are worked out together, never added. Where there are
 * too many combinations, a block of questions is looked at after the other, each on top of what the others came to, so that both ends are
 * what some way to answer makes of ARR.
 */
import type { Database } from "./database.js";
import type { Bundle, Group } from "./question-group.js";
import type { Choice, FoundQuestion } from "./question-list.js";
import { scopeOf, type Apart } from "./question-plan.js";
import { everyRank, workOut, type Scenario } from "./scenario.js";
import { sqlFile } from "./sql-file.js";

/** Combinations of choices that are worked out at a time, for what questions share and for each group. */
const mostCombinations = 64;

/** How often each block is looked at, where there are several: the second time the later ones are settled, too. */
const sweeps = 2;

const ends = ["lowest", "highest"] as const;
type End = (typeof ends)[number];

type Chosen = ReadonlyMap<FoundQuestion, Choice>;

/** A group in its bundle, and the best that was found of it so far, with what that moves in minor units. */
interface Member {
  scope_no: number;
  group: Group;
  best: Record<End, { chosen: Chosen; arr: string }>;
}

/** Questions that are looked at together: what the bundle shares, and what each member has beside. */
interface Block {
  shared: FoundQuestion[];
  own: Map<Member, FoundQuestion[]>;
}

interface Course {
  bundle_no: number;
  members: Member[];
  blocks: Block[];
}

export async function rangeOver(db: Database, bundles: readonly Bundle[], apart: Apart, on: string): Promise<{ arr: bigint; lowest: bigint; highest: bigint }> {
  const courses = coursesOf(bundles);
  const rounds = Math.max(0, ...courses.map(({ blocks }) => blocks.length));
  for (let at = 0; at < rounds; at++) await runRound(db, courses, at, { apart, on });
  const parts = courses.flatMap(({ members }) => members.map(({ best }) => ({ lowest: best.lowest.arr, highest: best.highest.arr })));
  const row = await db.row(sqlFile("decide/range_end"), { parts: JSON.stringify(parts), on });
  const [arr, lowest, highest] = ["arr", "lowest", "highest"].map((name) => BigInt(String(row[name]))) as [bigint, bigint, bigint];
  return { arr, lowest, highest };
}

function coursesOf(bundles: readonly Bundle[]): Course[] {
  let scope_no = 0;
  return bundles.map(({ shared, groups }, index) => {
    const asItIs = { chosen: new Map(), arr: "0" };
    const members = groups.map((group): Member => ({ scope_no: ++scope_no, group, best: { lowest: asItIs, highest: asItIs } }));
    const blocks = blocksOf(shared, members);
    return { bundle_no: index + 1, members, blocks: blocks.length > 1 ? Array.from({ length: sweeps }, () => blocks).flat() : blocks };
  });
}

function blocksOf(shared: readonly FoundQuestion[], members: readonly Member[]): Block[] {
  const blocks: Block[] = [];
  let leftShared = shared;
  const left = new Map(members.map((member) => [member, member.group.questions.filter((question) => !shared.includes(question))]));
  while (leftShared.length > 0 || [...left.values()].some((questions) => questions.length > 0)) {
    const first = withinBound(leftShared, 1);
    const block: Block = { shared: first.taken, own: new Map() };
    for (const [member, questions] of left) {
      const { taken, rest } = withinBound(questions, combinationsIn(first.taken.filter((question) => member.group.questions.includes(question))));
      block.own.set(member, taken);
      left.set(member, rest);
    }
    leftShared = first.rest;
    blocks.push(block);
  }
  return blocks;
}

const combinationsIn = (questions: readonly FoundQuestion[]): number => questions.reduce((count, { choices }) => count * choices.length, 1);

function withinBound(questions: readonly FoundQuestion[], beside: number): { taken: FoundQuestion[]; rest: FoundQuestion[] } {
  const taken: FoundQuestion[] = [];
  const rest: FoundQuestion[] = [];
  for (const question of questions) (beside * combinationsIn([...taken, question]) > mostCombinations ? rest : taken).push(question);
  return { taken, rest };
}

const combinationsOf = (questions: readonly FoundQuestion[]): Chosen[] =>
  questions.reduce<Chosen[]>((before, question) => question.choices.flatMap((choice) => before.map((one) => new Map([...one, [question, choice]]))), [new Map()]);

/** A way to decide as it is told to the database; scenario 0 takes everything as it is. */
interface Tried {
  is_highest: boolean;
  bundle_no: number;
  scope_no: number;
  scenario_no: number;
  shared_key: string;
}

/** Works out the block of each course whose turn it is, and keeps the best. */
async function runRound(db: Database, courses: readonly Course[], at: number, { apart, on }: { apart: Apart; on: string }): Promise<void> {
  const scenarios = new ScenarioList();
  const turns = courses.flatMap((course) => (course.blocks[at] === undefined ? [] : [turnOf(course, course.blocks[at], scenarios)]));
  const members = new Map(turns.flatMap((turn) => turn.members.map((member) => [member.scope_no, member])));
  const scopes = [...members.values()].flatMap(({ scope_no, group }) => scopeOf(scope_no, group.places, apart));
  await workOut(db, { scopes, scenarios: scenarios.all }, { on, close: on });
  const told = { plan: JSON.stringify(turns.flatMap(({ tried }) => tried)), shared: JSON.stringify(turns.flatMap(({ shared }) => shared)) };
  for (const row of await db.rows(sqlFile("decide/joint_worth"), told)) {
    const { best } = members.get(Number(row["scope_no"]))!;
    best[row["is_highest"] === true ? "highest" : "lowest"] = { chosen: scenarios.chosenIn(Number(row["scenario_no"])), arr: String(row["arr"]) };
  }
}

/** What a course has worked out in a round: the members that the block asks, what is tried of each, and which of it goes together. */
interface Turn {
  members: Member[];
  tried: Tried[];
  shared: { bundle_no: number; choice_no: number; shared_key: string }[];
}

function turnOf({ bundle_no, members }: Course, block: Block, scenarios: ScenarioList): Turn {
  const turn: Turn = { members: [], tried: [], shared: [] };
  const askedSets = new Map<string, FoundQuestion[]>();
  for (const member of members) {
    const asked = block.shared.filter((question) => member.group.questions.includes(question));
    const combinations = combinationsOf([...asked, ...block.own.get(member)!]);
    if (combinations.length === 1) continue;
    turn.members.push(member);
    askedSets.set(asked.map(({ question_no }) => question_no).join(" "), asked);
    for (const chosen of combinations) {
      for (const end of ends) {
        const scenario_no = scenarios.add(member, new Map([...member.best[end].chosen, ...chosen]));
        turn.tried.push({ is_highest: end === "highest", bundle_no, scope_no: member.scope_no, scenario_no, shared_key: keyOf(asked, chosen) });
      }
    }
  }
  for (const [choice_no, chosen] of combinationsOf(block.shared).entries()) {
    for (const asked of askedSets.values()) turn.shared.push({ bundle_no, choice_no, shared_key: keyOf(asked, chosen) });
  }
  return turn;
}

/** What is chosen of these questions, as a text. */
const keyOf = (questions: readonly FoundQuestion[], chosen: Chosen): string => questions.map((question) => `${question.question_no}:${chosen.get(question)!.choice}`).join(" ");

/** Scenarios of a round, each once however often it is tried. */
class ScenarioList {
  readonly all: Scenario[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly chosen: Chosen[] = [new Map()];

  add({ scope_no, group }: Member, chosen: Chosen): number {
    const asked = group.questions.filter((question) => chosen.has(question) && chosen.get(question) !== question.choices[0]);
    if (asked.length === 0) return 0;
    const name = `${scope_no} ${keyOf(asked, chosen)}`;
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const scenario_no = this.all.length + 1;
    this.all.push({ scenario_no, scope_no, most_rank: everyRank, sets: asked.flatMap((question) => chosen.get(question)!.sets) });
    this.chosen.push(chosen);
    this.numbers.set(name, scenario_no);
    return scenario_no;
  }

  chosenIn(scenario_no: number): Chosen {
    return this.chosen[scenario_no]!;
  }
}
