import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { flag } from '../../kit/properties.ts';
import type { Engine, KeyUse } from '../../service.ts';
import type { Context } from './context.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-ssespecification.html */
export const sseSpecification = z
  .strictObject({ SSEEnabled: flag, SSEType: z.literal('KMS').optional(), KMSMasterKeyId: z.string().optional() })
  .optional();

type Input = Readonly<Record<string, unknown>>;

/** What reads or writes items. */
const OF_ITEMS = /^(GetItem|PutItem|UpdateItem|DeleteItem|Query|Scan|BatchGetItem|BatchWriteItem|Transact.*)$/;

/** Whoever works on items of an encrypted table decrypts the table's key, by DynamoDB. Keys that AWS manages let everybody.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
export const keyUses = ({ settings, engine }: Context, operation: string, input: Input): readonly KeyUse[] => {
  if (!OF_ITEMS.test(operation)) return [];
  return tablesOf(input).flatMap((table): KeyUse[] => {
    const name = table.startsWith('arn:') ? (/:table\/([^/]+)/.exec(table)?.[1] ?? '') : table;
    const keyId = settings.get(name)?.keyId;
    return keyId === undefined ? [] : [{ action: 'Decrypt', ...onTable(engine, name, keyId) }];
  });
};

/** Who creates a table lets DynamoDB use its key from then on. Throws what KMS says. */
export const checkKey = (engine: Engine, name: string, keyId: string): void => {
  const caller = { kind: 'operator', arn: `arn:aws:iam::${engine.accountId}:root` } as const;
  const context = { 'kms:GrantIsForAWSResource': 'true' };
  for (const action of ['CreateGrant', 'Decrypt'] as const)
    engine.useKey(caller, { action, ...onTable(engine, name, keyId), context });
};

const onTable = ({ accountId }: Engine, name: string, keyId: string) => ({
  keyId,
  service: 'dynamodb',
  encryptionContext: { 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': accountId },
});

const tablesOf = ({ TableName, RequestItems, TransactItems }: Input): readonly string[] => {
  if (typeof TableName === 'string') return [TableName];
  if (isRecord(RequestItems)) return Object.keys(RequestItems);
  if (!Array.isArray(TransactItems)) return [];
  const names = TransactItems.filter(isRecord).flatMap((part) =>
    Object.values(part).flatMap((action) => (isRecord(action) ? [action.TableName] : [])),
  );
  return [...new Set(names.filter((name) => typeof name === 'string'))];
};

const isRecord = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A key that cannot be used is one more refusal. */
export const keyError = ({ message }: AwsError): AwsError =>
  new AwsError('AccessDeniedException', `KMS key access denied error: ${message}`);
