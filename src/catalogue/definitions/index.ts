/** The words of the field: `annua define` looks them up, DEFINITIONS.md prints them all. */
import { alertTopic } from "./alert.js";
import { arrTopic } from "./arr.js";
import { bookTopic } from "./book.js";
import { closeTopic } from "./close.js";
import { carrTopic } from "./carr.js";
import { coverTopic } from "./cover.js";
import { customerTopic } from "./customer.js";
import type { Definition, Topic } from "./definition.js";
import { derivedTopics } from "./derived.js";
import { efficiencyTopic } from "./efficiency.js";
import { expansionTopic } from "./expansion.js";
import { growthTopic } from "./growth.js";
import { lineTopic } from "./line.js";
import { movementTopic } from "./movement.js";
import { planTopic } from "./plan.js";
import { reasonTopic } from "./reason.js";
import { renewalTopic } from "./renewal.js";
import { retentionTopic } from "./retention.js";
import { revenueTopic } from "./revenue.js";
import { saidTopic } from "./said.js";
import { timeTopic } from "./time.js";
import { worthTopic } from "./worth.js";

export type { Definition, Topic } from "./definition.js";
export { alsoNamed, definitionParts, definitionText } from "./text.js";

const written: readonly Topic[] = [
  arrTopic,
  carrTopic,
  growthTopic,
  movementTopic,
  expansionTopic,
  reasonTopic,
  retentionTopic,
  renewalTopic,
  revenueTopic,
  customerTopic,
  saidTopic,
  efficiencyTopic,
  alertTopic,
  worthTopic,
  planTopic,
  lineTopic,
  coverTopic,
  timeTopic,
  closeTopic,
  bookTopic,
];

/** Every definition by topic, in the order in which a reader meets them. */
export const topics: readonly Topic[] = [...written, ...derivedTopics(written.flatMap((topic) => topic.definitions))];

export const definitions: readonly Definition[] = topics.flatMap((topic) => topic.definitions);

/** Case, spaces, dashes and underscores don't tell words apart. */
const loose = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const byWord = new Map<string, Definition>();
for (const definition of definitions) for (const word of [definition.title, ...definition.aliases]) byWord.set(loose(word), definition);
for (const definition of definitions) byWord.set(loose(definition.term), definition);

/** The definition of a term, a column, a report, a knob, a movement, a reason or a calculation; by its name, title or another word for it. */
export function findDefinition(term: string): Definition | undefined {
  return byWord.get(loose(term));
}
