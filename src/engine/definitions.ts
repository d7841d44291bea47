/** Definitions side by side: the same figures under each preset, and under each other value of each knob alone. */
import { arrKnobs } from "../catalogue/moving-knobs.js";
import { triedKnobs } from "../catalogue/reports/definitions.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { addDays, addMonths, today } from "../domain/calendar.js";
import { decimalText, leastUnits, minorPlaces } from "../domain/money.js";
import { knobValue } from "../domain/knob-value.js";
import { presets, valuesToTry, type KnobName, type Policy } from "../domain/policy.js";
import { ProblemError } from "../domain/problem.js";
import { arrUnder } from "./arr-under.js";
import type { Database, Row } from "./database.js";
import { sqlFile } from "./sql-file.js";

/** A definition that differs from one's own by a preset or by one knob. */
interface OtherDefinition {
  definition: string;
  preset: string | null;
  knob: KnobName | null;
  /** The knob's other value. */
  instead: unknown;
  set: Record<string, unknown>;
}

/** Exact text; a ratio is null where it is undefined. */
type DefinitionFigures = Partial<Record<"arr" | "nrr" | "grr" | "customers", string | null>>;

/** A definition with its figures, and by how much each differs from one's own. */
export interface DefinitionView extends Omit<OtherDefinition, "set"> {
  /** From 1, the most ARR first; definitions with the same ARR share it. */
  rank: number;
  figures: DefinitionFigures;
  difference: DefinitionFigures;
  /** False where no figure is another than under one's own. */
  moves: boolean;
}

/** The name of one's own among the definitions. */
export const own = "yours";

/** Each of these presets, then each other value of each of these knobs alone. */
function otherDefinitions(policy: Policy, presetNames: readonly string[], knobNames: readonly KnobName[]): OtherDefinition[] {
  const isOwn = (knob: KnobName, value: unknown): boolean => JSON.stringify(value) === JSON.stringify(policy[knob]);
  return [
    ...presetNames.map((preset): OtherDefinition => ({ definition: `preset ${preset}`, preset, knob: null, instead: null, set: { preset } })),
    ...knobNames.flatMap((knob) => valuesToTry(knob).filter((value) => !isOwn(knob, value)).map((instead): OtherDefinition => ({ definition: `${knob}: ${knobValue(instead)}`, preset: null, knob, instead, set: { [knob]: instead } }))),
  ];
}

/** What the words of the report's parameters choose; unsaid: all. */
export function chosenDefinitions(policy: Policy, { presets: presetWords, knobs: knobWords }: Record<string, unknown>): OtherDefinition[] {
  const chosen = <Name extends string>(all: readonly Name[], words: unknown): Name[] => all.filter((name) => words === undefined || (words as readonly string[]).includes(name));
  return otherDefinitions(policy, chosen(Object.keys(presets), presetWords), chosen(triedKnobs, knobWords));
}

/** The twelve months up to the close of a day, over which retention is taken. */
export const yearUpTo = (on: string): { from: string; to: string } => ({ from: addMonths(addDays(on, 1), -12), to: on });

/**
 * The figures of one's own and of the others, laid side by side. A definition under which amounts don't fit is left out.
 * @param ownFigures of one's own
 * @param figuresUnder knobs set on top of one's own
 * @param places decimals of the reporting currency
 */
export async function definitionViews(
  db: Database, others: readonly OtherDefinition[], ownFigures: DefinitionFigures, figuresUnder: (set: Record<string, unknown>) => Promise<DefinitionFigures>, places: number, tell?: (done: number, total: number) => void,
): Promise<DefinitionView[]> {
  const all: OtherDefinition[] = [{ definition: own, preset: null, knob: null, instead: null, set: {} }, ...others];
  const names = Object.keys(ownFigures) as (keyof DefinitionFigures)[];
  const told: { place: number; is_preset: boolean; figures: (string | null)[] }[] = [];
  for (const [place, { set, preset }] of all.entries()) {
    tell?.(place, all.length);
    const figures = place === 0 ? ownFigures : await figuresUnder(set).catch((error: unknown) => {
      if (error instanceof ProblemError) return undefined;
      throw error;
    });
    if (figures !== undefined) told.push({ place, is_preset: preset !== null, figures: names.map((name) => leastUnits(figures[name])) });
  }
  const found = await db.rows(sqlFile("compare/definition"), { told: JSON.stringify(told) });
  return found.map((row) => viewOf(row, all[Number(row["place"])]!, names, places));
}

function viewOf(row: Row, { set: _, ...other }: OtherDefinition, names: readonly (keyof DefinitionFigures)[], places: number): DefinitionView {
  const textsOf = (values: Row[string]): DefinitionFigures => Object.fromEntries(names.map((name, at) => [name, figureText((values as Row[string][])[at], name, places)]));
  return { ...other, rank: Number(row["rank"]), moves: row["moves"] === true, figures: textsOf(row["figures"]!), difference: textsOf(row["difference"]!) };
}

function figureText(value: Row[string] | undefined, name: keyof DefinitionFigures, places: number): string | null {
  if (value === null || value === undefined) return null;
  return decimalText(BigInt(String(value)), name === "arr" ? places : name === "customers" ? 0 : 6);
}

/** What the report shows of one definition: ARR and customers at the close of the day, NRR and GRR of the twelve months up to it. */
export async function figuresOn(on: string, ask: (report: string, params: Record<string, unknown>) => Promise<Pick<ReportResult, "rows">>): Promise<DefinitionFigures> {
  const [snapshot] = (await ask("snapshot", { on })).rows;
  const [year] = (await ask("retention", { ...yearUpTo(on), grain: "total" })).rows;
  const textIn = (row: ReportRow | undefined, name: string): string | null => (row?.[name] === null || row?.[name] === undefined ? null : String(row[name]));
  return { arr: textIn(snapshot, "arr"), nrr: textIn(year, "nrr"), grr: textIn(year, "grr"), customers: textIn(snapshot, "customers") };
}

/**
 * ARR at the close of today under each other value of each knob alone, where it is another; quicker than the report, as no ledger is kept.
 * @param policyWith the policy with knobs set on top of it
 */
export async function knobEffects(db: Database, policy: Policy, policyWith: (set: Record<string, unknown>) => Policy, tell?: (done: number, total: number) => void): Promise<DefinitionView[]> {
  const places = minorPlaces(policy.reporting_currency);
  const day = today(policy.time_zone);
  const figuresUnder = async (set: Record<string, unknown>) => ({ arr: decimalText(await arrUnder(db, policyWith(set), day), places) });
  const views = await definitionViews(db, otherDefinitions(policy, [], triedKnobs.filter((knob) => arrKnobs.includes(knob))), await figuresUnder({}), figuresUnder, places, tell);
  return views.filter(({ moves }) => moves);
}

/** As rows of the report. */
export const definitionRows = (views: readonly DefinitionView[]): ReportRow[] =>
  views.map(({ definition, rank, figures, difference }) => ({
    rank, definition,
    ...Object.fromEntries((["arr", "nrr", "grr", "customers"] as const).flatMap((name) => [[name, valueIn(figures, name)], [`diff_${name}`, valueIn(difference, name)]])),
  }));

function valueIn(figures: DefinitionFigures, name: keyof DefinitionFigures): string | number | null {
  const value = figures[name] ?? null;
  return name === "customers" && value !== null ? Number(value) : value;
}
