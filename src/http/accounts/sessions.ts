/** Sessions of people who signed in: they end after some hours without use, and after some days whatever happens. */
import type { Role } from "../asker.js";
import { hashOf, isSameHash, randomText } from "./secret.js";
import type { AccountsStore } from "./store.js";

export interface Session {
  name: string;
  role: Role;
  rows: string[];
  /** The hash of its token. */
  token_hash: string;
}

/** Milliseconds. */
export interface SessionLife {
  idle: number;
  whole: number;
}
export const usualLife: SessionLife = { idle: 8 * 3_600_000, whole: 7 * 86_400_000 };

/** A use is written down once in so many milliseconds. */
const seenEvery = 60_000;

export class Sessions {
  constructor(private readonly store: AccountsStore, readonly life: SessionLife) {}

  /** The token of a new session; nothing but its hash is kept. */
  async begin(name: string, address: string): Promise<string> {
    const token = randomText();
    await this.store.write("accounts/begin_session", { token_hash: hashOf(token), name, address, ...this.bounds() });
    return token;
  }

  async find(token: string): Promise<Session | undefined> {
    const token_hash = hashOf(token);
    const [row] = await this.store.rows("accounts/session", { token_hash, ...this.bounds() });
    if (row === undefined || !isSameHash(String(row["token_hash"]), token_hash)) return undefined;
    if (this.store.now().getTime() - Date.parse(`${String(row["seen_at"]).replace(" ", "T")}Z`) >= Math.min(seenEvery, this.life.idle / 4)) await this.store.write("accounts/see_session", { token_hash });
    return { name: String(row["name"]), role: row["role"] as Role, rows: JSON.parse(String(row["rows"])) as string[], token_hash };
  }

  end(token_hash: string): Promise<void> {
    return this.store.write("accounts/end_session", { token_hash });
  }

  private bounds(): { begun_after: string; seen_after: string } {
    return { begun_after: this.store.at(-this.life.whole), seen_after: this.store.at(-this.life.idle) };
  }
}
