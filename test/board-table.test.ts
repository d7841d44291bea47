/** Board tables worked out again: the figures beside them were worked out by hand, as the comments say. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boardFigures } from "../src/catalogue/board-figures.js";
import { nearFormulas, ProblemError, verifyTable, type NearFormula, type TableVerification, type VerifiedCell, type VerifyTableOptions } from "../src/index.js";
import { typed } from "./cli/typed.js";
import { workbookOf, type Cell } from "./files/workbook.js";

const folder = mkdtempSync(join(tmpdir(), "annua-board-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const lines = (table: string): string[][] => table.trim().split("\n").map((line) => line.split("|").map((cell) => cell.trim()));

/** `NRR 102% -> 100.0% no: churn left out`, with the period before it where there is one. */
function short(cell: VerifiedCell): string {
  const near = cell.near.map(({ name }) => name).join("; ");
  const [period, shown] = [cell.period === "" ? "" : `${cell.period} `, cell.shown === null ? "" : ` -> ${cell.shown}`];
  return `${period}${cell.title ?? cell.name} ${cell.stated ?? "-"}${shown} ${cell.agrees}${cell.reason === null ? "" : ` (${cell.reason})`}${near === "" ? "" : `: ${near}`}`;
}

const told = ({ cells }: TableVerification): string[] => cells.filter(({ agrees }) => agrees !== "taken").map(short);
const verified = async (table: string, options?: VerifyTableOptions) => told(await verifyTable(lines(table), options));

async function refused(table: string | string[][]): Promise<string[]> {
  try {
    await verifyTable(table);
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code, message }) => `${code}: ${message}`);
    throw error;
  }
}

// growth 400/5,000; new 400/550, and 400/(550 - 50) is the 80 %; expansion 150/550, and (150 - 50)/(550 - 50) is the 20 %;
// gross churn 100/5,000; NRR (5,000 + 150 - 50 - 100)/5,000, and with churn left out 5,100/5,000 is the 102 %
const sourceTable = `Component,Amount
Beginning ARR,"$5,000,000"
New,"+$400,000"
Expansion,"+$150,000"
Contraction,"-$50,000"
Churn,"-$100,000"
Ending ARR,"$5,400,000"
Growth rate,8.0%
New % of gross additions,80%
Expansion % of gross additions,20%
Gross churn,2.0%
NRR,102%
`;

// 402.8 + 28.4 + 48.5 - 24.0 - 18.0 = 437.7; of 402.8 stay 360.8, 89.57 %
test("logos told with decimals are what they pay, though customers are counted in the same table", async () => {
  expect(await verified("Opening ARR|402.8\nNew logos|28.4\nUpsell|48.5\nDownsell|(24.0)\nLost customers|(18.0)\nClosing ARR|437.7\nGRR|92%\nEOP customers|14")).toEqual([
    "Ending ARR 437.7 -> 437.70 yes", "GRR 92% -> 89.6% no", "Ending customers 14 unchecked (no opening customers, no new customers, no lost customers)",
  ]);
});

