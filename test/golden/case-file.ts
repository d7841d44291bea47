/** A golden file: a topic, and under it claims, each with the least lines that show it, and commands with what they answer. */
import { readTables, type Table } from "./table.js";

/** A command as a user types it, and the tables that stand beneath it. */
export interface Step {
  command: string;
  tables: Table[];
  /** The lines of the file that hold the answer: from the first after the command's block, up to the next heading or block. */
  from: number;
  to: number;
}

export interface Claim {
  title: string;
  /** The files of the claim by name; contracts.csv and annua.yaml where the block names none. */
  files: Map<string, string>;
  steps: Step[];
}

export interface CaseFile {
  topic: string;
  lines: string[];
  claims: Claim[];
}

interface Block {
  kind: string;
  name: string | undefined;
  text: string[];
  from: number;
  to: number;
}

const usualName: Record<string, string> = { csv: "contracts.csv", yaml: "annua.yaml" };

/** Reads a golden file; throws where it is not of the form that the README of this folder tells. */
export function readCaseFile(markdown: string): CaseFile {
  const lines = markdown.split("\n");
  const headings = lines.flatMap((line, i) => (line.startsWith("## ") && !isInBlock(lines, i) ? [i] : []));
  if (!lines[0]?.startsWith("# ")) throw new Error("A golden file begins with its topic: # …");
  if (headings.length === 0) throw new Error("A golden file holds claims: ## …");
  const claims = headings.map((from, i) => readClaim(lines, from, headings[i + 1] ?? lines.length));
  return { topic: lines[0].slice(2), lines, claims };
}

function readClaim(lines: string[], from: number, to: number): Claim {
  const title = lines[from]!.slice(3);
  const blocks = blocksOf(lines, from + 1, to);
  const files = new Map(blocks.filter((block) => block.kind !== "console").map((block) => [fileName(block, title), block.text.join("\n") + "\n"]));
  const steps = blocks.flatMap((block, i) => (block.kind === "console" ? [readStep(lines, block, blocks[i + 1]?.from ?? to)] : []));
  if (steps.length === 0) throw new Error(`The claim "${title}" asks nothing.`);
  return { title, files, steps };
}

function fileName(block: Block, title: string): string {
  const name = block.name ?? usualName[block.kind];
  if (name === undefined) throw new Error(`A block of ${block.kind} under "${title}" has no name.`);
  return name;
}

function readStep(lines: string[], block: Block, to: number): Step {
  const [first, ...more] = block.text;
  if (!first?.startsWith("$ ") || more.length > 0) throw new Error(`One command a console block, after "$ ": ${block.text.join(" / ")}`);
  return { command: first.slice(2), tables: readTables(lines.slice(block.to, to)), from: block.to, to };
}

function blocksOf(lines: string[], from: number, to: number): Block[] {
  const blocks: Block[] = [];
  for (let i = from; i < to; i++) {
    const [, kind, name] = /^```(\w+) ?(\S+)?$/.exec(lines[i]!) ?? [];
    if (kind === undefined) continue;
    const end = lines.indexOf("```", i + 1);
    if (end < 0) throw new Error(`The block of line ${i + 1} does not end.`);
    blocks.push({ kind, name, text: lines.slice(i + 1, end), from: i, to: end + 1 });
    i = end;
  }
  return blocks;
}

function isInBlock(lines: string[], place: number): boolean {
  return lines.slice(0, place).filter((line) => line.startsWith("```")).length % 2 === 1;
}
