/** What a workbook says of itself: its sheets, their parts, the date system, formats and shared texts. */
import { problem, ProblemError } from "../../domain/problem.js";
import type { Archive } from "./archive.js";
import { kindOfFormat, type FormatKind } from "./number-format.js";
import { attribute, readWhole, unescaped } from "./xml.js";

export interface SheetEntry {
  name: string;
  part: string;
  hidden: boolean;
}

export interface Contents {
  sheets: SheetEntry[];
  from1904: boolean;
  /** By the style number of a cell. */
  formats: FormatKind[];
  texts: string[];
}

/** Throws a ProblemError where the archive is no workbook that can be read. */
export async function readContents(archive: Archive): Promise<Contents> {
  const book = bookPart(archive);
  const parts = await relationsOf(archive, book);
  const { entries, from1904 } = await readBook(archive, book);
  const sheets = entries.flatMap(({ id, ...entry }) => {
    const relation = parts.find((each) => each.id === id);
    return relation?.type === "worksheet" ? [{ ...entry, part: relation.target }] : [];
  });
  const partOf = (type: string) => parts.find((each) => each.type === type && archive.sizeOf(each.target) > 0)?.target;
  return { sheets, from1904, formats: await readFormats(archive, partOf("styles")), texts: await readTexts(archive, partOf("sharedStrings")) };
}

function bookPart(archive: Archive): string {
  const part = archive.names.find((name) => /^[^/]+\/workbook\d*\.xml$/.test(name));
  if (part !== undefined) return part;
  const has = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
  const refused = (kind: string, remedy: string) => new ProblemError([problem("workbook-unread", { file: archive.file, kind, remedy }, { file: archive.file })]);
  if (has(/^xl\/workbook\.bin$/)) throw refused("a binary workbook (.xlsb)", "In Excel save it as .xlsx.");
  if (has(/^content\.xml$/)) throw refused("an OpenDocument file (.ods)", "In LibreOffice save it as .xlsx.");
  if (has(/\.iwa$/)) throw refused("a file of Apple Numbers or Pages", "Export it as .xlsx or CSV.");
  if (has(/^(word|ppt)\//)) throw refused("a document or a presentation", "Import the table that it was made from, as .xlsx or CSV.");
  throw refused("a zip archive without a workbook", "Unpack it first and name the file in it.");
}

interface Relation {
  id: string;
  /** The last word of its type: worksheet, styles, sharedStrings. */
  type: string;
  target: string;
}

async function relationsOf(archive: Archive, book: string): Promise<Relation[]> {
  const [folder, name] = book.split("/") as [string, string];
  const found: Relation[] = [];
  await readWhole(archive, `${folder}/_rels/${name}.rels`, {
    open(tag, attributes) {
      if (tag !== "Relationship") return;
      const target = (attributes["Target"] ?? "").replaceAll("\\", "/").toLowerCase();
      const part = target.startsWith("/") ? target.slice(1) : `${folder}/${target.replace(/^\.\//, "")}`;
      found.push({ id: attributes["Id"] ?? "", type: (attributes["Type"] ?? "").split("/").at(-1)!, target: part });
    },
  });
  return found;
}

async function readBook(archive: Archive, part: string) {
  const entries: { id: string; name: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readWhole(archive, part, {
    open(tag, attributes) {
      if (tag === "workbookPr") from1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      if (tag !== "sheet") return;
      const hidden = ["hidden", "veryHidden"].includes(attributes["state"] ?? "");
      entries.push({ id: attribute(attributes, "id") ?? "", name: attributes["name"] ?? "", hidden });
    },
  });
  return { entries, from1904 };
}

async function readFormats(archive: Archive, part: string | undefined): Promise<FormatKind[]> {
  const codes = new Map<number, string>();
  const formats: FormatKind[] = [];
  let inCells = false;
  if (part === undefined) return formats;
  await readWhole(archive, part, {
    open(tag, attributes) {
      if (tag === "numFmt") codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      if (tag === "cellXfs") inCells = true;
      if (tag !== "xf" || !inCells) return;
      const id = Number(attributes["numFmtId"] ?? 0);
      formats.push(kindOfFormat(id, codes.get(id)));
    },
    close(tag) {
      if (tag === "cellXfs") inCells = false;
    },
  });
  return formats;
}

/** Texts of several runs are joined; the readings printed above East Asian names are no part of them. */
async function readTexts(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined) return texts;
  archive.checkTexts(part);
  let runs = "";
  let reading = false;
  let inText = false;
  await readWhole(archive, part, {
    open(tag) {
      if (tag === "si") runs = "";
      if (tag === "rPh") reading = true;
      inText = tag === "t" && !reading;
    },
    text(text) {
      if (inText) runs += text;
    },
    close(tag) {
      if (tag === "t") inText = false;
      if (tag === "rPh") reading = false;
      if (tag === "si") texts.push(unescaped(runs));
    },
  });
  return texts;
}
