/** Columns to group and filter by that no line has: they are worked out for each period. */

export interface Dimension {
  name: string;
  title: string;
  /** What its values are. */
  sentence: string;
}

export const dimensions = [
  { name: "tier", title: "Tier", sentence: "The size band of the customer's ARR, by the knob tiers." },
  { name: "cohort", title: "Cohort", sentence: "The month of the customer's first active day ever, such as 2024-03." },
  { name: "tenure", title: "Tenure", sentence: "Whole years since the customer's first active day: 0 in its first year." },
  { name: "commitment", title: "Commitment", sentence: "How long the line is signed for: month_to_month (under 12 months), annual (12 to under 24 months) or multi_year; a line without an end by its price period." },
  { name: "remaining_term", title: "Remaining term", sentence: "How long the line's signed term still runs: 00-03_months, 03-06_months, 06-12_months, 12-24_months, 24_months_up, open (no end), or past_end (it runs on or is held)." },
] as const satisfies readonly Dimension[];

export const dimensionNames: readonly string[] = dimensions.map(({ name }) => name);

/** What the values of a dimension are. */
export const sentenceOf = (name: (typeof dimensions)[number]["name"]): string => dimensions.find((one) => one.name === name)!.sentence;

/** The title of a group column: that of a dimension, or the name of a column of the lines as it is written there. */
export const groupTitle = (name: string, computed: readonly string[]): string => (computed.includes(name) ? dimensions.find((one) => one.name === name)!.title : name);
