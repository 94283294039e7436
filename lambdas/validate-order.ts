import { createProductCatalogue } from './adapters/catalogue-dynamodb.ts';
import { TWO_ATTEMPTS } from './adapters/client-settings.ts';
import { createDocumentClient } from './adapters/document-client.ts';
import { createValidateOrder } from './core/order/validate-order.ts';
import { reportUnreadable } from './handlers/report-unreadable.ts';
import { handleValidateOrder } from './handlers/task/validate-order.ts';
import { readEnv } from './runtime/env.ts';
import { createLogger } from './runtime/logger.ts';

const env = readEnv(['PRODUCTS_TABLE', 'REVIEW_ABOVE_CENTS']);
const logger = createLogger({ function: 'validate-order' });
const client = createDocumentClient(TWO_ATTEMPTS);
const catalogue = createProductCatalogue(client, env.PRODUCTS_TABLE, reportUnreadable(logger));
const policy = { reviewAboveCents: Number(env.REVIEW_ABOVE_CENTS) };

/** Task of the state ValidateOrder. */
export const handler = handleValidateOrder(logger, createValidateOrder(catalogue, policy));
