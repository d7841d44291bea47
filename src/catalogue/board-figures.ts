/** The figures of a board table: what they are called there, and what each is worked out from. */

/** amount: money; count: customers; share: told in percent; times: a multiple. */
export type BoardKind = "amount" | "count" | "share" | "times";

/** What a period is settled by; `other` is the sum of what neither sales nor customers did. */
export type BoardInput =
  | "opening" | "new" | "expansion" | "contraction" | "churn" | "reactivation" | "product_loss" | "other" | "closing" | "net_new"
  | "opening_customers" | "new_customers" | "lost_customers" | "other_customers" | "closing_customers";

export interface BoardFigure {
  name: string;
  title: string;
  kind: BoardKind;
  /** The amount of the period that a cell of it states. */
  input?: BoardInput;
  /** Written with a minus or without, it is a loss. */
  isLoss?: true;
  /** What has to be known before it can be worked out. */
  needs: readonly BoardInput[];
  /** Names without the words that say nothing ({@link boardFigureOf}); `<start>` and `<end>` stand for any word of that sense. None: only a report has such a row. */
  spellings: readonly string[];
  /** Names of which several may stand for parts of it, where none stands for the whole. */
  parts?: readonly string[];
}

const additions = ["new", "expansion"] as const;
const losses = ["contraction", "churn"] as const;

