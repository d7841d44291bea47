/** Who may ask a served book: people, sessions, keys, and what they did. It knows nothing of HTTP, so the command line uses it, too. */
import { refuse } from "../../domain/problem.js";
import { Queue } from "../../engine/queue.js";
import { Attempts, TooSoon } from "./attempts.js";
import { Audit } from "./audit.js";
import { Keys } from "./keys.js";
import { Sessions, usualLife, type SessionLife } from "./sessions.js";
import { AccountsStore } from "./store.js";
import { usualCost, Users, type PasswordCost, type User } from "./users.js";

export interface AccountsOptions {
  cost?: PasswordCost | undefined;
  life?: Partial<SessionLife> | undefined;
  now?: (() => Date) | undefined;
}

/** Sign-ins that wait for one another; each takes a moment of a whole core. */
const mostWaiting = 50;

export class Accounts {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly keys: Keys;
  readonly audit: Audit;
  readonly attempts: Attempts;
  /** One sign-in at a time: nobody guesses faster by guessing at once. */
  private readonly door = new Queue();
  private waiting = 0;

  private constructor(private readonly store: AccountsStore, { cost = usualCost, life = {} }: AccountsOptions) {
    this.users = new Users(store, cost);
    this.sessions = new Sessions(store, { ...usualLife, ...life });
    this.keys = new Keys(store);
    this.audit = new Audit(store);
    this.attempts = new Attempts(store);
  }

  static async open(path: string, options: AccountsOptions = {}): Promise<Accounts> {
    return new Accounts(await AccountsStore.open(path, options.now), options);
  }

  /** Whether anybody has a way in. */
  async hasAnybody(): Promise<boolean> {
    return (await this.users.list()).length > 0 || (await this.keys.hasValid());
  }

  /** A new session, or the problem; it takes as long and says the same whether the name or the password is wrong. */
  async signIn(name: string, password: string, address: string): Promise<{ user: User; token: string }> {
    if (this.waiting >= mostWaiting) throw new TooSoon(5);
    this.waiting++;
    return this.door.run(() => this.tried(name, password, address)).finally(() => this.waiting--);
  }

  /** Whether somebody who is signed in knows their password; a wrong one counts as a failure to sign in. */
  async confirm(name: string, password: string, address: string): Promise<void> {
    await this.door.run(() => this.known(name, password, address));
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async tried(name: string, password: string, address: string): Promise<{ user: User; token: string }> {
    const user = await this.known(name, password, address);
    return { user, token: await this.sessions.begin(user.name, address) };
  }

  private async known(name: string, password: string, address: string): Promise<User> {
    await this.attempts.check({ name, address });
    const user = await this.users.checked(name, password);
    if (user === undefined) {
      await this.attempts.failed({ name, address });
      return refuse("sign-in-failed", {});
    }
    await this.attempts.succeeded(name);
    return user;
  }
}
