import type { Random } from './random.ts';
import type { FuzzRequest } from './send.ts';
import { anyValue, bodyOf, hostileTexts, mutated } from './values.ts';

/** What a campaign knows of the stack. */
export interface AwsTarget {
  readonly origin: string;
  readonly stateMachineArn: string;
}

type Sample = readonly [operation: string, input: unknown];
interface JsonService {
  readonly prefix: string;
  readonly version: string;
  readonly samples: readonly Sample[];
}

const ACCOUNT = '000000000000';
const key = { orderId: { S: 'fuzz' } };
const values = { ':v': { S: 'Received' } };

const jsonServices = ({ origin, stateMachineArn }: AwsTarget): readonly JsonService[] => {
  const QueueUrl = `${origin}/${ACCOUNT}/fuzz`;
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:fuzz`;
  return [
    {
      prefix: 'AmazonSQS',
      version: '1.0',
      samples: [
        ['CreateQueue', { QueueName: 'fuzz', Attributes: { VisibilityTimeout: '30' } }],
        ['GetQueueUrl', { QueueName: 'fuzz' }],
        ['SetQueueAttributes', { QueueUrl, Attributes: { VisibilityTimeout: '30' } }],
        ['GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }],
        [
          'SendMessage',
          { QueueUrl, MessageBody: 'm', MessageAttributes: { a: { DataType: 'String', StringValue: 'v' } } },
        ],
        ['SendMessageBatch', { QueueUrl, Entries: [{ Id: 'a', MessageBody: 'm' }] }],
        ['ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 0, MessageAttributeNames: ['All'] }],
        ['DeleteMessage', { QueueUrl, ReceiptHandle: 'AAAA' }],
        ['ChangeMessageVisibility', { QueueUrl, ReceiptHandle: 'AAAA', VisibilityTimeout: 1 }],
        ['ListQueues', { QueueNamePrefix: 'f', MaxResults: 10 }],
        ['ListDeadLetterSourceQueues', { QueueUrl }],
        ['TagQueue', { QueueUrl, Tags: { a: 'b' } }],
        ['PurgeQueue', { QueueUrl }],
      ],
    },
    {
      prefix: 'DynamoDB_20120810',
      version: '1.0',
      samples: [
        ['DescribeTable', { TableName: 'Orders' }],
        [
          'GetItem',
          { TableName: 'Orders', Key: key, ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': 'a' } },
        ],
        ['PutItem', { TableName: 'Orders', Item: { ...key, a: { M: { b: { L: [{ N: '1' }] } } } } }],
        [
          'UpdateItem',
          { TableName: 'Orders', Key: key, UpdateExpression: 'SET a = :v', ExpressionAttributeValues: values },
        ],
        [
          'Query',
          { TableName: 'Orders', KeyConditionExpression: 'orderId = :v', ExpressionAttributeValues: values, Limit: 2 },
        ],
        ['Scan', { TableName: 'Orders', Limit: 2, FilterExpression: 'a = :v', ExpressionAttributeValues: values }],
        ['DeleteItem', { TableName: 'Orders', Key: key }],
        ['BatchGetItem', { RequestItems: { Orders: { Keys: [key] } } }],
        ['BatchWriteItem', { RequestItems: { Orders: [{ PutRequest: { Item: key } }] } }],
        ['ListTables', { Limit: 5 }],
      ],
    },
    {
      prefix: 'AWSStepFunctions',
      version: '1.0',
      samples: [
        ['StartExecution', { stateMachineArn, name: 'fuzz', input: '{"orderId":"fuzz"}' }],
        ['DescribeExecution', { executionArn }],
        ['GetExecutionHistory', { executionArn, maxResults: 5, reverseOrder: true }],
        ['ListExecutions', { stateMachineArn, statusFilter: 'FAILED', maxResults: 5 }],
        ['DescribeStateMachine', { stateMachineArn }],
        ['RedriveExecution', { executionArn }],
        ['StopExecution', { executionArn, error: 'e', cause: 'c' }],
        ['SendTaskSuccess', { taskToken: 'AAAA', output: '{}' }],
        ['ValidateStateMachineDefinition', { definition: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}' }],
      ],
    },
    {
      prefix: 'AWSEvents',
      version: '1.1',
      samples: [['PutEvents', { Entries: [{ Source: 'fuzz', DetailType: 'd', Detail: '{"a":[1]}' }] }]],
    },
    {
      prefix: 'Logs_20140328',
      version: '1.1',
      samples: [
        ['DescribeLogGroups', { logGroupNamePrefix: '/aws' }],
        ['CreateLogGroup', { logGroupName: 'fuzz' }],
        ['CreateLogStream', { logGroupName: 'fuzz', logStreamName: 's' }],
        ['PutLogEvents', { logGroupName: 'fuzz', logStreamName: 's', logEvents: [{ timestamp: 1, message: 'm' }] }],
        ['FilterLogEvents', { logGroupName: 'fuzz', filterPattern: '{ $.a = "b" }', limit: 5 }],
        ['GetLogEvents', { logGroupName: 'fuzz', logStreamName: 's', limit: 5 }],
      ],
    },
    {
      prefix: 'AWSCognitoIdentityProviderService',
      version: '1.1',
      samples: [
        ['ListUsers', { UserPoolId: 'us-east-1_fuzz', Filter: 'email = "a"' }],
        ['AdminGetUser', { UserPoolId: 'us-east-1_fuzz', Username: 'a' }],
        ['InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'a', AuthParameters: { USERNAME: 'a' } }],
      ],
    },
  ];
};

const forms: readonly (readonly [service: string, fields: Readonly<Record<string, string>>])[] = [
  ['sns', { Action: 'CreateTopic', Name: 'fuzz', 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' }],
  [
    'sns',
    { Action: 'Publish', TopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:fuzz`, Message: 'm', MessageStructure: 'json' },
  ],
  ['sns', { Action: 'Subscribe', TopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:fuzz`, Protocol: 'sqs', Endpoint: 'arn' }],
  ['sns', { Action: 'ListTopics', NextToken: 'a' }],
  ['sts', { Action: 'GetCallerIdentity' }],
  ['cloudformation', { Action: 'DescribeStacks', StackName: 'a' }],
  ['iam', { Action: 'GetRole', RoleName: 'a' }],
];

const rest: readonly (readonly [service: string, method: string, path: string, body: unknown])[] = [
  ['lambda', 'POST', '/2015-03-31/functions/{}/invocations', { a: 1 }],
  ['lambda', 'GET', '/2015-03-31/functions/{}', undefined],
  ['lambda', 'GET', '/2015-03-31/functions', undefined],
  [
    'ses',
    'POST',
    '/v2/email/outbound-emails',
    { FromEmailAddress: 'a@b.c', Content: { Simple: { Subject: { Data: 's' } } } },
  ],
  ['ses', 'GET', '/v2/email/identities/{}', undefined],
  ['pipes', 'GET', '/v1/pipes/{}', undefined],
  ['s3', 'GET', '/{}/{}', undefined],
  ['s3', 'PUT', '/{}/{}', 'x'],
  ['apigateway', 'GET', '/restapis/{}', undefined],
  ['_inbox', 'GET', '/inbox.json', undefined],
  ['_inbox', 'GET', '/inbox/{}', undefined],
  ['_inbox', 'GET', '/{}/{}', undefined],
];

const signed = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=fuzz/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

/** One request of the AWS endpoint, in any of its protocols. */
export const awsRequest = (random: Random, target: AwsTarget): FuzzRequest => {
  const kind = random.integer(10);
  if (kind < 6) return jsonCall(random, target);
  return kind < 8 ? formCall(random) : restCall(random);
};

const jsonCall = (random: Random, target: AwsTarget): FuzzRequest => {
  const { prefix, version, samples } = random.pick(jsonServices(target));
  const [operation, input] = random.pick(samples);
  const called = random.chance(0.95) ? operation : inHeader(random.pick(hostileTexts));
  const named = random.chance(0.98) ? prefix : inHeader(random.pick(hostileTexts));
  const value = random.chance(0.2) ? input : random.chance(0.9) ? mutated(random, input) : anyValue(random, 5);
  return {
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': `${named}.${called}`, 'content-type': `application/x-amz-json-${version}` },
    body: bodyOf(random, value),
  };
};

const formCall = (random: Random): FuzzRequest => {
  const [service, fields] = random.pick(forms);
  const hostile = (text: string): string => (random.chance(0.2) ? random.pick(hostileTexts).slice(0, 5000) : text);
  const entries = Object.entries(fields).map(([name, value]): [string, string] => [name, hostile(value)]);
  if (random.chance(0.3))
    entries.push([random.pick(['a.b.c', '__proto__.a', 'Tags.entry.1.key', 'Tags.member.x']), 'v']);
  const body = new URLSearchParams(entries).toString();
  const headers = { ...signed(service), 'content-type': 'application/x-www-form-urlencoded' };
  if (random.chance(0.1)) return { method: 'GET', path: `/?${body.slice(0, 5000)}`, headers, body: '' };
  return { method: 'POST', path: '/', headers, body: random.chance(0.05) ? random.pick(hostileTexts) : body };
};

const restCall = (random: Random): FuzzRequest => {
  const [service, method, pattern, sample] = random.pick(rest);
  const path = pattern.replaceAll('{}', () => inPath(random.pick(hostileTexts).slice(0, 2000), random));
  const body = sample === undefined ? '' : bodyOf(random, mutated(random, sample));
  return {
    method: random.chance(0.9) ? method : random.pick(['GET', 'PUT', 'DELETE', 'HEAD', 'PATCH']),
    path: random.chance(0.2) ? `${path}?${inPath(random.pick(hostileTexts).slice(0, 500), random)}=1` : path,
    headers:
      service === '_inbox'
        ? {}
        : signed(random.chance(0.97) ? service : inHeader(random.pick(hostileTexts)).replaceAll('/', '')),
    body,
  };
};

const inHeader = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 500);
const inPath = (text: string, random: Random): string =>
  random.chance(0.4) ? text.replaceAll(/[^\x21-\x22\x24-\x3e\x40-\x7e]/g, '') : encodeURIComponent(text.toWellFormed());
