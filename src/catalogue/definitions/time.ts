/** Days, periods, and the clock on which something became known. */
import { grains } from "../../domain/period.js";
import { define, type Topic } from "./definition.js";

export const timeTopic: Topic = {
  title: "Time",
  definitions: [
    define("period", "Period", "A half-open span of days, named as 2025-03, 2025-Q1, 2025, 2025-W07 or 2025-03-10. Its first day is in it, and from and to of a question are both inclusive. Fiscal years are named by the calendar year in which they end; weeks that start on Monday have their ISO number, others that of the week that holds their Thursday.", {
      aliases: ["from", "to", "month", "quarter", "year", "week", "fiscal year"], knobs: ["fiscal_year_start", "week_start", "time_zone"], see: ["grain", "opening", "closing"],
    }),
    define("grain", "Grain", `How long the periods of an answer are: ${grains.join(", ")}. total is one row over the whole span. A quarter is netted anew from its own two ends, so its rows need not be the sums of its months; opening, closing and net new are.`, { see: ["period", "method"] }),
    define("date", "Date", "A civil day in one reporting time zone, as YYYY-MM-DD. A timestamp with an offset is cut to its day in time_zone; one without stands as it is written. Of a movement: the day of the change by events; else, as the movement is between the two ends of the period, the period's last day, also under months.", {
      aliases: ["on", "day", "as of"], knobs: ["time_zone"], see: ["period", "record_time"],
    }),
    define("vs", "Side by side (vs)", "Beside each figure the same figure of something else, vs_NAME, and the figure less that one, diff_NAME; of ratios in points. previous is the period before, for a day the close a month earlier (a month's last day stays one), for a span without a grain the same length right before it. last_year is twelve months earlier, of a week 52 weeks earlier. close is the figure of a closed period as it was reported when it was last closed. A preset or a policy file gives the same days under another definition. A group that one of the two does not have is zero there; 29 February has nothing beside it a year before.", {
      aliases: ["previous", "last_year", "vs_", "diff_", "compared with"], see: ["period", "policy", "preset"],
    }),
    define("record_time", "Record time", "When something became known, as against the time for which it holds: a contract of January that was found in March has its start in January and its record time in March. recorded_on says it, as an instant, or as a day, which means that day's end; rows that say nothing are known since ever in the first import of a book, and since the import in later ones.", {
      aliases: ["recorded_on", "superseded_on", "knowledge time", "bitemporal", "transaction time"], knobs: ["time_zone"], see: ["version", "present_view"],
    }),
    define("version", "Version", "One state of a line. A correction is another version with a later record time and never an edit: the one before ends, on the record clock, where it begins. Rows with one line_id and different recorded_on are versions; two different rows with the same line_id and record time are refused.", {
      aliases: ["correction", "supersede", "retract"], see: ["record_time", "line"],
    }),
    define("present_view", "Present view", "The versions that nothing supersedes: what every report answers from. It never looks at the clock, so a version with a superseded_on in the future is out all the same.", { aliases: ["view", "known_on"], see: ["version", "record_time"] }),
  ],
};
