/** One part of a workbook as the events of its XML, a block at a time. Entities are never expanded, namespaces' prefixes left out. */
import { SaxesParser } from "saxes";
import { brokenWorkbook, type Archive } from "./archive.js";

export interface XmlListener {
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Yields after each block that was read, so that the caller can take what its listener gathered. Throws a ProblemError where the part is broken. */
export async function* readXml(archive: Archive, part: string, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  parser.on("opentag", (tag) => listener.open(local(tag.name), tag.attributes));
  if (listener.text) parser.on("text", (text) => listener.text!(text));
  if (listener.text) parser.on("cdata", (text) => listener.text!(text));
  if (listener.close) parser.on("closetag", (tag) => listener.close!(local(tag.name)));
  try {
    const stream = await archive.open(part);
    if (stream === undefined) throw new Error(`it lacks the part ${part}`);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for await (const block of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(block, { stream: true }));
      yield;
    }
    parser.write(decoder.decode());
    parser.close();
  } catch (error) {
    throw brokenWorkbook(error, archive.file);
  }
  yield;
}

/** Reads a part to its end. */
export async function readWhole(archive: Archive, part: string, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(archive, part, listener)) continue;
}

/** The value of an attribute, whatever prefix its name has. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (name in attributes) return attributes[name];
  const key = Object.keys(attributes).find((each) => local(each) === name);
  return key === undefined ? undefined : attributes[key];
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** `_x000D_` stands for a character that XML can't hold; `_x005F_` for an underscore that would begin such a sign. */
export const unescaped = (text: string): string =>
  text.includes("_x") ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
