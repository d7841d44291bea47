/** Finds a profile by what a person calls it: a path, a file beside the book, or one that ships with the product. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest, problem } from "../../domain/problem.js";
import { readProfileFile, type ProfileReading } from "./read-profile.js";

const shippedFolder = join(dirname(fileURLToPath(import.meta.url)), "shipped");

/** Names of the profiles that ship with the product, in order. */
export const shippedProfiles = (): string[] => profilesIn(shippedFolder);

/**
 * Reads the profile called `nameOrPath`: a file of that path, here or beside the book; NAME.yaml or NAME.yml in `folderOfBook` (the working folder where there is no book);
 * a shipped one. One's own goes before a shipped one of the same name.
 */
export function findProfile(nameOrPath: string, folderOfBook: string): ProfileReading & { path?: string } {
  const places = isPath(nameOrPath) ? [nameOrPath, join(folderOfBook, nameOrPath)] : [folderOfBook, shippedFolder].flatMap((folder) => endings.map((ending) => join(folder, nameOrPath + ending)));
  const path = places.find((place) => existsSync(place));
  if (path !== undefined) return { ...readProfileFile(path), path };
  if (isPath(nameOrPath)) return readProfileFile(nameOrPath);
  const shipped = shippedProfiles();
  const beside = profilesIn(folderOfBook);
  return { problems: [problem("profile-unknown", { name: nameOrPath, shipped, beside, nearest: nearest(nameOrPath, [...shipped, ...beside]) }, { value: nameOrPath })] };
}

const endings = [".yaml", ".yml"];

const isPath = (name: string): boolean => /[/\\]/.test(name) || endings.some((ending) => name.toLowerCase().endsWith(ending));

function profilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => name.replace(/\.ya?ml$/, "")).sort();
}
