/** Environment variables that grants set and handlers read, and the only ones that a function has. */
export const ENVIRONMENT = {
  activityTable: 'ACTIVITY_TABLE',
  failuresTable: 'FAILURES_TABLE',
  failuresByListIndex: 'FAILURES_BY_LIST_INDEX',
  failuresByCauseIndex: 'FAILURES_BY_CAUSE_INDEX',
  orderQueueUrl: 'ORDER_QUEUE_URL',
  ordersTable: 'ORDERS_TABLE',
  ordersByCustomerIndex: 'ORDERS_BY_CUSTOMER_INDEX',
  ordersByEmailIndex: 'ORDERS_BY_EMAIL_INDEX',
  ordersByStatusIndex: 'ORDERS_BY_STATUS_INDEX',
  confirmationsTable: 'CONFIRMATIONS_TABLE',
  confirmationsByTroubleIndex: 'CONFIRMATIONS_BY_TROUBLE_INDEX',
  productsTable: 'PRODUCTS_TABLE',
  stateMachineArn: 'STATE_MACHINE_ARN',
  orderEventsTopicArn: 'ORDER_EVENTS_TOPIC_ARN',
  operationsTopicArn: 'OPERATIONS_TOPIC_ARN',
  deadLetterQueues: 'DEAD_LETTER_QUEUES',
  senderAddress: 'SENDER_ADDRESS',
  configurationSet: 'CONFIGURATION_SET',
  siteUrl: 'SITE_URL',
  emailQueueUrl: 'EMAIL_QUEUE_URL',
  cancellationStateMachineArn: 'CANCELLATION_STATE_MACHINE_ARN',
  bulkStateMachineArn: 'BULK_STATE_MACHINE_ARN',
  reviewAboveCents: 'REVIEW_ABOVE_CENTS',
  cancellationMinutes: 'CANCELLATION_MINUTES',
  deliveryCountries: 'DELIVERY_COUNTRIES',
  shopSettings: 'SHOP_SETTINGS',
} as const;

/** The name of one such variable. */
export type EnvironmentVariable = (typeof ENVIRONMENT)[keyof typeof ENVIRONMENT];
