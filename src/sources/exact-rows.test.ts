import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { ProblemError } from "../domain/problem.js";
import { exactRows, probe, problemOfBroken, type BrokenRow, type ExactRow } from "./source.js";

const folder = mkdtempSync(join(tmpdir(), "annua-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOf(bytes: string | Buffer): Promise<(ExactRow | BrokenRow)[]> {
  const path = join(folder, "lines");
  writeFileSync(path, bytes);
  const outcome = await probe(path);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  const rows = [];
  for await (const row of exactRows(outcome.probe)) rows.push(row);
  return rows;
}

/** Rows in short: `3:a|b|c` for cells, `3!stray_quote` for a broken one. */
async function short(bytes: string | Buffer): Promise<string[]> {
  return (await rowsOf(bytes)).map((row) => `${row.row}${"cells" in row ? `:${row.cells.join("|")}` : `!${row.broken}`}`);
}

const head = "a,b,c\n";

test.each([
  ["at the start of a cell", `${head}1,2,3\n4,"5,6\n7,8,9\n`, ["2:1|2|3", "3!stray_quote", "4:7|8|9"]],
  ["at the start of a row", `${head}1,2,3\n"4,5,6\n7,8,9\n`, ["2:1|2|3", "3!stray_quote", "4:7|8|9"]],
  ["in the middle", `${head}1,2,3\n4,5" pipe,6\n7,8,9\n`, ["2:1|2|3", "3!stray_quote", "4:7|8|9"]],
  ["at the end", `${head}1,2,3\n4,5,6"\n7,8,9\n`, ["2:1|2|3", "3!stray_quote", "4:7|8|9"]],
  ["alone in a cell", `${head}1,2,3\n4,",6\n7,8,9\n`, ["2:1|2|3", "3!stray_quote", "4:7|8|9"]],
  ["in the last row", `${head}1,2,3\n4,5,"6`, ["2:1|2|3", "3!stray_quote"]],
  ["before a blank", `${head}4,"5" ,6\n7,8,9\n`, ["2!stray_quote", "3:7|8|9"]],
  ["before a row with quoted cells", `${head}4,"5,6\n7,"8,8",9\n10,11,12\n`, ["2!stray_quote", "3:7|8,8|9", "4:10|11|12"]],
  ["before empty quoted cells", `${head}4,"5,6\n7,"",9\n10,11,12\n`, ["2!stray_quote", "3:7||9", "4:10|11|12"]],
  ["before a cell of two lines", `${head}4,"5,6\n7,"x\ny",9\n10,11,12\n`, ["2!stray_quote", "3:7|x\ny|9", "4:10|11|12"]],
  ["twice, and nothing between is swallowed", `${head}1,"2,3\n4,5,6\n7,8",9\n1,x" y,2\n`, ["2!stray_quote", "3:4|5|6", "4!stray_quote", "5!stray_quote"]],
  ["in every row", `${head}1,"2,3\n4,"5,6\n7,"8,9\n`, ["2!stray_quote", "3!stray_quote", "4!stray_quote"]],
])("a stray quote %s costs its own row only", async (_, text, rows) => {
  expect(await short(text)).toEqual(rows);
  expect(await short(text.replaceAll("\n", "\r\n"))).toEqual(rows.map((row) => row.replaceAll("\n", "\r\n")));
});

test.each([
  ["cells of several lines are one row", `${head}1,"x\ny\n\nz",3\n4,5,6\n`, ["2:1|x\ny\n\nz|3", "3:4|5|6"]],
  ["doubled quotes", `${head}"""",",","a""b"\n`, ['2:"|,|a"b']],
  ["too few and too many cells", `${head}1,2\n1,2,3,4\n4,5,6\n`, ["2!cell_count", "3!cell_count", "4:4|5|6"]],
  ["a cell of two lines in a row too short", `${head}1,"x\ny"\n4,5,6\n`, ["2!stray_quote", "3!stray_quote", "4:4|5|6"]],
  ["NUL", `${head}1,2,3\n1,x\0y,3\n4,5,6\n`, ["2:1|2|3", "3!control_bytes", "4:4|5|6"]],
  ["NUL in a cell of two lines", `${head}1,"x\n\0y",3\n4,5,6\n`, ["2!stray_quote", "3!control_bytes", "4:4|5|6"]],
  ["blank lines take a number, as in a spreadsheet", `\n${head}\n1,2,3\n\n\n4,5,6\n`, ["4:1|2|3", "7:4|5|6"]],
  ["lines of white space before the header", ` \t\n\r\n${head}1,2,3\n`, ["4:1|2|3"]],
  ["a line of white space is an empty row", `${head}1,2,3\n  \t\n4,5,6\n`, ["2:1|2|3", "3:||", "4:4|5|6"]],
  ["a carriage return inside a cell is text", `${head}1,x\ry,3\n4,5,6\n`, ["2:1|x\ry|3", "3:4|5|6"]],
  ["old Macs", "a,b,c\r1,\"x\ry\",3\r4,5,6", ["2:1|x\ry|3", "3:4|5|6"]],
  ["mixed ends of line", `${head}1,2,3\r\n4,5,6\n7,8,9`, ["2:1|2|3", "3:4|5|6", "4:7|8|9"]],
  ["a byte order mark", `\ufeff${head}1,2,3\n`, ["2:1|2|3"]],
  ["packed", gzipSync(`${head}1,2,3\n4,"5,6\n`), ["2:1|2|3", "3!stray_quote"]],
  ["a header of two lines is row 1", '"a\nx",b,c\n1,2,3\n', ["2:1|2|3"]],
  ["text that would be run elsewhere", `${head}=HYPERLINK(1),'; drop table,\u202e\u0007\n`, ["2:=HYPERLINK(1)|'; drop table|\u202e\u0007"]],
])("%s", async (_, bytes, rows) => {
  expect(await short(bytes)).toEqual(rows);
});

test("a row of 10 MB is named and its neighbours are read", async () => {
  const rows = await rowsOf(`${head}1,2,3\n4,${"x".repeat(10_000_000)},6\n7,8,9\n`);
  expect(rows).toMatchObject([{ row: 2, cells: ["1", "2", "3"] }, { row: 3, line: 3, broken: "too_long" }, { row: 4, cells: ["7", "8", "9"] }]);
  expect(rows[1]).toMatchObject({ detail: "is 10,000,004 bytes long, the limit is 1,048,576" });
  expect((rows[1] as BrokenRow).text).toHaveLength(201);
});

test("a quoted cell of 10 MB ends the trial, and the row behind it is read", async () => {
  const rows = await short(`${head}1,"x\n${"y".repeat(10_000_000)}",3\n7,8,9\n`);
  expect(rows).toEqual(["2!stray_quote", "3!too_long", "4:7|8|9"]);
});

test("a cell may run over 1,000 lines and no further", async () => {
  const most = await rowsOf(`${head}1,"${"x\n".repeat(999)}",3\n4,5,6\n`);
  expect(most.map((row) => row.row)).toEqual([2, 3]);
  const over = await rowsOf(`${head}1,"${"x\n".repeat(1000)}",3\n4,5,6\n`);
  expect(over).toMatchObject([{ row: 2, line: 2, broken: "too_long" }, { row: 3, line: 1003, cells: ["4", "5", "6"] }]);
  expect(over[0]).toMatchObject({ detail: "runs over 1,001 lines (2,006 bytes); the limit is 1,000 lines and 1,048,576 bytes", text: '1,"x' });
});

test.each([
  ["blanks", " \n"], ["line ends", "\n"], ["short texts", "x\n"], ["texts with commas", "x,y,z,u\n"], ["doubled quotes", '""\n'], ["old line ends", "x\r\n"],
])("a cell of 5 MB of %s is one refused row, not one for each of its lines", async (_, line) => {
  const lines = Math.ceil(5_000_000 / line.length);
  const rows = await rowsOf(`${head}1,2,3\n4,"${line.repeat(lines)}",6\n7,8,9\n`);
  expect(rows).toMatchObject([{ row: 2 }, { row: 3, broken: "too_long" }, { row: 4, line: 4 + lines, cells: ["7", "8", "9"] }]);
});

test.each([
  ["the next row", "7,8,9\n", ["2003:7|8|9"]],
  ["a row with quotes", '7,"8,8",9\n', ["2003:7|8,8|9"]],
  ["a row that opens a cell of its own", '7,"8\n8",9\n', ["2003:7|8\n8|9"]],
  ["the end of the file", "", []],
])("a stray quote above 2,000 lines that are no rows hides nothing behind them: %s", async (_, text, behind) => {
  expect(await short(`${head}4,"5,6\n${"x\n".repeat(2000)}${text}`)).toEqual(["2!stray_quote", ...behind]);
});

test("line is where the row starts, row what a spreadsheet shows", async () => {
  const rows = await rowsOf(`${head}1,"x\ny",3\n\n4,"5,6\n7,8,9\n`);
  expect(rows).toMatchObject([{ row: 2, line: 2 }, { row: 4, line: 5, broken: "stray_quote" }, { row: 5, line: 6 }]);
});

test("a stray quote in row 900,001 of a million: that row is named, every other is read", async () => {
  const row = (n: number) => `L${n},acme,${n === 900_001 ? '"' : ""}Platform\n`;
  const rows = await rowsOf(`line_id,customer_id,product\n${Array.from({ length: 999_999 }, (_, i) => row(i + 2)).join("")}`);
  expect(rows.length).toBe(999_999);
  const broken = rows.filter((found) => "broken" in found);
  expect(broken).toMatchObject([{ row: 900_001, line: 900_001, broken: "stray_quote", text: 'L900001,acme,"Platform' }]);
  expect(rows.every((found, i) => found.row === i + 2 && ("broken" in found || found.cells[0] === `L${i + 2}`))).toBe(true);
});

test("the text of a broken row can't reach the terminal", async () => {
  const [row] = await rowsOf(`${head}\u001b[2J,\u202e"x\n`);
  expect(row).toMatchObject({ text: '\\u{1b}[2J,\\u{202e}"x' });
});

test("JSON lines keep the source text of numbers", async () => {
  const text = [
    '{"n":0.1234567890123456789,"m":1e400,"t":true,"z":null}',
    '{"n":1.10,"o":{"x":1.10,"y":[1e400]},"extra":"é\\u0041"}',
    '{"n":"1.10","t":false}',
  ].join("\n");
  expect(await short(text)).toEqual(["1:0.1234567890123456789|1e400|true||||", "2:1.10||||1.10|[1e400]|éA", "3:1.10||false||||"]);
});

test("objects within an object are columns of their own, three deep; a key of that very name goes first", async () => {
  expect(await short('{"a":{"b":{"c":{"d":1}}}}')).toEqual(['1:{"d":1}']);
  expect(await short('{"a":{"id":"x","name":"n"}}\n{"a":{"name":"m"}}')).toEqual(["1:x|n", "2:|m"]);
  expect(await short('{"a.id":"y","a":{"id":"x"}}')).toEqual(["1:y"]);
});

test("a line that is no JSON object is broken, the others are read", async () => {
  const lines = ['{"a":1}', "", "{a:1}", "[1]", "null", "7", '{"a":1,"a":2}', '{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"a":', "[".repeat(100_000), '{"a":2}'];
  expect(await short(lines.join("\r\n"))).toEqual([
    "1:1", "3!bad_json", "4!no_object", "5!no_object", "6!no_object", "7!bad_json", "8!control_bytes", "9!control_bytes", "10!bad_json", "11!bad_json", "12:2",
  ]);
});

test("a key like __proto__ is a column like any other", async () => {
  expect(await short('{"a":1,"__proto__":"x"}\n{"a":2}')).toEqual(["1:1|x", "2:2|"]);
});

test("an object of 10 MB is named", async () => {
  expect(await short(`{"a":1}\n{"a":"${"x".repeat(10_000_000)}"}\n{"a":3}\n`)).toEqual(["1:1", "2!too_long", "3:3"]);
});

test("a broken row becomes a problem that names file, row and remedy", async () => {
  const [row] = await rowsOf(`${head}4,5" pipe,6\n`);
  expect(problemOfBroken(row as BrokenRow, "lines.csv")).toMatchObject({
    code: "row-stray-quote",
    at: { file: "lines.csv", row: 2, line: 2, text: '4,5" pipe,6' },
    message: "Row 2 has a quote inside cell 2, which is not quoted. Its ARR is not counted.",
  });
});

test("a file that went away after the probe is a problem, not a crash", async () => {
  const path = join(folder, "gone.csv");
  writeFileSync(path, `${head}1,2,3\n`);
  const outcome = await probe(path);
  if ("problems" in outcome) throw new Error("refused");
  rmSync(path);
  await expect(exactRows(outcome.probe).next()).rejects.toThrow(ProblemError);
});

test("reading may stop early", async () => {
  const path = join(folder, "stop.csv");
  writeFileSync(path, head + "1,2,3\n".repeat(200_000));
  const outcome = await probe(path);
  if ("problems" in outcome) throw new Error("refused");
  let seen = 0;
  for await (const row of exactRows(outcome.probe)) if (row.row === 7 || (seen += 1) > 9) break;
  expect(seen).toBe(5);
});
