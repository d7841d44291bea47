/** People who may ask: their passwords, roles, and the rows that they see. */
import { hash, verify } from "@node-rs/argon2";
import { nearest, problem, ProblemError, refuse } from "../../domain/problem.js";
import { readRowLimit } from "../../engine/row-limit.js";
import type { Row } from "../../engine/database.js";
import { Queue } from "../../engine/queue.js";
import { isRole, roles, type Role } from "../asker.js";
import { weaknessOf } from "./password.js";
import { momentOf, type AccountsStore } from "./store.js";

export interface User {
  name: string;
  role: Role;
  rows: string[];
  made_at: string | null;
  changed_at: string | null;
}

export interface NewUser {
  name: string;
  role: string;
  rows?: readonly string[] | undefined;
  password: string;
}

export interface UserChange {
  role?: string | undefined;
  rows?: readonly string[] | undefined;
  password?: string | undefined;
}

/** How dear a guess is made: kibibytes and passes of argon2id. The usual ones are those that OWASP recommends. */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
}
export const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2 };

/** Characters of a password that are looked at. */
const most = 1_000;

export class Users {
  /** The hash that a password is held against where there is no account, so that it takes as long. */
  private nobody: Promise<string> | undefined;
  /** One change at a time: what it is checked against is so until it is made, such as that another owner stays. */
  private readonly changes = new Queue();

  constructor(private readonly store: AccountsStore, private readonly cost: PasswordCost) {}

  async list(): Promise<User[]> {
    return (await this.store.rows("accounts/member", { name: null })).map(userOf);
  }

  add(user: NewUser): Promise<User> {
    return this.changes.run(() => this.added(user));
  }

  change(name: string, change: UserChange): Promise<User> {
    return this.changes.run(() => this.changed(name, change));
  }

  /** Ends an account, its sessions, and the keys that its owner made. */
  remove(name: string): Promise<User> {
    return this.changes.run(() => this.removed(name));
  }

  private async added({ name, role, rows = [], password }: NewUser): Promise<User> {
    const known = namedWell(name);
    checkRole(role, rows);
    if ((await this.find(known)) !== undefined) refuse("user-exists", { name: known });
    await this.store.write("accounts/add_member", { name: known, role, rows: JSON.stringify(rows), password_hash: await this.hashed(known, password) });
    return this.user(known);
  }

  private async changed(name: string, { role, rows, password }: UserChange): Promise<User> {
    const before = await this.user(name);
    if (role !== undefined || rows !== undefined) checkRole(role ?? before.role, rows ?? before.rows);
    if (role !== undefined && role !== "owner") await this.keepOwner(before);
    const password_hash = password === undefined ? null : await this.hashed(before.name, password);
    await this.store.write("accounts/change_member", { name: before.name, role: role ?? null, rows: rows === undefined ? null : JSON.stringify(rows), password_hash });
    return this.user(before.name);
  }

  private async removed(name: string): Promise<User> {
    const user = await this.user(name);
    await this.keepOwner(user);
    await this.store.write("accounts/drop_member", { name: user.name });
    return user;
  }

  /** The account of a name and password; it takes as long where there is none. */
  async checked(name: string, password: string): Promise<User | undefined> {
    const found = await this.find(name.toLowerCase());
    this.nobody ??= hash("nobody's", this.cost);
    const isRight = await verify(found === undefined ? await this.nobody : String(found["password_hash"]), password.normalize("NFKC").slice(0, most)).catch(() => false);
    return found !== undefined && isRight ? userOf(found) : undefined;
  }

  async user(name: string): Promise<User> {
    const found = await this.find(name.toLowerCase());
    if (found !== undefined) return userOf(found);
    return refuse("user-unknown", { name, nearest: nearest(name, (await this.list()).map((one) => one.name)) });
  }

  private async find(name: string): Promise<Row | undefined> {
    return (await this.store.rows("accounts/member", { name }))[0];
  }

  private async keepOwner({ name, role }: User): Promise<void> {
    if (role === "owner" && (await this.list()).filter((one) => one.role === "owner").length === 1) refuse("owner-last", { name });
  }

  private hashed(name: string, password: string): Promise<string> {
    const taken = password.normalize("NFKC");
    const reason = weaknessOf(taken, name);
    return reason === undefined ? hash(taken, this.cost) : Promise.reject(new ProblemError([problem("password-weak", { reason })]));
  }
}

const userOf = ({ name, role, rows, made_at, changed_at }: Row): User => ({ name: String(name), role: role as Role, rows: JSON.parse(String(rows)) as string[], made_at: momentOf(made_at), changed_at: momentOf(changed_at) });

/** The name of an account or key, in small letters, so that no two differ by them alone. */
export function namedWell(name: string): string {
  const known = name.toLowerCase();
  return /^[a-z0-9][a-z0-9._@+-]{0,63}$/.test(known) && known !== "local" ? known : refuse("account-name", { name });
}

/** Refuses what is no role, rows that can't be read, and rows for those who change the book. */
export function checkRole(role: string, rows: readonly string[]): Role {
  if (!isRole(role)) return refuse("account-role", { role, roles });
  readRowLimit(rows);
  if (rows.length > 0 && (role === "editor" || role === "owner")) refuse("rows-for-role", { role });
  return role;
}
