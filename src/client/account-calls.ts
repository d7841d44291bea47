/** Who may ask a served book, and what was done: sessions, people, keys and the audit log. */
import { Transport, type Asking, type Changing, type Told } from "./transport.js";

export type Role = "viewer" | "analyst" | "editor" | "owner";

/** Role, and the rows that somebody sees: conditions such as csm=Jane; none: the whole book. */
export interface Access {
  role: Role;
  rows?: readonly string[];
}

export interface AuditQuery {
  /** Days, such as 2026-03-01. */
  from?: string;
  to?: string;
  who?: string;
  /** Such as import, export or sign-in. */
  deed?: string;
  limit?: number;
  cursor?: string;
}

export class AccountCalls extends Transport {
  /** Begins a session of a browser, whose cookie it keeps; a program has a key instead. */
  signIn(name: string, password: string, asking: Asking = {}): Promise<Told> {
    return this.send("POST", "session", {}, { name, password }, asking);
  }

  signOut(asking: Asking = {}): Promise<Told> {
    return this.send("DELETE", "session", {}, undefined, asking);
  }

  /** Who is asking, with role and rows. */
  me(asking: Asking = {}): Promise<Told> {
    return this.get("me", {}, asking);
  }

  /** One's own; it ends all sessions of one's own. */
  changePassword(current: string, password: string, asking: Asking = {}): Promise<Told> {
    return this.send("PATCH", "me", {}, { current, password }, asking);
  }

  users(asking: Asking = {}): Promise<Told> {
    return this.get("users", {}, asking);
  }

  addUser(user: Access & { name: string; password: string }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "users", {}, user, changing);
  }

  changeUser(name: string, change: Partial<Access> & { password?: string }, changing: Changing = {}): Promise<Told> {
    return this.send("PATCH", `users/${encodeURIComponent(name)}`, {}, change, changing);
  }

  removeUser(name: string, changing: Changing = {}): Promise<Told> {
    return this.send("DELETE", `users/${encodeURIComponent(name)}`, {}, undefined, changing);
  }

  /** Every key, without the keys themselves. */
  keys(asking: Asking = {}): Promise<Told> {
    return this.get("keys", {}, asking);
  }

  /** A key for a program, shown this once; `expires` such as 90d. */
  addKey(key: Access & { name: string; expires?: string }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "keys", {}, key, changing);
  }

  revokeKey(id: number | string, changing: Changing = {}): Promise<Told> {
    return this.send("DELETE", `keys/${encodeURIComponent(id)}`, {}, undefined, changing);
  }

  /** Who did what, the last first. */
  audit(query: AuditQuery = {}, asking: Asking = {}): Promise<Told> {
    return this.get("audit", { ...query }, asking);
  }
}
