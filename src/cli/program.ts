/** The commands and their options: built from the catalogue, each loading what it needs only when it is run. */
import { Command, Option } from "commander";
import { findCommand, type CommandName } from "../catalogue/command.js";
import { explainParams } from "../catalogue/explanation.js";
import { reports, type Report } from "../catalogue/index.js";
import { waterfall } from "../catalogue/reports/waterfall.js";
import { version } from "../domain/version.js";
import { on } from "../catalogue/params.js";
import { addAccounts } from "./account-options.js";
import { addBook, addFailOn, addListOptions, addParams, addRowOptions, addShowing, addSources, paramOption, type Options } from "./options.js";
import { wrapLines } from "../export/wrap.js";
import { addServe } from "./serve-options.js";
import type { Shell } from "./shell.js";
import { addInputs, addStatements } from "./statement-options.js";

const collected = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** The whole command line of `annua`. */
export function makeProgram(shell: Shell): Command {
  const program = makeCommands(shell);
  addCompletion(program, shell);
  return program;
}

/** Every command that does something of its own, for the command line and for those who complete it. */
export function makeCommands(shell: Shell): Command {
  const program = new Command("annua")
    .description("The system of record for annual recurring revenue: contract lines in, an exact ARR waterfall out.")
    .usage("FILE… | COMMAND [options]")
    .version(version, "-V, --version", "Print the version.")
    .helpOption("-h, --help", "Help, also of each command.")
    .helpCommand("help [command]", "Help of a command.")
    .configureHelp({ subcommandTerm: (command) => command.name(), optionDescription: choicesNamed })
    .addHelpText("after", wrappedFor(shell, rootExamples));
  program.commandsGroup("Reports, on files or on a book:");
  for (const report of reports) addReport(program, shell, report);
  program.commandsGroup("Commands:");
  addExplain(program, shell);
  addImport(program, shell);
  addImports(program, shell);
  addRetract(program, shell);
  addDecisions(program, shell);
  addInputs(shell, described(program, shell, "inputs"));
  addStatements(shell, (name) => described(program, shell, name));
  addClose(program, shell);
  addPolicy(program, shell);
  addDiff(program, shell);
  addServe(shell, described(program, shell, "serve"));
  addAccounts(shell, (name) => described(program, shell, name));
  addMcp(program, shell);
  addLookups(program, shell);
  addDemo(program, shell);
  addOverview(program, shell);
  return program;
}

/** `--in <unit>`: what it does, and what it can be. */
const choicesNamed = (option: Option): string => (option.argChoices ? `${option.description} One of ${option.argChoices.join(", ")}.` : option.description);

/** Columns of a help page. */
export const helpWidth = (shell: Shell): number => Math.min(shell.stdout.columns || 100, 120);

const wrappedFor = (shell: Shell, text: string) => (): string => wrapLines(text, helpWidth(shell)).join("\n");

const rootExamples = `
Start with:
  annua demo                                      a sample company, and what can be asked of it
  annua contracts.csv                             what is in your list, ARR now, the last 12 months
  annua waterfall contracts.csv -Q                any report straight on files
  annua import contracts.csv --book acme.annua    keep them in a book

A book is one file that remembers every import and every definition; it is $ANNUA_BOOK, else company.annua.
Exit status: 0 answered, 1 the data has a problem that the answer depends on, 2 wrong usage.`;

function addReport(program: Command, shell: Shell, report: Report): void {
  const command = program.command(report.name).summary(report.sentence).description(`${report.title}. ${report.sentence}`);
  if (report.aliases) command.aliases([...report.aliases]);
  if (report.name === "customer") command.argument("[customer]", "The customer's id.");
  if (report.name === "restatement") command.argument("[period]", "The closed period, as --period.");
  command.argument("[files...]", "Files of lines, or a book; - is standard input. Default: the book.");
  addParams(command, report);
  addSources(command);
  addShowing(command, report.columns.some((column) => column.type === "money"), report.spread !== undefined);
  if (report.fails !== undefined) addFailOn(command, report.fails);
  command.addOption(new Option("--show-sql", "Print the SQL that answers it, as a script that DuckDB runs on the book, and stop.").helpGroup("How to show it:"));
  const columns = report.columns.map((column) => column.name).join(", ");
  command.addHelpText("after", wrappedFor(shell, `\nColumns: ${columns}.\n\`annua define ${report.columns[0]!.name}\` says what one of them means.\n\nExample:\n  ${report.example}`));
  command.action(async () => (await import("./report-command.js")).runReport(shell, report, command.args, command.opts<Options>()));
}

