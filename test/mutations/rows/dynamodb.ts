import { all, change, gone, resourceOf } from '../edits.ts';
import { rowsOf } from '../row.ts';

const CREATE = 'amazondynamodb/latest/APIReference/API_CreateTable.html';
const GUIDE = 'amazondynamodb/latest/developerguide/';
const LIMITS = `${GUIDE}ServiceQuotas.html`;
const TABLE = 'DynamoDB::Table OrdersTable';
type Index = { IndexName: string; KeySchema: object[]; Projection: Record<string, unknown> };

const indexes = (template: Parameters<typeof resourceOf>[0]) =>
  resourceOf(template, TABLE).Properties.GlobalSecondaryIndexes as Index[];

export const dynamodb = rowsOf('DynamoDB', [
  {
    name: 'an attribute that is defined for nothing',
    breaks: change(TABLE, { 'AttributeDefinitions.6': { AttributeName: 'email', AttributeType: 'S' } }),
    aws: 'AttributeDefinitions name the attributes of keys, and no others.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(AttributeDefinitions|unused)/,
  },
  {
    name: 'a key that is not defined',
    breaks: change(TABLE, { 'AttributeDefinitions.0': undefined }),
    aws: 'Each attribute of a key is defined.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(AttributeDefinitions|orderId)/,
  },
  {
    name: 'a key type that is none',
    breaks: change(TABLE, { 'KeySchema.0.KeyType': 'PRIMARY' }),
    aws: 'KeyType is HASH or RANGE.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(KeyType|KeySchema)/,
  },
  {
    name: 'an attribute type that no key has',
    breaks: change(TABLE, { 'AttributeDefinitions.0.AttributeType': 'BOOL' }),
    aws: 'Attributes of keys are S, N or B.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*AttributeType/,
  },
  {
    name: 'a sort key before its partition key',
    breaks: change(TABLE, {
      KeySchema: [
        { AttributeName: 'timestamp', KeyType: 'RANGE' },
        { AttributeName: 'orderId', KeyType: 'HASH' },
      ],
    }),
    aws: 'The first element of a key is HASH, the second RANGE.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(KeySchema|HASH)/,
  },
  {
    name: 'on demand with throughput',
    breaks: change(TABLE, { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }),
    aws: 'A table on demand has no throughput of its own.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*([tT]hroughput|ReadCapacityUnits)/,
  },
  {
    name: 'provisioned without throughput',
    breaks: change(TABLE, { BillingMode: 'PROVISIONED' }),
    aws: 'A provisioned table needs its throughput.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*WriteCapacityUnits must both be specified/,
  },
  {
    name: 'a billing mode that is none',
    breaks: change(TABLE, { BillingMode: 'ON_DEMAND' }),
    aws: 'BillingMode is PROVISIONED or PAY_PER_REQUEST.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*BillingMode/,
  },
  {
    name: 'a name of two characters',
    breaks: change(TABLE, { TableName: 'Or' }),
    aws: 'Table names have 3 to 255 characters.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(Name|length)/i,
  },
  {
    name: 'a name with a space',
    breaks: change(TABLE, { TableName: 'All Orders' }),
    aws: 'Table names have letters, digits, underscores, hyphens and dots.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*Name/i,
  },
  {
    name: 'two tables of one name',
    breaks: all(
      change('DynamoDB::Table Activity', { TableName: 'one-name' }),
      change('DynamoDB::Table Failures', { TableName: 'one-name' }),
    ),
    aws: 'The second one is refused: a table of that name exists already.',
    page: CREATE,
    noticed: 'start',
    by: /(Activity|Failures).*(already exists|in use|one-name)/,
  },
  {
    name: 'a partition key of another name',
    breaks: change(TABLE, { 'KeySchema.0.AttributeName': 'id', 'AttributeDefinitions.0.AttributeName': 'id' }),
    aws: 'Items without the key are refused.',
    page: 'amazondynamodb/latest/APIReference/API_PutItem.html',
    noticed: 'order',
    by: /ValidationException|key element does not match the schema/,
  },
  {
    name: 'a partition key that is a number',
    breaks: change(TABLE, { 'AttributeDefinitions.0.AttributeType': 'N' }),
    aws: 'Keys of another type are refused.',
    page: 'amazondynamodb/latest/APIReference/API_PutItem.html',
    noticed: 'order',
    by: /ValidationException|key element does not match the schema/,
  },
  {
    name: 'an index that is not there',
    breaks: (template) => {
      indexes(template).splice(0, 1);
      change(TABLE, { 'AttributeDefinitions.2': undefined })(template);
      change(TABLE, { 'AttributeDefinitions.1': undefined })(template);
    },
    aws: 'A query of an index that the table does not have is refused.',
    page: `${GUIDE}GSI.html`,
    noticed: 'order',
    by: /GET orders is 50\d/,
  },
  {
    name: 'an index of keys alone',
    breaks: change(TABLE, { 'GlobalSecondaryIndexes.0.Projection.ProjectionType': 'KEYS_ONLY' }),
    aws: 'An index gives the attributes that are projected.',
    page: `${GUIDE}GSI.html`,
    noticed: 'order',
    by: /GET orders|list of orders/,
  },
  {
    name: 'a projection that is none',
    breaks: change(TABLE, { 'GlobalSecondaryIndexes.0.Projection.ProjectionType': 'SOME' }),
    aws: 'ProjectionType is ALL, KEYS_ONLY or INCLUDE.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*Projection/,
  },
  {
    name: 'a projection of attributes that are not named',
    breaks: change(TABLE, { 'GlobalSecondaryIndexes.0.Projection.ProjectionType': 'INCLUDE' }),
    aws: 'INCLUDE needs NonKeyAttributes.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(NonKeyAttributes|Projection)/,
  },
  {
    name: 'attributes named where all are projected',
    breaks: change(TABLE, { 'GlobalSecondaryIndexes.0.Projection.NonKeyAttributes': ['status'] }),
    aws: 'NonKeyAttributes belong to INCLUDE.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*(NonKeyAttributes|Projection)/,
  },
  {
    name: 'two indexes of one name',
    breaks: (template) => {
      const [first, second] = indexes(template);
      if (first && second) second.IndexName = first.IndexName;
    },
    aws: 'Names of indexes are unique in their table.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*([iI]ndex|byCustomer)/,
  },
  {
    name: '21 indexes',
    breaks: (template) => {
      const all = indexes(template);
      for (let number = all.length; number < 21; number += 1)
        all.push({ ...(all[0] as Index), IndexName: `more${number}` });
    },
    aws: 'A table has at most 20 global secondary indexes.',
    page: LIMITS,
    noticed: 'start',
    by: /OrdersTable.*(20|[iI]ndex)/,
  },
  {
    name: 'a local index with another partition key',
    breaks: change(TABLE, {
      KeySchema: [
        { AttributeName: 'orderId', KeyType: 'HASH' },
        { AttributeName: 'timestamp', KeyType: 'RANGE' },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [
            { AttributeName: 'customerId', KeyType: 'HASH' },
            { AttributeName: 'searchEmail', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
    aws: 'A local index has its table’s partition key.',
    page: `${GUIDE}LSI.html`,
    noticed: 'start',
    by: /OrdersTable.*(local|LocalSecondaryIndexes|[kK]ey)/,
  },
  {
    name: 'a local index of a table without a sort key',
    breaks: change(TABLE, {
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [
            { AttributeName: 'orderId', KeyType: 'HASH' },
            { AttributeName: 'searchEmail', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
    aws: 'A local index needs a table with a sort key.',
    page: `${GUIDE}LSI.html`,
    noticed: 'start',
    by: /OrdersTable.*(local|[rR]ange|LocalSecondaryIndexes)/,
  },
  {
    name: 'a resource policy that denies everybody',
    breaks: change(TABLE, { 'ResourcePolicy.PolicyDocument.Statement.0.Condition': undefined }),
    aws: 'A policy that would lock its owner out is refused; what it denies is denied.',
    page: `${GUIDE}rbac-considerations.html`,
    noticed: 'order',
    by: /explicit deny/,
  },
  {
    name: 'a resource policy that is malformed',
    breaks: change(TABLE, { 'ResourcePolicy.PolicyDocument.Statement.0.Effect': 'Forbid' }),
    aws: 'A malformed resource policy is refused.',
    page: `${GUIDE}rbac-create.html`,
    noticed: 'start',
    by: /OrdersTable.*([pP]olicy|Effect)/,
  },
  {
    name: 'a stream of a view that is none',
    breaks: change(TABLE, { StreamSpecification: { StreamViewType: 'EVERYTHING' } }),
    aws: 'StreamViewType is one of four.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*StreamSpecification/,
  },
  {
    name: 'a table class that is none',
    breaks: change(TABLE, { TableClass: 'CHEAP' }),
    aws: 'TableClass is STANDARD or STANDARD_INFREQUENT_ACCESS.',
    page: CREATE,
    noticed: 'start',
    by: /OrdersTable.*TableClass/,
  },
  {
    name: 'expiry without its attribute',
    breaks: change('DynamoDB::Table Failures', { 'TimeToLiveSpecification.AttributeName': undefined }),
    aws: 'Time to live needs its attribute.',
    page: 'amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html',
    noticed: 'start',
    by: /Failures.*(TimeToLive|AttributeName)/,
  },
  {
    name: 'no table',
    breaks: gone(TABLE),
    aws: 'A template that refers to what it does not have is refused.',
    page: 'AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    noticed: 'start',
    by: /OrdersTable/,
  },
]);
