import type { ReadonlySignal } from '@preact/signals';
import * as z from 'zod';
import { keep, type Shelf } from '../shelf.ts';

const savedSchema = z.array(z.object({ name: z.string().min(1).max(60), address: z.string().startsWith('/support') }));

/** A search under a name: the address of its page. */
type SavedSearch = z.infer<typeof savedSchema>[number];

/** More would not be found again. */
const MOST = 20;

/** Searches that a person of support keeps on this device. */
export interface SavedSearches {
  /** In the order in which they were saved. */
  readonly searches: ReadonlySignal<readonly SavedSearch[]>;
  /** Whether a search may be kept: one that names a person may not, as a device keeps it for whoever uses it next. */
  mayKeep(address: string): boolean;
  /** Keeps a search; one of the same name is replaced, and beyond twenty the oldest is forgotten. */
  save(search: SavedSearch): void;
  forget(name: string): void;
}

const NONE: SavedSearch[] = [];

/** Searches on a shelf. */
export const createSavedSearches = (shelf: Shelf): SavedSearches => {
  const kept = keep<SavedSearch[]>(shelf, 'shop.support.searches', savedSchema, NONE);
  const others = (name: string): SavedSearch[] => kept.refresh().filter((each) => each.name !== name);
  return {
    searches: kept.signal,
    mayKeep: (address) => !new URLSearchParams(address.split('#')[1] ?? '').has('email'),
    save: (search) => kept.set([...others(search.name), search].slice(-MOST)),
    forget: (name) => {
      const left = others(name);
      kept.set(left.length === 0 ? NONE : left);
    },
  };
};
