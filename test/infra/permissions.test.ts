import { describe, expect, it } from 'vitest';
import { permissionsOf } from './grants.ts';
import { ANSWERING, CANCELLING, supportFunctions, supportPermissions } from './support-grants.ts';
import { isProvider, ofType, prodContext, render, resourceNamed, synthesizedTemplate } from './synthesized.ts';

const template = synthesizedTemplate();
const EXECUTIONS = 'arn:AWS::Partition:states:AWS::Region:AWS::AccountId:execution:OrderProcessing:*';

/** By its name, as the machine waits for the function that is granted it. */
const MACHINE = 'arn:AWS::Partition:states:AWS::Region:AWS::AccountId:stateMachine:OrderProcessing';

/** A decision, with what it takes from stock or gives back. */
const DECIDING = [
  'dynamodb:GetItem OrdersTable.Arn',
  'dynamodb:UpdateItem CatalogueProducts.Arn',
  'dynamodb:UpdateItem OrdersTable.Arn',
];

/** The construct of each function, and what it may do beside logging and tracing. */
const functions: readonly [name: string, permissions: readonly string[]][] = [
  ['OrderApiSubmitOrder', ['sqs:SendMessage OrderQueue.Arn']],
  ['OrderApiGetOrder', ['dynamodb:GetItem OrdersTable.Arn', 'dynamodb:Query ConfirmationsTable.Arn']],
  ['OrderApiListOrders', ['dynamodb:Query OrdersTable.Arn/index/byCustomer']],
  ['OrderApiAnswerOrder', ANSWERING],
  ['OrderApiCancelOrder', CANCELLING],
  ['OrderApiListProducts', ['dynamodb:Scan CatalogueProducts.Arn']],
  [
    'OrderPipeProcessOrder',
    [
      'dynamodb:GetItem OrdersTable.Arn',
      'dynamodb:PutItem OrdersTable.Arn',
      `states:DescribeExecution ${EXECUTIONS}`,
      `states:RedriveExecution ${EXECUTIONS}`,
      'states:StartExecution OrderWorkflowStateMachine',
    ],
  ],
  ['OrderWorkflowValidateOrder', ['dynamodb:BatchGetItem CatalogueProducts.Arn']],
  ['OrderWorkflowPersistOrder', ['dynamodb:BatchGetItem CatalogueProducts.Arn', ...DECIDING]],
  ['OrderWorkflowRecordCancellation', DECIDING],
  [
    'OrderWorkflowAskPerson',
    [
      'dynamodb:GetItem OrdersTable.Arn',
      'dynamodb:UpdateItem OrdersTable.Arn',
      'sns:Publish OrderEventsTopic',
      `states:SendTaskFailure ${MACHINE}`,
      `states:SendTaskSuccess ${MACHINE}`,
    ],
  ],
  ['OrderWorkflowPublishConfirmation', ['sns:Publish OrderEventsTopic']],
  ['CatalogueSeedCatalogue', ['dynamodb:PutItem CatalogueProducts.Arn']],
  ...supportFunctions(EXECUTIONS),
];

/** The only places where AWS offers nothing narrower than a wildcard, and why. */
const justifiedWildcards: Readonly<Record<string, string>> = {
  'xray:PutTraceSegments *': 'X-Ray has no resource to name',
  'xray:PutTelemetryRecords *': 'X-Ray has no resource to name',
  'xray:GetSamplingRules *': 'X-Ray has no resource to name',
  'xray:GetSamplingTargets *': 'X-Ray has no resource to name',
  'logs:CreateLogDelivery *': 'log delivery has no resource to name',
  'logs:GetLogDelivery *': 'log delivery has no resource to name',
  'logs:UpdateLogDelivery *': 'log delivery has no resource to name',
  'logs:DeleteLogDelivery *': 'log delivery has no resource to name',
  'logs:ListLogDeliveries *': 'log delivery has no resource to name',
  'logs:PutResourcePolicy *': 'the resource policies of CloudWatch Logs are one list of the account',
  'logs:DescribeResourcePolicies *': 'the resource policies of CloudWatch Logs are one list of the account',
  'logs:DescribeLogGroups *': 'listing log groups has no resource to name',
  ...Object.fromEntries(
    ['OrderProcessing', 'OrderCancellation', 'BulkAction'].flatMap((machine) =>
      [
        'DescribeExecution',
        'DescribeStateMachineForExecution',
        'GetExecutionHistory',
        'RedriveExecution',
        'StopExecution',
      ]
        // A bulk is begun anew instead.
        .filter((action) => machine !== 'BulkAction' || action !== 'RedriveExecution')
        .map((action) => [
          `states:${action} ${EXECUTIONS.replace('OrderProcessing', machine)}`,
          'an execution is named as its order or bulk, unknown beforehand',
        ]),
    ),
  ),
};

