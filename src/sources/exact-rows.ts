/** Every record of a file in order, none lost: what is no record is reported, and reading goes on with the next line. */
import { ProblemError } from "../domain/problem.js";
import { blocksOf } from "./blocks.js";
import { JsonReader } from "./json-reader.js";
import { LineSplitter } from "./line-splitter.js";
import { problemOfReading } from "./open-source.js";
import type { BrokenRow, ExactRow, Probe } from "./probed.js";
import { RecordReader } from "./record-reader.js";

/** Throws a ProblemError where the file has gone or changed since it was probed. */
export async function* exactRows(probe: Probe): AsyncGenerator<ExactRow | BrokenRow> {
  for await (const batch of exactBatches(probe)) yield* batch;
}

/** The rows of {@link exactRows}, some thousands at a time: a promise for each row would cost more than reading it. */
export async function* exactBatches(probe: Probe): AsyncGenerator<(ExactRow | BrokenRow)[]> {
  const reader = probe.format === "jsonl" ? new JsonReader(probe.header) : new RecordReader(probe);
  const lines = new LineSplitter(probe.newline === "\r" ? "\r" : "\n");
  let skip = probe.bom ? 3 : 0;
  try {
    for await (const block of blocksOf(probe.readFrom, probe.gzip)) {
      const taken = Math.min(skip, block.length);
      skip -= taken;
      const rows = reader.read(lines.push(block.subarray(taken)), false);
      if (rows.length > 0) yield rows;
    }
  } catch (error) {
    throw new ProblemError([problemOfReading(error, probe)]);
  }
  const rest = reader.read(lines.end(), true);
  if (rest.length > 0) yield rest;
}
