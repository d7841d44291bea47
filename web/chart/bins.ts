/** Into which of nine steps a percentage falls. */

/** Binned by the number that is shown: a printed 100 is neutral. */
export function binOf(shown: string): string {
  const percent = Number(shown.replace("%", "").replace("−", "-").replaceAll(",", ""));
  if (percent === 100) return "hn";
  const steps: [number, string][] = [[70, "h0"], [80, "h1"], [90, "h2"], [100, "h3"], [110, "h4"], [125, "h5"], [150, "h6"]];
  return steps.find(([below]) => percent < below)?.[1] ?? "h7";
}
