/** The audit log: who did what, when and from where. Rows are added, and nothing ever changes or deletes one. */
import type { Row } from "../../engine/database.js";
import { momentOf, type AccountsStore } from "./store.js";

export const deeds = ["sign-in", "sign-out", "key", "user", "password", "import", "decision", "policy", "close", "statement", "export"] as const;
export type Deed = (typeof deeds)[number];

/** begun: it goes on as a job, whose end is an entry of its own. */
export const outcomes = ["done", "refused", "begun", "failed"] as const;
type Outcome = (typeof outcomes)[number];

export interface Entry {
  who: string;
  /** As which role; empty where nobody is known. */
  role: string;
  address: string;
  request_id: string;
  deed: Deed;
  outcome: Outcome;
  /** What it was done to: a name, a number, or a request without its body. */
  subject: string;
}

export interface AuditRow extends Entry {
  audit_id: number;
  done_at: string;
}

export interface AuditFilter {
  /** First day and last day, both inclusive. */
  from?: string | undefined;
  to?: string | undefined;
  who?: string | undefined;
  deed?: string | undefined;
  /** Entries before this one. */
  before?: number | undefined;
  limit: number;
}

/** A text that anybody sends is kept in part. */
const longest = 500;

export class Audit {
  constructor(private readonly store: AccountsStore) {}

  add(entry: Entry): Promise<void> {
    return this.store.write("accounts/add_audit", { ...entry, subject: entry.subject.slice(0, longest) });
  }

  async list({ from, to, who, deed, before, limit }: AuditFilter): Promise<AuditRow[]> {
    const until = to === undefined ? null : new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
    const rows = await this.store.rows("accounts/audit", { from: from ?? null, until, who: who ?? null, deed: deed ?? null, before: before ?? null, limit });
    return rows.map(rowOf);
  }
}

const rowOf = ({ audit_id, done_at, who, role, address, request_id, deed, outcome, subject }: Row): AuditRow => ({
  audit_id: Number(audit_id), done_at: momentOf(done_at)!, who: String(who), role: String(role), address: String(address), request_id: String(request_id),
  deed: deed as Deed, outcome: outcome as Entry["outcome"], subject: String(subject),
});
