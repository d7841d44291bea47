import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { label, money, ratio } from "../catalogue/define.js";
import { efficiency } from "../catalogue/reports/efficiency.js";
import { variants } from "../catalogue/reports/variants.js";
import { waterfall } from "../catalogue/reports/waterfall.js";
import type { ReportRow } from "../catalogue/index.js";
import { decimalText } from "../domain/money.js";
import { inUnits, type Unit } from "./in-units.js";
import { markdownOf } from "./markdown.js";
import { readDecimalText } from "./number-text.js";
import { plain } from "./paint.js";
import { sheetOf, type Sheet, type SheetShape } from "./sheet.js";
import { textOf } from "./text.js";

const sheet = (columns: Sheet["columns"], rows: ReportRow[], shape: SheetShape): Sheet => ({ title: "T", scope: [], currency: "USD", columns, rows, shape, notes: [] });
const provenance = { data: "", policy: "", decisions: "", model: "", known_on: null, version: "" };
const units = (value: unknown): bigint => readDecimalText(String(value)).digits;

const movements = ["new", "expansion", "contraction", "churn"] as const;
const columns = [label("period", "Period"), ...waterfall.columns.filter((column) => column.when === undefined && ["opening", ...movements, "closing", "net_new", "growth"].includes(column.name))];

const beside = (name: "vs" | "difference") => columns.filter(({ name: own }) => own !== "growth" && own !== "period").map((column) => ({ ...column, name: `${name}_${column.name}`, beside: name }));

/** A chain of periods: each opens where the one before closed. */
function chain(start: bigint, steps: bigint[][]): ReportRow[] {
  let opening = start;
  return steps.map((amounts, at) => {
    const net = amounts.reduce((total, amount) => total + amount, 0n);
    const row: ReportRow = { period: String(at), opening: decimalText(opening, 2), closing: decimalText(opening + net, 2), net_new: decimalText(net, 2), growth: null };
    movements.forEach((name, place) => (row[name] = decimalText(amounts[place]!, 2)));
    opening += net;
    return row;
  });
}

const cents = fc.bigInt({ min: -500_000_00n, max: 500_000_00n });
const steps = fc.array(fc.tuple(cents, cents, cents, cents).map((amounts) => [...amounts]), { minLength: 1, maxLength: 8 });

describe("periods", () => {
  it.each<Unit>(["k", "M"])("in %s opening + movements = closing, a closing is the next opening, and no figure moves by a unit", (unit) => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_000_000_00n }), steps, (start, amounts) => {
        const exact = chain(start, amounts);
        const rows = inUnits(sheet(columns, exact, "periods"), unit).rows;
        const size = 10n ** BigInt((unit === "k" ? 3 : 6) + 2 - readDecimalText(String(rows[0]!["opening"])).places);
        rows.forEach((row, at) => {
          const sum = movements.reduce((total, name) => total + units(row[name]), units(row["opening"]));
          expect(sum).toBe(units(row["closing"]));
          expect(units(row["net_new"])).toBe(units(row["closing"]) - units(row["opening"]));
          if (at > 0) expect(row["opening"]).toBe(rows[at - 1]!["closing"]);
          for (const name of ["opening", ...movements, "closing"]) {
            const off = units(row[name]) * size - units(exact[at]![name]);
            expect(off <= size && off >= -size).toBe(true);
            if (units(exact[at]![name]) !== 0n) expect(row[name]).not.toMatch(/^-?0(\.0+)?$/);
          }
        });
      }),
    );
  });

  it("shows whole thousands as they are", () => {
    const [row] = inUnits(sheet(columns, chain(1_000_000_00n, [[20_000_00n, 0n, -5_000_00n, 0n]]), "periods"), "k").rows;
    expect(row).toMatchObject({ opening: "1000", new: "20", expansion: "0", contraction: "-5", churn: "0", closing: "1015", net_new: "15" });
  });

  it("millions keep one decimal", () => {
    const [row] = inUnits(sheet(columns, chain(4_500_000_00n, [[150_000_00n, 0n, 0n, 0n]]), "periods"), "M").rows;
    expect(row).toMatchObject({ opening: "4.5", new: "0.2", closing: "4.7", net_new: "0.2" });
  });
});

