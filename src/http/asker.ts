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
}

/** Without accounts there is one person: whoever sits at the machine. */
export const personAtMachine: Asker = { name: "local", role: "owner", rows: [] };

/** Refuses whoever is below a role. */
export function mustBe(asker: Asker, least: Role): void {
  if (roles.indexOf(asker.role) < roles.indexOf(least)) refuse("not-allowed", { name: asker.name, role: asker.role, least });
}
