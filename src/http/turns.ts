/** Requests are begun one at a time, and whatever the engine has finished goes on in between: a change takes hundreds of steps, and each would wait for all who ask. */
import type { MiddlewareHandler } from "hono";
import type { Env } from "./serving.js";

export function inTurn(): MiddlewareHandler<Env> {
  const waiting: (() => void)[] = [];
  const beginNext = (): void => {
    waiting.shift()!();
    if (waiting.length > 0) setImmediate(beginNext);
  };
  return async (_, next) => {
    await new Promise<void>((begin) => {
      if (waiting.push(begin) === 1) setImmediate(beginNext);
    });
    await next();
  };
}