it("a list's column sums to its rounded total", () => {
  const list = sheet([label("customer", "Customer"), money("arr", "stock", "ARR")], ["14400.00", "14400.00", "14400.00"].map((arr, at) => ({ customer: String(at), arr })), "list");
  expect(inUnits(list, "k").rows.map((row) => row["arr"])).toEqual(["15", "14", "14"]);
});

it("a bridge's parts lead from its first figure to its last, both rounded by themselves", () => {
  const columns = [money("live", "stock", "Live"), money("signed", "stock", "Signed"), money("churn", "stock", "Churn"), money("carr", "stock", "CARR"), ratio("carr_to_arr", "CARR / ARR")];
  const rows = [{ live: "104400.00", signed: "104400.00", churn: "0.00", carr: "208800.00", carr_to_arr: "2.000000" }];
  expect(inUnits(sheet(columns, rows, "bridge"), "k").rows).toEqual([{ live: "104", signed: "105", churn: "0", carr: "209", carr_to_arr: "2.000000" }]);
});

it("parts come to their sum, which is rounded by itself, and what stands beside it is rounded alone", () => {
  const columns = [money("price", "flow", "Price"), money("volume", "flow", "Volume"), money("fx", "flow", "FX"), money("total", "flow", "Total")];
  const parts = { ...sheet(columns, [{ price: "14400.00", volume: "14400.00", fx: "1600.00", total: "28800.00" }], "periods"), sum: { of: ["price", "volume"], to: "total" } };
  expect(inUnits(parts, "k").rows).toEqual([{ price: "15", volume: "14", fx: "2", total: "29" }]);
});

it("figures that stand beside others lead from their own opening to their own closing", () => {
  const [own] = chain(10_400_00n, [[400_00n, 400_00n, 0n, 0n]]);
  const [other] = chain(20_400_00n, [[10_400_00n, 10_400_00n, 0n, 0n]]);
  const row = { ...own, ...Object.fromEntries(Object.entries(other!).map(([name, value]) => [`vs_${name}`, value])) };
  const [shown] = inUnits(sheet([...columns, ...beside("vs")], [row], "periods"), "k").rows;
  for (const layer of ["", "vs_"]) expect(movements.reduce((total, name) => total + units(shown![`${layer}${name}`]), units(shown![`${layer}opening`]))).toBe(units(shown![`${layer}closing`]));
  expect([shown!["closing"], shown!["vs_closing"]]).toEqual(["11", "41"]);
});

it("averages are rounded by themselves, undefined figures stay undefined, ratios and currencies without cents are left alone", () => {
  const plain = sheet([money("arr", "stock", "ARR"), money("arr_per_customer", "stock", "Each"), ratio("nrr", "NRR")], [{ arr: "1499", arr_per_customer: null, nrr: "1.100000" }, { arr: "1400", arr_per_customer: "2600", nrr: null }], "plain");
  expect(inUnits(plain, "k").rows).toEqual([{ arr: "1.5", arr_per_customer: null, nrr: "1.100000" }, { arr: "1.4", arr_per_customer: "2.6", nrr: null }]);
});

it("a plan that lacks figures, or that does not tie, keeps each of its figures rounded by itself", () => {
  const [row] = chain(10_400_00n, [[400_00n, 0n, 0n, 0n]]);
  const planned = { ...Object.fromEntries(Object.keys(row!).map((name) => [`vs_${name}`, null])), vs_opening: "20400.00", vs_new: "5400.00", vs_closing: "30400.00" };
  const shown = (figures: object) => inUnits(sheet([...columns, ...beside("vs")], [{ ...row, ...figures }], "periods"), "k").rows[0]!;
  expect(shown(planned)).toMatchObject({ vs_opening: "20", vs_new: "5", vs_expansion: null, vs_churn: null, vs_closing: "30", vs_net_new: null });
  expect(shown({ ...planned, vs_expansion: "0.00", vs_contraction: "0.00", vs_churn: "0.00" })).toMatchObject({ vs_opening: "20", vs_new: "5", vs_expansion: "0", vs_closing: "30" });
  expect(shown({ ...planned, vs_opening: null })).toMatchObject({ vs_opening: null, vs_new: "5", vs_closing: "30" });
});