/** A command of the catalogue with its words and examples. */
function described(program: Command, shell: Shell, name: CommandName): Command {
  const { sentence, examples, aliases } = findCommand(name)!;
  const command = program.command(name).description(sentence);
  if (aliases) command.aliases([...aliases]);
  return command.addHelpText("after", wrappedFor(shell, `\n${examples.length === 1 ? "Example" : "Examples"}:\n${examples.map((example) => `  ${example}`).join("\n")}`));
}

function addExplain(program: Command, shell: Shell): void {
  const command = described(program, shell, "explain").argument("<report>", "The report whose figure it is.");
  command.argument("[files...]", "Files of lines, or a book; - is standard input. Default: the book.");
  addParams(command, { params: explainParams });
  addSources(command);
  addShowing(command, true);
  command.action(async (name: string, files: string[]) => (await import("./explain-command.js")).runExplain(shell, name, files, command.opts<Options>()));
}

function addImport(program: Command, shell: Shell): void {
  const command = described(program, shell, "import").argument("[files...]", "CSV, TSV, XLSX, JSON lines or Parquet; - is standard input.");
  addRowOptions(command, "Which rows:");
  command.addOption(new Option("--dry-run", "Judge and work out everything, and keep nothing.").helpGroup("Which rows:"));
  addBook(command);
  command.addOption(new Option("--policy <file>", "The definition of ARR, a file or a preset; a new book remembers it. Default: annua.yaml beside the book.").helpGroup("Where from:"));
  command.addOption(new Option("--set <knob=value>", "Change one knob of it; repeatable.").argParser(collected).helpGroup("Where from:"));
  command.addOption(new Option("--customers <file>", "A file about customers: customer_id, from_date, name, parent_id and attributes, which fill what lines leave empty.").argParser(collected).helpGroup("Which rows:"));
  addListOptions(command);
  addAccepting(command);
  addShowing(command, false);
  command.action(async () => (await import("./import-command.js")).runImport(shell, command.args, command.opts<Options>()));
}

function addImports(program: Command, shell: Shell): void {
  const command = described(program, shell, "imports");
  const load = () => import("./change-commands.js");
  const list = command.command("list", { isDefault: true }).description("Every import, retraction and undo, oldest first.");
  list.action(async () => (await load()).listImports(shell, list.opts<Options>()));
  const show = command.command("show").argument("<number>", "The number of an import.").description("What one of them brought and ended, line by line.");
  show.action(async (number: string) => (await load()).showImport(shell, number, show.opts<Options>()));
  const undo = command.command("undo").argument("<number>", "The number of an import.").description("End what it brought and bring back what it ended. Nothing is deleted.");
  undo.action(async (number: string) => (await load()).undoImport(shell, number, undo.opts<Options>()));
  addTrial(undo);
  addAccepting(undo);
  for (const one of [list, show, undo]) {
    addBook(one);
    addShowing(one, false);
  }
}

function addRetract(program: Command, shell: Shell): void {
  const command = described(program, shell, "retract").argument("<line_ids...>", "Ids of lines, as imported.");
  addTrial(command);
  addAccepting(command);
  addBook(command);
  addShowing(command, false);
  command.action(async (lineIds: string[]) => (await import("./change-commands.js")).retract(shell, lineIds, command.opts<Options>()));
}

/** What goes with a change of the lines by hand. */
function addTrial(command: Command): void {
  command.option("--note <text>", "Why, for the log.").option("--dry-run", "Show what it would change and what ARR would be, and keep nothing.");
}

