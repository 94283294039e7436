import { SFNClient } from '@aws-sdk/client-sfn';
import { ATTENTION_VARIABLES, attentionDependencies } from '../adapters/attention-dependencies.ts';
import { clientSettings, TWO_ATTEMPTS } from '../adapters/client-settings.ts';
import { createExecutionReaders } from '../adapters/execution-reader-sfn.ts';
import { createNeedsAttention } from '../core/support/needs-attention.ts';
import { createSearchOrders } from '../core/support/search-orders.ts';
import { apiHandler } from '../handlers/http/api-handler.ts';
import { searchRoutes } from '../handlers/http/support/search-orders.ts';
import { reportUnreadable } from '../handlers/report-unreadable.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';

const env = readEnv([...ATTENTION_VARIABLES, 'STATE_MACHINE_ARN', 'CANCELLATION_STATE_MACHINE_ARN']);
const logger = createLogger({ function: 'support-search-orders' });
const dependencies = attentionDependencies(env, reportUnreadable(logger));
const executions = createExecutionReaders(new SFNClient(clientSettings(TWO_ATTEMPTS)), env);
const search = createSearchOrders(dependencies.search, dependencies.now);

/** GET /api/support/orders and POST /api/support/orders/search. */
export const handler = apiHandler(logger, searchRoutes(search, createNeedsAttention(dependencies, executions)));