it("what growth costs leads from no balance to another: LTV is none that ARR per head closes, and neither is shown where nobody told what it needs", () => {
  const rows = [{ period: "2026-01", cac: null, ltv: null, arr_per_head: null }, { period: "2026-02", cac: "125000.00", ltv: "1620000.00", arr_per_head: "50000.00" }];
  const answer = { report: "efficiency", params: {}, currency: "USD", columns: efficiency.columns.filter(({ name }) => name in rows[0]!), rows, next_cursor: null, problems: [], provenance };
  expect(inUnits(sheetOf(answer), "k").rows).toEqual([rows[0], { period: "2026-02", cac: "125", ltv: "1620", arr_per_head: "50" }]);
});

it("what is said of several definitions adds up to nothing, so one figure is rounded alike wherever it stands", () => {
  const exact = [{ variant: "contracted_arr", value: "10600.00" }, { variant: "carr", value: "10600.00" }, { variant: "usage_arr", value: "20600.00" }];
  const answer = { report: "variants", params: {}, currency: "USD", columns: variants.columns.filter(({ name }) => name in exact[0]!), rows: exact, next_cursor: null, problems: [], provenance };
  expect(inUnits(sheetOf(answer), "k").rows.map(({ value }) => value)).toEqual(["11", "11", "21"]);
});

it("in steps each amount leads from one balance to the next", () => {
  const exact = ["6400.00", "6400.00", "6400.00"].map((amount, at) => ({ amount, arr_after: decimalText(6400_00n * BigInt(at + 1), 2) }));
  const rows = inUnits(sheet([money("amount", "flow", "Amount"), money("arr_after", "stock", "After")], exact, "steps"), "k").rows;
  expect(rows).toEqual([{ amount: "6", arr_after: "6" }, { amount: "7", arr_after: "13" }, { amount: "6", arr_after: "19" }]);
});

describe("small figures", () => {
  it("have as many decimals as the largest needs to show two digits, and no more than whole units of the currency", () => {
    const shown = (amount: string, unit: Unit) => inUnits(sheet([money("arr", "stock", "ARR")], [{ arr: amount }], "plain"), unit).rows[0]!["arr"];
    expect(["16502344.40", "613000.00", "1800.00", "12.00", "0.40", "0.00"].map((amount) => shown(amount, "M"))).toEqual(["16.5", "0.61", "0.0018", "0.000012", "<0.000001", "0.0"]);
    expect(["16502344.40", "10000.00", "1800.00", "-12.00", "-0.40", "0.00"].map((amount) => shown(amount, "k"))).toEqual(["16502", "10", "1.8", "-0.012", ">-0.001", "0"]);
  });

  it("beside large ones are told from nothing, by their sign, and a row of them is not left out", () => {
    const report = sheet(columns, chain(16_000_000_00n, [[5_000_00n, 0n, -9_000_00n, 0n]]), "periods");
    expect(inUnits(report, "M").rows[0]).toMatchObject({ opening: "16.0", new: "<0.1", expansion: "0.0", contraction: ">-0.1", closing: "16.0", net_new: ">-0.1" });
    const text = [...textOf(report, { paint: plain, unicode: true, width: 80 }, "M")].join("");
    expect(text).toMatch(/New +<0\.1\n +Contraction +>-0\.1\n/);
    expect(text).not.toContain("Expansion");
    expect([...markdownOf(sheet([money("arr", "stock", "ARR")], [{ arr: "40000.00" }, { arr: "0.40" }], "plain"), "k")].join("")).toContain("| \\<1 |");
  });

  it("of an average have decimals of their own", () => {
    const row = { arr: "16502344.40", arr_per_customer: "52892.13" };
    expect(inUnits(sheet([money("arr", "stock", "ARR"), money("arr_per_customer", "stock", "Each")], [row], "plain"), "M").rows).toEqual([{ arr: "16.5", arr_per_customer: "0.053" }]);
  });
});
