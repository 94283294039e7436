/** What takes a wish to cancel, also where a question is open. */
export const CANCELLING = [
  'dynamodb:GetItem OrdersTable.Arn',
  'dynamodb:UpdateItem OrdersTable.Arn',
  'states:SendTaskFailure OrderWorkflowStateMachine',
  'states:StartExecution OrderCancellationStateMachine',
] as const;

/** What takes what a person decides, and ends the task that waits for it. */
export const ANSWERING = [
  'dynamodb:GetItem OrdersTable.Arn',
  'dynamodb:UpdateItem OrdersTable.Arn',
  'states:SendTaskFailure OrderWorkflowStateMachine',
  'states:SendTaskSuccess OrderWorkflowStateMachine',
] as const;

/** What notes each act, before and after it is done. */
const NOTING = ['dynamodb:PutItem Activity.Arn', 'dynamodb:UpdateItem Activity.Arn'] as const;

const ofBulks = (executions: string): string => executions.replace('OrderProcessing', 'BulkAction');

const ofCancellations = (executions: string): string => executions.replace('OrderProcessing', 'OrderCancellation');

/** What revives an order, of both workflows. */
const redriving = (executions: string): readonly string[] => [
  'dynamodb:GetItem OrdersTable.Arn',
  'dynamodb:UpdateItem OrdersTable.Arn',
  `states:DescribeExecution ${executions}`,
  `states:RedriveExecution ${executions}`,
  'states:StartExecution OrderWorkflowStateMachine',
  `states:DescribeExecution ${ofCancellations(executions)}`,
  `states:RedriveExecution ${ofCancellations(executions)}`,
  'states:StartExecution OrderCancellationStateMachine',
  ...NOTING,
];

/** What the functions of support and operations may do beside logging and tracing. */
export const supportFunctions = (executions: string): [name: string, permissions: readonly string[]][] => [
  [
    'SupportApiSearchOrders',
    [
      'dynamodb:BatchGetItem ConfirmationsTable.Arn',
      'dynamodb:BatchGetItem OrdersTable.Arn',
      'dynamodb:Query ConfirmationsTable.Arn/index/byTrouble',
      'dynamodb:Query OrdersTable.Arn/index/byEmail',
      'dynamodb:Query OrdersTable.Arn/index/byStatus',
      'dynamodb:BatchGetItem Failures.Arn',
      'dynamodb:PutItem Failures.Arn',
      'dynamodb:Query Failures.Arn/index/byCause',
      'dynamodb:Query Failures.Arn/index/byList',
      'dynamodb:UpdateItem Failures.Arn',
      'states:ListExecutions OrderWorkflowStateMachine',
      'states:ListExecutions OrderCancellationStateMachine',
      `states:GetExecutionHistory ${executions}`,
      `states:GetExecutionHistory ${ofCancellations(executions)}`,
    ],
  ],
  [
    'SupportApiTraceOrder',
    [
      `states:DescribeExecution ${executions}`,
      `states:DescribeStateMachineForExecution ${executions}`,
      `states:GetExecutionHistory ${executions}`,
      'states:DescribeStateMachine OrderWorkflowStateMachine',
      `states:DescribeExecution ${ofCancellations(executions)}`,
      `states:DescribeStateMachineForExecution ${ofCancellations(executions)}`,
      `states:GetExecutionHistory ${ofCancellations(executions)}`,
      'states:DescribeStateMachine OrderCancellationStateMachine',
    ],
  ],
  ['SupportApiRedriveOrder', redriving(executions)],
  [
    'SupportApiStopExecution',
    [
      `states:DescribeExecution ${executions}`,
      `states:StopExecution ${executions}`,
      `states:DescribeExecution ${ofCancellations(executions)}`,
      `states:StopExecution ${ofCancellations(executions)}`,
      ...NOTING,
    ],
  ],
  [
    'SupportApiBulk',
    [
      'dynamodb:BatchGetItem ConfirmationsTable.Arn',
      'dynamodb:Query Activity.Arn',
      'states:StartExecution BulkActionStateMachine',
      'states:ListExecutions BulkActionStateMachine',
      'states:DescribeStateMachine BulkActionStateMachine',
      `states:DescribeExecution ${ofBulks(executions)}`,
      `states:DescribeStateMachineForExecution ${ofBulks(executions)}`,
      `states:GetExecutionHistory ${ofBulks(executions)}`,
      `states:StopExecution ${ofBulks(executions)}`,
      `states:DescribeExecution ${executions}`,
      `states:DescribeExecution ${ofCancellations(executions)}`,
      ...NOTING,
    ],
  ],
  [
    'BulkActionBulkItem',
    [
      ...redriving(executions),
      'sns:Publish OrderEventsTopic',
      'dynamodb:BatchGetItem ConfirmationsTable.Arn',
      'dynamodb:Query Activity.Arn',
    ],
  ],
  [
    'SupportApiShowActivity',
    ['dynamodb:GetItem OrdersTable.Arn', 'dynamodb:PutItem Activity.Arn', 'dynamodb:Query Activity.Arn'],
  ],
  [
    'SupportApiResendConfirmation',
    [
      'dynamodb:GetItem ConfirmationsTable.Arn',
      'dynamodb:GetItem OrdersTable.Arn',
      'dynamodb:UpdateItem ConfirmationsTable.Arn',
      'sns:Publish OrderEventsTopic',
      ...NOTING,
    ],
  ],
  ['SupportApiShowMail', ['dynamodb:GetItem OrdersTable.Arn', 'dynamodb:Query ConfirmationsTable.Arn']],
  ['SupportApiShowCatalogue', ['dynamodb:Scan CatalogueProducts.Arn']],
  [
    'SupportApiChangeProduct',
    ['dynamodb:GetItem CatalogueProducts.Arn', 'dynamodb:UpdateItem CatalogueProducts.Arn', ...NOTING],
  ],
  [
    'SupportApiDeadLetters',
    [
      'sqs:ChangeMessageVisibility OperationsAlertsDeadLettersQueue.Arn',
      'sqs:ChangeMessageVisibility OrderQueueDeadLetterQueue.Arn',
      'sqs:DeleteMessage OperationsAlertsDeadLettersQueue.Arn',
      'sqs:DeleteMessage OrderQueueDeadLetterQueue.Arn',
      'sqs:GetQueueAttributes OperationsAlertsDeadLettersQueue.Arn',
      'sqs:GetQueueAttributes OrderQueueDeadLetterQueue.Arn',
      'sqs:ListMessageMoveTasks OrderQueueDeadLetterQueue.Arn',
      'sqs:ReceiveMessage OperationsAlertsDeadLettersQueue.Arn',
      'sqs:ReceiveMessage OrderQueueDeadLetterQueue.Arn',
      'sqs:SendMessage OrderQueue.Arn',
      'sqs:StartMessageMoveTask OrderQueueDeadLetterQueue.Arn',
      ...NOTING,
    ],
  ],
  [
    'OperationsAlertsNotifyOperations',
    [
      'dynamodb:PutItem Failures.Arn',
      'dynamodb:UpdateItem Failures.Arn',
      'kms:Decrypt OperationsAlertsKey.Arn',
      'kms:GenerateDataKey OperationsAlertsKey.Arn',
      'sns:Publish OperationsAlertsTopic',
      'sqs:SendMessage OperationsAlertsDeadLettersQueue.Arn',
      `states:GetExecutionHistory ${executions}`,
      `states:GetExecutionHistory ${ofCancellations(executions)}`,
    ],
  ],
  ['SupportApiReviewOrder', [...ANSWERING, ...NOTING]],
  ['SupportApiCancelForShop', [...CANCELLING, ...NOTING]],
];

