/** A folder for copies of someone's contracts: it goes when it is no longer needed, and with the program if that ends before (Ctrl-C). */
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PassingFolder {
  path: string;
  remove(): Promise<void>;
}

let parent: string | undefined;

/** From now on they lie in a folder of the program's own, which whoever starts it anew after a crash can find and remove; undefined: where the system keeps such. */
export function passIn(folder: string | undefined): void {
  parent = folder;
}

export async function passingFolder(): Promise<PassingFolder> {
  const path = await mkdtemp(join(parent ?? tmpdir(), "annua-"));
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
