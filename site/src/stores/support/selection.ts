import { type ReadonlySignal, signal } from '@preact/signals';

/** What of a list is chosen to be acted on, by name. */
export interface Selection {
  readonly selected: ReadonlySignal<ReadonlySet<string>>;
  select(name: string, isSelected: boolean): void;
  /** Drops what is not shown any more: that is not acted on. */
  keep(shown: Iterable<string>): void;
}

/** Nothing is chosen yet. */
export const createSelection = (): Selection => {
  const selected = signal<ReadonlySet<string>>(new Set());
  return {
    selected,
    select: (name, isSelected) => {
      const next = new Set(selected.peek());
      if (isSelected) next.add(name);
      else next.delete(name);
      selected.value = next;
    },
    keep: (shown) => {
      const names = new Set(shown);
      const next = [...selected.peek()].filter((name) => names.has(name));
      if (next.length < selected.peek().size) selected.value = new Set(next);
    },
  };
};
