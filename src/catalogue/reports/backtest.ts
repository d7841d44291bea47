import { label, money, ratio, type Param, type Report } from "../define.js";
import { currency, on } from "../params.js";

const day = { ...on, sentence: "The last close that is looked back from: that of the last month that was over by the day. Default: today." } as const satisfies Param;
const horizon = { name: "horizon", type: "whole", default: 3, most: 24, sentence: "How many months ahead it was forecast." } as const satisfies Param;
const closes = { name: "closes", type: "whole", default: 4, most: 24, sentence: "How many forecasts, one after the other, each as long." } as const satisfies Param;

export const backtest = {
  name: "backtest",
  title: "Forecast looked back at",
  sentence: "What the forecast would have said of past closes with what was signed and known then, beside what came, and beside a naive forecast: as much again as in the months before.",
  asks: "day",
  isUnchained: true,
  madeOf: "backtest",
  params: [day, horizon, closes, currency],
  columns: [
    label("period", "From / to"),
    money("opening", "stock", "ARR then"), money("actual", "stock", "Actual"),
    money("forecast", "stock", "Forecast"), ratio("forecast_error", "Error"),
    money("naive", "stock", "Naive forecast"), ratio("naive_error", "Naive error"),
  ],
  chart: { as: "line", x: "period", y: ["actual", "forecast", "naive"] },
  drill: [{ of: ["actual"], to: "waterfall", with: { from: "period", to: "period" }, set: { grain: "total" } }],
  example: "annua backtest --horizon 6 --closes 4 --book acme.annua",
  tie: "An error is the forecast less what came, as a share of what came; the last row has the means of the errors without their signs.",
} as const satisfies Report;