export const boardFigures: readonly BoardFigure[] = [
  { name: "opening", title: "Beginning ARR", kind: "amount", input: "opening", needs: [], spellings: ["<start>", "<start> balance", "at <start>"] },
  { name: "new", title: "New", kind: "amount", input: "new", needs: [], spellings: ["new", "new customer", "new logo", "new business", "new sales", "new deals", "new wins", "new subscriptions", "from new customers", "from new customer", "new logo sales"] },
  {
    name: "expansion", title: "Expansion", kind: "amount", input: "expansion", needs: [], spellings: ["expansion", "expansions", "upsell and cross sell", "upsell cross sell", "upsell expansion", "expansion upsell", "expansion and upsell", "existing customer expansion", "customer expansion"],
    parts: ["upsell", "upsells", "upgrade", "upgrades", "cross sell", "cross sells", "price increase", "price increases", "uplift", "price uplift", "seat expansion"],
  },
  {
    name: "contraction", title: "Contraction", kind: "amount", input: "contraction", isLoss: true, needs: [], spellings: ["contraction", "contractions", "shrinkage", "partial churn", "downgrade and downsell", "customer contraction"],
    parts: ["downgrade", "downgrades", "downsell", "downsells", "down sell", "reduction", "reductions", "price decrease", "price decreases"],
  },
  { name: "churn", title: "Churn", kind: "amount", input: "churn", isLoss: true, needs: [], spellings: ["churn", "churned", "lost", "lost customer", "churned customer", "cancellation", "cancellations", "cancelled", "canceled", "churn lost", "lost churn", "churn lost customers", "attrition", "full churn", "from lost customers"] },
  { name: "reactivation", title: "Reactivation", kind: "amount", input: "reactivation", needs: [], spellings: ["reactivation", "reactivations", "reactivated", "winback", "winbacks", "win back", "win backs", "resurrected", "returning customer", "reactivated customer"] },
  { name: "fx", title: "Exchange rates", kind: "amount", input: "other", needs: [], spellings: ["fx", "fx impact", "fx effect", "exchange rate", "exchange rates", "exchange rate effect", "currency", "currency effect", "foreign exchange", "fx adjustment", "fx other"] },
  { name: "acquired", title: "Acquired", kind: "amount", input: "other", needs: [], spellings: ["acquired", "acquisition", "acquisitions", "inorganic", "acquired customer"] },
  { name: "transfer_in", title: "Transferred in", kind: "amount", input: "other", needs: [], spellings: ["transfer in", "transfers in", "transferred in"] },
  { name: "transfer_out", title: "Transferred out", kind: "amount", input: "other", needs: [], spellings: ["transfer out", "transfers out", "transferred out"] },
  { name: "adjustment", title: "Adjustment", kind: "amount", input: "other", needs: [], spellings: ["adjustment", "adjustments", "other", "other adjustments", "other movements", "reclassification", "reclassifications", "correction", "corrections", "transfer", "transfers", "restatement", "fx and other", "fx and adjustments"] },
  { name: "cross_sell", title: "Cross-sell", kind: "amount", input: "other", needs: [], spellings: [] },
  { name: "product_loss", title: "Product loss", kind: "amount", input: "product_loss", needs: [], spellings: [] },
  { name: "closing", title: "Ending ARR", kind: "amount", input: "closing", needs: ["opening", ...additions, ...losses], spellings: ["<end>", "<end> balance", "at <end>"] },
  { name: "net_new", title: "Net new ARR", kind: "amount", input: "net_new", needs: [...additions, ...losses], spellings: ["net new", "net change", "net movement", "net additions", "net adds", "change", "change in", "net added", "net increase", "increase"] },
  { name: "additions", title: "Additions (new, expansion, reactivation)", kind: "amount", needs: additions, spellings: ["additions", "gross additions", "gross adds", "gross new", "new and expansion", "total additions", "gross added"] },
  { name: "losses", title: "Losses (contraction, churn)", kind: "amount", isLoss: true, needs: losses, spellings: ["losses", "gross losses", "total losses", "churn and contraction", "contraction and churn", "churn contraction", "contraction churn", "churn and downgrades", "churn and downsell", "total churn", "total lost"] },
  { name: "growth", title: "Growth", kind: "share", needs: ["opening", "closing"], spellings: ["growth", "period growth", "qoq growth", "mom growth", "growth qoq", "growth mom", "net growth", "net new", "net change", "<end>"] },
  { name: "new_share", title: "New share of additions", kind: "share", needs: additions, spellings: ["new", "new share", "share new", "new mix", "share of new", "new of gross additions", "new of additions", "new share of additions", "new share of gross additions", "new customer share", "new logo share", "new business share", "new customer", "new business", "new logo", "new logo mix"] },
  { name: "expansion_share", title: "Expansion share of additions", kind: "share", needs: additions, spellings: ["expansion", "expansion share", "share expansion", "expansion mix", "share of expansion", "expansion of gross additions", "expansion of additions", "expansion share of additions", "expansion share of gross additions", "upsell share"] },
  { name: "expansion_rate", title: "Expansion rate", kind: "share", needs: ["opening", "expansion"], spellings: ["expansion rate", "expansion of <start>", "upsell rate"] },
  { name: "contraction_rate", title: "Contraction rate", kind: "share", isLoss: true, needs: ["opening", "contraction"], spellings: ["contraction", "contraction rate", "downgrade rate", "downsell rate"] },
  { name: "churn_rate", title: "Churn rate", kind: "share", isLoss: true, needs: ["opening", "churn"], spellings: ["churn", "churn rate", "churned", "lost", "cancellation rate"] },
  { name: "gross_churn_rate", title: "Gross churn rate", kind: "share", isLoss: true, needs: ["opening", ...losses], spellings: ["churn and contraction", "churn and contraction rate", "contraction and churn", "gross churn and contraction", "gross churn including contraction", "gross churn incl contraction", "gross churn with contraction", "loss rate", "total churn", "total churn rate"] },
  { name: "gross_churn", title: "Gross churn", kind: "share", isLoss: true, needs: ["opening", ...losses], spellings: ["gross churn", "gross churn rate"] },
  { name: "net_churn_rate", title: "Net churn rate", kind: "share", needs: ["opening", "expansion", ...losses], spellings: ["net churn", "net churn rate"] },
  { name: "nrr", title: "NRR", kind: "share", needs: ["opening", "expansion", ...losses], spellings: ["nrr", "ndr", "ndrr", "nrr ndr", "net retention", "net retention rate", "net retention nrr", "net retention rate nrr", "net expansion rate"] },
  { name: "grr", title: "GRR", kind: "share", needs: ["opening", ...losses], spellings: ["grr", "gdr", "gross retention", "gross retention rate", "gross retention grr", "gross retention rate grr"] },
  { name: "quick_ratio", title: "Quick ratio", kind: "times", needs: [...additions, ...losses], spellings: ["quick ratio", "quick"] },
  { name: "replacement_share", title: "Replacement share", kind: "share", needs: [...additions, ...losses], spellings: ["replacement share", "replacement rate"] },
  { name: "opening_customers", title: "Opening customers", kind: "count", input: "opening_customers", needs: [], spellings: ["<start> customers", "customers <start>", "customers at <start>"] },
  { name: "new_customers", title: "New customers", kind: "count", input: "new_customers", needs: [], spellings: ["new customers", "customers added", "customers won", "customers new", "added customers"] },
  { name: "lost_customers", title: "Lost customers", kind: "count", input: "lost_customers", isLoss: true, needs: [], spellings: ["lost customers", "churned customers", "customers lost", "customers churned", "cancelled customers", "customer churn", "logo churn", "churned logos"] },
  { name: "other_customers", title: "Other customers", kind: "count", input: "other_customers", needs: [], spellings: [] },
  { name: "closing_customers", title: "Ending customers", kind: "count", input: "closing_customers", needs: ["opening_customers", "new_customers", "lost_customers"], spellings: ["<end> customers", "customers <end>", "customers at <end>", "customers", "active customers", "total customers", "customer count", "number customers"] },
  { name: "logo_churn_rate", title: "Logo churn rate", kind: "share", isLoss: true, needs: ["opening_customers", "lost_customers"], spellings: ["logo churn", "logo churn rate", "customer churn", "customer churn rate", "customers churn", "customers churn rate", "customers churned", "gross logo churn", "churned customers", "lost customers"] },
  { name: "logo_retention", title: "Logo retention", kind: "share", needs: ["opening_customers", "lost_customers"], spellings: ["logo retention", "logo retention rate", "customer retention", "customer retention rate", "gross logo retention"] },
  { name: "arr_per_customer", title: "ARR per customer", kind: "amount", needs: ["closing", "closing_customers"], spellings: ["per customer", "average per customer", "arpa", "arpc", "arpu", "acv per customer", "per account", "average per account", "average customer", "avg per customer"] },
];

const byName = new Map(boardFigures.map((figure) => [figure.name, figure]));

export const boardFigure = (name: string): BoardFigure => byName.get(name)!;

/** What each amount that a figure is worked out from is called where it is lacking. */
export const boardInputTitles: Readonly<Record<BoardInput, string>> = {
  opening: "beginning ARR", new: "new ARR", expansion: "expansion", contraction: "contraction", churn: "churn", reactivation: "reactivation", product_loss: "product loss", other: "other movements", closing: "ending ARR", net_new: "net new ARR",
  opening_customers: "opening customers", new_customers: "new customers", lost_customers: "lost customers", other_customers: "other customers", closing_customers: "ending customers",
};
