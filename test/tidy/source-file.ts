/** The project's own files as syntax trees: what they import, declare and contain. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

export const root = join(import.meta.dirname, "..", "..");

export interface SourceFile {
  /** From the project's root, with slashes: src/engine/book.ts. */
  path: string;
  text: string;
  tree: ts.SourceFile;
}

/** Files under a folder by their ending, in the order of their names. */
export function filesUnder(folder: string, ending: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  return found.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/")).sort();
}

export const readSource = (path: string): SourceFile => parseSource(path, readFileSync(join(root, path), "utf8"));

export const parseSource = (path: string, text: string): SourceFile => ({ path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) });

/** Lines of a text; the newline at its end begins no other. */
export const lineCount = (text: string): number => text.replace(/\n$/, "").split("\n").length;

/** What a file imports or re-exports, as it is written; `import()` counts, too. */
export function importsOf({ tree }: SourceFile): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    const called = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
    const named = from ?? called ?? (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    if (named !== undefined && ts.isStringLiteralLike(named)) found.push(named.text);
  });
  return found;
}

/** The project's file that a relative import means, or undefined for a package. */
export function targetOf(importer: string, written: string): string | undefined {
  if (!written.startsWith(".")) return undefined;
  const path = join(dirname(importer), written).replaceAll("\\", "/");
  return [".ts", ".tsx"].map((ending) => path.replace(/\.js$/, ending)).find((typed) => existsSync(join(root, typed))) ?? path;
}

export interface Measured {
  name: string;
  lines: number;
}

/** Every function with a body and how many lines it spans; the callback of `describe` is a chapter and no function. */
export function functionsOf({ tree }: SourceFile): Measured[] {
  const found: Measured[] = [];
  visit(tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined || isChapter(node)) return;
    const from = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
    const to = tree.getLineAndCharacterOfPosition(node.end).line;
    found.push({ name: nameOf(node), lines: to - from + 1 });
  });
  return found;
}

function isChapter(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe(\.|$)/.test(node.parent.expression.getText());
}

function nameOf(node: ts.Node): string {
  const named = "name" in node ? (node.name as ts.Node | undefined) : undefined;
  if (named !== undefined) return named.getText();
  return "name" in node.parent && node.parent.name !== undefined ? (node.parent.name as ts.Node).getText() : "a nameless function";
}

/** Every name that a file gives: variables, functions, types, fields, parameters; names that it only uses are others' business. */
export function namesOf({ tree }: SourceFile): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return;
    const { parent } = node;
    const isGiven = "name" in parent && parent.name === node && !ts.isPropertyAccessExpression(parent) && !ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent);
    const isTaken = ts.isShorthandPropertyAssignment(parent) || (ts.isBindingElement(parent) && parent.propertyName === undefined);
    if (isGiven && !isTaken) found.push(node.text);
  });
  return found;
}

/** Where a file says `any`. */
export function anyLines({ tree }: SourceFile): number[] {
  const found: number[] = [];
  visit(tree, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1);
  });
  return found;
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** camelCase, snake_case and kebab-case as words. */
export const wordsOf = (name: string): string[] => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
