/** The commands by which things are said beside the lines: one a topic, made from its fields, and inputs from files. */
import { Option, type Command } from "commander";
import { topics, type Topic } from "../domain/statements.js";
import { addBook, addShowing, type Options } from "./options.js";
import type { Shell } from "./shell.js";
import { flagName } from "./statement-commands.js";

const collected = (value: string, before: string[] = []): string[] => [...before, value];

export function addInputs(shell: Shell, command: Command): void {
  const load = () => import("./inputs-command.js");
  const read = command.command("import").argument("<file>", "CSV, TSV, XLSX, JSON lines or Parquet; - is standard input.");
  read.description("Take in a table of inputs, known by its columns: period, measure, value and groups; or date, customer_id, kind, amount, owner, note for saves. All of it, or nothing where a row can't be used.");
  const group = "How the file is read:";
  read
    .addOption(new Option("--sheet <name>", "The sheet of a workbook, by name or number.").helpGroup(group))
    .addOption(new Option("--header-row <n>", "The row that names the columns, as a spreadsheet numbers rows.").helpGroup(group))
    .addOption(new Option("--encoding <name>", "How the text is written, where it is not UTF-8: windows-1252.").helpGroup(group))
    .addOption(new Option("--map <field=name>", "The file's own name for a column; repeatable.").argParser(collected).helpGroup(group))
    .addOption(new Option("--date-order <order>", "How dates in digits are written: dmy, mdy or ymd.").helpGroup(group))
    .addOption(new Option("--decimal <mark>", "The mark before the decimals: . or ,").helpGroup(group))
    .addOption(new Option("--allow-rejects", "Go on without the rows that can't be used.").helpGroup("Which rows:"))
    .addOption(new Option("--max-rejects <n>", "Go on without them if there are at most so many.").helpGroup("Which rows:"))
    .addOption(new Option("--dry-run", "Read and judge everything, and keep nothing.").helpGroup("Which rows:"));
  read.action(async (file: string) => (await load()).importInputs(shell, file, read.opts<Options>()));
  const list = command.command("list", { isDefault: true }).description("The inputs that hold.");
  list.action(async () => (await load()).listInputs(shell, list.opts<Options>()));
  const known = command.command("measures").description("What can be told of a period, in which unit, and how several periods make one.");
  known.action(async () => (await load()).listMeasures(shell, known.opts<Options>()));
  for (const one of [read, list]) addBook(one);
  for (const one of [read, list, known]) addShowing(one, false);
}

/** @param described a command of the catalogue by its name */
export function addStatements(shell: Shell, described: (name: Topic["name"]) => Command): void {
  for (const topic of topics) addTopic(shell, topic, described(topic.name));
}

function addTopic(shell: Shell, topic: Topic, command: Command): void {
  const load = () => import("./statement-commands.js");
  const group = "What is said:";
  const say = command.command(topic.verb).arguments(topic.typed.map((name) => `[${flagName(name)}]`).join(" "));
  say.description(`${topic.verb === "set" ? "Say" : "Add"} ${topic.noun}; the last word on one and the same counts.`);
  for (const { name, sentence, choices } of topic.fields) {
    const option = new Option(`--${flagName(name)} <${flagName(name)}>`, sentence).helpGroup(group);
    if (choices) option.argChoices = [...choices];
    say.addOption(option);
  }
  say.addOption(new Option("--by <name>", "Who says it.").helpGroup(group));
  say.addOption(new Option("--recorded-on <day>", "Since when it is known, such as 2026-03-01; default: now.").helpGroup(group));
  say.addHelpText("after", `\nExample:\n  ${topic.example}`);
  say.action(async () => (await load()).say(shell, topic.name, say.args, say.opts<Options>()));
  const list = command.command("list", { isDefault: true }).description("What is said and holds.");
  list.action(async () => (await load()).listSaid(shell, topic.name, list.opts<Options>()));
  const remove = command.command("remove").argument("<numbers...>", "Numbers, as the list shows them.").description("Take it back; it stays known for what it was.");
  remove.option("--note <text>", "Why, for the log.");
  remove.action(async (numbers: string[]) => (await load()).unsay(shell, topic.name, numbers, remove.opts<Options>()));
  for (const one of [say, remove]) one.option("--dry-run", "Show what it would be, and keep nothing.");
  for (const one of [say, list, remove]) {
    addBook(one);
    addShowing(one, false);
  }
}
