/** The table in a workbook: its sheet, header and rows. A large sheet streams; only the texts that cells share are in memory. */
import { problem, ProblemError, type Problem } from "../../domain/problem.js";
import type { OpenSource } from "../open-source.js";
import { safeText } from "../safe-text.js";
import type { Table } from "../table.js";
import { titleOf } from "../table-find/header.js";
import type { Raw, RawRow } from "../table-find/raw-row.js";
import { besideProblems, cutTo, widthOfFirst } from "../table-find/neighbour.js";
import { oneByOne } from "../table-find/one-by-one.js";
import { sift, withGroupName } from "../table-find/sift.js";
import { openArchive, type Archive, type Limits } from "./archive.js";
import { likeliestSheet, namedSheet } from "./choose-sheet.js";
import { readContents, type Contents, type SheetEntry } from "./contents.js";
import { FilledDown } from "./merged-cells.js";
import { readSheet } from "./sheet-reader.js";
import { surveyed, type Survey } from "./survey.js";

export interface WorkbookChoice {
  sheet?: string;
  headerRow?: number;
}

/** Throws a ProblemError where the workbook can't be read. The source passes into the keeping of the table. */
export async function workbookTable(source: OpenSource, content: string, choice: WorkbookChoice, limits?: Limits): Promise<Table> {
  const archive = await openArchive(source.readFrom, source.file, limits);
  try {
    const contents = await readContents(archive);
    const survey = await chosenSheet(archive, contents, choice);
    return await tableOf(source, content, { archive, contents, survey });
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function chosenSheet(archive: Archive, contents: Contents, { sheet, headerRow }: WorkbookChoice): Promise<Survey> {
  const file = archive.file;
  if (sheet !== undefined) {
    const named = namedSheet(contents.sheets, sheet, file);
    if ("problems" in named) throw new ProblemError(named.problems);
    return withHeader(await surveyed(archive, contents, named, headerRow), file, headerRow);
  }
  const surveys: Survey[] = [];
  for (const each of visible(contents.sheets)) {
    const survey = await surveyed(archive, contents, each, headerRow);
    const rivals = surveys.filter((other) => other.kept !== undefined).length;
    surveys.push(rivals < MOST_KEPT_SHEETS ? survey : { ...survey, kept: undefined });
  }
  if (surveys.every((each) => each.rows === 0)) throw new ProblemError([problem("workbook-empty", { file }, { file })]);
  return withHeader(likeliestSheet(surveys) ?? surveys.toSorted((a, b) => b.rows - a.rows)[0]!, file, headerRow);
}

/** Sheets whose rows stay in memory until one is chosen. */
const MOST_KEPT_SHEETS = 3;

const visible = (sheets: SheetEntry[]): SheetEntry[] => sheets.filter((each) => !each.hidden);

function withHeader(survey: Survey, file: string, headerRow: number | undefined): Survey & { header: NonNullable<Survey["header"]> } {
  const { header, sheet } = survey;
  if (header !== undefined && header.names.length > 0) return { ...survey, header };
  if (headerRow !== undefined) throw new ProblemError([problem("header-row-missing", { file, row: headerRow }, { file, row: headerRow })]);
  throw new ProblemError([problem("header-not-found", { file, sheet: safeText(sheet.name) }, { file })]);
}

interface Chosen {
  archive: Archive;
  contents: Contents;
  survey: Survey;
}

async function tableOf(source: OpenSource, content: string, { archive, contents, survey }: Chosen): Promise<Table> {
  const { names, first, last } = survey.header!;
  const headerRow = survey.head[last]!.row;
  const width = widthOfFirst(names, survey.head.slice(last + 1));
  const raw = () => rowsBelow(survey.kept ? inOne(survey.kept) : readSheet(archive, contents, survey.sheet).batches(), headerRow, new FilledDown(survey.merges, headerRow + 1), width);
  const headerRows = survey.head.slice(first, last + 1).map(({ cells }) => cells);
  const header = await withGroupName(names.slice(0, width), raw);
  const titled = titleOf(survey.head, survey.header!);
  const batches = () => sift({ raw, header, headerRows, ...titled });
  return {
    source: source.file,
    sheet: survey.sheet.name,
    ...titled,
    otherSheets: contents.sheets.filter((each) => each !== survey.sheet && !each.hidden).map((each) => each.name),
    header,
    headerRow,
    hiddenRows: survey.hidden,
    hiddenColumns: header.flatMap((_, at) => (survey.hiddenColumns.some(([from, to]) => from <= at && at <= to) ? [at] : [])),
    content,
    size: Math.max(0, survey.rows - last - 1),
    warnings: [...unnamed(survey, header, headerRow, source.file).filter(({ at }) => Number(at.column) <= width || width === names.length), ...besideProblems(names, width, { file: source.file, row: headerRow })],
    batches,
    rows: () => oneByOne(batches()),
    dispose: async () => {
      archive.close();
      await source.dispose();
    },
  };
}

async function* inOne(rows: RawRow[]): AsyncGenerator<RawRow[]> {
  yield rows;
}

/** Blank rows that are told one by one between two others; beyond, nobody counts them. */
const MOST_BLANKS = 1000;

async function* rowsBelow(batches: AsyncIterable<RawRow[]>, headerRow: number, merged: FilledDown, width: number): AsyncGenerator<Raw[]> {
  let expected = headerRow + 1;
  for await (const batch of batches) {
    const rows: Raw[] = [];
    for (const raw of batch) {
      if (raw.row <= headerRow) continue;
      for (let row = Math.max(expected, raw.row - MOST_BLANKS); row < raw.row; row++) rows.push(merged.fill({ row, cells: [] }));
      rows.push(merged.fill(raw));
      expected = raw.row + 1;
    }
    if (rows.length > 0) yield cutTo(rows, width);
  }
}

/** A warning for each column without a name that holds a value below the header. */
function unnamed({ lastValues }: Survey, names: string[], headerRow: number, file: string): Problem[] {
  return lastValues.flatMap(({ row, value }, at) => {
    if (row <= headerRow || (names[at] ?? "") !== "") return [];
    const shown = safeText(value);
    return [problem("column-unnamed", { column: at + 1, value: shown }, { file, row, column: at + 1, value: shown })];
  });
}
