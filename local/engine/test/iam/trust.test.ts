import { describe, expect, it } from 'vitest';
import { attribute, stackOf } from '../services/lambda/stack.ts';
import { allow, roleArn, roleOf, trusting, useStack } from './use-stack.ts';

const { start, refusal } = useStack();

const CODE = 'export const handler = async () => "done";';
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:Worker';
const functionWith = (trust: object) =>
  stackOf(
    { Worker: { code: CODE, properties: { Role: attribute('Own') } } },
    { Own: roleOf('own', [], { AssumeRolePolicyDocument: trust }) },
  );
const machineWith = (trust: object, statements: object[] = [], more: object = {}) => ({
  Role: roleOf('machine-role', statements, { AssumeRolePolicyDocument: trust }),
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: 'orders',
      RoleArn: attribute('Role'),
      DefinitionString: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'End',
        States: { End: { Type: 'Succeed' } },
      }),
      ...more,
    },
  },
});
const LOGS = { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/states/orders' } } };
const LOGGING = {
  LoggingConfiguration: {
    Level: 'ALL',
    Destinations: [
      { CloudWatchLogsLogGroup: { LogGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/states/orders:*' } },
    ],
  },
};
const DELIVERY = [
  'CreateLogDelivery',
  'GetLogDelivery',
  'UpdateLogDelivery',
  'DeleteLogDelivery',
  'ListLogDeliveries',
  'PutResourcePolicy',
  'DescribeResourcePolicies',
  'DescribeLogGroups',
].map((action) => `logs:${action}`);
const states = trusting('states.amazonaws.com');

describe('the trust policies of roles', () => {
  it('refuses a function whose role does not trust Lambda', async () => {
    expect(await refusal(functionWith(trusting('states.amazonaws.com')))).toMatch(
      /^Worker .*: The role defined for the function cannot be assumed by Lambda\.$/,
    );
  });

  it.each<[string, object, boolean]>([
    ['its own function', { ArnLike: { 'aws:SourceArn': functionArn } }, true],
    ['another function', { ArnLike: { 'aws:SourceArn': `${functionArn}2` } }, false],
    ['its own account', { StringEquals: { 'aws:SourceAccount': '000000000000' } }, true],
    ['another account', { StringEquals: { 'aws:SourceAccount': '111111111111' } }, false],
    ['calls by TLS', { Bool: { 'aws:SecureTransport': 'true' } }, true],
    ['people who are named', { StringLike: { 'aws:username': '*' } }, false],
  ])('asks its conditions: %s', async (_name, condition, admitted) => {
    const message = await refusal(functionWith(trusting('lambda.amazonaws.com', condition)));
    expect(message).toMatch(admitted ? /^started$/ : /cannot be assumed by Lambda/);
  });

  it('gives the state machine as the source', async () => {
    const source = (name: string) =>
      trusting('states.amazonaws.com', {
        ArnLike: { 'aws:SourceArn': `arn:aws:states:us-east-1:000000000000:stateMachine:${name}` },
      });
    expect(await refusal(machineWith(source('*')))).toBe('started');
    expect(await refusal(machineWith(source('others')))).toMatch(/does not trust states/);
  });
});

describe('roles that are handed on', () => {
  it('wants iam:PassRole of who creates a state machine, for this service', async () => {
    const create = allow('states:CreateStateMachine');
    const pass = (service: string) =>
      allow('iam:PassRole', roleArn('machine-role'), {
        Condition: { StringEquals: { 'iam:PassedToService': service } },
      });
    const engine = await start({
      Machine: roleOf('machine-role', [], { AssumeRolePolicyDocument: states }),
      Without: roleOf('without', [create]),
      Elsewhere: roleOf('elsewhere', [create, pass('lambda.amazonaws.com')]),
      With: roleOf('with', [create, pass('states.amazonaws.com')]),
    });
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'E', States: { E: { Type: 'Succeed' } } });
    const by = (role: string): Promise<unknown> =>
      engine.call(
        'states',
        'CreateStateMachine',
        { name: role, definition, roleArn: roleArn('machine-role') },
        roleArn(role),
      );
    await expect(by('without')).rejects.toThrow(/not authorized to perform: iam:PassRole on resource: .*machine-role/);
    await expect(by('elsewhere')).rejects.toThrow(/iam:PassRole/);
    await expect(by('with')).resolves.toHaveProperty('stateMachineArn');
  });
});

describe('permissions that AWS checks at creation', () => {
  it('lets a state machine log only with every permission of log delivery', async () => {
    expect(await refusal({ ...LOGS, ...machineWith(states, [allow(DELIVERY)], LOGGING) })).toBe('started');
    for (const missing of [DELIVERY[0], DELIVERY[5]]) {
      const rest = DELIVERY.filter((action) => action !== missing);
      expect(await refusal({ ...LOGS, ...machineWith(states, [allow(rest)], LOGGING) }), missing).toMatch(
        /^Machine .*: The state machine IAM Role is not authorized to access the Log Destination$/,
      );
    }
  });

  const reading = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  const queue = (QueueName: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName } });

  it.each(reading)('refuses an event source mapping without %s', async (missing) => {
    const statement = allow(reading.filter((action) => action !== missing));
    const stack = stackOf(
      { Worker: { code: CODE, statements: [statement] } },
      {
        Queue: queue('orders'),
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: attribute('Queue'), FunctionName: { Ref: 'Worker' } },
        },
      },
    );
    expect(await refusal(stack)).toMatch(
      `The provided execution role does not have permissions to call ${missing.slice(4)} on SQS`,
    );
  });

  it.each(reading)('refuses a pipe without %s', async (missing) => {
    const statement = allow(reading.filter((action) => action !== missing));
    const stack = stackOf(
      { Worker: { code: CODE } },
      {
        Queue: queue('orders'),
        Role: roleOf('pipe', [statement], { AssumeRolePolicyDocument: trusting('pipes.amazonaws.com') }),
        Pipe: {
          Type: 'AWS::Pipes::Pipe',
          Properties: { RoleArn: attribute('Role'), Source: attribute('Queue'), Target: attribute('Worker') },
        },
      },
    );
    expect(await refusal(stack)).toMatch(`not authorized to perform: ${missing}`);
  });

  it('refuses failure destinations and dead-letter queues that the role may not send to', async () => {
    const text = /The provided execution role does not have permissions to call SendMessage on SQS/;
    const config = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Worker' },
        Qualifier: '$LATEST',
        DestinationConfig: { OnFailure: { Destination: attribute('Queue') } },
      },
    };
    const sending = [allow('sqs:SendMessage')];
    const others = { Queue: queue('failed'), Config: config };
    expect(await refusal(stackOf({ Worker: { code: CODE } }, others))).toMatch(text);
    expect(await refusal(stackOf({ Worker: { code: CODE, statements: sending } }, others))).toBe('started');
    const properties = { DeadLetterConfig: { TargetArn: attribute('Queue') } };
    expect(await refusal(stackOf({ Worker: { code: CODE, properties } }, { Queue: queue('failed') }))).toMatch(text);
  });

  const logs = [
    'CreateLogGroup',
    'CreateLogStream',
    'DescribeLogGroups',
    'DescribeLogStreams',
    'PutLogEvents',
    'GetLogEvents',
    'FilterLogEvents',
  ];
  const api = (trusted: string, actions: string[], account = true) => ({
    Role: roleOf('api-logs', [allow(actions.map((action) => `logs:${action}`))], {
      AssumeRolePolicyDocument: trusting(trusted),
    }),
    ...(account && {
      Account: { Type: 'AWS::ApiGateway::Account', Properties: { CloudWatchRoleArn: attribute('Role') } },
    }),
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'api', MethodSettings: [{ LoggingLevel: 'ERROR' }] },
    },
  });

  it('lets a stage log only by a role of the account that API Gateway may use', async () => {
    const own = 'apigateway.amazonaws.com';
    expect(await refusal(api(own, logs))).toBe('started');
    const text = /^Account .*The role ARN does not have required permissions configured/;
    expect(await refusal(api('lambda.amazonaws.com', logs))).toMatch(text);
    expect(await refusal(api(own, logs.slice(1)))).toMatch(text);
    expect(await refusal(api(own, logs, false))).toMatch(/^Stage .*CloudWatch Logs role ARN must be set/);
  });
});