describe("the table of the source document", () => {
  const right = ["Ending ARR $5,400,000 -> 5,400,000 yes", "Growth 8.0% -> 8.0% yes"];
  const wrong = ["New share of additions 80% -> 72.7% no: net of contraction", "Expansion share of additions 20% -> 27.3% no: expansion and additions net of contraction"];
  const last = ["Gross churn 2.0% -> 2.0% yes: churn alone; with contraction it is the gross churn rate", "NRR 102% -> 100.0% no: churn left out"];

  test("growth and churn are right; shares and NRR are not, and where they come from is named", async () => {
    const answer = await verifyTable(written("board.csv", sourceTable));
    expect(told(answer)).toEqual([...right, ...wrong, ...last]);
    expect(answer).toMatchObject({ agrees: false, compared: 6 });
    expect(answer.cells.find(({ figure }) => figure === "nrr")).toMatchObject({ should_be: "1.000000", stated: "102%", row: 12, column: 2, near: [{ formula: "(opening + expansion - contraction) / opening" }] });
    expect(answer.cells.find(({ figure }) => figure === "closing")).toMatchObject({ should_be: "5400000.00" });
    expect(answer.cells.filter(({ agrees }) => agrees === "taken").map(({ figure }) => figure)).toEqual(["opening", "new", "expansion", "contraction", "churn"]);
  });

  test("however it is typed: a Markdown table with shares beside, across a page, in thousands, in millions, in a workbook, pasted, as JSON", async () => {
    const markdown = "| Component | Amount | % |\n|---|---:|---:|\n| **Beginning ARR** | $5,000,000 | |\n| + New ARR | $400,000 | 80% |\n| + Expansion | $150,000 | 20% |\n| - Contraction | ($50,000) | |\n| - Churn | $100,000 | |\n| Ending ARR | $5,400,000 | 8.0% |\n| Gross churn | 2.0% | |\n| Net revenue retention | 102% | |\n";
    expect(told(await verifyTable(written("board.md", markdown)))).toEqual([wrong[0], wrong[1], right[0], right[1], ...last]);
    const across = "Opening;New;Expansion;Contraction;Churn;Closing;Growth %;New share;Expansion share;Gross churn;NDR\n5.000;400;150;-50;-100;5.400;8,0;80%;20%;2,0%;102%\n";
    expect(told(await verifyTable(written("across.csv", across), { decimal: "," })).map((line) => line.replace("5.400 -> 5,400 ", "$5,400,000 -> 5,400,000 ").replace("8,0 ", "8.0% ").replace("2,0%", "2.0%"))).toEqual([...right, ...wrong, ...last]);
    const pasted = "ARR bridge ($k)\nBeginning ARR    5,000\nNew    400\nExpansion    150\nDowngrades    (50)\nLost customers    (100)\nEnding ARR    5,400\nGrowth    8.0%\nNew mix    80%\nExpansion mix    20%\nGross churn    2.0%\nNRR    102%\n";
    expect(told(await verifyTable(written("pasted.txt", pasted))).map((line) => line.replace(" 5,400 -> 5,400 ", " $5,400,000 -> 5,400,000 "))).toEqual([...right, ...wrong, ...last]);
    const percent = (value: number): Cell => ({ xml: `<v>${value}</v>`, style: 1 });
    const rows: Cell[][] = [["ARR, board of March"], ["Component", "FY 2025"], ["Starting ARR", 5000000], ["New logo", 400000], ["Upsell", 150000], ["Contraction", -50000], ["Churned ARR", -100000], ["Exit ARR", 5400000], ["Growth", percent(0.08)], ["NRR", percent(1.02)]];
    const workbook = workbookOf({ formats: ["0%"], sheets: [{ name: "Notes", rows: [["Hello", 1]] }, { name: "Board", rows }] });
    const answer = await verifyTable(written("board.xlsx", workbook));
    expect(told(answer)).toEqual(["FY 2025 Ending ARR 5400000 -> 5,400,000 yes", "FY 2025 Growth 8% -> 8.0% yes", "FY 2025 NRR 102% -> 100.0% no: churn left out"]);
    expect(answer.notes).toContain("Read from the sheet Board.");
    const json = '{"Beginning ARR": 5000000, "New": 400000, "Expansion": 150000, "Contraction": 50000, "Churn": 100000, "Ending ARR": 5400000, "NRR": 1.02}';
    expect(told(await verifyTable(written("board.json", json))).at(-1)).toBe("NRR 1.02 -> 100.0% no: churn left out");
  });

  test("in k and M a figure states its last digit, and so do the amounts that it is worked out from", async () => {
    // 4.95 to 5.05 million at the beginning: growth is between 7.9 % and 8.1 %; NRR hardly moves, as (150 - 50 - 100) is about nothing
    expect(await verified("Beginning ARR|$5.0M\nNew|+$400k\nUpsell|150k\nContraction|($50k)\nChurn|-100,000\nEnding ARR|5.4M\nGrowth|8%\nNRR|102%\nGRR|0.97\nARPA|$54k\nCustomers|100")).toEqual([
      "Ending ARR 5.4M -> 5,400,000 yes", "Growth 8% -> 8.0% yes", "NRR 102% -> 100.0% no: churn left out", "GRR 0.97 -> 97.0% yes", "ARR per customer $54k -> 54,000 yes", "Ending customers 100 unchecked (no opening customers, no new customers, no lost customers)",
    ]);
    // 5.0 + 0.4 + 0.2 - 0.1 - 0.1 is 5.4, and with each rounded by up to 0.05 it may be 5.5; 6.0 it can't be
    const rounded = "Beginning ARR ($M)|5.0\nNew|0.4\nExpansion|0.2\nContraction|0.1\nChurn|0.1\nEnding ARR|";
    expect(await verified(`${rounded}5.5`)).toEqual(["Ending ARR 5.5 -> 5.40 within_rounding: churn left out; contraction left out"]);
    expect((await verifyTable(lines(`${rounded}6.0`))).agrees).toBe(false);
  });
});

