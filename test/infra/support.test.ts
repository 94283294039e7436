import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshNameOf } from '../../lambdas/core/contract/execution-names.ts';
import { ofType, prodContext, render, resourceNamed, synthesizedTemplate } from './synthesized.ts';

const template = synthesizedTemplate({ operationsAddress: 'ops@example.com', senderAddress: 'shop@example.com' });
const runbook = readFileSync(resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

describe('the search indexes', () => {
  it('hold keys only, in the order of time, by address and by sharded status', () => {
    const { GlobalSecondaryIndexes } = resourceNamed(template, 'AWS::DynamoDB::Table', 'OrdersTable').Properties;
    for (const [IndexName, key] of [
      ['byEmail', 'searchEmail'],
      ['byStatus', 'searchBucket'],
    ]) {
      expect(GlobalSecondaryIndexes).toContainEqual({
        IndexName,
        KeySchema: [
          { AttributeName: key, KeyType: 'HASH' },
          { AttributeName: 'searchPosition', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      });
    }
  });
});

describe('failures', () => {
  it('are found by their time among the open ones, and by their cause; settled ones are forgotten by themselves', () => {
    const { GlobalSecondaryIndexes, TimeToLiveSpecification } = resourceNamed(
      template,
      'AWS::DynamoDB::Table',
      'Failures',
    ).Properties;
    expect(GlobalSecondaryIndexes).toEqual(
      [
        ['byList', 'list'],
        ['byCause', 'cause'],
      ].map(([IndexName, key]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: key, KeyType: 'HASH' },
          { AttributeName: 'position', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      })),
    );
    expect(TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });
});

describe('alerts', () => {
  const rules = ofType(template, 'AWS::Events::Rule').filter(([name]) => !name.startsWith('ConfirmationEmail'));
  const [[, rule] = []] = rules;

  it('come from executions of the two state machines that ended badly, were redriven or started afresh, and from no others', () => {
    expect(rules).toHaveLength(1);
    const { source, detail, 'detail-type': type } = rule?.Properties.EventPattern ?? {};
    expect([source, type]).toEqual([['aws.states'], ['Step Functions Execution Status Change']]);
    expect(Object.keys(detail).sort()).toEqual(['$or', 'stateMachineArn']);
    expect(detail.$or).toEqual([
      { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      { redriveCount: [{ numeric: ['>', 0] }] },
      { name: [{ suffix: freshNameOf('') }] },
    ]);
    expect(detail.stateMachineArn.map(render)).toEqual(['OrderWorkflowStateMachine', 'OrderCancellationStateMachine']);
  });

  it('hand on the execution’s name, machine, status and redrives alone: its input names people', () => {
    const [target] = rule?.Properties.Targets ?? [];
    const { InputPathsMap, InputTemplate } = target.InputTransformer;
    expect(Object.values(InputPathsMap).sort()).toEqual([
      ...['$.detail.name', '$.detail.redriveCount', '$.detail.stateMachineArn', '$.detail.status', '$.id'],
    ]);
    expect(InputTemplate.replaceAll(/<[\w-]+>/g, '""')).toBe(
      '{"id":"","detail":{"name":"","status":"","stateMachineArn":"","redriveCount":""}}',
    );
  });

  it('that cannot be delivered, or that the function gives up, are kept in one dead-letter queue', () => {
    const [target] = rule?.Properties.Targets ?? [];
    const queue = 'OperationsAlertsDeadLettersQueue.Arn';
    expect(render(target.DeadLetterConfig.Arn)).toBe(queue);
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    const [[, attempts] = []] = ofType(template, 'AWS::Lambda::EventInvokeConfig');
    expect(attempts?.Properties.MaximumRetryAttempts).toBe(2);
    expect(render(attempts?.Properties.DestinationConfig.OnFailure.Destination)).toBe(queue);
  });

  it('are encrypted by a key of their own that rotates, and that alarms may use', () => {
    const { EnableKeyRotation, KeyPolicy } = resourceNamed(template, 'AWS::KMS::Key', 'OperationsAlertsKey').Properties;
    expect(EnableKeyRotation).toBe(true);
    expect(KeyPolicy.Statement).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    });
    expect(KeyPolicy.Statement).toHaveLength(2);
  });

  it('are mailed where an address is configured, and nowhere else', () => {
    const subscribed = (stage: typeof template) =>
      ofType(stage, 'AWS::SNS::Subscription')
        .filter(([, { Properties }]) => render(Properties.TopicArn) === 'OperationsAlertsTopic')
        .map(([, { Properties }]) => [Properties.Protocol, Properties.Endpoint]);
    expect(subscribed(template)).toEqual([['email', 'ops@example.com']]);
    expect(subscribed(synthesizedTemplate())).toEqual([]);
  });
});

describe('every alarm', () => {
  const bare = synthesizedTemplate({ operationsAddress: 'ops@example.com' });
  const alarms = new Map([...ofType(bare, 'AWS::CloudWatch::Alarm'), ...ofType(template, 'AWS::CloudWatch::Alarm')]);

  it('the workflow’s among them, reaches operations', () => {
    const workflow = [...alarms].filter(([name]) => name.startsWith('OperationsAlertsExecutions'));
    expect(workflow.map(([, { Properties }]) => [Properties.MetricName, Properties.Threshold])).toEqual([
      ['ExecutionsFailed', 0],
      ['ExecutionsTimedOut', 0],
      ['ExecutionsAborted', 0],
    ]);
    for (const [name, { Properties }] of alarms) {
      expect(Properties.AlarmActions?.map(render), name).toEqual(['OperationsAlertsTopic']);
    }
  });

  it.each([...alarms])('%s names its section of the runbook, which has all three parts', (_, { Properties }) => {
    const [, title] = /Runbook: docs\/runbook\.md, "(.+)"\.$/.exec(Properties.AlarmDescription) ?? [];
    const [, section] = runbook.split(`\n## ${title}\n`);
    expect(section, `section ${title}`).toBeDefined();
    const own = section?.split('\n## ')[0];
    for (const part of ['### Description', '### Investigation', '### Resolution']) expect(own).toContain(part);
  });
});

describe('support', () => {
  it.each([
    ['with mails to customers', template],
    ['without', synthesizedTemplate({ operationsAddress: 'ops@example.com' })],
  ])('sees every dead-letter queue of a stack %s, and moves those that serve a queue', (_, stage) => {
    const { Variables } = resourceNamed(stage, 'AWS::Lambda::Function', 'SupportApiDeadLettersFunction').Properties
      .Environment;
    const told: { arn: string; source?: string }[] = Object.values(JSON.parse(render(Variables.DEAD_LETTER_QUEUES)));
    const queues = ofType(stage, 'AWS::SQS::Queue');
    const served = queues.filter(([, { Properties }]) => Properties.RedrivePolicy);
    const dead = queues.filter((queue) => !served.includes(queue)).map(([name]) => `${name}.Arn`);
    expect(told.map(({ arn }) => arn).sort()).toEqual(dead.sort());
    const pairs = served.map(([name, { Properties }]) => [
      render(Properties.RedrivePolicy.deadLetterTargetArn),
      `${name}.Arn`,
    ]);
    const movable = told.flatMap(({ arn, source }) => (source ? [[arn, source]] : []));
    expect(movable.sort()).toEqual(pairs.sort());
  });

  it('has the same functions in prod', () => {
    const names = (stage: typeof template) =>
      ofType(stage, 'AWS::Lambda::Function')
        .map(([name]) => name)
        .filter((name) => /^(SupportApi|OperationsAlerts)/.test(name));
    expect(names(synthesizedTemplate(prodContext))).toEqual(names(template));
    expect(names(template)).toHaveLength(14);
  });
});
