import { type Signal, signal } from '@preact/signals';
import type * as z from 'zod';

/** Text kept for the shopper on this device, by key. */
export interface Shelf {
  read(key: string): string | null;
  /** Undefined takes the value away. */
  write(key: string, value: string | undefined): void;
  /** Calls when another tab has changed the value. */
  watch(key: string, onChange: () => void): void;
}

/** A value that survives a reload and is the same in every tab. */
export interface Kept<T> {
  /** Read it; change it through `set`. */
  readonly signal: Signal<T>;
  set(value: T): void;
  /** The value as it is kept now, also when another tab has just changed it. */
  refresh(): T;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Keeps a value on a shelf; what is not valid (an older version's, or tampered with) counts as `nothing`. */
export const keep = <T>(shelf: Shelf, key: string, schema: z.ZodType<T>, nothing: T): Kept<T> => {
  const read = (): T => {
    const text = shelf.read(key);
    const value = text === null ? undefined : schema.safeParse(parse(text));
    return value?.success ? value.data : nothing;
  };
  const kept = signal(read());
  const refresh = (): T => {
    kept.value = read();
    return kept.value;
  };
  shelf.watch(key, refresh);
  return {
    signal: kept,
    refresh,
    set: (value) => {
      kept.value = value;
      shelf.write(key, value === nothing ? undefined : JSON.stringify(value));
    },
  };
};
