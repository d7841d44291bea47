/** Where the next page of a list starts. A cursor tells of which question and of which state of the book its page is, so that pages of two states are never put together. */
import { createHash } from "node:crypto";
import type { Report } from "../catalogue/define.js";
import type { Provenance, ReportResult } from "../catalogue/result.js";
import { problem, refuse, type Problem } from "../domain/problem.js";

/** What a page is of: a question without its page, and what the book held and meant when it was asked. */
export interface Paged {
  asked: unknown;
  state: unknown;
}

interface Cursor {
  /** Rows before the page. */
  after: number;
  /** Hashes; none where somebody typed the number of rows to pass over. */
  asked?: string | undefined;
  state?: string | undefined;
}

const pattern = /^(\d{1,12})(?:-([0-9a-f]{16})([0-9a-f]{16}))?$/;

/** A cursor as it was given, or a plain number of rows to pass over; undefined where it is neither. */
export function readCursor(text: string): Cursor | undefined {
  const [, after, asked, state] = pattern.exec(text) ?? [];
  return after === undefined ? undefined : { after: Number(after), asked, state };
}

const hashOf = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

/** The cursor of the page that starts after so many rows. */
export const cursorAfter = (rows: number, { asked, state }: Paged): string => `${rows}-${hashOf(asked)}${hashOf(state)}`;

/** Refuses a cursor that was given for another question, or before the book changed. */
export function checkCursor(said: string | undefined, { asked, state }: Paged): void {
  const cursor = said === undefined ? undefined : readCursor(said);
  if (cursor?.asked === undefined) return;
  const isAsked = cursor.asked === hashOf(asked);
  if (!isAsked || cursor.state !== hashOf(state)) refuse("cursor-stale", { why: isAsked ? "book" : "question" });
}

/** What a page of a report is of. */
export function pagedAs({ report, params, provenance }: { report: string; params: Record<string, unknown>; provenance: Provenance }): Paged {
  const { limit: _, cursor: __, ...asked } = params;
  return { asked: [report, asked], state: provenance };
}

/** A page with the cursor of the next one; refused where the one that it was asked with is of something else. @param said the cursor of the request */
export function withCursor(report: Report, said: string | undefined, answer: ReportResult): ReportResult {
  const paged = pagedAs(answer);
  checkCursor(said, paged);
  if (answer.next_cursor === null) return answer;
  const next_cursor = cursorAfter(Number(answer.next_cursor), paged);
  return { ...answer, next_cursor, problems: [...cutOff(report, answer.params, next_cursor), ...answer.problems] };
}

/** Nobody asked for a page, and yet there is more. */
const cutOff = ({ mostRows }: Report, { limit }: Record<string, unknown>, next: string): Problem[] => (mostRows === undefined || limit !== undefined ? [] : [problem("rows-left-out", { rows: mostRows, next })]);
