import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { createChangeStock, StockRefusal } from '../../../core/catalogue/change-stock.ts';
import { parseProductKey } from '../../../core/catalogue/kept-product.ts';
import { type createWriteProduct, sayChanges, type WriteRefusal } from '../../../core/catalogue/write-product.ts';
import { toFieldErrors } from '../../../core/contract/order-request.ts';
import { productWriteSchema, stockChangeSchema } from '../../../core/contract/support-products.ts';
import { json, problem } from '../answers.ts';
import type { Respond } from '../api-handler.ts';
import { callerOf } from '../claims.ts';
import { badIdempotencyKey, isIdempotencyKey } from '../idempotency-key.ts';
import { bodyBytesOf, headerOf, parseJson } from '../request.ts';
import { forSupport } from './guard.ts';
import type { Noted } from './noted.ts';
import { STOCK_REFUSALS, WRITE_REFUSALS } from './product-refusals.ts';

const keyOf = ({ pathParameters }: APIGatewayProxyEvent): string | undefined =>
  parseProductKey(pathParameters?.product ?? '');

const EXPLANATIONS = { ...WRITE_REFUSALS, ...STOCK_REFUSALS };

const refuse = (code: WriteRefusal | StockRefusal): APIGatewayProxyResult => problem(code, EXPLANATIONS[code]);

const bodyOf = (event: APIGatewayProxyEvent): unknown => parseJson(bodyBytesOf(event).toString('utf8'));

const notAKey = (): APIGatewayProxyResult =>
  problem('invalid-request', 'No product can have this key.', {
    errors: [{ path: 'product', message: 'Must be a line of 1 to 100 characters' }],
  });

/** PUT /api/support/products/{product}: all of it but its stock. */
export const respondToWriteProduct = (writeProduct: ReturnType<typeof createWriteProduct>, noted: Noted): Respond =>
  forSupport('write-product', async (event, note) => {
    const key = keyOf(event);
    if (key === undefined) return notAKey();
    const parsed = productWriteSchema.safeParse(bodyOf(event));
    if (!parsed.success) {
      return problem('invalid-request', 'The product is not valid.', { errors: toFieldErrors(parsed.error) });
    }
    const { version, ...text } = parsed.data;
    const details = { ...text, ...(version !== undefined && { seenVersion: version }) };
    return noted(event, { subject: { product: key }, action: 'write-product', details }, async () => {
      const written = await writeProduct(key, parsed.data);
      if (typeof written === 'string') return refuse(written);
      const { product, before } = written;
      note({ product: key, version: product.version, changed: sayChanges(before, product) });
      return json(before === undefined ? 201 : 200, product);
    });
  });

/** POST /api/support/products/{product}/stock: adds to it or takes from it, or begins or ends counting. */
export const respondToChangeStock = (changeStock: ReturnType<typeof createChangeStock>, noted: Noted): Respond =>
  forSupport('change-stock', async (event, note) => {
    const key = keyOf(event);
    if (key === undefined) return refuse('product-not-found');
    const idempotencyKey = headerOf(event, 'idempotency-key') ?? '';
    if (!isIdempotencyKey(idempotencyKey)) return badIdempotencyKey();
    const parsed = stockChangeSchema.safeParse(bodyOf(event));
    if (!parsed.success) {
      return problem('invalid-request', 'The change is not valid.', { errors: toFieldErrors(parsed.error) });
    }
    const { customerId: actor } = callerOf(event);
    return noted(event, { subject: { product: key }, action: 'change-stock', details: parsed.data }, async () => {
      const changed = await changeStock(key, { actor, idempotencyKey, change: parsed.data });
      if (typeof changed === 'string') return refuse(changed);
      const { product, repeated } = changed;
      const { change, ...units } = parsed.data;
      note({ product: key, change, ...units, stock: product.stock, repeated });
      return json(200, product);
    });
  });