describe("a table of quarters with other mistakes", () => {
  // Q1: 2,000 + 300 + 150 - 40 - 160 = 2,250. Growth 250/2,000, over the closing 250/2,250 = 11.1 %. NRR 1,950/2,000 = 97.5 % stands as GRR, which is 1,800/2,000.
  //     Churn 160/2,000; 3 of 40 logos are 7.5 %, and so is 160/2,125. Quick ratio 450/200; 450/160 = 2.8. ARPA 2,250/43 = 52.33.
  // Q2: begins with 2,240; + 240 + 80 - 30 - 80 = 2,450, and 2,530 without the 80 of churn. Growth 210/2,240 = 9.4 %, 290/2,240 = 12.9 %. NRR 2,210/2,240 = 98.7 %.
  const quarters = `ARR ($k)|Q1 2025|Q2 2025|Notes
    Opening ARR|2,000|2,240|
    New logo|300|240|six deals
    Upsell|100|60|
    Price increases|50|20|
    Downgrades|(40)|30|
    Lost customers ARR|160|(80)|
    Closing ARR|2,250|2,530|
    Growth|11.1%|12.9%|
    NRR||98.7|
    GRR|97.5%||
    Opening customers|40||
    New customers|6||
    Customers lost|3||
    Closing customers|44||
    Churn rate|7.5%||
    Quick ratio|2.8x||
    ARPA|52.3k||
    Magic number|0.9||`;

  test("each is found, with all near formulas that give it", async () => {
    const answer = await verifyTable(lines(quarters));
    expect(told(answer)).toEqual([
      "Q1 2025 Ending ARR 2,250 -> 2,250 yes", "Q1 2025 Growth 11.1% -> 12.5% no: closing as base", "Q1 2025 GRR 97.5% -> 90.0% no: expansion counted in: that is NRR",
      "Q1 2025 Ending customers 44 -> 43 no", "Q1 2025 Churn rate 7.5% -> 8.0% no: the average of opening and closing as base; per logo", "Q1 2025 Quick ratio 2.8x -> 2.25x no: contraction left out",
      "Q1 2025 ARR per customer 52.3k -> 52,325.58 yes", "Q1 2025 Magic number 0.9 unchecked (no figure of this name is known here)",
      "Q2 2025 Beginning ARR 2,240 -> 2,250 no (it is the ending of Q1 2025)", "Q2 2025 Ending ARR 2,530 -> 2,450 no: churn left out", "Q2 2025 Growth 12.9% -> 9.4% no: the closing as it was stated; churn left out", "Q2 2025 NRR 98.7 -> 98.7% yes",
      "Q2 2025 Opening customers - -> 44 worked_out",
    ]);
    expect(answer.notes).toEqual([
      "Downgrades, Lost customers ARR: the minus says that it is a loss.", "Downgrades, Lost customers ARR, Customers lost: written without a minus, read as a loss.", 'Amounts are in thousands, as "ARR ($k)" says.',
      "NRR: 98.7 is read as 98.7%.", "Upsell, Price increases, Downgrades: added up to Expansion, Contraction.", "Not read, as it holds words: Notes.",
    ]);
  });

  test("the latest may stand first, sums of periods are none of the chain, and a dash is nothing", async () => {
    // 100 + 15 - 5 = 110; 110 + 20 - 10 = 120; the quarter: 100 + 35 - 15
    const months = "Month|Opening MRR|New MRR|Expansion MRR|Contraction MRR|Churned MRR|Closing MRR\nFeb 2025|105|20|0|-|10|115\nJan 2025|100|15|0|-|5|110";
    expect(await verified(months)).toEqual(["Jan 2025 Ending ARR 110 -> 110 yes", "Feb 2025 Beginning ARR 105 -> 110 no (it is the ending of Jan 2025)", "Feb 2025 Ending ARR 115 -> 115 yes"]);
    expect(await verified(`${months.replaceAll("105", "110").replaceAll("115", "120")}\nTotal|100|35|0|0|15|120`)).toEqual(
      expect.arrayContaining(["Total Ending ARR 120 -> 120 yes", "Feb 2025 Beginning ARR 110 -> 110 yes"]),
    );
  });
});

