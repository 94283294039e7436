import type { Template } from 'local-aws/testing';
import { added, all, arnOf, beside, change, idOf, refTo, resourceOf, states } from './edits.ts';

type Change = (template: Template) => void;

const ORDERS = 'SQS::Queue OrderQueue';
const SUBMIT = 'Lambda::Function OrderApiSubmitOrderFunction';
const SEND = 'Lambda::Function ConfirmationEmailSendEmailFunction';
const TABLE = 'DynamoDB::Table OrdersTable';

const reversed = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversed(member)] as const)
      .toReversed(),
  );
};

const replaceReferences = (value: unknown, replace: (name: string) => unknown): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, replace));
  const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
  if (key === 'Ref' && others.length === 0 && !String(argument).startsWith('AWS::')) return replace(String(argument));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaceReferences(member, replace)]));
};

const eachOf =
  (type: string, edit: (properties: Record<string, unknown>) => void): Change =>
  ({ Resources }) => {
    for (const { Type, Properties } of Object.values(Resources)) if (Type === type) edit(Properties);
  };

const statement =
  (policy: string, more: object): Change =>
  (template) => {
    const { PolicyDocument } = resourceOf(template, policy).Properties as { PolicyDocument: { Statement: object[] } };
    PolicyDocument.Statement.push(more);
  };

