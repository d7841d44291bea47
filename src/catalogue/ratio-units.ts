/** What a ratio counts where it is no share: how often, months, or an index between 0 and 1. */
export type RatioUnit = "percent" | "points" | "times" | "months" | "index";

const units: Readonly<Record<string, RatioUnit>> = {
  quick_ratio: "times", new_arr_efficiency: "times", magic_number: "times", arr_magic_number: "times", ltv_cac: "times", burn_multiple: "times",
  hhi: "index", cac_payback_months: "months",
};

/** The unit of a column's ratios; the difference of two shares is points. */
export const ratioUnit = ({ name, beside }: { name: string; beside?: string }): RatioUnit =>
  units[name.replace(/^(vs|diff)_/, "")] ?? (beside === "difference" ? "points" : "percent");
