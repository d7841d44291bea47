/** Kinds of movement, each with its colour and its pattern, the same on every page. */
export interface Kind {
  colour: string;
  pattern: "solid" | "rising" | "falling" | "lines" | "dots";
}

const solid = (colour: string): Kind => ({ colour, pattern: "solid" });
const other: Kind = { colour: "var(--k-oth)", pattern: "dots" };
const balance = solid("var(--k-bal)");

const kinds: Readonly<Record<string, Kind>> = {
  opening: balance, closing: balance,
  new: solid("var(--k-new)"), expansion: { colour: "var(--k-exp)", pattern: "rising" }, cross_sell: { colour: "var(--k-exp)", pattern: "rising" }, reactivation: { colour: "var(--k-rea)", pattern: "lines" },
  contraction: { colour: "var(--k-con)", pattern: "falling" }, product_loss: { colour: "var(--k-con)", pattern: "falling" }, churn: solid("var(--k-chu)"),
  acquired: other, transfer_in: other, transfer_out: other, fx: other, adjustment: other,
};

export const kindOf = (column: string): Kind | undefined => kinds[column];
/** Of a piece that is no movement: grey, up or down. */
export const neutralKind = (isLoss: boolean): Kind => ({ colour: "var(--k-oth)", pattern: isLoss ? "falling" : "solid" });
