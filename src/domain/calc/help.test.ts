import { describe, expect, it } from "vitest";
import { calculations, findCalculation } from "./calc.js";
import { calculationHelp, calculationList, exampleCommand, figuresNeeding } from "./help.js";

describe("help", () => {
  it("shows sentence, inputs, formulas and a command", () => {
    expect(calculationHelp(findCalculation("growth"))).toBe(
      [
        "Growth. The change of ARR as a share of where it started.",
        "",
        "Inputs",
        "  entry  ARR at the start",
        "  exit   ARR at the end",
        "",
        "Figures",
        "  growth  (exit - entry) / entry",
        "",
        "Example",
        "  annua calc growth entry=1000000 exit=1728000",
      ].join("\n"),
    );
  });

  it("quotes lists for the shell", () => {
    expect(exampleCommand(findCalculation("footing"))).toBe("annua calc footing 'rows=[1.4,1.4,1.4]' places=0");
  });

  it("tells the standard of an input, and what an input is for where others answer without it", () => {
    const help = calculationHelp(findCalculation("gtm_plan"));
    expect(help).toContain("productive share of a hire's first year (1 if not given)");
    expect(help).toContain("annual value of an average deal (for deals, opportunities)");
  });

  it("follows a need through earlier figures", () => {
    const plan = findCalculation("gtm_plan");
    const winRate = plan.inputs.find((input) => input.name === "win_rate")!;
    expect(figuresNeeding(winRate, plan)).toEqual(["pipeline", "marketing_pipeline", "marketing_spend", "opportunities"]);
  });

  it("lists every calculation on a line", () => {
    const lines = calculationList(calculations).split("\n");
    expect(lines).toHaveLength(calculations.length);
    expect(lines[0]).toMatch(/^ {2}growth +Growth$/);
  });
});
