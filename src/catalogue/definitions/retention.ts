/** What stays: retention and churn as ratios. Every one of them is undefined (null) where what it divides by is zero or negative. */
import { arrKnobs, retentionKnobs } from "../moving-knobs.js";
import { define, formulaOf, type Topic } from "./definition.js";

const positive = "with losses as positive amounts";
const ofWaterfall = (figure: string): string => `${formulaOf("waterfall_metrics", figure)}, ${positive}`;

export const retentionTopic: Topic = {
  title: "Retention and churn",
  definitions: [
    define(
      "nrr", "Net revenue retention (NRR)",
      "What the customers of the opening pay at the closing, as a share of what they paid at the opening. Those who left count as zero; customers who were not there at the opening, new or returned, what was acquired and what exchange rates did are left out. It may exceed 100 %. " +
        "In a waterfall it is of the period in its row, so NRR of a year asks for a row of a year (grain year or total over 12 months), and twelve monthly ones neither add up nor multiply to it. " +
        "In the customers report it is of one customer over the last 12 months: ARR now, less what was acquired in between, over ARR 12 months ago.",
      {
        aliases: ["net revenue retention", "net dollar retention", "ndr", "net retention"], formula: ofWaterfall("nrr"),
        source: 'Kellblog, "Lazy NRR is Not NRR": the cohort of a year ago, two numbers divided; MongoDB\'s filing counts the same. Rows of one net waterfall over the same two days give the same, if nothing was acquired or adjusted',
        knobs: retentionKnobs, see: ["grr", "cohort", "nrr_before_churn", "net_retention_gain"],
      },
    ),
    define("closing_cohort", "What is left of the opening", "The ARR at the closing of the customers who had ARR at the opening, without what exchange rates did and what was acquired since. NRR is its share of the opening. A customer who stands in several groups at the opening is split by its opening in each, and what is left follows it home.", {
      aliases: ["closing arr of the cohort", "retained arr"], formula: "sum of ARR(closing) - FX - acquired, over the cohort", knobs: retentionKnobs, see: ["nrr", "cohort", "net_gain"],
    }),
    define("net_gain", "Net gain", "What the cohort of a window pays more at the closing than at the opening; below zero it is a net loss. NRR of 101 % on 40M is 400k that nobody had to win anew.", {
      aliases: ["net retention gain in money"], formula: "closing_cohort - opening", knobs: retentionKnobs, see: ["nrr", "net_retention_gain", "closing_cohort"],
    }),
    define("logo_retention", "Logo retention", "The share of the customers with ARR at the opening that still have ARR at the closing. In groups a customer counts in every group where it has ARR at the opening.", {
      aliases: ["customer retention", "logo retention rate"], formula: "customers still active / customers in the cohort", knobs: [...arrKnobs, "level"], see: ["logo_churn_rate", "cohort"],
    }),
    define("retention_method", "Methods of retention", "cohort follows the customers of the opening and divides two numbers. movements takes the rows of one net waterfall over the same two days, and is equal if nothing was acquired or adjusted. monthly_movements adds up the rows of every month in the window, and differs: it credits the expansion and charges the churn of customers who joined inside the window (100 grows to 110, another joins at 100 and grows to 150: 160 % instead of 110 %), never credits one who left and came back (0 % instead of 100 %), and counts a dip and its recovery as a loss in GRR; its logo retention can fall below 0.", {
      aliases: ["cohort method", "method movements", "monthly_movements"], source: 'Kellblog, "Lazy NRR is Not NRR"', knobs: retentionKnobs, see: ["nrr", "grr", "cohort"],
    }),
    define(
      "grr", "Gross revenue retention (GRR)",
      "As NRR, but no customer counts for more than it paid at the opening: the rise of one never hides the fall of another. So it never exceeds 100 % nor NRR. As the waterfall nets each customer first, its contraction and churn are just what is missing.",
      {
        aliases: ["gross revenue retention", "gross dollar retention", "gdr", "gross retention"], formula: ofWaterfall("grr"),
        source: "PostHog handbook: MIN(ARR now, ARR then) for each customer; SaaS Metrics Standards Board", knobs: retentionKnobs, see: ["nrr", "gross_churn_rate", "cohort"],
      },
    ),
    define("churn_rate", "Churn rate", "ARR lost with customers who left, as a share of the opening. In the report logos: customers lost, as a share of the customers at the opening.", {
      aliases: ["arr churn rate", "revenue churn"], formula: ofWaterfall("churn_rate"), knobs: retentionKnobs, see: ["gross_churn_rate", "logo_churn_rate", "annualise_churn"],
    }),
    define("gross_churn_rate", "Gross churn rate", "ARR lost with customers who left or pay less, as a share of the opening. In one period it is 1 - GRR.", {
      aliases: ["gross dollar churn", "gross churn"], formula: ofWaterfall("gross_churn_rate"), knobs: retentionKnobs, see: ["churn_rate", "grr"],
    }),
    define("logo_churn_rate", "Logo churn rate", "Customers lost in the period, as a share of the customers at its opening: the column churn_rate of the report logos.", {
      aliases: ["logo churn", "customer churn", "customer churn rate"], formula: "churn / opening, counted in customers", knobs: [...arrKnobs, "level"], see: ["logos", "churn_rate"],
    }),
    define("nrr_before_churn", "NRR before churn", "Retention with churn left out: it counts what stayed as if nobody had left. It is found under the name of NRR in board papers, and is none.", {
      formula: ofWaterfall("nrr_before_churn"), knobs: retentionKnobs, see: ["nrr"],
    }),
    define("quick_ratio", "Quick ratio", "ARR gained for each unit of ARR lost; undefined where nothing was lost.", {
      aliases: ["saas quick ratio"], formula: ofWaterfall("quick_ratio"), source: "Mamoon Hamid, SaaS quick ratio", knobs: retentionKnobs, see: ["replacement_share", "net_new"],
    }),
    define("replacement_share", "Replacement share", "The share of additions that only replaces what was lost; over 100 % ARR shrinks. It is the quick ratio upside down. The sources name the share and give no formula, so this reading is ours.", {
      formula: `1 / quick_ratio = (contraction + churn) / (new + expansion + reactivation), ${positive}`, knobs: retentionKnobs, see: ["quick_ratio"],
    }),
  ],
};
