/** What can be wrong where a server is started. */
import { text } from "./text.js";

export const operationProblems = {
  "port-taken": text<{ host: string; port: number }>({
    severity: "error",
    message: (p) => `Port ${p.port} of ${p.host} is taken by another program, perhaps by an \`annua serve\` of another book; nothing is served.`,
    remedy: (p) => `Choose another, for example --port ${p.port < 65_535 ? p.port + 1 : p.port - 1}, or stop the program that has it. --port 0 takes any that is free.`,
  }),
  "address-refused": text<{ host: string; port: number; reason: string }>({
    severity: "error",
    message: (p) => `The system lets no server listen at ${p.host} port ${p.port} (${p.reason}); nothing is served.`,
    remedy: (p) => (p.port < 1024 && p.port > 0 ? "Ports below 1024 are for the system; choose one above, and put a proxy before it." : "Choose an address of this machine with --host, such as 127.0.0.1, or 0.0.0.0 for all of them."),
  }),
  "book-slow": text<{ seconds: number }>({
    severity: "error",
    message: (p) => `The book did not answer within ${p.seconds} ${p.seconds === 1 ? "second" : "seconds"}, so the server is not ready for more.`,
    remedy: () => "Ask again in a few seconds; what is at work now shows GET /metrics.",
  }),
};
