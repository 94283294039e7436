import {
  type ProductText,
  productTextSchema,
  type SupportProduct,
} from '../../../../lambdas/core/contract/support-products.ts';
import { lineOfText } from '../../../../lambdas/core/contract/text.ts';

/** What stands in the fields of a product's form. */
export interface ProductDraft {
  /** The product's key; given once, when it is new. */
  product: string;
  name: string;
  description: string;
  /** In units of the currency: `1299.00`. */
  price: string;
  currency: string;
  maxPerOrder: string;
  available: boolean;
}

/** A field of the form. */
export type DraftField = keyof ProductDraft;

/** What the fields say, or what is wrong with which. */
type ReadDraft =
  | { ok: true; product: string; text: ProductText }
  | { ok: false; faults: Partial<Record<DraftField, string>> };

/** A field of which somebody else changed what it says. */
export interface FieldChange {
  field: DraftField;
  before: string;
  now: string;
}

const FIELD_OF: Readonly<Record<keyof ProductText, DraftField>> = {
  name: 'name',
  description: 'description',
  unitPriceCents: 'price',
  currency: 'currency',
  maxPerOrder: 'maxPerOrder',
  available: 'available',
};

const FAULTS: Readonly<Record<DraftField, string>> = {
  product: 'Please give it a key of 1 to 100 characters, on one line.',
  name: 'Please give it a name of 1 to 100 characters, on one line.',
  description: 'Please describe it in 1 to 1,000 characters.',
  price: 'Please write a price like 1299.00, of at least 0.01 and at most 1000000.',
  currency: 'Please write three capital letters, like EUR.',
  maxPerOrder: 'Please write a whole number from 1 to 99.',
  available: 'Please say whether it is on sale.',
};

const PRICE = /^(\d{1,7})(?:[.,](\d{1,2}))?$/;
const WHOLE_NUMBER = /^\d{1,4}$/;

/** Cents of a typed price, without ever going through a fraction; NaN for what is none. */
const centsOf = (price: string): number => {
  const [, units, hundredths = ''] = PRICE.exec(price.trim()) ?? [];
  return units === undefined ? Number.NaN : Number(units) * 100 + Number(hundredths.padEnd(2, '0'));
};

const wholeNumberOf = (text: string): number => (WHOLE_NUMBER.test(text.trim()) ? Number(text) : Number.NaN);

/** An amount of cents as it is typed. */
const priceOf = (cents: number): string => (cents / 100).toFixed(2);

/** The fields of a product, or of a new one in this currency. */
export const draftOf = (product: SupportProduct | undefined, currency: string): ProductDraft =>
  product === undefined
    ? { product: '', name: '', description: '', price: '', currency, maxPerOrder: '5', available: true }
    : {
        product: product.product,
        name: product.name,
        description: product.description,
        price: priceOf(product.unitPriceCents),
        currency: product.currency,
        maxPerOrder: String(product.maxPerOrder),
        available: product.available,
      };

/** Reads the fields by the rules that the API has. */
export const readDraft = (draft: ProductDraft): ReadDraft => {
  const faults: Partial<Record<DraftField, string>> = {};
  const key = lineOfText.safeParse(draft.product);
  if (!key.success) faults.product = FAULTS.product;
  const text = productTextSchema.safeParse({
    name: draft.name,
    description: draft.description.trim(),
    unitPriceCents: centsOf(draft.price),
    currency: draft.currency.trim(),
    maxPerOrder: wholeNumberOf(draft.maxPerOrder),
    available: draft.available,
  });
  for (const { path } of text.error?.issues ?? []) {
    const field = FIELD_OF[path[0] as keyof ProductText];
    faults[field] = FAULTS[field];
  }
  return key.success && text.success ? { ok: true, product: key.data, text: text.data } : { ok: false, faults };
};

const FIELDS = Object.values(FIELD_OF);

const sayValue = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'yes' : 'no');

/** What somebody else changed between two looks at a product. */
export const changesBetween = (before: SupportProduct, now: SupportProduct): FieldChange[] => {
  const [old, fresh] = [draftOf(before, before.currency), draftOf(now, now.currency)];
  return FIELDS.filter((field) => old[field] !== fresh[field]).map((field) => ({
    field,
    before: sayValue(old[field]),
    now: sayValue(fresh[field]),
  }));
};

/** A draft over what somebody else wrote meanwhile: what was typed stays, and all else is theirs. */
export const draftOver = (draft: ProductDraft, before: SupportProduct, now: SupportProduct): ProductDraft => {
  const [old, fresh] = [draftOf(before, before.currency), draftOf(now, now.currency)];
  const typed = Object.fromEntries(FIELDS.filter((field) => draft[field] !== old[field]).map((f) => [f, draft[f]]));
  return { ...fresh, ...typed };
};
