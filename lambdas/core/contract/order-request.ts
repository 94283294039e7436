import * as z from 'zod';
import { deliveryAddressSchema } from './address.ts';
import { languageSchema } from './language.ts';
import { lineOfText } from './text.ts';

/** The most lines that an order may have. */
export const MAX_LINES = 20;

/** The most units of one product that an order may hold, whatever the product's own limit. */
export const MAX_QUANTITY = 99;

/** Above any total that 20 lines of 99 units can reach, and an exact integer: a sanity limit, in cents. */
const MAX_TOTAL_CENTS = 999_999_999_999;

const quantity = z.int().min(1).max(MAX_QUANTITY);

/** What a client saw as the total, in cents; it is only compared with the catalogue's. */
export const expectedTotalCents = z.int().min(0).max(MAX_TOTAL_CENTS);

/** One line of an order: a product's key and how many. */
export const orderLineSchema = z.strictObject({ product: lineOfText, quantity });

/** One line of an order. */
export type OrderLine = z.infer<typeof orderLineSchema>;

const common = {
  customerName: lineOfText,
  deliveryAddress: deliveryAddressSchema.optional(),
  expectedTotalCents: expectedTotalCents.optional(),
  /** In which its customer is written to. It is no part of what is ordered: sent again in another one, it is the same order. */
  language: languageSchema.optional(),
};

const itemsForm = z.strictObject({ ...common, items: z.array(orderLineSchema).min(1).max(MAX_LINES) });

const oneProductForm = z.strictObject({ ...common, product: lineOfText, quantity });

/** The body of POST /api/orders in either form; API Gateway's model is made from it. */
export const orderRequestSchema = z.union([itemsForm, oneProductForm]);

/** An order request in its one normal form: lines, each product once. */
export type OrderRequest = z.infer<typeof itemsForm>;

/** What is wrong with one member of a request; `path` is empty for the request itself. */
interface FieldError {
  path: string;
  message: string;
}

/** Enough to mend a request by; a hostile one does not get a long answer. */
const MAX_ERRORS = 20;
const MAX_MESSAGE_LENGTH = 200;

const formatPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');

/** The findings of zod in the shape that the API answers with. */
export const toFieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
    path: formatPath(path),
    message: message.slice(0, MAX_MESSAGE_LENGTH),
  }));

/** Sums the lines of one product, in order of first appearance, as a shopping cart does. */
const mergeLines = (lines: readonly OrderLine[]): OrderLine[] => {
  const quantities = new Map<string, number>();
  for (const line of lines) quantities.set(line.product, (quantities.get(line.product) ?? 0) + line.quantity);
  return [...quantities].map(([product, quantity]) => ({ product, quantity }));
};

/** The two ways to read an order request. */
type ParsedOrderRequest = { valid: true; request: OrderRequest } | { valid: false; errors: FieldError[] };

const looksLikeOneProduct = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !('items' in body) && ('product' in body || 'quantity' in body);

/** Checks the body of a request and brings it into its normal form; the form it resembles decides the messages. */
export const parseOrderRequest = (body: unknown): ParsedOrderRequest => {
  const parsed = looksLikeOneProduct(body) ? oneProductForm.safeParse(body) : itemsForm.safeParse(body);
  if (!parsed.success) return { valid: false, errors: toFieldErrors(parsed.error) };
  const { customerName, deliveryAddress, expectedTotalCents, language, ...rest } = parsed.data;
  const items = mergeLines('items' in rest ? rest.items : [rest]);
  const excess = items.find((line) => line.quantity > MAX_QUANTITY);
  if (excess) {
    const message = `Too big: ${excess.quantity} of one product in all, at most ${MAX_QUANTITY} are possible`;
    return { valid: false, errors: [{ path: 'items', message }] };
  }
  return {
    valid: true,
    request: {
      customerName,
      ...(deliveryAddress && { deliveryAddress }),
      items,
      ...(expectedTotalCents !== undefined && { expectedTotalCents }),
      ...(language && { language }),
    },
  };
};
