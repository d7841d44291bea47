/** Who may ask what: one rule for each route. A route without a rule is for owners alone, and a test refuses it. */
import { reports, type Report } from "../catalogue/index.js";
import type { Role } from "./asker.js";
import type { Deed } from "./accounts/audit.js";

export interface Rule {
  /** `anyone`: without any account. */
  least: Role | "anyone";
  /** Those who see some rows alone may ask it, as its answers are of their rows. */
  limited?: true;
  /** A key of the whole book may whatever its role: a program that watches the server needs no more than to watch. */
  byKey?: true;
  /** What the audit log calls it. */
  deed?: Deed;
  /** Answers that are no JSON are exports. */
  exports?: true;
}

const [viewer, analyst, editor, owner] = (["viewer", "analyst", "editor", "owner"] as const).map((least): Rule => ({ least })) as [Rule, Rule, Rule, Rule];
const anyone: Rule = { least: "anyone" };
const limited = (rule: Rule): Rule => ({ ...rule, limited: true });
const exporting = (rule: Rule): Rule => ({ ...rule, exports: true });
const deed = (rule: Rule, name: Deed): Rule => ({ ...rule, deed: name });

/** The pages of the web app, which are the reports by all their names. */
export const pagePaths: readonly string[] = (reports as readonly Report[]).flatMap(({ name, aliases = [] }) => [name, ...aliases]).map((name) => `/${name}`);

/** By method and path; a star at the end stands for all that is below, unless it has a rule of its own. */
const rules: Readonly<Record<string, Rule>> = {
  "GET /healthz": anyone,
  "GET /readyz": anyone,
  "GET /openapi.json": anyone,
  "GET /": anyone,
  "GET /docs": anyone,
  "GET /docs/*": anyone,
  // the web app holds no figure: it asks for them as whoever looks at it
  ...Object.fromEntries(["/:page", ...pagePaths].map((path) => [`GET ${path}`, anyone])),
  "GET /assets/:file": anyone,
  "GET /metrics": { ...owner, byKey: true },
  // stands before the guard, and asks for a secret of its own
  "POST /local/*": anyone,

  "POST /api/v1/session": deed(anyone, "sign-in"),
  "DELETE /api/v1/session": deed(limited(viewer), "sign-out"),
  "GET /api/v1/me": limited(viewer),
  "PATCH /api/v1/me": deed(limited(viewer), "password"),
  "GET /api/v1/users": owner,
  "POST /api/v1/users": deed(owner, "user"),
  "PATCH /api/v1/users/*": deed(owner, "user"),
  "DELETE /api/v1/users/*": deed(owner, "user"),
  "GET /api/v1/keys": owner,
  "POST /api/v1/keys": deed(owner, "key"),
  "DELETE /api/v1/keys/*": deed(owner, "key"),
  "GET /api/v1/audit": exporting(owner),

  "GET /api/v1/reports": limited(viewer),
  "GET /api/v1/reports/*": exporting(limited(viewer)),
  "GET /api/v1/explain": exporting(limited(analyst)),
  "GET /api/v1/define": limited(viewer),
  "GET /api/v1/define/*": limited(viewer),
  "GET /api/v1/calc": limited(viewer),
  "GET /api/v1/calc/*": limited(viewer),

  "GET /api/v1/policy": viewer,
  "GET /api/v1/policy/*": viewer,
  "POST /api/v1/policy": deed(owner, "policy"),
  "GET /api/v1/closes": viewer,
  "GET /api/v1/closes/*": analyst,
  "POST /api/v1/closes": deed(editor, "close"),
  "GET /api/v1/questions": analyst,
  "GET /api/v1/questions/*": analyst,
  "POST /api/v1/answers": deed(editor, "decision"),
  "DELETE /api/v1/answers/*": deed(editor, "decision"),
  "POST /api/v1/adjustments": deed(editor, "decision"),
  "DELETE /api/v1/adjustments/*": deed(editor, "decision"),
  "GET /api/v1/imports": analyst,
  "GET /api/v1/imports/*": analyst,
  "POST /api/v1/imports": deed(editor, "import"),
  "POST /api/v1/imports/*": deed(editor, "import"),
  "DELETE /api/v1/imports/*": deed(editor, "import"),
  // everyone has the jobs that they began themselves
  "GET /api/v1/jobs": limited(viewer),
  "GET /api/v1/jobs/*": limited(viewer),
  "DELETE /api/v1/jobs/*": limited(viewer),
  ...Object.fromEntries(["inputs", "events", "saves", "notes", "renewals"].flatMap((topic) => [
    [`GET /api/v1/${topic}`, analyst],
    [`POST /api/v1/${topic}`, deed(editor, "statement")],
    [`DELETE /api/v1/${topic}/*`, deed(editor, "statement")],
  ])),
};

/** The rule of a route as the application knows it, such as "PATCH /api/v1/users/:name". */
export function ruleOf(method: string, path: string): Rule | undefined {
  const own = rules[`${method} ${path}`];
  if (own !== undefined) return own;
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    const below = rules[`${method} ${path.slice(0, at)}/*`];
    if (below !== undefined) return below;
  }
  return undefined;
}

/** What nobody thought of. */
export const strictest: Rule = owner;
