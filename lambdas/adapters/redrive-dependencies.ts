import { SFNClient } from '@aws-sdk/client-sfn';
import type { createRedriveOrder } from '../core/support/redrive-order.ts';
import { clientSettings, TWO_ATTEMPTS } from './client-settings.ts';
import { createDocumentClient } from './document-client.ts';
import { createExecutionReaders } from './execution-reader-sfn.ts';
import type { MachineEnvironment } from './machine-environment.ts';
import { createRestartNotes } from './order-search-dynamodb.ts';
import { createOrderStore } from './orders-dynamodb.ts';
import { createOrderWorkflows } from './workflow-sfn.ts';

/** What redriving needs, wherever it is asked for. */
export const createRedriveDependencies = (
  env: MachineEnvironment & { ORDERS_TABLE: string },
): Parameters<typeof createRedriveOrder>[0] => {
  const tables = createDocumentClient(TWO_ATTEMPTS);
  const workflow = new SFNClient(clientSettings(TWO_ATTEMPTS));
  return {
    executions: createExecutionReaders(workflow, env),
    control: createOrderWorkflows(workflow, env),
    orders: { ...createOrderStore(tables, env.ORDERS_TABLE), ...createRestartNotes(tables, env.ORDERS_TABLE) },
    now: () => new Date(),
  };
};
