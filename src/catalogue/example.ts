/** The example of a report, which is a command line, as a question that any surface can ask. */
import type { ParamType, Report } from "./define.js";
import { listTypes } from "./json-schema.js";

const grains: Readonly<Record<string, string>> = { "-D": "day", "-W": "week", "-M": "month", "-Q": "quarter", "-Y": "year", "-T": "total" };

type Said = string | number | boolean | string[];

const valueOf = (type: ParamType, said: string): Said => (listTypes.includes(type) ? said.split(",") : type === "condition" ? [said] : type === "whole" ? Number(said) : said);

/** Parameters of the example; what it says of files and of how a terminal shows them is left out. */
export function exampleOf(report: Report): Record<string, Said> {
  const [, , ...words] = report.example.split(" ");
  const asked: Record<string, Said> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const param = report.params.find(({ name }) => `--${name.replaceAll("_", "-")}` === word);
    if (grains[word] !== undefined) asked["grain"] = grains[word];
    else if (param?.type === "switch") asked[param.name] = true;
    else if (word.startsWith("--")) {
      const said = words[at + 1];
      if (said === undefined || said.startsWith("--")) continue;
      at++;
      if (param === undefined || param.type === "scenario") continue;
      asked[param.name] = valueOf(param.type, said);
    } else if (!word.includes(".")) {
      const named = report.params.find(({ required }) => required === true);
      if (named !== undefined) asked[named.name] = word;
    }
  }
  return asked;
}

/** The same as the words after the question mark of an address. */
export function exampleQuery(report: Report): string {
  const words = Object.entries(exampleOf(report)).flatMap(([name, said]) => {
    const { type } = report.params.find((param) => param.name === name)!;
    return (type === "condition" ? [said].flat() : [[said].flat().join(",")]).map((value) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3D", "=")}`);
  });
  return words.length === 0 ? "" : `?${words.join("&")}`;
}
