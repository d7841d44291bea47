/** A small XLSX workbook for tests, written part by part so that each oddity of real ones can be had. */
import { zipOf, type Part } from "./zip.js";

/** A text or a number; `{xml}` is a cell's inside as it stands, with its attributes: `{xml: "<v>1</v>", type: "e", style: 1}`. */
export type Cell = string | number | null | { xml: string; type?: string; style?: number };

export interface Sheet {
  name: string;
  rows: (Cell[] | null)[];
  merges?: string[];
  /** Numbers of rows that are not shown. */
  hidden?: number[];
  /** Letters of columns that are not shown. */
  hiddenColumns?: string;
  state?: "hidden" | "veryHidden";
}

export interface Workbook {
  sheets: Sheet[];
  date1904?: boolean;
  /** Format codes; style 1 is the first of them. */
  formats?: string[];
  /** Put in the archive besides, or in place of what was written under the same name. */
  parts?: Part[];
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export function workbookOf({ sheets, date1904 = false, formats = [], parts = [] }: Workbook): Buffer {
  const relations = sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`);
  const entries = sheets.map((sheet, at) => `<sheet name="${escaped(sheet.name)}" sheetId="${at + 1}"${sheet.state ? ` state="${sheet.state}"` : ""} r:id="rId${at + 1}"/>`);
  const written: Part[] = [
    { name: "[Content_Types].xml", bytes: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>` },
    { name: "xl/workbook.xml", bytes: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${entries.join("")}</sheets></workbook>` },
    { name: "xl/_rels/workbook.xml.rels", bytes: `${head}<Relationships>${relations.join("")}<Relationship Id="rId99" Type="${office}/styles" Target="/xl/styles.xml"/></Relationships>` },
    { name: "xl/styles.xml", bytes: stylesOf(formats) },
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, bytes: sheetXml(sheet) })),
  ];
  const replaced = new Set(parts.map((part) => part.name));
  return zipOf([...written.filter((part) => !replaced.has(part.name)), ...parts]);
}

function stylesOf(formats: string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escaped(code)}"/>`).join("");
  const cells = ["<xf numFmtId=\"0\"/>", ...formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`)].join("");
  return `${head}<styleSheet xmlns="${main}"><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells}</cellXfs></styleSheet>`;
}

export function sheetXml({ rows, merges = [], hidden = [], hiddenColumns = "" }: Pick<Sheet, "rows" | "merges" | "hidden" | "hiddenColumns">): string {
  const body = rows.map((cells, at) => (cells === null ? "" : `<row r="${at + 1}"${hidden.includes(at + 1) ? ' hidden="1"' : ""}>${cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`)).join("")}</row>`));
  const cols = hiddenColumns === "" ? "" : `<cols>${[...hiddenColumns].map((letter) => letter.charCodeAt(0) - 64).map((at) => `<col min="${at}" max="${at}" width="0" hidden="1"/>`).join("")}</cols>`;
  const merged = merges.length === 0 ? "" : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
  return `${head}<worksheet xmlns="${main}">${cols}<sheetData>${body.join("")}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: Cell, place: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  const { xml, type, style } = cell;
  return `<c r="${place}"${type === undefined ? "" : ` t="${type}"`}${style === undefined ? "" : ` s="${style}"`}>${xml}</c>`;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
