/** Who asks, and what they may. */
import { refuse } from "../domain/problem.js";

/** Each may do what those before it may, and more. */
export const roles = ["viewer", "analyst", "editor", "owner"] as const;
export type Role = (typeof roles)[number];

export interface Asker {
  /** As the audit log calls them. */
  name: string;
  role: Role;
  /** Conditions that every question of theirs is under: "csm=Jane"; none: the whole book. */
  rows: readonly string[];
  /** The hash of their session's token, where they signed in. */
  session?: string | undefined;
  /** The number of their key, where they came with one. */
  key?: number | undefined;
  /** Who made that key: keys that it makes are theirs, too, and fall with their account. */
  maker?: string | undefined;
}

/** Without accounts there is one person: whoever sits at the machine. */
export const personAtMachine: Asker = { name: "local", role: "owner", rows: [] };

/** Whoever has not said yet who they are; routes that are open to anyone ask for no role. */
export const nobody: Asker = { name: "nobody", role: "viewer", rows: [] };

/** Refuses whoever is below a role. */
export function mustBe(asker: Asker, least: Role): void {
  if (roles.indexOf(asker.role) < roles.indexOf(least)) refuse("not-allowed", { name: asker.name, role: asker.role, least });
}

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
