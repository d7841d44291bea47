/**
 * The checks of a book, in the order in which they are shown. The name of a check is its problem code, if it warns, and the name of the
 * file under src/sql/check that finds its offending rows (with _ for -). A law can only be broken by a fault of ours; a warning is about the data.
 */
import { bookProblems } from "../domain/problems/book-problems.js";
import { warningProblems } from "../domain/problems/warning-problems.js";

export interface Check {
  name: string;
  severity: "law" | "warning";
  /** What holds where the check passes. */
  sentence: string;
  remedy: string;
}

const law = <N extends string>(name: N, sentence: string) => ({ name, severity: "law", sentence, remedy: warningProblems["law-broken"].remedy() }) as const;

const warning = <N extends Exclude<keyof typeof warningProblems, "law-broken">>(name: N, sentence: string) =>
  ({ name, severity: "warning", sentence, remedy: warningProblems[name].remedy() }) as const;

export const checks = [
  law("waterfall-foots", "In every month and by every method opening + rows = closing."),
  law("closing-is-next-opening", "A month opens with the ARR and the customers with which the month before closed."),
  law("logos-foot", "In every month and by every method the customers' opening + moves = closing."),
  law("quarter-is-its-months", "A quarter's net movement is that of its months."),
  law("movement-signs", "Gains are above zero and losses below it, so GRR exceeds neither 100% nor NRR."),
  law("ledger-is-its-lines", "At the close of every day the ledger sums to the lines that are active."),
  law("customers-are-the-ledger", "Each customer's running total is the sum of its ledger."),
  law("sums-are-kept", "Sums kept over all customers, by day and by month, are what the customers make."),
  law("snapshot-is-its-lines", "The snapshot, the list of lines and the customers sum to the lines active on the day."),
  law("interval-in-term", "A line counts on one day at least, and only in its time or while it is held."),
  law("intervals-apart", "A line never counts twice on one day."),
  law("never-shortened", "A line ends before its signed end only where another takes its place."),
  law("line-once", "Every version of a line is in one place at most, and only a present one counts."),
  law("one-present-version", "A line has one version in the present view."),
  law("keys-resolve", "Every key names one thing, and the same one everywhere."),
  { name: "currency-without-rate", severity: "warning", sentence: "Every currency has an exchange rate.", remedy: bookProblems["currency-without-rate"].remedy({ currency: "EUR", lines: "", worth: "", carried: "", on: "", examples: "", is_all: "" }) },
  warning("line-overlap", "No two lines of one customer and product run at the same time."),
  warning("ended-without-renewal", "Where all cover of a customer and product has ended, a notice was given or something took its place; and no credit runs on past its end."),
  warning("short-gap", "Cover of a customer and product has no gaps under 90 days."),
  warning("attribute-change", "Attributes stay the same from one line of a customer and product to the next."),
  warning("decided-line-changed", "Lines are as they were when they were decided about."),
  warning("customer-two-names", "A customer has one name."),
  warning("line-negative", "No line has negative ARR."),
  warning("discount-outside", "Every discount is between 0 % and 100 %."),
  warning("customer-below-zero", "No customer's ARR is below zero."),
  warning("notice-without-end", "A line of which notice was given has an end."),
  warning("replaces-other-customer", "\"replaces\" names a line of the same customer."),
  warning("replaces-circle", "No lines replace each other in a circle."),
  warning("replaces-unknown", "\"replaces\" names another line that is there."),
  warning("plan-left-out", "No plan is left out by partial_year or sub_annual_plans."),
  warning("kind-left-out", "No line is left out by its kind."),
  warning("kind-by-rule", "Every line names its kind."),
  warning("line-empty", "No line ends on the day on which it starts."),
  warning("start-far", "Every line starts between 1990 and 2099-12-30."),
  warning("end-far", "No end stands for \"open\"."),
] as const satisfies readonly Check[];
