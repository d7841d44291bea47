/** A folder for copies of someone's contracts: it goes when it is no longer needed, and with the program if that ends before (Ctrl-C). */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PassingFolder {
  path: string;
  remove(): Promise<void>;
}

export async function passingFolder(): Promise<PassingFolder> {
  const path = await mkdtemp(join(tmpdir(), "annua-"));
  const removeAtExit = () => rmSync(path, { recursive: true, force: true });
  process.once("exit", removeAtExit);
  return {
    path,
    remove: async () => {
      process.removeListener("exit", removeAtExit);
      await rm(path, { recursive: true, force: true });
    },
  };
}
