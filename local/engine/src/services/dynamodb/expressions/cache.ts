/** Requests may send names of up to 2 MB: what has so long a key is made anew each time. */
const MAX_KEY_CHARACTERS = 16_384;

/** A memory of what was made of texts, bounded: what was used longest ago goes first. */
export class Cache<T> {
  readonly #capacity: number;
  readonly #kept = new Map<string, T>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string, make: () => T): T {
    if (key.length > MAX_KEY_CHARACTERS) return make();
    const kept = this.#kept.get(key);
    const value = kept ?? make();
    if (kept !== undefined) this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size > this.#capacity) {
      for (const oldest of this.#kept.keys()) {
        this.#kept.delete(oldest);
        break;
      }
    }
    return value;
  }
}
