import { ATTENTION_VARIABLES, attentionDependencies } from '../adapters/attention-dependencies.ts';
import { createCountOrders } from '../core/support/count-orders.ts';
import { createListFailures } from '../core/support/list-failures.ts';
import { createNeedsAttention } from '../core/support/needs-attention.ts';
import { createOpenFailures } from '../core/support/open-failures.ts';
import { createSearchOrders } from '../core/support/search-orders.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { countRoutes } from '../handlers/http/support/count-orders.ts';
import { failureRoutes } from '../handlers/http/support/failures.ts';
import { mailTroubleRoutes } from '../handlers/http/support/mail-troubles.ts';
import { searchRoutes } from '../handlers/http/support/search-orders.ts';
import { reportUnasked } from '../handlers/report-unasked.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv(ATTENTION_VARIABLES);
const logger = createLogger({ function: 'support-search-orders' });
const on = attentionDependencies(env, reportUnreadable(logger));
const failures = createOpenFailures(on);
const needs = createNeedsAttention({ ...on, failures, report: reportUnasked(logger) });

/** GET /api/support/orders, POST /api/support/orders/search, and GET /api/support/failures, mails and counts. */
export const handler = apiHandler(logger, {
  ...searchRoutes(createSearchOrders(on.search, on.now), needs),
  ...failureRoutes(createListFailures(on.index, failures)),
  ...mailTroubleRoutes(on.allMails),
  ...countRoutes(createCountOrders(on.counter)),
});
