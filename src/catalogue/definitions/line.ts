/** What was sold, as it was sold. */
import { amountPers, kinds, type Kind } from "../../domain/contract.js";
import { sentenceOf } from "../dimensions.js";
import { define, type Topic } from "./definition.js";

const meaningOf: Record<Kind, string> = {
  recurring: "goes on until someone ends it", usage: "follows what was used", one_time: "is paid once", services: "is work that ends with its project",
};

export const lineTopic: Topic = {
  title: "Lines and contracts",
  definitions: [
    define(
      "line", "Line",
      "One thing sold to one customer for one term at one price: a row of a contract list. All figures are sums over lines. A line that is signed, priced or dated otherwise is another line, or another version of the same line. As a column of a restatement: the line of its bridge, which is a cause, or what the figure was or is.",
      { aliases: ["lines", "line_id", "line_ids", "contract line", "subscription item"], see: ["contract", "term", "kind", "version", "arr"] },
    ),
    define(
      "contract", "Contract",
      "The lines of one customer that share a contract_id; a line without one is a contract by itself. A contract counts where its ARR is above zero. Lines of one contract_id, customer, product and currency that follow each other are the steps of a ramp.",
      { aliases: ["contracts", "contract_id", "subscription"], see: ["line", "ramp", "arr_per_contract"] },
    ),
    define("kind", "Kind", `Of a line: ${kinds.map((kind) => `${kind} ${meaningOf[kind]}`).join(", ")}. A line that names none is told by kind_rules, else it is recurring; only the kinds in include_kinds count in ARR. Of a movement: its row in the waterfall.`, {
      aliases: [...kinds.filter((kind) => kind !== "recurring" && kind !== "usage"), "line kind", "movement kind"], source: "Setup fees, services and overage are excluded from ARR by nearly every public definition", knobs: ["include_kinds", "kind_rules"], see: ["line", "movement", "recurring", "usage"],
    }),
    define(
      "amount", "Amount",
      "Of a line: the price of one unit for one price period, without tax, as it was written. Of a movement: by how much ARR moved, negative for a loss.",
      { aliases: ["unit price"], see: ["amount_per", "quantity", "movement", "price"] },
    ),
    define("amount_per", "Price period", `What the amount is the price of: ${amountPers.join(", ")}; term is the whole signed term. It is never guessed: a silent year could be twelve times wrong.`, {
      aliases: ["amount_every", "per", "price period", "billing period"], formula: "amount_every n: the price is for n such periods; 2 with week is every two weeks", knobs: ["weeks_per_year", "days_per_year", "term_annualisation"], see: ["amount", "arr"],
    }),
    define("quantity", "Quantity", "Of a line: how many units, 1 if not said. It may be a fraction, zero or negative. As the reason of a movement: on one day lines of a customer and product ended and others began, and their quantities together differ.", { aliases: ["seats", "units"], see: ["amount", "price", "reason"] }),
    define("currency", "Currency", "The currency in which a line is priced, as a code of ISO 4217; the reporting currency if not said. A currency without a rate is an error that names its lines, never a rate of 1.", {
      knobs: ["reporting_currency", "fx"], see: ["fx", "reporting_currency"],
    }),
    define("discount", "Discount", "discount_percent is taken first, then discount_amount, which is per price period for the whole line. It is in force on days before discount_until, for ever if that is empty. A discount may make a line negative; nothing is cut off at zero. As a part of expansion: what its end brings.", {
      aliases: ["discount_percent", "discount_amount", "discount_until", "coupon"], knobs: ["time_limited_discount"], see: ["discount_arr", "discount_end"],
    }),
    define(
      "term", "Term",
      "The signed span of a line, from start_date up to and not including end_date; without an end, or with one on or after 2099-12-31, it is open-ended. Length in months: n if the end is the start plus n months, a day that the month lacks being its last day or the 1st of the next month; else days x 12 / 365. A yearly rate is always worked out from the signed term, also where the line is cut short or runs on.",
      { aliases: ["start_date", "end_date", "end_convention", "signed term", "contract term"], knobs: ["end_date_convention", "term_snap_days", "term_annualisation", "partial_year"], see: ["cover", "line", "amount_per"] },
    ),
    define("signed_on", "Signature", "The day on which the line was signed; its start if not said. ARR counts from the start, whenever it was signed, unless recognition or late_signature say otherwise.", {
      aliases: ["signature", "booking date"], knobs: ["recognition", "late_signature"], see: ["live_on", "carr"],
    }),
    define("live_on", "Go-live", "The day on which the customer can use what the line sold; its start if not said. It matters under recognition: go_live only. As the reason of a movement (go_live): a line began to count on its go-live day, which is not its start.", { aliases: ["go_live", "go-live date"], knobs: ["recognition"], see: ["signed_on", "reason"] }),
    define("cancelled_on", "Notice", "The day on which notice was received. It ends no signed term; it stops a line from running on after it.", {
      aliases: ["notice", "notice_days", "opt_out_on", "cancel_reason", "cancellation"], knobs: ["expired"], see: ["auto_renew", "churn"],
    }),
    define("auto_renew", "Renewal by itself", "Whether a line renews unless someone ends it (auto_renew), and for how long each time (renewal_term_months; as long as the first term if not said). It changes ARR only under expired: renewed_if_auto_renew.", {
      aliases: ["renewal_term_months", "renewal by itself"], knobs: ["expired"], see: ["cancelled_on", "cover"],
    }),
    define("replaces", "Replacement", "A line that names another in replaces takes its place: the other ends on the new line's start, if it would have ended later, and never before its own start. This links an early renewal or an amendment to what it renews, so that the two are not counted together.", {
      aliases: ["amendment", "replacement"], source: "asfaund.com on co-terming shows the bump of an overlap that is not linked", see: ["replaced", "overlap"],
    }),
    define("billing", "Billing schedule", "How the line is billed, in advance: upfront, monthly, quarterly or annual. It never changes ARR.", { see: ["arr"] }),
    define("product", "Product", "What was sold, as written; - if not said. Cover, overlaps and held gaps are judged for each customer and product.", { aliases: ["product_family"], see: ["cover", "attribute"] }),
    define("attribute", "Attribute", "Any column of a contract list that has no meaning of its own: it is kept with the line, to group and filter by. Values compare as text, and an empty one is a value, too.", {
      aliases: ["segment", "region", "industry", "description", "dimension"], knobs: ["segment_change"], see: ["transfer", "owner"],
    }),
    define("commitment", "Commitment", `${sentenceOf("commitment")} It is that of the signed term, also where the line is cut short or runs on; what people adjusted has none.`, { aliases: ["contract length"], knobs: ["term_snap_days"], see: ["term", "remaining_term"] }),
    define("remaining_term", "Remaining term", `${sentenceOf("remaining_term")} It is told of each period as a whole: at the opening, or at the closing where the line has no ARR at the opening.`, { aliases: ["time to renewal"], see: ["term", "commitment", "renewal_date"] }),
    define("formula", "Formula of a line", "The arithmetic that made the line's ARR, with its numbers: amount x quantity less discount x factor.", { see: ["arr", "lines"] }),
    define("source", "Source", "Where a line came from. As a column of lines: the file and the row of it, the header being row 1. As a group: the line's own source, else the file's name.", { aliases: ["source row"], see: ["line", "version"] }),
  ],
};
