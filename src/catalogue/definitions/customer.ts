/** Who pays, and how customers are counted and described. */
import { sentenceOf } from "../dimensions.js";
import { arrKnobs, retentionKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

export const customerTopic: Topic = {
  title: "Customers",
  definitions: [
    define("customer", "Customer", "Who pays: the customer_id of the lines, compared as written. Movements, logos and retention look at a customer's whole ARR, over all its lines and products.", {
      aliases: ["customer_id", "account"], knobs: ["level"], see: ["logos", "parent", "name"],
    }),
    define("name", "Customer name", "The customer_name of the customer's latest line that has one, else its id. It is shown and never grouped by.", { aliases: ["customer_name", "parent_name"], see: ["customer"] }),
    define("parent", "Parent", "Whose child a customer is: the parent_id of its latest line, by start and then by line_id. It is shown; movements and counts are of customers.", { aliases: ["parent_id", "top parent"], knobs: ["level"], see: ["customer"] }),
    define(
      "logos", "Customers counted (logos)",
      "Customers whose total ARR, as rounded, is above zero at the close of a day. Free and trial customers are no logos, and one with a negative total is none either. In movements of logos churn is a positive count, and adjustment is signed.",
      { aliases: ["logo", "customers", "active customers", "customer count"], formula: "opening + new + acquired + reactivation - churn + adjustment = closing", knobs: [...arrKnobs, "level", "reactivation_window_months"], see: ["customer", "logo_churn_rate", "active"] },
    ),
    define("cohort", "Cohort", `The customers with ARR above zero at an opening. NRR and GRR follow them, and nobody else, to the closing. In the report cohorts: the customers whose first active day ever lies in a period; who came back later still belongs to it, and who never was active to none. As a column to group by: ${sentenceOf("cohort")}`, { aliases: ["customer cohort", "vintage"], knobs: [...arrKnobs, "level"], see: ["nrr", "grr", "cohort_age", "first_active"] }),
    define("size", "Size of a cohort", "How many customers came in the period of the cohort, those included that were gone by its end. In groups: those of them that were ever active in the group up to the last age; a customer that moved counts in both.", {
      aliases: ["cohort size"], knobs: [...arrKnobs, "level"], see: ["cohort", "logos"],
    }),
    define("cohort_triangle", "Triangle of cohorts", "The values of the report cohorts: what the parameter measure asks for: of a cohort at an age its ARR or its active customers (logos) at that close, or NRR, GRR or logo retention between the end of the cohort's own period and that close, of its customers with ARR at the former. With measure arr the last ages of all cohorts sum to the ARR of that day, less customers never above zero.", {
      aliases: ["triangle"], knobs: retentionKnobs, see: ["cohort", "size", "cohort_age", "nrr", "grr", "logo_retention"],
    }),
    define("cohort_age", "Age of a cohort", "0 at the end of the cohort's own period, 1 at the end of the next one, and so on. Ages in another grain (age_grain) are the ends of its periods that follow: of the customers of November age 1 by quarter is the end of December, so that the last ages are all of one day.", {
      aliases: ["age of a cohort", "age_grain"], knobs: ["fiscal_year_start", "week_start"], see: ["cohort", "cohort_triangle"],
    }),
    define("concentration", "Concentration", "How much of ARR hangs on the largest customers: each one's share of all ARR of the day (with --where of the ARR that it keeps), and what it is together with all that are larger.", {
      aliases: ["share", "cumulative_share", "cumulative share", "customer concentration", "top customers"], formula: "ARR of the customer / ARR", knobs: [...arrKnobs, "level"], see: ["hhi", "arr"],
    }),
    define("hhi", "Herfindahl-Hirschman index (HHI)", "The sum of the squared shares of all customers with ARR above zero, in what they have together, with --where of what it keeps: 1 where one customer is all, 1/n where n are equal. Times 10,000 it is the number that competition authorities use.", {
      aliases: ["herfindahl"], formula: "sum of (ARR of a customer / ARR of all above zero)^2", source: "US Department of Justice: Herfindahl-Hirschman index", knobs: [...arrKnobs, "level"], see: ["concentration"],
    }),
    define("tier", "Size band (tier)", "The band with the highest lower bound that the customer's ARR reaches; bands are half-open and without holes, and below the lowest there is none. It is told of all that the customer has, also where a filter keeps a part of it.", { aliases: ["size band", "band"], knobs: [...arrKnobs, "tiers"], see: ["tiers", "arr"] }),
    define("from_arr", "From ARR", "The lower bound of a size band: who reaches it is in the band, up to the bound of the next. Bounds of the policy are in its reporting currency, and are converted where an answer is in another; bounds said with a question (bands) are in the currency of the answer.", {
      aliases: ["lower bound", "bands"], knobs: ["tiers", "fx"], see: ["tier"],
    }),
    define("coverage", "Coverage", "The share of a band's customers that have an owner: any of their ARR of the day that is kept stands under one. Undefined where the band is empty.", {
      aliases: ["owner coverage", "with an owner"], formula: "customers with an owner / customers", knobs: [...arrKnobs, "level", "tiers"], see: ["owner", "tier"],
    }),
    define("from_tier", "Moves between bands", "The band in which customers stood on the earlier day, and the one in which they stand on the later (to_tier); none: no ARR above zero on that day, so from none are new or returned customers, to none those who left.", {
      aliases: ["to_tier", "tier moves"], knobs: [...arrKnobs, "level", "tiers"], see: ["tier", "opening", "closing"],
    }),
    define("tenure", "Tenure", `${sentenceOf("tenure")} It is told of each period as a whole: at the opening, or at the closing where the customer has no ARR at the opening.`, { aliases: ["customer age"], knobs: arrKnobs, see: ["first_active", "cohort"] }),
    define("owner", "Owner", "Who looks after the customer: the attribute csm of its latest line in force, by start and then by line_id.", { aliases: ["csm", "customer success manager"], see: ["attribute"] }),
    define("load", "Load", "How large an owner's book is against an even share: the ARR of all owners with a name and ARR, divided by how many they are, is 100 %. load_customers says the same of the customers in the book. Customers without an owner are in no share, and have no load.", {
      aliases: ["load_customers", "book of business", "owner_load", "to_load", "largest_load", "account load"], formula: "arr x owners / ARR of all owners", source: "calc book_balance gives the same of books that are typed in", knobs: [...arrKnobs, "level"], see: ["owner", "owners", "moves"],
    }),
    define(
      "moves", "Moves that even the books",
      "Accounts to hand from owner to owner, so that the largest book gets smaller: what a customer has in an owner's book moves whole, to an owner with a name. Of up to 12 accounts they are the fewest moves after which the largest book is the least it can be. " +
        "Of more, each step is the best between the largest book and the smallest, until the largest is within a hundredth of an even share or no account helps; an account that would go on is handed over once, to where it ends. Owners who leave (--leaving) hand over all that is above zero and count no more among those who share; those at capacity (--at-capacity) take nothing, fixed customers (--fixed) stay. The loads stand as they are after the move and all before it. It looks at ARR alone, and knows nothing of regions, languages or who likes whom.",
      { aliases: ["to_owner", "balanced books"], knobs: [...arrKnobs, "level"], see: ["load", "owner"] },
    ),
    define("at_risk", "At risk", "Of what comes up for renewal in the horizon, or has passed its end and is neither renewed nor lost (within its grace, or held): what is pending at the close of the day though a notice was received by then, its end has passed, or the last word on it is that they will leave (renewal set). By customer and product, in the group of its last due line.", {
      aliases: ["arr at risk", "renewals at risk"], formula: "pending in the horizon with a notice or an expected churn + pending past its end", knobs: [...arrKnobs, "level"], see: ["pending", "cancelled_on", "available_to_renew"],
    }),
    define(
      "first_active", "First active day",
      "The first day at whose close the customer's ARR was above zero, with today's lines and policy. It decides between New and Reactivation.",
      { aliases: ["first active day", "customer since"], knobs: arrKnobs, see: ["active", "new", "reactivation"] },
    ),
    define("active", "Active", "A customer is active on a day at whose close its total ARR is above zero, held cover included. Free, negative and not-counted lines are no activity.", {
      aliases: ["activity", "active customer"], knobs: arrKnobs, see: ["logos", "first_active", "hold"],
    }),
    define(
      "renewal_date", "Renewal date",
      "The earliest signed end after the day asked among the customer's recurring lines in force; none where all are open-ended. An adjustment is no contract, and its end no renewal. It is an exclusive end: the first day that is not covered yet.",
      { aliases: ["next renewal"], knobs: arrKnobs, see: ["available_to_renew", "term"] },
    ),
    define(
      "available_to_renew", "Available to renew (ATR)",
      "What comes up for renewal, at its ARR of the last day of cover and at the rate of that day. In renewals: of the lines due in a period, summed over each customer and product where the sum is above zero. In customers: of the customer's recurring lines in force whose signed term ends on its renewal date, adjustments aside, a step of a contract among them.",
      { aliases: ["atr"], formula: "sum of the ARR of the due lines on their last day of cover", knobs: arrKnobs, see: ["due_on", "renewed", "renewal_rate", "renewal_date"] },
    ),
    define("attach_rate", "Attach rate", "The share of all customers that have a product, or exactly a combination of products, on a day: of those whose total is above zero, who has ARR above zero of it; with --where all of it is told of the ARR that it keeps. Undefined where there are no customers.", {
      aliases: ["attach", "penetration", "product penetration"], formula: "customers with the product / all customers", knobs: [...arrKnobs, "level"], see: ["logos", "product", "whitespace"],
    }),
    define("whitespace", "Whitespace", "Customers without a product that others have: a row for each customer with ARR above zero and each product that somebody has and it has not, the largest customer first. It says to whom a product may still be sold, not for how much: the ARR is that of the customer.", {
      aliases: ["white space", "cross-sell list"], knobs: [...arrKnobs, "level"], see: ["attach_rate", "cross_sell"],
    }),
    define("last_movement", "Last movement", "The last day, up to the day asked, on which the customer's ARR changed, as a whole whatever a filter keeps of it.", { knobs: arrKnobs, see: ["movement"] }),
  ],
};
