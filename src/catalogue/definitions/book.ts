/** The book, its policy, and what is looked at in it. */
import { presets } from "../../domain/policy.js";
import { define, type Topic } from "./definition.js";

export const bookTopic: Topic = {
  title: "The book and its policy",
  definitions: [
    define("book", "Book", "One file that holds everything imported, set and derived. Nothing in it is ever deleted.", { see: ["version", "policy"] }),
    define("policy", "Policy", "The definition of ARR that a book's owner chose: one value for each knob. Each policy that was set is kept with its date and hash, and every answer names the hash under which it was computed.", {
      aliases: ["definition of arr", "annua.yaml"], see: ["knob", "preset", "provenance"],
    }),
    define("knob", "Knob", "One choice of the policy, with a name, a default and a sentence. The same SQL serves every value, so a difference between two policies is a difference of rows, and can be shown as one.", { aliases: ["setting", "option"], see: ["policy", "arr"] }),
    define("preset", "Preset", `A named set of knobs to start from: ${Object.entries(presets).map(([name, preset]) => `${name} (${preset.sentence.replace(/\.$/, "").replace(/^./, (letter) => letter.toLowerCase())})`).join("; ")}. Knobs that are set beside it win.`, {
      aliases: Object.keys(presets), see: ["policy"],
    }),
    define("provenance", "Provenance", "What an answer was made from: the hash of everything imported (data), of the policy, of the decisions, of the SQL (model), and the version of Annua. The same question under the same hashes gives the same rows, byte for byte.", {
      aliases: ["data hash", "policy hash", "model"], see: ["policy", "version"],
    }),
    define("problem", "Problem", "Something in the user's world that is wrong or deserves a look, with a stable code, its place, what it does to the number, and a remedy. An error means that the answer can't be trusted or was not given; a warning changes no number.", { aliases: ["warning", "error", "reject"], see: ["check"] }),
    define("check", "Check", "A law that every figure must satisfy, or a suspicion about the data: passed says whether it holds, severity which of the two it is (law or warning), offending how many rows do not, arr_at_stake how much ARR hangs on them in the reporting currency, unrated_at_stake how much in currencies without a rate, each in its own (1000.00 EUR, 500 JPY), example the largest of them. A law that does not hold is a fault of Annua; a warning changes no number. What is at stake on lines that the policy leaves out, that a rule classified, that are empty or have no end or no rate is taken at the close of the day asked: what they carry, or would if they counted (left out by a kind or plan rule: were nothing left out; empty: had they no end). Amounts at stake may overlap.", {
      aliases: ["passed", "severity", "offending", "arr_at_stake", "unrated_at_stake", "example", "law"], see: ["problem"],
    }),
  ],
};
