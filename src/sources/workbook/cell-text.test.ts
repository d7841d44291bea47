import { expect, test } from "vitest";
import { cellText } from "./cell-text.js";
import { kindOfFormat } from "./number-format.js";
import { plainNumber } from "./number-text.js";
import { addsUpAbove, columnName, columnOf, rangeOf } from "./reference.js";
import { serialDate } from "./serial-date.js";

test.each([
  ["1200", "1200"],
  ["1199.9999999999998", "1200"],
  ["0.30000000000000004", "0.3"],
  ["1200.10", "1200.1"],
  ["1E-3", "0.001"],
  ["-1.5E+3", "-1500"],
  ["1.2345678901234599E+18", "1234567890123460000"],
  ["123456789012345678", "123456789012345678"],
  ["4.5000000000000001E-2", "0.045"],
  ["999999999999999.9", "1000000000000000"],
  ["-0", "0"],
  ["0.0", "0"],
  ["007", "7"],
  [".5", "0.5"],
  ["1E+999999", "1E+999999"],
  ["#N/A", "#N/A"],
  ["", ""],
])("the number %s is shown as %s", (written, shown) => {
  expect(plainNumber(written)).toBe(shown);
});

test.each([
  ["0.45", "45%"],
  ["0.125", "12.5%"],
  ["0.07000000000000001", "7%"],
  ["1", "100%"],
  ["-0.5", "-50%"],
])("a percentage of %s is shown as %s", (value, shown) => {
  expect(cellText({ type: "n", value, format: "percent" }, [], false)).toBe(shown);
});

test.each([
  [0, undefined, "number"], [9, undefined, "percent"], [14, undefined, "date"], [22, undefined, "time"], [46, undefined, "number"], [57, undefined, "date"],
  [170, "yyyy\\-mm\\-dd", "date"], [170, "[$-409]d\\-mmm\\-yy;@", "date"], [170, "dd/mm/yyyy hh:mm", "time"], [170, "[h]:mm", "number"],
  [170, '0.0" days"', "number"], [170, "#,##0.00_);[Red]\\(#,##0.00\\)", "number"], [170, "0.00%", "percent"],
  [170, 'General"d"', "number"], [170, "mmm\\-yy", "date"], [14, "0.00", "number"],
])("format %s %s is of the kind %s", (id, code, kind) => {
  expect(kindOfFormat(id, code)).toBe(kind);
});

test.each([
  ['[$€-407] #,##0.00', "€1200.5"], ['#,##0.00\\ [$€-1]', "€1200.5"], ['_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-', "€1200.5"], ['_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)', "$1200.5"],
  ["$#,##0", "$1200.5"], ['\\£#,##0', "£1200.5"], ['#,##0 "EUR"', "EUR 1200.5"], ["[$CHF-807] #,##0", "CHF 1200.5"], ["[$USD] #,##0", "USD 1200.5"], ['[$zł-415] #,##0', "PLN 1200.5"],
  ["[$$-409]#,##0", "USD 1200.5"], ["[$$-1009]#,##0", "CAD 1200.5"], ["[$kr-41D] #,##0", "SEK 1200.5"], ["[$¥-411]#,##0", "JPY 1200.5"], ["[$$]#,##0", "$1200.5"],
  ['#,##0.0" days"', "1200.5"], ['#,##0 "USD a year"', "1200.5"], ["[$-409]#,##0", "1200.5"], ['0.0_€', "1200.5"], ["[Red]#,##0", "1200.5"],
])("a number under %s is shown as %s", (code, shown) => {
  const format = kindOfFormat(170, code);
  expect(cellText({ type: "n", value: "1200.5", format }, [], false)).toBe(shown);
  expect(cellText({ type: "n", value: "-1200.5", format }, [], false)).toBe(`-${shown}`);
  expect(cellText({ type: "n", value: "#N/A", format }, [], false)).toBe("#N/A");
});

test("a format of zeros keeps them", () => {
  expect(cellText({ type: "n", value: "42", format: kindOfFormat(170, "00000") }, [], false)).toBe("00042");
  expect(cellText({ type: "n", value: "4.2", format: kindOfFormat(170, "00000") }, [], false)).toBe("4.2");
});

test.each([
  ["45658", false, false, "2025-01-01"],
  ["45658.4375", true, false, "2025-01-01T10:30:00"],
  ["45658.437511574071", true, false, "2025-01-01T10:30:01"],
  ["45658.4375", false, false, "2025-01-01"],
  ["45657.999999999", true, false, "2025-01-01"],
  ["44196", false, true, "2025-01-01"],
  ["0", false, true, "1904-01-01"],
  ["1", false, false, "1900-01-01"],
  ["59", false, false, "1900-02-28"],
  ["60", false, false, "1900-02-29"],
  ["61", false, false, "1900-03-01"],
  ["0.4375", true, false, "10:30:00"],
  ["0", false, false, "1900-01-00"],
  ["-1", false, false, undefined],
  ["2958466", false, false, undefined],
])("serial %s (time %s, of 1904 %s) is %s", (serial, time, from1904, shown) => {
  expect(serialDate(serial, time, from1904)).toBe(shown);
});

test("texts, booleans, errors and ISO dates", () => {
  const text = (type: string, value: string) => cellText({ type, value, format: "number" }, ["Acme", "Bolt"], false);
  expect([text("s", "1"), text("b", "1"), text("b", "0"), text("e", "#N/A"), text("str", "1.10"), text("d", "2025-01-31T00:00:00"), text("s", "9")]).toEqual(["Bolt", "true", "false", "#N/A", "1.10", "2025-01-31", ""]);
});

test("places", () => {
  expect([columnOf("A1"), columnOf("AA10"), columnOf("7")]).toEqual([0, 26, -1]);
  expect([columnName(0), columnName(26), columnName(701), columnName(702)]).toEqual(["A", "AA", "ZZ", "AAA"]);
  expect(rangeOf("$B$2:A10")).toEqual({ firstRow: 2, lastRow: 10, firstColumn: 0, lastColumn: 1 });
  expect(["SUM(B2:B9)", "+SUM($B$2:$B$9)", "SUBTOTAL(9,B2:B9)", "SUM(B2:M2)", "B2*12", "SUM(B2:B9)/12", "SUM(Lines[ARR])"].map(addsUpAbove)).toEqual([true, true, true, false, false, false, false]);
});