describe('permissions', () => {
  it.each(functions)('%s may write its own logs, trace, and do its own work, and nothing else', (name, permissions) => {
    expect(permissionsOf(template, `${name}Role`)).toEqual(
      [
        `logs:CreateLogStream ${name}Logs.Arn`,
        `logs:PutLogEvents ${name}Logs.Arn`,
        'xray:PutTelemetryRecords *',
        'xray:PutTraceSegments *',
        ...permissions,
      ].sort(),
    );
  });

  it('every function is on that list, with a role of its own', () => {
    const roles = ofType(template, 'AWS::Lambda::Function')
      .filter(([name]) => !isProvider(name))
      .map(([, fn]) => render(fn.Properties.Role));
    expect(roles.sort()).toEqual(functions.map(([name]) => `${name}Role.Arn`).sort());
  });

  it.each([
    [
      'OrderWorkflow',
      'OrderWorkflow',
      ['AskPerson', 'PersistOrder', 'PublishConfirmation', 'RecordCancellation', 'ValidateOrder'],
    ],
    ['OrderCancellation', 'OrderWorkflow', ['PublishConfirmation', 'RecordCancellation']],
    ['BulkAction', 'BulkAction', ['BulkItem']],
  ] as const)(
    'the state machine of %s may call the functions of its tasks and deliver logs and traces',
    (name, owner, tasks) => {
      expect(permissionsOf(template, `${name}Role`).filter((line) => !line.endsWith(' *'))).toEqual(
        tasks.map((task) => `lambda:InvokeFunction ${owner}${task}Function.Arn`),
      );
    },
  );

  it('the pipe may empty the queue into its function, by a policy that exists as soon as its role does', () => {
    expect(permissionsOf(template, 'OrderPipeRole')).toEqual([
      'lambda:InvokeFunction OrderPipeProcessOrderFunction.Arn',
      'sqs:DeleteMessage OrderQueue.Arn',
      'sqs:GetQueueAttributes OrderQueue.Arn',
      'sqs:ReceiveMessage OrderQueue.Arn',
    ]);
    expect(resourceNamed(template, 'AWS::IAM::Role', 'OrderPipeRole').Properties.Policies).toHaveLength(1);
  });

  it.each(['OrderPipeRole', 'OrderWorkflowRole', 'OrderCancellationRole', 'BulkActionRole'])(
    '%s can be assumed on behalf of this account only',
    (role) => {
      const [trust, ...others] = resourceNamed(template, 'AWS::IAM::Role', role).Properties.AssumeRolePolicyDocument
        .Statement;
      expect(others).toEqual([]);
      expect(trust.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
    },
  );

  it.each([{}, prodContext])('no action is a wildcard, and no resource beyond the justified list (%o)', (context) => {
    const stage = synthesizedTemplate(context);
    const roles = ofType(stage, 'AWS::IAM::Role').filter(([role]) => !isProvider(role));
    const lines = roles.flatMap(([role]) => permissionsOf(stage, role));
    const wildcards = lines.filter((line) => line.includes('*')).map((line) => line.replace('-prod:', ':'));
    expect([...new Set(wildcards)].sort()).toEqual(Object.keys(justifiedWildcards).sort());
  });

  it('one managed policy is attached, to the account-wide role that API Gateway asks for', () => {
    const roles = ofType(template, 'AWS::IAM::Role').filter(([role]) => !isProvider(role));
    const managed = roles.flatMap(([role, { Properties }]) =>
      (Properties.ManagedPolicyArns ?? []).map((arn: unknown) => `${role} ${render(arn)}`),
    );
    expect(managed).toEqual([
      'OrderApiRestApiCloudWatchRole arn:AWS::Partition:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    ]);
  });

  it('only API Gateway may call functions from outside, each for its own route of the stage, and one rule its target', () => {
    const permissions = ofType(template, 'AWS::Lambda::Permission').map(([, { Properties }]) => [
      render(Properties.FunctionName),
      Properties.Principal,
      render(Properties.SourceArn).replace(/^.*RestApi\//, ''),
    ]);
    expect(permissions.sort()).toEqual(
      [
        [
          'OrderApiAnswerOrderFunction.Arn',
          'apigateway.amazonaws.com',
          'OrderApiRestApiDeploymentStageapi/POST/orders/*/answer',
        ],
        [
          'OrderApiCancelOrderFunction.Arn',
          'apigateway.amazonaws.com',
          'OrderApiRestApiDeploymentStageapi/POST/orders/*/cancel',
        ],
        ['OrderApiGetOrderFunction.Arn', 'apigateway.amazonaws.com', 'OrderApiRestApiDeploymentStageapi/GET/orders/*'],
        ['OrderApiListOrdersFunction.Arn', 'apigateway.amazonaws.com', 'OrderApiRestApiDeploymentStageapi/GET/orders'],
        [
          'OrderApiListProductsFunction.Arn',
          'apigateway.amazonaws.com',
          'OrderApiRestApiDeploymentStageapi/GET/products',
        ],
        [
          'OrderApiSubmitOrderFunction.Arn',
          'apigateway.amazonaws.com',
          'OrderApiRestApiDeploymentStageapi/POST/orders',
        ],
        ...supportPermissions,
      ].sort(),
    );
  });
});
