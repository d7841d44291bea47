import { expect, test } from "vitest";
import { lineColumns, requiredColumns } from "../domain/contract.js";
import { matchColumns } from "./columns.js";

const needed = [...requiredColumns];

test("all columns of a line are matched by their own names", () => {
  expect(matchColumns([...lineColumns])).toEqual({ fields: [...lineColumns], problems: [], attributes: [] });
});

test.each(["Customer ID", "customerId", "CUSTOMER-ID", " customer id ", "customer.id", "CustomerID", "\u00a0Customer_Id"])("%j is customer_id", (name) => {
  const { fields, problems } = matchColumns(needed.map((column) => (column === "customer_id" ? name : column)));
  expect(fields[needed.indexOf("customer_id")]).toBe("customer_id");
  expect(problems).toEqual([]);
});

test("other columns become attributes under their own names, known ones under the product's", () => {
  const { fields, problems, attributes } = matchColumns([...needed, " Deal Owner ", "Product Family", "SEGMENT", "Description", "%", ""]);
  expect(fields.slice(5)).toEqual(["attribute:Deal Owner", "attribute:product_family", "attribute:segment", "attribute:description", "attribute:%", null]);
  expect(attributes).toEqual(["Deal Owner", "product_family", "segment", "description", "%"]);
  expect(problems).toEqual([]);
});

test.each([
  ["amount_per", "Billing period"],
  ["customer_id", "Account name"],
  ["line_id", "Subscription"],
  ["start_date", "TermStartDate"],
  ["amount", "Unit Price"],
  ["amount", "ammount"],
])("%s is missing: '%s' is offered", (column, offered) => {
  const header = [...needed.filter((name) => name !== column), "Region", "Note", offered];
  const { problems } = matchColumns(header, {}, "lines.csv");
  expect(problems).toMatchObject([{ code: "column-missing", at: { file: "lines.csv", column } }]);
  expect(problems[0]!.message).toContain(`nearest: '${offered}'`);
  expect(problems[0]!.remedy).toContain(`--map ${column}='${offered}'`);
});

test.each([
  ["amount", "Account", ["line_id", "start_date", "amount_per"]],
  ["amount", "Account", ["line_id", "customer_id", "start_date", "amount_per"]],
])("%s is missing: '%s' is a word for something else, and not offered", (column, other, given) => {
  const { problems } = matchColumns([...given, other, "Region"]);
  const missing = problems.find((found) => found.at.column === column)!;
  expect(missing.message).not.toContain("nearest");
});

test("a word that exports use is offered before one that only looks alike", () => {
  const { problems } = matchColumns(["line_id", "Account", "ARR", "start_date", "amount_per"]);
  expect(problems.map(({ at, remedy }) => [at.column, remedy.match(/'(.+)'/)?.[1]])).toEqual([["customer_id", "Account"], ["amount", "ARR"]]);
});

test("where nothing is near, the columns of the file are listed", () => {
  const { problems } = matchColumns(["line_id", "customer_id", "start_date", "amount", "Wert"]);
  expect(problems).toHaveLength(1);
  expect(problems[0]!.message).toContain("amount_per is missing");
  expect(problems[0]!.message).toContain("the file has: line_id, customer_id, start_date, amount, Wert");
});

test("each missing column is named", () => {
  expect(matchColumns(["x"]).problems.map((found) => found.at.column)).toEqual(needed);
});

test("a column given twice, also in two spellings, is named with both", () => {
  const { problems } = matchColumns([...needed, "Customer ID"], {}, "lines.csv");
  expect(problems).toMatchObject([{ code: "column-twice", at: { file: "lines.csv", column: "customer_id" } }]);
  expect(problems[0]!.message).toContain("'customer_id' (column 2) and 'Customer ID' (column 6)");
});

test.each([
  [["Tier", "Tier "], "Tier"],
  [["Segment", "segment"], "segment"],
])("the attribute of %j is given twice", (names, attribute) => {
  const { problems } = matchColumns([...needed, ...names]);
  expect(problems).toMatchObject([{ code: "attribute-twice", at: { column: attribute } }]);
});

test("attributes that differ in case are two", () => {
  expect(matchColumns([...needed, "Tier", "tier"])).toMatchObject({ problems: [], attributes: ["Tier", "tier"] });
});

test("--map goes first; the column that it passes over becomes an attribute", () => {
  const header = ["line_id", "customer_id", "start_date", "Amount", "Net Value", "amount_per", "Unit"];
  const { fields, problems, attributes } = matchColumns(header, { amount: "Net Value", Segment: "unit" });
  expect(fields).toEqual(["line_id", "customer_id", "start_date", "attribute:Amount", "amount", "amount_per", "attribute:segment"]);
  expect(attributes).toEqual(["Amount", "segment"]);
  expect(problems).toEqual([]);
});

test("--map finds an exact name before a loose one", () => {
  expect(matchColumns([...needed, "net value", "Net Value"], { product: "Net Value" }).fields.slice(5)).toEqual(["attribute:net value", "product"]);
});

test("--map of a field that no line has", () => {
  const { problems } = matchColumns(needed, { custmer_name: "amount" });
  expect(problems).toMatchObject([{ code: "map-field-unknown" }]);
  expect(problems[0]!.message).toContain("nearest: customer_name");
});

test("--map of a column that the file lacks is the one problem, not a missing column too", () => {
  const { problems } = matchColumns(["line_id", "customer_id", "start_date", "Net Value", "amount_per"], { amount: "Net Valeu" }, "lines.csv");
  expect(problems).toMatchObject([{ code: "map-column-unknown", at: { file: "lines.csv" } }]);
  expect(problems[0]!.message).toContain("nearest: 'Net Value'");
});

test("--map may not give one column to two fields, nor choose between two of one name", () => {
  expect(matchColumns([...needed, "Plan"], { product: "Plan", product_family: "Plan" }).problems).toMatchObject([{ code: "map-column-twice" }]);
  expect(matchColumns([...needed, "Plan", "Plan"], { product: "Plan" }).problems.map((found) => found.code)).toContain("column-twice");
  expect(matchColumns([...needed, "Plan", "Other"], { product: "Plan", Product: "Other" }).problems).toMatchObject([{ code: "column-twice" }]);
});

test("names of the file are shown safely, and not by the hundred", () => {
  const { problems } = matchColumns([...needed.slice(1), "\u001b[2J", ...Array.from({ length: 50 }, (_, i) => `x${i}`)]);
  expect(problems).toHaveLength(1);
  expect(problems[0]!.message).toContain("\\u{1b}[2J, x0, x1");
  expect(problems[0]!.message).toMatch(/x24, and 25 more\.$/);
});

test("a file of rejected rows that was mended comes back without the words about them", () => {
  const header = ["row", "reason", "remedy", "line_id", "customer_id", "start_date", "amount", "amount_per", "segment"];
  expect(matchColumns(header).attributes).toEqual(["segment"]);
  expect(matchColumns(["file", ...header]).attributes).toEqual(["segment"]);
  expect(matchColumns(["reason", ...header.slice(3)]).attributes).toEqual(["reason", "segment"]);
});
