/** Every command that is no report: its words, what it is for, and a line to paste. */

export interface Command {
  name: string;
  aliases?: readonly string[];
  /** As typed after the name. */
  usage: string;
  /** What it does, in one sentence. */
  sentence: string;
  examples: readonly string[];
  /** Writes to a book or a file. */
  writes?: true;
}

export const commands = [
  {
    name: "explain", usage: "REPORT --cell COLUMN --period PERIOD",
    sentence: "Take one figure apart: its movements, their customers' lines with the arithmetic, knobs, rates and decisions that acted, and the row of the file that each line is.",
    examples: [
      "annua explain waterfall --cell expansion --period 2026-03 --by segment=ENT --book acme.annua",
      "annua explain waterfall contracts.csv --cell churn --period 2025-Q4 --top 5",
      "annua explain snapshot contracts.csv --cell arr --period 2025-12-31",
    ],
  },
  {
    name: "import", usage: "FILE…", writes: true,
    sentence: "Add contract lines to a book: all of a file, or nothing where a row can't be used.",
    examples: [
      "annua import contracts.csv --book acme.annua",
      "annua import export.csv --map customer_id='Account ID' --dry-run",
      "annua import contracts.csv --allow-rejects --rejects rejected.csv",
      "annua import contracts-2026-11.csv --source contracts --full",
      "annua import --customers accounts.csv --book acme.annua",
    ],
  },
  {
    name: "imports", usage: "list | show N | undo N", writes: true,
    sentence: "What was ever done to a book's lines, what one import changed, and taking it back.",
    examples: ["annua imports list --book acme.annua", "annua imports show 3", "annua imports undo 3 --dry-run"],
  },
  {
    name: "retract", usage: "LINE_ID…", writes: true,
    sentence: "Take lines out of the present view by hand; they stay known for what they were.",
    examples: ["annua retract L-1042 L-1043 --note 'signed by mistake' --book acme.annua"],
  },
  {
    name: "answer", usage: "QUESTION CHOICE", writes: true,
    sentence: "Decide a question of `annua questions`; it holds for later imports, edits no line, and can be taken back.",
    examples: ["annua answer Q7 renewed --until 2026-12-31 --note 'mail of 3 March' --by jane", "annua answer Q7 --withdraw"],
  },
  {
    name: "adjust", usage: "", writes: true,
    sentence: "Add recurring ARR to a customer from a day on, or take some off, for what no question covers.",
    examples: ["annua adjust --customer acme --amount -1200 --from 2026-01 --reason 'credit of 3 March' --by jane", "annua adjust --withdraw 3"],
  },
  {
    name: "inputs", usage: "import FILE | list | measures", writes: true,
    sentence: "What no contract says: targets, sales and marketing, margins, burn, revenue, headcount, and saves, notes or words on renewals from a file.",
    examples: [
      "annua inputs import inputs.csv --book acme.annua",
      "annua inputs import budget.xlsx --sheet 2026 --dry-run",
      "annua inputs import saves.csv --map customer_id='Account ID'",
      "annua inputs list --book acme.annua",
      "annua inputs measures",
    ],
  },
  {
    name: "event", usage: "add DAY TITLE | list | remove N", writes: true,
    sentence: "Key events, such as a launch or a new price list, which the trend shows beside its figures.",
    examples: ["annua event add 2026-03-01 'New price list' --kind pricing --book acme.annua", "annua event list", "annua event remove 12 --note 'was put off'"],
  },
  {
    name: "save", usage: "add CUSTOMER | list | remove N", writes: true,
    sentence: "Losses that customer success prevented: kept apart from the waterfall, and shown beside it in `cs_impact`.",
    examples: ["annua save add acme --kind prevented_churn --amount 24000 --owner jane --book acme.annua", "annua save list", "annua save remove 12"],
  },
  {
    name: "note", usage: "add CUSTOMER TEXT | list | remove N", writes: true,
    sentence: "What is to be known of a customer and stands in no contract.",
    examples: ["annua note add acme 'budget freeze until May' --by jane --book acme.annua", "annua note list", "annua note remove 12"],
  },
  {
    name: "renewal", usage: "set CUSTOMER | list | remove N", writes: true,
    sentence: "What is expected of a renewal and how likely that is; each word is kept with its date, so that it can be held against what came.",
    examples: ["annua renewal set acme --due 2026-Q3 --outcome renewed --probability 80% --by jane --book acme.annua", "annua renewal set acme --product Core --due 2026-07-01 --outcome churn --probability 0.6", "annua renewal list"],
  },
  {
    name: "close", usage: "PERIOD | list | show PERIOD", writes: true,
    sentence: "Freeze the figures of a period as known now under the policy of now; nothing that is learnt later rewrites them.",
    examples: ["annua close 2026-01 --by segment --note 'board of 5 February' --book acme.annua", "annua close list", "annua close show 2026-01"],
  },
  {
    name: "verify", usage: "PERIOD | FILE",
    sentence: "Work a closed period, or the JSON answer of a report, out again from what was known then, under the policy of then, or a board table from its own amounts, and list every cell that does not agree.",
    examples: ["annua verify 2026-01 --book acme.annua", "annua verify board.csv", "annua verify waterfall-2026-01.json --book acme.annua", "annua verify --formulas"],
  },
  {
    name: "policy", usage: "show | set FILE|PRESET | diff A [B] | presets", writes: true,
    sentence: "The definition of ARR in force: look at it, change it, compare it, or start from a preset.",
    examples: ["annua policy show", "annua policy set annua.yaml --book acme.annua", "annua policy set board --book acme.annua", "annua policy diff annual_only", "annua policy presets", "annua policy show --format yaml > annua.yaml"],
  },
  {
    name: "diff", usage: "A [B]",
    sentence: "Two policies, two days of knowledge or two books: each row of the waterfall in both, the difference, and what it comes from, one cause after the other.",
    examples: [
      "annua diff default diligence --book acme.annua --from 2025-01 --to 2025-12",
      "annua diff board.yaml annua.yaml --fail-if 'abs(closing) > 10000' --format markdown",
      "annua diff 2026-01-31 now --book acme.annua",
      "annua diff january.annua acme.annua",
    ],
  },
  {
    name: "serve", usage: "[--host ADDRESS] [--port N]", writes: true,
    sentence: "Serve a book over HTTP to people, scripts and spreadsheets: every report, imports and decisions; to the person at this machine, or to those who have accounts.",
    examples: ["annua serve --book acme.annua", "annua serve --book acme.annua --host 0.0.0.0 --allow-host arr.acme.example --behind-proxy", "annua serve --port 0 --readers 8 --time-limit 30 --max-upload 500MB"],
  },
  {
    name: "user", usage: "add NAME --role ROLE | list | remove NAME | password NAME", writes: true,
    sentence: "Who may ask a served book, and what: people with passwords, roles, and rows that they see; kept in a file beside the book.",
    examples: ["annua user add jane --role owner --book acme.annua", "annua user add omar --role analyst --rows 'csm=Omar'", "annua user list", "annua user password jane", "annua user remove omar"],
  },
  {
    name: "key", usage: "add NAME --role ROLE | list | revoke ID", writes: true,
    sentence: "API keys by which scripts ask a served book: shown once, with a role and an end, and revocable.",
    examples: ["annua key add nightly-import --role editor --expires 90d --book acme.annua", "annua key list", "annua key revoke 2"],
  },
  {
    name: "mcp", usage: "",
    sentence: "Let an assistant ask a book: every report as a tool of the Model Context Protocol over standard input and output; nothing is written.",
    examples: ["annua mcp --book acme.annua"],
  },
  {
    name: "define", usage: "TERM",
    sentence: "What a word means here, its formula, where it comes from, and the knobs that change it.",
    examples: ["annua define nrr", "annua define 'quick ratio'"],
  },
  {
    name: "calc", usage: "NAME key=value…",
    sentence: "Answer a formula from numbers alone, exactly and without any book.",
    examples: ["annua calc", "annua calc growth entry=1000000 exit=1728000", "annua calc tier arr=62000 'tiers=[[0, \"smb\"], [50000, \"mid_market\"]]'"],
  },
  {
    name: "demo", usage: "", writes: true,
    sentence: "Make a believable sample company with its targets, spend and what its people say, import it into a book, and show what Annua says of it.",
    examples: ["annua demo", "annua demo --customers 50 --seed 7 --until 2025-12", "annua demo --customers 2500000 --out large.csv --csv-only"],
  },
  {
    name: "completion", usage: "bash | zsh | fish | powershell",
    sentence: "Print a script that completes commands and options in your shell.",
    examples: ["source <(annua completion bash)", "annua completion zsh > ~/.zfunc/_annua", "annua completion fish > ~/.config/fish/completions/annua.fish"],
  },
] as const satisfies readonly Command[];

export type CommandName = (typeof commands)[number]["name"];

export function findCommand(name: string): Command | undefined {
  return (commands as readonly Command[]).find((command) => command.name === name || command.aliases?.includes(name));
}
