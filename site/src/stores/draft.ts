import { computed, type ReadonlySignal } from '@preact/signals';
import * as z from 'zod';
import { keep, type Shelf } from './shelf.ts';

/** What the shopper has typed at the checkout. */
export interface Draft {
  readonly customerName: ReadonlySignal<string>;
  setCustomerName(name: string): void;
  clear(): void;
}

const KEY = 'shop.draft';
const draftSchema = z.object({ customerName: z.string() });
const EMPTY: z.infer<typeof draftSchema> = { customerName: '' };

/** A draft kept on a shelf. */
export const createDraft = (shelf: Shelf): Draft => {
  const { signal, set } = keep(shelf, KEY, draftSchema, EMPTY);
  return {
    customerName: computed(() => signal.value.customerName),
    setCustomerName: (customerName) => set({ customerName }),
    clear: () => set(EMPTY),
  };
};
