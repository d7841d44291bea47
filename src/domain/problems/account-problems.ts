/** What can be wrong with who asks a served book: signing in, keys, roles, and the accounts themselves. */
import { text } from "./text.js";

const days = (seconds: number): string => (seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`);

export const accountProblems = {
  "sign-in-needed": text<Record<string, never>>({
    severity: "error",
    message: () => "This book has accounts, and the request says of nobody who asks.",
    remedy: () => "Sign in with POST /api/v1/session, or send an API key: Authorization: Bearer annua_…",
  }),
  "sign-in-failed": text<Record<string, never>>({
    severity: "error",
    message: () => "There is no account with this name and password.",
    remedy: () => "Check both; an owner of the book gives a new password: `annua user password NAME`.",
  }),
  "sign-in-slow": text<{ seconds: number }>({
    severity: "error",
    message: (p) => `There were too many failed attempts, so this one was not looked at; the next one is in ${days(p.seconds)}.`,
    remedy: () => "Wait as long as the header Retry-After says; each further failure makes the wait longer.",
  }),
  "key-refused": text<{ reason: "unknown" | "expired" | "revoked" }>({
    severity: "error",
    message: (p) => (p.reason === "unknown" ? "There is no such API key." : `This API key was ${p.reason === "expired" ? "valid until a day that is over" : "revoked"}.`),
    remedy: () => "An owner of the book makes a new one: `annua key add NAME --role analyst`.",
  }),
  "host-foreign": text<{ host: string }>({
    severity: "error",
    message: (p) => `The request was sent to the name ${p.host}, under which this book is not served. It may come from a page that someone else made.`,
    remedy: () => "A book without accounts answers 127.0.0.1 and localhost with its port alone, and no proxy. One with accounts answers these, its own address and the names of `annua serve --allow-host NAME`: add this one there.",
  }),
  "origin-foreign": text<{ origin: string }>({
    severity: "error",
    message: (p) => `The request comes from a page of another origin (${p.origin}); nothing was answered or changed.`,
    remedy: () => "Ask from the server's own pages, or with an API key from outside a browser.",
  }),
  "write-header-missing": text<Record<string, never>>({
    severity: "error",
    message: () => "A change by someone who is signed in needs the header X-Annua: 1, which no foreign page can send. Nothing was changed.",
    remedy: () => "Send it with every request that is no GET; API keys don't need it.",
  }),
  "columns-withheld": text<{ what: string; columns: string[]; role: string }>({
    severity: "error",
    message: (p) => `${p.what} names customers, contracts or lines (${p.columns.join(", ")}), and ${p.role} sees sums alone. Nothing was answered.`,
    remedy: () => "Ask for it without these columns, for a report of sums such as waterfall or snapshot, or ask an owner for the role analyst.",
  }),
  "rows-limited": text<{ what: string; rows: string[]; why: string }>({
    severity: "error",
    message: (p) => `Whoever asks sees the rows with ${p.rows.join(" and ")} alone, and ${p.what} can't be limited to them: ${p.why}. Nothing was answered.`,
    remedy: () => "Ask for a report that takes --where, such as waterfall, snapshot or lines, or ask an owner to lift the limit.",
  }),
  "problem-withheld": text<{ code: string }>({
    severity: "warning",
    message: (p) => `Something is to be said of these figures (${p.code}) in words that name rows which whoever asks may not see.`,
    remedy: () => "Someone who sees the whole book finds it with the same question.",
  }),
  "accounts-missing": text<{ host: string; book: string }>({
    severity: "error",
    message: (p) => `${p.host} can be reached from other machines, and ${p.book} has no accounts: everyone there could read and change it. It is not served.`,
    remedy: (p) => `Make an account first: \`annua user add jane --role owner --book ${p.book}\`; or serve it for this machine alone, without --host.`,
  }),
  "accounts-none": text<{ book: string }>({
    severity: "error",
    message: (p) => `${p.book} has no accounts.`,
    remedy: (p) => `The first one makes them: \`annua user add jane --role owner --book ${p.book}\`; a server that is running takes them up when it is started anew.`,
  }),
  "accounts-nobody": text<{ file: string; book: string }>({
    severity: "error",
    message: (p) => `${p.file} holds the accounts of ${p.book}, and nobody in it has a way in: served without, everybody at this machine could read and change the book. It is not served.`,
    remedy: (p) => `Make an owner: \`annua user add jane --role owner --book ${p.book}\`; or remove ${p.file}, with its audit log, if the book is to have no accounts.`,
  }),
  "accounts-locked": text<{ file: string; holder: string }>({
    severity: "error",
    message: (p) => `${p.file} is open in ${p.holder}: a server holds its accounts while it runs. Nothing was changed.`,
    remedy: () => "Ask the server: /api/v1/users and /api/v1/keys change accounts as an owner; or stop it, run the command, and start it again.",
  }),
  "accounts-unreadable": text<{ file: string; reason: string }>({
    severity: "error",
    message: (p) => `${p.file} can't be read as the accounts of a book: ${p.reason}. Nothing was served or changed.`,
    remedy: () => "Bring back a copy of it, or move it away and make the accounts anew.",
  }),
  "account-body": text<{ reason: string; example: string }>({
    severity: "error",
    message: (p) => `The body of the request can't be used: ${p.reason}. Nothing was changed.`,
    remedy: (p) => `Send JSON such as ${p.example}`,
  }),
  "account-name": text<{ name: string }>({
    severity: "error",
    message: (p) => `'${p.name}' can't be the name of an account or key.`,
    remedy: () => "Letters, digits and . _ @ + - up to 64, beginning with a letter or digit; local is taken by the person at the machine.",
  }),
  "account-role": text<{ role: string; roles: readonly string[] }>({
    severity: "error",
    message: (p) => `There is no role '${p.role}'.`,
    remedy: (p) => `Roles are ${p.roles.join(", ")}; each may do what those before it may, and more.`,
  }),
  "role-above": text<{ role: string; own: string }>({
    severity: "error",
    message: (p) => `A key may do no more than who makes it, and ${p.role} is more than ${p.own}.`,
    remedy: (p) => `Make it as ${p.own} or below.`,
  }),
  "rows-for-role": text<{ role: string }>({
    severity: "error",
    message: (p) => `Rows limit what someone reads, and ${p.role} changes the whole book.`,
    remedy: () => "Give the role viewer or analyst, or leave the rows out.",
  }),
  "password-weak": text<{ reason: string }>({
    severity: "error",
    message: (p) => `The password was not taken: ${p.reason}.`,
    remedy: () => "Take 10 characters or more, such as four words that don't belong together.",
  }),
  "user-exists": text<{ name: string }>({
    severity: "error",
    message: (p) => `There is an account ${p.name} already; nothing was changed.`,
    remedy: (p) => `\`annua user password ${p.name}\` gives it a new password, PATCH /api/v1/users/${p.name} another role.`,
  }),
  "user-unknown": text<{ name: string; nearest: string | undefined }>({
    severity: "error",
    message: (p) => `There is no account ${p.name}.`,
    remedy: (p) => (p.nearest === undefined ? "`annua user list` shows them." : `Did you mean ${p.nearest}?`),
  }),
  "key-unknown": text<{ id: string }>({
    severity: "error",
    message: (p) => `There is no key ${p.id} that could be revoked.`,
    remedy: () => "`annua key list` shows the keys by their numbers.",
  }),
  "key-expiry": text<{ value: string }>({
    severity: "error",
    message: (p) => `'${p.value}' is no time until which a key can hold.`,
    remedy: () => "Say days such as 90d, a day to come such as 2027-12-31, or never.",
  }),
  "owner-last": text<{ name: string }>({
    severity: "error",
    message: (p) => `${p.name} is the last owner; without one nobody could give anybody an account. Nothing was changed.`,
    remedy: () => "Make another owner first.",
  }),
};
