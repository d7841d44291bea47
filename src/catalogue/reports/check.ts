import { count, label, type Report } from "../define.js";

export const check: Report = {
  name: "check",
  title: "Checks",
  sentence: "The laws that every figure must satisfy, and what in the data deserves a look, each with an example.",
  asks: "all",
  params: [],
  columns: [label("check", "Check"), label("passed", "Passed"), count("offending", "stock", "Offending"), label("example", "Example")],
  example: "annua check contracts.csv",
};
