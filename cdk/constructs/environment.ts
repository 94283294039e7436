/** Environment variables that grants set and handlers read, and the only ones that a function has. */
export const ENVIRONMENT = {
  orderQueueUrl: 'ORDER_QUEUE_URL',
  ordersTable: 'ORDERS_TABLE',
  ordersByCustomerIndex: 'ORDERS_BY_CUSTOMER_INDEX',
  productsTable: 'PRODUCTS_TABLE',
  stateMachineArn: 'STATE_MACHINE_ARN',
  orderEventsTopicArn: 'ORDER_EVENTS_TOPIC_ARN',
} as const;

/** The name of one such variable. */
export type EnvironmentVariable = (typeof ENVIRONMENT)[keyof typeof ENVIRONMENT];
