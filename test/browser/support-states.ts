import type { Page } from 'playwright-core';
import type { HistoryEvent, OrderExecution } from '../../lambdas/core/contract/support.ts';

/** An order that no test places: its answers are made here. */
export const MADE_ORDER = '7K3M-9QXT-2V5H-A1BC';
/** As long as Step Functions allows it to be, nearly. */
export const LONG_STATE = 'ReserveStockForEveryLineOfTheOrderInTheWarehouseThatIsNearestToItsCustomer';
const BEGIN = Date.UTC(2025, 10, 3, 12, 0, 0);
const LAMBDA = 'arn:aws:lambda:eu-central-1:123456789012:function:Shop-dev-ReserveStockFunction1234ABCD-XyZ';
const CAUSE = `Function not found: ${LAMBDA}:$LATEST (Service: Lambda, Status Code: 404, Request ID: 1)`;
const ERROR = 'Lambda.ResourceNotFoundException';

const eventsUpTo = (count: number): HistoryEvent[] => {
  const tries = ['TaskScheduled', 'TaskStarted', 'TaskFailed'];
  const typeOf = (id: number): string => {
    if (id === 1) return 'ExecutionStarted';
    if (id === 2) return 'TaskStateEntered';
    return id === count ? 'ExecutionFailed' : (tries[(id - 3) % 3] ?? '');
  };
  const detailsOf = (type: string): Record<string, unknown> => {
    if (type.endsWith('Entered')) return { name: LONG_STATE, input: JSON.stringify({ orderId: MADE_ORDER }) };
    return type.endsWith('Failed') ? { error: ERROR, cause: CAUSE } : {};
  };
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    previousEventId: index,
    timestamp: new Date(BEGIN + index * 40).toISOString(),
    type: typeOf(index + 1),
    details: detailsOf(typeOf(index + 1)),
  }));
};

const task = (next: string | undefined) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  ...(next === undefined ? { End: true } : { Next: next }),
});

/** A failed execution with more events than a page of them shows, and a state of a very long name. */
export const madeExecution = (more: Partial<OrderExecution['execution']> = {}): OrderExecution => ({
  orderId: MADE_ORDER,
  executions: [
    { machine: 'OrderProcessing', name: MADE_ORDER, status: 'FAILED', startedAt: new Date(BEGIN).toISOString() },
  ],
  execution: {
    machine: 'OrderProcessing',
    name: MADE_ORDER,
    arn: 'arn',
    status: 'FAILED',
    startedAt: new Date(BEGIN).toISOString(),
    stoppedAt: new Date(BEGIN + 6000).toISOString(),
    redriveCount: 0,
    redrivable: true,
    error: ERROR,
    cause: CAUSE,
    ...more,
  },
  definition: JSON.stringify({
    StartAt: LONG_STATE,
    States: { [LONG_STATE]: task('PublishConfirmation'), PublishConfirmation: task(undefined) },
  }),
  definitionIsNewest: true,
  consoleUrl: 'https://console.example.com/',
  failure: { state: LONG_STATE, error: ERROR, cause: CAUSE },
  events: eventsUpTo(130),
});

const record = {
  orderId: MADE_ORDER,
  customerId: 'ada',
  customerName: 'Ada',
  email: 'ada.with.quite.a.long.name@subdomain.of.example.com',
  product: 'Nothing + 1 more',
  quantity: 3,
  items: [
    { product: 'Nothing', quantity: 2 },
    { product: 'Mouse', quantity: 1 },
  ],
  expectedTotalCents: 123_400,
  timestamp: new Date(BEGIN).toISOString().replace(/\.\d+/, ''),
  status: 'Received',
};

const letter = {
  id: '0b1c2d3e-aaaa-bbbb-cccc-0123456789ab',
  body: JSON.stringify({ orderId: MADE_ORDER, items: [{ product: 'Mouse', quantity: 1 }] }),
  attributes: { orderId: MADE_ORDER, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  sentAt: new Date(BEGIN).toISOString(),
  receiveCount: 4,
};

/** Answers for the made order, which `execution` may change between looks, and for a dead letter with attributes. */
export const answerForMadeOrder = async (
  page: Page,
  execution: () => OrderExecution = madeExecution,
): Promise<void> => {
  await page.route(`**/api/orders/${MADE_ORDER}`, (route) => route.fulfill({ json: record }));
  await page.route(`**/api/support/orders/${MADE_ORDER}/execution*`, (route) => route.fulfill({ json: execution() }));
  await page.route('**/api/support/dead-letters', (route) =>
    route.fulfill({ json: { queues: [{ name: 'orders', messages: 1, inFlight: 0, movable: true }] } }),
  );
  await page.route('**/api/support/dead-letters/orders/redrive', (route) =>
    route.fulfill({ json: { queue: 'orders' } }),
  );
  await page.route('**/api/support/dead-letters/orders/messages*', (route) =>
    route.fulfill({ json: { queue: 'orders', messages: [letter], notice: 'Looking raises the receive count.' } }),
  );
};
