/** API keys: shown once, kept as hashes, with a role, rows and a day on which they end. */
import { isDate } from "../../domain/calendar.js";
import { refuse } from "../../domain/problem.js";
import type { Row } from "../../engine/database.js";
import { roles, type Role } from "../asker.js";
import { hashOf, isSameHash, randomText } from "./secret.js";
import { momentOf, type AccountsStore } from "./store.js";
import { checkRole, namedWell } from "./users.js";

export interface Key {
  id: number;
  name: string;
  role: Role;
  rows: string[];
  made_by: string;
  made_at: string | null;
  expires_at: string | null;
  revoked_at: string | null;
  /** The last day on which it was used. */
  used_on: string | null;
}

export interface NewKey {
  name: string;
  role: string;
  rows?: readonly string[] | undefined;
  /** "90d", a day, or "never"; a year. */
  expires?: string | undefined;
}

/** Who makes a key: as the audit log calls them, and their role, which the key's does not exceed. */
export interface Maker {
  name: string;
  role: Role;
}

export type FoundKey = { key: Key; state: "valid" | "expired" | "revoked"; isFirstToday: boolean };

const pattern = /^annua_[\w-]{43}$/;

export class Keys {
  constructor(private readonly store: AccountsStore) {}

  async list(): Promise<Key[]> {
    return (await this.store.rows("accounts/api_key", { key_hash: null, key_id: null })).map(keyOf);
  }

  /** Makes a key; the text is told here and never again. */
  async add({ name, role, rows = [], expires = "365d" }: NewKey, maker: Maker): Promise<Key & { key: string }> {
    const known = namedWell(name);
    const own = checkRole(role, rows);
    if (roles.indexOf(own) > roles.indexOf(maker.role)) refuse("role-above", { role, own: maker.role });
    const key = `annua_${randomText()}`;
    const key_hash = hashOf(key);
    await this.store.write("accounts/add_key", { name: known, key_hash, role, rows: JSON.stringify(rows), made_by: maker.name, expires_at: this.expiry(expires) });
    const [row] = await this.store.rows("accounts/api_key", { key_hash, key_id: null });
    return { key, ...keyOf(row!) };
  }

  async revoke(id: string): Promise<Key> {
    const [row] = /^[1-9]\d{0,8}$/.test(id) ? await this.store.rows("accounts/api_key", { key_hash: null, key_id: Number(id) }) : [];
    if (row === undefined || row["revoked_at"] !== null) return refuse("key-unknown", { id });
    await this.store.write("accounts/revoke_key", { key_id: Number(id) });
    return keyOf({ ...row, revoked_at: this.store.at() });
  }

  /** The key of a text, whether it holds or not. */
  async find(text: string): Promise<FoundKey | undefined> {
    if (!pattern.test(text)) return undefined;
    const key_hash = hashOf(text);
    const [row] = await this.store.rows("accounts/api_key", { key_hash, key_id: null });
    if (row === undefined || !isSameHash(String(row["key_hash"]), key_hash)) return undefined;
    const key = keyOf(row);
    if (key.revoked_at !== null) return { key, state: "revoked", isFirstToday: false };
    if (key.expires_at !== null && key.expires_at.slice(0, -1) <= this.store.at().slice(0, 19)) return { key, state: "expired", isFirstToday: false };
    const today = this.store.at().slice(0, 10);
    const isFirstToday = key.used_on !== today;
    if (isFirstToday) await this.store.write("accounts/use_key", { key_id: key.id, today });
    return { key, state: "valid", isFirstToday };
  }

  /** Whether one of them holds. */
  async hasValid(): Promise<boolean> {
    return (await this.list()).some(({ revoked_at }) => revoked_at === null);
  }

  private expiry(text: string): string | null {
    if (text === "never") return null;
    const [, days] = /^([1-9]\d{0,3})d$/.exec(text) ?? [];
    if (days !== undefined) return this.store.at(Number(days) * 86_400_000);
    const end = isDate(text) ? `${text}T23:59:59` : "";
    return end > this.store.at() ? end : refuse("key-expiry", { value: text });
  }
}

/** A key whose maker may less than then may as little. */
function keyOf(row: Row): Key {
  const [own, makers] = [row["role"], row["maker_role"]].map((role) => roles.indexOf(role as Role)) as [number, number];
  const role = roles[makers < 0 ? own : Math.min(own, makers)]!;
  return {
    id: Number(row["key_id"]), name: String(row["name"]), role, rows: JSON.parse(String(row["rows"])) as string[], made_by: String(row["made_by"]),
    made_at: momentOf(row["made_at"]), expires_at: momentOf(row["expires_at"]), revoked_at: momentOf(row["revoked_at"]), used_on: row["used_on"] === null ? null : String(row["used_on"]),
  };
}