function addDecisions(program: Command, shell: Shell): void {
  const group = "What was decided:";
  const load = () => import("./decision-commands.js");
  const answer = described(program, shell, "answer").argument("<question>", "Its number, such as Q7.").argument("[choice]", "One of its choices.");
  answer.addOption(new Option("--until <day>", "The day that the choice asks for: the last one of a renewed term, or the first at the full price.").helpGroup(group));
  answer.addOption(new Option("--note <text>", "Why, for those who read the figures later.").helpGroup(group));
  answer.addOption(new Option("--withdraw", "Take the answer back.").helpGroup(group));
  answer.action(async (id: string, choice: string | undefined) => (await load()).answer(shell, id, choice, answer.opts<Options>()));
  const adjust = described(program, shell, "adjust");
  adjust.addOption(new Option("--customer <id>", "Whose ARR.").helpGroup(group));
  adjust.addOption(new Option("--amount <amount>", "ARR to add, in the reporting currency; below zero takes off.").helpGroup(group));
  adjust.addOption(new Option("--from <period>", "From when on: a day, or a period such as 2026-01.").helpGroup(group));
  adjust.addOption(new Option("--until <period>", "Until when: the last day on which it counts, or a period such as 2026-12; default: until it is taken back.").helpGroup(group));
  adjust.addOption(new Option("--reason <text>", "Why, for those who read the figures later.").helpGroup(group));
  adjust.addOption(new Option("--withdraw <number>", "Take an adjustment back, such as 3.").helpGroup(group));
  adjust.action(async () => (await load()).adjust(shell, adjust.opts<Options>()));
  for (const one of [answer, adjust]) {
    one.addOption(new Option("--by <name>", "Who decided.").helpGroup(group));
    addAccepting(one);
    addBook(one);
    addShowing(one, true);
  }
}

function addClose(program: Command, shell: Shell): void {
  const load = () => import("./close-commands.js");
  const command = described(program, shell, "close").argument("[period]", "The period to close, such as 2026-01, 2026-Q1 or 2026.");
  const cut = "Keep the figures by these columns as well, such as segment or segment,region; repeatable, each a cut of its own. Default: the cuts of the close before.";
  command.addOption(new Option("--by <columns>", cut).argParser(collected)).option("--note <text>", "What for, for those who read it later.").option("--again", "Close a period that was closed before; both closes are kept.");
  command.action(async (period: string | undefined) => (await load()).closePeriod(shell, period, command.opts<Options>()));
  const list = command.command("list").description("Every close, oldest first.");
  list.action(async () => (await load()).listCloses(shell, list.optsWithGlobals<Options>()));
  const show = command.command("show").argument("<period>", "A closed period, or the number of a close.").description("The figures of a closed period as they were reported.");
  show.option("--report <name>", "waterfall or logos; waterfall.").addOption(new Option("--by <columns>", "One of the cuts that were kept.").argParser(collected));
  show.action(async (period: string) => (await load()).showClose(shell, period, show.optsWithGlobals<Options>()));
  const verify = described(program, shell, "verify").argument("[what]", "A closed period, the number of a close, or a file: a board table, or the JSON answer of a report; - is standard input.");
  verify.addOption(new Option("--formulas", "List the near formulas that a stated figure is held against.").helpGroup("Board tables:"));
  verify.addOption(new Option("--decimal <mark>", "The mark before decimals, where the table leaves it open: . or ,").helpGroup("Board tables:"));
  verify.addOption(new Option("--policy <file>", "The definition of an answer that was made under one that the book never had: a file, or a preset.").helpGroup("Where from:"));
  verify.addOption(new Option("--set <knob=value>", "Change one knob of it; repeatable.").argParser(collected).helpGroup("Where from:"));
  verify.action(async (what: string | undefined) => (await load()).verify(shell, what, verify.opts<Options>()));
  for (const one of [command, list, show, verify]) {
    addBook(one);
    addShowing(one, true);
  }
}

/** What goes with a change that may restate closed periods. */
function addAccepting(command: Command): void {
  command.option("--accept-restatement", "Keep it also where it changes figures of closed periods, without being asked.");
}

function addPolicy(program: Command, shell: Shell): void {
  const command = described(program, shell, "policy");
  const load = () => import("./policy-commands.js");
  const show = command.command("show", { isDefault: true }).description("Every knob; first those that move this book's ARR, and by how much. --format yaml prints a whole policy file.");
  show.action(async () => (await load()).showPolicy(shell, show.opts<Options>()));
  const set = command.command("set").argument("[file]", "A policy file, a preset, or the number of a policy that the book had before.").description("Make a policy the book's own; every one that was set is kept, with its date.");
  set.action(async (file: string | undefined) => (await load()).setPolicy(shell, file, set.opts<Options>()));
  const diff = command.command("diff").argument("<a>", "A policy file, a preset, or the number of one that the book was given.").argument("[b]", "Another; default: the one in force.").description("The knobs in which two policies differ, and ARR under each.");
  diff.action(async (a: string, b: string | undefined) => (await load()).diffPolicies(shell, a, b, diff.opts<Options>()));
  const presets = command.command("presets").description("Named starting points.");
  presets.action(async () => (await load()).listPresets(shell, presets.opts<Options>()));
  for (const one of [show, set, diff]) addBook(one);
  show.addOption(new Option("--no-effects", "The knobs alone, at once: every effect is a book worked out anew under another policy, a fifth of a second each.").helpGroup("Where from:"));
  show.addOption(new Option("--policy <file>", "Another policy than the one in force: a file, or a preset.").helpGroup("Where from:"));
  addAccepting(set);
  for (const one of [show, set]) one.addOption(new Option("--set <knob=value>", "Change one knob; repeatable.").argParser(collected).helpGroup("Where from:"));
  for (const one of [show, set, diff, presets]) addShowing(one, false);
}

