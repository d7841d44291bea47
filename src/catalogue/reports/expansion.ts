import { label, money, type Report } from "../define.js";
import { currency, payerLevel, spanParams, where } from "../params.js";

export const expansion = {
  name: "expansion",
  title: "What expansion is made of",
  sentence: "Why customers who stay pay more or less: price, volume, products won and lost, discounts that ended, and steps that were agreed long ago.",
  asks: "periods",
  sum: { of: ["price", "volume", "cross_sell", "product_loss", "discount", "ramp", "other"], to: "total" },
  params: [
    ...spanParams, currency, payerLevel,
    { ...where, choices: ["product", "customer", "parent"], sentence: "Keep only these products, customers or top parents: COL=a,b, COL!=a, COL~text; repeatable." },
    { name: "by", type: "list", choices: ["product", "customer", "parent"], sentence: "One row for each product, customer or top parent: price and volume are told of a customer's product as a whole, so no finer." },
    { name: "split", type: "switch", default: false, sentence: "Two rows a period: the customers whose ARR rose on balance, and those whose ARR fell." },
  ],
  columns: [
    { ...label("direction", "Direction"), when: "split" },
    money("price", "flow", "Price"),
    money("volume", "flow", "Volume"),
    money("cross_sell", "flow", "Cross-sell"),
    money("product_loss", "flow", "Product loss"),
    money("discount", "flow", "Ended discounts"),
    money("ramp", "flow", "Ramp steps"),
    money("other", "flow", "Other"),
    money("fx", "flow", "Exchange rates"),
    money("acquired", "flow", "Acquired"),
    money("total", "flow", "Expansion and contraction"),
  ],
  chart: { as: "stacked", x: "period", y: ["price", "volume", "cross_sell", "product_loss", "discount", "ramp", "other"] },
  drill: [{ of: ["total", "fx", "acquired"], to: "movements", with: { from: "period", to: "period" }, set: { grain: "total" } }],
  example: "annua expansion contracts.csv --from 2025-01 --to 2025-12 -Q --split",
  tie: "price + volume + cross_sell + product_loss + discount + ramp + other = total = expansion + contraction of the waterfall by method net; fx and acquired stand beside it. The rows by product, customer or parent add up to the whole.",
} as const satisfies Report;
