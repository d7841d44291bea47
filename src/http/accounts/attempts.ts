/** Failures to sign in, by name and by address: after a few each makes the wait longer. They are stored, so that a restart forgives nothing. */
import { problem, ProblemError } from "../../domain/problem.js";
import { hashOf } from "./secret.js";
import type { AccountsStore } from "./store.js";

/** So many failures are free; each beyond doubles the wait, up to so many seconds. */
interface Patience {
  free: number;
  longest: number;
}
const ofName: Patience = { free: 5, longest: 300 };
const ofAddress: Patience = { free: 20, longest: 900 };

/** Failures of so many milliseconds ago are forgotten. */
const remembered = 86_400_000;

/** Whoever failed too often has to wait. */
export class TooSoon extends ProblemError {
  constructor(readonly seconds: number) {
    super([problem("sign-in-slow", { seconds })]);
  }
}

export class Attempts {
  constructor(private readonly store: AccountsStore) {}

  /** Refuses a name or an address that has to wait. Names are kept as hashes: a password is easily typed in their place. */
  async check(subjects: Subjects): Promise<void> {
    const waits = await Promise.all(subjectsOf(subjects).map(async ({ subject }) => this.secondsUntil(await this.state(subject))));
    const seconds = Math.max(...waits);
    if (seconds > 0) throw new TooSoon(seconds);
  }

  async failed(subjects: Subjects): Promise<void> {
    for (const { subject, patience } of subjectsOf(subjects)) {
      const failures = ((await this.state(subject))?.failures ?? 0) + 1;
      const seconds = failures < patience.free ? 0 : Math.min(2 ** (failures - patience.free), patience.longest);
      await this.store.write("accounts/fail_attempt", { subject, failures, free_at: this.store.at(seconds * 1000), failed_after: this.store.at(-remembered) });
    }
  }

  /** A name that signed in has nothing to make up for; its address may be that of somebody else, too. */
  async succeeded(name: string): Promise<void> {
    const subject = subjectOfName(name);
    if ((await this.state(subject)) !== undefined) await this.store.write("accounts/forget_attempt", { subject });
  }

  private async state(subject: string): Promise<{ failures: number; free_at: string } | undefined> {
    const [row] = await this.store.rows("accounts/attempt", { subject, failed_after: this.store.at(-remembered) });
    return row === undefined ? undefined : { failures: Number(row["failures"]), free_at: String(row["free_at"]) };
  }

  private secondsUntil(state: { free_at: string } | undefined): number {
    if (state === undefined) return 0;
    return Math.max(0, Math.ceil((Date.parse(`${state.free_at.replace(" ", "T")}Z`) - this.store.now().getTime()) / 1000));
  }
}

interface Subjects {
  name?: string | undefined;
  address: string;
}

const subjectOfName = (name: string): string => `name ${hashOf(name.toLowerCase())}`;

const subjectsOf = ({ name, address }: Subjects): { subject: string; patience: Patience }[] => [
  ...(name === undefined ? [] : [{ subject: subjectOfName(name), patience: ofName }]),
  { subject: `address ${address}`, patience: ofAddress },
];