const route = (fn: string, path: string): [string, string, string] => [
  `SupportApi${fn}Function.Arn`,
  'apigateway.amazonaws.com',
  `OrderApiRestApiDeploymentStageapi/${path}`,
];

/** Who may call these functions from outside: the function, the service, the route or rule. */
export const supportPermissions: [string, string, string][] = [
  route('SearchOrders', 'GET/support/orders'),
  route('SearchOrders', 'POST/support/orders/search'),
  route('TraceOrder', 'GET/support/orders/*/execution'),
  route('RedriveOrder', 'POST/support/orders/*/redrive'),
  route('ResendConfirmation', 'POST/support/orders/*/resend-confirmation'),
  route('ResendConfirmation', 'POST/support/orders/*/mails/*/settle'),
  route('ShowMail', 'GET/support/orders/*/mails/*'),
  route('StopExecution', 'POST/support/orders/*/stop'),
  route('Bulk', 'POST/support/bulk'),
  route('Bulk', 'POST/support/bulk/*/stop'),
  route('Bulk', 'GET/support/bulk'),
  route('Bulk', 'GET/support/bulk/*'),
  route('Bulk', 'GET/support/bulk/*/execution'),
  route('ShowActivity', 'GET/support/activity'),
  route('SearchOrders', 'GET/support/failures'),
  route('SearchOrders', 'GET/support/counts'),
  route('SearchOrders', 'GET/support/mails'),
  route('ShowActivity', 'POST/support/orders/*/notes'),
  route('ReviewOrder', 'POST/support/orders/*/review'),
  route('CancelForShop', 'POST/support/orders/*/cancel'),
  route('ShowCatalogue', 'GET/support/products'),
  route('ChangeProduct', 'PUT/support/products/*'),
  route('ChangeProduct', 'POST/support/products/*/stock'),
  route('DeadLetters', 'GET/support/dead-letters'),
  route('DeadLetters', 'GET/support/dead-letters/*/messages'),
  route('DeadLetters', 'DELETE/support/dead-letters/*/messages/*'),
  route('DeadLetters', 'POST/support/dead-letters/*/messages/*/redrive'),
  route('DeadLetters', 'GET/support/dead-letters/*/redrive'),
  route('DeadLetters', 'POST/support/dead-letters/*/redrive'),
  ['OperationsAlertsNotifyOperationsFunction.Arn', 'events.amazonaws.com', 'OperationsAlertsExecutionEndedBadly.Arn'],
];
