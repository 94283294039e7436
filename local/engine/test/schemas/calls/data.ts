import { type Answers, call } from './call.ts';

const TableName = 'schemas';
const none = { TableName: 'none' };
const key = { pk: { S: 'a' } };
const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/schemas';
const item = {
  ...key,
  gsi: { S: 'g' },
  n: { N: '1' },
  b: { B: new Uint8Array([1]) },
  flag: { BOOL: true },
  nothing: { NULL: true },
  list: { L: [{ S: 'x' }] },
  map: { M: { k: { N: '2' } } },
  texts: { SS: ['x'] },
  numbers: { NS: ['1'] },
  bytes: { BS: [new Uint8Array([2])] },
};
const table = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'gsi', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byGsi',
      KeySchema: [{ AttributeName: 'gsi', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  Tags: [{ Key: 'a', Value: 'b' }],
};
const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
const counted = { ReturnConsumedCapacity: 'INDEXES' };
const query = { KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } };

/** DynamoDB. */
export const dynamoDbCalls = [
  call('CreateTable', table, table),
  call('DescribeTable', { TableName }, none),
  call('ListTables', {}, { Limit: 0 }),
  call('UpdateTable', { TableName, DeletionProtectionEnabled: false }, { ...none, DeletionProtectionEnabled: false }),
  call('DescribeContinuousBackups', { TableName }, none),
  call(
    'UpdateTimeToLive',
    { TableName, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } },
    { ...none, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } },
  ),
  call('DescribeTimeToLive', { TableName }, none),
  call('TagResource', { ResourceArn: tableArn, Tags: [{ Key: 'c', Value: 'd' }] }, { ResourceArn: 'x', Tags: [] }),
  call('ListTagsOfResource', { ResourceArn: tableArn }, { ResourceArn: `${tableArn}-none` }),
  call('UntagResource', { ResourceArn: tableArn, TagKeys: ['c'] }, { ResourceArn: 'x', TagKeys: ['c'] }),
  call(
    'PutItem',
    { TableName, Item: item, ReturnValues: 'ALL_OLD', ...counted },
    { TableName, Item: item, ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  ),
  call('GetItem', { TableName, Key: key, ...counted }, { ...none, Key: key }),
  call(
    'UpdateItem',
    {
      TableName,
      Key: key,
      UpdateExpression: 'SET z = :z',
      ExpressionAttributeValues: { ':z': { N: '3' } },
      ReturnValues: 'ALL_NEW',
      ...counted,
    },
    { TableName, Key: key, UpdateExpression: 'SET' },
  ),
  call('Query', { TableName, ...query, ...counted }, { TableName, KeyConditionExpression: 'nope' }),
  call('Scan', { TableName, Limit: 1, ...counted }, none),
  call(
    'BatchGetItem',
    { RequestItems: { [TableName]: { Keys: [key] } }, ...counted },
    { RequestItems: { none: { Keys: [key] } } },
  ),
  call(
    'BatchWriteItem',
    { RequestItems: { [TableName]: [{ PutRequest: { Item: { pk: { S: 'b' } } } }] }, ...counted },
    { RequestItems: { none: [{ PutRequest: { Item: key } }] } },
  ),
  call(
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName, Key: key } }], ...counted },
    { TransactItems: [{ Get: { ...none, Key: key } }] },
  ),
  call(
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName, Item: { pk: { S: 'c' } } } }], ...counted },
    {
      TransactItems: [{ Put: { TableName, Item: item, ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }],
    },
  ),
  call(
    'DeleteItem',
    { TableName, Key: key, ReturnValues: 'ALL_OLD', ...counted },
    { TableName, Key: { pk: { S: '' } } },
  ),
  call('DeleteTable', { TableName }, none),
];

const Bucket = 'schemas-files';
/** S3, with the bucket of the template. */
export const s3Calls = [
  call('ListBuckets', {}),
  call(
    'PutObject',
    {
      Bucket,
      Key: 'folder/a',
      Body: 'hello',
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      Metadata: { origin: 'test' },
    },
    { Bucket: 'nowhere', Key: 'a', Body: 'x' },
  ),
  call('HeadBucket', { Bucket }),
  call('ListObjectsV2', { Bucket, Delimiter: '/' }, { Bucket: 'nowhere' }),
  call('GetObject', { Bucket, Key: 'folder/a' }, { Bucket, Key: 'none' }),
  call('GetObject', { Bucket, Key: 'folder/a', Range: 'bytes=1-2' }),
  call('HeadObject', { Bucket, Key: 'folder/a' }),
  call('DeleteObject', { Bucket, Key: 'folder/a' }, { Bucket: 'nowhere', Key: 'a' }),
];

const group = { logGroupName: '/schemas' };
const stream = { ...group, logStreamName: 's' };
const noGroup = { logGroupName: '/none' };
/** CloudWatch Logs. */
export const logsCalls = [
  call('CreateLogGroup', group, group),
  call('CreateLogStream', stream, stream),
  call('PutLogEvents', () => ({ ...stream, logEvents: [{ timestamp: Date.now(), message: 'hello' }] }), {
    ...noGroup,
    logStreamName: 's',
    logEvents: [{ timestamp: 1, message: 'x' }],
  }),
  call('DescribeLogGroups', {}, { limit: 0 }),
  call('DescribeLogStreams', group, noGroup),
  call('FilterLogEvents', group, { ...group, filterPattern: '{ broken' }),
  call('GetLogEvents', { ...stream, startFromHead: true }, { ...group, logStreamName: 'none' }),
  call('DeleteLogGroup', group, group),
];

const id = ({ GetRestApis }: Answers): string => GetRestApis.items[0].id;
/** What reads the template's resources. */
export const apiGatewayCalls = [
  call('GetRestApis', {}),
  call('GetStages', (answers) => ({ restApiId: id(answers) }), { restApiId: 'none' }),
];
export const cloudFormationCalls = [
  call('DescribeStacks', {}, { StackName: 'none' }),
  call('ListStackResources', { StackName: 'Test' }, { StackName: 'none' }),
  call('DescribeStackResources', { StackName: 'Test' }, { StackName: 'none' }),
];
export const stsCalls = [call('GetCallerIdentity', {})];
