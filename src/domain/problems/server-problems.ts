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
  "route-unknown": text<{ method: string; path: string }>({
    severity: "error",
    message: (p) => `There is no ${p.method} ${p.path} here.`,
    remedy: () => "GET /api/v1/reports lists the reports, /docs all of the API.",
  }),
  "not-allowed": text<{ name: string; role: string; least: string }>({
    severity: "error",
    message: (p) => `${p.name} is ${p.role} here, and this needs ${p.least}. Nothing was answered or changed.`,
    remedy: () => "Ask an owner of the book for the role, or ask for figures that the role may see.",
  }),
};
