/** How ARR moves between two closings: the rows of the waterfall. */
import type { KnobName } from "../../domain/policy.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

const moving: readonly KnobName[] = [...arrKnobs, "level"];
const returning: readonly KnobName[] = [...moving, "reactivation_window_months"];

export const movementTopic: Topic = {
  title: "Movements",
  definitions: [
    define(
      "movement", "Movement",
      "The change of a customer's whole ARR between two closings, under one name that the two choose: from nothing is new or reactivation, to nothing is churn, between two amounts above zero it is expansion or contraction, one net amount a customer. Gains are positive and losses negative. A movement is classified; a change is the raw step of a line in the ledger.",
      { aliases: ["movements", "change", "ledger"], formula: "opening + movements = closing", source: "ChartMogul, Stripe and ProfitWell use the same five kinds", knobs: returning, see: ["method", "reason", "waterfall"] },
    ),
    define("method", "Method", "Which closings are compared. net: those of the whole period, so a rise and fall inside it cancel. events: those of every single day, added up, so both show. months: those of every calendar month, added up. Opening, closing and net new are the same under each; rows are not.", {
      aliases: ["net", "net method", "months", "gross method"], source: "A customer cube in a diligence nets; ProfitWell ignores who joins and leaves within a month, Chargify books both", see: ["movement"],
    }),
    define("new", "New ARR", "The ARR of a customer that is above zero at the closing, zero at the opening, and was never active before. If any of it was acquired, the customer counts as acquired, and the rest of its ARR as expansion. A former customer counts here again only where reactivation_window_months says so.", {
      aliases: ["new arr", "new logo arr", "new business"], source: "ChartMogul", knobs: returning, see: ["reactivation", "acquired", "first_active"],
    }),
    define("expansion", "Expansion", "The rise of a customer's ARR that was above zero at the opening and is higher at the closing: more units, higher prices, more products, a discount that ended, the next step of a ramp. It is one net amount a customer, without what was acquired.", {
      aliases: ["upsell", "upgrade"], knobs: moving, see: ["contraction", "cross_sell", "reason"],
    }),
    define("contraction", "Contraction", "The fall of a customer's ARR that was above zero at the opening and is lower, and still above zero, at the closing. It is negative in reports and a positive input in the calculator.", {
      aliases: ["downgrade"], knobs: moving, see: ["expansion", "churn"],
    }),
    define(
      "churn", "Churn",
      "All of the ARR of a customer that was above zero at the opening and is zero at the closing. It falls on the first day without cover: what ends with the last day of December is churn of January. It is negative in reports and a positive input in the calculator.",
      { aliases: ["churned arr", "cancellation arr", "lost customers"], source: "ReCharge dates churn the same; Chargify and Stripe remove at the cancellation", knobs: moving, see: ["contraction", "churn_rate", "churn_date", "expired"] },
    ),
    define("reactivation", "Reactivation", "The ARR of a customer that is above zero at the closing, zero at the opening, and was active before. It stays outside NRR and GRR.", {
      aliases: ["resurrected", "winback", "reactivated"], source: "For ChartMogul and ProfitWell any return is one, for Chargify and Maxio a return within 90 days; 12 months are common where new logos earn a commission", knobs: returning, see: ["new", "return"],
    }),
    define(
      "acquired", "Acquired ARR",
      "The ARR at the closing of lines marked origin: acquisition that are active at the closing and were not at the opening, also inside a customer who was there already. It stays outside New, Expansion, NRR and GRR; from the next period on it is ordinary ARR. The rest of such a customer's movement is expansion or contraction. A former customer who comes back with an acquisition is reactivation.",
      { aliases: ["acquisition", "origin", "inorganic"], knobs: moving, see: ["new", "nrr"] },
    ),
    define("adjustment", "Adjustment", "The movement of a customer whose total is below zero at the opening or at the closing. Such a total is no customer but data to be repaired: usually a credit without the line that it belongs to.", { aliases: ["negative customer"], knobs: moving, see: ["logos", "check"] }),
    define("transfer", "Transfer", "ARR that left one group (transfer_out) for another (transfer_in) while its customer stayed. Transfers exist where movements are cut by a column, and sum to zero; a waterfall without such a cut has none, so both columns are 0.00.", {
      aliases: ["transfer_in", "transfer_out", "reassignment"], knobs: [...moving, "segment_change", "product_migration"], see: ["attribute", "expansion"],
    }),
    define("cross_sell", "Cross-sell", "ARR from a product that a continuing customer did not have at the opening. It is a row of its own at level customer_product only; at level customer it is part of expansion, and the column is 0.00.", {
      aliases: ["cross sell"], knobs: [...moving, "product_migration"], see: ["expansion", "product_loss"],
    }),
    define("product_loss", "Product loss", "ARR of a product that a continuing customer had at the opening and has no longer at the closing. It is a row of its own at level customer_product only; at level customer it is part of contraction, and the column is 0.00.", {
      aliases: ["partial churn"], knobs: [...moving, "product_migration"], see: ["contraction", "cross_sell"],
    }),
    define("fx", "Exchange rate effect (FX)", "The change of ARR that comes from rates alone, a row of the waterfall and, as a reason, of the movements. Under one constant rate a currency, for all history, it is 0.00: growth and retention are then organic.", {
      aliases: ["exchange rates", "currency effect", "fx impact"], source: "Constant currency beside reported figures: Bentley, Dynatrace; Deloitte roadmap 4.13; Stripe and ChartMogul show FX as a row of its own", knobs: ["fx", "fx_split", "reporting_currency"], see: ["currency", "nrr"],
    }),
    define("reason", "Reason", "Why a movement happened, told by the lines that began, ended or changed price: that of the largest change in the direction of the movement.", {
      see: ["start", "end", "replaced", "price", "quantity", "discount_end", "ramp_step", "live_on", "grace_lapsed", "acquired"],
    }),
  ],
};
