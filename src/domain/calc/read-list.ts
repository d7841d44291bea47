/** The lists that some calculations take: JSON text from a command line, arrays and objects from the library. */
import { problem, type Problem } from "../problem.js";
import type { CalcInput, GivenEntry, ListKind, NumberKind } from "./calculation.js";
import { readNumber } from "./read-number.js";

/** Which kind of number each place of an entry holds, and what the whole list looks like, in words. */
const shapes: Record<ListKind, { looks: string; numbers: { name: string; kind: NumberKind }[] }> = {
  numbers: { looks: "a list of numbers", numbers: [{ name: "", kind: "number" }] },
  weighted: { looks: "a list of [ARR, probability] pairs", numbers: [{ name: " arr", kind: "number" }, { name: " probability", kind: "chance" }] },
  bands: { looks: "a list of [from, name] pairs", numbers: [{ name: " from", kind: "number" }] },
  owned: { looks: "an object of owners and their ARR", numbers: [{ name: "", kind: "number" }] },
};

/** An entry before its numbers are read. */
interface RawEntry {
  spot: string;
  label: string;
  cells: unknown[];
}

/** A list as read, and everything wrong with it. */
interface ReadList {
  entries: GivenEntry[];
  problems: Problem[];
}

/** Reads a list of the input's kind; an empty list is a list. */
export function readList(raw: unknown, input: CalcInput & { kind: ListKind }, calculation: string): ReadList {
  const unreadable = (reason: string): ReadList => {
    const params = { calculation, input: input.name, reason, looks: shapes[input.kind].looks, example: input.example };
    return { entries: [], problems: [problem("calc-list-unreadable", params, { column: input.name })] };
  };
  const parsed = typeof raw === "string" ? readJson(raw) : { value: raw };
  if ("reason" in parsed) return unreadable(parsed.reason);
  const rawEntries = input.kind === "owned" ? ownedEntries(parsed.value, input.name) : listEntries(parsed.value, input);
  if (typeof rawEntries === "string") return unreadable(rawEntries);
  const read = readEntries(rawEntries, input.kind, calculation);
  const twice = input.kind === "bands" && read.problems.length === 0 ? repeatedStart(read.entries) : undefined;
  return twice === undefined ? read : unreadable(`two of its bands start at ${twice}`);
}

/** JSON whose numbers stay the text they were written as. */
function readJson(text: string): { value: unknown } | { reason: string } {
  const exact = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token.startsWith('"') ? token : JSON.stringify(token)));
  try {
    const value: unknown = JSON.parse(exact);
    return isFlat(value) && Object.keys(value).length < countKeys(exact) ? { reason: "a name stands in it twice" } : { value };
  } catch {
    return { reason: "it is not valid JSON" };
  }
}

/** `JSON.parse` keeps the last of two equal keys without a word; counting the keys as written tells. */
function countKeys(json: string): number {
  return json.match(/"(?:[^"\\]|\\.)*"\s*:/g)?.length ?? 0;
}

function isFlat(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Object.values(value).every((inner) => typeof inner !== "object");
}

function ownedEntries(value: unknown, input: string): RawEntry[] | string {
  if (!isRecord(value)) return "it is not an object";
  return Object.entries(value).map(([label, arr]) => ({ spot: `${input}.${label}`, label, cells: [arr] }));
}

function listEntries(value: unknown, input: CalcInput & { kind: ListKind }): RawEntry[] | string {
  if (!Array.isArray(value)) return "it is not a list";
  const entries: RawEntry[] = [];
  for (const [position, entry] of (value as unknown[]).entries()) {
    const spot = `${input.name}[${position}]`;
    const cells: unknown[] = input.kind === "numbers" ? [entry] : Array.isArray(entry) ? entry : [];
    if (input.kind !== "numbers" && cells.length !== 2) return `${spot} is not a pair`;
    if (input.kind !== "bands") entries.push({ spot, label: "", cells });
    else if (typeof cells[1] === "string") entries.push({ spot, label: cells[1], cells: [cells[0]] });
    else return `the name in ${spot} is not a text`;
  }
  return entries;
}

function readEntries(rawEntries: RawEntry[], kind: ListKind, calculation: string): ReadList {
  const problems: Problem[] = [];
  const entries = rawEntries.map(({ spot, label, cells }) => {
    const entry: GivenEntry = { label, numbers: [] };
    for (const [position, number] of shapes[kind].numbers.entries()) {
      const read = readNumber(cells[position], number.kind, { calculation, input: spot + number.name });
      if ("code" in read) problems.push(read);
      else entry.numbers.push(read);
    }
    return entry;
  });
  return { entries, problems };
}

function repeatedStart(bands: GivenEntry[]): string | undefined {
  const starts = bands.map((band) => band.numbers[0]!);
  return starts.find((start, position) => starts.slice(0, position).some((earlier) => earlier.value.compare(start.value) === 0))?.text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