describe("what is not stated", () => {
  test("one cell of the waterfall is worked out from the others, and then the ending says nothing more", async () => {
    // 1,000 + 200 + 50 - 30 - x = 1,150
    expect(await verified("Beginning ARR|1,000\nNew|200\nExpansion|50\nContraction|30\nEnding ARR|1,150\nNRR|95%")).toEqual(["Ending ARR 1,150 unchecked (what was not stated is worked out from it)", "NRR 95% -> 95.0% yes", "Churn - -> 70 worked_out"]);
    // 1,000 + 200 + 50 - 30 is 1,220 before any churn, so 1,300 can't come of it
    expect(await verified("Beginning ARR|1,000\nNew|200\nExpansion|50\nContraction|30\nEnding ARR|1,300")).toEqual(["Ending ARR 1,300 -> 1,220 no", "Churn - -> 0 worked_out"]);
    expect(await verified("Beginning ARR|1,000\nNew|200\nExpansion|50\nContraction|30\nChurn|70\nGrowth|15%")).toEqual(["Growth 15% -> 15.0% yes", "Ending ARR - -> 1,150 worked_out"]);
  });

  test("what can't be worked out says what is lacking, or that it is undefined", async () => {
    expect(await verified("New|200\nExpansion|50\nNRR|102%\nNew share|80%")).toEqual(["NRR 102% unchecked (no beginning ARR, no contraction, no churn)", "New share of additions 80% -> 80.0% yes"]);
    expect(await verified("Beginning ARR|0\nNew|200\nExpansion|0\nContraction|0\nChurn|0\nEnding ARR|200\nGrowth|100%")).toContain("Growth 100% unchecked (it is undefined, as what it is divided by is not above zero)");
    expect(await verified("Opening ARR|1,000\nNet new ARR|150\nClosing ARR|1,200")).toEqual(["Net new ARR 150 -> 200 no", "Ending ARR 1,200 unchecked (no new ARR, no expansion, no contraction, no churn)"]);
  });
});

test("rows of which no name is known are named, and a table of nothing else is no success", async () => {
  const german = written("vorstand.csv", "Anfangsbestand,100000\nNeukunden,20000\nEndbestand,130000\nNRR,102%\n");
  expect((await verifyTable(german)).cells.map(({ name, agrees }) => [name, agrees])).toEqual([["Anfangsbestand", "unchecked"], ["Neukunden", "unchecked"], ["Endbestand", "unchecked"], ["NRR", "unchecked"]]);
  expect((await typed(["verify", german])).status).toBe(1);
});

