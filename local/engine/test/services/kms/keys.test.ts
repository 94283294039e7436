import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/aws-error.ts';
import { clientSettings, until } from '../../../src/testing/engine.ts';
import { allow, deny, roleArn, roleOf, trusting, useStack } from '../../iam/use-stack.ts';
import { attribute } from '../lambda/stack.ts';

const { start, refusal } = useStack();

const ROOT = 'arn:aws:iam::000000000000:root';
const OWNER = { ...allow('kms:*'), Principal: { AWS: ROOT } };
const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:orders';

const key = (...statements: object[]) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [OWNER, ...statements] } },
});
const queue = (KmsMasterKeyId: unknown) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: 'orders', KmsMasterKeyId },
});
const ofService = (service: string, more: object = {}) => ({
  ...allow(['kms:GenerateDataKey', 'kms:Decrypt']),
  Principal: { Service: service },
  ...more,
});
/** The administration of a key, and nothing about its use. */
const administers = (more: object = {}) => ({
  ...allow(['kms:PutKeyPolicy', 'kms:DescribeKey', 'kms:CreateGrant', 'kms:ScheduleKeyDeletion']),
  Principal: { AWS: ROOT },
  ...more,
});

type Engine = Awaited<ReturnType<typeof start>>;

/** The code of what is thrown; 'done' where nothing is. */
const outcome = async (call: Promise<unknown>): Promise<string> =>
  await call.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof AwsError)) throw error;
      return error.code;
    },
  );
const as = (engine: Engine, role: string) => ({
  send: () => outcome(engine.call('sqs', 'SendMessage', { QueueUrl: '/orders', MessageBody: 'x' }, roleArn(role))),
  receive: () => outcome(engine.call('sqs', 'ReceiveMessage', { QueueUrl: '/orders' }, roleArn(role))),
});
const keyed = async (statements: object[], KeyPolicy?: object[]) => {
  const engine = await start({
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: KeyPolicy ? { KeyPolicy: { Version: '2012-10-17', Statement: KeyPolicy } } : {},
    },
    Orders: queue(attribute('Key')),
    Role: roleOf('worker', [allow('sqs:*'), ...statements]),
  });
  return as(engine, 'worker');
};

