/** What a decision is called in the log: `Q7 renewed` an answer, `decision 3` an adjustment, `withdraw Q7` what took one back. */

/** The command that takes it back; undefined where it took one back itself. */
export function wayBackOf(source: string): string | undefined {
  const question = /^(Q\d+) /.exec(source)?.[1];
  const adjustment = /^decision (\d+)$/.exec(source)?.[1];
  if (question !== undefined) return `annua answer ${question} --withdraw`;
  return adjustment === undefined ? undefined : `annua adjust --withdraw ${adjustment}`;
}
