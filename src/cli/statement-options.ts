/** The commands by which things are said beside the lines: one a topic, made from its fields. */
import { Option, type Command } from "commander";
import { topics, type Topic } from "../domain/statements.js";
import { addBook, addShowing, type Options } from "./options.js";
import type { Shell } from "./shell.js";
import { flagName } from "./statement-commands.js";

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
