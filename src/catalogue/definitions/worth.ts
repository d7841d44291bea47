/** What a company is worth by its ARR, and how its figures stand among those of others. */
import { arrKnobs, retentionKnobs } from "../moving-knobs.js";
import { define, formulaOf, type Topic } from "./definition.js";

export const worthTopic: Topic = {
  title: "Worth and benchmarks",
  definitions: [
    define("multiple", "Multiple of ARR", "How many times its ARR a company is valued at. It is a price that buyers pay, known from sales of others, and no figure of a ledger: the founding sources speak of 5 to 20 in one place, of 10 to 20 and of 3 to 8 in another.", { aliases: ["arr multiple", "multiples"], see: ["valuation", "value"] }),
    define("value", "Value by a multiple", "ARR times a multiple. Beside it stand the values of an ARR that is some percent lower and higher, so that a reader sees what an error or a bad quarter costs. In benchmarks: your own figure, and in variants that of the variant. In plans: the result of a step, an amount, a share or a count, as its unit says. In cohorts: the measure of a cohort at an age (cohort_triangle).", { formula: formulaOf("valuation", "valuation"), knobs: arrKnobs, see: ["multiple", "basis"] }),
    define("basis", "Basis", "In a valuation what the multiple is taken of: ARR of the day, or ARR some percent lower or higher. In a forecast where the probability of a renewal comes from: what was said, or the history of which renewals; renewals says of how many.", { aliases: ["sensitivity", "renewals counted"], knobs: arrKnobs, see: ["value"] }),
    define("metric", "Benchmarked figure", "Which of your figures stands beside those of others: growth, NRR, GRR, churn, the quick ratio and the like, over the 12 months up to the day, or at it.", { knobs: retentionKnobs, see: ["verdict", "grade"] }),
    define("low", "Low end", "The lower quartile that a source gives, or the lower end of a usual band where it gives no median.", { aliases: ["high", "lower quartile", "upper quartile"], see: ["median", "verdict"] }),
    define("median", "Median of others", "The figure that half of the companies a source asked lie below, and half above.", { see: ["low", "verdict"] }),
    define("verdict", "Verdict", "Where your figure lies among what a source reports: better or worse than its high end, its low end or its median, or in the band. Where neither end is the better one it says above and below. It is a comparison and no advice: the companies that a source asked are not yours.", { see: ["median", "segment_of_benchmark", "grade"] }),
    define("segment_of_benchmark", "Whom a source asked", "In benchmarks the column segment says which companies a source speaks of, by its own words. Rows for a size of company stand there where your ARR, or your ARR per customer, lies in that size in USD.", { see: ["verdict", "grade"] }),
    define("grade", "Grade of a source", "How near to its publisher a benchmark is read: A the publisher's own page or report, A- the same through a garbled copy, B a named secondary source that quotes a named survey, C marketing, unverified, rule a rule of thumb with an author, source our founding documents, which set targets.", { see: ["verdict"] }),
    define("unit", "Unit of a figure", "Where figures of several kinds stand in one column: percent (1 is 100 %), times, months, the currency of an amount, count, or what is counted, such as AEs.", { see: ["metric"] }),
  ],
};
