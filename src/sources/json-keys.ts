/** Names for what stands in objects of an object: `account: {id, name}` has account.id and account.name. */

/** Objects within objects; deeper ones are kept as their JSON text. */
const DEEPEST = 3;

/** Each name with its value; what `isObject` tells apart is taken apart. A key that has the name itself goes before one that comes to it. */
export function namedValues(object: Record<string, unknown>, isObject: (value: unknown) => value is Record<string, unknown>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const take = (within: Record<string, unknown>, prefix: string, depth: number): void => {
    for (const [key, value] of Object.entries(within)) {
      const name = prefix + key;
      if (depth < DEEPEST && isObject(value) && Object.keys(value).length > 0) take(value, `${name}.`, depth + 1);
      else if (depth === 1 || !(found.has(name) || Object.hasOwn(object, name))) found.set(name, value);
    }
  };
  take(object, "", 1);
  return found;
}