/** Changes that AWS takes, and after which everything works: no check may mind them. */
export const harmless: readonly (readonly [name: string, change: Change])[] = [
  ['another description of a function', change(SUBMIT, { Description: 'Takes orders.' })],
  ['functions with more memory', eachOf('AWS::Lambda::Function', (fn) => Object.assign(fn, { MemorySize: 1024 }))],
  ['a function with a longer timeout', change(SUBMIT, { Timeout: 29 })],
  ['a function with the timeout of its queue', change(SEND, { Timeout: 180 })],
  ['functions on x86', eachOf('AWS::Lambda::Function', (fn) => Object.assign(fn, { Architectures: ['x86_64'] }))],
  ['a function on the runtime before', change(SUBMIT, { Runtime: 'nodejs22.x' })],
  ['one more variable', change(SUBMIT, { 'Environment.Variables.MORE': 'x'.repeat(2_000) })],
  ['tags on functions', change(SUBMIT, { Tags: [{ Key: 'team', Value: 'orders' }] })],
  ['a name of 64 characters', change(SUBMIT, { FunctionName: 's'.repeat(64) })],
  [
    'log groups that keep a month',
    eachOf('AWS::Logs::LogGroup', (group) => Object.assign(group, { RetentionInDays: 30 })),
  ],
  [
    'tags on queues',
    eachOf('AWS::SQS::Queue', (queue) => Object.assign(queue, { Tags: [{ Key: 'team', Value: 'orders' }] })),
  ],
  ['a queue that keeps its messages for a day', change(ORDERS, { MessageRetentionPeriod: 86_400 })],
  ['a queue that hides messages for an hour', change(ORDERS, { VisibilityTimeout: 3_600 })],
  ['a queue with long polling', change(ORDERS, { ReceiveMessageWaitTimeSeconds: 20 })],
  [
    'a queue with another name',
    change('SQS::Queue OperationsAlertsDeadLettersQueue', { QueueName: 'alerts_dead-letters' }),
  ],
  ['a queue that nobody uses', added('Unused', 'AWS::SQS::Queue', {})],
  [
    'a table that nobody uses',
    added('UnusedTable', 'AWS::DynamoDB::Table', {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  ],
  [
    'a table of provisioned throughput',
    added('ProvisionedTable', 'AWS::DynamoDB::Table', {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    }),
  ],
  ['a topic that nobody uses', added('UnusedTopic', 'AWS::SNS::Topic', { DisplayName: 'Nobody' })],
  [
    'a role that nobody uses',
    added('UnusedRole', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
      Description: 'Nobody',
      MaxSessionDuration: 7_200,
    }),
  ],
  [
    'one more permission',
    statement('IAM::Policy OrderApiSubmitOrderRoleDefaultPolicy', {
      Effect: 'Allow',
      Action: 'sqs:GetQueueUrl',
      Resource: '*',
    }),
  ],
  [
    'a permission by a wildcard',
    statement('IAM::Policy OrderApiSubmitOrderRoleDefaultPolicy', {
      Effect: 'Allow',
      Action: ['sqs:Get*', 'sqs:List?ueues'],
      Resource: '*',
    }),
  ],
  [
    'a Deny of what nobody does',
    statement('IAM::Policy OrderApiSubmitOrderRoleDefaultPolicy', {
      Sid: 'Never',
      Effect: 'Deny',
      Action: 'sqs:PurgeQueue',
      Resource: '*',
    }),
  ],
  [
    'a Deny in other Regions',
    statement('IAM::Policy OrderApiSubmitOrderRoleDefaultPolicy', {
      ...{ Effect: 'Deny', Action: '*', Resource: '*' },
      Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
    }),
  ],
  ['members in another order', ({ Resources }) => Object.assign(Resources, reversed(structuredClone(Resources)))],
  [
    'resources in another order',
    (template) => {
      const entries = Object.entries(template.Resources).toReversed();
      for (const [id] of entries) delete (template.Resources as Record<string, unknown>)[id];
      Object.assign(template.Resources, Object.fromEntries(entries));
    },
  ],
  [
    'Fn::Sub for every Ref',
    (template) => {
      Object.assign(
        template.Resources,
        replaceReferences(structuredClone(template.Resources), (name) => ({ 'Fn::Sub': `\${${name}}` })),
      );
    },
  ],
  [
    'an attribute by its dotted name',
    (template) => {
      const { Properties } = resourceOf(template, 'Pipes::Pipe');
      Properties.RoleArn = { 'Fn::GetAtt': `${idOf(template, 'IAM::Role OrderPipeRole')}.Arn` };
    },
  ],
  [
    'a policy as one statement, not a list',
    (template) => {
      const { PolicyDocument } = resourceOf(template, 'SQS::QueuePolicy OrderQueuePolicy').Properties as {
        PolicyDocument: { Statement: unknown };
      };
      PolicyDocument.Statement = [PolicyDocument.Statement].flat()[0];
    },
  ],
  ['a dependency more', (template) => beside(ORDERS, { DependsOn: idOf(template, TABLE) })(template)],
  ['metadata', beside(ORDERS, { Metadata: { by: 'hand' } })],
  [
    'a pipe with a description and small batches',
    change('Pipes::Pipe', { Description: 'Orders', 'SourceParameters.SqsQueueParameters.BatchSize': 1 }),
  ],
  [
    'a mapping with small batches and a window',
    change('Lambda::EventSourceMapping ConfirmationEmailSendEmailFunctionEmailQueue', {
      BatchSize: 1,
      MaximumBatchingWindowInSeconds: 1,
    }),
  ],
  [
    'a longer timeout of a state',
    states('OrderWorkflow', ({ States }) =>
      Object.assign(States.ValidateOrder, { TimeoutSeconds: 60, HeartbeatSeconds: 59 }),
    ),
  ],
  [
    'a comment of a state',
    states('OrderWorkflow', ({ States }) => Object.assign(States.ValidateOrder, { Comment: 'Looks at it.' })),
  ],
  [
    'a retry more',
    states('OrderWorkflow', ({ States }) =>
      States.ValidateOrder.Retry.push({ ErrorEquals: ['Nothing.Else'], IntervalSeconds: 1, MaxDelaySeconds: 2 }),
    ),
  ],
  [
    'a workflow that logs errors alone',
    change('StepFunctions::StateMachine OrderWorkflowStateMachine', {
      'LoggingConfiguration.Level': 'ERROR',
      'LoggingConfiguration.IncludeExecutionData': true,
    }),
  ],
  [
    'an API with a lower throttle',
    change('ApiGateway::Stage', {
      'MethodSettings.0.ThrottlingRateLimit': 100,
      'MethodSettings.0.ThrottlingBurstLimit': 100,
    }),
  ],
  [
    'an API whose integrations give up after 10 seconds',
    eachOf('AWS::ApiGateway::Method', (method) =>
      Object.assign(method.Integration as object, { TimeoutInMillis: 10_000 }),
    ),
  ],
  ['tokens of an hour', change('Cognito::UserPoolClient', { IdTokenValidity: 60, AccessTokenValidity: 60 })],
  ['longer passwords', change('Cognito::UserPool', { 'Policies.PasswordPolicy.MinimumLength': 14 })],
  [
    'a callback on localhost more',
    (template) =>
      (resourceOf(template, 'Cognito::UserPoolClient').Properties.CallbackURLs as unknown[]).push(
        'http://localhost:5173/',
      ),
  ],
  [
    'a comment of the distribution',
    change('CloudFront::Distribution', {
      'DistributionConfig.Comment': 'Orders',
      'DistributionConfig.PriceClass': 'PriceClass_100',
    }),
  ],
  [
    'a subscription that filters by another rule',
    change('SNS::Subscription', { 'FilterPolicy.eventType': [{ prefix: 'Order' }, 'CustomerNeeded'] }),
  ],
  [
    'an alarm of two periods',
    added('UnusedAlarm', 'AWS::CloudWatch::Alarm', {
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 2,
      DatapointsToAlarm: 1,
      Threshold: 1,
      MetricName: 'Errors',
      Namespace: 'AWS/Lambda',
      Period: 60,
      Statistic: 'Sum',
      TreatMissingData: 'notBreaching',
    }),
  ],
  [
    'an output more',
    (template) => {
      const { Outputs } = template as unknown as { Outputs: Record<string, unknown> };
      Outputs.More = { Value: refTo(template, ORDERS), Description: 'More' };
    },
  ],
  [
    'a grant of the whole account’s keys',
    all(
      statement('IAM::Policy OperationsAlertsNotifyOperationsRoleDefaultPolicy', {
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: '*',
      }),
    ),
  ],
  [
    'a rule that nobody minds',
    (template) =>
      added('UnusedRule', 'AWS::Events::Rule', {
        EventPattern: { source: ['my.own'], detail: { amount: [{ numeric: ['>', 5] }] } },
        Targets: [{ Id: 'queue', Arn: arnOf(template, 'SQS::Queue OperationsAlertsDeadLettersQueue') }],
      })(template),
  ],
];
