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
    define("definitions", "Definitions side by side", "The same figures under your definition (the row yours), under each preset, and under each other value of each knob alone: ARR and customers at the close of the day, NRR and GRR of the retention of the twelve months up to it. diff_arr, diff_nrr, diff_grr and diff_customers are the figure less yours, of ratios in points. rank says where a definition stands by ARR, the most first; those with the same ARR share one. Definitions that move something come from the most ARR to the least, what moves nothing stands below. A knob is tried if its definition says that it can move one of the figures and its values can be listed; effects of several knobs together need not be the sum of their effects alone: `annua diff` takes them one after the other.", {
      aliases: ["definition", "rank", "yours", "diff_arr", "diff_nrr", "diff_grr", "diff_customers", "side by side"], knobs: ["level", "fx_split"], see: ["policy", "knob", "preset", "nrr", "vs"],
    }),
    define("provenance", "Provenance", "What an answer was made from: the hash of everything imported (data), of the policy, of the decisions, of the SQL (model), and the version of Annua. The same question under the same hashes gives the same rows, byte for byte.", {
      aliases: ["data hash", "policy hash", "model"], see: ["policy", "version"],
    }),
    define("problem", "Problem", "Something in the user's world that is wrong or deserves a look, with a stable code, its place, what it does to the number, and a remedy. An error means that the answer can't be trusted or was not given; a warning changes no number.", { aliases: ["warning", "error", "reject"], see: ["check"] }),
    define("question", "Question", "A doubt about the lines that has a price: id is its number, which it keeps (Q7; D3 is an adjustment), subject what it is about, arr_at_stake what hangs on it, default_taken the choice that figures are made with while nobody answers, choices what each choice alone would make of ARR at the close of the day and what it moves at the last close (the end of the last whole month), status whether it is open, decided or withdrawn. `check` says what is wrong; `questions` says what it is worth. Between what ARR lies while questions are open is worked out customer by customer from every combination of their choices, up to 64 each; what is beyond them follows in blocks, each on top of what the others came to. What a product is, is one choice for all of its customers.", {
      aliases: ["questions", "id", "subject", "default_taken", "choices", "status", "headline"], see: ["decision", "check"],
    }),
    define("decision", "Decision", "An answer to a question, or an adjustment: a row on the record clock that sets fields of the lines that it names, from then on and for the versions that later imports bring, and that can be withdrawn. No line is edited. effect is what it moves given the decisions before it, effect_on_close the same at the end of the last whole month: the ARR of the lines as they are written and the effects of all decisions sum to ARR. The decisions are the exception log.", {
      aliases: ["answer", "adjust", "effect", "effect_on_close", "exception log"], see: ["question", "provenance"],
    }),
    define("check", "Check", "A law that every figure must satisfy, or a suspicion about the data: passed says whether it holds, severity which of the two it is (law or warning), offending how many rows do not, arr_at_stake how much ARR hangs on them in the reporting currency, unrated_at_stake how much in currencies without a rate, each in its own (1000.00 EUR, 500 JPY), example the largest of them. A law that does not hold is a fault of Annua; a warning changes no number. What is at stake on lines that the policy leaves out, that a rule classified, that are empty or have no end or no rate is taken at the close of the day asked: what they carry, or would if they counted (left out by a kind or plan rule: were nothing left out; empty: had they no end). Amounts at stake may overlap.", {
      aliases: ["passed", "severity", "offending", "arr_at_stake", "unrated_at_stake", "example", "law"], see: ["problem"],
    }),
  ],
};
