/** Problems of the core in the words of the command line: a parameter is the option that somebody typed. */
import { reworded, type Problem } from "../domain/problem.js";

const optionOf = (name: unknown): string => `--${String(name).replaceAll("_", "-")}`;

export function asTyped(found: Problem): Problem {
  switch (found.code) {
    case "param-value":
    case "param-later":
      return reworded(found, ({ param }) => ({ param: optionOf(param) }));
    case "param-missing":
      return reworded(found, ({ param }) => ({ param: String(param).split(" or ").map(optionOf).join(" or ") }));
    case "param-unknown":
      return reworded(found, ({ param, known, nearest }) => ({ param: optionOf(param), known: (known as string[]).map(optionOf), nearest: nearest === undefined ? undefined : optionOf(nearest) }));
    case "from-after-to":
      return reworded(found, () => ({ from_name: "--from", to_name: "--to" }));
    default:
      return found;
  }
}
