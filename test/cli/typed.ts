/** The program as somebody types it: what comes out, and with which status it ends. */
import { run } from "../../src/cli/run.js";
import type { Stream } from "../../src/cli/shell.js";

export interface Typed {
  status: number;
  out: string;
  err: string;
}

export interface Seat {
  env?: Record<string, string>;
  /** Columns of a terminal; without it neither stream is one. */
  columns?: number;
}

export async function typed(args: readonly string[], { env = {}, columns }: Seat = {}): Promise<Typed> {
  const said = { out: "", err: "" };
  const stream = (name: "out" | "err"): Stream => ({
    write: (text, done) => ((said[name] += text), done?.(), true),
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  });
  const status = await run({ args, stdout: stream("out"), stderr: stream("err"), env: { LANG: "C.UTF-8", ...env } });
  return { status, ...said };
}

/** The JSON of an answer. */
export async function asked<T = Record<string, unknown>>(args: readonly string[], seat: Seat = {}): Promise<T> {
  return JSON.parse((await typed([...args, "--format", "json"], seat)).out) as T;
}

export const contracts = `line_id,customer_id,customer_name,product,start_date,end_date,amount,amount_per,quantity,segment
L1,acme,Acme Corp,Core,2024-01-01,2025-01-01,12000,year,1,ENT
L2,acme,Acme Corp,Core,2025-01-01,2026-01-01,1500,month,1,ENT
L3,bolt,"Bolt, Inc.",Core,2024-06-15,,99.95,month,10,SMB
L4,cato,日本電気,Core,2024-03-01,2025-09-01,18000,term,1,SMB
L5,dyna,=HYPERLINK(1),Suite,2025-04-01,2027-04-01,240000,term,1,ENT
L6,evil,a\u202eb,Core,2025-02-01,,10,week,3,SMB
`;
