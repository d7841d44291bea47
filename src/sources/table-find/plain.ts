import { open } from "node:fs/promises";
import { matchColumns } from "../columns.js";
import { loose } from "../loose.js";
import type { Probe } from "../probed.js";
import { readCells } from "../record.js";
import { looksLikeAmount } from "./cell-kind.js";
import { findHeader } from "./header.js";
import { labelOf, looksLikeNote } from "./label.js";

const LOOKED_AT = 64 * 1024;

/**
 * Whether a file may go to a reader that knows nothing of titles, totals and notes: plain CSV, its header in row 1 with a name for each column,
 * and neither its first nor its last rows hold anything that may have to be left out. It reads 128 KB at most; what stands further in is judged
 * as lines are, so that a total there is refused by name and never counted.
 */
export async function isPlain(probe: Probe): Promise<boolean> {
  if (!probe.plain || probe.headerRow !== 1 || probe.header.some((name) => name.trim() === "")) return false;
  const isOurs = matchColumns(probe.header).problems.length === 0;
  if (probe.gzip) return isOurs;
  if (new Set(probe.header.map(loose)).size < probe.header.length) return false;
  const { head, tail } = await ends(probe);
  if (!isOurs && findHeader(head.map((cells, at) => ({ row: at + 1, cells })))?.last !== 0) return false;
  return [...head.slice(1), ...tail].every((cells) => isOrdinary(cells, probe.header));
}

/** The first and last records; those that a quote runs through, or that are cut, are not looked at. */
async function ends(probe: Probe): Promise<{ head: string[][]; tail: string[][] }> {
  const file = await open(probe.readFrom, "r");
  try {
    const textAt = async (from: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, from);
      return buffer.toString("utf8", 0, bytesRead).replace(/^\ufeff/, "");
    };
    const whole = probe.bytes <= LOOKED_AT;
    const head = recordsOf(await textAt(0), probe);
    return { head: whole ? head : head.slice(0, -1), tail: whole ? [] : recordsOf(await textAt(probe.bytes - LOOKED_AT), probe).slice(1) };
  } finally {
    await file.close();
  }
}

function recordsOf(text: string, { delimiter, header }: Probe): string[][] {
  return text.split(/\r?\n/).flatMap((line) => {
    const read = readCells(line, delimiter);
    return "cells" in read && read.cells.length === header.length ? [read.cells] : [];
  });
}

/** Nothing about a row makes one think of a total, a note, a blank or a header: only then need nobody look closer. */
function isOrdinary(cells: string[], header: string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length === 0 || (filled.length <= 2 && cells.length > 3)) return false;
  if (filled.length < cells.length && filled.every(looksLikeAmount)) return false;
  if (loose(cells[0]!) === loose(header[0]!) && loose(cells[1] ?? "") === loose(header[1] ?? "")) return false;
  const labels = filled.map(labelOf).filter((label) => label !== undefined);
  if (labels.some((label) => label.sure)) return false;
  if (labels.length > 0 && filled.filter((cell) => !looksLikeAmount(cell)).length <= 2) return false;
  return !(filled.length === 1 && looksLikeNote(filled[0]!));
}
