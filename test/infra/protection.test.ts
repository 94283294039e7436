import { describe, expect, it } from 'vitest';
import { ofType, prodContext, render, resourceNamed, synthesizedTemplate } from './synthesized.ts';

const dev = synthesizedTemplate();
const prod = synthesizedTemplate(prodContext);
const plainHttp = { Bool: { 'aws:SecureTransport': 'false' } };

describe.each([
  ['dev', dev],
  ['prod', prod],
])('in %s', (_, template) => {
  const queues = ofType(template, 'AWS::SQS::Queue');
  const topics = ofType(template, 'AWS::SNS::Topic');
  const tables = ofType(template, 'AWS::DynamoDB::Table');

  it('every queue, topic and table is encrypted at rest', () => {
    expect(queues.length).toBeGreaterThan(2);
    for (const [, { Properties }] of queues) expect(Properties.SqsManagedSseEnabled).toBe(true);
    expect(topics.map(([, { Properties }]) => render(Properties.KmsMasterKeyId))).toEqual([
      'arn:AWS::Partition:kms:AWS::Region:AWS::AccountId:alias/aws/sns',
      'OperationsAlertsKey.Arn',
    ]);
    expect(tables.map(([, { Properties }]) => Properties.SSESpecification)).toEqual([
      { SSEEnabled: true },
      { SSEEnabled: true },
      { SSEEnabled: true },
      { SSEEnabled: true },
      { SSEEnabled: true },
    ]);
  });

  it('every queue refuses plain HTTP', () => {
    const covered = ofType(template, 'AWS::SQS::QueuePolicy').flatMap(([, { Properties }]) => {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Action: 'sqs:*', Principal: { AWS: '*' }, Condition: plainHttp }),
      );
      return Properties.Queues.map(render);
    });
    expect(covered.sort()).toEqual(queues.map(([name]) => name).sort());
  });

  it('every topic refuses plain HTTP', () => {
    const covered = ofType(template, 'AWS::SNS::TopicPolicy').flatMap(([, { Properties }]) => {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Action: 'sns:Publish', Principal: '*', Condition: plainHttp }),
      );
      return Properties.Topics.map(render);
    });
    expect(covered.sort()).toEqual(topics.map(([name]) => name).sort());
  });

  it('every table refuses plain HTTP and can be restored to any second', () => {
    for (const [, { Properties }] of tables) {
      expect(Properties.ResourcePolicy.PolicyDocument.Statement).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'dynamodb:*',
          Principal: { AWS: '*' },
          Condition: plainHttp,
        }),
      ]);
      expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
    }
  });

  it('every log group forgets in time', () => {
    const groups = ofType(template, 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(0);
    for (const [, { Properties }] of groups) expect(Properties.RetentionInDays).toBe(template === prod ? 90 : 7);
  });

  it('nothing lets the world in: what is let in are services, from one rule or this account', () => {
    const allowed = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']
      .flatMap((type) => ofType(template, type))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow');
    // Announcements that could not be mailed to operations, whose address prod must have.
    const undelivered = [
      'sqs:SendMessage',
      { Service: 'sns.amazonaws.com' },
      { ArnEquals: { 'aws:SourceArn': { Ref: expect.stringMatching(/^OrderEventsTopic/) } } },
    ];
    expect(allowed.map(({ Action, Principal, Condition }) => [Action, Principal, Condition])).toEqual([
      ...(template === prod ? [undelivered] : []),
      [
        'sqs:SendMessage',
        { Service: 'events.amazonaws.com' },
        { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [expect.stringMatching(/ExecutionEndedBadly/), 'Arn'] } } },
      ],
      [
        'sns:Publish',
        { Service: 'cloudwatch.amazonaws.com' },
        { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      ],
    ]);
  });
});

describe('what holds data', () => {
  const holders = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::Cognito::UserPool'];
  const policies = (template: typeof dev): unknown[] =>
    holders
      .flatMap((type) => ofType(template, type))
      .flatMap(([, { DeletionPolicy, UpdateReplacePolicy }]) => [DeletionPolicy, UpdateReplacePolicy]);

  it('is retained in prod', () => {
    expect(new Set(policies(prod))).toEqual(new Set(['Retain']));
  });

  it('goes with the stack in dev', () => {
    expect(new Set(policies(dev))).toEqual(new Set(['Delete']));
  });

  it.each([
    ['prod', prod, true, 'ACTIVE'],
    ['dev', dev, false, 'INACTIVE'],
  ])('is protected from deletion as it should be in %s', (_, template, tables, pool) => {
    for (const [, { Properties }] of ofType(template, 'AWS::DynamoDB::Table')) {
      expect(Properties.DeletionProtectionEnabled).toBe(tables);
    }
    expect(resourceNamed(template, 'AWS::Cognito::UserPool', 'IdentityUserPool').Properties.DeletionProtection).toBe(
      pool,
    );
  });

  it('is named so that people find orders and mails, and so that nothing retained blocks a new deployment', () => {
    const names = (template: typeof dev) =>
      ofType(template, 'AWS::DynamoDB::Table').map(([, table]) => table.Properties.TableName);
    expect(names(dev)).toEqual(['Orders', 'Confirmations', undefined, undefined, undefined]);
    // With --import-existing-resources, which needs a literal name.
    expect(names(prod)).toEqual(['Orders-prod', 'Confirmations-prod', undefined, undefined, undefined]);
  });
});

it('a customer’s orders are found newest first through an index that holds whole records', () => {
  const { GlobalSecondaryIndexes, KeySchema } = resourceNamed(dev, 'AWS::DynamoDB::Table', 'OrdersTable').Properties;
  expect(KeySchema).toEqual([{ AttributeName: 'orderId', KeyType: 'HASH' }]);
  expect(GlobalSecondaryIndexes).toContainEqual({
    IndexName: 'byCustomer',
    KeySchema: [
      { AttributeName: 'customerId', KeyType: 'HASH' },
      { AttributeName: 'timestamp', KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  });
});