describe("a table that can't be verified", () => {
  test.each<[string, string[][], string, string]>([
    ["blank", [["hello"], ["world"]], "board-empty", "the table holds no table"],
    ["of other things", [["line_id", "amount"], ["L1", "100"]], "board-no-names", "the table names no figure of a waterfall that is known here (it has line_id, amount, L1)"],
    ["with a value that is no number", [["Beginning ARR", "five million"], ["New", "3"]], "board-number", 'Beginning ARR is "five million", which is no number'],
    ["with two numbers in a cell", [["Beginning ARR", "5,000,000"], ["New", "+$400,000 (80%)"]], "board-number", 'New is "+$400,000 (80%)"'],
    ["with a mark that may be either", [["Beginning ARR", "1.200"], ["New", "1.100"]], "board-decimals", "Nothing tells whether a point or a comma stands before decimals (1.200)"],
    ["with a figure twice", [["New", "1"], ["New logo", "2"], ["Churn", "3"]], "board-figure-twice", "New is stated twice, as New 1 (row 1) and as New logo 2 (row 2)"],
    ["with a period twice", [["Month", "New", "Churn"], ["Jan", "1", "2"], ["Jan", "1", "2"]], "board-period-twice", "The period Jan stands twice"],
    ["of more periods than a board looks at", [["Day", "New", "Churn"], ...Array.from({ length: 481 }, (_, day) => [`D${day}`, "1", "2"])], "board-too-large", "the table is larger than a board table is"],
  ])("%s", async (_, table, code, message) => {
    expect(await refused(table)).toEqual([expect.stringContaining(`${code}: ${message}`)]);
  });

  test("whose thousands nobody put in quotes is read where that leaves no doubt, and else refused with its cell", async () => {
    expect(told(await verifyTable(written("bare.csv", "Beginning ARR,5,000,000\nNew,400,000\nExpansion,150,000\nContraction,50,000\nChurn,100,000\nEnding ARR,5,400,000\n")))).toEqual(["Ending ARR 5,400,000 -> 5,400,000 yes"]);
    expect(await refused(written("torn.csv", "x,Q1,Q2\nBeginning ARR,5,000,000,5,400,000\nNew,400,000,300,000\n"))).toEqual([expect.stringContaining('"5,000,000,5,400,000", which is no number')]);
    expect(await refused(join(folder, "nowhere.csv"))).toEqual([expect.stringContaining("file-missing")]);
  });
});