describe('a queue on a key of its own', () => {
  it('asks senders for GenerateDataKey and Decrypt, receivers for Decrypt', async () => {
    const both = await keyed([allow(['kms:GenerateDataKey', 'kms:Decrypt'])]);
    expect([await both.send(), await both.receive()]).toEqual(['done', 'done']);
    const data = await keyed([allow('kms:GenerateDataKey')]);
    expect([await data.send(), await data.receive()]).toEqual(['KmsAccessDenied', 'KmsAccessDenied']);
    const decrypt = await keyed([allow('kms:Decrypt')]);
    expect([await decrypt.send(), await decrypt.receive()]).toEqual(['KmsAccessDenied', 'done']);
  });

  it('tells who may not do what, by the names of both protocols', async () => {
    const engine = await start({ Orders: queue('alias/none') });
    const client = new SQSClient({ ...clientSettings(engine), maxAttempts: 1 });
    const QueueUrl = `${engine.awsOrigin}/000000000000/orders`;
    await expect(client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject({
      name: 'KmsNotFound',
      message: 'Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found.',
    });
    const other = await start({ Key: key(), Orders: queue(attribute('Key')), R: roleOf('worker', [allow('sqs:*')]) });
    const sending = other.call('sqs', 'SendMessage', { QueueUrl: '/orders', MessageBody: 'x' }, roleArn('worker'));
    await expect(sending).rejects.toThrow(
      /assumed-role\/worker\/call is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:000000000000:key\/.* because no identity-based policy allows/,
    );
    expect(other.lines.filter((line) => line.startsWith('AccessDenied'))).toHaveLength(1);
  });

  it.each<[string, object[], object[], string]>([
    ['a key policy without the account makes IAM policies void', [allow('kms:*')], [administers()], 'KmsAccessDenied'],
    [
      'a key policy that names the role needs no other',
      [],
      [administers(), { ...allow('kms:*'), Principal: { AWS: attribute('Role') } }],
      'done',
    ],
    [
      'a key policy that denies wins',
      [allow('kms:*')],
      [OWNER, { ...deny('kms:Decrypt'), Principal: '*' }],
      'KmsAccessDenied',
    ],
    ['an IAM policy that denies wins', [allow('kms:*'), deny('kms:Decrypt')], [OWNER], 'KmsAccessDenied'],
    [
      'a condition on the service',
      [allow('kms:*', '*', { Condition: { StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' } } })],
      [OWNER],
      'done',
    ],
    [
      'a condition on another service',
      [allow('kms:*', '*', { Condition: { StringEquals: { 'kms:ViaService': 'sns.us-east-1.amazonaws.com' } } })],
      [OWNER],
      'KmsAccessDenied',
    ],
    [
      'a condition on the queue',
      [allow('kms:*', '*', { Condition: { StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': QUEUE_ARN } } })],
      [OWNER],
      'done',
    ],
    [
      'a condition on another queue',
      [allow('kms:*', '*', { Condition: { StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': `${QUEUE_ARN}2` } } })],
      [OWNER],
      'KmsAccessDenied',
    ],
    [
      'a condition on the account of the caller',
      [allow('kms:*', '*', { Condition: { StringEquals: { 'kms:CallerAccount': '111111111111' } } })],
      [OWNER],
      'KmsAccessDenied',
    ],
    [
      'a guard against calls that no service makes',
      [allow('kms:*'), deny('kms:*', '*', { Condition: { Bool: { 'aws:ViaAWSService': 'false' } } })],
      [OWNER],
      'done',
    ],
  ])('%s', async (_name, statements, policy, expected) => {
    expect(await (await keyed(statements, policy)).send()).toBe(expected);
  });

  it('keys that AWS manages let the account use them, through their service', async () => {
    const engine = await start({ Orders: queue('alias/aws/sqs'), Role: roleOf('worker', [allow('sqs:*')]) });
    expect(await as(engine, 'worker').send()).toBe('done');
    const wrong = await start({ Orders: queue('alias/aws/sns'), Role: roleOf('worker', [allow('sqs:*')]) });
    expect(await as(wrong, 'worker').send()).toBe('KmsAccessDenied');
  });

  it('who moves messages out of its dead-letter queue needs the keys of both', async () => {
    const moving = async (...statements: object[]) => {
      const engine = await start({
        Key: key(),
        Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead', KmsMasterKeyId: attribute('Key') } },
        Orders: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            ...queue(attribute('Key')).Properties,
            RedrivePolicy: { deadLetterTargetArn: attribute('Dead'), maxReceiveCount: 2 },
          },
        },
        Role: roleOf('worker', [allow('sqs:*'), ...statements]),
      });
      const SourceArn = 'arn:aws:sqs:us-east-1:000000000000:dead';
      return await outcome(engine.call('sqs', 'StartMessageMoveTask', { SourceArn }, roleArn('worker')));
    };
    expect(await moving(allow('kms:Decrypt'))).toBe('KmsAccessDenied');
    expect(await moving(allow(['kms:Decrypt', 'kms:GenerateDataKey']))).toBe('done');
  });

  it('an alias stands for its key', async () => {
    const engine = await start({
      Key: key(),
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/orders', TargetKeyId: { Ref: 'Key' } } },
      Orders: queue({ Ref: 'Alias' }),
      Role: roleOf('worker', [allow('sqs:*'), allow(['kms:GenerateDataKey', 'kms:Decrypt'], attribute('Key'))]),
    });
    expect(await as(engine, 'worker').send()).toBe('done');
  });

  it('a grant lets its principal, for its encryption context', async () => {
    const engine = await start({
      Key: key(),
      Orders: queue(attribute('Key')),
      Role: roleOf('worker', [allow('sqs:*')]),
    });
    const [found] = (await engine.call<{ Keys: { KeyId: string }[] }>('kms', 'ListKeys', {})).Keys;
    const KeyId = found?.KeyId ?? '';
    const grant = (arn: string) =>
      engine.call<{ GrantId: string }>('kms', 'CreateGrant', {
        KeyId,
        GranteePrincipal: roleArn('worker'),
        Operations: ['GenerateDataKey', 'Decrypt'],
        Constraints: { EncryptionContextSubset: { 'aws:sqs:arn': arn } },
      });
    await grant(`${QUEUE_ARN}2`);
    expect(await as(engine, 'worker').send()).toBe('KmsAccessDenied');
    const { GrantId } = await grant(QUEUE_ARN);
    expect(await as(engine, 'worker').send()).toBe('done');
    await engine.call('kms', 'RevokeGrant', { KeyId, GrantId });
    expect(await as(engine, 'worker').send()).toBe('KmsAccessDenied');
  });

  it('nobody uses a key that is disabled or about to be deleted, also after a restart', async () => {
    const resources = { Key: key(), Orders: queue(attribute('Key')) };
    const first = await start(resources);
    const send = (engine: Engine) =>
      outcome(engine.call('sqs', 'SendMessage', { QueueUrl: '/orders', MessageBody: 'x' }));
    const [found] = (await first.call<{ Keys: { KeyId: string }[] }>('kms', 'ListKeys', {})).Keys;
    const input = { KeyId: found?.KeyId };
    await first.call('kms', 'DisableKey', input);
    expect(await send(first)).toBe('KmsDisabled');
    await first.call('kms', 'EnableKey', input);
    expect(await send(first)).toBe('done');
    await first.call('kms', 'ScheduleKeyDeletion', { ...input, PendingWindowInDays: 7 });
    expect(await send(first)).toBe('KmsInvalidState');
    await first.stop();
    const second = await start(resources, { dataDir: first.dataDir });
    expect(await send(second)).toBe('KmsInvalidState');
    expect(await outcome(second.call('kms', 'EnableKey', input))).toBe('KMSInvalidStateException');
    await second.call('kms', 'CancelKeyDeletion', input);
    expect(await send(second)).toBe('KmsDisabled');
  });

  it('a key that the template disables is disabled', async () => {
    const engine = await start({
      Key: { Type: 'AWS::KMS::Key', Properties: { Enabled: false } },
      Orders: queue(attribute('Key')),
    });
    const sending = engine.call('sqs', 'SendMessage', { QueueUrl: '/orders', MessageBody: 'x' });
    expect(await outcome(sending)).toBe('KmsDisabled');
  });
});

describe('services that send to what is encrypted', () => {
  const stack = (Key: object, keyId: unknown, more: object = {}) => ({
    ...(Key as Record<string, { Type: string; Properties: Record<string, unknown> }>),
    Orders: queue(keyId),
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Policy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Orders' }, { Ref: 'Dead' }],
        PolicyDocument: {
          Statement: [
            {
              ...allow('sqs:SendMessage', [attribute('Orders'), attribute('Dead')]),
              Principal: { Service: 'sns.amazonaws.com' },
            },
          ],
        },
      },
    },
    News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'News' }, Protocol: 'sqs', Endpoint: attribute('Orders'), ...more },
    },
  });
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:news';
  const publish = (engine: Engine) => engine.call('sns', 'Publish', { TopicArn, Message: 'x' });
  const count = async (engine: Engine, name: string): Promise<string | undefined> => {
    const input = { QueueUrl: `/${name}`, AttributeNames: ['ApproximateNumberOfMessages'] };
    const { Attributes } = await engine.call<{ Attributes: Record<string, string> }>(
      'sqs',
      'GetQueueAttributes',
      input,
    );
    return Attributes.ApproximateNumberOfMessages;
  };

  it('need the key to let them: SNS, for this topic', async () => {
    const condition = { Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } } };
    const engine = await start(stack({ Key: key(ofService('sns.amazonaws.com', condition)) }, attribute('Key')));
    await publish(engine);
    await until('it is delivered', async () => (await count(engine, 'orders')) === '1');
  });

  it.each<[string, object, unknown]>([
    ['a key that names another service', { Key: key(ofService('events.amazonaws.com')) }, attribute('Key')],
    ['a key that AWS manages', {}, 'alias/aws/sqs'],
  ])('are refused by %s: the message is lost, and the log says why', async (_name, Key, keyId) => {
    const engine = await start(stack(Key, keyId));
    await publish(engine);
    const line = await until('the log tells', () => engine.lines.find((each) => each.includes('discarded')));
    expect(line).toMatch(/no dead-letter queue: User: sns\.amazonaws\.com is not authorized to perform: kms:/);
    expect(await count(engine, 'orders')).toBe('0');
  });

  it('leave it in the dead-letter queue, where there is one that lets them', async () => {
    const RedrivePolicy = { deadLetterTargetArn: attribute('Dead') };
    const engine = await start(stack({ Key: key() }, attribute('Key'), { RedrivePolicy }));
    await publish(engine);
    await until('it is buried', async () => (await count(engine, 'dead')) === '1');
  });
});

describe('other things on a key', () => {
  const worker = (...statements: object[]) => roleOf('worker', statements);

  it('topics: publishers need GenerateDataKey and Decrypt', async () => {
    const publishing = async (...statements: object[]) => {
      const engine = await start({
        Key: key(),
        News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news', KmsMasterKeyId: { Ref: 'Key' } } },
        Role: worker(allow('sns:Publish'), ...statements),
      });
      const TopicArn = 'arn:aws:sns:us-east-1:000000000000:news';
      return await outcome(engine.call('sns', 'Publish', { TopicArn, Message: 'x' }, roleArn('worker')));
    };
    expect(await publishing(allow(['kms:GenerateDataKey', 'kms:Decrypt']))).toBe('done');
    expect(await publishing(allow('kms:GenerateDataKey'))).toBe('KMSAccessDenied');
    expect(await publishing()).toBe('KMSAccessDenied');
  });

  it('tables: who works on items needs Decrypt, and who creates them CreateGrant', async () => {
    const stack = (KeyPolicy: object[] | undefined, ...statements: object[]) => ({
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: KeyPolicy ? { KeyPolicy: { Version: '2012-10-17', Statement: KeyPolicy } } : {},
      },
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'Orders',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: attribute('Key') },
        },
      },
      Role: worker(allow('dynamodb:*'), ...statements),
    });
    const Item = { id: { S: '1' } };
    const onTable = { Condition: { StringEquals: { 'kms:EncryptionContext:aws:dynamodb:tableName': 'Orders' } } };
    const allowed = await start(stack(undefined, allow('kms:Decrypt', '*', onTable)));
    const denied = await start(stack(undefined));
    const calls: [string, object][] = [
      ['PutItem', { TableName: 'Orders', Item }],
      ['GetItem', { TableName: 'Orders', Key: Item }],
      ['BatchGetItem', { RequestItems: { Orders: { Keys: [Item] } } }],
      ['TransactWriteItems', { TransactItems: [{ Put: { TableName: 'Orders', Item } }] }],
      ['Scan', { TableName: 'Orders' }],
    ];
    for (const [operation, input] of calls) {
      expect(await outcome(allowed.call('dynamodb', operation, input, roleArn('worker'))), operation).toBe('done');
      await expect(denied.call('dynamodb', operation, input, roleArn('worker')), operation).rejects.toThrow(
        /^KMS key access denied error: .*kms:Decrypt/,
      );
    }
    expect(await outcome(denied.call('dynamodb', 'DescribeTable', { TableName: 'Orders' }, roleArn('worker')))).toBe(
      'done',
    );
    const administrator = administers({ Action: 'kms:PutKeyPolicy' });
    expect(await refusal(stack([administrator]))).toMatch(/^Orders .*KMS key access denied error: .*kms:CreateGrant/);
  });

  it('buckets: who writes needs GenerateDataKey, who reads Decrypt, for the object', async () => {
    const engine = await start({
      Key: key(),
      Pages: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'pages',
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: attribute('Key') } },
            ],
          },
        },
      },
      Writer: roleOf('writer', [allow('s3:*'), allow('kms:GenerateDataKey')]),
      Reader: roleOf('reader', [
        allow('s3:*'),
        allow('kms:Decrypt', '*', {
          Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::pages/open/*' } },
        }),
      ]),
    });
    const put = (role: string, Key: string) =>
      outcome(engine.call('s3', 'PutObject', { Bucket: 'pages', Key, Body: Buffer.from('x') }, roleArn(role)));
    const get = (role: string, Key: string) =>
      outcome(engine.call('s3', 'GetObject', { Bucket: 'pages', Key }, roleArn(role)));
    expect([await put('writer', 'open/a'), await put('writer', 'b'), await put('reader', 'open/c')]).toEqual([
      'done',
      'done',
      'AccessDenied',
    ]);
    expect([await get('reader', 'open/a'), await get('reader', 'b'), await get('writer', 'b')]).toEqual([
      'done',
      'AccessDenied',
      'AccessDenied',
    ]);
  });

  it('log groups: CloudWatch Logs of the Region needs the key, for the group', async () => {
    const stack = (service: string, group: string) => ({
      Key: key({
        ...allow(['kms:Encrypt*', 'kms:Decrypt*', 'kms:GenerateDataKey*']),
        Principal: { Service: service },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:000000000000:log-group:${group}`,
          },
        },
      }),
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/orders', KmsKeyId: attribute('Key') } },
    });
    expect(await refusal(stack('logs.us-east-1.amazonaws.com', '/orders'))).toBe('started');
    const text =
      /^Group .*: The specified KMS key does not exist or is not allowed to be used with LogGroup '.*\/orders'/;
    expect(await refusal(stack('logs.amazonaws.com', '/orders'))).toMatch(text);
    expect(await refusal(stack('logs.us-east-1.amazonaws.com', '/others'))).toMatch(text);
  });
});

describe('key policies that KMS refuses', () => {
  const policy = (KeyPolicy: object, more: object = {}) => ({
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy, ...more } },
  });
  const own = { Statement: [{ ...allow('kms:*'), Principal: { Service: 'sns.amazonaws.com' } }] };

  it('names them', async () => {
    expect(await refusal(policy(own))).toBe(
      'Key (AWS::KMS::Key): MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.',
    );
    expect(await refusal(policy({ Statement: [allow('kms:*')] }))).toMatch(/Missing required field Principal/);
  });

  it('takes one that locks everybody out, where that is wanted', async () => {
    expect(await refusal(policy(own, { BypassPolicyLockoutSafetyCheck: true }))).toBe('started');
  });

  it('are asked about calls to KMS itself too', async () => {
    const engine = await start({
      Key: key(),
      Some: roleOf('some', [allow('kms:DescribeKey', attribute('Key'))]),
      None: roleOf('none', [], { AssumeRolePolicyDocument: trusting('lambda.amazonaws.com') }),
    });
    const [found] = (await engine.call<{ Keys: { KeyId: string }[] }>('kms', 'ListKeys', {})).Keys;
    const input = { KeyId: found?.KeyId };
    expect(await engine.call('kms', 'DescribeKey', input, roleArn('some'))).toMatchObject({
      KeyMetadata: { KeyState: 'Enabled', KeyManager: 'CUSTOMER' },
    });
    expect(await outcome(engine.call('kms', 'DescribeKey', input, roleArn('none')))).toBe('AccessDeniedException');
    expect(await outcome(engine.call('kms', 'DescribeKey', { KeyId: 'none' }))).toBe('NotFoundException');
  });
});
