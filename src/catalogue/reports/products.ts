import { count, label, money, naming, ratio, type Param, type Report } from "../define.js";
import { currency, knownOn, on, pageParams, payerLevel, where } from "../params.js";

const list = {
  name: "list", type: "choice", choices: ["products", "combinations", "whitespace"], default: "products",
  sentence: "Products by ARR; customers by the combination of products that they have; or, as whitespace, each customer with each product that it lacks, the largest customer first.",
} as const satisfies Param;

export const products = {
  name: "products",
  title: "Products",
  sentence: "Which products customers have on a day, together with which others, and who lacks which.",
  asks: "day",
  isList: true,
  params: [on, knownOn, currency, where, payerLevel, list, ...pageParams],
  columns: [
    label("product", "Product"),
    { ...naming(label("customer", "Customer")), when: "whitespace" },
    { ...naming(label("name", "Name")), when: "whitespace" },
    { ...count("customers", "stock", "Customers (logos)"), unless: "whitespace" },
    money("arr", "stock", "ARR"),
    { ...ratio("attach_rate", "Attach rate"), unless: "whitespace" },
  ],
  chart: { as: "bars", x: "product", y: ["arr"] },
  drill: [{ of: ["customer", "name", "arr"], to: "customer", with: { customer: "customer" } }],
  example: "annua products contracts.csv --on 2025-12-31 --list whitespace --limit 20",
  tie: "The ARR of the products is the snapshot's by product; that of the combinations is that of all customers above zero, each of them once. In whitespace it is the customer's whole ARR, beside each product that it lacks. With --where customers, their products and what they lack are those of the ARR that it keeps.",
} as const satisfies Report;
