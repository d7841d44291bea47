/** What can be wrong where a book is served to many. */
import { text } from "./text.js";

export const serverProblems = {
  "server-busy": text<{ asking: number; waiting: number }>({
    severity: "error",
    message: (p) => `The server is working on ${p.asking} questions and ${p.waiting} more are in line, so this one was not taken.`,
    remedy: () => "Ask again in a few seconds; the header Retry-After says when.",
  }),
  "server-closing": text<Record<string, never>>({
    severity: "error",
    message: () => "The server is being shut down and takes no more questions.",
    remedy: () => "Ask again when it has been started anew.",
  }),
  "server-fault": text<{ request_id: string }>({
    severity: "error",
    message: (p) => `The server failed at this request (${p.request_id}); that is a fault of Annua. Nothing was changed by it.`,
    remedy: () => "Look for the request's id in the server's log, and report what stands there.",
  }),
  "server-unreachable": text<{ url: string; reason: string }>({
    severity: "error",
    message: (p) => `No server answers at ${p.url} (${p.reason}). Nothing is known of what was asked: a change may have been made.`,
    remedy: () => "Look whether `annua serve` runs, under this address and port, and whether the network lets you there; then ask again, a change with the same idempotency key.",
  }),
  "answer-strange": text<{ url: string; status: number; text: string }>({
    severity: "error",
    message: (p) => `${p.url} answered ${p.status} and nothing that Annua says: ${p.text}`,
    remedy: () => "Look whether this is the address of `annua serve` and not of something else, and what stands between, such as a proxy.",
  }),
  "route-unknown": text<{ method: string; path: string }>({
    severity: "error",
    message: (p) => `There is no ${p.method} ${p.path} here.`,
    remedy: () => "GET /api/v1/reports lists the reports, /docs all of the API.",
  }),
  "method-wrong": text<{ method: string; path: string; allowed: string[] }>({
    severity: "error",
    message: (p) => `${p.path} takes no ${p.method}; nothing was answered or changed.`,
    remedy: (p) => `It takes ${p.allowed.join(", ")}.`,
  }),
  "query-unknown": text<{ path: string; param: string; known: string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.path} takes no ${p.param}; nothing was answered or changed.`,
    remedy: (p) => (p.nearest ? `Did you mean ${p.nearest}?` : p.known.length === 0 ? "It takes no words behind the question mark." : `It takes ${p.known.join(", ")}.`),
  }),
  "accept-unknown": text<{ accept: string; offered: string[] }>({
    severity: "error",
    message: (p) => `No answer is made in the form that the header Accept asks for (${p.accept}). Nothing was answered.`,
    remedy: (p) => `There are ${p.offered.join(", ")}; without the header, or with */*, it is JSON. format=csv and the like go before it.`,
  }),
  "body-unreadable": text<{ reasons: string[]; example: string }>({
    severity: "error",
    message: (p) => `The body of the request can't be read: ${p.reasons.join("; ")}. Nothing was changed.`,
    remedy: (p) => `Send JSON, for example ${p.example}`,
  }),
  "body-too-large": text<{ most: number }>({
    severity: "error",
    message: (p) => `The body of the request is larger than ${p.most} bytes, which is as much as is read here. Nothing was changed.`,
    remedy: () => "Send less at once; long lists go as a file to POST /api/v1/imports or /api/v1/inputs.",
  }),
  "upload-too-large": text<{ most: number }>({
    severity: "error",
    message: (p) => `What was sent is larger than ${p.most} bytes, the most that this server takes in at once. Nothing was kept.`,
    remedy: () => "Send the file in parts, gzipped or as Parquet, or import it at the machine with `annua import`, which knows no limit.",
  }),
  "uploads-busy": text<{ most: number }>({
    severity: "error",
    message: (p) => `The server is receiving ${p.most === 1 ? "a file" : `the files of ${p.most} requests`}, and no more at once. Nothing was kept.`,
    remedy: () => "Send it again in a few seconds; the header Retry-After says when.",
  }),
  "upload-broken": text<{ reason: string }>({
    severity: "error",
    message: (p) => `What was sent can't be taken in: ${p.reason}. Nothing was kept.`,
    remedy: () => "Send the bytes of one file as the body, or one or several files as multipart/form-data: curl -F file=@contracts.csv URL",
  }),
  "question-too-long": text<{ seconds: number }>({
    severity: "error",
    message: (p) => `This took longer than ${p.seconds} seconds, so it was stopped. Nothing was answered.`,
    remedy: () => "Ask as a job with the header Prefer: respond-async, which may take its time; or ask for fewer periods or groups.",
  }),
  "asker-gone": text<Record<string, never>>({
    severity: "error",
    message: () => "Whoever asked has gone, so it was stopped.",
    remedy: () => "Ask again.",
  }),
  "answer-too-large": text<{ rows: number; most: number }>({
    severity: "error",
    message: (p) => `The answer has ${p.rows} rows or more, and this server gives ${p.most} at once. Nothing was answered.`,
    remedy: () => "Ask page by page where it takes limit and cursor; or for fewer groups, periods or customers.",
  }),
  "job-unknown": text<{ id: string }>({
    severity: "error",
    message: (p) => `There is no job ${p.id} of yours.`,
    remedy: () => "A job is forgotten an hour after its end, and when the server is started anew; what it brought stands in GET /api/v1/imports.",
  }),
  "job-cancelled": text<{ kind: string; kept: string[] }>({
    severity: "error",
    message: (p) => (p.kept.length === 0 ? `The ${p.kind} was cancelled before it was kept; the book is as before it.` : `The ${p.kind} was cancelled when ${p.kept.join(", ")} had been kept; nothing of what follows is.`),
    remedy: (p) => (p.kept.length === 0 ? "Send it again if it was not to be cancelled." : "GET /api/v1/imports lists what was kept, and DELETE /api/v1/imports/N takes it back."),
  }),
  "idempotency-reused": text<{ key: string }>({
    severity: "error",
    message: (p) => `The Idempotency-Key ${p.key} was sent before with another request. Nothing was changed.`,
    remedy: () => "Give each change a key of its own; a key is remembered for 24 hours.",
  }),
  "idempotency-answer-lost": text<{ key: string; import_id: number }>({
    severity: "error",
    message: (p) => `The request with the Idempotency-Key ${p.key} was done before, and its answer was lost when the server stopped. The book has it (entry ${p.import_id} of its log, or a close after it); nothing was done again.`,
    remedy: (p) => `Look at it with GET /api/v1/imports/${p.import_id}, /closes or /questions?status=decided; send it with another key only if it is to be done a second time.`,
  }),
  "local-refused": text<Record<string, never>>({
    severity: "error",
    message: () => "This way in is for the command line of whoever runs the server, on the same machine. Nothing was answered or changed.",
    remedy: () => "Run the command as the user who runs `annua serve`; a program asks /api/v1.",
  }),
  "not-allowed": text<{ name: string; role: string; least: string }>({
    severity: "error",
    message: (p) => `${p.name} is ${p.role} here, and this needs ${p.least}. Nothing was answered or changed.`,
    remedy: () => "Ask an owner of the book for the role, or ask for figures that the role may see.",
  }),
};
