import { type Difference, differences, isAlike, openOracle, type Question } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import { openLibrary } from "./library.js";
import { goldenCase } from "./markdown.js";
import { shrunk } from "./shrink.js";

/** The first question that library and oracle answer differently, on the least rows, knobs and cells that show it; those of the members are tried before all together. */
export async function differingCase(batch: RandomBook, questions: Question[], members: RandomBook[] = []): Promise<string | undefined> {
  const [found] = await differences(batch, questions, openOracle, openLibrary);
  if (!found) return undefined;
  const again = async (book: RandomBook): Promise<Difference | undefined> =>
    (await differences(book, [found.question], openOracle, openLibrary)).find((difference) => isAlike(difference, found));
  const alone = members.map((member) => ({ ...member, knobs: batch.knobs }));
  for (const book of [...alone, batch]) {
    if (!(await again(book))) continue;
    const smallest = await shrunk(book, async (smaller) => (await again(smaller)) !== undefined);
    return goldenCase(smallest, (await again(smallest)) ?? found);
  }
  return goldenCase(batch, found);
}
