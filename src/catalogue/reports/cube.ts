import { label, money, naming, type Param, type Report } from "../define.js";
import { currency, pageParams, payerLevel, spanParams, where } from "../params.js";

const detail = { name: "detail", type: "choice", choices: ["product", "customer"], default: "product", sentence: "One row for each product of a customer, or one for all that it has." } as const satisfies Param;

export const cube = {
  name: "cube",
  title: "ARR by customer and period",
  sentence: "What each customer pays at the close of each period, product by product: the table that a diligence asks for.",
  asks: "periods",
  isList: true,
  mostRows: 1_000_000,
  params: [...spanParams, currency, where, payerLevel, detail, ...pageParams],
  columns: [
    naming(label("customer", "Customer")),
    naming(label("name", "Name")),
    naming(label("parent", "Parent")),
    { ...label("product", "Product"), parts: ["product"] },
    money("arr", "stock", "ARR"),
  ],
  chart: { as: "stacked", x: "period", y: ["arr"], series: "customer" },
  drill: [{ to: "movements", with: { from: "period", to: "period", customer: "customer" } }],
  spread: { across: "period", value: "arr" },
  example: "annua cube contracts.csv --from 2025-01 --to 2025-12 --wide --out cube.csv",
  tie: "The ARR of a period sums to the waterfall's closing. Where a customer has no ARR there is no row, and on a page an empty cell.",
} as const satisfies Report;
