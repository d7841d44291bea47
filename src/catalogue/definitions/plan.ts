/** What a plan to a target is made of. */
import type { FormulaFigure } from "../../domain/calc/calculation.js";
import * as formulas from "../../domain/plan/formulas.js";
import { assumptions } from "../../domain/plan/what-if.js";
import { arrKnobs } from "../moving-knobs.js";
import { define, type Topic } from "./definition.js";

/** The formula of a step that stands beside those of `calc gtm_plan`. */
function planFormula(step: string): string {
  const figures = Object.values(formulas).flatMap((calculation) => calculation.figures as FormulaFigure[]);
  return figures.find(({ name }) => name === step)!.formula;
}

export const planTopic: Topic = {
  title: "Planning",
  definitions: [
    define(
      "plan", "Plan to a target",
      "The report plan: what it takes to get from the ARR at the close of a day to a target twelve months later. ARR and, where the scenario says none, the yearly rates of loss and expansion come from the book's own last twelve months; all else is assumed by the scenario, " +
        "and each step says its formula with the numbers in it. With detail: months the plan stands beside the waterfall of the months that are over.",
      { aliases: ["annual plan", "go-to-market plan", "plan against actual"], knobs: arrKnobs, see: ["scenario", "gtm_plan", "bottom_up", "planned_new"] },
    ),
    define(
      "scenario", "Scenario",
      "A YAML file of what is assumed of a year: target, churn, expansion, quota, attainment, ramp, attrition, win_rate and so on; docs/planning.md lists its keys. Numbers are read as they are written, shares as 0.1 or 10%; shares have to sum to 1; what it does not say leaves out the steps that hang on it.",
      { see: ["plan", "step"] },
    ),
    define("step", "Step", "One figure of a plan: its name, as its formula and those of later steps call it.", { see: ["section", "group", "value", "plan"] }),
    define("section", "Section", "What a step of a plan is about: target, people, pipeline, customer success.", { see: ["step"] }),
    define("group", "Group", "The part of a whole that a step of a plan is of: a share of the scenario, such as a region, or a tier; empty for the whole. The parts sum to the whole, amounts to the cent and counts in ones, by largest remainder.", { see: ["step", "footing"] }),
    define("average_aes", "Account executives over the year", "Those who are fully productive at the start, less half of those who leave within the year, as they leave evenly.", { formula: planFormula("average_aes"), see: ["attrition", "ramp_factor", "gtm_plan"] }),
    define("attrition", "Attrition", "In a scenario, the share of the account executives who leave within a year, evenly. By the middle of its n-th month attrition x (n - 0.5) / 12 of those who start together have left.", { see: ["average_aes", "ramp_factor"] }),
    define(
      "ramp_factor", "Ramp factor",
      "The productive share of the year of a hire who starts in its first month, or in the month hire_from: how productive it is in each month of its ramp, the last holding on, less those who have left by the middle of the month. A scenario without a ramp takes hires as productive at once.",
      { aliases: ["ramp by month"], formula: "sum over the months left of ramp x (1 - attrition x (month - 0.5) / 12) / 12", source: "ramp by month: capacity is ramped people x quota x attainment and ramping people by their productivity; target / quota alone fails on ramp, attainment and late hires", see: ["attrition", "hires_scheduled", "gtm_plan"] },
    ),
    define(
      "hires_scheduled", "Hires by date",
      "Who starts when: as early as somebody can start (hire_from), as many a month as there can be (hires_a_month; else as many as are needed), until what all of them sell in the year reaches what is required, or the year is over; or as the scenario settles it (hires).",
      { formula: planFormula("starting"), see: ["hired_capacity", "ramp_factor"] },
    ),
    define("hired_capacity", "Capacity of hires", "What the hires sell in the year, each month of start with its own ramp factor.", { formula: `sum by month of ${planFormula("capacity_of_hires")}`, see: ["hires_scheduled", "bottom_up"] }),
    define("bottom_up", "Bottom-up", "What the people can sell: those who are there and those who start. Required new ARR is the same from the top down; the gap is what the people lack (below zero) or have to spare.", { aliases: ["bottom-up plan", "top-down", "street capacity"], formula: planFormula("bottom_up"), see: ["hired_capacity", "gtm_plan"] }),
    define("capacity", "Capacity by month", "In the months of a plan, what those who are there and those who have started can sell in it; the months sum to bottom_up.", { aliases: ["ae capacity"], see: ["bottom_up", "ramp_factor"] }),
    define("pipeline_at_start", "Pipeline at the start", "What has to be open before the first month, as a deal takes cycle_months: the pipeline of the first months' deals. With what each month opens it is the pipeline of the plan.", { formula: planFormula("pipeline_at_start"), see: ["pipeline_to_open", "gtm_plan"] }),
    define("pipeline_to_open", "Pipeline to open", "In the months of a plan, the pipeline of the deals of cycle_months later; empty where these lie beyond the plan.", { see: ["pipeline_at_start"] }),
    define("planned_new", "Planned new ARR", "In the months of a plan, required new ARR by the scenario's seasonality, else a twelfth each; the months sum to it, to the cent.", { aliases: ["seasonality"], see: ["diff_new", "planned_closing", "gtm_plan"] }),
    define("diff_new", "New, difference", "New ARR of the waterfall less what was planned, in months that are over.", { formula: "new - planned_new", knobs: arrKnobs, see: ["new", "planned_new"] }),
    define("planned_opening", "Planned beginning ARR", "In the months of a plan, the start of the plan, then the planned ending ARR of the month before.", { see: ["planned_closing"] }),
    define("planned_expansion", "Planned expansion", "In the months of a plan, what those who are there at the start bring more, by the same seasonality.", { formula: `${planFormula("planned_expansion")} over the year`, see: ["planned_new", "planned_closing"] }),
    define("planned_churn", "Planned churn and contraction", "In the months of a plan, what is lost of the start, below zero, by the same seasonality. The cent that rounding leaves is in it, so that the months lead to the end of the plan.", { formula: `${planFormula("planned_churn")} over the year, where closing = retained + required_new`, see: ["planned_expansion", "planned_closing"] }),
    define("planned_closing", "Planned ending ARR", "In the months of a plan, ARR on its way from the start to the end of the plan.", { formula: planFormula("planned_closing"), see: ["planned_opening", "planned_new", "planned_expansion", "planned_churn", "diff_closing"] }),
    define("diff_closing", "Ending ARR, difference", "Closing of the waterfall less what was planned, in months that are over.", { formula: "closing - planned_closing", knobs: arrKnobs, see: ["closing", "planned_closing"] }),
    define("csms_now", "CSMs now", "Customer success managers that the accounts (top parents) or the ARR of a tier need on the day, at so many accounts or so much ARR each, rounded up in each tier.", { aliases: ["coverage ratio", "tier load"], formula: planFormula("csms_now"), knobs: ["tiers"], see: ["csms_at_target", "tier"] }),
    define("csms_at_target", "CSMs at the target", "Customer success managers that a tier needs when it has grown as ARR has, from the start to the target.", { formula: planFormula("csms_at_target"), knobs: ["tiers"], see: ["csms_now", "csm_hires"] }),
    define(
      "what_if", "What if",
      "The report what_if: the amounts of a book that an assumption is about, as they are and as they would be. Churn is that of the book's twelve months up to the day; the renewal rate is the gross one of the 24 months up to it, of which the forecast takes its probabilities, too, but here of all segments and terms together and without what people said. Nothing is assumed but what is asked.",
      { aliases: ["what if", "sensitivity of churn"], knobs: arrKnobs, see: ["assumption", "base", "plan"] },
    ),
    define(
      "assumption", "Assumption",
      "In what_if: churn (ARR a year on, before anything new, with churn_points more lost), price (what is renewed of what comes up within the horizon, at another price), to_annual (ARR of lines signed for less than a year, a share of which signs for a year at a discount), together (ARR a year on, with the differences of all).",
      { formula: assumptions.map(({ name, figures }) => `${name}: ${(figures[1] as FormulaFigure).formula}`).join("; "), see: ["base", "what_if", "commitment", "renewals"] },
    ),
    define("base", "As it is", "In what_if, the amount that an assumption is about, without it.", { see: ["changed", "assumption"] }),
    define("changed", "Changed", "In what_if, the same amount with the assumption.", { aliases: ["as changed"], see: ["base", "assumption"] }),
    define(
      "forecast", "ARR forecast",
      "The report forecast: the ARR that is contracted on a day, run forward by month, with what is expected of its renewals, of new business and of expansion. It knows what was recorded by the close of that day; lines of which nobody says when they were recorded are known from their signature on. " +
        "New business and expansion go on as in the last twelve months (New and Reactivation; Expansion), or as a scenario plans them, but never below what is signed; losses beyond those of renewals (lost and downsell) go on as in the last twelve months. The scenario may say target, expansion and seasonality. " +
        "In a cut, what is expected beyond what is signed is that of the whole book, shared out over the groups by what the last twelve months brought each (else by ARR), to the cent by largest remainder; probabilities are those of the whole book, so the groups of a cut sum to the total without one, row by row. By other columns it is shared out anew: groups within a filter, or a finer cut, need not sum to the same part of a coarser one. What is worked out anew for each period (tier, tenure, …) can't cut it. " +
        "What is open in it is what the report renewals of the same months shows as pending where it is asked of today. From a past day, renewals --on goes by what is known now: what it shows as renewed by lines signed after that day was open then, and is open in the forecast; where lists come with recorded_on, renewals --on D --known-on D is the same as the forecast of D.",
      { aliases: ["arr forecast", "run-off"], formula: "opening + new + expansion + churn = closing", knobs: arrKnobs, see: ["renewal", "probability", "commit", "expected", "best", "backtest"] },
    ),
    define(
      "renewal", "Up for renewal",
      "In the forecast, what comes up for renewal in the month and is still open: of signed terms their whole ARR; of those that were expected to be renewed before and come up again after their term, what was expected. What is past its end and neither renewed nor lost, within the grace or held under expired: hold, comes up in the first month. Renewals that are signed already are not in it, nor are lines that renew themselves, which run on. It is no movement: what is expected to be lost of it is in churn.",
      { see: ["forecast", "probability", "available_to_renew"] },
    ),
    define(
      "probability", "Probability of a renewal",
      "How likely an open renewal is kept: what somebody said last (`annua renewal set`); else 0 for what is under a notice received by the day; else by what was lost, by ARR, of the renewals like it that were settled in the 24 months up to the day: lost and downsell for each month of term, times the months of its term, where a year and more counts as a year, so that for terms of a year it is the gross renewal rate, and a month's rate is never a year's. " +
        "Like it are terms of a year and more, or shorter ones, of the same segment and year of the customer (first, second, later), else of the segment, from ten renewals on; else of all; else terms of the other sort (a year then is twelve months, one after the other); where there was none it is taken as renewed. Of the past, those count that as many months before their end were under no notice either. " +
        "After its term the renewed line comes up again, and is kept as the history says.",
      { formula: "1 - months x sum of (due - min(renewed, due)) / sum of (due x months), months at most 12; of a year by shorter terms (1 - lost by month) ^ 12", see: ["basis", "renewal_rate", "forecast"] },
    ),
    define("commit", "Commit", "In the forecast, ARR that can be counted on: what is signed, open renewals by their probability, less losses outside of renewals, and no new business or expansion that is not signed. A renewal that somebody said is less likely than sure (--sure, 0.9) is in it with nothing, whatever its probability: a doubt about an account that has a name takes it out whole, while of those that nobody spoke of the history holds for the many. --sure 0 leaves none out. Best less commit is the sum of --detail accounts: each account, what is new or expands and is not signed, and losses outside of renewals.", { aliases: ["committed forecast"], see: ["expected", "best", "forecast"] }),
    define("expected", "Expected", "In the forecast, the ending ARR of a month with everything by its probability; of an account, what of its renewal is expected at the end.", { see: ["commit", "best", "forecast"] }),
    define("best", "Best case", "In the forecast, ARR if all open renewals are kept but those under a notice or that somebody said are as good as lost (as likely lost as sure: 0.1 or less), with the new business and expansion that is expected and no other losses.", { aliases: ["best case"], see: ["commit", "expected", "forecast"] }),
    define(
      "backtest", "Forecast looked back at",
      "The report backtest: the forecast as it would have been made at past closes, with what was signed and known then, beside what came. The naive forecast adds as much again as in as many months before. An end that a list says today is known from the start where nobody says when it was learnt; the answer then says so.",
      { aliases: ["back-test", "forecast accuracy"], knobs: arrKnobs, see: ["forecast", "forecast_error", "naive"] },
    ),
    define("actual", "Actual", "In the backtest, ARR at the close, as it is known now.", { knobs: arrKnobs, see: ["forecast_error"] }),
    define("forecast_error", "Error of the forecast", "What was forecast less what came, as a share of what came; in the last row the mean without signs.", { aliases: ["forecast error"], formula: "(forecast - actual) / actual", see: ["naive_error", "backtest"] }),
    define("naive", "Naive forecast", "As much again as in as many months before, and not below zero.", { formula: "max(0, arr + (arr - arr_before))", see: ["naive_error", "backtest"] }),
    define("naive_error", "Error of the naive forecast", "The same error of the naive forecast: a forecast is worth its trouble where its own is smaller.", { formula: "(naive - actual) / actual", see: ["forecast_error", "naive"] }),
    define("csm_hires", "CSMs to hire", "Customer success managers at the target less those there are (csms of the scenario).", { formula: planFormula("csm_hires"), see: ["csms_at_target"] }),
  ],
};
