/** Fees that are paid once and stand beside the recurring amount. */
import { safeText } from "../safe-text.js";
import { isNumbers } from "./column-look.js";
import { bestNamed, oneTimeNames } from "./field-names.js";
import { flagOf, type Guessing } from "./guessing.js";

/** They are in no ARR, which nobody should have to find out. To be called when every column that means something has its meaning. */
export function tellOneTime(guess: Guessing): void {
  for (const look of guess.free()) {
    if (!isNumbers(look) || bestNamed([look], oneTimeNames).length === 0) continue;
    guess.assume(`${safeText(look.name)} is paid once, so it is in no ARR; it is kept as an attribute.`, `If it recurs: a line of its own; if it is the amount: ${flagOf("amount", look)}.`);
  }
}
