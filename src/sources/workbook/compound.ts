/** Files in Microsoft's older container: workbooks before 2007, and newer ones behind a password. */
import { createReadStream } from "node:fs";
import { problem, type Problem } from "../../domain/problem.js";

/** Names in the container's list of streams, as they are written there. */
const LOCKED = Buffer.from("EncryptedPackage", "utf16le");

export async function problemOfCompound(path: string, file: string): Promise<Problem> {
  let before = Buffer.alloc(0);
  for await (const block of createReadStream(path) as AsyncIterable<Buffer>) {
    const looked = Buffer.concat([before, block]);
    if (looked.includes(LOCKED)) return problem("workbook-locked", { file }, { file });
    before = looked.subarray(-LOCKED.length);
  }
  return problem("workbook-unread", { file, kind: "an old Excel workbook (.xls)", remedy: "Open it in Excel or LibreOffice and save it as .xlsx." }, { file });
}