function addDiff(program: Command, shell: Shell): void {
  const command = described(program, shell, "diff");
  command.argument("<a>", "A policy (a file, a preset, the number of one that the book was given), a day, a close (close:2026-01), or a book.");
  command.argument("[b]", "Another of its kind; default: the policy in force, now, or the book.");
  command.argument("[files...]", "Files of lines instead of a book.");
  const group = "What to ask:";
  for (const param of waterfall.params.filter(({ name }) => ["from", "to", "method", "level", "where"].includes(name))) command.addOption(paramOption(param).helpGroup(group));
  command.addOption(new Option("--reverse", "Take the causes in the other order.").helpGroup(group));
  command.addOption(new Option("--fail-if <condition>", "Exit status 1 where it holds of the differences: names of rows, abs(), > >= < <= = !=, and, or, not, brackets.").helpGroup(group));
  addSources(command);
  addShowing(command, true);
  command.action(async () => (await import("./diff-command.js")).runDiff(shell, command.args, command.opts<Options>()));
}

function addMcp(program: Command, shell: Shell): void {
  const command = described(program, shell, "mcp");
  addBook(command);
  command.action(async () => (await import("./mcp-command.js")).runMcp(shell, command.opts<Options>()));
}

function addLookups(program: Command, shell: Shell): void {
  const define = described(program, shell, "define").argument("[term...]", "A term, column, report, knob or kind of movement; none: the list of them.");
  addShowing(define, false);
  define.action(async (words: string[]) => (await import("./define-command.js")).runDefine(shell, words, define.opts<Options>()));
  const calc = described(program, shell, "calc").argument("[name]", "A calculation; none: the list of them.").argument("[inputs...]", "key=value.");
  addShowing(calc, false);
  calc.addOption(new Option("-h, --help", "Help; with a name its inputs and figures.")).helpOption(false);
  calc.action(async (name: string | undefined, inputs: string[]) => {
    const options = calc.opts<Options>();
    if (name === undefined && options["help"] === true) calc.help();
    await (await import("./calc-command.js")).runCalc(shell, name, inputs, options);
  });
}

function addDemo(program: Command, shell: Shell): void {
  const command = described(program, shell, "demo")
    .option("--customers <n>", "How many customers ever signed; 400.")
    .option("--seed <n>", "Which of the companies; 1.")
    .option("--until <month>", "Its last month, such as 2025-12; last month.")
    .option("--out <file>", "The contract list; sample-company.csv.")
    .option("--csv-only", "Write the list and import nothing.")
    .option("--book <file>", "The book; sample.annua.");
  const format = new Option("--format <format>", "Default: table on a terminal, else json.");
  format.argChoices = ["table", "json", "csv", "markdown"];
  command.addOption(format).option("--no-color", "No colours.");
  command.action(async () => (await import("./demo-command.js")).runDemo(shell, command.opts<Options>()));
}

function addCompletion(program: Command, shell: Shell): void {
  const command = described(program, shell, "completion").argument("<shell>", "bash, zsh, fish or powershell.");
  command.action(async (name: string) => (await import("./completion.js")).printCompletion(shell, name));
  const complete = program.command("complete", { hidden: true }).argument("[words...]");
  complete.action(async (words: string[]) => (await import("./completion.js")).complete(shell, words));
}

/** What runs where no command is named: files, or a book. */
function addOverview(program: Command, shell: Shell): void {
  const command = program.command("overview", { isDefault: true, hidden: true }).argument("[files...]", "Files of lines, or a book.");
  command.description("What is in a file or a book, ARR now, the last 12 months, and where to go next.");
  command.addOption(paramOption(on).helpGroup("What to ask:"));
  addSources(command);
  addShowing(command, true);
  command.action(async () => {
    if (shell.args.length === 0) program.help();
    await (await import("./overview.js")).runOverview(shell, command.args, command.opts<Options>());
  });
}
