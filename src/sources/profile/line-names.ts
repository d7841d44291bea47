/** Readable names for lines that have no id: stable from one export to the next as long as the key columns are. */
export class LineNames {
  readonly #given = new Set<string>();
  /** How often a key came that was given already. */
  readonly #turns = new Map<string, number>();

  /** `Acme | Core | 2024-01-01`, `-` for a part that is empty; the second line of one key is ` #2`, in the order of the file. Empty where the whole key is: such a row names no line. */
  nameOf(parts: string[]): string {
    if (parts.every((part) => part.trim() === "")) return "";
    const key = parts.map((part) => part.trim() || "-").join(" | ");
    let name = key;
    while (this.#given.has(name)) {
      const turn = (this.#turns.get(key) ?? 1) + 1;
      this.#turns.set(key, turn);
      name = `${key} #${turn}`;
    }
    this.#given.add(name);
    return name;
  }
}
