import { describe, expect, it } from 'vitest';
import {
  FUNCTION_NAMES,
  isProvider,
  ofType,
  prodContext,
  readable,
  render,
  synthesizedTemplate,
} from './synthesized.ts';

const template = synthesizedTemplate();
const functions = ofType(template, 'AWS::Lambda::Function').filter(([name]) => !isProvider(name));

describe('functions', () => {
  it('there are exactly those that have an entry file, each from a bundle of its own', () => {
    const bundles = new Set(functions.map(([, fn]) => fn.Properties.Code.S3Key));
    expect(functions).toHaveLength(FUNCTION_NAMES.length);
    expect(bundles.size).toBe(FUNCTION_NAMES.length);
  });

  it.each(functions)('%s runs on Node 24 and arm64, traced, with JSON logs in a group of its own', (name, fn) => {
    expect(fn.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    expect(render(fn.Properties.LoggingConfig.LogGroup)).toBe(name.replace(/Function$/, 'Logs'));
  });

  it('each has its timeout, in seconds, and its memory, in MB', () => {
    const sizes = functions.map(([name, fn]) => [name, fn.Properties.Timeout, fn.Properties.MemorySize]);
    expect(sizes.sort()).toEqual([
      ['BulkActionBulkItemFunction', 10, 256],
      ['CatalogueSeedCatalogueFunction', 60, 256],
      ['OperationsAlertsNotifyOperationsFunction', 10, 256],
      ['OrderApiAnswerOrderFunction', 10, 256],
      ['OrderApiCancelOrderFunction', 10, 256],
      ['OrderApiGetOrderFunction', 10, 256],
      ['OrderApiListOrdersFunction', 10, 256],
      ['OrderApiListProductsFunction', 10, 256],
      ['OrderApiSubmitOrderFunction', 10, 256],
      ['OrderPipeProcessOrderFunction', 30, 512],
      ['OrderWorkflowAskPersonFunction', 10, 256],
      ['OrderWorkflowPersistOrderFunction', 10, 256],
      ['OrderWorkflowPublishConfirmationFunction', 10, 256],
      ['OrderWorkflowRecordCancellationFunction', 10, 256],
      ['OrderWorkflowValidateOrderFunction', 10, 256],
      ['SupportApiBulkFunction', 10, 256],
      ['SupportApiCancelForShopFunction', 10, 256],
      ['SupportApiChangeProductFunction', 10, 256],
      ['SupportApiDeadLettersFunction', 10, 256],
      ['SupportApiRedriveOrderFunction', 10, 256],
      ['SupportApiResendConfirmationFunction', 10, 256],
      ['SupportApiReviewOrderFunction', 10, 256],
      ['SupportApiSearchOrdersFunction', 10, 256],
      ['SupportApiShowActivityFunction', 10, 256],
      ['SupportApiShowCatalogueFunction', 10, 256],
      ['SupportApiShowMailFunction', 10, 256],
      ['SupportApiStopExecutionFunction', 10, 256],
      ['SupportApiTraceOrderFunction', 10, 256],
    ]);
  });

  it('each is told what it was granted, and nothing else', () => {
    const environments = functions.map(([name, fn]) => [
      name,
      Object.fromEntries(
        Object.entries(fn.Properties.Environment.Variables).map(([variable, value]) => [variable, render(value)]),
      ),
    ]);
    const bothMachines = {
      STATE_MACHINE_ARN: 'OrderWorkflowStateMachine',
      CANCELLATION_STATE_MACHINE_ARN: 'OrderCancellationStateMachine',
    };
    const cancelling = {
      ORDERS_TABLE: 'OrdersTable',
      CANCELLATION_STATE_MACHINE_ARN: 'OrderCancellationStateMachine',
      CANCELLATION_MINUTES: '60',
    };
    const noting = { ACTIVITY_TABLE: 'Activity' };
    expect(Object.fromEntries(environments)).toEqual({
      BulkActionBulkItemFunction: {
        ...{ ...bothMachines, ...noting },
        ORDERS_TABLE: 'OrdersTable',
        CONFIRMATIONS_TABLE: 'ConfirmationsTable',
        ORDER_EVENTS_TOPIC_ARN: 'OrderEventsTopic',
      },
      SupportApiBulkFunction: {
        ...{ ...bothMachines, ...noting },
        CONFIRMATIONS_TABLE: 'ConfirmationsTable',
        BULK_STATE_MACHINE_ARN: 'BulkActionStateMachine',
      },
      CatalogueSeedCatalogueFunction: { PRODUCTS_TABLE: 'CatalogueProducts' },
      OrderApiAnswerOrderFunction: { ORDERS_TABLE: 'OrdersTable' },
      OrderApiCancelOrderFunction: cancelling,
      OrderApiGetOrderFunction: {
        ORDERS_TABLE: 'OrdersTable',
        CONFIRMATIONS_TABLE: 'ConfirmationsTable',
        CANCELLATION_MINUTES: '60',
      },
      OrderApiListOrdersFunction: { ORDERS_TABLE: 'OrdersTable', ORDERS_BY_CUSTOMER_INDEX: 'byCustomer' },
      OrderApiListProductsFunction: { PRODUCTS_TABLE: 'CatalogueProducts' },
      OrderApiSubmitOrderFunction: { ORDER_QUEUE_URL: 'OrderQueue', DELIVERY_COUNTRIES: 'DE,AT,NL,BE,LU,FR' },
      OrderPipeProcessOrderFunction: { ORDERS_TABLE: 'OrdersTable', STATE_MACHINE_ARN: 'OrderWorkflowStateMachine' },
      OrderWorkflowAskPersonFunction: { ORDERS_TABLE: 'OrdersTable', ORDER_EVENTS_TOPIC_ARN: 'OrderEventsTopic' },
      OrderWorkflowPersistOrderFunction: { ORDERS_TABLE: 'OrdersTable', PRODUCTS_TABLE: 'CatalogueProducts' },
      OrderWorkflowRecordCancellationFunction: { ORDERS_TABLE: 'OrdersTable', PRODUCTS_TABLE: 'CatalogueProducts' },
      OrderWorkflowPublishConfirmationFunction: { ORDER_EVENTS_TOPIC_ARN: 'OrderEventsTopic' },
      OrderWorkflowValidateOrderFunction: { PRODUCTS_TABLE: 'CatalogueProducts', REVIEW_ABOVE_CENTS: '1000000' },
      OperationsAlertsNotifyOperationsFunction: {
        ...bothMachines,
        FAILURES_TABLE: 'Failures',
        OPERATIONS_TOPIC_ARN: 'OperationsAlertsTopic',
        SITE_URL: expect.stringMatching(/^https?:/),
      },
      SupportApiCancelForShopFunction: { ...cancelling, ...noting },
      SupportApiStopExecutionFunction: { ...bothMachines, ...noting },
      SupportApiShowActivityFunction: { ORDERS_TABLE: 'OrdersTable', ...noting },
      SupportApiReviewOrderFunction: { ORDERS_TABLE: 'OrdersTable', ...noting },
      SupportApiChangeProductFunction: { PRODUCTS_TABLE: 'CatalogueProducts', ...noting },
      SupportApiDeadLettersFunction: { DEAD_LETTER_QUEUES: expect.stringMatching(/^\{"orders":/), ...noting },
      SupportApiRedriveOrderFunction: { ORDERS_TABLE: 'OrdersTable', ...bothMachines, ...noting },
      SupportApiResendConfirmationFunction: {
        ORDERS_TABLE: 'OrdersTable',
        CONFIRMATIONS_TABLE: 'ConfirmationsTable',
        ORDER_EVENTS_TOPIC_ARN: 'OrderEventsTopic',
        ...noting,
      },
      SupportApiSearchOrdersFunction: {
        CONFIRMATIONS_TABLE: 'ConfirmationsTable',
        CONFIRMATIONS_BY_TROUBLE_INDEX: 'byTrouble',
        EMAIL_QUEUE_URL: 'none',
        FAILURES_TABLE: 'Failures',
        FAILURES_BY_LIST_INDEX: 'byList',
        FAILURES_BY_CAUSE_INDEX: 'byCause',
        ORDERS_TABLE: 'OrdersTable',
        ORDERS_BY_EMAIL_INDEX: 'byEmail',
        ORDERS_BY_STATUS_INDEX: 'byStatus',
        ...bothMachines,
      },
      SupportApiShowMailFunction: {
        ORDERS_TABLE: 'OrdersTable',
        CONFIRMATIONS_TABLE: 'ConfirmationsTable',
        SENDER_ADDRESS: 'none',
        SITE_URL: expect.stringMatching(/^https?:/),
        SHOP_SETTINGS: expect.stringMatching(/^\{"locale":/),
        CANCELLATION_MINUTES: '60',
      },
      SupportApiShowCatalogueFunction: { PRODUCTS_TABLE: 'CatalogueProducts' },
      SupportApiTraceOrderFunction: bothMachines,
    });
  });

  it('concurrency is reserved for process-order in prod, and for nothing in dev, where the quota may be 10', () => {
    const reserved = (stage: typeof template) =>
      ofType(stage, 'AWS::Lambda::Function')
        .filter(([, fn]) => fn.Properties.ReservedConcurrentExecutions !== undefined)
        .map(([name, fn]) => [name, fn.Properties.ReservedConcurrentExecutions]);
    expect(reserved(template)).toEqual([]);
    expect(reserved(synthesizedTemplate(prodContext))).toEqual([['OrderPipeProcessOrderFunction', 50]]);
  });

  it('the catalogue is seeded once its function may write, and does not hang a deployment for an hour', () => {
    const [[, seeding] = []] = ofType(template, 'Custom::Catalogue');
    const [[, seed] = []] = functions.filter(([name]) => name === 'CatalogueSeedCatalogueFunction');
    expect(render(seeding?.Properties.ServiceToken)).toBe('CatalogueSeedCatalogueFunction.Arn');
    expect(seed?.DependsOn.map(readable)).toContain('CatalogueSeedCatalogueRoleDefaultPolicy');
    expect(Number(seeding?.Properties.ServiceTimeout)).toBeLessThanOrEqual(180);
    const products = JSON.parse(seeding?.Properties.Products);
    expect(products).toContainEqual(expect.objectContaining({ product: 'Laptop', unitPriceCents: expect.any(Number) }));
  });
});