describe("the list of near formulas", () => {
  let formulas: NearFormula[];
  beforeAll(async () => {
    formulas = await nearFormulas();
  });

  test("has those that the sources give away, of figures that are known, each once", () => {
    for (const [figure, name] of [["nrr", "churn left out"], ["new_share", "net of contraction"], ["growth", "closing as base"], ["churn_rate", "per logo"], ["grr", "expansion counted in: that is NRR"], ["quick_ratio", "upside down"]]) {
      expect(formulas.filter((each) => each.figure === figure && each.name === name)).toHaveLength(1);
    }
    expect(formulas.filter(({ figure }) => !boardFigures.some(({ name }) => name === figure))).toEqual([]);
    const keys = formulas.map(({ figure, name }) => `${figure}: ${name}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(formulas.length).toBeGreaterThan(100);
  });
});

test("the command shows the table, ends with 1 where something disagrees, and lists the formulas", async () => {
  const path = written("told.csv", sourceTable);
  const shown = await typed(["verify", path, "--format", "markdown"]);
  expect(shown.status).toBe(1);
  const page = readFileSync(join(import.meta.dirname, "../docs/verify.md"), "utf8");
  expect(page).toContain(sourceTable);
  expect(page).toContain(shown.out.split("\n").filter((line) => line.startsWith("|")).join("\n"));
  expect((await typed(["verify", written("right.csv", sourceTable.replace("80%", "73%").replace("20%", "27.3%").replace("102%", "100%"))])).status).toBe(0);
  expect((await typed(["verify", "--formulas", "--format", "csv"])).out).toContain("NRR,churn left out,(opening + expansion - contraction) / opening");
  expect((await typed(["verify"])).status).toBe(2);
});

describe("a report as Annua wrote it", () => {
  // acme buys Data for 300 in May and gives Core up in July; birch leaves in June and is back in August; cedar goes from SMB to ENT in June
  const book = `line_id,customer_id,product,segment,start_date,end_date,amount,amount_per
A1,acme,Core,ENT,2025-01-01,2025-07-01,1200,year
A2,acme,Data,ENT,2025-05-01,,300,year
B1,birch,Core,SMB,2025-01-01,2025-06-01,600,year
B2,birch,Core,SMB,2025-08-01,,600,year
C1,cedar,Core,SMB,2025-01-01,2025-06-01,900,year
C2,cedar,Core,ENT,2025-06-01,,900,year
`;
  const report = async (...words: string[]): Promise<string> => {
    const [name = "", ...flags] = words;
    const { out } = await typed([name, written("book.csv", book), "--from", "2025-04", "--to", "2025-08", ...flags, "--format", "csv"]);
    return out;
  };
  const wrongIn = async (csv: string): Promise<string[]> => (await verifyTable(written("report.csv", csv))).cells.filter(({ agrees }) => agrees === "no" || agrees === "unchecked").map(short);

  test("foots with cross-sell and product loss as rows of their own, by groups each with its own opening, and in customers", async () => {
    const byProduct = await report("waterfall", "--level", "customer_product", "--ratios");
    expect(byProduct).toMatch(/,300\.00,/);
    expect(await wrongIn(byProduct)).toEqual([]);
    expect(await wrongIn(await report("waterfall", "--by", "segment,product"))).toEqual([]);
    expect(await wrongIn(await report("logos"))).toEqual([]);
    expect(await wrongIn(await report("logos", "--by", "segment"))).toEqual([]);
  });

  test("with ratios of one as they stand, a leaver that gains in a group, groups without a name or with a number, and groups that are told anew", async () => {
    expect(await wrongIn(await report("waterfall", "--ratios", "-Q"))).toEqual([]);
    // dune has 500 in ENT, owes 200 in SMB and leaves: churn of 500 in the one is churn of -200 in the other
    const owing = `line_id,customer_id,segment,team,start_date,end_date,amount,amount_per
D1,dune,ENT,1,2025-01-01,2025-06-01,500,year
D2,dune,SMB,2,2025-01-01,2025-06-01,-200,year
E1,elm,SMB,2,2025-01-01,,4000,year
E2,elm,,2,2025-07-01,,700,year
`;
    const cut = async (...flags: string[]): Promise<string> => (await typed(["waterfall", written("owing.csv", owing), "-Q", "--from", "2025-01", "--to", "2025-09", ...flags, "--ratios", "--format", "csv"])).out;
    const bySegment = await cut("--by", "segment");
    expect(bySegment).toMatch(/^2025-Q2,SMB,.*,200\.00,/m);
    for (const csv of [bySegment, await cut("--by", "team"), await cut("--by", "tier", "--set", "tiers=[[1000, large]]")]) expect(await wrongIn(csv)).toEqual([]);
  });

  test("and a board table that has the columns of customers among others is none of customers", async () => {
    const trimmed = "period,opening,new,expansion,contraction,churn,reactivation,acquired,adjustment,closing,churn_rate\n2025-01,1000.00,500.00,200.00,0.00,-100.00,0.00,0.00,0.00,1600.00,0.100000\n";
    expect(await wrongIn(trimmed)).toEqual([]);
    expect((await verifyTable(written("trimmed.csv", trimmed))).cells.map(({ title }) => title)).toContain("Beginning ARR");
  });

  test("and a figure changed by hand is found, with its period and group", async () => {
    const bySegment = await report("waterfall", "--by", "segment");
    expect(bySegment).toMatch(/^2025-08,SMB,0\.00,0\.00,0\.00,0\.00,0\.00,600\.00,/m);
    expect(await wrongIn(bySegment.replace(/^(2025-08,SMB,.*),600\.00,/m, "$1,500.00,"))).toEqual(["2025-08 SMB Net new ARR 500.00 -> 600 no"]);
    const logos = await report("logos");
    expect(logos).toMatch(/^2025-08,2,0,0,1,0,0,3,/m);
    expect(await wrongIn(logos.replace("2025-08,2,0,0,1,0,0,3,", "2025-08,2,0,0,1,0,0,4,"))).toEqual(["2025-08 Ending customers 4 -> 3 no"]);
  });
});
