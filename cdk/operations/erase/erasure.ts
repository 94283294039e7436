import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { pseudonymOf } from './pseudonym.ts';

/** An item of the table Orders, as far as erasing must know it; a malformed one is erased like any other. */
export const storedOrderSchema = z.looseObject({
  orderId: z.string(),
  customerId: z.string().optional(),
  status: z.string().optional(),
  processedAt: z.string().optional(),
  confirmationSentAt: z.string().optional(),
  confirmationClaimedUntil: z.string().optional(),
});

/** An item of the table Orders. */
export type StoredOrder = z.infer<typeof storedOrderSchema>;

/** What becomes of a record's attributes. */
export interface Erasure {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

/** The attributes that say nothing of a person. All others go: an attribute that somebody adds later and does not think
 * of here is erased rather than kept. `customerId` is a random number that leads to nobody once the account is deleted. */
const impersonal: ReadonlySet<string> = new Set([
  ...['orderId', 'customerId', 'status', 'timestamp', 'processedAt', 'restartedAt'],
  ...['items', 'product', 'quantity', 'expectedTotalCents', 'totalCents', 'currency', 'reasons'],
  ...['cancelledAt', 'cancelledBy'],
  ...['searchBucket', 'searchPosition', 'confirmationSentAt', 'confirmationClaimedUntil'],
]);

const LINE_MEMBERS = ['product', 'name', 'quantity', 'unitPriceCents', 'fromStock'] as const;

/** Stands for a product's name that the shop does not have: a text that the person typed. */
const ERASED_TEXT = '(erased)';

const linesSchema = z.array(z.looseObject({ product: z.string(), unitPriceCents: z.number().optional() }));

const linesOf = ({ items }: StoredOrder) => linesSchema.safeParse(items).data ?? [];

/** What a record names as ordered and may be no product: a line with a price has it from the catalogue, a line without
 * one, in a rejected order, says whatever somebody typed. */
export const unpricedTexts = (order: StoredOrder): string[] => {
  const unpriced = linesOf(order).filter(({ unitPriceCents }) => unitPriceCents === undefined);
  return [...new Set(unpriced.map(({ product }) => product))].filter((text) => text !== ERASED_TEXT);
};

/** The members of a record that tell what was ordered, without the texts that are no product's. */
const withoutTyped = (order: StoredOrder, isProduct: (text: string) => boolean): Record<string, unknown> => {
  const lines = linesOf(order);
  const typed = new Set(unpricedTexts(order).filter((text) => !isProduct(text)));
  const clean = (text: string): string => (typed.has(text) ? ERASED_TEXT : text);
  const items = lines.map((line) => {
    const members = LINE_MEMBERS.filter((name) => line[name] !== undefined);
    return Object.fromEntries(members.map((name) => [name, name === 'product' ? clean(line.product) : line[name]]));
  });
  // Between the quotation marks of today, or those of records from before them.
  const unquoted = (reason: unknown): string =>
    [...typed].reduce(
      (text, word) =>
        text.replaceAll(`“${word}”`, () => `“${ERASED_TEXT}”`).replaceAll(`"${word}"`, () => `"${ERASED_TEXT}"`),
      String(reason),
    );
  const { product, reasons } = order;
  const [first] = lines;
  return {
    ...(first && { items }),
    // `Laptop`, or `Laptop + 2 more`.
    ...(first && typed.has(first.product) && { product: String(product).replace(first.product, () => ERASED_TEXT) }),
    ...(Array.isArray(reasons) && { reasons: reasons.map(unquoted) }),
  };
};

/** A mail that was sent again since the record was erased has left the pseudonym's address on it. */
const isErasedAddress = (attribute: string, value: unknown, email: string): boolean =>
  attribute === 'confirmationTo' && value === email;

/** What takes the person out of a record; undefined where nothing of them is in it. */
export const erasureOf = (order: StoredOrder, isProduct: (text: string) => boolean): Erasure | undefined => {
  const { name, email } = pseudonymOf(order.customerId ?? order.orderId);
  const wanted: Record<string, unknown> = {
    customerName: name,
    email,
    searchEmail: email,
    ...withoutTyped(order, isProduct),
  };
  const set = Object.fromEntries(
    Object.entries(wanted).filter(([attribute, value]) => !isDeepStrictEqual(order[attribute], value)),
  );
  const remove = Object.entries(order)
    .filter(([attribute, value]) => !Object.hasOwn(wanted, attribute) && !isErasedAddress(attribute, value, email))
    .map(([attribute]) => attribute)
    .filter((attribute) => !impersonal.has(attribute));
  return Object.keys(set).length + remove.length === 0 ? undefined : { set, remove };
};
