import { computed, type ReadonlySignal } from '@preact/signals';
import * as z from 'zod';
import { type AddressField, NO_ADDRESS, type TypedAddress } from './delivery.ts';
import { keep, type Shelf } from './shelf.ts';

/** What the shopper has typed at the checkout; it is there again for the next order. */
export interface Draft {
  readonly customerName: ReadonlySignal<string>;
  readonly address: ReadonlySignal<TypedAddress>;
  setCustomerName(name: string): void;
  setAddress(field: AddressField, text: string): void;
  clear(): void;
}

const KEY = 'shop.draft';
const text = z.string();
const addressSchema = z.object({
  name: text,
  street: text,
  extra: text,
  postalCode: text,
  city: text,
  region: text,
  country: text,
});
/** A draft that was kept before there were addresses is one without. */
const draftSchema = z.object({ customerName: text, address: addressSchema.default(NO_ADDRESS) });
const EMPTY: z.infer<typeof draftSchema> = { customerName: '', address: NO_ADDRESS };

/** A draft kept on a shelf. */
export const createDraft = (shelf: Shelf): Draft => {
  const { signal, set } = keep(shelf, KEY, draftSchema, EMPTY);
  return {
    customerName: computed(() => signal.value.customerName),
    address: computed(() => signal.value.address),
    setCustomerName: (customerName) => set({ ...signal.peek(), customerName }),
    setAddress: (field, value) => {
      const before = signal.peek();
      set({ ...before, address: { ...before.address, [field]: value } });
    },
    clear: () => set(EMPTY),
  };
};
