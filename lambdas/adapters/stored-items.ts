import * as z from 'zod';
import { sayIssues } from '../core/shared/loggable.ts';
import { type ReportUnreadable, UnreadableItem } from '../core/shared/unreadable-item.ts';

/** A table's items: under which attribute their key is, and what they are. */
interface StoredItems<T> {
  table: string;
  key: string;
  /** Throws a ZodError for what is none. */
  parse(item: unknown): T;
}

const textOf = (item: unknown, name: string): string | undefined => {
  const value: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, name) : undefined;
  return typeof value === 'string' ? value.slice(0, 200) : undefined;
};

/** An item, or that it cannot be read. */
const readItem = <T>({ table, key, parse }: StoredItems<T>, item: unknown): T | UnreadableItem => {
  try {
    return parse(item);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [name = '(none)', customerId] = [textOf(item, key), textOf(item, 'customerId')];
    return new UnreadableItem({ table, key: name, reason: sayIssues(error), customerId });
  }
};

/** Reads the one item that was asked for; throws UnreadableItem. */
export const readOne = <T>(items: StoredItems<T>, item: unknown): T => {
  const read = readItem(items, item);
  if (read instanceof UnreadableItem) throw read;
  return read;
};

/** Reads the items of a list each by itself, so that one that cannot be read takes none of the others along. */
export const readEach = <T>(
  items: StoredItems<T>,
  found: readonly unknown[],
  report: ReportUnreadable,
): (T | UnreadableItem)[] =>
  found.map((item) => {
    const read = readItem(items, item);
    if (read instanceof UnreadableItem) report(read);
    return read;
  });
