/** What is asked over HTTP in the place of a command: problems name commands, and whoever asks here has requests. */
import { findReport } from "../catalogue/index.js";
import { spelledIn, type Spelling, type TypedCommand } from "../domain/command-words.js";
import { topics } from "../domain/statements.js";

const api = "/api/v1";

/** Options of a terminal, which no request has. */
const ofTerminal = ["book", "format", "out", "note"];

const plain = (text: string): string => encodeURIComponent(text).replaceAll(/%(?:3D|2C|3A|7B|7D|E2%80%A6)/g, decodeURIComponent);

function request(method: string, path: string, words: Iterable<readonly [string, string]> = []): string {
  const query = [...words].filter(([name]) => !ofTerminal.includes(name)).map(([name, value]) => (value === "" ? name : `${name}=${plain(value)}`));
  return `${method} ${api}/${path}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

const topicNames: readonly string[] = topics.map(({ name }) => name);

export const asRequest: Spelling = ({ words, options }) => {
  const [verb = "", second = "", third = ""] = words;
  const own = ofBook(verb, second, third, options) ?? ofPeople(verb, second, third);
  if (own !== undefined) return own;
  const report = findReport(verb);
  // the one word that stands behind a report is its customer, or the period of what was closed
  const named: [string, string][] = second === "" ? [] : [[report?.name === "restatement" ? "period" : "customer", second]];
  return report === undefined || words.length > 2 ? undefined : request("GET", `reports/${report.name}`, [...named, ...options]);
};

function ofBook(verb: string, second: string, third: string, options: TypedCommand["options"]): string | undefined {
  switch (verb) {
    case "define":
      return request("GET", second === "" ? "define" : `define/${plain(second)}`);
    case "explain":
      return request("GET", "explain", [["report", second], ...options]);
    case "import":
      return request("POST", "imports", options);
    case "imports":
      return second === "list" ? request("GET", "imports") : request(second === "undo" ? "DELETE" : "GET", `imports/${third}`, options);
    case "answer":
      return options.has("withdraw") ? request("DELETE", `answers/${second}`) : request("POST", "answers");
    case "adjust":
      return options.has("withdraw") ? request("DELETE", `adjustments/D${options.get("withdraw")!}`) : request("POST", "adjustments");
    case "close":
      return second === "list" ? request("GET", "closes") : second === "show" ? request("GET", `closes/${third}`, options) : request("POST", "closes");
    case "verify":
      return /^[\w-]+$/.test(second) ? request("GET", `closes/${second}/verify`) : undefined;
    case "policy":
      return second === "show" ? request("GET", "policy") : second === "set" ? `${request("POST", "policy")} with ${JSON.stringify({ set: setOf(options.get("set") ?? "knob=value") })}` : undefined;
    case "inputs":
      return request(second === "import" ? "POST" : "GET", "inputs");
    default:
      if (!topicNames.includes(verb)) return undefined;
      return second === "list" ? request("GET", `${verb}s`) : second === "remove" ? request("DELETE", `${verb}s/${third}`) : request("POST", `${verb}s`);
  }
}

/** `knob=value` as JSON; a map is typed as YAML and sent as JSON. */
function setOf(pair: string): Record<string, unknown> {
  const at = pair.indexOf("=");
  const said = pair.slice(at + 1);
  return { [pair.slice(0, at)]: said.startsWith("{") ? (JSON.parse(said.replaceAll(/([A-Za-z_]\w*)(?=\s*[,:}])/g, '"$1"')) as unknown) : said };
}

function ofPeople(verb: string, second: string, third: string): string | undefined {
  if (verb !== "user" && verb !== "key") return undefined;
  const path = `${verb}s`;
  if (second === "list") return request("GET", path);
  if (second === "add") return request("POST", path);
  return request(second === "password" ? "PATCH" : "DELETE", `${path}/${third}`);
}

/** An answer with its problems in requests and parameters. */
export const inRequests = <T>(answer: T): T => spelledIn(answer, asRequest);
